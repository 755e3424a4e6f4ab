"""Criteria that need each other on the same day: they would never be decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt_law.catalogue.check_common import Place
from tdkt_law.catalogue.reader import Problem

Name = tuple[str, str]
"""An award and the id of one of its tracks."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a track's criterion names in a stretch of time: other tracks of its award, other awards."""

    start: date
    end: date | None
    tracks: frozenset[str]
    awards: frozenset[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Links:
    """A track with what it needs through time."""

    award: str
    track: str
    regular: bool
    needs: Sequence[Needs]

    def on(self, day: date) -> Needs | None:
        """What it needs that day; None when it has no criterion."""
        found = (one for one in self.needs if one.start <= day <= (one.end or date.max))
        return next(found, None)


def named_in(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """("track" or "meets", what it names) for a node of the compiled document and all below it."""
    params = node.get("params") or {}
    if node["kind"] == "track":
        yield from (("track", name) for name in params["tracks"])
    elif node["kind"] == "meets":
        yield "meets", params["award"]
    for part in (*node.get("parts", ()), *(node.get("options") or {}).values()):
        yield from named_in(part)


def cycles(links: Sequence[Links]) -> Iterator[Problem]:
    """Each way round, once, with the first day on which it exists."""
    told: set[frozenset[Name]] = set()
    for day in sorted({one.start for link in links for one in link.needs}):
        edges = {(link.award, link.track): _edges(link, links, day) for link in links}
        for link in links:
            way = _way_back(edges, (link.award, link.track))
            needs = link.on(day)
            if way and needs and frozenset(way) not in told:
                told.add(frozenset(way))
                said = " → ".join("/".join(name) for name in [*way, way[0]])
                yield needs.place.since(day).problem(f"dẫn vòng (track, meets): {said}")


def _edges(link: Links, links: Sequence[Links], day: date) -> list[Name]:
    needs = link.on(day)
    if needs is None:
        return []
    return [(link.award, track) for track in sorted(needs.tracks)] + [
        (other.award, other.track)
        for other in links
        if other.award in needs.awards and other.regular
    ]


def _way_back(edges: Mapping[Name, list[Name]], start: Name) -> list[Name]:
    """The way from a node back to itself; empty when there is none."""
    ways = {start: [start]}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        for following in edges.get(name, ()):
            if following == start:
                return ways[name]
            if following not in ways:
                ways[following] = [*ways[name], following]
                waiting.append(following)
    return []
