"""Targets beside what was achieved in the same year."""
