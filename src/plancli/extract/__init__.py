"""Sentences → targets."""
