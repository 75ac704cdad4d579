"""Which records are about the same thing."""
