"""Tables of indicators: header → rows → cells → records."""
