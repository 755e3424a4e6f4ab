"""Initiatives, for thousands at once: how many of each year are free for a use, and how many may be.

What nobody wrote an initiative was spent on may have been spent by any award that lives on initiatives. The bounds are
those of ``tdkt_law.facts.spending.free_by_year``, which is asked here what an award can have spent.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from django.db.models import Q

from tdkt.dossiers.codes import award_code, spends_for_all
from tdkt.dossiers.gather_awards import CODES, HeldAwards
from tdkt.dossiers.reading import Reading
from tdkt.dossiers.sheet import (
    ABSENT,
    Flags,
    Ints,
    Sheet,
    bits,
    coded,
    flag,
    knows_nothing,
    still_whole,
    table,
    unknown_years,
)
from tdkt.registry.models import InitiativeAuthor, InitiativeUse
from tdkt.registry.states import Standing
from tdkt_law.columns import FIRST_YEAR, LAST_YEAR
from tdkt_law.facts.codes import SCOPES
from tdkt_law.facts.model import HeldAward, Initiative
from tdkt_law.facts.model import Standing as LawStanding
from tdkt_law.facts.spending import MOST, USES, Demand, demands

_YEARS: Final = LAST_YEAR - FIRST_YEAR + 1
_IRREGULAR: Final = "phong_trao"


@dataclass(frozen=True, slots=True)
class _Held:
    """Initiatives of recipients, a row for each author. ``known``: it is written what it was spent on."""

    places: Ints
    year: Ints
    reach: Ints
    replicable: Flags
    known: Flags
    spent: Flags  # on anything
    spent_on_form: Flags


def gather_initiatives(sheet: Sheet, reading: Reading, held: HeldAwards) -> None:
    """Fill the columns of initiatives. Two queries."""
    rows, uses, lost = _read(reading)
    unknown = unknown_years(still_whole("initiatives" in reading.complete, lost, sheet.size))
    key = rows.places * _YEARS + (rows.year - FIRST_YEAR)
    groups, group = np.unique(key, return_inverse=True)
    places, years = groups // _YEARS, bits(groups % _YEARS + FIRST_YEAR)
    counts = _Counts(rows, group, len(groups))
    claims = _claims(held, groups, uses) if held.whole.any() else None
    # Of whom the awards are not whole, anything may have been spent on one that is not recorded.
    recorded = np.broadcast_to(held.whole, sheet.size)[places]
    for use in USES:
        for replicable in (False, True):
            sure = rows.replicable if replicable else np.ones(len(rows.places), np.bool_)
            free, loose, possible = _open(rows, use)
            for least, scope in enumerate(SCOPES):
                low = counts.of(free & sure, least)
                if use != "all":
                    mine = counts.by_reach(loose & sure, least)
                    taken = mine.sum(axis=1)
                    if claims is not None:
                        taken = np.where(recorded, _taken(mine, claims[use]), taken)
                    low = low + mine.sum(axis=1) - taken
                high = counts.of(possible, least)
                head = f"initiatives/{scope}/{use}/{'replicable/' if replicable else ''}"
                for count in range(1, MOST + 1):
                    enough, perhaps = low >= count, high >= count
                    yes = sheet.masks(places[enough], years[enough])
                    may = unknown
                    if not knows_nothing(unknown):
                        may = unknown | sheet.masks(places[perhaps], years[perhaps])
                    sheet.whole_mask(f"{head}{count}", yes, may)


def _open(rows: _Held, use: str) -> tuple[Flags, Flags, Flags]:
    """(free, free unless some award spent it, not surely spent) for the use."""
    every = np.ones(len(rows.places), np.bool_)
    if use == "all":
        return every, ~every, every
    spent = rows.spent if use == "form" else rows.spent_on_form
    return rows.known & ~spent, ~rows.known, ~rows.known | ~spent


class _Counts:
    """Initiatives counted by group (recipient and year)."""

    def __init__(self, rows: _Held, group: Ints, size: int) -> None:
        self._reach, self._group, self._size = rows.reach, group, size

    def of(self, chosen: Flags, least: int) -> Ints:
        """Those chosen of a scope or wider."""
        chosen = chosen & (self._reach >= least)
        return np.bincount(self._group[chosen], minlength=self._size)

    def by_reach(self, chosen: Flags, least: int) -> Ints:
        """Those chosen of a scope or wider, by how far they reach; shape (groups, scopes)."""
        chosen = chosen & (self._reach >= least)
        cells = self._group[chosen] * len(SCOPES) + self._reach[chosen]
        counted = np.bincount(cells, minlength=self._size * len(SCOPES))
        return counted.reshape(self._size, len(SCOPES))


def _taken(loose: Ints, claims: Ints) -> Ints:
    """The most of these that the claims can have spent: each claim takes what reaches as far as it asks or farther,
    so giving the narrow ones away first leaves none out that could be taken."""
    taken = np.zeros(len(loose), np.int64)
    room = np.cumsum(claims, axis=1)
    for reach in range(len(SCOPES)):
        taken += np.minimum(loose[:, reach], np.maximum(room[:, reach] - taken, 0))
    return taken


def _claims(
    held: HeldAwards, groups: Ints, uses: dict[tuple[int, int, int], int]
) -> dict[str, Ints]:
    """How many initiatives the awards of a recipient may have spent of those of a year, by the scope each asks for;
    shape (groups, scopes), by use: a title may spend anew what another title spent."""
    shape = (len(groups), len(SCOPES))
    found = {"form": np.zeros(shape, np.int64), "title": np.zeros(shape, np.int64)}
    if not len(groups):
        return found
    rows = held.rows
    settled = np.zeros(len(rows.places), np.int64)
    if uses:
        keys = zip(rows.places.tolist(), rows.award.tolist(), rows.year.tolist(), strict=True)
        settled = np.fromiter((uses.get(key, 0) for key in keys), np.int64, len(rows.places))
    alike = np.stack(
        [rows.award, rows.year, rows.first, rows.last, rows.decided, rows.irregular, settled]
    )
    kinds, which = np.unique(alike, axis=1, return_inverse=True)
    order = np.argsort(which, kind="stable")
    first = np.searchsorted(which[order], np.arange(kinds.shape[1] + 1))
    for place, values in enumerate(kinds.T.tolist()):
        claim = _demand(*values)
        if claim is None:
            continue
        mine = rows.places[order[first[place] : first[place + 1]]]
        for year in claim.years or range(FIRST_YEAR, LAST_YEAR + 1):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            cells = mine * _YEARS + (year - FIRST_YEAR)
            at = np.minimum(np.searchsorted(groups, cells), len(groups) - 1)
            at = at[groups[at] == cells]
            np.add.at(found["form"][:, claim.scope], at, claim.most)
            if claim.form:
                np.add.at(found["title"][:, claim.scope], at, claim.most)
    return found


def _demand(
    award: int, year: int, first: int, last: int, decided: int, irregular: int, settled: int
) -> Demand | None:
    """What one award may have spent of initiatives whose use nobody wrote."""
    code, of = CODES[award], None if year == ABSENT else year
    held = HeldAward(
        code=code,
        year=of,
        school=False,
        period=None if last == ABSENT else (first, last),
        basis=None,
        ground=_IRREGULAR if irregular else None,
        level=None,
        decided_on=None if decided == ABSENT else date(decided, 1, 1),
        issuer="",
        standing=LawStanding.VERIFIED,
        path="",
    )
    spent = Initiative(
        id="", year=of, kind="initiative", scope=SCOPES[0], reach=SCOPES[0], replicable=None,
        recognised_on=None, used_for=((code, of),) * settled, standing=LawStanding.VERIFIED, path="",
    )  # fmt: skip
    return next(iter(demands([held], [spent])), None)


def _read(reading: Reading) -> tuple[_Held, dict[tuple[int, int, int], int], Ints]:
    """The initiatives; how many each award of a recipient is written to have spent, by (place, award, year); and the
    places of those who lost some because nobody checked them."""
    of_day = Q(initiative__recognised_on__isnull=True) | Q(
        initiative__recognised_on__lte=reading.on
    )
    shares = InitiativeAuthor.objects.filter(
        of_day, reading.rows_of(), initiative__year__lte=reading.on.year
    )
    places, found = reading.places.rows(
        table(
            shares, "recipient_id", "initiative_id", "initiative__year", coded("initiative__scope", SCOPES),
            coded("initiative__influence", SCOPES), flag("initiative__uses_known"),
            coded("initiative__standing", (Standing.CHECKED,)),
        )
    )  # fmt: skip
    lost = places[:0]
    if reading.verified_only:
        kept = found[:, 5] == 0
        lost, places, found = places[~kept], places[kept], found[kept]
    written: dict[tuple[int, int], list[tuple[str, int]]] = {}
    uses = InitiativeUse.objects.filter(reading.rows_of()).values_list(
        "recipient_id", "initiative_id", "award", "year"
    )
    for recipient, initiative, award, year in uses:
        if award_code(award) is not None:
            written.setdefault((recipient, initiative), []).append((award, year))
    known = found[:, 4] == 1
    spent, on_form = np.zeros(len(places), np.bool_), np.zeros(len(places), np.bool_)
    settled: dict[tuple[int, int, int], int] = {}
    if written:
        keys = zip(reading.places.ids[places].tolist(), found[:, 0].tolist(), strict=True)
        for row, key in enumerate(keys):
            used = written.get(key, ())
            on_form[row] = any(spends_for_all(award) for award, _ in used)
            known[row] |= on_form[row]
            spent[row] = bool(used) and known[row]
            for award, year in used if known[row] else ():
                of = int(places[row]), CODES.index(award_code(award) or award), year
                settled[of] = settled.get(of, 0) + 1
    rows = _Held(
        places=places,
        year=found[:, 1],
        reach=np.maximum(found[:, 2], found[:, 3]),
        replicable=found[:, 3] != ABSENT,
        known=known,
        spent=spent,
        spent_on_form=on_form,
    )
    return rows, settled, lost
