"""How many initiatives of each year are still free, when nobody wrote which award spent which.

An initiative whose ``used_for`` is unknown may have been spent by any award of the history that lives on initiatives.
The worst assignment to the person spends as many as could be, the kindest as few as must be; the truth lies between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from tdkt_law.awards import AwardKind, awards
from tdkt_law.facts.codes import INITIATIVE_KINDS, IRREGULAR_GROUNDS, SCOPES
from tdkt_law.facts.model import HeldAward, History, Initiative

USES: Final = ("all", "form", "title")
MOST: Final = 4
"""The largest count a condition asks for."""


@dataclass(frozen=True, slots=True)
class _Spends:
    """An award that may live on initiatives: how many, of which scope or wider, of how many years back."""

    most: int
    scope: str
    years: int
    until: int | None = None


# Before 2024 the higher forms asked for initiatives themselves (NĐ 91 Điều 22–24, 38); the 2022 law asks for titles.
_OLD: Final = 2024
_SPENDERS: Final = {
    "cstd_co_so": _Spends(1, "co_so", 1),
    "cstd_bo_tinh": _Spends(1, "bo_tinh", 3),
    "cstd_toan_quoc": _Spends(1, "toan_quoc", 6),
    "bk_bo_tinh": _Spends(2, "co_so", 2),
    "bk_ttcp": _Spends(5, "co_so", 10, _OLD),
    "hc_lao_dong_3": _Spends(2, "bo_tinh", 10, _OLD),
    "hc_lao_dong_2": _Spends(3, "bo_tinh", 10, _OLD),
    "hc_lao_dong_1": _Spends(4, "bo_tinh", 10, _OLD),
}
_TITLES_BY_ONE: Final = frozenset({"cstd_co_so"})


@dataclass(frozen=True, slots=True)
class Demand:
    """One award's claim on unclaimed initiatives. ``years`` None: any; ``least`` is what it must have spent."""

    kinds: tuple[str, ...]
    years: range | None
    scope: int
    form: bool
    least: int
    most: int

    def takes(self, one: Initiative) -> bool:
        """Could it have spent this one?"""
        return (
            one.kind in self.kinds
            and SCOPES.index(one.reach) >= self.scope
            and (self.years is None or one.year is None or one.year in self.years)
        )


@dataclass(frozen=True, slots=True)
class Free:
    """Initiatives of one year free for a use: at least ``low``, at most ``high``."""

    low: int
    high: int


def is_form(code: str) -> bool:
    """A form of commendation, not an emulation title."""
    return awards()[code].kind is not AwardKind.TITLE


def demands(held: Sequence[HeldAward], initiatives: Sequence[Initiative]) -> tuple[Demand, ...]:
    """What the awards of a history may have spent of the initiatives whose use nobody wrote."""
    claimed = [use for one in initiatives for use in one.used_for or ()]
    found = []
    for award in held:
        spends = _SPENDERS.get(award.code)
        if spends is None or award.basis == "rating" or award.ground in IRREGULAR_GROUNDS:
            continue
        decided = award.decided_on.year if award.decided_on else award.year
        if spends.until is not None and decided is not None and decided >= spends.until:
            continue
        settled = claimed.count((award.code, award.year)) if award.year is not None else 0
        vague = (award.code, None) in claimed
        exact = award.code in _TITLES_BY_ONE and award.year is not None and award.basis is not None
        if settled >= spends.most:
            continue
        found.append(
            Demand(
                kinds=(award.basis,) if award.basis else INITIATIVE_KINDS,
                years=_years(award, spends),
                scope=SCOPES.index(spends.scope),
                form=is_form(award.code),
                least=1 if exact and not vague else 0,
                most=spends.most - settled,
            )
        )
    return tuple(found)


def _years(award: HeldAward, spends: _Spends) -> range | None:
    if award.year is None:
        return None
    first = award.year - spends.years + 1
    if award.period and award.code not in _TITLES_BY_ONE:
        first = min(first, award.period[0])
    return range(first, award.year + 1)


