"""plancli's own records: built from targets, and read back from JSONL, CSV, workbooks and Parquet."""
