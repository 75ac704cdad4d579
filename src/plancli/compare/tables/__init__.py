"""The tables that a reader sees: wide, long, in one unit along a row."""
