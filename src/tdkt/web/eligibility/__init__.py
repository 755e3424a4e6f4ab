"""What one recipient could be proposed for, with each condition, its clause and its record."""
