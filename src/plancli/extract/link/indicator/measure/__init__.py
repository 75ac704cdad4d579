"""What of a thing is measured, where its name alone does not say it."""
