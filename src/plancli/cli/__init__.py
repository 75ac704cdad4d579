"""Commands: parse, call, print. click and rich live here only."""
