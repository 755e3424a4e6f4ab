"""The law as data: instruments, regimes, tracks, dated values, readings, settings."""
