"""Honours: each row against the catalogue, the tree of its day, the people, the decisions and what is recorded."""

from datetime import date
from typing import Any, Final, NamedTuple

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, UNCHANGED, Batch
from tdkt.imports.cells import Fault
from tdkt.imports.decisions import Cited, DecisionBook
from tdkt.imports.judge_honours import JUDGED, Judge, Verdict
from tdkt.imports.people import Known, Match, PeopleBook
from tdkt.imports.staging import Stage
from tdkt.imports.units import UnitBook
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.registry.identity import national_id_hash
from tdkt.registry.models import Honour
from tdkt.registry.states import Gender, Level, RecipientKind, Standing

_GENDERS: Final = {"ong": Gender.MALE, "ba": Gender.FEMALE}
_DOCUMENT_LEVELS: Final = {Level.STATE: "trung_uong", Level.PROVINCE: "tinh", Level.BASE: "don_vi"}


class _Line(NamedTuple):
    """A row that passed: whose, what, by which decision, in which unit."""

    ref: int
    verdict: Verdict
    cited: Cited | None
    unit_id: int | None


class HonoursChecker:
    """Checks a file of honours block by block; the same number of queries for every block."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._actor = actor
        self._on = on
        self._units = UnitBook(actor.authority_id)
        self._people = PeopleBook(actor.authority_id, self._units)
        self._decisions = DecisionBook(actor.authority_id)
        self._judge = Judge(actor.authority_id)
        self._seen: dict[tuple[Any, ...], str] = {}
        self._levels: dict[int, str] = {}

    # --- one block -----------------------------------------------------------------------------

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row what it would do, and stage those that pass."""
        values = batch.values
        hashes = [national_id_hash(digits) if digits else "" for digits in values["national_id"]]
        cited = self._cite(batch)
        units = self._place_units(batch)
        self._people.load(
            (name for name in values["name"] if name is not None),
            hashes,
            self._bodies(batch),
        )
        self._people.load_history(
            (name, unit) for name, unit in zip(values["name"], units, strict=True) if name
        )
        self._decisions.load_ordinals({c.ref for c in cited if c is not None})
        verdicts = [self._judge.verdict(batch, i, row) for i, row in enumerate(batch.rows(*JUDGED))]
        refs = [
            self._recipient(batch, i, units, hashes[i], stage) if i not in batch.refusals else 0
            for i in range(len(batch))
        ]
        recorded = self._recorded({ref for ref in refs if ref > 0})
        for i, verdict in enumerate(verdicts):
            if verdict is not None and i not in batch.refusals:
                line = _Line(refs[i], verdict, cited[i], units[i])
                self._record(batch, i, line, recorded, stage)

    def close(self, stage: Stage) -> None:
        """Stage the new decisions, in the order of their refs."""
        for cited in self._decisions.new:
            level = self._levels.get(cited.ref, "tinh")
            on = cited.issued_on.isoformat() if cited.issued_on else None
            stage.put("decisions", [cited.number, cited.symbol, cited.issuer, on, level])

    # --- columns that need the books -------------------------------------------------------------

    def _cite(self, batch: Batch) -> list[Cited | None]:
        """The decision of each row. A checked or declared honour has number, day and issuer; ``NO_NUMBER`` has none."""
        cited: list[Cited | None] = []
        for i, (reference, on, issuer, standing) in enumerate(
            batch.rows("reference", "decided_on", "issuer", "standing")
        ):
            cited.append(None)
            if on is not None and on > self._on:
                batch.refuse(i, "decided_on", f"Ngày {format_date(on)} còn ở phía trước.")
            if standing == Standing.NO_NUMBER:
                if reference is not None:
                    batch.refuse(
                        i, "standing", "Ghi “Chưa có số quyết định” nhưng dòng có số quyết định."
                    )
                continue
            missing = [
                key
                for key, value in (("reference", reference), ("decided_on", on), ("issuer", issuer))
                if value is None and not batch.said_of(i, key)
            ]
            for key in missing:
                batch.refuse(
                    i,
                    key,
                    "Dòng thiếu quyết định; nếu chưa có số, ghi “Chưa có số quyết định” ở cột Đối chiếu.",
                )
            if reference is None or on is None or issuer is None:
                continue
            found = self._decisions.find(
                reference=reference, issuer=issuer, on=on, where=batch.where(i)
            )
            if isinstance(found, Fault):
                batch.refuse(i, "reference", found.reason)
            else:
                cited[i] = found
        return cited

    def _place_units(self, batch: Batch) -> list[int | None]:
        """The unit of each row on the day of its decision; for a body that is its own unit, itself."""
        units: list[int | None] = []
        for i, (text, on, kind) in enumerate(batch.rows("unit", "decided_on", "kind")):
            units.append(None)
            if text is None:
                if (
                    kind is not None
                    and kind != RecipientKind.COLLECTIVE
                    and not batch.said_of(i, "unit")
                ):
                    batch.refuse(i, "unit", "Chưa ghi đơn vị.")
                continue
            if on is None and batch.said_of(i, "decided_on"):
                continue  # without the day nobody can say which unit it was
            found = self._units.find(text, on or self._on)
            if isinstance(found, Fault):
                batch.refuse(i, "unit", found.reason)
                continue
            if found.warning:
                batch.warn(i, "unit", found.warning)
            reached = self._actor.organisation_ids
            if reached is not None and found.unit.id not in reached:
                batch.refuse(i, "unit", f"“{found.unit.name}” ngoài phạm vi nhiệm vụ của bạn.")
                continue
            units[i] = found.unit.id
        return units

    def _bodies(self, batch: Batch) -> set[int]:
        bodies = set()
        for name, kind, on in batch.rows("name", "kind", "decided_on"):
            if kind == RecipientKind.COLLECTIVE and name is not None:
                body = self._units.exact(name.text, on or self._on)
                if body is not None:
                    bodies.add(body.id)
        return bodies

    def _recorded(self, refs: set[int]) -> set[tuple[Any, ...]]:
        """What the matched recipients already hold: one query."""
        return set(
            Honour.objects.filter(authority_id=self._actor.authority_id, recipient_id__in=refs).values_list(
                "recipient_id", "award", "year_kind", "year", "period_from", "document_id"
            )
        )  # fmt: skip

    # --- one row -----------------------------------------------------------------------------------

    def _recipient(
        self, batch: Batch, i: int, units: list[int | None], id_hash: str, stage: Stage
    ) -> int:
        """The ref of the row's recipient, a new one when nobody fits; 0 when the row is refused.

        A collective that is an organisation is its own unit; ``units[i]`` then becomes that.
        """
        values = batch.values
        name, kind, birth = values["name"][i], values["kind"][i], values["birth"][i]
        body_id = None
        if kind == RecipientKind.PERSON:
            match = self._people.match_person(name, unit_id=units[i], birth=birth, id_hash=id_hash)
        else:
            if birth is not None or id_hash:
                batch.refuse(
                    i,
                    "birth" if birth else "national_id",
                    "Chỉ cá nhân có ngày sinh và số định danh.",
                )
            if kind == RecipientKind.COLLECTIVE:
                body_id = self._own_body(batch, i, units[i])
            if body_id is not None:
                units[i] = body_id
                match = Match(self._people.by_body(body_id))
            elif units[i] is None:
                batch.refuse(
                    i,
                    "name",
                    f"“{name.text}” không phải là đơn vị trong cây tổ chức ngày ấy; hãy ghi cột Đơn vị.",
                )
                return 0
            else:
                match = self._people.match_other(name, kind=kind, unit_id=units[i])
        for key, reason in match.warnings:
            batch.warn(i, key, reason)
        if match.refusal is not None:
            batch.refuse(i, *match.refusal)
            return 0
        if match.ref is not None:
            self._same_in_file(batch, i, match.ref)
            return match.ref
        return self._new_recipient(batch, i, units[i], body_id, id_hash, stage)

    def _new_recipient(
        self,
        batch: Batch,
        i: int,
        unit_id: int | None,
        body_id: int | None,
        id_hash: str,
        stage: Stage,
    ) -> int:
        values = batch.values
        name, kind, birth = values["name"][i], values["kind"][i], values["birth"][i]
        day, precision = (birth.day, birth.precision) if birth else (None, "")
        gender = ""
        if kind == RecipientKind.PERSON:
            gender = str(_GENDERS.get(fold(values["form_of_address"][i] or ""), Gender.UNKNOWN))
        is_small = bool(values["is_small"][i]) and kind == RecipientKind.COLLECTIVE
        stage.put(
            "recipients",
            [kind, name.text, unit_id, body_id, is_small, gender, day.isoformat() if day else None, str(precision),
             "", values["national_id"][i] or ""],
        )  # fmt: skip
        return self._people.add_new(
            Known(
                ref=0, kind=kind, name=name.text, strict=name.strict, loose=name.loose, unit_id=unit_id,
                birth=day, precision=precision, id_hash=id_hash, body_id=body_id,
                post=values["post"][i] or "", where=batch.where(i),
            )
        )  # fmt: skip

    def _own_body(self, batch: Batch, i: int, unit_id: int | None) -> int | None:
        """The organisation a collective is, when its name is one that day and the unit column does not say otherwise."""
        on = batch.values["decided_on"][i] or self._on
        body = self._units.exact(batch.values["name"][i].text, on)
        if body is None:
            return None
        if unit_id in {None, body.id} or unit_id in self._units.parents(body.id, on):
            return body.id
        return None

    def _same_in_file(self, batch: Batch, i: int, ref: int) -> None:
        """A second row of one new person is said when the posts differ: it may be two people of one name."""
        if ref > 0:
            return
        known = self._people.known(ref)
        post = batch.values["post"][i] or ""
        if known.post and post and fold(post) != fold(known.post):
            batch.warn(
                i, "post",
                f"Cùng tên, cùng đơn vị với {known.where} nhưng khác chức vụ; được coi là một người. "
                "Nếu là hai người, hãy ghi ngày sinh.",
            )  # fmt: skip

    def _record(
        self, batch: Batch, i: int, line: _Line, recorded: set[tuple[Any, ...]], stage: Stage
    ) -> None:
        """Say whether the line is new, already recorded or a repetition; stage it when new."""
        values = {key: column[i] for key, column in batch.values.items()}
        ref, verdict, cited, unit_id = line
        year, period, decided_on = values["year"], values["period"], values["decided_on"]
        year_kind, first = (str(year.kind), year.first) if year else ("", None)
        period_from, period_to = period or (None, None)
        document_id = cited.ref if cited else None
        key = (ref, verdict.award, year_kind, first, period_from, document_id)
        if key in recorded:
            batch.outcome[i] = UNCHANGED
            return
        if key in self._seen:
            batch.refuse(
                i,
                "name",
                f"Trùng với {self._seen[key]}: cùng đối tượng, danh hiệu, năm và quyết định. "
                "Nếu là hai người cùng tên, hãy ghi ngày sinh hoặc số định danh ở cả hai dòng.",
            )
            return
        self._seen[key] = batch.where(i)
        name, ordinal = values["name"].text, values["ordinal"]
        if document_id is not None:
            holder = self._decisions.take_ordinal(document_id, ordinal, name) if ordinal else ""
            if holder:
                batch.refuse(
                    i, "ordinal", f"Số thứ tự {ordinal} của quyết định này đã là của “{holder}”."
                )
                return
            if document_id < 0:
                self._levels.setdefault(document_id, _DOCUMENT_LEVELS[Level(verdict.level)])
        batch.outcome[i] = ADDED
        stage.put(
            "honours",
            [ref, verdict.award, verdict.level, values["kind"], values["method"], name, verdict.group,
             values["is_enterprise"], values["is_small"], values["is_posthumous"], values["ground"] or "", year_kind, first,
             period_from, period_to, verdict.movement_code, document_id, ordinal,
             decided_on.isoformat() if decided_on else None, unit_id, values["post"] or "",
             values["unit"] or self._unit_name(unit_id), values["prize"], values["standing"], values["note"] or ""],
        )  # fmt: skip

    def _unit_name(self, unit_id: int | None) -> str:
        return self._units.by_id[unit_id].name if unit_id is not None else ""
