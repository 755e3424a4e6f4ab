"""Which body does a cell name on a day? By name, short name or code; ambiguity and bodies of other days are refused in words."""

import re
from collections import defaultdict
from datetime import date
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from tdkt.imports.cells import Fault
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.organisations.models import (
    Organisation,
    OrganisationCode,
    OrganisationParent,
    Succession,
)

_SPLIT: Final = re.compile(r"\s*[,;–]\s*|\s+-\s+|\s+(?:trực\s+)?thuộc\s+", re.IGNORECASE)
_OFFICE: Final = ("uy ban nhan dan ", "ubnd ")
_CLOSE: Final = 80


class Unit(NamedTuple):
    """A body as the checks need it."""

    id: int
    name: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class Found(NamedTuple):
    """A body, and what the user should know about how it was found."""

    unit: Unit
    warning: str = ""


class UnitBook:
    """All bodies of an authority, loaded once: four queries."""

    def __init__(self, authority_id: int) -> None:
        self.by_id: dict[int, Unit] = {}
        self._named: dict[str, list[Unit]] = defaultdict(list)
        self._coded: dict[str, list[tuple[Unit, date | None, date | None]]] = defaultdict(list)
        self._parents: dict[int, list[tuple[int, date | None, date | None]]] = defaultdict(list)
        self._after: dict[int, list[int]] = defaultdict(list)
        self._before: dict[int, list[int]] = defaultdict(list)
        self._memo: dict[tuple[str, date], Found | Fault] = {}
        self._kin: dict[int, frozenset[int]] = {}
        self._load(authority_id)

    def _load(self, authority_id: int) -> None:
        rows = Organisation.objects.filter(authority_id=authority_id).values_list(
            "id", "name", "valid_from", "valid_to", "folded", "short_name", "code"
        )
        for pk, name, start, end, folded, short_name, code in rows:
            unit = self.by_id[pk] = Unit(pk, name, start, end)
            for key in {folded, fold(short_name)} - {""}:
                self._named[key].append(unit)
            self._coded[code].append((unit, None, None))
        for pk, value, start, end in OrganisationCode.objects.filter(
            organisation__authority_id=authority_id
        ).values_list("organisation_id", "code_value", "valid_from", "valid_to"):
            self._coded[value].append((self.by_id[pk], start, end))
        for pk, parent, start, end in OrganisationParent.objects.filter(
            organisation__authority_id=authority_id
        ).values_list("organisation_id", "parent_id", "valid_from", "valid_to"):
            self._parents[pk].append((parent, start, end))
        for old, new in Succession.objects.filter(
            predecessor__authority_id=authority_id
        ).values_list("predecessor_id", "successor_id"):
            self._after[old].append(new)
            self._before[new].append(old)

    def find(self, text: str, on: date) -> Found | Fault:
        """The body that bore the name or code that day, or why there is none."""
        key = (text, on)
        if key not in self._memo:
            self._memo[key] = self._find(text, on)
        return self._memo[key]

    def exact(self, text: str, on: date) -> Unit | None:
        """The one body that bore exactly this name or code that day; no guess, no words."""
        found = self._on_day(text, on)
        return found[0] if len(found) == 1 else None

    def kin(self, unit_id: int) -> frozenset[int]:
        """The body, all it came from and all it became: a person's unit under any of its names."""
        if unit_id not in self._kin:
            seen = {unit_id}
            for steps in (self._after, self._before):
                waiting = [unit_id]
                while waiting:
                    for other in steps.get(waiting.pop(), ()):
                        if other not in seen:
                            seen.add(other)
                            waiting.append(other)
            self._kin[unit_id] = frozenset(seen)
        return self._kin[unit_id]

    def parents(self, unit_id: int, on: date) -> list[int]:
        """The bodies above it that day, the nearest first."""
        chain: list[int] = []
        here = unit_id
        while True:
            above = [
                parent
                for parent, start, end in self._parents.get(here, ())
                if (start is None or start <= on) and (end is None or on <= end)
            ]
            if not above or above[0] in chain:
                return chain
            here = above[0]
            chain.append(here)

    def _named_any_day(self, text: str) -> list[Unit]:
        key = fold(text)
        found = self._named.get(key, [])
        for prefix in _OFFICE:
            if not found and key.startswith(prefix):
                found = self._named.get(key.removeprefix(prefix), [])
        return found

    def _on_day(self, text: str, on: date) -> list[Unit]:
        if text in self._coded:
            coded = [
                unit
                for unit, start, end in self._coded[text]
                if unit.holds_on(on)
                and (start is None or start <= on)
                and (end is None or on <= end)
            ]
            if coded:
                return coded
        return [unit for unit in self._named_any_day(text) if unit.holds_on(on)]

    def _find(self, text: str, on: date) -> Found | Fault:
        found = self._on_day(text, on)
        parts = [part for part in _SPLIT.split(text) if part]
        if not found and len(parts) > 1:
            inside = self._inside(parts, on)
            if inside is not None:
                return inside
        if len(found) == 1:
            return Found(found[0])
        if found:
            return Fault(
                f"Ngày {format_date(on)} có {len(found)} đơn vị tên “{text}”: {self._told_apart(found, on)}. "
                "Hãy ghi thêm cấp trên sau dấu phẩy."
            )
        return Fault(self._why_not(text, on))

    def _inside(self, parts: list[str], on: date) -> Found | Fault | None:
        """ "Phòng X, huyện Y": the one X under Y that day; Y itself, with a warning, when no X is known."""
        for cut in range(len(parts) - 1, 0, -1):
            own, rest = ", ".join(parts[:cut]), ", ".join(parts[cut:])
            above = {unit.id for unit in self._on_day(rest, on)}
            if not above:
                continue
            inner = [
                unit
                for unit in self._on_day(own, on)
                if above.intersection(self.parents(unit.id, on))
            ]
            if len(inner) == 1:
                return Found(inner[0])
            if inner:
                return Fault(
                    f"Trong “{rest}” có {len(inner)} đơn vị tên “{own}”. Hãy ghi mã đơn vị."
                )
            if len(above) == 1:
                unit = self.by_id[next(iter(above))]
                return Found(
                    unit,
                    f"Chưa có đơn vị “{own}” trong cây tổ chức; dòng được ghi vào “{unit.name}”.",
                )
        return None

    def _told_apart(self, units: list[Unit], on: date) -> str:
        said = []
        for unit in units[:5]:
            above = self.parents(unit.id, on)
            said.append(
                f"{unit.name}, {self.by_id[above[0]].name}"
                if above
                else f"{unit.name} (không ghi cấp trên)"
            )
        return "; ".join(said)

    def _why_not(self, text: str, on: date) -> str:
        """Not on that day: what was there on another day and what took over; else what looks like it."""
        others = self._named_any_day(text) or [unit for unit, _, _ in self._coded.get(text, ())]
        if others:
            ended = [u for u in others if u.valid_to is not None and u.valid_to < on]
            if ended:
                last = max(ended, key=lambda u: u.valid_to or on)
                after = [self.by_id[pk].name for pk in self._after.get(last.id, ())]
                heirs = (
                    f" Kế tục là: {'; '.join(after)}. Hãy ghi tên mới."
                    if after
                    else " Chưa có đơn vị kế tục trong cây tổ chức."
                )
                return (
                    f"“{last.name}” không còn vào ngày {format_date(on)}: kết thúc ngày "
                    f"{format_date(last.valid_to or on)}.{heirs}"
                )
            first = min(others, key=lambda u: u.valid_from or on)
            began = format_date(first.valid_from) if first.valid_from else "không rõ ngày"
            before = [self.by_id[pk].name for pk in self._before.get(first.id, ())]
            then = f" Khi đó là: {'; '.join(before)}." if before else ""
            return f"“{first.name}” chưa có vào ngày {format_date(on)}: thành lập từ {began}.{then}"
        names = {key: units[0].name for key, units in self._named.items() if units[0].holds_on(on)}
        # By whole words: parts of words find “Xã Khổng Lào” in “Trường không có thật”.
        near = process.extract(
            fold(text), names.keys(), scorer=fuzz.token_set_ratio, limit=3, score_cutoff=_CLOSE
        )
        hint = f" Gần giống: {'; '.join(names[key] for key, _, _ in near)}." if near else ""
        return f"Không có đơn vị nào tên hoặc mã “{text}” trong cây tổ chức ngày {format_date(on)}.{hint}"
