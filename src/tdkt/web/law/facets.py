"""What the law says of one award on one day, facet by facet: its criteria, who decides, the vote, the money …"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from tdkt.kernel.numbers import format_decimal, format_int
from tdkt.web.law.told import told
from tdkt.web.law.tree import Branch, Planter, lines_of
from tdkt.web.law.words import (
    GENERAL_TOPICS,
    GROUNDS,
    RECIPIENTS,
    TOPICS,
    recipients_in_words,
    shown_confidence,
)
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import EVERY_AWARD, Catalogue
from tdkt_law.catalogue.load import catalogue
from tdkt_law.catalogue.model import Confidence, Regime, Track, TrackVersion, Value
from tdkt_law.prize import Prize, prize

GENERAL: Final = EVERY_AWARD  # the facets of what holds for every award


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing the law says. ``known`` False: no text was to be had. ``key`` is the same in every time.

    ``lines`` are (depth, words); two times are compared by them. ``tree`` only of criteria.
    """

    key: str
    group: Literal["criteria", "topic"]
    label: str
    about: str
    known: bool
    lines: tuple[tuple[int, str], ...]
    source: str
    confidence: Confidence
    note: str = ""
    set_by_province: bool = False
    tree: Branch | None = None


def law() -> Catalogue:
    """The national catalogue: what a province laid down for itself is shown with its own rules."""
    return catalogue()


def exists_on(code: str, day: date) -> bool:
    """Could the award be decided that day, by its own days and by its tracks?"""
    one = awards()[code]
    tracks = law().tracks(code)
    return one.existed_on(day) and (
        not tracks or any(law().criterion(track, day) for track in tracks)
    )


@lru_cache(maxsize=1024)
def facets(code: str, day: date) -> Mapping[str, Facet]:
    """The facets of an award that day by key; empty where there is no such award, or no law, that day.

    ``GENERAL`` asks for what holds for every award.
    """
    regime = law().regime_on(day)
    if regime is None:
        return {}
    if code == GENERAL:
        topics, found = GENERAL_TOPICS, list(_generals(day, regime))
    else:
        if not exists_on(code, day):
            return {}
        topics, found = TOPICS, list(_criteria(code, day, regime))
    for topic, label in topics.items():
        found += _values(code, topic, label, day, regime)
    return {one.key: one for one in found}


def _criteria(code: str, day: date, regime: Regime) -> Iterator[Facet]:
    for track in law().tracks(code):
        version = law().criterion(track, day)
        if version is not None:
            yield _criterion(code, track, version, day, regime)


def _criterion(code: str, track: Track, version: TrackVersion, day: date, regime: Regime) -> Facet:
    tree = None
    if version.when is not None:
        planter = Planter(law(), code, day, regime)
        tree = planter.branch(version.when, version.source, version.confidence)
    return Facet(
        key=f"track/{track.id}",
        group="criteria",
        label=track.name,
        about=f"{GROUNDS[track.ground]} · {recipients_in_words(track.recipients)}",
        known=tree is not None,
        lines=tuple(lines_of(tree)) if tree else (),
        source=law().cite(version.source),
        confidence=shown_confidence(version.confidence, regime),
        note=version.note,
        tree=tree,
    )


def _generals(day: date, regime: Regime) -> Iterator[Facet]:
    """The conditions joined to every track, once for all grounds they hold for."""
    seen: dict[int, tuple[Facet, list[str]]] = {}
    for ground in GROUNDS:
        for one in law().generals(day, ground):
            if id(one) not in seen:
                sure = one.confidence or Confidence.VERIFIED
                tree = Planter(law(), "", day, regime).branch(one.when, one.source, sure)
                facet = Facet(
                    key=f"general/{len(seen)}", group="criteria", label="Điều kiện chung", about="", known=True,
                    lines=tuple(lines_of(tree)), source=law().cite(one.source),
                    confidence=shown_confidence(sure, regime), tree=tree,
                )  # fmt: skip
                seen[id(one)] = (facet, [])
            seen[id(one)][1].append(ground)
    yield from (facet for facet, _ in seen.values())


def _values(code: str, topic: str, label: str, day: date, regime: Regime) -> Iterator[Facet]:
    """The value of a topic for any ground, then those that differ for a ground the award has."""
    shown: list[Value] = []
    for ground in ("", *_grounds(code)):
        value = law().value(topic, code, day, ground)
        if value is None or any(value is other for other in shown):
            continue
        shown.append(value)
        about = f"Riêng: {GROUNDS[ground].lower()}" if ground else ""
        lines = told(law(), topic, value.value) if value.value is not None else ()
        if topic == "prize" and value.value is not None:
            lines = (*lines, *_amounts(code, day, ground))
        yield Facet(
            key=f"{topic}/{ground}",
            group="topic",
            label=label,
            about=about,
            known=value.value is not None,
            lines=tuple((0, line) for line in lines),
            source=law().cite(value.source),
            confidence=shown_confidence(value.confidence, regime),
            note=value.note,
            set_by_province=value.set_by == "province",
        )


def _grounds(code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(track.ground for track in law().tracks(code)))


def _amounts(code: str, day: date, ground: str) -> Iterator[str]:
    for kind in awards()[code].recipients:
        found = prize(law(), code, kind.value, day, ground)
        if found.amount is not None:
            yield f"{RECIPIENTS[kind].capitalize()}: {working(found)}"


def working(found: Prize) -> str:
    """How an amount comes about: "4,5 × 2.530.000 = 11.385.000 → 11.390.000 đồng"."""
    if found.multiple is None or found.base_salary is None or found.amount is None:
        return "chưa tính được"
    raw = found.raw if found.raw is not None else found.multiple * found.base_salary
    rounded = "" if raw == found.amount else f", làm tròn {format_int(found.amount)}"
    return f"{format_decimal(found.multiple)} × {format_int(found.base_salary)} = {format_decimal(raw)}{rounded} đồng"
