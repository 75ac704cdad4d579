"""What a quantity measures: the phrase, the subject it inherits, names that figures share."""
