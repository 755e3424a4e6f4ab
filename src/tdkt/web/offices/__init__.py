"""Accounts and the offices they hold, for the administrator."""
