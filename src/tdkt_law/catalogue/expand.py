"""From the files as written to one plain document: tracks merged, ends filled, shared nodes put in place.

The document is what ``compile`` writes as JSON and ``build`` reads: mappings, lists, words, numbers; days as yyyy-mm-dd.
Only checked files are worth expanding; what cannot be read here is left out, and the checker says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from tdkt_law.awards import awards
from tdkt_law.catalogue.sources import Sources

FORMAT: Final = 1
NODE_WORDS: Final = ("id", "text", "source", "confidence", "paper", "note")
JOINTS: Final = ("all", "any", "first_known", "not", "track", "meets", "reading", "shared")

Document = dict[str, Any]


def day_of(value: Any) -> date | None:
    """A day of the files (a date) or of a document or overlay ("2024-01-01"); None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def plain(value: Any) -> Any:
    """The same value of plain mappings and lists, its days written yyyy-mm-dd."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def expand(sources: Sources) -> Document:
    """The whole catalogue as one document."""
    shared = shared_nodes(sources.shared)
    return {
        "format": FORMAT,
        **{stem: plain(table) for stem, table in sorted(sources.tables.items())},
        "regimes": _filled(mappings(sources.tables["regimes"])),
        "shared": plain(shared),
        "general": [_timed(entry, shared) for entry in mappings(sources.general)],
        "criteria": criteria(sources, shared),
        "values": [
            {**plain(entry), "topic": topic} for _, topic, entry in _by_start(sources.values)
        ],
    }


def criteria(sources: Sources, shared: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The awards that have tracks, in protocol order, each track once with all its versions."""
    merged = merged_tracks(entry for _, entry in sources.criteria)
    ranks = {code: rank for rank, code in enumerate(awards())}
    return [
        {
            "award": award,
            "tracks": [
                {
                    **{key: plain(part) for key, part in track.items() if key != "versions"},
                    "versions": _versions(track["versions"], shared),
                }
                for track in tracks.values()
            ],
        }
        for award, tracks in sorted(merged.items(), key=lambda item: ranks.get(item[0], len(ranks)))
    ]


def merged_tracks(entries: Iterable[Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """award → track id → the track with the versions of every file, by start; the first file says the rest."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in entries:
        if not isinstance(entry, Mapping):
            continue
        for track in mappings(entry.get("tracks")):
            own = found.setdefault(str(entry.get("award")), {})
            known = own.setdefault(str(track.get("id")), {"versions": []})
            for key, part in track.items():
                if key == "versions":
                    known["versions"] += mappings(part)
                else:
                    known.setdefault(key, part)
    for tracks in found.values():
        for track in tracks.values():
            track["versions"] = sorted(track["versions"], key=start_of)
    return found


def start_of(entry: Mapping[str, Any]) -> date:
    """When an entry begins; an entry that does not say sorts last."""
    return day_of(entry.get("start")) or date.max


def ends(versions: list[Mapping[str, Any]]) -> list[date | None]:
    """The last day of each version, in order: its own, else the eve of the next one's start."""
    following: list[date | None] = [day_of(entry.get("start")) for entry in versions[1:]]
    return [
        day_of(entry.get("end")) or (after - timedelta(days=1) if after else None)
        for entry, after in zip(versions, [*following, None], strict=False)
    ]


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The mappings of a list; nothing when it is no list."""
    return [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []


def shared_nodes(table: Any) -> dict[str, Mapping[str, Any]]:
    """Shared nodes by id, from a mapping of id to node or a list of nodes with ids."""
    if isinstance(table, Mapping):
        return {
            key: {"id": key, **node} for key, node in table.items() if isinstance(node, Mapping)
        }
    return {str(node.get("id")): node for node in mappings(table)}


def kind_of(node: Mapping[str, Any]) -> list[str]:
    """The words of a node that say its kind; a sound node has exactly one."""
    return [key for key in node if key not in NODE_WORDS and key != "options"]


def node_of(node: Any, shared: Mapping[str, Any]) -> dict[str, Any]:
    """A node as the document has it: kind, and what there is of id, text, params, parts, options …"""
    kind = kind_of(node)[0]
    own = {word: plain(node[word]) for word in NODE_WORDS if word in node}
    if kind == "shared":
        return {**node_of(shared[node["shared"]], shared), **own}
    body = node[kind]
    if kind in ("all", "any", "first_known"):
        return {"kind": kind, **own, "parts": [node_of(part, shared) for part in body]}
    if kind == "not":
        return {"kind": kind, **own, "parts": [node_of(body, shared)]}
    if kind == "reading":
        options = {key: node_of(part, shared) for key, part in node["options"].items()}
        return {"kind": kind, **own, "params": {"reading": body}, "options": options}
    if kind == "track":
        listed = body if isinstance(body, list) else [body]
        return {"kind": kind, **own, "params": {"tracks": plain(listed)}}
    if kind == "meets" and isinstance(body, str):
        return {"kind": kind, **own, "params": {"award": body}}
    return {"kind": kind, **own, "params": plain(body or {})}


def _versions(versions: list[Any], shared: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {**_timed(entry, shared), "end": plain(end)}
        for entry, end in zip(versions, ends(versions), strict=True)
    ]


def _filled(regimes: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    ordered = sorted(regimes, key=start_of)
    return [
        {**plain(entry), "end": plain(end)}
        for entry, end in zip(ordered, ends(ordered), strict=True)
    ]


def _timed(entry: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    when = entry.get("when")
    if isinstance(when, Mapping):
        when = node_of(when, shared)
    elif when != "same":
        when = None
    return {**{key: plain(part) for key, part in entry.items()}, "when": when}


def _by_start(values: list[tuple[str, str, Any]]) -> list[tuple[str, str, Any]]:
    known = [row for row in values if isinstance(row[2], Mapping)]
    return sorted(known, key=lambda row: (row[1], start_of(row[2]), row[0]))
