"""A register's screens as values: what the one list page, detail page and form page are told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict

from tdkt.accounts.record_forms import RecordForm
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.web.tables import Table


@dataclass(frozen=True)
class Col:
    """One column. ``value`` gives what the screen shows (a value or a ``Cell``); ``sheet`` what Excel gets if not that."""

    label: str
    value: Callable[[Any], object]
    sheet: Callable[[Any], object] | None = None
    number: bool = False
    nowrap: bool = False
    width: int = 20
    year: bool = False
    on_screen: bool = True


Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filter:
    """A list to choose from above the table. ``narrow`` limits the rows; without it ``field`` has that value.

    ``choices`` None: the page's ``options`` give them, under ``key``.
    """

    key: str
    label: str
    choices: Choices | None
    field: str = ""
    narrow: Callable[[QuerySet[Any], str, Reach], QuerySet[Any]] | None = None

    def limit(self, rows: QuerySet[Any], value: str, reach: Reach) -> QuerySet[Any]:
        if self.narrow is not None:
            return self.narrow(rows, value, reach)
        return rows.filter(**{self.field: value})


@dataclass(frozen=True)
class Section:
    """A part of a detail page: a table, or what to do while there is nothing in it."""

    key: str
    title: str
    table: Table | None
    empty: str
    advice: str = ""
    action: tuple[str, str] | None = None  # (label, url), shown to who may record
    text: str = ""
    day_form: Any = None


@dataclass(frozen=True)
class Tab:
    """A register among its neighbours; left out for who may not read it."""

    key: str
    label: str
    needs: Capability = Capability.READ


@dataclass(frozen=True)
class RegisterPage:
    """One register on screen. ``key`` begins the names of its addresses: ``<key>-list``, ``-create`` …

    ``rows`` limits to what the office may see and selects what columns show. ``order`` are columns that are
    never empty, "-" for descending, the last one ``id``. ``by_year``: the list opens on the latest year.
    ``zero``: said, with the year in it, where no row proves that there was nothing.
    """

    key: str
    model: type[Model]
    form: type[RecordForm]
    save: Callable[..., Model]
    rows: Callable[[Reach], QuerySet[Any]]
    columns: tuple[Col, ...]
    order: tuple[str, ...]
    title: str
    one: str
    lead: str
    empty: str
    tabs: tuple[Tab, ...] = ()
    filters: tuple[Filter, ...] = ()
    options: Callable[[Reach], Mapping[str, Choices]] | None = None
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    search_label: str = ""
    needs: Capability = Capability.READ
    by_year: bool = False
    zero: str = ""
    icon: str = "document"
    decorate: Callable[[Reach, list[Any]], None] | None = None
    sections: Callable[[Reach, Any, QueryDict], list[Section]] | None = None
    warn: Callable[[Reach, Any], str] | None = None
    initial: Callable[[Reach, QueryDict], Mapping[str, Any]] | None = None
