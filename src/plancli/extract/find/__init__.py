"""What stands there, without judging it: numbers, quantities, periods."""
