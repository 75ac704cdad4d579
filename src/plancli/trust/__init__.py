"""Which records to look at, and what people decided: doubts, confidence, decisions, agreement."""
