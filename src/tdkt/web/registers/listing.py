"""The list of a register: filters, a page by key, the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from tdkt.accounts.records import record_code, record_lookup
from tdkt.accounts.selectors import Reach
from tdkt.web.registers.page import Choices, RegisterPage
from tdkt.web.tables import EXACT_TO, Cell, Column, Pager, Row, Table, chips, without

SIZE: Final = 50
EVERY_YEAR: Final = "tat-ca"
YEARS_BACK: Final = 10  # years offered where no row is an answer too


class FilterForm(forms.Form):
    """The filters of one register; ``years`` None where it is not kept by year."""

    def __init__(
        self,
        data: QueryDict,
        *,
        page: RegisterPage,
        years: Sequence[int] | None,
        choices: Mapping[str, Choices],
    ) -> None:
        super().__init__(data)
        if page.search is not None:
            self.fields["q"] = forms.CharField(
                label=page.search_label, required=False, widget=forms.TextInput(attrs={"type": "search"})
            )  # fmt: skip
        if years is not None:
            self.fields["nam"] = forms.ChoiceField(
                label="Năm", required=False,
                choices=[*((str(y), str(y)) for y in years), (EVERY_YEAR, "Tất cả các năm")],
            )  # fmt: skip
        for one in page.filters:
            self.fields[one.key] = forms.ChoiceField(
                label=one.label, required=False, choices=[("", "Tất cả"), *choices[one.key]]
            )


@dataclass(frozen=True)
class Listing:
    """What was asked of a register and which rows answer it. ``year`` None: every year."""

    page: RegisterPage
    reach: Reach
    query: QueryDict
    form: FilterForm
    choices: Mapping[str, Choices]
    year: int | None
    rows: QuerySet[Any]

    @property
    def narrowed(self) -> list[tuple[str, str, str]]:
        """Chips of the filters in force; the year is none of them, its list shows it."""
        labels: dict[str, tuple[str, str]] = {}
        if self.form.is_valid():
            asked = self.form.cleaned_data
            if asked.get("q"):
                labels["q"] = ("Tìm", asked["q"])
            for one in self.page.filters:
                if asked.get(one.key):
                    shown = dict(self.choices[one.key]).get(asked[one.key], "")
                    labels[one.key] = (one.label, shown)
        return chips(self.query, labels)


def listing(page: RegisterPage, reach: Reach, query: QueryDict) -> Listing:
    """Read the request. Two queries at most: the years there are, the options of the filters."""
    rows = page.rows(reach)
    asked = query.copy()
    years: list[int] | None = None
    if page.by_year:
        years = list(rows.order_by("-year").values_list("year", flat=True).distinct())
        if page.zero:
            years = sorted(
                {*years, *range(reach.on.year - YEARS_BACK, reach.on.year + 1)}, reverse=True
            )
        if not asked.get("nam"):
            asked["nam"] = str(_opens_on(page, reach, years))
    given = page.options(reach) if page.options is not None else {}
    choices = {one.key: one.choices or given.get(one.key, ()) for one in page.filters}
    form = FilterForm(asked, page=page, years=years, choices=choices)
    if not form.is_valid():
        return Listing(page, reach, query, form, choices, None, rows.none())
    values = form.cleaned_data
    year = int(values["nam"]) if page.by_year and values["nam"] != EVERY_YEAR else None
    if year is not None:
        rows = rows.filter(year=year)
    for one in page.filters:
        if values[one.key]:
            rows = one.limit(rows, values[one.key], reach)
    if page.search is not None and values["q"]:
        rows = page.search(rows, values["q"])
    return Listing(page, reach, query, form, choices, year, rows.order_by(*page.order))


def _opens_on(page: RegisterPage, reach: Reach, years: Sequence[int]) -> int | str:
    if page.zero:
        return reach.on.year
    return years[0] if years else EVERY_YEAR


def listing_table(found: Listing) -> Table | None:
    """The page of the table the request asks for; None when nothing answers. Two queries, three when turned over."""
    page = found.page
    rows, before, after = _turned(found)
    if not rows:
        return None
    if page.decorate is not None:
        page.decorate(found.reach, rows)
    columns = [col for col in page.columns if col.on_screen]
    kept = without(found.query)
    joint = "" if kept == "?" else "&"
    pager = Pager(
        total=found.rows.order_by()[: EXACT_TO + 1].count(), shown=len(rows), noun=page.one,
        next_url=f"{kept}{joint}after={after}" if after else "",
        previous_url=f"{kept}{joint}before={before}" if before else "",
    )  # fmt: skip
    return Table(
        page.title,
        [Column(col.label, number=col.number, nowrap=col.nowrap) for col in columns],
        [
            Row(
                [col.value(row) for col in columns],
                url=reverse(f"{page.key}-detail", args=[record_code(row)]),
            )
            for row in rows
        ],
        pager,
        export_url=reverse(f"{page.key}-export") + (kept if kept != "?" else ""),
    )


def _turned(found: Listing) -> tuple[list[Any], str, str]:
    """The rows of the page, and the codes at which the one before and the one after it begin."""
    after, before = found.query.get("after", ""), found.query.get("before", "")
    order = found.page.order
    names = [name.removeprefix("-") for name in order]
    code = before or after
    key = (
        found.page.rows(found.reach)
        .filter(**record_lookup(found.page.model, code))
        .values_list(*names)
        .first()
        if code
        else None
    )
    if key is None:
        taken = list(found.rows[: SIZE + 1])
        return taken[:SIZE], "", record_code(taken[SIZE - 1]) if len(taken) > SIZE else ""
    backwards = bool(before)
    rows = found.rows.filter(_beyond(order, key, backwards=backwards))
    if backwards:
        rows = rows.order_by(*(name[1:] if name.startswith("-") else f"-{name}" for name in order))
    taken = list(rows[: SIZE + 1])
    more = len(taken) > SIZE
    shown = taken[:SIZE][::-1] if backwards else taken[:SIZE]
    if not shown:
        return [], "", ""
    first, last = record_code(shown[0]), record_code(shown[-1])
    return (
        (shown, first if more else "", last) if backwards else (shown, first, last if more else "")
    )


def _beyond(order: Sequence[str], key: Sequence[object], *, backwards: bool) -> Q:
    """Rows that come after the key in this order: greater in the first column that differs."""
    beyond = Q()
    same = Q()
    for name, value in zip(order, key, strict=True):
        column = name.removeprefix("-")
        way = "lt" if name.startswith("-") is not backwards else "gt"
        beyond |= same & Q(**{f"{column}__{way}": value})
        same &= Q(**{column: value})
    return beyond


def plain(value: object) -> object:
    """What a cell says, for Excel."""
    return value.value if isinstance(value, Cell) else value
