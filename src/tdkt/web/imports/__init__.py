"""The import wizard: choose, upload, check, confirm, done."""
