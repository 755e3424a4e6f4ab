"""Lai Châu 2022: the facts of the report as data, and their expansion into invented records.

``facts`` reads the data files; ``expand`` makes the records. Both are plain Python: no models, no clock, no network.
All people, enterprises and decisions made here are invented.
"""
