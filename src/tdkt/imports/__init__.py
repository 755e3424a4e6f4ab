"""Excel and Word lists in: parse to typed rows, dry run, then one short write."""
