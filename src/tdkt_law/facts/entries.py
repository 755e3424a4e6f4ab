"""One entry of each list of a facts file, read and checked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from tdkt_law.facts.codes import (
    ACHIEVEMENT_GRADES,
    ACHIEVEMENT_SCOPES,
    ACHIEVEMENTS,
    BASES,
    GRADE_ALIASES,
    GRADES,
    GROUNDS,
    INITIATIVE_KINDS,
    LAUNCHERS,
    LEVELS,
    PENDING,
    RANK_WORDS,
    SCOPE_ALIASES,
    SCOPES,
)
from tdkt_law.facts.model import (
    Achievement,
    HeldAward,
    Initiative,
    PostHeld,
    Rating,
    Standing,
    Stretch,
)
from tdkt_law.facts.node import FactsError, Node

_STANDINGS: Final = tuple(standing.value for standing in Standing)
_AWARD: Final = (
    "code", "year", "school_year", "period", "basis", "ground", "level", "decided_on", "issuer",
    "number", "standing",
)  # fmt: skip
_INITIATIVE: Final = (
    "id", "name", "year", "school_year", "scope", "kind", "influence", "replicable",
    "recognised_by", "recognised_on", "co_authors", "used_for", "standing",
)  # fmt: skip
_GRADES_OF_ACHIEVEMENT: Final = tuple(grade for ranks in ACHIEVEMENT_GRADES for grade in ranks)


def missing(node: Node, name: str, allowed: Sequence[str] = ()) -> FactsError:
    """The error of an entry that lacks a part it must have."""
    return FactsError(f"{node.path}.{name}", None, allowed, f"{node.path}: thiếu “{name}”.")


def year_of(given: Mapping[str, Node]) -> tuple[int | None, bool]:
    """The year or school_year of an entry; None when neither is said."""
    if "school_year" in given:
        if "year" in given:
            raise given["school_year"].bad(message="chỉ ghi một trong hai: year hoặc school_year.")
        return given["school_year"].year()[0], True
    return given["year"].year() if "year" in given else (None, False)


def held_award(node: Node) -> HeldAward:
    given = node.fields(_AWARD)
    if "code" not in given:
        raise missing(node, "code")
    year, school = year_of(given)
    return HeldAward(
        code=given["code"].award(),
        year=year,
        school=school,
        period=_period(given["period"]) if "period" in given else None,
        basis=given["basis"].code(BASES) if "basis" in given else None,
        ground=given["ground"].code(GROUNDS) if "ground" in given else None,
        level=given["level"].code(LEVELS) if "level" in given else None,
        decided_on=given["decided_on"].day() if "decided_on" in given else None,
        issuer=given["issuer"].text() if "issuer" in given else "",
        standing=_standing(given),
        path=node.path,
    )


def _period(node: Node) -> tuple[int, int]:
    ends = list(node.items())
    if len(ends) != 2:
        raise node.bad(("[2017, 2018]",), "cần hai năm: năm đầu và năm cuối.")
    return ends[0].year()[0], ends[1].year()[0]


def _standing(given: Mapping[str, Node]) -> Standing:
    return (
        Standing(given["standing"].code(_STANDINGS)) if "standing" in given else Standing.VERIFIED
    )


def ratings(node: Node) -> tuple[Rating, ...]:
    """Grades by year; a year may carry a list where papers differ, or a mapping with its standing."""
    if not isinstance(node.value, Mapping):
        raise node.bad(message="cần một bảng “năm: xếp loại”, ví dụ 2024: HTT.")
    found = []
    for key, value in node.value.items():
        path = f"{node.path}.{key}"
        year, school = Node(key, path).year()
        one = Node(value, path)
        graded = one.items() if isinstance(value, list | tuple) else [one]
        found += [_rating(grade, year, school) for grade in graded if grade.value is not None]
    return tuple(found)


def _rating(node: Node, year: int, school: bool) -> Rating:
    grade, standing = node, Standing.VERIFIED
    if isinstance(node.value, Mapping):
        given = node.fields(("grade", "standing"))
        if "grade" not in given:
            raise missing(node, "grade", GRADES)
        grade, standing = given["grade"], _standing(given)
    return Rating(year, school, grade.code(GRADES, GRADE_ALIASES), standing, node.path)


def initiative(node: Node) -> Initiative:
    given = node.fields(_INITIATIVE)
    if "scope" not in given:
        raise missing(node, "scope", SCOPES)
    scope = given["scope"].code(SCOPES, SCOPE_ALIASES)
    # What was recognised as reaching further than where it was accepted counts there.
    influence = given["influence"].code(SCOPES, SCOPE_ALIASES) if "influence" in given else scope
    used = given.get("used_for")
    return Initiative(
        id=given["id"].text() if "id" in given else node.path,
        year=year_of(given)[0],
        kind=given["kind"].code(INITIATIVE_KINDS) if "kind" in given else "initiative",
        scope=scope,
        reach=max(scope, influence, key=SCOPES.index),
        replicable=given["replicable"].truth() if "replicable" in given else None,
        recognised_on=given["recognised_on"].day() if "recognised_on" in given else None,
        used_for=None if used is None else tuple(map(_use, used.items())),
        standing=_standing(given),
        path=node.path,
    )


def _use(node: Node) -> tuple[str, int | None]:
    code, _, year = node.text().partition("/")
    return (
        Node(code, node.path).award(),
        Node(year, node.path).year()[0] if year else None,
    )


def stretch(
    node: Node, named: str, known: Sequence[str], aliases: Mapping[str, str] | None = None
) -> Stretch:
    """Discipline (form), a matter under way (kind, since), leave (kind)."""
    given = node.fields((named, "from", "since", "to", "standing", "note"))
    if named not in given:
        raise missing(node, named, known)
    start = given.get("from") or given.get("since")
    if start is None and known is not PENDING:
        raise missing(node, "from")
    return Stretch(
        kind=given[named].code(known, aliases),
        # A matter under way holds a proposal whenever it began.
        start=start.day() if start else date.min,
        end=given["to"].day(end=True) if "to" in given else None,
        path=node.path,
    )


def spell(node: Node) -> Stretch:
    given = node.fields(("from", "to", "unit", "kind"))
    if "from" not in given:
        raise missing(node, "from")
    return Stretch(
        kind=given["kind"].text() if "kind" in given else "",
        start=given["from"].day(),
        end=given["to"].day(end=True) if "to" in given else None,
        path=node.path,
    )


def post_held(node: Node) -> PostHeld:
    given = node.fields(("post", "from", "to", "acting", "unit"))
    for name in ("post", "from"):
        if name not in given:
            raise missing(node, name)
    return PostHeld(
        post=given["post"].text(),
        start=given["from"].day(),
        end=given["to"].day(end=True) if "to" in given else None,
        acting=given["acting"].truth() if "acting" in given else False,
        path=node.path,
    )


def achievement(node: Node) -> Achievement:
    given = node.fields(
        ("kind", "grade", "scope", "years", "launched_by", "rank", "on", "name", "standing")
    )
    if "kind" not in given:
        raise missing(node, "kind", ACHIEVEMENTS)
    return Achievement(
        kind=given["kind"].code(ACHIEVEMENTS),
        grade=given["grade"].code(_GRADES_OF_ACHIEVEMENT) if "grade" in given else None,
        scope=given["scope"].code(ACHIEVEMENT_SCOPES) if "scope" in given else None,
        launched_by=given["launched_by"].code(LAUNCHERS) if "launched_by" in given else None,
        rank=_rank(given["rank"]) if "rank" in given else None,
        years=given["years"].number(0, 200) if "years" in given else None,
        on=given["on"].day() if "on" in given else None,
        path=node.path,
    )


def _rank(node: Node) -> int:
    return RANK_WORDS[node.value] if node.value in RANK_WORDS else node.number(1, 1000)


def months_by_year(node: Node) -> dict[int, int]:
    """Months worked, by year."""
    if not isinstance(node.value, Mapping):
        raise node.bad(message="cần một bảng “năm: số tháng”, ví dụ 2024: 12.")
    return {
        Node(key, f"{node.path}.{key}").year()[0]: Node(value, f"{node.path}.{key}").number(0, 12)
        for key, value in node.value.items()
    }
