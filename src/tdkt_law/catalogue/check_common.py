"""What every part of the checker needs: known codes, fields of an entry, stretches of time."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, Final, TypeAlias

from tdkt_law.awards import awards
from tdkt_law.catalogue.expand import day_of, mappings, shared_nodes
from tdkt_law.catalogue.model import Confidence
from tdkt_law.catalogue.reader import Problem
from tdkt_law.catalogue.sources import Sources

FIRST_DAY: Final = date(2014, 6, 1)
"""The first day for which the catalogue answers."""
PROVINCE: Final = "quy định của tỉnh"
"""The file named for a province's rules that came without one."""
_ID: Final = re.compile(r"[a-z0-9_]+\Z")
CONFIDENCES: Final = tuple(Confidence)

Rule: TypeAlias = Callable[[Any], str]
"""What is wrong with a value, in words; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands and what people call it."""

    file: str
    line: int
    key: str
    day: date | None = None

    def problem(self, text: str) -> Problem:
        """A problem of this place."""
        return Problem(self.file, self.key, self.day, text, self.line)

    def under(self, key: str, entry: Any = None) -> "Place":
        """A part of it."""
        line = getattr(entry, "line", 0) or self.line
        return Place(self.file, line, f"{self.key}/{key}" if self.key else key, self.day)

    def since(self, day: date | None) -> "Place":
        """The same place from a day on."""
        return Place(self.file, self.line, self.key, day)


