"""Commands of the loop: review, decide, agree, cover, verify, and report for the paper."""
