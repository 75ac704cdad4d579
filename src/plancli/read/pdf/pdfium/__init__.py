"""What pdfium says of a page: its text objects, lines and pictures."""
