"""The facts of the 2022 report, typed: what the source states, with its units and hedges; ``None`` and "" are unknown.

Codes of kinds, units, hedges, levels and states are those of the apps' closed lists.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tdkt.demo.data_files import read_yaml, row, rows

YEAR = 2022


@dataclass(frozen=True, slots=True)
class DocumentFact:
    key: str
    kind: str
    issuer: str
    level: str
    state: str
    source: str
    number: str = ""
    symbol: str = ""
    symbol_printed: str = ""
    issued_on: date | None = None
    title: str = ""
    topic: str = ""
    force: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    implements: tuple[str, ...] = ()
    movement: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MovementFact:
    key: str
    kind: str
    scope: str
    state: str
    name: str
    source: str
    central_name: str = ""
    launched_by: str = ""
    year_from: int | None = None
    year_to: int | None = None
    motto: str = ""
    central_document: str = ""
    launch_document: str = ""
    plan: str = ""
    guidance: str = ""
    parent_documents: tuple[str, ...] = ()
    related_documents: tuple[str, ...] = ()
    name_variants: tuple[str, ...] = ()
    commended_collectives: int | None = None
    commended_individuals: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """``over_plan`` and ``over_previous`` are stated differences in their own units; ``new_in_year`` counts."""

    key: str
    position: int
    name: str
    source: str
    unit: str = ""
    unit_known: bool = True
    actual: Decimal | None = None
    hedge: str = ""
    plan: Decimal | None = None
    previous: Decimal | None = None
    out_of: Decimal | None = None
    over_plan: Decimal | None = None
    over_plan_unit: str = ""
    over_previous: Decimal | None = None
    over_previous_unit: str = ""
    direction: str = ""
    verdict: str = ""
    criteria_set: str = ""
    text: str = ""
    new_in_year: int | None = None
    movement: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """Worked out from an indicator's stated values, under the assumption ``what`` names; never a fact."""

    indicator: str
    what: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class ResultFact:
    """A stated result of a movement; ``amount`` is money or quantity beside the count."""

    key: str
    movement: str
    what: str
    source: str
    group: str = "ntm_bands"
    value: Decimal | None = None
    hedge: str = ""
    unit: str = ""
    amount: Decimal | None = None
    amount_unit: str = ""
    band: str = ""
    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class PublicityFact:
    key: str
    channel: str
    value: int
    unit: str
    source: str
    movement: str = ""
    hedge: str = ""
    is_stated_total: bool = False


@dataclass(frozen=True, slots=True)
class CeremonyFact:
    key: str
    name: str
    organisers: str
    source: str
    collectives: int | None = None
    individuals: int | None = None
    households: int | None = None
    movement: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InspectionFact:
    key: str
    kind: str
    count: int
    led_by: str
    plan: str
    source: str
    with_body: str = ""


@dataclass(frozen=True, slots=True)
class TrainingFact:
    key: str
    name: str
    organisers: str
    audience: str
    learners: int
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintFact:
    """``count`` 0 is a declared zero."""

    key: str
    count: int
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class SessionFact:
    key: str
    ordinal: int
    considers_awards: bool
    agenda: tuple[str, ...]
    source: str
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskFact:
    """``year`` is the year it is to be done in; several movements only where the source names several."""

    key: str
    kind: str
    text: str
    source: str
    documents: tuple[str, ...] = ()
    movement: str = ""
    movements: tuple[str, ...] = ()
    due_text: str = ""
    note: str = ""
    year: int = YEAR + 1


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    key: str
    kind: str
    text: str
    group: str = ""
    causes_of: tuple[str, ...] = ()
    source: str = "Báo cáo tổng kết năm 2022: Phần thứ nhất, mục V"


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """A number as the report states it; ``value`` None: the report does not say."""

    figure: str
    year: int
    value: Decimal | None
    source: str
    unit: str = ""
    hedge: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecipientFact:
    to: str
    purpose: str = ""
    archive: str = ""


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """The head and foot of the report; number and day are blank in the source. The name is invented."""

    on_behalf: str
    authority: str
    position: str
    name: str
    name_is_invented: bool
    symbol: str
    place: str
    title: str
    recipients: tuple[RecipientFact, ...]
    number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class PostGroupFact:
    position: int
    starts_with: str
    group: str


def documents() -> tuple[DocumentFact, ...]:
    return rows("documents", DocumentFact)


def movements() -> tuple[MovementFact, ...]:
    return rows("movements", MovementFact)


def indicators() -> tuple[IndicatorFact, ...]:
    return rows("indicators", IndicatorFact)


def derived_values() -> tuple[DerivedValue, ...]:
    return rows("indicators-derived", DerivedValue)


def social_security() -> tuple[ResultFact, ...]:
    return rows("social_security", ResultFact)


def ntm_bands() -> tuple[ResultFact, ...]:
    return rows("ntm_bands", ResultFact)


def publicity() -> tuple[PublicityFact, ...]:
    return rows("publicity", PublicityFact)


def ceremonies() -> tuple[CeremonyFact, ...]:
    return rows("ceremonies", CeremonyFact)


def inspections() -> tuple[InspectionFact, ...]:
    return rows("inspections", InspectionFact)


def training() -> tuple[TrainingFact, ...]:
    return rows("training", TrainingFact)


def complaints() -> tuple[ComplaintFact, ...]:
    return rows("complaints", ComplaintFact)


def council_sessions() -> tuple[SessionFact, ...]:
    return rows("council", SessionFact)


def tasks() -> tuple[TaskFact, ...]:
    return rows("tasks-2023", TaskFact)


def assessments() -> tuple[AssessmentFact, ...]:
    return rows("evaluation", AssessmentFact)


def declared_figures() -> tuple[DeclaredFact, ...]:
    """Every declared figure; the section of the report becomes its source."""
    found = []
    for content in read_yaml("declared"):
        part, _, section = content["section"].rpartition(":")
        half = "Phần thứ hai" if part else "Phần thứ nhất"
        values = {key: value for key, value in content.items() if key != "section"}
        source = f"Báo cáo tổng kết năm 2022: {half}, mục {section}"
        found.append(row(DeclaredFact, {**values, "source": source}))
    return tuple(found)


def signature() -> SignatureFact:
    content = dict(read_yaml("signature"))
    content["recipients"] = [row(RecipientFact, item) for item in content["recipients"]]
    return row(SignatureFact, content)


def post_groups() -> tuple[PostGroupFact, ...]:
    """The table from post to recipient group, in order; the first whose words a post starts with decides."""
    table = [
        (words, block["group"])
        for block in read_yaml("post_groups")
        for words in block["starts_with"]
    ]
    first = [pair for pair in table if pair[1] == "lanh_dao_tinh"]
    taken = {words for words, _ in table}
    heads: dict[str, str] = {}
    for body in (*read_yaml("departments"), *read_yaml("districts")):
        for part in ("head", "deputy", "party_head"):
            if part in body and body[part] not in taken:
                heads[body[part]] = "lanh_dao_so"
    ordered = [*first, *heads.items(), *(pair for pair in table if pair not in first)]
    return tuple(PostGroupFact(at, words, group) for at, (words, group) in enumerate(ordered, 1))
