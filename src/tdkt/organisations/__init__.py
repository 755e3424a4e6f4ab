"""Authorities (the tenant key), organisations with validity and succession, each authority's settings."""
