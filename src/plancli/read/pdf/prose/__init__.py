"""What the lines of a whole document say of how it is set, and which of them are notes at the foot of a page."""
