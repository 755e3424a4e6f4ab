"""The history of one subject, as read. ``None`` is unknown everywhere; an empty tuple is "none, as far as known".

A year is the first year of its period: the school year 2023-2024 is 2023, as in the columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

Entry = TypeVar("Entry")


class Standing(StrEnum):
    """How sure the office is of an entry (office.md 4)."""

    VERIFIED = "doi_chieu"  # met in our own decisions
    DECLARED = "ke_khai"  # the unit typed number, date, issuer; its head confirms
    NO_NUMBER = "chua_so"  # no decision number yet


@dataclass(frozen=True, slots=True)
class History(Generic[Entry]):
    """A list of facts. ``whole``: nothing else happened. A list nobody gave is ``entries=()``, ``whole=False``."""

    entries: tuple[Entry, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class HeldAward:
    """An award received. ``year`` is that of the achievement, ``period`` the years written in the decision."""

    code: str
    year: int | None
    school: bool
    period: tuple[int, int] | None
    basis: str | None
    ground: str | None
    level: str | None
    decided_on: date | None
    issuer: str
    standing: Standing
    path: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A yearly grade: HTXS, HTT, HT or KHT."""

    year: int
    school: bool
    grade: str
    standing: Standing
    path: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative, accepted research or combat ingenuity. ``reach`` is the widest scope recognised.

    ``used_for`` None: nobody knows which award spent it; each pair is an award and its year, if known.
    """

    id: str
    year: int | None
    kind: str
    scope: str
    reach: str
    replicable: bool | None
    recognised_on: date | None
    used_for: tuple[tuple[str, int | None], ...] | None
    standing: Standing
    path: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``start`` to ``end``; ``end`` None is still going on. ``kind`` says of what."""

    kind: str
    start: date
    end: date | None
    path: str


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post held. ``acting``: in charge, not appointed. A post nobody knows counts as "other"."""

    post: str
    start: date
    end: date | None
    acting: bool
    path: str


@dataclass(frozen=True, slots=True)
class Service:
    """Work done: since when, months by year, spells in units, posts and leave."""

    since: date | None = None
    months_in_year: Mapping[int, int] | None = None
    spells: History[Stretch] = History()
    posts: History[PostHeld] = History()
    leave: History[Stretch] = History()


@dataclass(frozen=True, slots=True)
class Achievement:
    """A feat, a contribution, a result in a movement. None: not said."""

    kind: str
    grade: str | None
    scope: str | None
    launched_by: str | None
    rank: int | None
    years: int | None
    on: date | None
    path: str


@dataclass(frozen=True, slots=True)
class BlocRank:
    """The place a collective took in its bloc or cluster."""

    organiser: str
    rank: int


@dataclass(frozen=True, slots=True)
class Collective:
    """A body in the year ``as_of`` (None: the year asked)."""

    as_of: int | None
    numbers: Mapping[str, int]
    worst_discipline: str | None
    founded: date | None
    flag_eligible: bool | None
    blocs: tuple[BlocRank, ...]


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """Who it is. ``groups`` are finer recipient kinds."""

    kind: str
    groups: tuple[str, ...]
    gender: str | None
    birth: date | None
    direct_worker: bool | None
    enterprise: bool | None
    area: str
    agency_kind: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one subject."""

    subject: SubjectFacts
    awards: History[HeldAward]
    ratings: History[Rating]
    initiatives: History[Initiative]
    discipline: History[Stretch]
    pending: History[Stretch]
    achievements: History[Achievement]
    service: Service
    collective: Collective | None
    attested: Mapping[str, bool]
    all_judged: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked. ``ground`` None is the award's regular one; "any" asks all."""

    ground: str | None
    year: int | None
    school: bool
    occasion: str
    proposed_on: date | None
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """One subject and one proposal. ``province``: settings of its layer for this case."""

    facts: Facts
    proposal: Proposal
    province: Mapping[str, Any]
