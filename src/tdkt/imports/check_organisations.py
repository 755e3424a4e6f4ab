"""Organisations: new bodies with parent, code and predecessors of their day; changes to those already in the tree."""

import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.cells import Fault
from tdkt.imports.staging import Stage
from tdkt.imports.units import UnitBook
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.organisations.models import Organisation, OrganisationCode

_PARTS: Final = re.compile(r"\s*[;\n]\s*")
_COMPARED: Final = (
    "short_name", "kind", "valid_to", "protocol_order", "latitude", "longitude", "area_km2", "note",
)  # fmt: skip
_FIRST_DAY: Final = date.min
_LAST_DAY: Final = date.max


class OrganisationsChecker:
    """Checks a list of organisations as a whole: a parent may stand further down in the file."""

    block_rows = 1_000_000

    def __init__(self, actor: Reach, on: date) -> None:
        self._on = on
        self._units = UnitBook(actor.authority_id)
        self._held: dict[int, dict[str, Any]] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        rows = Organisation.objects.filter(authority_id=actor.authority_id).values(
            "id", "code", "folded", "name", "valid_from", *_COMPARED
        )
        for row in rows:
            self._held[row["id"]] = row
            self._named[row["folded"]].append(row["id"])
        self._codes = {
            (value, start): pk
            for pk, value, start in OrganisationCode.objects.filter(
                organisation__authority_id=actor.authority_id
            ).values_list("organisation_id", "code_value", "valid_from")
        }
        self._new = 0
        self._file: dict[str, list[tuple[int, date | None, date | None]]] = defaultdict(list)
        self._above: dict[int, int] = {}
        self._met: dict[int, str] = {}

    def check(self, batch: Batch, stage: Stage) -> None:
        """First every row's own body, then parents, codes and predecessors, which may be rows of the file."""
        refs = [
            None if i in batch.refusals else self._body(batch, i, stage) for i in range(len(batch))
        ]
        for i, ref in enumerate(refs):
            if ref is not None:
                self._relations(batch, i, ref, stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _body(self, batch: Batch, i: int, stage: Stage) -> int | None:
        values = {key: column[i] for key, column in batch.values.items()}
        start, end = values["valid_from"], values["valid_to"]
        if start is not None and end is not None and end < start:
            batch.refuse(i, "valid_to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
            return None
        same = self._same_body(values, start, end)
        if len(same) > 1:
            batch.refuse(
                i,
                "name",
                f"Có {len(same)} tổ chức tên “{values['name'].text}” vào những ngày ấy; hãy ghi cấp trên.",
            )
            return None
        if not same:
            return self._add(batch, i, values, stage)
        ref = same[0]
        held = self._held[ref]
        if start is not None and held["valid_from"] not in {None, start}:
            batch.refuse(
                i, "valid_from",
                f"“{held['name']}” đã có từ ngày {format_date(held['valid_from'])}, tệp ghi từ ngày {format_date(start)}. "
                "Nếu là tổ chức mới cùng tên, hãy ghi ngày kết thúc của tổ chức cũ trước.",
            )  # fmt: skip
            return None
        if ref in self._met:
            batch.refuse(i, "name", f"Trùng với {self._met[ref]}: cùng một tổ chức.")
            return None
        self._met[ref] = batch.where(i)
        change = _difference(held, values)
        batch.outcome[i] = CHANGED if change else UNCHANGED
        if change:
            stage.put("changes", [ref, held["code"], change])
        return ref

    def _same_body(self, values: dict[str, Any], start: date | None, end: date | None) -> list[int]:
        """Bodies of that name whose days overlap the row's; of several, those under the row's parent."""
        on = start or self._on
        same = [
            pk
            for pk in self._named.get(values["name"].folded, ())
            if (self._held[pk]["valid_from"] or _FIRST_DAY) <= (end or _LAST_DAY)
            and (start or on) <= (self._held[pk]["valid_to"] or _LAST_DAY)
        ]
        if values["parent"] and same:
            found = self._units.find(values["parent"], on)
            above = None if isinstance(found, Fault) else found.unit.id
            same = [
                pk for pk in same if not (over := self._units.parents(pk, on)) or over[0] == above
            ]
        return same

    def _add(self, batch: Batch, i: int, values: dict[str, Any], stage: Stage) -> int | None:
        name, start, end = values["name"], values["valid_from"], values["valid_to"]
        key = f"{name.folded}|{fold(values['parent'] or '')}"
        for _, other_start, other_end in self._file.get(key, ()):
            if (other_start or _FIRST_DAY) <= (end or _LAST_DAY) and (start or _FIRST_DAY) <= (
                other_end or _LAST_DAY
            ):
                batch.refuse(
                    i, "name", f"“{name.text}” ghi hai lần trong tệp với những ngày trùng nhau."
                )
                return None
        self._new += 1
        ref = -self._new
        self._file[key].append((ref, start, end))
        self._file[name.folded].append((ref, start, end))
        stage.put(
            "organisations",
            [name.text, values["short_name"] or "", values["kind"], _plain(start), _plain(end),
             9999 if values["protocol_order"] is None else values["protocol_order"], _plain(values["latitude"]),
             _plain(values["longitude"]), _plain(values["area_km2"]), values["note"] or ""],
        )  # fmt: skip
        batch.outcome[i] = ADDED
        return ref

    def _relations(self, batch: Batch, i: int, ref: int, stage: Stage) -> None:
        values = {key: column[i] for key, column in batch.values.items()}
        start, end = values["valid_from"], values["valid_to"]
        added = False
        if values["parent"]:
            added |= self._parent(batch, i, ref, values, stage)
        if values["code"]:
            holder = self._codes.get((values["code"], start))
            if holder is None:
                self._codes[values["code"], start] = ref
                stage.put("codes", [ref, values["code"], _plain(start), _plain(end)])
                added = True
            elif holder != ref:
                batch.refuse(
                    i, "code", f"Mã “{values['code']}” đã là của tổ chức khác từ cùng ngày."
                )
        if values["predecessors"]:
            added |= self._predecessors(batch, i, ref, values, stage)
        if added and batch.outcome[i] == UNCHANGED:
            batch.outcome[i] = CHANGED

    def _parent(self, batch: Batch, i: int, ref: int, values: dict[str, Any], stage: Stage) -> bool:
        on = values["valid_from"] or self._on
        found = self._units.find(values["parent"], on)
        if not isinstance(found, Fault) and not found.warning:
            parent = found.unit.id
        else:
            inside = [
                other
                for other, start, end in self._file.get(fold(values["parent"]), ())
                if (start or _FIRST_DAY) <= on <= (end or _LAST_DAY)
            ]
            if len(inside) != 1:
                reason = found.reason if isinstance(found, Fault) else found.warning
                batch.refuse(i, "parent", f"Cấp trên không dùng được. {reason}")
                return False
            parent = inside[0]
        if ref > 0 and parent in self._units.parents(ref, on)[:1]:
            return False
        if self._circle(ref, parent):
            batch.refuse(
                i, "parent", "Quan hệ trực thuộc thành vòng: cấp trên lại thuộc chính tổ chức này."
            )
            return False
        self._above[ref] = parent
        stage.put(
            "parents", [ref, parent, _plain(values["valid_from"]), _plain(values["valid_to"])]
        )
        return True

    def _circle(self, ref: int, parent: int) -> bool:
        here: int | None = parent
        for _ in range(len(self._above) + 2):
            if here == ref:
                return True
            if here is None:
                return False
            if here > 0 and ref in self._units.parents(here, self._on):
                return True
            here = self._above.get(here)
        return True

    def _predecessors(
        self, batch: Batch, i: int, ref: int, values: dict[str, Any], stage: Stage
    ) -> bool:
        start, kind = values["valid_from"], values["succession"]
        if start is None or kind is None:
            key, what = (
                ("valid_from", "ngày thành lập")
                if start is None
                else ("succession", "cách kế thừa")
            )
            batch.refuse(i, key, f"Ghi tổ chức trước thì phải ghi {what}.")
            return False
        added = False
        for text in filter(None, _PARTS.split(values["predecessors"])):
            found = self._units.find(text, start - timedelta(days=1))
            if isinstance(found, Fault):
                batch.refuse(i, "predecessors", found.reason)
            elif ref < 0 or found.unit.id not in self._units.kin(ref):
                stage.put("successions", [found.unit.id, ref, kind, start.isoformat()])
                added = True
        return added


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _difference(held: dict[str, Any], values: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → [before, after]; a blank cell never clears."""
    return {
        key: [_plain(held[key]), _plain(values[key])]
        for key in _COMPARED
        if values[key] not in {None, ""} and values[key] != held[key]
    }
