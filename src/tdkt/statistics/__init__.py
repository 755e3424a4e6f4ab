"""Figures, official forms, and the yearly report; reads everything above, nothing above reads it."""
