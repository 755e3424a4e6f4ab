"""The desk: what waits for the office held, and the year's figures."""
