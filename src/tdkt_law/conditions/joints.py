"""How conditions are joined: all, any, first_known, not, other tracks, other awards, readings; and where a base award holds.

One walk for a single case and for a million: it decides every node for all subjects at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from tdkt_law.catalogue.model import Condition, Confidence, Source, Track, TrackVersion
from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.kinds import KINDS
from tdkt_law.conditions.since import since_base
from tdkt_law.verdicts import UNKNOWN, Truths, every, opposite, some


@dataclass(frozen=True, slots=True)
class Node:
    """A condition decided: its verdict, what it found, its parts decided, the clause and how sure that is.

    ``trace`` only for computed and attested conditions, and only when findings are wanted. ``options`` of a reading,
    ``chosen`` the one that holds. Verdicts have shape (N,), or (1,) where all N are alike.
    """

    condition: Condition
    verdict: Truths
    source: Source
    confidence: Confidence
    trace: Trace | None = None
    parts: tuple["Node", ...] = ()
    options: Mapping[str, "Node"] = field(default_factory=dict)
    chosen: str = ""

    def leaves(self) -> Iterator["Node"]:
        """The nodes that ask something themselves, in order; of a reading only the option that holds."""
        inner = (self.options[self.chosen],) if self.chosen else self.parts
        if not inner:
            yield self
        for part in inner:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Cited:
    """The clause a node has when it names none of its own."""

    source: Source
    confidence: Confidence


def cited(version: TrackVersion) -> Cited:
    """A track version's own clause."""
    return Cited(version.source, version.confidence)


def decide_node(ctx: Context, condition: Condition, under: Cited) -> Node:
    """The verdict of a condition and of all below it.

    Raises: ValueError when tracks or awards refer to each other in a circle, KeyError for a kind nobody knows.
    """
    own = Cited(condition.source or under.source, condition.confidence or under.confidence)
    match condition.kind:
        case "all":
            inner = scoped(ctx, condition.parts)
            parts = tuple(decide_node(inner, part, own) for part in condition.parts)
            return _joined(condition, own, every((part.verdict for part in parts), 1), parts)
        case "any":
            parts = tuple(decide_node(ctx, part, own) for part in condition.parts)
            return _joined(condition, own, some((part.verdict for part in parts), 1), parts)
        case "first_known":
            parts = tuple(decide_node(ctx, part, own) for part in condition.parts)
            return _joined(condition, own, _first_known(parts), parts)
        case "not":
            part = decide_node(ctx, condition.parts[0], own)
            return _joined(condition, own, opposite(part.verdict), (part,))
        case "track" | "meets":
            parts = tuple(_elsewhere(ctx, condition))
            return _joined(condition, own, some((part.verdict for part in parts), 1), parts)
        case "reading":
            return _reading(ctx, condition, own)
    return _leaf(ctx, condition, own)


def scoped(ctx: Context, parts: Iterable[Condition]) -> Context:
    """The context of the parts of an ``all``: a base award that comes first holds for them, and a run that must hold
    says which base is kindest."""
    listed = tuple(parts)
    base = ctx.base
    if listed and listed[0].kind == "base":
        base = KINDS["base"].complete(listed[0].params)
    if base is None:
        return ctx
    anew = base is not ctx.base
    run = _run_of(ctx, listed) if anew or ctx.run is None else None
    if run is None and not anew:
        return ctx
    return replace(ctx, base=base, run=run, since_base=since_base(ctx, base, run))


def decide_track(ctx: Context, track: Track, version: TrackVersion) -> Node | None:
    """A track's criterion, without its recipients; None where its text is not to be had."""
    if version.when is None:
        return None
    here = f"{track.award}/{track.id}"
    if here in ctx.path:
        raise ValueError(f"tracks refer to each other in a circle: {' → '.join((*ctx.path, here))}")
    inner = replace(
        ctx, award=track.award, ground=track.ground, base=None, run=None, since_base=None,
        path=(*ctx.path, here),
    )  # fmt: skip
    return decide_node(inner, version.when, cited(version))


