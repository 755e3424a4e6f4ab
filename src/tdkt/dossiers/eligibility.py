"""The way in: one recipient's facts, the law's columns of thousands, and who qualifies, from the records as of a day."""

from tdkt.dossiers.facts import Link, Told, facts_of, told_of
from tdkt.dossiers.gather import columns_of_records
from tdkt.dossiers.screening import Found, Screened, Screening, awards_for, screen

__all__ = [
    "Found", "Link", "Screened", "Screening", "Told", "awards_for", "columns_of_records", "facts_of", "screen",
    "told_of",
]  # fmt: skip
