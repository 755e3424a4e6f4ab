"""What changes from one time to the next: a facet's lines added, gone and kept; an award through all regimes; two days."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from tdkt.web.law.facets import GENERAL, Facet, exists_on, facets, law
from tdkt.web.law.words import TOPICS
from tdkt_law.awards import awards
from tdkt_law.catalogue.model import Confidence, Regime

# state: (word, icon, look of the mark); "" bears no mark
STATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "first": ("", "", ""), "known": ("Biết từ đây", "info", ""), "same": ("Không đổi", "same", ""),
    "changed": ("Đổi", "swap", "warn"), "new": ("Mới có", "rise", "ok"), "gone": ("Không còn", "fall", "bad"),
    "no_text": ("Chưa có văn bản", "question", "bad"), "absent": ("Không có", "cross", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a facet. ``change``: "added", "gone", or empty for kept."""

    depth: int
    text: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One facet at one time, against the time before. ``state`` is a key of ``STATES``."""

    state: str
    lines: tuple[Line, ...] = ()
    source: str = ""
    confidence: Confidence | None = None
    note: str = ""

    @property
    def word(self) -> str:
        return STATES[self.state][0]

    @property
    def icon(self) -> str:
        return STATES[self.state][1]

    @property
    def tone(self) -> str:
        return STATES[self.state][2]


@dataclass(frozen=True, slots=True)
class Through:
    """One facet through time: a cell a time."""

    label: str
    about: str
    cells: tuple[Cell, ...]
    is_criteria: bool = False


@dataclass(frozen=True, slots=True)
class Era:
    """A regime as a column: the day that stands for it, and the days inside it on which something of the award changed."""

    regime: Regime
    day: date
    turns: tuple[date, ...]
    exists: bool


@dataclass(frozen=True, slots=True)
class AwardChanges:
    """What changes for one award between two days; ``change``: "new", "gone" or empty."""

    code: str
    name: str
    change: str
    rows: tuple[Through, ...]
    unknown: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What changes, in one line: how many ways to the award, then the other matters by name."""
        if self.change:
            return {"new": "ngày thứ nhất chưa có", "gone": "ngày thứ hai không còn"}[self.change]
        ways = sum(row.is_criteria for row in self.rows)
        said = [f"tiêu chuẩn của {ways} trường hợp"] if ways else []
        said += dict.fromkeys(
            row.label[:1].lower() + row.label[1:] for row in self.rows if not row.is_criteria
        )
        if self.unknown:
            said.append(f"{len(self.unknown)} nội dung chỉ một ngày có văn bản")
        return " · ".join(said)


def standing_day(regime: Regime) -> date:
    """The day that stands for a regime: its last, or the first of the one that goes on."""
    return regime.end or regime.start


def changed_lines(
    before: Sequence[tuple[int, str]], now: Sequence[tuple[int, str]]
) -> Iterator[Line]:
    """The lines of now, those that are new marked so, then those that are gone."""
    left = Counter(text for _, text in before)
    for depth, text in now:
        if left[text]:
            left[text] -= 1
            yield Line(depth, text)
        else:
            yield Line(depth, text, "added")
    for _, text in before:
        if left[text]:
            left[text] -= 1
            yield Line(0, text, "gone")


def cell(before: Facet | None, now: Facet | None, *, first: bool) -> Cell:
    """One time against ``before``, the last facet whose text was to be had; ``first``: nothing comes before it."""
    if now is None:
        gone = tuple(Line(0, text, "gone") for _, text in before.lines) if before else ()
        return Cell("gone", gone) if before else Cell("absent")
    if not now.known:
        return Cell("no_text", source=now.source, note=now.note)
    lines = tuple(Line(depth, text) for depth, text in now.lines)
    if first:
        state = "first"
    elif before is None:
        state = "new"
    elif not before.known:
        state = "known"
    else:
        lines = tuple(changed_lines(before.lines, now.lines))
        state = "changed" if any(line.change for line in lines) else "same"
    return Cell(state, lines, now.source, now.confidence, now.note)


def eras(code: str) -> tuple[Era, ...]:
    """The regimes, the earliest first."""
    return tuple(
        Era(
            one,
            standing_day(one),
            tuple(sorted(day for day in _turns(code) if one.start < day <= (one.end or date.max))),
            exists_on(code, standing_day(one)),
        )
        for one in law().regimes.values()
    )


def _turns(code: str) -> frozenset[date]:
    """The first days of all versions of the criteria and values of an award."""
    criteria = {version.start for track in law().tracks(code) for version in track.versions}
    values = {
        value.start for topic in TOPICS for value in law().values(topic) if code in value.awards
    }
    return frozenset(criteria | values)


@lru_cache(maxsize=128)
def through_time(code: str) -> tuple[Through, ...]:
    """Every facet of an award through all regimes; criteria first, in the order of the catalogue."""
    return side_by_side([facets(code, standing_day(one)) for one in law().regimes.values()])


def side_by_side(times: Sequence[Mapping[str, Facet]]) -> tuple[Through, ...]:
    """Every facet at each of the times, the earliest first."""
    found: dict[str, Facet] = {}
    for time in reversed(times):
        found |= {key: one for key, one in time.items() if key not in found}
    ordered = sorted(found, key=lambda key: found[key].group != "criteria")
    return tuple(_through(found[key], times) for key in ordered)


def _through(named: Facet, times: Sequence[Mapping[str, Facet]]) -> Through:
    cells: list[Cell] = []
    before: Facet | None = None
    for at, time in enumerate(times):
        # What is laid down for a ground was, before that, what holds for any.
        general = f"{named.key.partition('/')[0]}/" if named.group == "topic" else named.key
        now = time.get(named.key) or time.get(general)
        cells.append(cell(before, now, first=at == 0))
        if now is None or now.known or before is None:
            before = now
    return Through(named.label, named.about, tuple(cells), named.group == "criteria")


@lru_cache(maxsize=64)
def between(first: date, second: date) -> tuple[AwardChanges, ...]:
    """What changes for every award from the law of one day to that of another; awards without a change are left out.

    What holds for all awards stands first, under the code ``GENERAL``.
    """
    names = {GENERAL: "Chung cho mọi danh hiệu, hình thức"}
    names |= {code: one.name for code, one in awards().items() if not one.register_only}
    found = (_award_changes(code, name, first, second) for code, name in names.items())
    return tuple(one for one in found if one.change or one.rows or one.unknown)


def _award_changes(code: str, name: str, first: date, second: date) -> AwardChanges:
    rows = side_by_side([facets(code, first), facets(code, second)])
    if code != GENERAL and exists_on(code, first) != exists_on(code, second):
        return AwardChanges(code, name, "new" if exists_on(code, second) else "gone", (), ())
    changed = tuple(row for row in rows if row.cells[1].state in {"changed", "new", "gone"})
    unknown = tuple(
        row.label
        for row in rows
        if (row.cells[0].state == "no_text") != (row.cells[1].state == "no_text")
    )
    return AwardChanges(code, name, "", changed, tuple(dict.fromkeys(unknown)))
