"""A module a command: parse, call, print."""
