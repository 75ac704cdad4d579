"""Text put together from blocks and tables, with every offset fixed."""
