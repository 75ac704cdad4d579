"""Promise, achievement or neither: the rules in order are in `rules`, each kind in a module with its cases."""
