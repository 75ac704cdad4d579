"""Two levels or two dates against each other: who asks for more."""
