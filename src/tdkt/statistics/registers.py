"""The registers figures count besides honours: which rows belong to a year, and what can be asked of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.fields import CharField

from tdkt.accounts.selectors import Reach
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.council.models import CouncilSession
from tdkt.kernel.dated import valid_on
from tdkt.kernel.stated import Hedge
from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    RoleModel,
    Task,
)
from tdkt.movements.states import MovementState
from tdkt.oversight.models import Complaint, Inspection, TrainingClass
from tdkt.registry.models import OfficialDocument
from tdkt.registry.states import DocumentState
from tdkt.statistics.periods import Period
from tdkt.statistics.where import EVERY, Where

# In calendar years, both ends counted: 2021 to 2025 is five.
_LENGTH: Final = Case(
    When(year_from__isnull=True, then=Value("")),
    When(year_to__isnull=True, then=Value("")),
    When(year_to=F("year_from"), then=Value("1")),
    When(year_to__lt=F("year_from") + 2, then=Value("1-3")),
    When(year_to__lt=F("year_from") + 4, then=Value("3-5")),
    default=Value("5"),
    output_field=CharField(),
)


@dataclass(frozen=True)
class Register:
    """One register: its rows of a period, the columns a ``Where`` may name, the columns that can be added up.

    ``unit`` leads to the organisation a row belongs to; empty: rows belong to no unit, every office sees them.
    ``proves_zero``: that it has no row says there was nothing; of the others it only says that nothing was entered.
    """

    rows: Callable[[int, Period], QuerySet[Any]]
    columns: tuple[str, ...]
    totals: tuple[str, ...] = ()
    unit: str = ""
    proves_zero: bool = False

    def seen(self, reach: Reach, period: Period) -> QuerySet[Any]:
        """The rows of the period this office may see."""
        found = self.rows(reach.authority_id, period)
        if self.unit and reach.organisation_ids is not None:
            found = found.filter(**{f"{self.unit}__in": reach.organisation_ids})
        return found


def _of_year(model: type[Any]) -> Callable[[int, Period], QuerySet[Any]]:
    return lambda authority, period: model.objects.filter(authority_id=authority, year=period.year)


def _documents(authority: int, period: Period) -> QuerySet[Any]:
    return OfficialDocument.objects.filter(
        authority_id=authority,
        state=DocumentState.ISSUED,
        issued_on__gte=period.start,
        issued_on__lte=period.end,
    )


def _movements(authority: int, period: Period) -> QuerySet[Any]:
    """Under way in the year, as far as its known years say; planned ones are not yet movements."""
    return (
        Movement.objects.filter(
            Q(year_from__isnull=True) | Q(year_from__lte=period.year),
            Q(year_to__isnull=True) | Q(year_to__gte=period.year),
            authority_id=authority,
        )
        .exclude(state=MovementState.PLANNED)
        .annotate(length=_LENGTH)
    )


def _planned(authority: int, period: Period) -> QuerySet[Any]:
    return Movement.objects.filter(
        Q(year_from__isnull=True) | Q(year_from__gt=period.year),
        authority_id=authority,
        state=MovementState.PLANNED,
    )


def _blocs(authority: int, period: Period) -> QuerySet[Any]:
    return Bloc.objects.filter(valid_on(period.end), authority_id=authority)


def _members(authority: int, period: Period) -> QuerySet[Any]:
    return BlocMembership.objects.filter(valid_on(period.end), bloc__in=_blocs(authority, period))


def _next_tasks(authority: int, period: Period) -> QuerySet[Any]:
    return Task.objects.filter(authority_id=authority, year=period.year + 1)


HEDGED: Final = ("value", "learners")  # the columns a row's hedge belongs to
REGISTERS: Final[Mapping[str, Register]] = {
    "van_ban": Register(_documents, ("level", "is_award_decision", "number")),
    "phong_trao": Register(_movements, ("kind", "scope", "length")),
    "phong_trao_du_kien": Register(_planned, ("kind",)),
    "ket_qua": Register(
        _of_year(MovementResult), ("code", "group", "hedge", "amount_unit"), ("value", "amount")
    ),
    "chi_tieu": Register(_of_year(Indicator), ("verdict",)),
    "tuyen_truyen": Register(
        _of_year(Publicity), ("movement__code", "is_stated_total", "hedge"), ("value",)
    ),
    "le_tuyen_duong": Register(
        _of_year(Ceremony), (), ("collectives", "individuals", "households")
    ),
    "dien_hinh": Register(_of_year(RoleModel), ()),
    "nhiem_vu": Register(_of_year(Task), ("kind", "state")),
    "nhiem_vu_nam_sau": Register(_next_tasks, ("kind",)),
    "kiem_tra": Register(_of_year(Inspection), ("kind",), unit="organisation_id"),
    "boi_duong": Register(_of_year(TrainingClass), ("hedge",), ("learners",)),
    "khieu_nai": Register(_of_year(Complaint), ("kind",), unit="organisation_id", proves_zero=True),
    "khoi": Register(_blocs, ("kind",)),
    "thanh_vien_khoi": Register(_members, ("bloc__kind",)),
    "phien_hop": Register(_of_year(CouncilSession), ("considers_awards",)),
}


@dataclass(frozen=True)
class Total:
    """Rows counted, or a column added up; ``unknown`` is how many rows did not say."""

    value: Decimal | None
    hedge: Hedge
    unknown: int


@dataclass(frozen=True)
class Tally:
    """A register's rows of one period, alike ones counted together."""

    cells: tuple[tuple[Mapping[str, Any], int], ...]

    def count(self, wanted: Where = EVERY) -> int:
        return sum(n for cell, n in self.cells if wanted.holds(cell))

    def total(self, column: str, wanted: Where = EVERY) -> Total:
        """The column over these rows. Unknown when no row says; hedged when a part is."""
        said = Decimal(0)
        hedges: set[str] = set()
        rows = unknown = 0
        for cell, n in self.cells:
            if wanted.holds(cell):
                rows += n
                if cell[column] is None:
                    unknown += n
                else:
                    said += n * Decimal(cell[column])
                    if column in HEDGED:
                        hedges.add(cell.get("hedge", ""))
        if rows and unknown == rows:
            return Total(None, Hedge.EXACT, unknown)
        return Total(said, joined_hedge(hedges), unknown)


def tally(name: str, reach: Reach, period: Period) -> Tally:
    """One query."""
    register = REGISTERS[name]
    wanted = (*register.columns, *register.totals)
    rows = register.seen(reach, period).order_by()
    if not wanted:
        return Tally((({}, rows.count()),))
    counted = rows.values(*wanted).annotate(n=Count("pk"))
    return Tally(tuple(({name: row[name] for name in wanted}, int(row["n"])) for row in counted))


def rows_counted(name: str, wanted: Where, reach: Reach, period: Period) -> QuerySet[Any]:
    """Exactly the rows a figure counted."""
    return REGISTERS[name].seen(reach, period).filter(wanted.q())


def joined_hedge(hedges: Iterable[str]) -> Hedge:
    """The hedge of a sum: the parts' own when they agree, else "ước"."""
    real = {Hedge(hedge) for hedge in hedges if hedge}
    if not real:
        return Hedge.EXACT
    return real.pop() if len(real) == 1 else Hedge.ESTIMATE
