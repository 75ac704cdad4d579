"""Tables of documents: CSV, XLSX, JSONL, Parquet, one document a row."""
