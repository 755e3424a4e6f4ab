"""The invented records, as plain values: what ``expand`` returns and a loader puts into models.

Keys are unique within their tuple and mean nothing outside one expansion. Codes are those of the apps' closed lists.
Days are both included; ``None`` at the start is "not known", at the end "still holds".
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class ParentLink(NamedTuple):
    parent: str
    valid_from: date | None
    valid_to: date | None


class CodeLink(NamedTuple):
    scheme: str
    value: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body as it was between two days. ``sector`` is the sender the office counts it under."""

    key: str
    name: str
    kind: str
    sector: str
    protocol_order: int
    short_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    area_km2: Decimal | None = None
    parents: tuple[ParentLink, ...] = ()
    codes: tuple[CodeLink, ...] = ()
    is_invented: bool = False
    confidence: str = ""
    note: str = ""


class Succession(NamedTuple):
    """``starts_on`` is the successor's first day; ``confidence`` "" or "secondary"."""

    predecessor: str
    successor: str
    kind: str
    starts_on: date
    note: str
    confidence: str


class Bloc(NamedTuple):
    key: str
    kind: str
    name: str
    position: int
    valid_from: date | None
    valid_to: date | None
    note: str


class BlocMember(NamedTuple):
    """Either an organisation's key or the name of a member outside the province."""

    bloc: str
    organisation: str
    outside_name: str
    role: str
    position: int
    valid_from: date | None
    valid_to: date | None


class Post(NamedTuple):
    """``organisation`` is "" for people from elsewhere."""

    organisation: str
    title: str
    group: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """``organisation`` is where the person belongs now; ``birth_precision`` "" when no birth date is known."""

    key: str
    name: str
    gender: str
    birth_date: date | None
    birth_precision: str
    ethnic_group: str
    organisation: str
    posts: tuple[Post, ...]


class Collective(NamedTuple):
    """``body`` is set when the collective is an organisation itself; else it lies inside ``organisation``."""

    key: str
    name: str
    organisation: str
    body: str
    is_small: bool


class Household(NamedTuple):
    key: str
    name: str
    organisation: str


class Decision(NamedTuple):
    """An official document of commendation; ``level`` trung_uong or tinh."""

    key: str
    kind: str
    number: str
    symbol: str
    issuer: str
    issued_on: date
    title: str
    level: str


class Honour(NamedTuple):
    """One line of a decision. ``sender`` is who proposed it ("" for base titles and the State's).

    ``prize`` in whole đồng, None when the multiple of that day is not known. Base titles (level co_so) have no decision
    record: ``decision`` is "", ``ordinal`` None, the number typed by the unit stands in ``note``.
    """

    key: str
    recipient: str
    award: str
    level: str
    recipient_kind: str
    group: str
    is_enterprise: bool
    is_small: bool
    is_posthumous: bool
    method: str
    ground: str
    year_kind: str
    year: int | None
    period_from: int | None
    period_to: int | None
    movement: str
    decision: str
    ordinal: int | None
    decided_on: date
    organisation: str
    name_then: str
    post_then: str
    unit_then: str
    prize: int | None
    standing: str
    note: str
    sender: str


class Inspection(NamedTuple):
    key: str
    kind: str
    organisation: str
    unit_name: str
    led_by: str
    with_body: str
    plan: str
    source: str


class RoleModel(NamedTuple):
    """A role model of 2022, invented; ``recipient`` is the key of a person or collective."""

    key: str
    recipient: str
    name: str
    unit_name: str
    field: str
    movement: str


@dataclass(frozen=True, slots=True)
class DemoYear:
    seed: int
    organisations: tuple[Organisation, ...]
    successions: tuple[Succession, ...]
    blocs: tuple[Bloc, ...]
    bloc_members: tuple[BlocMember, ...]
    people: tuple[Person, ...]
    collectives: tuple[Collective, ...]
    households: tuple[Household, ...]
    decisions: tuple[Decision, ...]
    honours: tuple[Honour, ...]
    inspections: tuple[Inspection, ...]
    role_models: tuple[RoleModel, ...]
