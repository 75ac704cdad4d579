"""Numbers as people write them, in phrases of any kind."""
