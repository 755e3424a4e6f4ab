"""Collectives' members by year: one line a collective and year."""

from datetime import date
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.staging import Stage
from tdkt.imports.standings import overruled
from tdkt.imports.subjects import Repeats, Subjects, difference
from tdkt.registry.models import CollectiveYear
from tdkt.registry.states import RecipientKind, Standing

_PARTS: Final = ("women", "completed", "ldtt", "cstd_co_so")
_FIELDS: Final = ("members", *_PARTS, "worst_discipline", "none_disciplined")


class CollectivesChecker:
    """Checks a file of collectives' years; the same number of queries for every block."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._on = on
        self._subjects = Subjects(actor, on, kind=RecipientKind.COLLECTIVE)
        self._repeats = Repeats()

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row what it would do, and stage those that pass."""
        years = batch.values["year"]
        for i in range(len(batch)):
            self._figures(batch, i)
        thens = [date(year.first, 12, 31) if year else None for year in years]
        refs = self._subjects.refs(batch, stage, thens)
        held = {
            (row.recipient_id, row.year_kind, row.year): row
            for row in CollectiveYear.objects.filter(recipient_id__in={r for r in refs if r > 0})
        }
        for i, ref in enumerate(refs):
            if i in batch.refusals:
                continue
            key = (ref, str(years[i].kind), years[i].first)
            if self._repeats.refused(
                batch, i, "name", key, f"cùng tập thể, cùng năm {years[i].code}"
            ):
                continue
            row = held.get(key)
            if row is None:
                self._add(batch, i, ref, stage)
            else:
                self._change(batch, i, row, self._subjects.code(ref), stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _figures(self, batch: Batch, i: int) -> None:
        values = batch.values
        year, members = values["year"][i], values["members"][i]
        if year is not None and not 1976 <= year.first <= self._on.year:
            batch.refuse(i, "year", f"Năm {year.code} nằm ngoài khoảng 1976–{self._on.year}.")
        for key in _PARTS:
            part = values[key][i]
            if members is not None and part is not None and part > members:
                batch.refuse(i, key, f"Số này không thể lớn hơn số thành viên ({members}).")
        if values["none_disciplined"][i] and values["worst_discipline"][i]:
            batch.refuse(
                i,
                "worst_discipline",
                "Đã ghi “không có người bị kỷ luật” thì không ghi hình thức.",
            )
        figures = [values[key][i] for key in _FIELDS]  # 0 is a figure
        if all(one is None or one is False for one in figures):
            batch.refuse(i, "members", "Dòng không có số liệu nào.")

    def _add(self, batch: Batch, i: int, ref: int, stage: Stage) -> None:
        values: dict[str, Any] = {key: column[i] for key, column in batch.values.items()}
        batch.outcome[i] = ADDED
        stage.put(
            "collective_years",
            [ref, values["year"].first, str(values["year"].kind), values["members"], values["women"], values["completed"],
             values["ldtt"], values["cstd_co_so"], values["worst_discipline"] or "", values["none_disciplined"],
             values["standing"] or str(Standing.DECLARED), values["decision"] or ""],
        )  # fmt: skip

    def _change(self, batch: Batch, i: int, row: CollectiveYear, code: str, stage: Stage) -> None:
        names = (*_FIELDS, "standing", "decision")
        said = {name: batch.values[name][i] for name in names}
        said["none_disciplined"] = said["none_disciplined"] or None  # blank says nothing
        change = difference({name: getattr(row, name) for name in names}, said)
        if change and overruled(batch, i, "name", held=str(row), held_standing=row.standing):
            return
        after = {name: change[name][1] if name in change else getattr(row, name) for name in names}
        if fault := _at_odds(after):
            batch.refuse(i, *fault)
            return
        batch.outcome[i] = CHANGED if change else UNCHANGED
        if change:
            stage.put("changes", [row.pk, f"{code}/{batch.values['year'][i].code}", change])


def _at_odds(after: dict[str, Any]) -> tuple[str, str] | None:
    """What the row and the figures recorded before would say together."""
    if after["none_disciplined"] and after["worst_discipline"]:
        return "none_disciplined", "Sổ đã ghi có người bị kỷ luật trong năm này."
    for key in _PARTS:
        if None not in {after["members"], after[key]} and after[key] > after["members"]:
            return key, f"Số này không thể lớn hơn số thành viên đang ghi ({after['members']})."
    return None
