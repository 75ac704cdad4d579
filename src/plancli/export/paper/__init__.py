"""What a paper needs beside the records: a codebook, and a paragraph on methods."""
