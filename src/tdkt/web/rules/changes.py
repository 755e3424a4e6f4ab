"""What differs between two contents of a layer: added, changed, removed, each in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tdkt.web.law.changes import Line, changed_lines
from tdkt.web.law.words import TOPICS
from tdkt.web.rules.layers import national
from tdkt.web.rules.told import Told, told_criteria, told_instrument, told_value
from tdkt.web.rules.words import setting_words
from tdkt_law.catalogue.catalogue import Catalogue

Content = Mapping[str, Any]
# word, icon, look of the mark
STATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "added": ("Thêm", "rise", "ok"), "changed": ("Đổi", "swap", "warn"), "gone": ("Bỏ", "fall", "bad"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that differs; ``state`` is a key of ``STATES``, ``lines`` say what is new, gone and kept."""

    part: str
    label: str
    state: str
    lines: tuple[Line, ...]

    @property
    def word(self) -> str:
        return STATES[self.state][0]

    @property
    def icon(self) -> str:
        return STATES[self.state][1]

    @property
    def tone(self) -> str:
        return STATES[self.state][2]


Rules = dict[tuple[str, ...], tuple[str, str, tuple[tuple[int, str], ...]]]
"""By a key that stays the same: the part, the label, the lines."""


def changes(before: Content, after: Content, old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """From ``before`` (read with the catalogue ``old``) to ``after`` (read with ``new``)."""
    was, now = dict(_rules(before, old)), dict(_rules(after, new))
    found = []
    for key in dict.fromkeys((*now, *was)):
        if key not in was:
            part, label, lines = now[key]
            found.append(Change(part, label, "added", _all(lines, "added")))
        elif key not in now:
            part, label, lines = was[key]
            found.append(Change(part, label, "gone", _all(lines, "gone")))
        elif was[key] != now[key]:
            part, label, lines = now[key]
            found.append(Change(part, label, "changed", tuple(changed_lines(was[key][2], lines))))
    return tuple(found)


def _all(lines: tuple[tuple[int, str], ...], change: str) -> tuple[Line, ...]:
    return tuple(Line(depth, text, change) for depth, text in lines)


def _rules(content: Content, law: Catalogue) -> Iterator[Any]:
    for name, label in (("name", "Tên"), ("note", "Ghi chú chung")):
        if content.get(name):
            yield (name,), ("Chung", label, ((0, content[name]),))
    for entry in content.get("instruments") or ():
        yield ("instruments", entry["id"]), _one("Văn bản của tỉnh", told_instrument(entry))
    settings = {entry["id"]: entry for entry in national()["settings"]}
    for name, value in (content.get("settings") or {}).items():
        line = (0, setting_words(settings[name], value))
        yield ("settings", name), ("Tham số", settings[name]["label"], (line,))
    readings = {entry["id"]: entry for entry in national()["readings"]}
    for name, option in (content.get("readings") or {}).items():
        text = next(one["text"] for one in readings[name]["options"] if one["id"] == option)
        yield ("readings", name), ("Cách hiểu điều luật", readings[name]["question"], ((0, text),))
    for entry in content.get("values") or ():
        key = ("values", entry["topic"], *entry["awards"], *(entry.get("grounds") or ()), entry["start"])  # fmt: skip
        yield key, _one(TOPICS[entry["topic"]], told_value(law, entry))
    for entry in content.get("criteria") or ():
        for name, one in told_criteria(law, entry):
            yield ("criteria", name), _one("Tiêu chuẩn riêng", one)


def _one(part: str, one: Told) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    more = [(0, one.days[:1].upper() + one.days[1:])] if one.days else []
    if one.source:
        more.append((0, f"Nguồn: {one.source}"))
    about = f" ({one.about})" if one.about else ""
    return part, f"{one.label}{about}", (*one.lines, *more)
