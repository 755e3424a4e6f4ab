"""One box that finds people, units, documents, figures and pages."""
