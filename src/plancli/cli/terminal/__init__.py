"""What a terminal shows: tables, colours, progress."""
