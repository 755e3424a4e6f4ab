"""What a request asks for: the period, the book, and who may see it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability
from tdkt.statistics.book import FigureBook
from tdkt.statistics.models import Report
from tdkt.statistics.periods import Period, PeriodKind

FIRST_YEAR, LAST_YEAR = 1945, 2100


class PeriodForm(forms.Form):
    """Year and way of counting, as a row of filters; other filters of the page ride along."""

    nam = forms.TypedChoiceField(label="Năm", coerce=int)
    ky = forms.ChoiceField(label="Kỳ số liệu", choices=PeriodKind.choices)

    def __init__(self, period: Period, years: list[int]) -> None:
        super().__init__(initial={"nam": period.year, "ky": period.kind})
        shown = sorted({*years, period.year}, reverse=True)
        self.fields["nam"].choices = [(year, str(year)) for year in shown]  # type: ignore[attr-defined]


def reading(request: HttpRequest) -> Any:
    """The reach of somebody who may read. Raises: PermissionDenied with who can."""
    reach: Any = request.reach  # type: ignore[attr-defined]
    answer = may(reach, Capability.READ)
    if not answer:
        raise PermissionDenied(answer.reason)
    return reach


def book_asked(request: HttpRequest, *, kind: PeriodKind = PeriodKind.DECISION) -> FigureBook:
    """The book of ``?nam=`` and ``?ky=``; without a year, that of the latest yearly report, else the latest
    with decisions by the day.

    Raises: Http404 for a year or way of counting nobody knows; PermissionDenied.
    """
    reach = reading(request)
    asked = period_kind(request.GET, kind)
    given = request.GET.get("nam", "")
    if given:
        if not given.isascii() or not given.isdigit() or not FIRST_YEAR <= int(given) <= LAST_YEAR:
            raise Http404(f"Không hiểu năm “{given}”: hãy viết năm bằng bốn chữ số.")
        return FigureBook(reach, Period(int(given), asked))
    reported = _reported(reach.authority_id).first()
    if reported is not None:
        return FigureBook(reach, Period(reported, asked))
    book = FigureBook(reach, Period(reach.on.year, asked))
    latest = next(iter(book.history), reach.on.year)
    return book.at(Period(latest, asked))


def _reported(authority_id: int) -> QuerySet[Report, int]:
    """Years of the authority's reports, the latest first."""
    years = Report.objects.filter(authority_id=authority_id).order_by("-year")
    return years.values_list("year", flat=True)


def period_form(book: FigureBook, *, with_kind: bool = True) -> PeriodForm:
    """The picker of the page: every year with decisions or a report, and the one shown."""
    form = PeriodForm(book.period, [*book.history, *_reported(book.reach.authority_id)])
    if not with_kind:
        del form.fields["ky"]
    return form


def period_kind(query: QueryDict, default: PeriodKind) -> PeriodKind:
    given = query.get("ky", default)
    if given not in PeriodKind.values:
        raise Http404(f"Không có kỳ số liệu “{given}”.")
    return PeriodKind(given)
