"""Tables without vertical lines: where their columns are, and what makes a row."""
