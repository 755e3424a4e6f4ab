"""From histories to the columns the law reads (``tdkt_law.columns``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from tdkt_law.awards import AwardKind, awards
from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.columns import Columns
from tdkt_law.facts.achievements import achievement_truths, predicates
from tdkt_law.facts.codes import (
    BODY_KINDS,
    DISCIPLINE,
    GROUNDS,
    IRREGULAR_GROUNDS,
    MASS_ORGANISATION,
    MEMBER_NUMBERS,
    ORDINARY_PERSON,
    ORGANISERS,
    PERSON_KINDS,
    RECIPIENT_KINDS,
    SCOPES,
)
from tdkt_law.facts.model import Case, Collective, Facts, HeldAward, History, Rating
from tdkt_law.facts.row import (
    ALL,
    NO,
    UNSURE,
    YES,
    Row,
    stacked,
    truth,
    year_bit,
    year_span,
)
from tdkt_law.facts.service import ACTING_COUNTS, service_numbers
from tdkt_law.facts.spending import MOST, USES, free_by_year

_GRADES: Final = {"HTXS": {"HTXS"}, "HTT": {"HTXS", "HTT"}, "HT": {"HTXS", "HTT", "HT"}}


def columns_of(
    cases: Sequence[Case], catalogue: Catalogue, year: int, *, proposed_on: date | None = None
) -> Columns:
    """The columns of N cases, shape (N,) each, for proposals about one year.

    ``proposed_on`` is the day for cases that name none, by default the last day of ``year``.
    """
    asked = _asked(catalogue)
    last = proposed_on or date(year, 12, 31)
    return stacked([_row(case, asked, year, case.proposal.proposed_on or last) for case in cases])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a catalogue asks beside years and numbers: conditions people attest, achievements.

    ``attested`` by id: is it a fact of the case, which "all that is judged" does not say? ``acting``: do months in
    charge without appointment count, None where that is not settled?
    """

    attested: Mapping[str, bool]
    achievements: Mapping[str, Mapping[str, Any]]
    acting: bool | None


@lru_cache(maxsize=8)
def _asked(catalogue: Catalogue) -> _Asked:
    everywhere = (
        one
        for regime in catalogue.regimes.values()
        for ground in GROUNDS
        for general in catalogue.general(regime.start, ground)
        for one in descend(general)
    )
    every = chain((one for _, _, _, one in catalogue.walk()), everywhere)
    attested = {
        one.id: bool(one.params.get("fact", False)) for one in every if one.kind == "attested"
    }
    return _Asked(attested, predicates(catalogue), catalogue.told(ACTING_COUNTS, None))


def _row(case: Case, asked: _Asked, year: int, proposed_on: date) -> Row:
    facts, row = case.facts, Row()
    _awards(row, facts.awards)
    _ratings(row, facts.ratings)
    _initiatives(row, facts)
    _discipline(row, facts, proposed_on)
    _subject(row, facts)
    if facts.collective:
        _collective(row, facts.collective, year)
    served = service_numbers(
        facts.service, year, proposed_on, acting=asked.acting, school=case.proposal.school
    )
    row.numbers.update(served)
    row.truths["pending"] = _pending(facts, proposed_on)
    row.truths.update(achievement_truths(facts.achievements, asked.achievements))
    for condition, is_fact in asked.attested.items():
        judged = True if facts.all_judged and not is_fact else None
        said = facts.attested.get(condition, judged)
        row.truths[f"attested/{condition}"] = truth(said)
    return row


def _awards(row: Row, history: History[HeldAward]) -> None:
    unknown = 0 if history.whole else ALL
    for code in awards():
        held = [one for one in history.entries if one.code == code]
        any_yes, any_may = 0, unknown
        regular_yes, regular_may = 0, unknown
        clock_yes, clock_may = 0, unknown
        for one in held:
            sure, possible = _achieved(one)
            any_yes |= sure
            any_may |= possible
            regular = regular_ground(one)
            if regular is False:
                continue
            regular_may |= possible
            clock = clock_year(one)
            clock_may |= ALL if clock is None else year_bit(clock)
            if regular:
                regular_yes |= sure
                clock_yes |= year_bit(clock) if clock is not None else 0
        row.masks[f"awards/{code}"] = any_yes, any_may
        row.masks[f"awards/{code}/regular"] = regular_yes, regular_may
        row.masks[f"awards/{code}/clock"] = clock_yes, clock_may


def _achieved(one: HeldAward) -> tuple[int, int]:
    """The year of achievement, surely and possibly: what is written, else the end of the written period."""
    year = one.year if one.year is not None else one.period[1] if one.period else None
    if year is not None:
        return year_bit(year), year_bit(year)
    if one.decided_on is not None:
        # A decision rewards the year it falls in or the one before.
        return 0, year_span(one.decided_on.year - 1, one.decided_on.year)
    return 0, ALL


def regular_ground(one: HeldAward) -> bool | None:
    """Can a proposal by công trạng stand on it? None: its ground is not known."""
    if one.ground in IRREGULAR_GROUNDS:
        return False
    if one.code == "bk_bo_tinh" and one.level == MASS_ORGANISATION:
        return False
    # A title rewards a year's emulation unless the entry says it closed a thematic movement.
    if one.ground is None and awards()[one.code].kind is not AwardKind.TITLE:
        return None
    return True


def clock_year(one: HeldAward) -> int | None:
    """The year from whose end the next award's time counts (NĐ 98 Điều 30 khoản 9)."""
    if one.period:
        return one.period[1]
    return one.decided_on.year if one.decided_on else one.year


