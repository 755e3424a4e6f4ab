"""From where a number comes from to the address of exactly those records, and back from the address."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from tdkt.registry.filters import filters_query
from tdkt.registry.states import Level, Method, RecipientGroup, RecipientKind
from tdkt.statistics.book import FigureBook, Records
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.registers import REGISTERS
from tdkt.statistics.units import units_below
from tdkt.statistics.where import EVERY, Values, Where, where
from tdkt.web.links import page_url
from tdkt_law.awards import awards

NO_GROUP: Final = "chua-phan-nhom"
# Of the list of honours: parameter → (dimension, what it is called, values as written → as counted, their words).
Choices = dict[str, tuple[object, str]]


def _choices(
    states: type[Level] | type[Method] | type[RecipientKind] | type[RecipientGroup],
) -> Choices:
    return {value: (value, str(label)) for value, label in states.choices}


_YES: Final[Choices] = {"1": (True, "có"), "0": (False, "không")}
PARAMETERS: Final[dict[str, tuple[str, str, Choices]]] = {
    "cap": ("level", "Cấp", _choices(Level)),
    "doi_tuong": ("kind", "Đối tượng", _choices(RecipientKind)),
    "hinh_thuc": (
        "award",
        "Hình thức",
        {a.code: (a.code, a.short_name) for a in awards().values()},
    ),
    "loai_hinh": ("method", "Loại hình", _choices(Method)),
    "nhom": ("group", "Nhóm", _choices(RecipientGroup) | {NO_GROUP: ("", "Chưa phân nhóm")}),
    "doanh_nghiep": ("is_enterprise", "Doanh nghiệp", _YES),
    "tap_the_nho": ("is_small", "Tập thể nhỏ", _YES),
    "truy_tang": ("is_posthumous", "Truy tặng", _YES),
    "thang": ("month", "Tháng quyết định", {str(m): (m, str(m)) for m in range(1, 13)}),
}
# Dimensions as attributes of ``registry.filters.HonourFilters``.
_FLAGS: Final = ("is_enterprise", "is_small")
_LISTS: Final = {
    "level": "levels", "kind": "kinds", "award": "awards", "method": "methods", "group": "groups",
    "movement_code": "movements",
}  # fmt: skip
MOVEMENT: Final = "phong_trao"
UNIT: Final = "don_vi"


def period_query(period: Period) -> list[tuple[str, str]]:
    """Year, and the way of counting where it is not the usual one."""
    kind = [] if period.kind == PeriodKind.DECISION else [("ky", period.kind.value)]
    return [("nam", str(period.year)), *kind]


def records_url(records: Records | None) -> str:
    """The page of exactly these records; "" for nothing to open."""
    if records is None or records.period is None:
        return ""
    query = period_query(records.period)
    if records.kind == "honours":
        return f"{reverse('figures-honours')}?{urlencode([*query, *honour_query(records)])}"
    if records.kind in REGISTERS:
        conditions = [
            (name, str(v))
            for name, values in records.where.conditions
            for v in sorted(values, key=str)
        ]
        return f"{reverse('figures-rows', args=[records.kind])}?{urlencode([*query, *conditions])}"
    if records.kind == "indicator":
        return f"{reverse('figures-rows', args=['chi_tieu'])}?{urlencode([*query, ('ma', records.codes[0])])}"
    return figure_url(records.codes[0], records.period)


def figure_url(code: str, period: Period) -> str:
    return f"{reverse('figures-detail', args=[code])}?{urlencode(period_query(period))}"


def honour_query(records: Records) -> Iterator[tuple[str, str]]:
    """The conditions as parameters of the list of honours."""
    written = {name: (key, choices) for key, (name, _, choices) in PARAMETERS.items()}
    for name, values in records.where.conditions:
        if name in written:
            key, choices = written[name]
            yield from ((key, text) for text, (value, _) in choices.items() if value in values)
        elif name == "movement_code":
            yield from ((MOVEMENT, str(value)) for value in sorted(values, key=str))
        elif name == "organisation_id":
            yield (UNIT, records.codes[0])


def award_list_url(wanted: Where, book: FigureBook, unit: str) -> str:
    """The list of honours with the same conditions, to search on and export; "" where it cannot say them."""
    base = page_url("awards-list")
    said: dict[str, Any] = {"as_of": book.as_of}
    first, last = book.period.start, book.period.end
    for name, values in wanted.conditions:
        if name == "month" and len(values) == 1 and book.period.kind == PeriodKind.DECISION:
            month = int(next(iter(values)))
            first = date(book.period.year, month, 1)
            last = date(book.period.year, month, monthrange(book.period.year, month)[1])
        elif name == "organisation_id":
            said["unit"] = unit
        elif name in _FLAGS and len(values) == 1:
            said[name] = next(iter(values))
        elif name in _LISTS:
            said[_LISTS[name]] = sorted(values, key=str)
        else:
            return ""
    if book.period.kind == PeriodKind.ACHIEVEMENT:
        said["years"] = book.period.year
    elif (first, last) == (date(book.period.year, 1, 1), date(book.period.year, 12, 31)):
        said["decided_years"] = book.period.year
    else:
        said |= {"decided_from": first, "decided_to": last}
    return f"{base}?{filters_query(**said)}" if base else ""


def honours_asked(query: QueryDict, book: FigureBook) -> tuple[Where, list[tuple[str, str]]]:
    """The conditions of an address and how they read. Raises: Http404 naming what is not understood."""
    wanted, words = EVERY, []
    for key, (name, label, choices) in PARAMETERS.items():
        given = query.getlist(key)
        if given:
            if wrong := [text for text in given if text not in choices]:
                raise Http404(f"Không hiểu “{wrong[0]}” ở điều kiện “{label}”.")
            values: Values = frozenset(choices[text][0] for text in given)  # type: ignore[misc]
            wanted &= Where(((name, values),))
            if NO_GROUP in given:
                wanted &= where(
                    kind=RecipientKind.PERSON
                )  # only persons have a group to be without
            words.append((label, ", ".join(choices[text][1] for text in given)))
    if movements := query.getlist(MOVEMENT):
        wanted &= where(movement_code=movements)
        words.append(("Phong trào", ", ".join(movements)))
    if code := query.get(UNIT):
        unit = units_below(book, code)
        if unit is None:
            raise Http404(f"Không có đơn vị mang mã “{code}”.")
        wanted &= where(organisation_id=unit.below)
        words.append(("Đơn vị", unit.name))
    return wanted, words
