"""Numbers as they are written and what they are worth: digits, numerals, shares, ranks, with the units behind them."""
