"""The law as one value: instruments, regimes, readings, settings, tracks, general conditions, posts, dated values.

Built by ``catalogue.load`` from the data files, or directly from the objects of ``catalogue.model``.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from tdkt_law.catalogue.model import (
    Condition,
    Confidence,
    Instrument,
    Reading,
    Regime,
    Setting,
    Source,
    Track,
    TrackVersion,
    Value,
)

EVERY_AWARD: Final = "*"


@dataclass(frozen=True, slots=True)
class Transition:
    """What a new law, in force from ``day``, says of dossiers received before it.

    ``rule``: ``received_before_old`` (they finish under the old law), ``not_found`` (no text was to be had: the law
    of the day received, and the answer says so), ``old_unless_better`` (the old law, unless the new one is kinder).
    """

    day: date
    rule: str
    source: Source
    text: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class General:
    """A condition joined to every track of its grounds (none named: all grounds) in a stretch of time."""

    grounds: tuple[str, ...]
    start: date
    end: date | None
    source: Source
    when: Condition
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A row of the table of leadership posts: so many months in ``group``, or a higher group, earn ``award``.

    ``below`` is the first number of months that earns a higher class instead, None where there is none.
    ``women_third``: women need a third less of both; ``women_less``: so many months less of both.
    """

    award: str
    group: str
    months: int
    below: int | None
    women_third: bool
    women_less: int
    start: date
    end: date | None
    source: Source
    confidence: Confidence
    note: str


class NoLaw(LookupError):
    """The catalogue holds no law for the day asked."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            f"Không có văn bản nào trong dữ liệu cho ngày {day:%d/%m/%Y}; hãy chọn ngày khác."
        )


def valid_on(start: date, end: date | None, day: date) -> bool:
    """Does the stretch of time start..end, both included, hold the day? ``end`` None: no last day."""
    return start <= day and (end is None or day <= end)


class Catalogue:
    """What the law says, asked by award and day. Immutable.

    ``instruments``, ``readings`` and ``settings`` are by id, ``regimes`` too, the earliest first.
    """

    def __init__(
        self,
        *,
        instruments: Iterable[Instrument] = (),
        regimes: Iterable[Regime] = (),
        transitions: Iterable[Transition] = (),
        readings: Iterable[Reading] = (),
        settings: Iterable[Setting] = (),
        tracks: Iterable[Track] = (),
        general: Iterable[General] = (),
        posts: Iterable[PostRow] = (),
        values: Iterable[Value] = (),
        digest: str = "",
    ) -> None:
        self.instruments: Mapping[str, Instrument] = MappingProxyType(
            {one.id: one for one in instruments}
        )
        self.regimes: Mapping[str, Regime] = MappingProxyType(
            {one.id: one for one in sorted(regimes, key=lambda one: one.start)}
        )
        self.transitions = tuple(sorted(transitions, key=lambda one: one.day))
        self.readings: Mapping[str, Reading] = MappingProxyType({one.id: one for one in readings})
        self.settings: Mapping[str, Setting] = MappingProxyType({one.id: one for one in settings})
        by_award: dict[str, list[Track]] = {}
        for track in tracks:
            by_award.setdefault(track.award, []).append(track)
        self._tracks = {award: tuple(found) for award, found in by_award.items()}
        self._general = tuple(general)
        self._posts = tuple(posts)
        by_topic: dict[tuple[str, str], list[Value]] = {}
        for value in values:
            for award in value.awards:
                by_topic.setdefault((value.topic, award), []).append(value)
        self._values = by_topic
        self._digest = digest

    @property
    def digest(self) -> str:
        """The SHA-256 of the data it was built from; of its own content when built directly."""
        if not self._digest:
            content = (
                *self.instruments.values(),
                *self.regimes.values(),
                *self.transitions,
                *self.readings.values(),
                *self.settings.values(),
                *self._tracks.values(),
                *self._general,
                *self._posts,
                *self._values.values(),
            )
            self._digest = hashlib.sha256(repr(content).encode()).hexdigest()
        return self._digest

    @property
    def awards(self) -> tuple[str, ...]:
        """The codes of the awards that have tracks."""
        return tuple(self._tracks)

    def regime_on(self, day: date) -> Regime | None:
        """The regime in force that day, None outside the catalogue."""
        found = (r for r in self.regimes.values() if valid_on(r.start, r.end, day))
        return next(found, None)

    def tracks(self, award: str) -> tuple[Track, ...]:
        """All tracks of an award, in force or not; none for a code the catalogue does not hold."""
        return self._tracks.get(award, ())

    def criterion(self, track: Track, day: date) -> TrackVersion | None:
        """The version of a track in force that day."""
        found = (v for v in track.versions if valid_on(v.start, v.end, day))
        return next(found, None)

    def generals(self, day: date, ground: str) -> tuple[General, ...]:
        """The general conditions of a ground in force that day, with their days and sources."""
        return tuple(
            one
            for one in self._general
            if valid_on(one.start, one.end, day) and (not one.grounds or ground in one.grounds)
        )

    def general(self, day: date, ground: str) -> tuple[Condition, ...]:
        """The general conditions of a ground in force that day."""
        return tuple(one.when for one in self.generals(day, ground))

    def posts(self, award: str, day: date) -> tuple[PostRow, ...]:
        """The rows of the table of posts for an award in force that day."""
        return tuple(
            row for row in self._posts if row.award == award and valid_on(row.start, row.end, day)
        )

    def value(self, topic: str, award: str, day: date, ground: str = "") -> Value | None:
        """The value of a topic for an award that day: the award's own before everybody's, the ground's before any
        ground's; of equals the first."""
        wanted = ((code, exact) for code in (award, EVERY_AWARD) for exact in (True, False))
        for code, exact in wanted:
            for one in self._values.get((topic, code), ()):
                fits = (ground in one.grounds) if exact else not one.grounds
                if fits and valid_on(one.start, one.end, day):
                    return one
        return None

    def values(self, topic: str) -> tuple[Value, ...]:
        """All values of a topic, of every award and day."""
        return tuple(
            one
            for (of, award), found in self._values.items()
            if of == topic
            for one in found
            if award == one.awards[0]
        )

    def setting(self, setting_id: str) -> Any:
        """The value of a setting. Raises: KeyError for an id it does not hold."""
        return self.settings[setting_id].default

    def told(self, setting_id: str, otherwise: Any) -> Any:
        """The value of a setting; ``otherwise`` where a catalogue built directly holds none of that id."""
        found = self.settings.get(setting_id)
        return otherwise if found is None else found.default

    def choice(self, reading_id: str) -> str:
        """The option of a reading that holds. Raises: KeyError for an id it does not hold."""
        return self.readings[reading_id].default

    def cite(self, source: Source) -> str:
        """How a user reads a source: "Luật 06/2022/QH15, Điều 73 khoản 1 điểm b"."""
        instrument = self.instruments.get(source.instrument)
        name = instrument.cited_as if instrument else source.instrument
        return f"{name}, {source.clause}" if source.clause else name

    def walk(self) -> Iterator[tuple[str, Track, TrackVersion, Condition]]:
        """Every condition of every version of every track, parents before their parts."""
        for award, tracks in self._tracks.items():
            for track in tracks:
                for version in track.versions:
                    if version.when is not None:
                        for condition in descend(version.when):
                            yield award, track, version, condition


def descend(condition: Condition) -> Iterator[Condition]:
    """The condition, its parts and options, all the way down."""
    yield condition
    for part in (*condition.parts, *condition.options.values()):
        yield from descend(part)
