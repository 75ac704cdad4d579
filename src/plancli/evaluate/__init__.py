"""Records against gold."""
