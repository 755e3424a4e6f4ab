"""The invented histories of ``data/histories.yaml`` as plain values: what a loader puts into the registers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tdkt.demo.data_files import read_yaml
from tdkt.registry.states import Standing


@dataclass(frozen=True, slots=True)
class HistoryDecision:
    """A decision that only these people's honours stand on; without an issuer it is the province's."""

    key: str
    number: str
    symbol: str
    issued_on: date
    title: str
    issuer: str = ""
    level: str = "tinh"


@dataclass(frozen=True, slots=True)
class HistoryHonour:
    """One honour. ``decision`` is the key of a decision, "" where the unit only declared it; ``level`` who gave it."""

    award: str
    level: str
    year: int
    decision: str
    decided_on: date
    standing: str
    ground: str
    method: str
    period: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class HistoryInitiative:
    """``uses`` are (award, year); None where nobody knows what it was spent on."""

    title: str
    year: int
    scope: str
    influence: str
    recognised_by: str
    recognised_on: date
    decision: str
    uses: tuple[tuple[str, int], ...] | None


@dataclass(frozen=True, slots=True)
class History:
    """A person or collective with everything the law reads. ``unit`` is a key of the expansion's organisations;
    ``is_body``: the collective is that organisation itself."""

    key: str
    kind: str
    name: str
    unit: str
    is_body: bool
    gender: str
    born: date | None
    birth_precision: str
    ethnic_group: str
    school: bool
    standing: str
    posts: tuple[Mapping[str, Any], ...]
    ratings: Mapping[int, str]
    rating_paper: str
    honours: tuple[HistoryHonour, ...]
    initiatives: tuple[HistoryInitiative, ...]
    discipline: tuple[Mapping[str, Any], ...]
    members: tuple[Mapping[str, Any], ...]


@cache
def history_decisions() -> tuple[HistoryDecision, ...]:
    return tuple(HistoryDecision(**row) for row in read_yaml("histories")["decisions"])


@cache
def told_histories() -> tuple[History, ...]:
    """Raises: KeyError for a subject without a name, kind or unit, or a decision nobody wrote down."""
    return tuple(_history(row) for row in read_yaml("histories")["subjects"])


def _history(row: Mapping[str, Any]) -> History:
    school = row.get("school", False)
    return History(
        key=row["key"],
        kind=row["kind"],
        name=row["name"],
        unit=row["unit"],
        is_body=row.get("body", False),
        gender=row.get("gender", ""),
        born=row.get("born"),
        birth_precision=row.get("birth_precision", "day") if row.get("born") else "",
        ethnic_group=row.get("ethnic_group", ""),
        school=school,
        standing=row.get("standing", Standing.CHECKED),
        posts=tuple(row.get("posts", ())),
        ratings=row["ratings"],
        rating_paper=row["rating_paper"],
        honours=tuple(
            _honour(one, year, school=school)
            for one in row["honours"]
            for year in one.get("years", [one.get("year")])
        ),
        initiatives=tuple(_initiative(one) for one in row["initiatives"]),
        discipline=tuple(row.get("discipline", ())),
        members=tuple(row.get("members", ())),
    )


def _honour(one: Mapping[str, Any], year: int, *, school: bool) -> HistoryHonour:
    known = {decision.key: decision for decision in history_decisions()}
    decision = one.get("decision", "").format(year)
    # A unit decides its own titles when the year, or the school year, ends.
    decided = (
        known[decision].issued_on if decision else date(year + school, 6 if school else 12, 15)
    )
    period = one.get("period")
    return HistoryHonour(
        award=one["award"],
        level="bo_tinh" if decision and known[decision].level == "tinh" else "co_so",
        year=year,
        decision=decision,
        decided_on=decided,
        standing=Standing.CHECKED if decision else Standing.DECLARED,
        ground=one.get("ground", "danh_hieu"),
        method=one.get("method", "thuong_xuyen"),
        period=tuple(period) if period else None,
    )


def _initiative(one: Mapping[str, Any]) -> HistoryInitiative:
    uses = one["uses"]
    return HistoryInitiative(
        title=one["title"],
        year=one["year"],
        scope=one["scope"],
        influence=one.get("influence", ""),
        recognised_by=one["recognised_by"],
        recognised_on=one["recognised_on"],
        decision=one.get("decision", ""),
        uses=None
        if uses is None
        else tuple((award, int(year)) for award, year in (use.split("/") for use in uses)),
    )