def free_by_year(
    initiatives: History[Initiative],
    held: History[HeldAward],
    *,
    use: str,
    scope: str,
    replicable: bool,
) -> dict[int, Free]:
    """The initiatives of each known year that are free, of a scope or wider. ``all``: spent ones count too.

    What nobody listed is not here: when the list is not whole, the true number may be larger than ``high``.
    """
    every = demands(held.entries, initiatives.entries)
    claims = [claim for claim in every if use == "form" or (use == "title" and claim.form)]
    # A title that must have spent one keeps that one from every form.
    shields = [claim for claim in every if claim.least and claim not in claims]
    counted = [
        one
        for one in initiatives.entries
        if SCOPES.index(one.reach) >= SCOPES.index(scope)
        and not (replicable and one.replicable is False)
    ]
    unsettled = [one for one in initiatives.entries if one.used_for is None]
    undated = sum(one.year is None and _open(one, use) is not False for one in counted)
    found = {}
    for year in {one.year for one in counted if one.year is not None}:
        mine = [one for one in counted if one.year == year]
        sure = [one for one in mine if not replicable or one.replicable]
        free = sum(_open(one, use) is True for one in sure)
        loose = [one for one in sure if _open(one, use) is None]
        taken = _most_taken(loose, unsettled, claims, shields, whole=held.whole)
        possible = [one for one in mine if _open(one, use) is not False]
        must = _least_taken(possible, unsettled, claims) if initiatives.whole else 0
        found[year] = Free(free + len(loose) - taken, len(possible) - must + undated)
    return found


def _open(one: Initiative, use: str) -> bool | None:
    """Is it free for the use? None: nobody knows."""
    if use == "all":
        return True
    if one.used_for is None:
        return None
    return not any(use == "form" or is_form(code) for code, _ in one.used_for)


def _most_taken(
    loose: Sequence[Initiative],
    unsettled: Sequence[Initiative],
    claims: Sequence[Demand],
    shields: Sequence[Demand],
    *,
    whole: bool,
) -> int:
    """The most of these that the claims can have spent, once each shield has one that it must have had.

    When the list of awards is not whole, an award nobody listed may have spent any.
    """
    kept = _forced(loose, unsettled, shields)
    most = 0
    for shielded in product(*(combinations(takeable, n) for takeable, n in kept)):
        safe = [one for group in shielded for one in group]
        rest = [one for one in loose if one not in safe]
        most = max(most, _matched(rest, claims) if whole else len(rest))
    return most


def _matched(loose: Sequence[Initiative], claims: Sequence[Demand]) -> int:
    """The size of a largest matching of initiatives and claims."""
    places = [claim for claim in claims for _ in range(claim.most)]
    holder: dict[int, int] = {}

    def place(mine: int, seen: set[int]) -> bool:
        for at, claim in enumerate(places):
            if at not in seen and claim.takes(loose[mine]):
                seen.add(at)
                if at not in holder or place(holder[at], seen):
                    holder[at] = mine
                    return True
        return False

    return sum(place(mine, set()) for mine in range(len(loose)))


def _least_taken(
    mine: Sequence[Initiative], unsettled: Sequence[Initiative], claims: Sequence[Demand]
) -> int:
    """How many of these the claims must have spent, when they spend others wherever they can."""
    loose = [one for one in mine if one.used_for is None]
    return sum(n for _, n in _forced(loose, unsettled, claims))


def _forced(
    loose: Sequence[Initiative], unsettled: Sequence[Initiative], claims: Sequence[Demand]
) -> list[tuple[list[Initiative], int]]:
    """By kind: the ones of these that claims can take, and how many they must take for want of others."""
    others = [one for one in unsettled if one not in loose]
    must = [claim for claim in claims if claim.least]
    found = []
    for kinds in dict.fromkeys(claim.kinds for claim in must):
        here = [
            claim
            for claim in must
            if claim.kinds == kinds and any(claim.takes(one) for one in loose)
        ]
        takeable = [one for one in loose if any(claim.takes(one) for claim in here)]
        elsewhere = sum(any(claim.takes(one) for claim in here) for one in others)
        wanted = sum(claim.least for claim in here) - elsewhere
        found.append((takeable, min(max(wanted, 0), len(takeable))))
    return found
