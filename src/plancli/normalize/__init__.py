"""One meaning, one form: units, indicators, regions."""
