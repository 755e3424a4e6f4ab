"""Blocs and clusters and who belongs to them from when to when."""
