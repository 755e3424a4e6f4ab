"""Ratings: one line a year, or one line a person with a column for each year."""

from collections import defaultdict
from datetime import date
from typing import Any, Final, NamedTuple

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.columns import columns_by
from tdkt.imports.staging import Stage
from tdkt.imports.standings import overruled, standing_of
from tdkt.imports.states import ImportKind
from tdkt.imports.subjects import Repeats, Subjects, difference
from tdkt.kernel.dates import AwardYear
from tdkt.registry.models import Rating
from tdkt.registry.states import Grade

_WIDE: Final = columns_by(ImportKind.RATINGS, lambda column: column.of_year is not None)


class _Said(NamedTuple):
    """One year's grade, and the column it stands in."""

    year: AwardYear
    grade: str
    column: str


class RatingsChecker:
    """Checks a file of ratings block by block; the same number of queries for every block."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._on = on
        self._subjects = Subjects(actor, on)
        self._repeats = Repeats()

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row what it would do, and stage those that pass."""
        wide = [
            column
            for column in _WIDE
            if column.key in batch.header.places and column.of_year is not None
        ]
        said = [self._said(batch, i, wide) for i in range(len(batch))]
        standings = [standing_of(batch, i) for i in range(len(batch))]
        thens = [date(max(s.year.first for s in row), 12, 31) if row else None for row in said]
        refs = self._subjects.refs(batch, stage, thens)
        held = self._held({ref for ref in refs if ref > 0})
        for i, ref in enumerate(refs):
            if i not in batch.refusals:
                self._row(batch, i, ref, said[i], standings[i], held, stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _said(self, batch: Batch, i: int, wide: list[Any]) -> list[_Said]:
        year, grade = batch.values["year"][i], batch.values["grade"][i]
        said = [
            _Said(column.of_year, batch.values[column.key][i], column.key)
            for column in wide
            if batch.values[column.key][i] is not None
        ]
        if year is not None and grade is not None:
            said.append(_Said(year, grade, "grade"))
        elif grade is not None and not batch.said_of(i, "year"):
            batch.refuse(i, "year", "Đã ghi xếp loại thì phải ghi năm.")
        elif year is not None and not said and not batch.said_of(i, "grade"):
            batch.refuse(i, "grade", "Đã ghi năm thì phải ghi xếp loại.")
        elif not said and i not in batch.refusals:
            batch.refuse(i, "grade", "Dòng không có xếp loại của năm nào.")
        years = [one.year for one in said]
        for one in said:
            if one.year.first > self._on.year:
                batch.refuse(i, one.column, f"Năm {one.year.code} còn ở phía trước.")
            elif one.year.first < 1976:
                batch.refuse(i, one.column, "Sổ nhận xếp loại từ năm 1976.")
        if len(set(years)) < len(years):
            batch.refuse(
                i, "year", "Một năm ghi hai lần trong dòng này: ở cột Năm và ở cột của năm."
            )
        return said

    def _held(self, refs: set[int]) -> dict[tuple[int, str, int], Rating]:
        rows = Rating.objects.filter(recipient_id__in=refs)
        return {(row.recipient_id, row.year_kind, row.year): row for row in rows}

    def _row(
        self, batch: Batch, i: int, ref: int, said: list[_Said], standing: str,
        held: dict[tuple[int, str, int], Rating], stage: Stage,
    ) -> None:  # fmt: skip
        values = batch.values
        outcomes: dict[str, int] = defaultdict(int)
        for one in said:
            key = (ref, str(one.year.kind), one.year.first)
            if self._repeats.refused(
                batch, i, one.column, key, f"cùng đối tượng, cùng năm {one.year.code}"
            ):
                continue
            row = held.get(key)
            decision = values["decision"][i] or ""
            if row is None:
                outcomes[ADDED] += 1
                stage.put("ratings", [ref, one.year.first, one.grade, str(one.year.kind), standing, decision])  # fmt: skip
                continue
            change = difference(
                {"grade": row.grade, "standing": row.standing, "decision": row.decision},
                {"grade": one.grade, "standing": values["standing"][i], "decision": decision},
            )
            label = str(Grade(row.grade).label)
            if change and overruled(batch, i, one.column, held=label, held_standing=row.standing):
                continue
            outcomes[CHANGED if change else UNCHANGED] += 1
            if change:
                stage.put(
                    "changes", [row.pk, f"{self._subjects.code(ref)}/{one.year.code}", change]
                )
        batch.outcome[i] = ADDED if outcomes[ADDED] else CHANGED if outcomes[CHANGED] else UNCHANGED
