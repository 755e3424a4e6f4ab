"""Posts held over time: one line a post, several a person."""

from datetime import date

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.groups import GroupRules
from tdkt.imports.staging import Stage
from tdkt.imports.subjects import Repeats, Subjects, difference
from tdkt.kernel.text import fold
from tdkt.registry.models import Post


class PostsChecker:
    """Checks a file of posts; the same number of queries for every block."""

    block_rows = 2000

    def __init__(self, actor: Reach, on: date) -> None:
        self._subjects = Subjects(actor, on)
        self._groups = GroupRules(actor.authority_id)
        self._repeats = Repeats()

    def check(self, batch: Batch, stage: Stage) -> None:
        """Say of each row what it would do, and stage those that pass."""
        values = batch.values
        for i, (start, end) in enumerate(batch.rows("valid_from", "valid_to")):
            if start is not None and end is not None and end < start:
                batch.refuse(i, "valid_to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        places = [
            self._subjects.place(batch, i, "post_unit", values["valid_from"][i])
            for i in range(len(batch))
        ]
        # A list with one column of units names that of the post; whoever holds it is looked for there.
        if "unit" not in batch.header.places and "unit" not in batch.common:
            values["unit"] = list(values["post_unit"])
        refs = self._subjects.refs(batch, stage, values["valid_from"])
        held = {
            (row.person_id, fold(row.title), row.valid_from): row
            for row in Post.objects.filter(person_id__in={r for r in refs if r > 0})
        }
        for i, ref in enumerate(refs):
            if i in batch.refusals:
                continue
            place = places[i]
            if place is None and values["unit"][i] is not None:
                place = self._subjects.place(batch, i, "unit", values["valid_from"][i], warn=False)
            key = (ref, fold(values["title"][i]), values["valid_from"][i])
            if self._repeats.refused(batch, i, "title", key, "cùng người, chức vụ và ngày bắt đầu"):
                continue
            row = held.get(key)
            if row is None:
                self._add(batch, i, ref, place, stage)
            else:
                self._change(batch, i, row, self._subjects.code(ref), stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _add(self, batch: Batch, i: int, ref: int, place: int | None, stage: Stage) -> None:
        values = batch.values
        title, group, end = values["title"][i], values["group"][i], values["valid_to"][i]
        if group is None:
            group = self._groups.of(title)
            if group is None:
                batch.warn(
                    i, "group", f"Chưa rõ nhóm đối tượng: chức vụ “{title}” không có trong bảng quy ước của tỉnh."
                )  # fmt: skip
        batch.outcome[i] = ADDED
        stage.put(
            "posts",
            [ref, title, place, group or "", values["valid_from"][i].isoformat(), end.isoformat() if end else None,
             values["is_acting"][i], values["leadership"][i] or ""],
        )  # fmt: skip

    def _change(self, batch: Batch, i: int, row: Post, code: str, stage: Stage) -> None:
        names = ("valid_to", "group", "leadership")
        change = difference(
            {name: getattr(row, name) for name in names},
            {name: batch.values[name][i] for name in names},
        )
        batch.outcome[i] = CHANGED if change else UNCHANGED
        if change:
            stage.put("changes", [row.pk, f"{code}/{row.title}", change])
