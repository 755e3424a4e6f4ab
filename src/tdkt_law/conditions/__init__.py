"""The closed vocabulary of conditions."""
