"""Inspections, training and complaints."""
