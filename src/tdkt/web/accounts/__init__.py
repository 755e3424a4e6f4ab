"""Signing in and out, the password, the office held, and being locked out."""
