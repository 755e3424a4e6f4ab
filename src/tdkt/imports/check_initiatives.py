"""Initiatives: one line an author; lines of one title, year and scope are one initiative."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.cells import Fault
from tdkt.imports.staging import Stage
from tdkt.imports.standings import overruled, standing_of
from tdkt.imports.subjects import Repeats, Subjects, difference
from tdkt.imports.uses import Uses, uses_read
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.organisations.models import Authority
from tdkt.registry.models import Initiative, InitiativeAuthor, InitiativeUse
from tdkt.registry.states import InitiativeScope

_WIDTH: Final = {str(scope): i for i, scope in enumerate(InitiativeScope)}
_SHARED: Final = ("category", "influence", "recognised_by", "recognised_on", "decision", "standing")
_Key = tuple[str, str, int, str]


@dataclass
class _Work:
    """An initiative of the registry (``ref`` its id) or a new one of this file (``ref`` below zero)."""

    ref: int
    where: str = ""
    shared: dict[str, Any] = field(default_factory=dict)
    row: Initiative | None = None
    authors: dict[int, int | None] = field(default_factory=dict)
    uses: set[tuple[Any, ...]] = field(default_factory=set)
    all_stated: bool = True
    changed: bool = False


class InitiativesChecker:
    """Checks a file of initiatives; the same number of queries for every block. New ones are staged at the end."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._authority_id = actor.authority_id
        self._place = Authority.objects.get(pk=actor.authority_id).place
        self._on = on
        self._subjects = Subjects(actor, on)
        self._repeats = Repeats()
        self._works: dict[_Key, _Work] = {}
        self._titles: set[str] = set()
        self._new: list[tuple[_Key, str, _Work]] = []

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row what it would do; authors and uses of recorded initiatives are staged here."""
        values = batch.values
        for i in range(len(batch)):
            self._dates(batch, i)
        standings = [standing_of(batch, i) for i in range(len(batch))]
        uses = [self._uses(batch, i) for i in range(len(batch))]
        thens = [date(year.first, 12, 31) if year else None for year in values["year"]]
        refs = self._subjects.refs(batch, stage, thens)
        self._load({fold(title) for title in values["title"] if title})
        for i, ref in enumerate(refs):
            if i not in batch.refusals:
                self._row(batch, i, ref, standings[i], uses[i], stage)

    def close(self, stage: Stage) -> None:
        """Stage the new initiatives in the order of their refs, once all their authors are known."""
        for (_, year_kind, year, scope), title, work in self._new:
            said = work.shared
            on = said["recognised_on"]
            stage.put(
                "initiatives",
                [title, said["category"], year_kind, year, scope, said["influence"] or "", said["recognised_by"] or "",
                 on.isoformat() if on else None, said["decision"] or "", said["standing"], work.all_stated,
                 [[who, percent] for who, percent in work.authors.items()]],
            )  # fmt: skip

    def _dates(self, batch: Batch, i: int) -> None:
        values = batch.values
        year, on = values["year"][i], values["recognised_on"][i]
        scope, influence = values["scope"][i], values["influence"][i]
        if year is not None and not 1976 <= year.first <= self._on.year:
            batch.refuse(i, "year", f"Năm {year.code} nằm ngoài khoảng 1976–{self._on.year}.")
        if on is not None and on > self._on:
            batch.refuse(i, "recognised_on", f"Ngày {format_date(on)} còn ở phía trước.")
        if on is not None and year is not None and on.year < year.first:
            batch.refuse(i, "recognised_on", f"Ngày công nhận trước năm {year.code}.")
        if scope is not None and influence is not None and _WIDTH[influence] < _WIDTH[scope]:
            batch.refuse(i, "influence", "Phạm vi nhân rộng không thể hẹp hơn phạm vi công nhận.")

    def _uses(self, batch: Batch, i: int) -> Uses | None:
        text = batch.values["used_for"][i]
        if text is None:
            return None
        found = uses_read(text, place=self._place)
        if isinstance(found, Fault):
            batch.refuse(i, "used_for", found.reason)
            return None
        return found

    def _load(self, titles: set[str]) -> None:
        """The registry's initiatives of these titles: three queries."""
        wanted = titles - self._titles
        self._titles |= wanted
        rows = Initiative.objects.filter(authority_id=self._authority_id, folded__in=wanted)
        by_id = {}
        for row in rows.order_by("id"):
            key = (row.folded, row.year_kind, row.year, row.scope)
            if key not in self._works:
                by_id[row.pk] = self._works[key] = _Work(row.pk, "trong sổ", row=row)
        for pk, who, percent in InitiativeAuthor.objects.filter(
            initiative_id__in=by_id
        ).values_list("initiative_id", "recipient_id", "percent"):
            by_id[pk].authors[who] = percent
        for pk, *use in InitiativeUse.objects.filter(initiative_id__in=by_id).values_list(
            "initiative_id", "recipient_id", "award", "year", "year_kind"
        ):
            by_id[pk].uses.add(tuple(use))

    def _row(
        self, batch: Batch, i: int, ref: int, standing: str, uses: Uses | None, stage: Stage
    ) -> None:
        values = batch.values
        year = values["year"][i]
        key = (fold(values["title"][i]), str(year.kind), year.first, values["scope"][i])
        if self._repeats.refused(batch, i, "name", (*key, ref), "cùng tác giả, cùng sáng kiến"):
            return
        work = self._works.get(key)
        if work is None:
            work = self._works[key] = _Work(-(len(self._new) + 1), batch.where(i))
            work.shared = {name: values[name][i] for name in _SHARED} | {"standing": standing}
            self._new.append((key, values["title"][i], work))
        elif work.row is None:
            self._agrees(batch, i, work, standing)
        else:
            self._change(batch, i, work, work.row, stage)
        if i in batch.refusals:
            return
        added = ref not in work.authors
        percent = values["percent"][i]
        if added:
            work.authors[ref] = percent
            if work.row is not None:
                stage.put("authors", [work.ref, ref, percent])
        elif percent is not None and percent != work.authors[ref]:
            batch.warn(
                i,
                "percent",
                "Tỷ lệ trong sổ khác; dòng này không sửa tỷ lệ. Hãy sửa ở trang của sáng kiến.",
            )
        if sum(one or 0 for one in work.authors.values()) > 100:
            batch.refuse(i, "percent", "Tổng tỷ lệ đóng góp của các tác giả lớn hơn 100%.")
            return
        added = self._spend(work, ref, uses, stage) or added
        batch.outcome[i] = ADDED if added else CHANGED if work.changed else UNCHANGED
        work.changed = False  # said of the row that changes it, not of the next

    def _agrees(self, batch: Batch, i: int, work: _Work, standing: str) -> None:
        """Lines of one new initiative say the same; a blank is filled in by another line."""
        said = {name: batch.values[name][i] for name in _SHARED} | {"standing": standing}
        for name, value in said.items():
            known = work.shared[name]
            if value in {None, known}:
                continue
            if known is None:
                work.shared[name] = value
            else:
                batch.refuse(i, name, f"Khác với {work.where}, cùng một sáng kiến. Hãy ghi giống nhau.")  # fmt: skip

    def _change(self, batch: Batch, i: int, work: _Work, row: Initiative, stage: Stage) -> None:
        names = ("influence", "recognised_by", "recognised_on", "decision", "standing")
        change = difference(
            {name: getattr(row, name) for name in names},
            {name: batch.values[name][i] for name in names},
        )
        if not change:
            return
        if overruled(batch, i, "title", held=row.title, held_standing=row.standing):
            return
        if work.shared:  # another line of the file has changed it
            batch.refuse(
                i,
                next(iter(change)),
                f"Khác với {work.where}, cùng một sáng kiến. Hãy ghi giống nhau.",
            )
            return
        work.where, work.shared = batch.where(i), change
        for name, (_, after) in change.items():
            setattr(row, name, date.fromisoformat(after) if name == "recognised_on" else after)
        work.changed = True
        stage.put("changes", [row.pk, row.code, change])

    def _spend(self, work: _Work, ref: int, uses: Uses | None, stage: Stage) -> bool:
        """Stage what the row says it was spent on and the registry does not know."""
        if uses is None:
            work.all_stated = False
            return False
        added = False
        for award, year in uses:
            use = (ref, award, year.first, str(year.kind))
            if use not in work.uses:
                work.uses.add(use)
                stage.put("uses", [work.ref, *use])
                added = True
        return added
