"""A history without what nobody has checked yet."""

from dataclasses import replace
from typing import TypeVar

from tdkt_law.facts.model import Facts, HeldAward, History, Initiative, Rating, Standing

Entry = TypeVar("Entry", HeldAward, Rating, Initiative)


def has_declared(facts: Facts) -> bool:
    """Does it hold entries that are only declared, or still without a decision number?"""
    lists = (facts.awards, facts.ratings, facts.initiatives)
    return any(
        one.standing is not Standing.VERIFIED for history in lists for one in history.entries
    )


def verified_only(facts: Facts) -> Facts:
    """The same subject with declared entries taken out. What was taken out may still be true, so a list that lost
    entries is no longer known to be whole."""
    return replace(
        facts,
        awards=_kept(facts.awards),
        ratings=_kept(facts.ratings),
        initiatives=_kept(facts.initiatives),
    )


def _kept(history: History[Entry]) -> History[Entry]:
    kept = tuple(one for one in history.entries if one.standing is Standing.VERIFIED)
    return History(kept, history.whole and len(kept) == len(history.entries))
