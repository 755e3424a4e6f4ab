"""People: who is new, whose record the file fills in or changes."""

from datetime import date
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.cells import Fault
from tdkt.imports.groups import GroupRules
from tdkt.imports.people import Known, PeopleBook
from tdkt.imports.staging import Stage
from tdkt.imports.units import UnitBook
from tdkt.kernel.text import fold
from tdkt.registry.identity import national_id_hash
from tdkt.registry.models import Person, Post
from tdkt.registry.states import BirthPrecision, RecipientKind

ID_ADDED: Final = "(đã bổ sung)"  # what changes say of an ID; the digits wait in a table that is dropped after writing


class PeopleChecker:
    """Checks a file of people block by block; the same number of queries for every block."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._actor = actor
        self._on = on
        self._units = UnitBook(actor.authority_id)
        self._people = PeopleBook(actor.authority_id, self._units)
        self._groups = GroupRules(actor.authority_id)
        self._met: dict[int, str] = {}

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row whether it adds, changes or repeats somebody, and stage it."""
        values = batch.values
        hashes = [national_id_hash(digits) if digits else "" for digits in values["national_id"]]
        units = self._place_units(batch)
        self._people.load((name for name in values["name"] if name), hashes, ())
        self._people.load_history(
            (name, unit) for name, unit in zip(values["name"], units, strict=True) if name
        )
        refs: list[int | None] = []
        for i in range(len(batch)):
            refs.append(None)
            if i in batch.refusals:
                continue
            match = self._people.match_person(
                values["name"][i], unit_id=units[i], birth=values["birth"][i], id_hash=hashes[i]
            )
            for key, reason in match.warnings:
                batch.warn(i, key, reason)
            if match.refusal is not None:
                batch.refuse(i, *match.refusal)
            elif match.ref is None:
                refs[i] = self._add(batch, i, units[i], hashes[i], stage)
            else:
                refs[i] = match.ref
        self._old_rows(batch, refs, units, stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _place_units(self, batch: Batch) -> list[int | None]:
        units: list[int | None] = []
        for i, (text, on, until) in enumerate(batch.rows("unit", "valid_from", "valid_to")):
            units.append(None)
            if on is not None and until is not None and until < on:
                batch.refuse(i, "valid_to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
            if text is None:
                continue
            found = self._units.find(text, self._on)
            if isinstance(found, Fault):
                batch.refuse(i, "unit", found.reason)
                continue
            if found.warning:
                batch.warn(i, "unit", found.warning)
            units[i] = found.unit.id
        return units

    def _group(self, batch: Batch, i: int) -> str:
        post, group = batch.values["post"][i], batch.values["group"][i]
        if group is None and post:
            group = self._groups.of(post)
            if group is None:
                batch.warn(
                    i,
                    "group",
                    f"Chưa rõ nhóm đối tượng: chức vụ “{post}” không có trong bảng quy ước của tỉnh.",
                )
        return group or ""

    def _add(self, batch: Batch, i: int, unit_id: int | None, id_hash: str, stage: Stage) -> int:
        values = batch.values
        name, birth = values["name"][i], values["birth"][i]
        day, precision = (birth.day, str(birth.precision)) if birth else (None, "")
        ref = self._people.add_new(
            Known(
                ref=0, kind=RecipientKind.PERSON, name=name.text, strict=name.strict, loose=name.loose, unit_id=unit_id,
                birth=day, precision=precision, id_hash=id_hash, post=values["post"][i] or "", where=batch.where(i),
            )
        )  # fmt: skip
        stage.put(
            "recipients",
            ["ca_nhan", name.text, unit_id, None, False, values["gender"][i] or "", day.isoformat() if day else None,
             precision, values["ethnic_group"][i] or "", values["national_id"][i] or ""],
        )  # fmt: skip
        self._met[ref] = batch.where(i)
        if values["post"][i]:
            self._post(batch, i, ref, unit_id, stage)
        batch.outcome[i] = ADDED
        return ref

    def _post(self, batch: Batch, i: int, ref: int, unit_id: int | None, stage: Stage) -> None:
        start, end = batch.values["valid_from"][i], batch.values["valid_to"][i]
        stage.put(
            "posts",
            [ref, batch.values["post"][i], unit_id, self._group(batch, i), start.isoformat() if start else None,
             end.isoformat() if end else None],
        )  # fmt: skip

    def _old_rows(
        self, batch: Batch, refs: list[int | None], units: list[int | None], stage: Stage
    ) -> None:
        """Rows about people the registry has: what differs is staged as a change, two queries a block."""
        ids = {ref for ref in refs if ref is not None and ref > 0}
        held = {
            row[0]: row
            for row in Person.objects.filter(pk__in=ids).values_list(
                "pk", "gender", "birth_date", "birth_precision", "ethnic_group", "national_id_hash",
                "recipient__organisation_id", "recipient__code",
            )
        }  # fmt: skip
        posts = {
            (person, unit, fold(title))
            for person, unit, title in Post.objects.filter(person_id__in=ids).values_list(
                "person_id", "organisation_id", "title"
            )
        }
        for i, ref in enumerate(refs):
            if ref is None or batch.outcome[i]:
                continue
            if ref in self._met:
                batch.refuse(
                    i, "name", f"Trùng với {self._met[ref]}: cùng một người. Hãy bỏ bớt một dòng."
                )
                continue
            self._met[ref] = batch.where(i)
            change = self._difference(batch, i, held[ref], units[i])
            batch.outcome[i] = CHANGED if change else UNCHANGED
            if change:
                stage.put("changes", [ref, held[ref][7], change])
            if "national_id" in change:
                stage.put("ids", [ref, batch.values["national_id"][i]])
            post = batch.values["post"][i]
            if post and (ref, units[i], fold(post)) not in posts:
                self._post(batch, i, ref, units[i], stage)
                batch.outcome[i] = CHANGED

    def _difference(
        self, batch: Batch, i: int, held: tuple[Any, ...], unit_id: int | None
    ) -> dict[str, list[Any]]:
        """Field → [before, after]; a blank cell never clears, a less exact birth never replaces an exact one."""
        values = batch.values
        _, gender, born, precision, ethnic, id_hash, held_unit, _ = held
        change: dict[str, list[Any]] = {}
        if values["gender"][i] and values["gender"][i] != gender:
            change["gender"] = [gender, values["gender"][i]]
        if values["ethnic_group"][i] and values["ethnic_group"][i] != ethnic:
            change["ethnic_group"] = [ethnic, values["ethnic_group"][i]]
        birth = values["birth"][i]
        known_by_day = born is not None and precision == BirthPrecision.DAY
        if (
            birth is not None
            and birth.day != born
            and not (known_by_day and birth.precision != BirthPrecision.DAY)
        ):
            change["birth_date"] = [born.isoformat() if born else None, birth.day.isoformat()]
            change["birth_precision"] = [precision, str(birth.precision)]
        if values["national_id"][i] and not id_hash:
            change["national_id"] = ["", ID_ADDED]
        if unit_id is not None and unit_id != held_unit:
            change["organisation_id"] = [held_unit, unit_id]
        return change
