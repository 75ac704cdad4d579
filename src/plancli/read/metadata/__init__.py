"""What a document says about itself: title, region, issuer, number, dates."""