def open_to(ctx: Context, track: Track) -> Truths:
    """Is the subject among those the track is open to?"""
    return some((ctx.columns.narrow_truth(f"is/{kind}") for kind in track.recipients), 1)


def referred(tracks: tuple[Track, ...], condition: Condition) -> tuple[Track, ...]:
    """The tracks among these that a ``track`` or ``meets`` condition refers to."""
    if condition.kind == "track":
        wanted = condition.params["tracks"]
        return tuple(track for track in tracks if track.id in wanted)
    return tuple(track for track in tracks if track.regular) or tracks


def _elsewhere(ctx: Context, condition: Condition) -> Iterator[Node]:
    """The criteria of other tracks. For another award also whom its tracks are open to; for tracks of the same award
    the one that refers to them says it."""
    other = condition.kind == "meets"
    award = condition.params["award"] if other else ctx.award
    for track in referred(ctx.catalogue.tracks(award), condition):
        version = ctx.catalogue.criterion(track, ctx.law_day)
        if version is None:
            continue
        node = decide_track(ctx, track, version)
        if node is None:
            node = Node(condition, np.full(1, UNKNOWN), version.source, version.confidence)
        if other:
            node = replace(node, verdict=np.minimum(node.verdict, open_to(ctx, track)))
        yield node


def _reading(ctx: Context, condition: Condition, own: Cited) -> Node:
    chosen = ctx.choice(condition.params["reading"])
    wanted = condition.options if ctx.findings else {chosen: condition.options[chosen]}
    options = {name: decide_node(ctx, option, own) for name, option in wanted.items()}
    return Node(
        condition, options[chosen].verdict, own.source, own.confidence, options=options,
        chosen=chosen,
    )  # fmt: skip


def _first_known(parts: tuple[Node, ...]) -> Truths:
    """The verdict of the first part that has one: what somebody attests gives way to what is on record."""
    verdict = parts[0].verdict
    for part in parts[1:]:
        verdict = np.where(verdict == UNKNOWN, part.verdict, verdict)
    return verdict


def _joined(condition: Condition, own: Cited, verdict: Truths, parts: tuple[Node, ...]) -> Node:
    return Node(condition, verdict, own.source, own.confidence, parts=parts)


def _leaf(ctx: Context, condition: Condition, own: Cited) -> Node:
    kind = KINDS[condition.kind]
    alone = condition.kind == "base" and ctx.base is None
    if alone or (condition.kind == "run" and ctx.run is None):
        ctx = scoped(ctx, (condition,))
    key = (
        "leaf", id(condition), id(ctx.since_base), ctx.ground, ctx.award, ctx.year,
        ctx.proposed_on, ctx.law_day, ctx.after_discipline,
    )  # fmt: skip
    if not ctx.findings:
        kept = ctx.session.kept(key)
        if kept is not None:
            return Node(condition, kept, own.source, own.confidence)
    params = kind.complete(condition.params)
    if kind.attested:
        params = {**params, "id": condition.id}
    trace = kind.function(ctx, params)
    if ctx.findings:
        return Node(condition, trace.verdict, own.source, own.confidence, trace)
    ctx.session.keep(key, trace.verdict)
    return Node(condition, trace.verdict, own.source, own.confidence)


def _run_of(ctx: Context, parts: Iterable[Condition]) -> Params | None:
    """The first run that must hold among the parts of an ``all``: itself, in an ``all``, in the option that holds."""
    for part in parts:
        if part.kind == "run":
            return KINDS["run"].complete(part.params)
        inner: tuple[Condition, ...] = ()
        if part.kind == "all":
            inner = part.parts
        elif part.kind == "reading":
            inner = (part.options[ctx.choice(part.params["reading"])],)
        deeper = _run_of(ctx, inner)
        if deeper is not None:
            return deeper
    return None
