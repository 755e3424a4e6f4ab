"""Disciplinary measures: one line each."""

from datetime import date

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.staging import Stage
from tdkt.imports.standings import overruled, standing_of
from tdkt.imports.subjects import Repeats, Subjects, difference
from tdkt.kernel.dates import format_date
from tdkt.registry.models import Discipline
from tdkt.registry.states import DisciplineForm


class DisciplinesChecker:
    """Checks a file of disciplinary measures; the same number of queries for every block."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._on = on
        self._subjects = Subjects(actor, on)
        self._repeats = Repeats()

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row what it would do, and stage those that pass."""
        values = batch.values
        for i, (start, end) in enumerate(batch.rows("valid_from", "valid_to")):
            if start is not None and end is not None and end < start:
                batch.refuse(i, "valid_to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
            if start is not None and start > self._on:
                batch.refuse(i, "valid_from", f"Ngày {format_date(start)} còn ở phía trước.")
        standings = [standing_of(batch, i) for i in range(len(batch))]
        refs = self._subjects.refs(batch, stage, values["valid_from"])
        held = {
            (row.recipient_id, row.form, row.valid_from): row
            for row in Discipline.objects.filter(recipient_id__in={r for r in refs if r > 0})
        }
        for i, ref in enumerate(refs):
            if i in batch.refusals:
                continue
            form, start = values["form"][i], values["valid_from"][i]
            key = (ref, form, start)
            if self._repeats.refused(batch, i, "name", key, "cùng người, hình thức và ngày"):
                continue
            row = held.get(key)
            if row is None:
                self._add(batch, i, ref, standings[i], stage)
            else:
                self._change(batch, i, row, stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _add(self, batch: Batch, i: int, ref: int, standing: str, stage: Stage) -> None:
        values = batch.values
        end = values["valid_to"][i]
        batch.outcome[i] = ADDED
        stage.put(
            "disciplines",
            [ref, values["form"][i], values["valid_from"][i].isoformat(), end.isoformat() if end else None,
             values["cause"][i] or "", standing, values["decision"][i] or ""],
        )  # fmt: skip

    def _change(self, batch: Batch, i: int, row: Discipline, stage: Stage) -> None:
        names = ("valid_to", "cause", "standing", "decision")
        change = difference(
            {name: getattr(row, name) for name in names},
            {name: batch.values[name][i] for name in names},
        )
        label = str(DisciplineForm(row.form).label)
        if change and overruled(batch, i, "form", held=label, held_standing=row.standing):
            return
        batch.outcome[i] = CHANGED if change else UNCHANGED
        if change:
            stage.put("changes", [row.pk, row.code, change])
