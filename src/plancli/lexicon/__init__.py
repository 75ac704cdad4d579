"""Words as data, and their loaders. Knows nothing of rules."""
