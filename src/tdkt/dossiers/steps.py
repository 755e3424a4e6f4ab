"""How many conditions somebody lacks for an award, and which one where it is a single one; for N subjects at once.

Of alternatives the nearest counts. A condition that is unknown is lacking as one not met is: a paper or a deed. What
only a person can say is taken for met, but never stands in for something that is computed: of alternatives it is passed
over where another can be looked up. What the registry does not keep of anybody is out of reach, not a step away.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tdkt_law.catalogue.model import Condition, Source
from tdkt_law.conditions.joints import Node
from tdkt_law.evaluate import TrackTrace
from tdkt_law.verdicts import MET, UNKNOWN, Truths

Counts = NDArray[np.int32]
FAR: Final = np.int32(1_000)
"""So many conditions lack where one cannot be reached at all: another kind of recipient, a text not to be had."""


ATTESTED: Final = frozenset({"attested", "after_discipline"})
"""Kinds of condition that are not looked up: a person says them, or they are a rule and not a test."""
NOT_KEPT: Final = frozenset({"achievement", "bloc_rank", "flag_eligible"})
"""Kinds of condition the registry keeps nothing for: unknown of everybody, they tell nobody apart. So are the facts
that only a person can say."""


@dataclass(frozen=True, slots=True)
class Step:
    """A condition somebody may lack, with its clause."""

    condition: Condition
    source: Source


@dataclass(frozen=True, slots=True)
class Lacking:
    """``count`` of the conditions that are not met; where it is 1, ``step`` (a place in ``Steps.known``) is the one and
    ``state`` its verdict. Shapes (N,), or (1,) where all are alike."""

    count: Counts
    step: Counts
    state: Truths


@dataclass(slots=True)
class Steps:
    """The conditions met with so far: chunks of subjects share them."""

    known: list[Step] = field(default_factory=list)
    _places: dict[int, int] = field(default_factory=dict)

    def of_track(self, track: TrackTrace) -> Lacking:
        """What lacks for one track, its general conditions included; a track on which nothing is computed is far."""
        if track.node is None or not is_computed(track.node):
            return _far(UNKNOWN)
        parts = [self.of_node(node) for node in (track.node, *track.general)]
        whole = _together(parts)
        return Lacking(np.where(track.recipient == MET, whole.count, FAR), whole.step, whole.state)

    def of_node(self, node: Node) -> Lacking:
        """What lacks for one condition; attested ones must have been taken for met."""
        if node.chosen:
            return self.of_node(node.options[node.chosen])
        kind = node.condition.kind
        if kind == "not" or not node.parts:
            return self._leaf(node)
        if kind == "all":
            return _together([self.of_node(part) for part in node.parts])
        parts = [part for part in node.parts if is_computed(part)] or list(node.parts)
        if kind == "first_known":
            return self._first_known(parts)
        found = nearest([self.of_node(part) for part in parts])
        # Another award's criteria may be met by one its tracks are not open to.
        closed = (found.count == 0) & (node.verdict != MET)
        return Lacking(np.where(closed, FAR, found.count), found.step, found.state)

    def _first_known(self, parts: list[Node]) -> Lacking:
        """The first part whose verdict is known decides; while none is, any of them may settle it."""
        found = self.of_node(parts[-1])
        for part in reversed(parts[:-1]):
            own = self.of_node(part)
            either, known = nearest([own, found]), part.verdict != UNKNOWN
            found = Lacking(
                np.where(known, own.count, either.count),
                np.where(known, own.step, either.step),
                np.where(known, own.state, either.state),
            )
        return found

    def _leaf(self, node: Node) -> Lacking:
        key = id(node.condition)
        if key not in self._places:
            self._places[key] = len(self.known)
            self.known.append(Step(node.condition, node.source))
        count = (node.verdict != MET).astype(np.int32)
        if node.condition.kind in NOT_KEPT or node.condition.params.get("fact"):
            count = np.where(node.verdict == UNKNOWN, FAR, count)
        return Lacking(count, np.full(1, self._places[key], np.int32), node.verdict)


def is_computed(node: Node) -> bool:
    """Does it ask anything that is looked up?"""
    if node.chosen:
        return is_computed(node.options[node.chosen])
    if node.parts:
        return any(is_computed(part) for part in node.parts)
    return node.condition.kind not in ATTESTED


def _together(parts: list[Lacking]) -> Lacking:
    count, step, state = np.zeros(1, np.int32), np.full(1, -1, np.int32), np.full(1, MET)
    for part in parts:
        lacks = part.count > 0
        count = np.minimum(count + part.count, FAR)
        step = np.where(lacks, part.step, step)
        state = np.where(lacks, part.state, state)
    return Lacking(count, step, state)


def nearest(ways: list[Lacking]) -> Lacking:
    """Of several ways the one that lacks least, of equals the first; without any it is far."""
    found = _far(UNKNOWN)
    for way in ways:
        nearer = way.count < found.count
        found = Lacking(
            np.where(nearer, way.count, found.count),
            np.where(nearer, way.step, found.step),
            np.where(nearer, way.state, found.state),
        )
    return found


def _far(state: np.int8) -> Lacking:
    return Lacking(np.full(1, FAR), np.full(1, -1, np.int32), np.full(1, state))
