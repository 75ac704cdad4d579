"""Plain text: its encoding, and line ends that a printer put in."""
