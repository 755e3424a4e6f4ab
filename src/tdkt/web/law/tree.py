"""A criterion as a tree a page can draw, and as lines that two times can be compared by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tdkt.web.law.words import shown_confidence
from tdkt.web.links import page_url
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.model import Condition, Confidence, Regime, Source
from tdkt_law.conditions.joints import referred

_JOINTS: Final = {
    "all": "Đủ các điều kiện sau", "any": "Một trong các điều kiện sau", "not": "Không thuộc trường hợp sau",
    "first_known": "Xét theo điều kiện đầu tiên đã có căn cứ", "reading": "Có hơn một cách đọc",
}  # fmt: skip
_HOW: Final = {"attested": "người có thẩm quyền xác nhận"}
_COMPUTED: Final = "tính từ hồ sơ"


@dataclass(frozen=True, slots=True)
class Branch:
    """One condition as drawn.

    ``joint`` says how the parts are joined, empty for a condition that asks something itself, and then ``how`` says who
    settles it. ``source`` and ``confidence`` are left out where they are those of what it stands under. ``said_by``,
    ``chosen`` only of an option of a reading. ``url`` leads to the award it refers to.
    """

    text: str
    joint: str = ""
    how: str = ""
    source: str = ""
    confidence: Confidence | None = None
    paper: str = ""
    url: str = ""
    said_by: str = ""
    chosen: bool = False
    parts: tuple["Branch", ...] = ()

    @property
    def is_attested(self) -> bool:
        return self.how == _HOW["attested"]

    @property
    def about(self) -> str:
        """Who settles it or who reads it so, and by which clause, in one line."""
        return " · ".join(filter(None, (self.how.capitalize(), self.said_by, self.source)))


@dataclass(frozen=True, slots=True)
class Planter:
    """Makes branches of the conditions of one award on one day."""

    law: Catalogue
    award: str
    day: date
    regime: Regime | None

    def branch(self, one: Condition, source: Source, confidence: Confidence) -> Branch:
        """The condition and all below it; ``source`` and ``confidence`` are those it stands under."""
        own, sure = one.source or source, one.confidence or confidence
        cited = self.law.cite(own) if own != source else ""
        shown = shown_confidence(sure, self.regime)
        marked = shown if shown != shown_confidence(confidence, self.regime) else None
        if one.kind == "reading":
            return Branch(
                one.text, _JOINTS["reading"], source=cited, confidence=marked, paper=one.paper,
                parts=tuple(self._options(one, own, sure)),
            )  # fmt: skip
        if one.kind in {"meets", "track"}:
            return self._reference(one, cited, marked)
        parts = tuple(self.branch(part, own, sure) for part in one.parts)
        joint = _JOINTS[one.kind] if parts else ""
        how = "" if parts else _HOW.get(one.kind, _COMPUTED)
        return Branch(one.text, joint, how, cited, marked, one.paper, parts=parts)

    def _options(self, one: Condition, source: Source, confidence: Confidence) -> Iterator[Branch]:
        reading = self.law.readings[one.params["reading"]]
        for option in reading.options:
            if option.id not in one.options:
                continue
            below = self.branch(one.options[option.id], source, confidence)
            yield Branch(
                option.text,
                said_by=option.said_by,
                chosen=option.id == reading.default,
                parts=(below,),
            )

    def _reference(self, one: Condition, cited: str, marked: Confidence | None) -> Branch:
        of = str(one.params.get("award", self.award))
        tracks = referred(self.law.tracks(of), one)
        in_force = [t.name for t in tracks if self.law.criterion(t, self.day) is not None]
        named = "; ".join(dict.fromkeys(in_force)) or "chưa có trường hợp nào có hiệu lực ngày này"
        where = f"Xem {awards()[of].short_name}: {named}" if of != self.award else f"Xem: {named}"
        url = page_url("law-award", of, ngay=self.day.isoformat()) if of != self.award else ""
        return Branch(
            one.text, how=_COMPUTED, source=cited, confidence=marked, paper=where, url=url
        )


def lines_of(branch: Branch, depth: int = 0) -> Iterator[tuple[int, str]]:
    """(depth, words) of every branch in order; joints without words of their own take no line at the top."""
    text = branch.text or (f"{branch.joint}:" if branch.joint and depth else "")
    if branch.said_by:
        text += " (cách đọc đang dùng)" if branch.chosen else " (cách đọc khác)"
    if text:
        yield depth, text
    for part in branch.parts:
        yield from lines_of(part, depth + 1 if text else depth)
