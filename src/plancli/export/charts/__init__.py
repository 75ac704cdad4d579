"""Charts of the comparison, drawn by matplotlib: bars, dots, a heat map, a map of tiles."""