def _ratings(row: Row, history: History[Rating]) -> None:
    by_year: dict[int, set[str]] = {}
    for one in history.entries:
        by_year.setdefault(one.year, set()).add(one.grade)
    known = 0
    for year in by_year:
        known |= year_bit(year)
    for name, enough in _GRADES.items():
        # Where two papers grade one year differently, sure is what both say.
        sure = possible = 0
        for year, grades in by_year.items():
            sure |= year_bit(year) if grades <= enough else 0
            possible |= year_bit(year) if grades & enough else 0
        row.masks[f"ratings/{name}"] = (
            sure,
            possible if history.whole else possible | (ALL & ~known),
        )


def _initiatives(row: Row, facts: Facts) -> None:
    history = facts.initiatives
    if not history.entries and not history.whole:
        return
    for scope in SCOPES:
        for use in USES:
            for replicable in (False, True):
                free = free_by_year(
                    history, facts.awards, use=use, scope=scope, replicable=replicable
                )
                head = f"initiatives/{scope}/{use}/{'replicable/' if replicable else ''}"
                undated = _undated(facts, scope, use, replicable=replicable)
                for count in range(1, MOST + 1):
                    sure = possible = 0
                    for year, bounds in free.items():
                        sure |= year_bit(year) if bounds.low >= count else 0
                        possible |= year_bit(year) if bounds.high >= count else 0
                    whole = history.whole and undated < count
                    row.masks[f"{head}{count}"] = sure, possible if whole else ALL


def _undated(facts: Facts, scope: str, use: str, *, replicable: bool) -> int:
    """How many initiatives of unknown year may count: each could lie in any year."""
    undated = tuple(one for one in facts.initiatives.entries if one.year is None)
    if not undated:
        return 0
    # Seen as one year of their own, the kindest assignment says how many.
    dated = tuple(replace(one, year=0) for one in undated)
    free = free_by_year(
        History(dated, whole=False), facts.awards, use=use, scope=scope, replicable=replicable
    )
    return free[0].high if free else 0


def _discipline(row: Row, facts: Facts, proposed_on: date) -> None:
    history = facts.discipline
    unknown = 0 if history.whole else ALL
    for rank, form in enumerate(DISCIPLINE[1:], 1):
        sure, possible = 0, unknown
        for one in history.entries:
            if DISCIPLINE.index(one.kind) >= rank:
                last = one.end.year if one.end else one.start.year
                sure |= year_span(one.start.year, last)
                # Without a last day it may still run.
                possible |= year_span(one.start.year, last if one.end else proposed_on.year)
        row.masks[f"discipline/{form}"] = sure, sure | possible
    ends = [one.end.year if one.end else one.start.year for one in history.entries]
    latest = [
        one.end.year if one.end else max(one.start.year, proposed_on.year)
        for one in history.entries
    ]
    if history.whole:
        row.numbers["discipline/end"] = max(ends, default=0), max(latest, default=0)
    elif ends:
        row.numbers["discipline/end"] = max(ends), max(*latest, proposed_on.year)
    begun = [one for one in history.entries if one.start <= proposed_on]
    if any(one.end is not None and one.end >= proposed_on for one in begun):
        row.truths["disciplined"] = YES
    elif history.whole and all(one.end is not None for one in begun):
        row.truths["disciplined"] = NO
    else:
        row.truths["disciplined"] = UNSURE


def _pending(facts: Facts, proposed_on: date) -> int:
    if any(
        one.start <= proposed_on and (one.end is None or one.end >= proposed_on)
        for one in facts.pending.entries
    ):
        return YES
    return NO if facts.pending.whole else UNSURE


def _subject(row: Row, facts: Facts) -> None:
    subject = facts.subject
    kinds = recipient_kinds(facts)
    for kind in RECIPIENT_KINDS:
        row.truths[f"is/{kind}"] = truth(kind in kinds)
    row.truths["female"] = truth(None if subject.gender is None else subject.gender == "nu")
    row.truths["direct_worker"] = truth(subject.direct_worker)
    row.truths["enterprise"] = truth(subject.enterprise)


def recipient_kinds(facts: Facts) -> frozenset[str]:
    """All recipient kinds a subject is of. A finer kind is also its plain one; a person of whom no group is said is
    on a payroll (``ORDINARY_PERSON``) and of no special group; an enterprise is a collective and an enterprise."""
    subject = facts.subject
    kinds = {subject.kind, *subject.groups}
    if subject.kind in PERSON_KINDS:
        kinds.add("ca_nhan")
        if kinds == {"ca_nhan"}:
            kinds.add(ORDINARY_PERSON)
    if subject.kind in BODY_KINDS:
        kinds.add("tap_the")
        if subject.enterprise:
            kinds.add("doanh_nghiep")
    return frozenset(kinds)


def _collective(row: Row, collective: Collective, year: int) -> None:
    if collective.as_of in {None, year}:
        for name in MEMBER_NUMBERS:
            row.number(
                f"members/{'total' if name == 'members' else name}", collective.numbers.get(name)
            )
        if collective.worst_discipline is not None:
            row.number("members/worst_discipline", DISCIPLINE.index(collective.worst_discipline))
        ranks = {one.organiser: one.rank for one in collective.blocs}
        # A body belongs to the blocs that are named: in those of another organiser it has no rank, 0.
        for organiser in ORGANISERS if ranks else ():
            row.number(f"bloc/{organiser}/rank", ranks.get(organiser, 0))
    if collective.founded is not None:
        row.number("founded/year", collective.founded.year)
        row.number("age/years", max(year - collective.founded.year, 0))
    row.truths["flag_eligible"] = truth(collective.flag_eligible)
