"""Parts of a layer as lines people read: values, criteria, instruments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.kernel.dates import format_date
from tdkt.web.law.told import told
from tdkt.web.law.tree import Planter, lines_of
from tdkt.web.law.words import GROUNDS, recipients_in_words
from tdkt.web.rules.layers import topics
from tdkt.web.rules.words import awards_words
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.expand import day_of
from tdkt_law.catalogue.model import Source

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One rule as drawn. ``lines`` are (depth, words); ``index`` its place in the layer's list."""

    label: str
    about: str
    lines: tuple[tuple[int, str], ...]
    source: str
    days: str
    index: int = -1


def province_topics() -> dict[str, Mapping[str, Any]]:
    """Those of which the law leaves something to the province."""
    return {name: one for name, one in topics().items() if one["province"]}


def days_words(start: Any, end: Any) -> str:
    first, last = day_of(start), day_of(end)
    said = f"từ {format_date(first)}" if first else ""
    return f"{said} đến {format_date(last)}" if last else said


def told_value(law: Catalogue, entry: Entry, index: int = -1) -> Told:
    """A value of the layer, in words; ``law`` is a catalogue that knows its instruments."""
    lines = told(law, entry["topic"], entry["value"]) if entry["value"] is not None else ()
    note = [(0, f"Ghi chú: {entry['note']}")] if entry.get("note") else []
    grounds = "; ".join(GROUNDS[one].lower() for one in entry.get("grounds") or ())
    return Told(
        label=awards_words(entry["awards"]),
        about=f"Riêng: {grounds}" if grounds else "",
        lines=(*((0, line) for line in lines), *note),
        source=law.cite(Source(*entry["source"])),
        days=days_words(entry["start"], entry.get("end")),
        index=index,
    )


def told_criteria(law: Catalogue, entry: Entry) -> Iterator[tuple[str, Told]]:
    """Each version of each track an entry lays down, by a key that stays the same from revision to revision."""
    code = entry["award"]
    own = {track.id: track for track in law.tracks(code)}
    for track in entry["tracks"]:
        for written in track["versions"]:
            start = day_of(written["start"]) or date.min
            version = law.criterion(own[track["id"]], start)
            lines: tuple[tuple[int, str], ...] = ((0, "Chưa có văn bản"),)
            if version is not None and version.when is not None:
                planter = Planter(law, code, start, law.regime_on(start))
                lines = tuple(lines_of(planter.branch(version.when, version.source, version.confidence)))  # fmt: skip
            yield (
                f"{code}/{track['id']}/{start}",
                Told(
                    label=f"{awards_words([code])}: {track.get('name') or own[track['id']].name}",
                    about=recipients_in_words(list(own[track["id"]].recipients)),
                    lines=lines,
                    source=law.cite(version.source) if version else "",
                    days=days_words(start, written.get("end")),
                ),
            )


def told_instrument(entry: Entry) -> Told:
    return Told(
        label=entry["cited_as"],
        about="",
        lines=((0, entry["title"]),) if entry.get("title") else (),
        source=entry["issuer"],
        days=f"ngày {format_date(day)}" if (day := day_of(entry.get("issued_on"))) else "",
    )
