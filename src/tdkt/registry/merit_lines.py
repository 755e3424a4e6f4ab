"""What the recording services of merits take: plain lines of values, from an import or the demo alike."""

from dataclasses import dataclass
from datetime import date

from tdkt.registry.states import InitiativeKind, Standing, YearKind


@dataclass(slots=True, frozen=True)
class RatingLine:
    """The grade of a person or collective for one year; ``year`` is the first of a school year."""

    recipient_id: int
    year: int
    grade: str
    year_kind: str = YearKind.CALENDAR
    standing: str = Standing.DECLARED
    decision: str = ""
    document_id: int | None = None


@dataclass(slots=True, frozen=True)
class InitiativeLine:
    """An initiative with its authors, each (recipient's id, percent or None where it is not stated)."""

    title: str
    year: int
    scope: str
    authors: tuple[tuple[int, int | None], ...]
    kind: str = InitiativeKind.INITIATIVE
    year_kind: str = YearKind.CALENDAR
    influence: str = ""
    recognised_by: str = ""
    recognised_on: date | None = None
    decision: str = ""
    document_id: int | None = None
    standing: str = Standing.DECLARED
    uses_known: bool = False


@dataclass(slots=True, frozen=True)
class InitiativeUseLine:
    """An award (code of the catalogue) of an author on which the initiative was spent."""

    initiative_id: int
    recipient_id: int
    award: str
    year: int
    year_kind: str = YearKind.CALENDAR


@dataclass(slots=True, frozen=True)
class DisciplineLine:
    """A disciplinary measure; ``valid_to`` is the last day of its term, None while that is not known."""

    recipient_id: int
    form: str
    valid_from: date
    valid_to: date | None = None
    cause: str = ""
    standing: str = Standing.DECLARED
    decision: str = ""
    document_id: int | None = None


@dataclass(slots=True, frozen=True)
class CollectiveYearLine:
    """A collective's members in one year; None is not known."""

    recipient_id: int
    year: int
    year_kind: str = YearKind.CALENDAR
    members: int | None = None
    women: int | None = None
    completed: int | None = None
    ldtt: int | None = None
    cstd_co_so: int | None = None
    worst_discipline: str = ""
    none_disciplined: bool = False
    standing: str = Standing.DECLARED
    decision: str = ""
    document_id: int | None = None
