"""The years in which a condition looked and did not find: the cells a finding hollows in the year ribbon."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import numpy as np

from tdkt_law.awards import AwardKind, awards
from tdkt_law.conditions.context import codes_of
from tdkt_law.conditions.joints import Node
from tdkt_law.conditions.kinds import KINDS
from tdkt_law.evaluate import TrackTrace
from tdkt_law.evidence import evidence
from tdkt_law.explain import needed, window
from tdkt_law.facts.model import Facts
from tdkt_law.verdicts import MET

RATINGS: Final = "Xếp loại"
TITLES: Final = "Danh hiệu thi đua"
FORMS: Final = "Hình thức khen thưởng"
INITIATIVES: Final = "Sáng kiến, đề tài"
DISCIPLINE: Final = "Kỷ luật"

Gap = tuple[str, int, str]  # the ribbon's row, the year, what is needed


def gaps(track: TrackTrace, facts: Facts, year: int) -> Iterator[Gap]:
    """Of the conditions not met on this track, the years that lack. Of alternatives the nearest is taken.

    Only where every year of the time counts: two titles within ten years leave no single year empty.
    """
    regular = track.track.ground == "cong_trang"
    for root in (*(() if track.node is None else (track.node,)), *track.general):
        for leaf in _open(root):
            yield from _of(leaf, facts, year, regular=regular)


def _open(node: Node) -> list[Node]:
    if int(np.ravel(node.verdict)[0]) == MET:
        return []
    if node.chosen:
        return _open(node.options[node.chosen])
    if not node.parts or node.condition.kind == "not":
        return [node]
    inner = [_open(part) for part in node.parts]
    if node.condition.kind == "all":
        return [leaf for leaves in inner for leaf in leaves]
    return min(inner, key=len)


def _of(leaf: Node, facts: Facts, year: int, *, regular: bool) -> Iterator[Gap]:
    kind = KINDS.get(leaf.condition.kind)
    if kind is None or leaf.trace is None:
        return
    params = kind.complete(leaf.condition.params)
    row = _row(leaf.condition.kind, params)
    if not row:
        return
    seen = {one["year"] for one in evidence(leaf, facts, regular=regular)}
    for at in _years(leaf, params, seen, year):
        if at not in seen:
            yield row, at, needed(leaf)


def _row(kind: str, params: Mapping[str, Any]) -> str:
    if kind in {"rated", "run"}:
        return RATINGS
    if kind == "initiative":
        return INITIATIVES
    if kind == "held":
        titles = all(awards()[code].kind is AwardKind.TITLE for code in codes_of(params["award"]))
        return TITLES if titles else FORMS
    return ""


def _years(
    leaf: Node, params: Mapping[str, Any], seen: Collection[int | None], year: int
) -> Collection[int]:
    trace = leaf.trace
    wanted = trace.needed if trace is not None else None
    if wanted is None or trace is None:
        return ()
    if params.get("consecutive") and params.get("ending") is not None:
        rows = [range(year + end - wanted + 1, year + end + 1) for end in params["ending"]]
        return max(rows, key=lambda row: sum(at in seen for at in row))
    if params.get("consecutive"):
        return range(year - wanted + 1, year + 1)
    looked = window(trace)
    if looked is None:
        return ()
    first, last = looked
    every = params.get("every") is True or last - first + 1 <= wanted
    return range(first, min(last, year) + 1) if every else ()
