"""Who meets the law: the verdict of one award, for one case or a million, and what it rests on.

One evaluator. Subjects are taken in chunks that stay in the processor's cache, so memory does not grow with their
number; every verdict is three-valued.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from tdkt_law.catalogue.catalogue import Catalogue, NoLaw, Transition
from tdkt_law.catalogue.model import Regime
from tdkt_law.columns import Columns
from tdkt_law.conditions.context import Session, Trace
from tdkt_law.conditions.joints import Node
from tdkt_law.conditions.plan import Asked, Plan, TrackTrace, plan
from tdkt_law.verdicts import Truths, some

__all__ = [
    "Asked", "Explained", "NoLaw", "Node", "Outcome", "Trace", "TrackTrace", "columns_read",
    "many", "traces", "verdicts",
]  # fmt: skip

CHUNK: Final = 65_536
"""Subjects taken at a time where years are masks, of eight bytes each; narrower columns let more be taken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdicts of N subjects, int8 arrays of shape (N,); not to be written to, for alike ones are one array.

    ``by_ground`` holds the grounds that have a track in force, in the order of the tracks; ``tracks`` each of these by
    id. ``readings``: for each reading on which somebody's verdict turns, the verdict under each option. ``regime`` is
    the law applied, ``transitions`` those the dossier crossed. ``presumed``: the text of the time, or of a track, is
    not to be had and that of its neighbour was used. No track in force: not met, and ``by_ground`` is empty.
    """

    verdict: Truths
    by_ground: Mapping[str, Truths]
    tracks: Mapping[str, Truths]
    regime: Regime
    transitions: tuple[Transition, ...]
    readings: Mapping[str, Mapping[str, Truths]]
    presumed: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """The outcome of one subject, and the tree of conditions behind each track."""

    outcome: Outcome
    tracks: tuple[TrackTrace, ...]


def verdicts(catalogue: Catalogue, columns: Columns, asked: Asked) -> Outcome:
    """The verdicts of all subjects on one award.

    Raises: NoLaw when the catalogue holds no law for the day.
    """
    return many(catalogue, columns, (asked,))[0]


def many(catalogue: Catalogue, columns: Columns, asked: Sequence[Asked]) -> list[Outcome]:
    """The verdicts of all subjects on many awards, in the order asked: what awards share is worked out once.

    Raises: NoLaw when the catalogue holds no law for a day.
    """
    results = [_Result(plan(catalogue, one), columns.size) for one in asked]
    widest = max((array.itemsize for array in columns.arrays.values()), default=1)
    chunk = CHUNK * (8 // widest)
    for start in range(0, columns.size, chunk):
        session = Session(columns.part(start, start + chunk))
        for result in results:
            result.take(session, slice(start, start + chunk))
    return [result.outcome() for result in results]


def traces(catalogue: Catalogue, columns: Columns, asked: Asked) -> Explained:
    """The verdict of one subject, and the tree of conditions behind it.

    Raises: ValueError when there is not exactly one subject, NoLaw as ``verdicts``.
    """
    if columns.size != 1:
        raise ValueError(f"findings are told of one subject, not of {columns.size}")
    result = _Result(plan(catalogue, asked), 1)
    told = result.take(Session(columns), slice(0, 1), findings=True)
    return Explained(result.outcome(), told)


def columns_read(catalogue: Catalogue, asked: Asked) -> frozenset[str]:
    """The names of the columns the verdict depends on; upper bounds are not named apart."""
    planned = plan(catalogue, asked)
    session = Session(Columns(1, {}))
    names: set[str] = set()
    for way in planned.ways:
        told = planned.decide(session, way, {}, findings=True)
        names.update(f"is/{kind}" for kind in way.track.recipients)
        for node in (told.node, *told.general):
            names.update(() if node is None else _names(node))
    return frozenset(names)


def _names(node: Node) -> Iterator[str]:
    if node.trace is not None:
        yield from node.trace.names
    for part in (*node.parts, *node.options.values()):
        yield from _names(part)


class _Result:
    """The verdicts of one award, gathered chunk by chunk."""

    def __init__(self, planned: Plan, size: int) -> None:
        self._plan, self._size = planned, size
        self._tracks = {way.track.id: self._empty() for way in planned.ways}
        self._readings = {
            reading: {option: self._empty() for option in options}
            for reading, options in planned.readings.items()
        }

    def take(
        self, session: Session, where: slice, *, findings: bool = False
    ) -> tuple[TrackTrace, ...]:
        """Decide the subjects of a session, which stand at ``where`` among all."""
        told = tuple(
            self._plan.decide(session, way, {}, findings=findings) for way in self._plan.ways
        )
        found = [one.verdict for one in told]
        for way, verdict in zip(self._plan.ways, found, strict=True):
            own = self._tracks[way.track.id][where]
            # A track stands twice where old law and new are compared: the kinder counts.
            np.maximum(own, verdict, out=own)
        for reading, options in self._readings.items():
            for option, array in options.items():
                array[where] = some(self._under(session, found, reading, option), 1)
        return told

    def outcome(self) -> Outcome:
        """All chunks together."""
        by_ground: dict[str, Truths] = {}
        for way in self._plan.ways:
            found, ground = self._tracks[way.track.id], way.track.ground
            known = by_ground.get(ground)
            by_ground[ground] = found if known is None else np.maximum(known, found)
        return Outcome(
            verdict=some(by_ground.values(), self._size),
            by_ground=by_ground,
            tracks=self._tracks,
            regime=self._plan.regime,
            transitions=self._plan.transitions,
            readings={
                reading: options for reading, options in self._readings.items() if _differ(options)
            },
            presumed=self._plan.presumed,
        )

    def _under(
        self, session: Session, found: list[Truths], reading: str, option: str
    ) -> Iterator[Truths]:
        """The verdicts of the tracks when a reading is taken so."""
        chosen = option == self._plan.catalogue.choice(reading)
        for way, verdict in zip(self._plan.ways, found, strict=True):
            if chosen or reading not in way.readings:
                yield verdict
            else:
                told = self._plan.decide(session, way, {reading: option}, findings=False)
                yield told.verdict

    def _empty(self) -> Truths:
        return np.zeros(self._size, np.int8)


def _differ(options: Mapping[str, Truths]) -> bool:
    first, *others = options.values()
    return any(not np.array_equal(first, other) for other in others)
