"""What the province has laid down and what holds without it; what the law leaves to it that nobody has laid down yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.web.law.words import TOPICS
from tdkt.web.links import page_url
from tdkt.web.rules.layers import national
from tdkt.web.rules.told import Told, province_topics, told_criteria, told_value
from tdkt.web.rules.words import award_words, setting_words
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue, valid_on
from tdkt_law.catalogue.expand import day_of
from tdkt_law.catalogue.model import Source

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting or a reading: what holds, what holds without the province, who says so."""

    label: str
    holds: str
    default: str
    own: bool
    said_by: str
    others: tuple[tuple[str, str], ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that leaves something to the province: the awards (name, address) of which nothing is laid down yet."""

    awards: tuple[tuple[str, str], ...]
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What the law leaves to the province and it has not laid down; ``topic`` empty: criteria."""

    topic: str
    label: str
    clauses: tuple[Clause, ...]


def settings(law: Catalogue, content: Content) -> Iterator[Choice]:
    """Every setting as it stands."""
    chosen = content.get("settings") or {}
    for entry in national()["settings"]:
        yield Choice(
            label=entry["label"],
            holds=setting_words(entry, chosen.get(entry["id"], entry["default"])),
            default=setting_words(entry, entry["default"]),
            own=entry["id"] in chosen,
            said_by="",
            others=(),
            source=_cited(law, entry.get("source")),
            note=entry.get("note") or "",
        )


def readings(law: Catalogue, content: Content) -> Iterator[Choice]:
    """Every clause that is read in more than one way, with the reading in use."""
    chosen = content.get("readings") or {}
    for entry in national()["readings"]:
        options = {one["id"]: one for one in entry["options"]}
        used = chosen.get(entry["id"], entry["default"])
        yield Choice(
            label=entry["question"],
            holds=options[used]["text"],
            default=options[entry["default"]]["text"],
            own=entry["id"] in chosen,
            said_by=options[used]["said_by"],
            others=tuple((one["text"], one["said_by"]) for name, one in options.items() if name != used),
            source=_cited(law, entry["source"]),
            note=entry.get("note") or "",
        )  # fmt: skip


def values(law: Catalogue, content: Content) -> list[tuple[str, list[Told]]]:
    """The values the province has laid down, under their topics, in the order a reader asks."""
    entries = list(enumerate(content.get("values") or ()))
    found = []
    for topic, label in TOPICS.items():
        mine = [told_value(law, one, index) for index, one in entries if one["topic"] == topic]
        if mine:
            found.append((label, mine))
    return found


def criteria(law: Catalogue, content: Content) -> list[Told]:
    """The criteria the province has laid down."""
    return [one for entry in content.get("criteria") or () for _, one in told_criteria(law, entry)]


def left_open(law: Catalogue, content: Content, on: date) -> Iterator[Left]:
    """What the law leaves to the province that day and the content says nothing about."""
    own = {entry["award"] for entry in content.get("criteria") or ()}
    found = [
        Clause(
            tuple((award_words(code), page_url("law-award", code)) for code in codes),
            _cited(law, mark["source"]),
            mark.get("note") or "",
        )
        for mark in _begun(national()["province"], on)
        if (codes := [code for code in _there(mark["awards"], on) if code not in own])
    ]
    if found:
        yield Left("", "Tiêu chuẩn", tuple(found))
    for topic, schema in province_topics().items():
        found = [
            Clause(
                tuple(
                    (award_words(code), page_url("rules-value", chu_de=topic, danh_hieu=code))
                    for code in codes
                ),
                _cited(law, mark["source"]),
            )
            for mark in _begun(schema["province"], on)
            if (
                codes := [
                    one for one in _there(mark["awards"], on) if not _laid(content, topic, one, on)
                ]
            )
        ]
        if found:
            yield Left(topic, TOPICS[topic], tuple(found))


def _begun(marks: Any, on: date) -> list[Mapping[str, Any]]:
    return [mark for mark in marks or () if (day_of(mark["start"]) or date.max) <= on]


def _there(codes: list[str], on: date) -> list[str]:
    return [code for code in codes if code == "*" or awards()[code].existed_on(on)]


def _laid(content: Content, topic: str, code: str, on: date) -> bool:
    """Does a value of the province say it that day? Of all awards: is anything said of the topic at all?"""
    return any(
        one["topic"] == topic
        and (code == "*" or code in one["awards"] or "*" in one["awards"])
        and valid_on(day_of(one["start"]) or date.max, day_of(one.get("end")), on)
        for one in content.get("values") or ()
    )


def _cited(law: Catalogue, source: Any) -> str:
    return law.cite(Source(*source)) if source else ""
