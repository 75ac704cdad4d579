"""Document → sections, sentences, clauses, words."""
