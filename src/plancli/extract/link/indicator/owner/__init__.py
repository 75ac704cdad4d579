"""Whose measure a name is, where the name itself does not say it: each county's, that of a topic, of a park."""
