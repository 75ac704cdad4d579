"""What a person checks records with: an offline page, and a workbook that is read back."""
