"""Numeric targets in Chinese policy texts."""
