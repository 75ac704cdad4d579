"""Records for other programs: Stata, data packages, and programs for qualitative data analysis."""
