"""The figures of one year as the report's book: read from the records when asked, or as they were frozen."""

from collections.abc import Iterator, Mapping
from typing import Final

from tdkt.statistics.book import FigureBook
from tdkt.statistics.figures import UnknownFigure
from tdkt.statistics.figures.kinds import CHANGE
from tdkt.statistics.report.book import Book, Entry
from tdkt.statistics.values import FigureValue

# The shares every report is judged by; their change is what is most often typed by hand, as "%".
JUDGED: Final = (
    "khen_thuong.nha_nuoc.truc_tiep.ty_le",
    "khen_thuong.cap_tinh.truc_tiep.ty_le",
    "khen_thuong.cap_tinh.truc_tiep.ty_le_ca_nhan",
    "khen_thuong.cap_tinh.tap_the_nho.ty_le",
)
_NOT_SPOKEN_OF: Final = ("khen_thuong.tat_ca.", "khen_thuong.co_so.", "khen_thuong.cap_khac.")


class LiveBook(Book):
    """A ``FigureBook`` as the report's book; each figure is worked out once."""

    def __init__(self, figures: FigureBook) -> None:
        super().__init__(())
        self.figures = figures
        self._read: dict[str, Entry | None] = {}

    def get(self, code: str) -> Entry | None:
        if code not in self._read:
            self._read[code] = self._entry(code)
        return self._read[code]

    def names(self) -> Mapping[str, str]:
        return {code: figure.name for code, figure in self.figures.figures.items()}

    def _compared(self) -> Iterator[str]:
        """The figures a report speaks of, and by how many points the judged shares changed."""
        yield from (code for code in self.figures.figures if not code.startswith(_NOT_SPOKEN_OF))
        yield from (f"{code}.{CHANGE}" for code in JUDGED)

    def _entry(self, code: str) -> Entry | None:
        try:
            figure = self.figures.figure(code)
        except UnknownFigure:
            return None
        return entry_of(code, figure.name, self.figures.value(code))


def entry_of(code: str, name: str, value: FigureValue) -> Entry:
    """The figure's value as the report prints it."""
    return Entry(
        code=code, name=name, unit=value.unit, value=value.value, hedge=value.hedge, places=value.places,
        declared=value.is_declared, unknown=value.text,
    )  # fmt: skip
