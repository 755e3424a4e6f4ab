"""The library of instruments: what replaced and amended what, in force when, and what cites each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Final

from tdkt.kernel.text import syllables
from tdkt.web.law.facets import law
from tdkt.web.law.words import GENERAL_TOPICS, GROUNDS, INSTRUMENTS, TOPICS
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import EVERY_AWARD
from tdkt_law.catalogue.model import Instrument, Source

_CRITERIA: Final = "Tiêu chuẩn"
_ALL: Final = "Mọi danh hiệu, hình thức"
# state of an instrument on a day: (word, icon, look)
STATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "in_force": ("Đang có hiệu lực", "check", "ok"), "ended": ("Hết hiệu lực", "stop", ""),
    "coming": ("Chưa có hiệu lực", "clock", "warn"), "unknown": ("Chưa rõ ngày có hiệu lực", "question", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """Instruments that came into force in the same regime, the newest first."""

    title: str
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What of an award (or of all: empty code) cites an instrument: ("Tiêu chuẩn", its clauses) and so on."""

    code: str
    award: str
    matters: tuple[tuple[str, tuple[str, ...]], ...]


def state_on(one: Instrument, day: date) -> str:
    """A key of ``STATES``."""
    if one.end is not None and one.end < day:
        return "ended"
    if one.start is None:
        return "unknown"
    return "in_force" if one.start <= day else "coming"


def found(words: Sequence[str]) -> list[Instrument]:
    """Instruments whose number or title has syllables that begin with each of the words."""
    return [
        one
        for one in law().instruments.values()
        if begins(words, f"{one.cited_as} {one.number} {one.title}")
    ]


def begins(words: Sequence[str], text: str) -> bool:
    """Does each word begin some syllable of the text? ``words`` as ``kernel.text.syllables`` gives them."""
    own = syllables(text)
    return all(any(part.startswith(word) for part in own) for word in words)


def kind_name(one: Instrument) -> str:
    return INSTRUMENTS.get(one.kind, one.kind)


def shelves() -> tuple[Shelf, ...]:
    """All instruments by the regime in which they came into force, the newest first; unknown days last."""
    regimes = list(law().regimes.values())
    titles = [f"Từ {one.start:%d/%m/%Y}: {one.name}" for one in reversed(regimes)]
    earlier, undated = f"Trước {regimes[0].start:%d/%m/%Y}", "Chưa rõ ngày có hiệu lực"
    rows: dict[str, list[Instrument]] = {title: [] for title in (*titles, earlier, undated)}
    for one in law().instruments.values():
        if one.start is None:
            rows[undated].append(one)
            continue
        since = [regime for regime in regimes if regime.start <= one.start]
        title = f"Từ {since[-1].start:%d/%m/%Y}: {since[-1].name}" if since else earlier
        rows[title].append(one)
    return tuple(
        Shelf(title, tuple(sorted(found, key=_newest_first)))
        for title, found in rows.items()
        if found
    )


def _newest_first(one: Instrument) -> tuple[int, str]:
    day = one.start or one.issued_on
    return (-day.toordinal() if day else 0, one.number)


@cache
def replaced_by() -> Mapping[str, tuple[str, ...]]:
    """Instrument → those that replaced it."""
    return _turned("replaces")


@cache
def amended_by() -> Mapping[str, tuple[str, ...]]:
    """Instrument → those that amend it."""
    return _turned("amends")


def _turned(attribute: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in law().instruments.values():
        for other in getattr(one, attribute):
            found.setdefault(other, []).append(one.id)
    return {key: tuple(ids) for key, ids in found.items()}


@cache
def _cited() -> Mapping[str, tuple[Citation, ...]]:
    """Instrument → what cites it; what holds for all awards first, then awards in their order."""
    clauses: dict[str, dict[str, dict[str, dict[str, None]]]] = {}
    for code, what, source in _sources():
        matters = clauses.setdefault(source.instrument, {}).setdefault(code, {})
        matters.setdefault(what, {})[source.clause] = None
    order = {code: at for at, code in enumerate(("", *awards()))}
    return {
        instrument: tuple(
            _citation(code, rows[code]) for code in sorted(rows, key=lambda code: order[code])
        )
        for instrument, rows in clauses.items()
    }


def _citation(code: str, matters: Mapping[str, Mapping[str, None]]) -> Citation:
    return Citation(
        code,
        awards()[code].name if code else _ALL,
        tuple((what, tuple(filter(None, found))) for what, found in matters.items()),
    )


def cited_in(instrument: str) -> tuple[Citation, ...]:
    """What cites an instrument."""
    return _cited().get(instrument, ())


def _sources() -> Iterator[tuple[str, str, Source]]:
    """(award or "", what, source) of everything in the catalogue that cites."""
    for code in law().awards:
        for track in law().tracks(code):
            yield from ((code, _CRITERIA, version.source) for version in track.versions)
    for code, _, _, condition in law().walk():
        if condition.source is not None:
            yield code, _CRITERIA, condition.source
    for topic, label in {**TOPICS, **GENERAL_TOPICS}.items():
        for value in law().values(topic):
            for code in value.awards:
                yield "" if code == EVERY_AWARD else code, label, value.source
    for regime, code in product(law().regimes.values(), law().awards):
        rows = law().posts(code, regime.start)
        yield from ((code, "Thời gian giữ chức vụ", row.source) for row in rows)
    yield from (("", what, source) for what, source in _sources_of_all())


def _sources_of_all() -> Iterator[tuple[str, Source]]:
    """What belongs to no award: readings, settings, transitions, general conditions."""
    for reading in law().readings.values():
        yield "Điều luật có hơn một cách đọc", reading.source
    for setting in law().settings.values():
        if setting.source is not None:
            yield "Tỉnh chọn", setting.source
    for transition in law().transitions:
        yield "Chuyển tiếp", transition.source
    for regime, ground in product(law().regimes.values(), GROUNDS):
        yield from (("Điều kiện chung", one.source) for one in law().generals(regime.start, ground))
