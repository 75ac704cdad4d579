"""Records of many documents → tables (pandas)."""
