"""Screening at scale: facts in a Parquet file, every subject asked of every award, on all cores or on a cluster."""
