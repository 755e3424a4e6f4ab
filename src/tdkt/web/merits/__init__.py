"""Initiatives, discipline, holds as registers; ratings and collectives' years on the pages of whose they are."""
