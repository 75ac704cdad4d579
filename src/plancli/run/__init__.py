"""Many documents: discovery, workers, atomic output."""
