"""Workbooks to hand to colleagues: sheets cell by cell, what fits into them, charts that Excel draws."""
