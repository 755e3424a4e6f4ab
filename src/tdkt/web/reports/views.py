"""The yearly report on screen. Only offices that see the whole province come here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tdkt.kernel.answers import Refused, Stale
from tdkt.statistics.models import Report, ReportText
from tdkt.statistics.report.book import FORMS
from tdkt.statistics.report.check import report_text_check
from tdkt.statistics.report.files import TYPES, file_bytes, file_names, report_zip
from tdkt.statistics.report.outline import Section
from tdkt.statistics.report.paper import (
    DEFAULT_SIGNER,
    Draft,
    draft_paper,
    recipients_of,
    report_draft,
    report_paper,
)
from tdkt.statistics.report.permissions import may_issue, may_write
from tdkt.statistics.report.selectors import reports_visible_to
from tdkt.statistics.report.services import (
    report_create,
    report_details_save,
    report_text_save,
    unready,
)
from tdkt.statistics.report.services import (
    report_issue as issue,
)
from tdkt.statistics.states import ReportState
from tdkt.web.reports.forms import BeginForm, DetailsForm, IssueForm
from tdkt.web.reports.pages import (
    differences,
    outline_lines,
    paper_html,
    problem_lines,
    progress_words,
    section_html,
)
from tdkt.web.tables import Cell, Column, Row, Table

CLOSED = "Báo cáo tổng kết của tỉnh dành cho người có nhiệm vụ xem toàn tỉnh."
FIGURES_SHOWN = 12


def report_list(request: Any) -> HttpResponse:
    return _list(request, BeginForm(initial={"year": timezone.localdate().year - 1}))


def _list(request: Any, form: BeginForm, status: int = 200) -> HttpResponse:
    if not request.reach.whole_province:
        raise PermissionDenied(CLOSED)
    rows = [
        Row(
            [
                f"Báo cáo tổng kết năm {report.year}",
                Cell(
                    report.get_state_display(),
                    mark="ok" if report.state == ReportState.ISSUED else "warn",
                ),
                f"{report.number}/{report.symbol}" if report.number else "chưa có số",
                report.issued_on or "chưa phát hành",
            ],
            url=reverse("reports-detail", args=[report.code]),
        )
        for report in reports_visible_to(request.reach)
    ]
    columns = [
        Column("Báo cáo"),
        Column("Tình trạng"),
        Column("Số, ký hiệu"),
        Column("Ngày phát hành"),
    ]
    context = {
        "table": Table("Báo cáo tổng kết năm", columns, rows),
        "empty": not rows,
        "may_write": may_write(request.reach),
        "form": form,
    }
    return render(request, "reports/list.html", context, status=status)


@require_POST
def report_begin(request: Any) -> HttpResponse:
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _list(request, form, 422)
    try:
        report = report_create(
            actor=request.reach, year=form.cleaned_data["year"], at=timezone.now()
        )
    except Refused as refused:
        form.add_error("year", refused.reason)
        return _list(request, form, 422)
    messages.success(request, f"Đã lập dự thảo báo cáo năm {report.year}.")
    return redirect("reports-detail", code=report.code)


def _report(request: Any, code: str) -> Report:
    report = (
        reports_visible_to(request.reach)
        .select_related("authority", "frozen_paper")
        .filter(code=code)
        .first()
    )
    if report is None:
        raise Http404("Không có báo cáo này, hoặc báo cáo nằm ngoài phạm vi nhiệm vụ của bạn.")
    return report


def _draft(request: Any, report: Report) -> Draft:
    return report_draft(report, request.reach.on)


def _frame(request: Any, report: Report) -> dict[str, Any]:
    """What every page of one report shows."""
    return {
        "report": report,
        "issued": report.state == ReportState.ISSUED,
        "may_write": may_write(request.reach, report),
        "may_issue": may_issue(request.reach, report),
        "files": [
            (_file_label(name), reverse("reports-file", args=[report.code, name]))
            for name in _names(report)
        ],
        "crumbs": [("Báo cáo", reverse("reports-list"))],
    }


def _names(report: Report) -> list[str]:
    return [*file_names(report.year), f"bao-cao-{report.year}.zip"]


def _file_label(name: str) -> str:
    labels = {
        "bao-cao-tong-ket": "Báo cáo", "phu-luc-1": "Phụ lục I", "phu-luc-2": "Phụ lục II",
        "phu-luc-3": "Phụ lục III", "bao-cao-2": "Tất cả",
    }  # fmt: skip
    label = next(label for start, label in labels.items() if name.startswith(start))
    return f"{label} (.{name.rpartition('.')[2]})"


@require_GET
def report_detail(request: Any, code: str) -> HttpResponse:
    """The whole report: outline beside the paper. An issued report is shown as it was issued."""
    report = _report(request, code)
    context = _frame(request, report)
    if report.state == ReportState.ISSUED:
        paper = report_paper(report, request.reach.on)
        context |= {"paper": paper_html(paper, report.year)}
        return render(request, "reports/detail.html", context)
    draft = _draft(request, report)
    context |= {
        "lines": outline_lines(draft, code),
        "progress": progress_words(draft),
        "paper": paper_html(draft_paper(draft), report.year),
    }
    return render(request, "reports/detail.html", context)


def _place(draft: Draft, path: str) -> Section:
    section = draft.outline.section(path)
    if section is None or not section.writers:
        raise Http404("Đề cương báo cáo không có mục này.")
    return section


@require_http_methods(["GET", "POST"])
def report_section(request: Any, code: str, section: str) -> HttpResponse:
    """One section: write, look up a figure, check, save. Works by plain posts; htmx only saves the presses."""
    report = _report(request, code)
    draft = _draft(request, report)
    place = _place(draft, section)
    kept = ReportText.objects.filter(report=report, section=section).first()
    saved, version = (kept.body, kept.version) if kept else ("", 0)
    context = _frame(request, report) | {
        "section": place,
        "kept": kept,
        "saved": saved,
        "version": version,
    }
    if request.method == "GET" or not context["may_write"]:
        if request.method == "POST":
            raise PermissionDenied(context["may_write"].reason)
        return _editor(request, draft, place, context, saved)
    body = request.POST.get("body", "").replace("\r\n", "\n")
    inserted = request.POST.get("insert", "")
    if inserted:
        body = f"{body} {{{{ {inserted} }}}}".lstrip()
    if inserted or request.POST.get("act") != "save":
        return _editor(request, draft, place, context, body)
    try:
        began = int(request.POST.get("version", ""))
    except ValueError:
        return _editor(
            request,
            draft,
            place,
            context | {"refusal": "Trang đã cũ, hãy mở lại mục này."},
            body,
            422,
        )
    return _saved(request, draft, place, context, body, began)


def _saved(
    request: Any, draft: Draft, place: Section, context: dict[str, Any], body: str, began: int
) -> HttpResponse:
    report = draft.report
    try:
        report_text_save(
            actor=request.reach,
            report_id=report.pk,
            section=place.path,
            body=body,
            version=began,
            at=timezone.now(),
        )
    except Stale as stale:
        # The page holds both texts; saving again from here means having seen the other one.
        kept = ReportText.objects.filter(report=report, section=place.path).first()
        theirs = kept.body if kept else ""
        context |= {
            "refusal": stale.reason, "theirs": theirs, "kept": kept, "saved": theirs,
            "version": kept.version if kept else 0,
        }  # fmt: skip
        return _editor(request, draft, place, context, body, 422)
    except Refused as refused:
        return _editor(request, draft, place, context | {"refusal": refused.reason}, body, 422)
    messages.success(request, f"Đã lưu mục {place.label}. {place.title}.")
    return redirect("reports-section", code=report.code, section=place.path)


def _editor(
    request: Any,
    draft: Draft,
    place: Section,
    context: dict[str, Any],
    body: str,
    status: int = 200,
) -> HttpResponse:
    words = request.POST.get("q", "")
    # The section being written counts as written with the words on the screen.
    context |= {
        "body": body,
        "lines": outline_lines(draft, draft.report.code, place.path),
        "forms": [(form.value, words) for form, words in FORMS.items() if form],
        "q": words,
        "figures": draft.book.search(words, n=FIGURES_SHOWN) if words else [],
        "searched": bool(words),
        **_checked(draft, place, body, context["saved"]),
    }
    return render(request, "reports/section.html", context, status=status)


def _checked(draft: Draft, place: Section, body: str, saved: str) -> dict[str, Any]:
    return {
        "problems": problem_lines(report_text_check(body, draft.book), body),
        "changes": differences(saved, body),
        "preview": section_html(draft, place, body),
    }


@require_POST
def report_check(request: Any, code: str, section: str) -> HttpResponse:
    """Problems, differences and preview of the words as they are typed; nothing is saved."""
    report = _report(request, code)
    draft = _draft(request, report)
    place = _place(draft, section)
    body = request.POST.get("body", "").replace("\r\n", "\n")
    context = _checked(draft, place, body, draft.texts.get(section, ""))
    return render(request, "reports/section.html#checked", context)


@require_http_methods(["GET", "POST"])
def report_figures(request: Any, code: str) -> HttpResponse:
    """Figures whose name or code holds the words, to be put into the text."""
    report = _report(request, code)
    words = request.POST.get("q", request.GET.get("q", ""))
    found = _draft(request, report).book.search(words, n=FIGURES_SHOWN) if words.strip() else []
    context = {"figures": found, "searched": bool(words.strip())}
    return render(request, "reports/section.html#figures", context)


@require_http_methods(["GET", "POST"])
def report_details(request: Any, code: str) -> HttpResponse:
    """Who signs, and who receives it."""
    report = _report(request, code)
    context = _frame(request, report)
    if not context["may_write"]:
        raise PermissionDenied(context["may_write"].reason)
    if request.method == "POST":
        form = DetailsForm(request.POST)
        if form.is_valid():
            report_details_save(
                actor=request.reach, report_id=report.pk, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Đã lưu phần ký và nơi nhận.")
            return redirect("reports-detail", code=code)
    else:
        draft = _draft(request, report)
        form = DetailsForm(
            initial={
                "signer_line": (report.signer_line or DEFAULT_SIGNER).replace("|", "\n"),
                "signer_name": report.signer_name,
                "recipients": "\n".join(recipients_of(draft)),
            }
        )
    status = 422 if form.errors else 200
    return render(request, "reports/details.html", context | {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def report_issue(request: Any, code: str) -> HttpResponse:
    """Number, day and a confirmation; what still stands in the way is listed."""
    report = _report(request, code)
    context = _frame(request, report)
    if not context["may_issue"]:
        raise PermissionDenied(context["may_issue"].reason)
    form = IssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            issue(
                actor=request.reach, report_id=report.pk, number=form.cleaned_data["number"],
                issued_on=form.cleaned_data["issued_on"], at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            context["refusal"] = refused.reason
        else:
            messages.success(request, f"Đã phát hành báo cáo năm {report.year}.")
            return redirect("reports-detail", code=code)
    context |= {"form": form, "waiting": unready(_draft(request, report))}
    status = 422 if form.errors or "refusal" in context else 200
    return render(request, "reports/issue.html", context, status=status)


@require_GET
def report_file(request: Any, code: str, name: str) -> HttpResponse:
    """One file of the report, or all in a .zip; ``?muc-luc=1`` adds a table of contents."""
    report = _report(request, code)
    if name not in _names(report):
        raise Http404("Báo cáo không có tệp này.")
    paper = report_paper(report, request.reach.on)
    if name.endswith(".zip"):
        content = report_zip(paper, report.year)
    else:
        content = file_bytes(paper, name, toc=request.GET.get("muc-luc") == "1")
    response = HttpResponse(content, content_type=TYPES[f".{name.rpartition('.')[2]}"])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
