"""Whom the rows of a list mean: persons and collectives found as in every list, new ones staged."""

from datetime import date
from typing import Any

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import Batch
from tdkt.imports.cells import Fault
from tdkt.imports.people import Known, Match, PeopleBook
from tdkt.imports.staging import Stage
from tdkt.imports.units import UnitBook
from tdkt.kernel.text import fold
from tdkt.registry.identity import national_id_hash
from tdkt.registry.models import Recipient
from tdkt.registry.states import RecipientKind


class Subjects:
    """The registry's recipients and this file's new ones, for lists with the columns name, unit and perhaps kind,
    birth, national_id. The same number of queries for every block.
    """

    def __init__(self, actor: Reach, on: date, *, kind: str = RecipientKind.PERSON) -> None:
        """``kind`` is whom a list without a column of kinds is about."""
        self._actor = actor
        self._on = on
        self._kind = kind
        self.units = UnitBook(actor.authority_id)
        self._people = PeopleBook(actor.authority_id, self.units)
        self._codes: dict[int, str] = {}

    def refs(
        self, batch: Batch, stage: Stage, thens: list[date | None], *, unit_key: str = "unit"
    ) -> list[int]:
        """Of each row its recipient's id, below zero a new one of this file, 0 where the row is refused.

        ``thens`` is a day of each row on which its unit may be looked up when there is none of that name today.
        """
        size = len(batch)
        values = batch.values
        kinds = values.get("kind") or [self._kind] * size
        births = values.get("birth") or [None] * size
        digits = values.get("national_id") or [None] * size
        hashes = [national_id_hash(one) if one else "" for one in digits]
        units = [self._unit(batch, i, unit_key, thens[i]) for i in range(size)]
        bodies = [
            self._own_body(name.text, units[i], thens[i])
            if name is not None and kind == RecipientKind.COLLECTIVE
            else None
            for i, (name, kind) in enumerate(zip(values["name"], kinds, strict=True))
        ]
        self._people.load(
            (name for name in values["name"] if name is not None),
            hashes,
            {body for body in bodies if body is not None},
        )
        self._people.load_history(
            (name, unit) for name, unit in zip(values["name"], units, strict=True) if name
        )
        refs = []
        for i in range(size):
            refs.append(0)
            if i in batch.refusals:
                continue
            match = self._match(
                batch, i, kinds[i], units[i], bodies[i], births[i], hashes[i], unit_key
            )
            for key, reason in match.warnings:
                batch.warn(i, key, reason)
            if match.refusal is not None:
                batch.refuse(i, *match.refusal)
            elif match.ref is not None:
                refs[i] = match.ref
            else:
                refs[i] = self._add(
                    batch, i, stage, kind=kinds[i], unit_id=units[i], body_id=bodies[i], birth=births[i], digits=digits[i] or "",
                    id_hash=hashes[i],
                )  # fmt: skip
        self._remember(refs)
        return refs

    def code(self, ref: int) -> str:
        """The public code of a recipient of the registry that ``refs`` found."""
        return self._codes[ref]

    def _remember(self, refs: list[int]) -> None:
        wanted = {ref for ref in refs if ref > 0} - self._codes.keys()
        self._codes.update(Recipient.objects.filter(pk__in=wanted).values_list("pk", "code"))

    def place(
        self, batch: Batch, i: int, key: str, then: date | None, *, warn: bool = True
    ) -> int | None:
        """The unit a column names, today or else on that day; None when it is blank or refused."""
        text = batch.values[key][i]
        if text is None:
            return None
        found = self.units.find(text, self._on)
        if isinstance(found, Fault) and then is not None:
            earlier = self.units.find(text, then)
            found = found if isinstance(earlier, Fault) else earlier
        if isinstance(found, Fault):
            batch.refuse(i, key, found.reason)
            return None
        if found.warning and warn:
            batch.warn(i, key, found.warning)
        return found.unit.id

    def _unit(self, batch: Batch, i: int, key: str, then: date | None) -> int | None:
        unit_id = self.place(batch, i, key, then)
        reached = self._actor.organisation_ids
        if unit_id is not None and reached is not None and unit_id not in reached:
            name = self.units.by_id[unit_id].name
            batch.refuse(i, key, f"“{name}” ngoài phạm vi nhiệm vụ của bạn.")
            return None
        return unit_id

    def _own_body(self, name: str, unit_id: int | None, then: date | None) -> int | None:
        """The organisation a collective is, unless the unit column says that it is another."""
        for on in (self._on, then):
            body = self.units.exact(name, on) if on is not None else None
            if body is not None and on is not None:
                inside = unit_id is None or unit_id == body.id
                return body.id if inside or unit_id in self.units.parents(body.id, on) else None
        return None

    def _match(
        self, batch: Batch, i: int, kind: str, unit_id: int | None, body_id: int | None, birth: Any, id_hash: str,
        unit_key: str,
    ) -> Match:  # fmt: skip
        name = batch.values["name"][i]
        if kind == RecipientKind.PERSON:
            if unit_id is None and not id_hash and birth is None:
                return Match(refusal=(unit_key, "Chưa ghi đơn vị."))
            match = self._people.match_person(name, unit_id=unit_id, birth=birth, id_hash=id_hash)
            if match.ref is None and match.refusal is None and unit_id is None:
                return Match(refusal=(unit_key, "Người mới thì phải ghi đơn vị."))
            return match
        if kind != RecipientKind.COLLECTIVE:
            return Match(refusal=("kind", "Danh sách này chỉ gồm cá nhân và tập thể."))
        if birth is not None or id_hash:
            key = "birth" if birth is not None else "national_id"
            return Match(refusal=(key, "Chỉ cá nhân có ngày sinh và số định danh."))
        if body_id is not None:
            return Match(self._people.by_body(body_id))
        if unit_id is None:
            return Match(
                refusal=("name", f"“{name.text}” không phải là đơn vị trong cây tổ chức; hãy ghi cột Đơn vị.")
            )  # fmt: skip
        return self._people.match_other(name, kind=kind, unit_id=unit_id)

    def _add(
        self, batch: Batch, i: int, stage: Stage, *, kind: str, unit_id: int | None, body_id: int | None, birth: Any,
        digits: str, id_hash: str,
    ) -> int:  # fmt: skip
        name = batch.values["name"][i]
        day, precision = (birth.day, str(birth.precision)) if birth else (None, "")
        home = body_id if body_id is not None else unit_id
        stage.put(
            "recipients",
            [kind, name.text, home, body_id, False, "", day.isoformat() if day else None, precision, "", digits],
        )  # fmt: skip
        return self._people.add_new(
            Known(
                ref=0, kind=kind, name=name.text, strict=name.strict, loose=name.loose, unit_id=home, birth=day,
                precision=precision, id_hash=id_hash, body_id=body_id, where=batch.where(i),
            )
        )  # fmt: skip


class Repeats:
    """What the file has said already, by key; a second row of one key is refused with the first one's place."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Any, ...], str] = {}

    def refused(self, batch: Batch, i: int, column: str, key: tuple[Any, ...], what: str) -> bool:
        """Refuse the row when its key is taken, else take it."""
        first = self._seen.get(key)
        if first is None:
            self._seen[key] = batch.where(i)
            return False
        batch.refuse(
            i, column,
            f"Trùng với {first}: {what}. Nếu là hai người cùng tên, hãy ghi ngày sinh hoặc số định danh ở cả hai dòng.",
        )  # fmt: skip
        return True


def difference(held: dict[str, Any], said: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → [before, after] of what a row says otherwise; what it leaves blank never clears."""
    change: dict[str, list[Any]] = {}
    for name, after in said.items():
        if after is None or after == "" or after == held[name]:
            continue
        if isinstance(after, str) and fold(after) == fold(str(held[name] or "")):
            continue
        pair = (held[name], after)
        change[name] = [one.isoformat() if isinstance(one, date) else one for one in pair]
    return change