def place_at(entry: Any, key: str, day: date | None = None) -> Place:
    """The place of a mapping of a file, or of a province's rules that came without one."""
    return Place(getattr(entry, "file", "") or PROVINCE, getattr(entry, "line", 0), key, day)


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that entries may name."""

    instruments: frozenset[str]
    readings: Mapping[str, frozenset[str]]
    shared: Mapping[str, Mapping[str, Any]]
    topics: Mapping[str, Any]
    bodies: frozenset[str]
    absences: tuple[Mapping[str, Any], ...] = field(default=())
    replaced: Mapping[str, date] = field(default_factory=dict)
    """Instruments that another has replaced, with their last day."""


def known_of(sources: Sources) -> Known:
    """The codes that the files themselves define."""
    topics = sources.tables["topics"]
    topics = topics if isinstance(topics, Mapping) else {}
    return Known(
        instruments=frozenset(ids_of(sources.tables["instruments"])),
        readings={
            str(entry.get("id")): frozenset(ids_of(entry.get("options")))
            for entry in mappings(sources.tables["readings"])
        },
        shared=shared_nodes(sources.shared),
        topics=topics.get("topics") or {},
        bodies=frozenset(topics.get("who") or {}),
        absences=tuple(mappings(sources.tables["absences"])),
        replaced=replaced_in(sources.tables["instruments"]),
    )


def replaced_in(instruments: Any) -> dict[str, date]:
    """The last day of every instrument that another one has replaced, where it is known."""
    entries = mappings(instruments)
    gone = {str(old) for entry in entries for old in entry.get("replaces") or ()}
    return {
        str(entry["id"]): end
        for entry in entries
        if str(entry.get("id")) in gone and (end := day_of(entry.get("end")))
    }


def outlived(
    entry: Mapping[str, Any], end: date | None, known: Known, place: Place
) -> Iterator[Problem]:
    """An entry that goes on after the text it cites was replaced can at most be presumed."""
    source = entry.get("source")
    instrument = source[0] if isinstance(source, list | tuple) and source else None
    last = known.replaced.get(str(instrument))
    if (
        last
        and (end or date.max) > last
        and entry.get("confidence") not in ("presumed", "not_found")
    ):
        yield place.problem(
            f"nguồn “{instrument}” hết hiệu lực {last:%d/%m/%Y} mà mục này còn kéo dài;"
            " ghi ngày cuối, hoặc confidence: presumed"
        )


def ids_of(entries: Any) -> Iterator[str]:
    """The ids of a list of entries."""
    return (str(entry["id"]) for entry in mappings(entries) if "id" in entry)


def listed(value: Any) -> tuple[Any, ...]:
    """The items of a list; none when it is no list."""
    return tuple(value) if isinstance(value, list | tuple) else ()


def hint(value: str, known: Iterable[str]) -> str:
    """What could have been meant, as the end of a sentence."""
    listed = sorted(known)
    near = get_close_matches(value, listed, n=3, cutoff=0.6)
    if near:
        return f"; gần giống: {', '.join(near)}"
    return f"; dùng được: {', '.join(listed)}" if 0 < len(listed) <= 14 else ""


# --- rules of single fields ---------------------------------------------------------------------------------


def text(value: Any) -> str:
    """A text with something in it."""
    return (
        "" if isinstance(value, str) and value.strip() else f"“{value}” phải là chữ, không để trống"
    )


def any_text(value: Any) -> str:
    """A text, possibly empty."""
    return "" if isinstance(value, str) or value is None else f"“{value}” phải là chữ"


def identifier(value: Any) -> str:
    """An id: small letters, digits, underscores."""
    if isinstance(value, str) and _ID.match(value):
        return ""
    return f"mã “{value}” chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới"


def a_day(value: Any) -> str:
    """A day."""
    return "" if day_of(value) else f"“{value}” phải là một ngày, viết năm-tháng-ngày"


def truth(value: Any) -> str:
    """true or false."""
    return "" if isinstance(value, bool) else f"“{value}” phải là true hoặc false"


def whole(value: Any) -> str:
    """A whole number from 1."""
    sound = isinstance(value, int) and not isinstance(value, bool) and value > 0
    return "" if sound else f"“{value}” phải là số nguyên từ 1"


def anything(_: Any) -> str:
    """Whatever stands there is checked elsewhere."""
    return ""


def one_of(known: Iterable[str], what: str) -> Rule:
    """One of the known words."""
    listed = frozenset(known)

    def rule(value: Any) -> str:
        if isinstance(value, str) and value in listed:
            return ""
        return f"{what} “{value}” không có trong danh mục{hint(str(value), listed)}"

    return rule


def an_award(value: Any) -> str:
    """A code of awards.yaml, which is read only when something is checked."""
    return one_of(awards(), "danh hiệu, hình thức")(value)


def award_or_all(value: Any) -> str:
    """A code of awards.yaml, or "*" for all."""
    return "" if value == "*" else an_award(value)


def list_of(rule: Rule) -> Rule:
    """A list, each item by the rule."""

    def whole_list(value: Any) -> str:
        if not isinstance(value, list | tuple):
            return f"“{value}” phải là một danh sách"
        return next((said for said in map(rule, value) if said), "")

    return whole_list


def source_of(known: Known) -> Rule:
    """An instrument of the library and a clause."""

    def rule(value: Any) -> str:
        if not (isinstance(value, list | tuple) and len(value) == 2):
            return f"nguồn “{value}” phải là [mã văn bản, điều khoản]"
        instrument, clause = value
        if not isinstance(instrument, str) or instrument not in known.instruments:
            return f"văn bản “{instrument}” không có trong thư viện{hint(str(instrument), known.instruments)}"
        return any_text(clause)

    return rule


def fields(
    entry: Mapping[str, Any], due: Mapping[str, Rule], may: Mapping[str, Rule], place: Place
) -> Iterator[Problem]:
    """Fields that are missing, unknown, or hold what they may not."""
    rules = {**due, **may}
    for name in due:
        if name not in entry:
            yield place.problem("thiếu nguồn (source)" if name == "source" else f"thiếu “{name}”")
    for name, value in entry.items():
        if name not in rules:
            yield place.problem(f"không có mục “{name}”{hint(name, rules)}")
        elif said := rules[name](value):
            yield place.problem(f"{name}: {said}")


# --- time -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a day to a day, both included; ``end`` None: for good."""

    start: date
    end: date | None
    place: Place

    @property
    def last(self) -> date:
        """The last day as one that compares."""
        return self.end or date.max


def order_of(stretches: Iterable[Stretch]) -> list[Stretch]:
    """By their first day."""
    return sorted(stretches, key=lambda one: (one.start, one.place.file, one.place.line))


def overlaps(stretches: Iterable[Stretch]) -> Iterator[Problem]:
    """Stretches that begin before an earlier one has ended."""
    ordered = order_of(stretches)
    for earlier, later in pairwise(ordered):
        if later.start <= earlier.last:
            where = f"{earlier.place.file}:{earlier.place.line}"
            yield later.place.since(later.start).problem(f"chồng thời gian với mục ở {where}")


def gaps(stretches: Iterable[Stretch], first: date, last: date, place: Place) -> Iterator[Problem]:
    """Days of first..last that no stretch holds; each is reported at its first day."""
    awaited = first
    for one in order_of(stretches):
        if one.start > awaited:
            until = min(one.start - timedelta(days=1), last)
            if awaited <= until:
                yield _gap(place, awaited, until)
        if one.last >= last:
            return
        awaited = max(awaited, one.last + timedelta(days=1))
    if awaited <= last:
        yield _gap(place, awaited, last)


def _gap(place: Place, first: date, last: date) -> Problem:
    until = "" if last == date.max else f" đến {last:%d/%m/%Y}"
    return place.since(first).problem(
        f"khoảng trống: không có mục nào cho thời gian từ {first:%d/%m/%Y}{until}"
    )
