"""What a document says of itself: title, region, issuer, number, dates."""
