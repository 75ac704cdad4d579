"""What holds around a quantity: its document, its clause, the periods that govern it."""
