"""Which achievement conditions of the catalogue a history meets."""

from collections.abc import Mapping
from typing import Any

from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.facts.codes import ACHIEVEMENT_GRADES, ACHIEVEMENT_SCOPES, LAUNCHERS
from tdkt_law.facts.model import Achievement, History
from tdkt_law.facts.row import NO, UNSURE, YES


def achievement_key(params: Mapping[str, Any]) -> str:
    """The name of a predicate's column after "achievements/": kind, grade, scope, launcher, rank, least years."""
    words = [
        params["kind"],
        *(params.get(n) or "-" for n in ("grade", "scope", "launched_by", "rank")),
    ]
    return "/".join(map(str, (*words, params.get("min_years") or 0)))


def predicates(catalogue: Catalogue) -> dict[str, Mapping[str, Any]]:
    """Every achievement a condition of the catalogue asks for, by its key."""
    return {
        achievement_key(one.params): one.params
        for _, _, _, one in catalogue.walk()
        if one.kind == "achievement"
    }


def achievement_truths(
    history: History[Achievement], asked: Mapping[str, Mapping[str, Any]]
) -> dict[str, int]:
    """yes, no, unknown by column name for each predicate asked. What is not said of a feat is not taken for no."""
    none = NO if history.whole else UNSURE
    return {
        f"achievements/{key}": max((_fits(one, params) for one in history.entries), default=none)
        if history.whole
        else max((none, *(_fits(one, params) for one in history.entries)))
        for key, params in asked.items()
    }


def _fits(one: Achievement, params: Mapping[str, Any]) -> int:
    if one.kind != params["kind"]:
        return NO
    return min(
        _grade(one.grade, params.get("grade")),
        _at_least(one.scope, params.get("scope"), ACHIEVEMENT_SCOPES),
        _at_least(one.launched_by, params.get("launched_by"), LAUNCHERS),
        _number(one.rank, params.get("rank"), lower_is_better=True),
        _number(one.years, params.get("min_years"), lower_is_better=False),
    )


def _grade(found: str | None, asked: str | None) -> int:
    if asked is None:
        return YES
    scale = next((scale for scale in ACHIEVEMENT_GRADES if asked in scale), (asked,))
    return NO if found is not None and found not in scale else _at_least(found, asked, scale)


def _at_least(found: str | None, asked: str | None, scale: tuple[str, ...]) -> int:
    if asked is None:
        return YES
    if found is None:
        return UNSURE
    return YES if scale.index(found) >= scale.index(asked) else NO


def _number(found: int | None, asked: int | None, *, lower_is_better: bool) -> int:
    if not asked:
        return YES
    if found is None:
        return UNSURE
    return YES if (found <= asked if lower_is_better else found >= asked) else NO
