"""The checker of criteria: every node has one kind of the vocabulary, its parameters, and names only what there is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tdkt_law.catalogue.check_common import (
    CONFIDENCES,
    Known,
    Place,
    Rule,
    an_award,
    any_text,
    hint,
    identifier,
    one_of,
    source_of,
    text,
)
from tdkt_law.catalogue.expand import JOINTS, NODE_WORDS, kind_of
from tdkt_law.catalogue.reader import Problem
from tdkt_law.conditions.kinds import KINDS


@dataclass(slots=True)
class Asked:
    """What the nodes of a version may name, and what they did name (for cycles)."""

    known: Known
    award: str = ""
    tracks: frozenset[str] = frozenset()
    named_tracks: set[str] = field(default_factory=set)
    named_awards: set[str] = field(default_factory=set)


def conditions(node: Any, asked: Asked, place: Place, *, shared: bool = False) -> Iterator[Problem]:
    """Everything wrong in a criterion; ids used twice in it are told once.

    ``shared``: the node stands in the shared file and may not itself name a shared node.
    """
    seen: set[str] = set()
    yield from _node(node, asked, place, seen, shared=shared)


def _node(
    node: Any, asked: Asked, place: Place, seen: set[str], *, shared: bool
) -> Iterator[Problem]:
    if not isinstance(node, Mapping):
        yield place.problem(f"“{node}” phải là một điều kiện có các khóa")
        return
    kinds = kind_of(node)
    known = (*JOINTS, *KINDS)
    if len(kinds) != 1 or kinds[0] not in known:
        strange = [kind for kind in kinds if kind not in known]
        said = f"không có “{strange[0]}”{hint(strange[0], known)}" if strange else ", ".join(kinds)
        at = place.under(str(node["id"]), node) if "id" in node else place
        yield at.problem(
            f"mỗi điều kiện cần đúng một loại của từ vựng: {said or 'không có loại nào'}"
        )
        return
    kind = kinds[0]
    name = str(node.get("id") or (node["shared"] if kind == "shared" else ""))
    here = place.under(name, node) if name else place.under(kind, node)
    yield from _words(node, kind, asked, here)
    if name:
        if name in seen:
            yield here.problem(f"mã điều kiện “{name}” ghi hai lần trong một phiên bản")
        seen.add(name)
    if "options" in node and kind != "reading":
        yield here.problem("options chỉ dùng cho reading")
    if kind in JOINTS:
        yield from _joint(kind, node, asked, here, seen, shared=shared)
    else:
        params = node[kind]
        if params is not None and not isinstance(params, Mapping):
            yield here.problem(f"{kind}: “{params}” phải là các tham số trong ngoặc nhọn")
        else:
            for said in KINDS[kind].problems(params or {}):
                yield here.problem(f"{kind}: {said}")


def _words(node: Mapping[str, Any], kind: str, asked: Asked, here: Place) -> Iterator[Problem]:
    rules: dict[str, Rule] = {
        "id": identifier,
        "text": text,
        "source": source_of(asked.known),
        "confidence": one_of(CONFIDENCES, "mức tin cậy"),
        "paper": any_text,
        "note": any_text,
    }
    for word in NODE_WORDS:
        if word in node and (said := rules[word](node[word])):
            yield here.problem(f"{word}: {said}")
    if kind not in JOINTS:
        for word in ("id", "text"):
            if word not in node:
                yield here.problem(f"điều kiện {kind} thiếu “{word}”")


def _joint(
    kind: str, node: Mapping[str, Any], asked: Asked, here: Place, seen: set[str], *, shared: bool
) -> Iterator[Problem]:
    body = node[kind]
    if kind in ("all", "any", "first_known"):
        yield from _parts(kind, node, asked, here, seen, shared=shared)
    elif kind == "not":
        yield from _node(body, asked, here, seen, shared=shared)
    elif kind == "track":
        yield from _tracks(body, asked, here)
    elif kind == "meets":
        yield from _meets(body, asked, here)
    elif kind == "reading":
        yield from _reading(node, asked, here, seen, shared=shared)
    elif shared:
        yield here.problem("mục dùng chung không được dẫn mục dùng chung khác")
    elif not isinstance(body, str) or body not in asked.known.shared:
        near = hint(str(body), asked.known.shared)
        yield here.problem(f"mục dùng chung “{body}” không có{near}")


def _parts(
    kind: str, node: Mapping[str, Any], asked: Asked, here: Place, seen: set[str], *, shared: bool
) -> Iterator[Problem]:
    body = node[kind]
    if not isinstance(body, list) or not body:
        yield here.problem(f"{kind} phải là danh sách điều kiện, không để trống")
        return
    under = here if node.get("id") else _up(here)
    for number, part in enumerate(body):
        yield from _node(part, asked, under, seen, shared=shared)
        if kind == "all" and number and isinstance(part, Mapping) and "base" in part:
            yield under.under(str(part.get("id")), part).problem(
                "base phải đứng đầu trong all của nó"
            )


def _meets(body: Any, asked: Asked, here: Place) -> Iterator[Problem]:
    award = body.get("award") if isinstance(body, Mapping) else body
    if said := an_award(award):
        yield here.problem(said)
    else:
        asked.named_awards.add(str(award))


def _up(here: Place) -> Place:
    return Place(here.file, here.line, here.key.rpartition("/")[0], here.day)


def _tracks(body: Any, asked: Asked, here: Place) -> Iterator[Problem]:
    named = body if isinstance(body, list) else [body]
    if not named:
        yield here.problem("track phải nêu ít nhất một trường hợp")
    for track in named:
        if track not in asked.tracks:
            yield here.problem(
                f"trường hợp “{track}” của {asked.award} không có{hint(str(track), asked.tracks)}"
            )
        else:
            asked.named_tracks.add(str(track))


def _reading(
    node: Mapping[str, Any], asked: Asked, here: Place, seen: set[str], *, shared: bool
) -> Iterator[Problem]:
    reading, options = node["reading"], node.get("options")
    known = asked.known.readings.get(str(reading))
    if known is None:
        yield here.problem(
            f"cách hiểu “{reading}” không có{hint(str(reading), asked.known.readings)}"
        )
        return
    if not isinstance(options, Mapping):
        yield here.problem("reading thiếu options")
        return
    for option in sorted(known - set(options)):
        yield here.problem(f"options thiếu cách hiểu “{option}”")
    before, used = set(seen), set(seen)
    for option, part in options.items():
        if option not in known:
            yield here.problem(
                f"cách hiểu “{reading}” không có lựa chọn “{option}”{hint(option, known)}"
            )
        # Only one option counts, so two may use the same id.
        own = set(before)
        yield from _node(part, asked, here, own, shared=shared)
        used |= own
    seen |= used
