"""Movements with their results, indicators, publicity, ceremonies, role models and next year's tasks."""
