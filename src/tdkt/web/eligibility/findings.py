"""A track decided, as the lines of a checklist: each condition with its verdict, its records and its clause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from tdkt.dossiers.facts import Link
from tdkt.registry.models import Recipient
from tdkt.web.eligibility.ribbons import is_declared, link_url
from tdkt.web.law.words import SURENESS, Sureness
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.model import Confidence
from tdkt_law.conditions.joints import Node
from tdkt_law.evaluate import TrackTrace
from tdkt_law.evidence import evidence
from tdkt_law.explain import found, missing, needed
from tdkt_law.facts.model import Facts
from tdkt_law.verdicts import MET, Verdict

_RULES: Final = frozenset({"after_discipline"})  # how time is counted, not something to meet
_ONE_OF: Final = "Một trong các điều kiện sau"
_OR: Final = "; hoặc "


@dataclass(frozen=True, slots=True)
class Record:
    """A record a condition counted."""

    link: Link
    url: str

    @property
    def declared(self) -> bool:
        return is_declared(self.link)


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition. ``told`` is what the verdict mark opens; ``parts`` are its alternatives."""

    id: str
    verdict: str
    told: Mapping[str, Any]
    attested: bool
    assumed: bool
    sureness: Sureness | None
    records: tuple[Record, ...]
    parts: tuple["Finding", ...]
    nested: bool = False

    @property
    def opened(self) -> bool:
        """Shown open: what is looked up and lacks; alternatives wait behind a press."""
        return not self.nested and not self.attested and self.verdict != Verdict.MET.code

    @property
    def everything(self) -> Iterator["Finding"]:
        yield self
        for part in self.parts:
            yield from part.everything


@dataclass(frozen=True, slots=True)
class Case:
    """Whose conditions are told: the facts, the record behind each entry, what is assumed for a look."""

    law: Catalogue
    facts: Facts
    links: Mapping[str, Link]
    recipient: Recipient
    assuming: bool


def findings(case: Case, track: TrackTrace) -> list[Finding]:
    """What a track asks, one line a condition, its general conditions last."""
    roots = (*(() if track.node is None else (track.node,)), *track.general)
    regular = track.track.ground == "cong_trang"
    lines = [node for root in roots for node in lines_of(root)]
    told = [_finding(case, node, regular=regular) for node in lines]
    return [_no_text(case.law, track), *told] if track.node is None else told


def lines_of(node: Node) -> list[Node]:
    """An ``all`` is its parts, a reading its option that holds; rules of counting are left out."""
    if node.chosen:
        return lines_of(node.options[node.chosen])
    if node.condition.kind == "all":
        return [line for part in node.parts for line in lines_of(part)]
    return [] if node.condition.kind in _RULES else [node]


def verdict_of(node: Node | TrackTrace) -> Verdict:
    return Verdict(int(np.ravel(node.verdict)[0]))


def _finding(case: Case, node: Node, *, regular: bool, nested: bool = False) -> Finding:
    inner = tuple(
        _finding(case, line, regular=regular, nested=True)
        for part in (() if node.condition.kind == "not" else node.parts)
        for line in lines_of(part)
    )
    verdict = verdict_of(node).code
    attested = (
        all(one.attested for one in inner) if inner else node.condition.kind == "attested"
    )  # fmt: skip
    entries = [] if inner else evidence(node, case.facts, regular=regular)
    links = [case.links[one["path"]] for one in entries if one["path"] in case.links]
    told: dict[str, Any] = {
        "text": node.condition.text or (_OR.join(one.told["text"] for one in inner) or _ONE_OF),
        "source": case.law.cite(node.source),
    }
    if not attested and not inner:
        told |= {"needed": needed(node), "found": found(node), "missing": missing(node)}
    elif attested and verdict != Verdict.MET.code:
        told["missing"] = missing(node)
    return Finding(
        id=node.condition.id, verdict=verdict, told=told, attested=attested,
        assumed=attested and case.assuming and int(np.ravel(node.verdict)[0]) == MET,
        sureness=_sureness(node.confidence), parts=inner, nested=nested,
        records=tuple(Record(one, link_url(one, case.recipient)) for one in dict.fromkeys(links)),
    )  # fmt: skip


def _sureness(confidence: Confidence) -> Sureness | None:
    """Said where the clause was not read in the text itself."""
    return None if confidence is Confidence.VERIFIED else SURENESS[confidence]


def _no_text(law: Catalogue, track: TrackTrace) -> Finding:
    cited = law.cite(track.version.source)
    return Finding(
        id="chua_co_van_ban", verdict=Verdict.UNKNOWN.code, attested=False, assumed=False,
        sureness=SURENESS[Confidence.NOT_FOUND], records=(), parts=(),
        told={
            "text": "Tiêu chuẩn của thời gian này chưa có văn bản để đối chiếu", "source": cited,
            "needed": "Văn bản quy định tiêu chuẩn", "found": "Chưa có văn bản", "missing": f"Cần: {cited}",
        },
    )  # fmt: skip
