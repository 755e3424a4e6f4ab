"""Dossiers: from the records of the registry to what the law answers."""
