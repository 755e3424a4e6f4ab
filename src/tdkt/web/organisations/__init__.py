"""The tree of organisations by date, one unit's page, adding, changing and succession."""
