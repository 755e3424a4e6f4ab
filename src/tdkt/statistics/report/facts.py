"""The records of one year that the report's own sentences, tables and annexes are written from, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from tdkt.accounts.selectors import system_reach
from tdkt.blocs.models import Bloc
from tdkt.blocs.states import BlocKind
from tdkt.council.models import CouncilSession
from tdkt.kernel.dated import valid_on
from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    RoleModel,
    Task,
)
from tdkt.movements.states import MovementKind, MovementState
from tdkt.organisations.models import Authority
from tdkt.oversight.models import Complaint, Inspection, TrainingClass
from tdkt.registry.models import OfficialDocument
from tdkt.registry.states import DocumentLevel, DocumentState
from tdkt.statistics.book import FigureBook
from tdkt.statistics.cube import Cube
from tdkt.statistics.models import Assessment
from tdkt.statistics.periods import Period


@dataclass(frozen=True)
class ReportFacts:
    """The year's records, each list in its own order; ``figures`` counts decisions of the year."""

    authority: Authority
    year: int
    as_of: date
    documents: Sequence[OfficialDocument]
    sessions: Sequence[CouncilSession]
    blocs: Sequence[Bloc]
    clusters: Sequence[Bloc]
    movements: Sequence[Movement]
    results: Sequence[MovementResult]
    indicators: Sequence[Indicator]
    publicity: Sequence[Publicity]
    ceremonies: Sequence[Ceremony]
    role_models: Sequence[RoleModel]
    inspections: Sequence[Inspection]
    classes: Sequence[TrainingClass]
    complaints: int
    assessments: Sequence[Assessment]
    tasks: Sequence[Task]
    figures: FigureBook

    @property
    def honours(self) -> Cube:
        """The honours decided in the year."""
        return self.figures.cube()

    @property
    def thematic(self) -> list[Movement]:
        """The thematic movements carried out that year: each has its section."""
        return [m for m in self.movements if _thematic(m)]

    @property
    def yearly(self) -> Movement | None:
        """The movement of the year itself."""
        return next(
            (m for m in self.movements if m.kind == MovementKind.YEARLY and _carried_out(m)), None
        )

    def movement(self, code: str) -> Movement | None:
        return next((m for m in self.movements if m.code == code), None)


def report_facts(authority: Authority, *, year: int, as_of: date) -> ReportFacts:
    """Read the year. The number of queries does not depend on how much there is."""
    own = {"authority": authority, "year": year}
    in_order = ("position", "id")
    last_day = min(date(year, 12, 31), as_of)
    groups = list(
        Bloc.objects.filter(valid_on(last_day), authority=authority).order_by("position", "id")
    )
    return ReportFacts(
        authority=authority,
        year=year,
        as_of=as_of,
        documents=report_documents(authority, year=year),
        sessions=list(CouncilSession.objects.filter(**own).order_by("ordinal")),
        blocs=[bloc for bloc in groups if bloc.kind == BlocKind.BLOC],
        clusters=[bloc for bloc in groups if bloc.kind == BlocKind.CLUSTER],
        movements=report_movements(authority, year=year),
        results=list(MovementResult.objects.filter(**own).order_by(*in_order)),
        indicators=list(Indicator.objects.filter(**own).order_by(*in_order)),
        publicity=list(
            Publicity.objects.filter(**own).select_related("movement").order_by(*in_order)
        ),
        ceremonies=list(Ceremony.objects.filter(**own).order_by(*in_order)),
        role_models=list(
            RoleModel.objects.filter(**own).select_related("movement").order_by(*in_order)
        ),
        inspections=list(
            Inspection.objects.filter(**own).select_related("plan").order_by("kind", "id")
        ),
        classes=list(TrainingClass.objects.filter(**own).order_by("on", "id")),
        complaints=Complaint.objects.filter(**own).count(),
        assessments=list(
            Assessment.objects.filter(**own)
            .prefetch_related(Prefetch("causes_of", Assessment.objects.order_by("position", "id")))
            .order_by("position", "id")
        ),
        tasks=list(
            Task.objects.filter(authority=authority, year=year + 1)
            .select_related("owner", "movement")
            .prefetch_related("documents")
            .order_by(*in_order)
        ),
        figures=FigureBook(system_reach(authority, on=as_of), Period(year), as_of=as_of),
    )


def report_movements(authority: Authority, *, year: int) -> list[Movement]:
    """Movements whose years take in that year, in the order of their codes, with the documents they stand on."""
    covers = Q(year_from__isnull=True) | Q(year_from__lte=year)
    covers &= Q(year_to__isnull=True) | Q(year_to__gte=year)
    return list(
        Movement.objects.filter(covers, authority=authority)
        .select_related("central_document", "launch_document", "plan", "guidance")
        .order_by("code")
    )


def thematic_names(movements: Sequence[Movement]) -> list[tuple[str, str]]:
    """(code, name) of those that have a section of their own in the report."""
    return [(m.code, m.name) for m in movements if _thematic(m)]


def report_documents(authority: Authority, *, year: int) -> list[OfficialDocument]:
    """The province's documents on emulation and commendation known to be of that year, award decisions left out.

    A document without a day counts when its title names the year. By day, those without one first.
    """
    on_the_work = (
        Q(folded__contains="thi dua") | Q(folded__contains="khen thuong") | ~Q(movement_code="")
    )
    of_the_year = Q(issued_on__year=year) | Q(issued_on__isnull=True, title__contains=f"năm {year}")
    return list(
        OfficialDocument.objects.filter(
            on_the_work, of_the_year, authority=authority, level=DocumentLevel.PROVINCE,
            state=DocumentState.ISSUED, is_award_decision=False,
        ).order_by("issued_on", "id")
    )  # fmt: skip


def _thematic(movement: Movement) -> bool:
    return movement.kind == MovementKind.THEMATIC and _carried_out(movement)


def _carried_out(movement: Movement) -> bool:
    return movement.state != MovementState.PLANNED
