"""What is written there, without judging it: numbers, quantities, periods."""
