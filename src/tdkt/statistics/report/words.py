"""Small pieces of administrative prose shared by the report's sentences; values of records are never read as signs."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from tdkt.kernel.numbers import format_count, format_decimal
from tdkt.kernel.stated import Hedge, Unit
from tdkt.registry.models import OfficialDocument
from tdkt.statistics.report.book import UNKNOWN
from tdkt.statistics.report.markup import literal

BLANK_CELL: Final = (
    "…"  # the statisticians' sign for data that exist but are not to hand; a dash would mean none
)
BLANK_NOTE: Final = "Ký hiệu “…”: chưa có dữ liệu, không phải bằng 0."


def fig(code: str, form: str = "") -> str:
    """The sign that embeds a figure."""
    return f"{{{{ {code}|{form} }}}}" if form else f"{{{{ {code} }}}}"


def listed(parts: Iterable[str], *, last: str = " và ") -> str:
    """ "a, b và c"."""
    found = list(parts)
    return last.join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def cited(document: OfficialDocument) -> str:
    """ "Kế hoạch số 2216/KH-UBND ngày 28/6/2022 của UBND tỉnh"; without a number its title names it."""
    said = [literal(document.kind)]
    if document.reference:
        said.append(f"số {literal(document.reference)}")
    if document.issued_on:
        said.append(f"ngày {short_date(document.issued_on)}")
    said.append(f"của {literal(document.issuer)}")
    if not document.reference and document.title:
        said.append(f"“{literal(document.title)}”")
    missing = listed(
        word
        for word, known in (("số", document.reference), ("ngày", document.issued_on))
        if not known
    )
    return " ".join(said) + (f" (sổ chưa ghi {missing})" if missing else "")


def short_date(day: date) -> str:
    """A date in running text: a zero before days under 10 and before months 1 and 2, as on papers.

    >>> short_date(date(2022, 6, 2)), short_date(date(2022, 1, 19))
    ('02/6/2022', '19/01/2022')
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def count(value: int | None) -> str:
    """A count in running text: "05", "3.320"; unknown says so."""
    return UNKNOWN if value is None else format_count(value)


def amount(value: Decimal | None, unit: str = "", hedge: str = "") -> str:
    """A stated number with its hedge and unit: "gần 280 tin, bài"; empty when not known."""
    if value is None:
        return ""
    plain = value.normalize()
    number = format_decimal(
        plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
    )
    word = str(Unit(unit).label) if unit in Unit.values else unit
    gap = "" if word in ("", "%", "‰") else " "
    mark = f"{Hedge(hedge).label} " if hedge else ""
    return f"{mark}{number}{gap}{word}"


def change(value: Decimal | None, unit: str, *, up: str = "tăng", down: str = "giảm") -> str:
    """ "tăng 3,9 triệu đồng", "giảm 24%"; empty when not known."""
    if value is None:
        return ""
    return f"{up if value >= 0 else down} {amount(abs(value), unit)}"


def sentence(*parts: str) -> str:
    """Sentences joined by a blank; empty ones left out."""
    return " ".join(part for part in parts if part)


def lines(items: Sequence[str]) -> list[str]:
    """Bullets that end in ";" and the last in "."."""
    bare = [item.rstrip(" .;") for item in items]
    return [
        f"- {item}{'.' if place == len(bare) else ';'}" for place, item in enumerate(bare, start=1)
    ]
