"""Pages of figures: the dashboard, the list, one figure, the official forms."""
