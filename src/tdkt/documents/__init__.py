"""Official papers as a leaf: one Paper, three writers (.docx, PDF, HTML); never asks where a paper came from."""
