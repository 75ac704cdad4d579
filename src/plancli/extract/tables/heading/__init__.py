"""What heads and the lines above a table say besides its columns: places, and what the whole table is for."""
