"""Which records speak of the same thing."""
