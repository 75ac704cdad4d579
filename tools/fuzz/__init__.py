"""Mutated inputs for every reader: `make fuzz` runs many, CI a few minutes of them."""
