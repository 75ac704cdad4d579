"""Archives and what may be taken out of them."""
