"""Forms beside the registers: ratings and collectives' years of one recipient, uses of an initiative, a hold's end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused
from tdkt.kernel.dates import AwardYear, UnreadableDate
from tdkt.registry.document_list import document_suggestions
from tdkt.registry.merit_forms import (
    CollectiveYearForm,
    DropForm,
    InitiativeUseForm,
    LiftForm,
    MeritForm,
    RatingForm,
)
from tdkt.registry.merit_models import CollectiveYear, InitiativeUse, Rating
from tdkt.registry.merit_selectors import holds_seen, initiatives_seen
from tdkt.registry.merit_services import (
    entry_save,
    hold_lift,
    initiative_use_drop,
    initiative_use_save,
    year_words,
)
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import recipients_at_home
from tdkt.registry.states import YearKind
from tdkt.web.links import page_url, recipient_url, require_reading
from tdkt.web.merits.guard import require_discipline_reader
from tdkt.web.people.ribbons import award_name
from tdkt.web.registers.views import posted


@dataclass(frozen=True)
class _YearPage:
    """A form about one recipient and year."""

    model: type[Rating] | type[CollectiveYear]
    form: type[MeritForm]
    one: str


RATINGS: Final = _YearPage(Rating, RatingForm, "xếp loại")
YEARS: Final = _YearPage(CollectiveYear, CollectiveYearForm, "số liệu tập thể")


def _recipient(reach: Reach, code: str) -> Recipient:
    require_reading(reach)
    require_reading(reach, Capability.RECORD)
    found = recipients_at_home(reach).filter(code=code).first()
    if found is None:
        raise Http404("Không có cá nhân, tập thể này trong phạm vi nhiệm vụ của bạn.")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def rating_create(request: Any, code: str) -> HttpResponse:
    return _year_create(request, RATINGS, code)


@require_http_methods(["GET", "HEAD", "POST"])
def rating_edit(request: Any, code: str, year: str) -> HttpResponse:
    return _year_edit(request, RATINGS, code, year)


@require_http_methods(["GET", "HEAD", "POST"])
def year_create(request: Any, code: str) -> HttpResponse:
    return _year_create(request, YEARS, code)


@require_http_methods(["GET", "HEAD", "POST"])
def year_edit(request: Any, code: str, year: str) -> HttpResponse:
    return _year_edit(request, YEARS, code, year)


def _year_create(request: Any, page: _YearPage, code: str) -> HttpResponse:
    who = _recipient(request.reach, code)
    form = page.form(
        posted(request), reach=request.reach, instance=page.model(recipient=who),
        initial={"year_kind": YearKind.CALENDAR, "year": request.reach.on.year - 1},
    )  # fmt: skip
    return _year_answer(request, page, form, who, f"Thêm {page.one}")


def _year_edit(request: Any, page: _YearPage, code: str, year: str) -> HttpResponse:
    who = _recipient(request.reach, code)
    try:
        asked = AwardYear.parse(year)
    except UnreadableDate as error:
        raise Http404(str(error)) from error
    row = page.model._default_manager.filter(
        recipient=who, year_kind=str(asked.kind), year=asked.first
    ).first()
    if row is None:
        raise Http404(f"Chưa có {page.one} của năm này.")
    form = page.form(posted(request), reach=request.reach, instance=row)
    return _year_answer(
        request, page, form, who, f"Sửa {page.one} năm {year_words(row.year_kind, row.year)}"
    )


def _year_answer(
    request: Any, page: _YearPage, form: MeritForm, who: Recipient, heading: str
) -> HttpResponse:
    def act() -> str:
        row = entry_save(
            actor=request.reach, row=form.instance, at=timezone.now(), reason=form.cleaned_data.get("reason", ""),
            seen=form.cleaned_data.get("seen", ""),
        )  # fmt: skip
        return f"Đã ghi {page.one} năm {year_words(row.year_kind, row.year)} của “{who.name}”."

    return _form_page(
        request, form, act, heading=heading, area=("Cá nhân, tập thể, hộ gia đình", page_url("people-list")),
        about=who.name, back=recipient_url(who),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def hold_lift_page(request: Any, code: str) -> HttpResponse:
    """The end of a matter: from which day, and what came of it."""
    require_reading(request.reach)
    require_discipline_reader(request.reach)
    hold = holds_seen(request.reach).filter(code=code).first()
    if hold is None:
        raise Http404(
            "Không có trường hợp này trong sổ, hoặc không thuộc phạm vi nhiệm vụ của bạn."
        )
    require_reading(request.reach, Capability.RECORD)
    form = LiftForm(posted(request), initial={"on": request.reach.on})

    def act() -> str:
        done = hold_lift(
            actor=request.reach, hold_id=hold.pk, on=form.cleaned_data["on"], outcome=form.cleaned_data["outcome"],
            at=timezone.now(),
        )  # fmt: skip
        return f"Đã gỡ: “{done.recipient.name}” được xem xét khen thưởng từ {done.until:%d/%m/%Y}."

    return _form_page(
        request, form, act, heading="Gỡ trường hợp chưa xem xét khen thưởng", about=str(hold),
        area=("Trường hợp chưa xem xét khen thưởng", page_url("holds-list")), back=page_url("holds-detail", code),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def use_create(request: Any, code: str) -> HttpResponse:
    """An award on which the initiative was spent."""
    work = _initiative(request.reach, code)
    form = InitiativeUseForm(
        posted(request), reach=request.reach, instance=InitiativeUse(initiative=work),
        initial={"year_kind": work.year_kind, "year": work.year},
    )  # fmt: skip

    def act() -> str:
        use = initiative_use_save(actor=request.reach, row=form.instance, at=timezone.now())
        return f"Đã ghi: sáng kiến đã dùng cho {award_name(use.award)} năm {year_words(use.year_kind, use.year)}."

    return _form_page(
        request, form, act, heading="Ghi khen thưởng đã dùng sáng kiến", about=work.title,
        area=("Sáng kiến, đề tài khoa học", page_url("initiatives-list")), back=page_url("initiatives-detail", code),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def use_drop(request: Any, code: str, use: int) -> HttpResponse:
    """Take a use back that was recorded by mistake."""
    work = _initiative(request.reach, code)
    held = work.uses.filter(pk=use).select_related("recipient").first()
    if held is None:
        raise Http404("Lần dùng này không còn trong sổ.")
    form = DropForm(posted(request))
    what = f"{award_name(held.award)} năm {year_words(held.year_kind, held.year)} của {held.recipient.name}"

    def act() -> str:
        initiative_use_drop(
            actor=request.reach, initiative=work, use_id=use, at=timezone.now(), reason=form.cleaned_data["reason"]
        )  # fmt: skip
        return f"Đã bỏ lần dùng cho {what}."

    return _form_page(
        request, form, act, heading=f"Bỏ lần dùng cho {what}", about=work.title,
        area=("Sáng kiến, đề tài khoa học", page_url("initiatives-list")), back=page_url("initiatives-detail", code),
    )  # fmt: skip


def _initiative(reach: Reach, code: str) -> Any:
    require_reading(reach)
    found = initiatives_seen(reach).filter(code=code).first()
    if found is None:
        raise Http404("Không có sáng kiến này trong sổ, hoặc không thuộc phạm vi nhiệm vụ của bạn.")
    require_reading(reach, Capability.RECORD)
    return found


def _form_page(
    request: Any,
    form: BaseForm,
    act: Callable[[], str],
    *,
    heading: str,
    area: tuple[str, str],
    about: str,
    back: str,
) -> HttpResponse:
    """The form; what was sent is done by ``act``, whose words are shown on the page one comes back to."""
    refusal, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = act()
            except Refused as refused:
                refusal = refused.reason
            except ValidationError as error:
                _put(form, error)
            else:
                messages.success(request, said)
                return redirect(back)
    title, list_url = area
    context = {
        "page": {"title": title}, "list_url": list_url, "about": about, "back": back, "heading": heading, "form": form,
        "refusal": refusal, "again": False,
        "documents": document_suggestions(request.reach.authority_id) if "document" in form.fields else [],
    }  # fmt: skip
    return render(request, "registers/form.html", context, status=status)


def _put(form: BaseForm, error: ValidationError) -> None:
    """What the service found, at its field or above the form."""
    found = error.error_dict if hasattr(error, "error_dict") else {"": [error]}
    for name, errors in found.items():
        form.add_error(name if name in form.fields else None, errors)
