"""Every component on one page, for those who build pages; only in development."""
