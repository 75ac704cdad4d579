"""One attribute a module: ordered tuples of small rules."""
