"""Which entries of a history a condition stands on: the honour, rating or initiative used, by its place in the facts."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.conditions.context import codes_of
from tdkt_law.conditions.joints import Node
from tdkt_law.conditions.kinds import KINDS
from tdkt_law.explain import FORMS, GRADES, SCOPES, window
from tdkt_law.facts.codes import DISCIPLINE
from tdkt_law.facts.codes import GRADES as ORDER
from tdkt_law.facts.codes import SCOPES as WIDER
from tdkt_law.facts.columns import regular_ground
from tdkt_law.facts.model import Facts, HeldAward, Rating, Standing
from tdkt_law.facts.posts import group_of

Evidence = dict[str, Any]
Params = Mapping[str, Any]
Years = tuple[int, int]
EVER: Final = (0, 9999)
MATTERS: Final = {
    "ky_luat": "xem xét kỷ luật",
    "dieu_tra": "điều tra",
    "thanh_tra": "thanh tra",
    "kiem_tra": "kiểm tra",
    "kiem_toan": "kiểm toán",
    "khieu_nai": "khiếu nại",
    "to_cao": "tố cáo",
    "bao_chi": "báo chí nêu",
}


def evidence(node: Node, facts: Facts, *, regular: bool) -> list[Evidence]:
    """The entries a decided condition counted, the earliest first; empty where none was.

    ``regular``: commendations for a campaign or a sudden feat did not count.
    """
    find = _FINDERS.get(node.condition.kind)
    if find is None or node.trace is None:
        return []
    params = KINDS[node.condition.kind].complete(node.condition.params)
    years = window(node.trace) or EVER
    found = find(params, facts, years, regular)
    return sorted(found, key=lambda one: one["year"] or 0)


def _base(params: Params, facts: Facts, _: Years, regular: bool) -> Iterator[Evidence]:
    return _held(facts, params["award"], EVER, regular=regular)


def _times(params: Params, facts: Facts, years: Years, regular: bool) -> Iterator[Evidence]:
    found = _held(facts, params["award"], years, regular=regular and not params["any_ground"])
    return _last_run(list(found), params["times"]) if params["consecutive"] else found


def _last_run(found: list[Evidence], times: int) -> Iterator[Evidence]:
    """Of entries that must follow each other, the latest unbroken run that is long enough; all where none is."""
    years = sorted({one["year"] for one in found if one["year"] is not None})
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    enough = [run for run in runs if len(run) >= times]
    return (one for one in found if not enough or one["year"] in enough[-1])


def _year_before(params: Params, facts: Facts, years: Years, _: bool) -> Iterator[Evidence]:
    return _held(facts, params["after"], years, regular=False)


def _graded(params: Params, facts: Facts, years: Years, _: bool) -> Iterator[Evidence]:
    for one in facts.ratings.entries:
        enough = ORDER.index(one.grade) >= ORDER.index(params["at_least"])
        if enough and years[0] <= one.year <= years[1]:
            yield _rating(one)
    yield from _held(facts, params["or_titles"] or (), years, regular=False)


def _initiatives(params: Params, facts: Facts, years: Years, _: bool) -> Iterator[Evidence]:
    for one in facts.initiatives.entries:
        wide = WIDER.index(one.reach) >= WIDER.index(params["scope"])
        if wide and (one.year is None or years[0] <= one.year <= years[1]):
            what = f"Sáng kiến “{one.id}”, phạm vi {SCOPES[one.reach]}"
            yield _entry(one.path, what, one.year, one.standing)


def _disciplined(params: Params, facts: Facts, years: Years, _: bool) -> Iterator[Evidence]:
    least = 0 if "at_or_above" not in params else DISCIPLINE.index(params["at_or_above"])
    for one in () if params.get("of") == "members" else facts.discipline.entries:
        over = one.end is not None and one.end.year < years[0]
        if DISCIPLINE.index(one.kind) >= least and one.start.year <= years[1] and not over:
            yield _entry(one.path, f"Kỷ luật {FORMS[one.kind]}", one.start.year)


def _pending(_: Params, facts: Facts, _years: Years, _regular: bool) -> Iterator[Evidence]:
    for one in facts.pending.entries:
        yield _entry(one.path, f"Việc đang xem xét: {MATTERS[one.kind]}", None)


def _posts(_: Params, facts: Facts, _years: Years, _regular: bool) -> Iterator[Evidence]:
    for one in facts.service.posts.entries:
        if group_of(one.post) is not None:
            end = f"{one.end:%m/%Y}" if one.end else "nay"
            what = f"{one.post}, từ {one.start:%m/%Y} đến {end}"
            yield _entry(one.path, what, one.start.year)


def _feats(params: Params, facts: Facts, _years: Years, _regular: bool) -> Iterator[Evidence]:
    for one in facts.achievements.entries:
        if one.kind == params["kind"]:
            yield _entry(one.path, f"Thành tích: {one.kind}", one.on.year if one.on else None)


_FINDERS: Final[Mapping[str, Callable[[Params, Facts, Years, bool], Iterator[Evidence]]]] = {
    "base": _base,
    "held": _times,
    "proposed_next_year": _year_before,
    "rated": _graded,
    "run": _graded,
    "initiative": _initiatives,
    "no_discipline": _disciplined,
    "not_disciplined": _disciplined,
    "not_pending": _pending,
    "post": _posts,
    "achievement": _feats,
}


def _held(facts: Facts, codes: Any, years: tuple[int, int], *, regular: bool) -> Iterator[Evidence]:
    wanted = codes_of(codes)
    for one in facts.awards.entries:
        inside = one.year is None or years[0] <= one.year <= years[1]
        if one.code in wanted and inside and not (regular and regular_ground(one) is False):
            yield _award(one)


def _award(one: HeldAward) -> Evidence:
    when = f" năm {one.year}" if one.year is not None else ""
    decided = f", quyết định ngày {one.decided_on:%d/%m/%Y}" if one.decided_on else ""
    return _entry(one.path, f"“{awards()[one.code].name}”{when}{decided}", one.year, one.standing)


def _rating(one: Rating) -> Evidence:
    year = f"năm học {one.year}-{one.year + 1}" if one.school else f"năm {one.year}"
    return _entry(one.path, f"{year}: {GRADES[one.grade]}", one.year, one.standing)


def _entry(
    path: str, what: str, year: int | None, standing: Standing = Standing.VERIFIED
) -> Evidence:
    return {"path": path, "text": what, "year": year, "standing": standing.value}


@lru_cache(maxsize=8)
def attestable(catalogue: Catalogue) -> frozenset[str]:
    """The ids by which people can attest a condition."""
    return frozenset(one.id for *_, one in catalogue.walk() if one.kind == "attested")
