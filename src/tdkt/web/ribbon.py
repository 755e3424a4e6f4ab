"""The year ribbon (dải năm) as values: what a page hands to ``{% year_ribbon %}``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["rating", "title", "form", "initiative", "discipline"]
State = Literal["", "used", "missing", "spent"]

KIND_ICONS: Final[dict[str, str]] = {
    "rating": "", "title": "", "form": "award", "initiative": "idea", "discipline": "gavel",
}  # fmt: skip
STATE_WORDS: Final[dict[str, str]] = {
    "": "", "used": "được tính", "missing": "còn thiếu", "spent": "đã dùng cho lần khen khác",
}  # fmt: skip


@dataclass(frozen=True)
class RibbonMark:
    """One thing of one year. ``text`` is short ("CSTĐCS"), ``title`` whole, with number and day of its paper."""

    text: str
    title: str = ""
    kind: Kind = "rating"
    url: str = ""
    state: State = ""

    @property
    def icon(self) -> str:
        return KIND_ICONS[self.kind]

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]


@dataclass(frozen=True)
class RibbonRow:
    """One line. A year that is absent from ``cells`` is unknown; a year with an empty list has none."""

    label: str
    cells: Mapping[int | str, Sequence[RibbonMark]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ribbon:
    """Years across (2022, or "2021-2022" for a school year), rows down.

    >>> mark = RibbonMark("HTXS", state="used")
    >>> ribbon = Ribbon([2021, 2022], [RibbonRow("Xếp loại", {2022: [mark]})])
    >>> ribbon.grid[0][1], ribbon.is_lit
    ([None, [RibbonMark(text='HTXS', title='', kind='rating', url='', state='used')]], True)
    """

    years: Sequence[int | str]
    rows: Sequence[RibbonRow]
    caption: str = "Quá trình thi đua, khen thưởng"

    @property
    def grid(self) -> list[tuple[str, list[Sequence[RibbonMark] | None]]]:
        """Each row's label and its cells in the order of the years; None where nothing is known."""
        return [(row.label, [row.cells.get(year) for year in self.years]) for row in self.rows]

    @property
    def is_lit(self) -> bool:
        """Does a finding light it? Then what it did not use steps back."""
        return any(
            mark.state in {"used", "missing"}
            for row in self.rows
            for marks in row.cells.values()
            for mark in marks
        )

    @property
    def has_unknown(self) -> bool:
        return any(cell is None for _, cells in self.grid for cell in cells)
