"""What the recording services take: plain lines of values, one a row, from a form, an import or the demo alike."""

from dataclasses import dataclass
from datetime import date

from tdkt.registry.states import Standing


@dataclass(slots=True, frozen=True)
class RecipientLine:
    """A new recipient. Person fields stay empty for collectives and households; ``national_id`` is digits."""

    kind: str
    name: str
    organisation_id: int | None = None
    body_id: int | None = None
    is_small: bool = False
    gender: str = ""
    birth_date: date | None = None
    birth_precision: str = ""
    ethnic_group: str = ""
    national_id: str = ""


@dataclass(slots=True, frozen=True)
class PostLine:
    """A post of a person (``person_id`` is the recipient's id)."""

    person_id: int
    title: str
    organisation_id: int | None = None
    group: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    is_acting: bool = False
    leadership: str = ""  # its group in the decree's table for cống hiến; empty: outside the table


@dataclass(slots=True, frozen=True)
class HonourLine:
    """One line of a decision to record; see ``registry.models.Honour`` for shapes and units."""

    recipient_id: int
    award: str
    level: str
    kind: str
    method: str
    name_then: str
    group: str = ""
    is_enterprise: bool = False
    is_small: bool = False
    is_posthumous: bool = False
    ground: str = ""
    year_kind: str = ""
    year: int | None = None
    period_from: int | None = None
    period_to: int | None = None
    movement_code: str = ""
    document_id: int | None = None
    ordinal: int | None = None
    decided_on: date | None = None
    organisation_id: int | None = None
    post_then: str = ""
    unit_then: str = ""
    prize: int | None = None
    standing: str = Standing.CHECKED
    note: str = ""
