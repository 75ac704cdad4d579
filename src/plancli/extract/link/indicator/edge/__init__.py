"""Where a name begins and ends, told by the classes of its words."""
