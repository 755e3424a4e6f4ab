"""Which tracks answer a question: by ground, by the law of the day the dossier was received, by transitions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from tdkt_law.catalogue.catalogue import Catalogue, General, NoLaw, Transition, descend
from tdkt_law.catalogue.model import Condition, Confidence, Regime, Track, TrackVersion
from tdkt_law.columns import FIRST_YEAR, LAST_YEAR
from tdkt_law.conditions.context import Context, Session
from tdkt_law.conditions.joints import Cited, Node, decide_node, decide_track, open_to, referred
from tdkt_law.verdicts import UNKNOWN, Truths, every

ANY_GROUND: Final = "any"
KINDER: Final = "old_unless_better"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: an award, on a day, for the work of a year (of a school year, its first).

    ``ground`` None is the award's regular one, "any" all of them. ``proposed_on`` is the day asked when left out,
    ``received_on`` the day of proposal.
    Raises: ValueError for a year outside 1976..2039.
    """

    award: str
    on: date
    year: int
    ground: str | None = None
    proposed_on: date | None = None
    received_on: date | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year {self.year} is not within {FIRST_YEAR}..{LAST_YEAR}")

    @property
    def proposed(self) -> date:
        """The day of proposal."""
        return self.proposed_on or self.on

    @property
    def received(self) -> date:
        """The day it was received for appraisal; one that is still to come is taken for the day asked."""
        return min(self.received_on or self.proposed, self.on)


@dataclass(frozen=True, slots=True)
class TrackTrace:
    """One track decided: whom it is open to, its criterion, the general conditions.

    ``node`` None: the text of that day is not to be had (``version.when`` None), or the track is open to nobody asked
    about (``recipient`` not met) and was not looked at. ``day`` is the day whose law it is.
    """

    track: Track
    version: TrackVersion
    day: date
    verdict: Truths
    recipient: Truths
    node: Node | None
    general: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A track in force on a day of law, with the general conditions that join it and the readings it turns on."""

    track: Track
    version: TrackVersion
    day: date
    generals: tuple[General, ...]
    after_discipline: bool
    readings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tracks that answer a question, once for all subjects."""

    catalogue: Catalogue
    asked: Asked
    regime: Regime
    transitions: tuple[Transition, ...]
    presumed: bool
    ways: tuple[Way, ...]
    readings: Mapping[str, tuple[str, ...]]

    def decide(
        self, session: Session, way: Way, choices: Mapping[str, str], *, findings: bool
    ) -> TrackTrace:
        """One track for the subjects of a session, under the readings chosen."""
        ctx = Context(
            catalogue=self.catalogue,
            session=session,
            award=self.asked.award,
            ground=way.track.ground,
            year=self.asked.year,
            law_day=way.day,
            proposed_on=self.asked.proposed,
            choices=choices,
            after_discipline=way.after_discipline,
            findings=findings,
        )
        recipient = open_to(ctx, way.track)
        if not recipient.any():
            return TrackTrace(way.track, way.version, way.day, recipient, recipient, None, ())
        node = decide_track(ctx, way.track, way.version)
        own = np.full(1, UNKNOWN) if node is None else node.verdict
        general = tuple(
            decide_node(ctx, one.when, Cited(one.source, one.confidence or way.version.confidence))
            for one in way.generals
        )
        joined = every((recipient, own, *(one.verdict for one in general)), 1)
        return TrackTrace(way.track, way.version, way.day, joined, recipient, node, general)


def plan(catalogue: Catalogue, asked: Asked) -> Plan:
    """The tracks that answer what is asked. Raises: NoLaw when the catalogue holds no law for the day."""
    received = asked.received
    crossed = tuple(one for one in catalogue.transitions if received < one.day <= asked.on)
    days = (received, *(one.day for one in crossed if one.rule == KINDER))
    regimes = [_regime(catalogue, day) for day in days]
    ways = tuple(
        Way(
            track,
            version,
            day,
            generals,
            any(one.kind == "after_discipline" for g in generals for one in descend(g.when)),
            _readings(catalogue, track, version, generals, day),
        )
        for day in days
        for track in _wanted(catalogue.tracks(asked.award), asked.ground)
        if (version := catalogue.criterion(track, day)) is not None
        for generals in (catalogue.generals(day, track.ground),)
    )
    carried = any(way.version.confidence is Confidence.PRESUMED for way in ways)
    return Plan(
        catalogue,
        asked,
        regimes[0],
        crossed,
        carried or any(regime.presumes for regime in regimes),
        ways,
        _merged(way.readings for way in ways),
    )


def _regime(catalogue: Catalogue, day: date) -> Regime:
    found = catalogue.regime_on(day)
    if found is None:
        raise NoLaw(day)
    return found


def _wanted(tracks: tuple[Track, ...], ground: str | None) -> tuple[Track, ...]:
    if ground == ANY_GROUND:
        return tracks
    if ground is None:
        return tuple(track for track in tracks if track.regular) or tracks
    found = tuple(track for track in tracks if track.ground == ground)
    # A yearly title is asked by its own ground or, as the statistics count it, among công trạng.
    if not found and ground == "cong_trang":
        found = tuple(track for track in tracks if track.ground == "danh_hieu" and track.regular)
    return found


def _merged(found: Iterator[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for one in found:
        for reading, options in one.items():
            merged[reading] = tuple(dict.fromkeys((*merged.get(reading, ()), *options)))
    return merged


def _readings(
    catalogue: Catalogue,
    track: Track,
    version: TrackVersion,
    generals: tuple[General, ...],
    day: date,
) -> dict[str, tuple[str, ...]]:
    """The readings a track turns on, and the options of each, through all it refers to."""
    seen = {(track.award, track.id)}
    waiting = [(track.award, one.when) for one in generals]
    if version.when is not None:
        waiting.append((track.award, version.when))
    found: list[tuple[str, tuple[str, ...]]] = []
    while waiting:
        award, root = waiting.pop()
        for condition in descend(root):
            if condition.kind == "reading":
                found.append((condition.params["reading"], tuple(condition.options)))
            elif condition.kind in {"track", "meets"}:
                waiting += _beyond(catalogue, award, condition, day, seen)
    return _merged({reading: options} for reading, options in found)


def _beyond(
    catalogue: Catalogue,
    award: str,
    condition: Condition,
    day: date,
    seen: set[tuple[str, str]],
) -> Iterator[tuple[str, Condition]]:
    award = condition.params.get("award", award)
    for track in referred(catalogue.tracks(award), condition):
        version = catalogue.criterion(track, day)
        if (award, track.id) in seen or version is None or version.when is None:
            continue
        seen.add((award, track.id))
        yield award, version.when
