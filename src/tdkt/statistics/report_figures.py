"""The figures of one year as the report's book: read from the records when asked, or as they were frozen."""

from collections.abc import Iterator, Mapping

from tdkt.statistics.book import FigureBook
from tdkt.statistics.figures import UnknownFigure, canonical, variants
from tdkt.statistics.report_book import Book, Entry
from tdkt.statistics.values import FigureValue


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
        """Every figure, and what each share changed by: "tăng 27%" is a difference of two shares."""
        for code, figure in self.figures.figures.items():
            yield code
            if code.endswith(".ty_le"):
                yield from (each.code for each in variants(figure))

    def _entry(self, code: str) -> Entry | None:
        try:
            figure = self.figures.figure(code)
        except UnknownFigure:
            return None
        return entry_of(canonical(code), figure.name, self.figures.value(code))


def entry_of(code: str, name: str, value: FigureValue) -> Entry:
    """The figure's value as the report prints it."""
    return Entry(
        code=code, name=name, unit=value.unit, value=value.value, hedge=value.hedge, places=value.places,
        declared=value.is_declared, unknown=value.text,
    )  # fmt: skip
