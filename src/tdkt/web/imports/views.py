"""The pages of the wizard; they draw what ``tdkt.imports`` decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability
from tdkt.imports.checking import PREVIEW_ROWS
from tdkt.imports.columns import columns_by
from tdkt.imports.command import STAGES
from tdkt.imports.models import ImportRun
from tdkt.imports.refusals import refusals_file
from tdkt.imports.selectors import BUSY, import_runs, state_of, state_words
from tdkt.imports.services import import_check, import_discard, import_upload, import_write
from tdkt.imports.staging import check_summary, progress_of
from tdkt.imports.states import ImportKind, ImportState
from tdkt.imports.tasks import SHORT_ROWS, check_later, is_short, write_later
from tdkt.imports.template import template
from tdkt.kernel.answers import Refused
from tdkt.kernel.numbers import format_int
from tdkt.web.imports.forms import UploadForm
from tdkt.web.imports.tables import PAGE, TABS, runs_table, tab_table
from tdkt.web.tables import Pager

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS: Final = ("Chọn loại", "Tải tệp lên", "Kiểm tra", "Ghi vào sổ")
KINDS: Final = {
    ImportKind.HONOURS: "Danh sách kèm quyết định: tập thể, cá nhân, hộ gia đình được khen.",
    ImportKind.PEOPLE: "Cá nhân với đơn vị, chức vụ, ngày sinh, số định danh.",
    ImportKind.ORGANISATIONS: "Đơn vị với cấp trên, mã, ngày hiệu lực và đơn vị kế thừa.",
    ImportKind.DOCUMENTS: "Chỉ thị, kế hoạch, hướng dẫn, quyết định và văn bản được thực hiện.",
    ImportKind.INDICATORS: "Chỉ tiêu kinh tế - xã hội của năm: thực hiện, kế hoạch, năm trước.",
    ImportKind.RATINGS: "Mức hoàn thành nhiệm vụ: mỗi dòng một năm, hoặc mỗi dòng một người với cột của từng năm.",
    ImportKind.INITIATIVES: "Sáng kiến, đề tài với tác giả, phạm vi công nhận và khen thưởng đã dùng.",
    ImportKind.DISCIPLINES: "Hình thức kỷ luật với ngày bắt đầu, ngày hết thời hạn.",
    ImportKind.POSTS: "Các chức vụ đã giữ, từ ngày đến ngày, để tính quá trình cống hiến.",
    ImportKind.COLLECTIVES: "Số thành viên của tập thể trong năm: hoàn thành nhiệm vụ, “Lao động tiên tiến” …",
}
RECORDS: Final = {
    ImportKind.HONOURS: ("Xem sổ khen thưởng", "awards-list"),
    ImportKind.PEOPLE: ("Xem danh sách cá nhân", "people-list"),
    ImportKind.ORGANISATIONS: ("Xem cây tổ chức", "organisations-list"),
    ImportKind.DOCUMENTS: ("Xem sổ văn bản", "documents-list"),
    ImportKind.INDICATORS: ("Xem số liệu", "figures-list"),
    ImportKind.RATINGS: ("Xem danh sách cá nhân", "people-list"),
    ImportKind.INITIATIVES: ("Xem sổ sáng kiến", "initiatives-list"),
    ImportKind.DISCIPLINES: ("Xem sổ kỷ luật", "disciplines-list"),
    ImportKind.POSTS: ("Xem danh sách cá nhân", "people-list"),
    ImportKind.COLLECTIVES: ("Xem danh sách tập thể", "people-list"),
}

TEMPLATES: Final = {
    ImportKind.HONOURS: "mau-khen-thuong.xlsx",
    ImportKind.PEOPLE: "mau-ca-nhan.xlsx",
    ImportKind.ORGANISATIONS: "mau-to-chuc.xlsx",
    ImportKind.DOCUMENTS: "mau-van-ban.xlsx",
    ImportKind.INDICATORS: "mau-chi-tieu.xlsx",
    ImportKind.RATINGS: "mau-xep-loai.xlsx",
    ImportKind.INITIATIVES: "mau-sang-kien.xlsx",
    ImportKind.DISCIPLINES: "mau-ky-luat.xlsx",
    ImportKind.POSTS: "mau-chuc-vu.xlsx",
    ImportKind.COLLECTIVES: "mau-tap-the.xlsx",
}

View = Callable[..., HttpResponseBase]


def _importers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = may(request.reach, Capability.IMPORT)
        if not answer:
            raise PermissionDenied(answer.reason)
        return view(request, *args, **kwargs)

    return guarded


def _run(request: Any, code: str) -> ImportRun:
    run = import_runs(request.reach).filter(code=code).first()
    if run is None:
        raise Http404("Không có lần nhập này.")
    return run


def _kind(value: str) -> ImportKind:
    if value not in ImportKind.values:
        raise Http404("Không có loại danh sách này.")
    return ImportKind(value)


def _crumbs() -> list[tuple[str, str]]:
    return [("Nhập danh sách", reverse("imports-list"))]


@require_safe
@_importers_only
def import_list(request: Any) -> HttpResponse:
    """The kinds with their templates, and past runs."""
    start = _start(request)
    runs = list(import_runs(request.reach)[start : start + PAGE + 1])
    pager = Pager(
        shown=min(len(runs), PAGE),
        next_url=f"?tu={start + PAGE}" if len(runs) > PAGE else "",
        previous_url=f"?tu={max(0, start - PAGE)}" if start else "",
    )
    context = {
        "kinds": [(kind.value, kind.label, about) for kind, about in KINDS.items()],
        "table": runs_table(runs[:PAGE], pager) if runs else None,
        "steps": STEPS,
    }
    return render(request, "imports/list.html", context)


@require_safe
@_importers_only
def import_template(request: Any, kind: str) -> HttpResponse:
    """The template of a kind as a file."""
    found = _kind(kind)
    answer = HttpResponse(template(found, on=request.reach.on), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{TEMPLATES[found]}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@_importers_only
def import_new(request: Any, kind: str) -> HttpResponse:
    """Take the file; short lists are checked at once, long ones by the worker."""
    found = _kind(kind)
    form = UploadForm(request.POST or None, request.FILES or None, kind=found)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, kind=found)
        if form.is_valid():
            try:
                return _take(request, form, found)
            except Refused as refused:
                form.add_error("tep", refused.reason)
    context = {
        "form": form,
        "kind": found,
        "about": KINDS[found],
        "required": [c.header for c in columns_by(found, lambda c: c.required)],
        "crumbs": _crumbs(),
        "steps": STEPS,
    }
    return render(request, "imports/new.html", context, status=422 if form.errors else 200)


def _take(request: Any, form: UploadForm, kind: ImportKind) -> HttpResponse:
    file, now = form.cleaned_data["tep"], timezone.now()
    run = import_upload(
        actor=request.reach, kind=kind, name=file.name, content=file, at=now, common=form.common
    )
    if is_short(run):
        import_check(actor=request.reach, run_id=run.pk, at=now)
    else:
        check_later(actor=request.reach, run_id=run.pk)
    return redirect("imports-run", run.code)


@require_safe
@_importers_only
def import_run(request: Any, code: str) -> HttpResponse:
    """A run as it stands: under way, refused, checked, written or interrupted."""
    run = _run(request, code)
    state = state_of(run)
    context: dict[str, Any] = {
        "run": run, "state": state, "state_words": state_words(run), "crumbs": _crumbs(), "steps": STEPS, "step": 4 if state in {ImportState.DONE, ImportState.WRITING} else 3,
        "is_busy": state in BUSY, "stopped": state == ImportState.INTERRUPTED,
        "was_checked": check_summary(code) is not None and state != ImportState.UPLOADED,
        "may_write": state == ImportState.CHECKED,
        "ended": state in {ImportState.DONE, ImportState.DISCARDED},
    }  # fmt: skip
    if state in BUSY:
        context |= _progress(run)
    elif context["was_checked"]:
        context |= _findings(request, run)
    if state == ImportState.DONE:
        label, name = RECORDS[ImportKind(run.kind)]
        context |= {"records_label": label, "records_url": reverse(name)}
    return render(request, "imports/run.html", context)


def _progress(run: ImportRun) -> dict[str, Any]:
    now = progress_of(run.code)
    known = bool(now["total"])
    return {
        "progress_label": STAGES.get(now["stage"], "Đang thực hiện"),
        "progress_value": now["done"] if known else None,
        "progress_maximum": now["total"] or 1,
        "progress_note": f"{format_int(now['done'])} trên {format_int(now['total'])} dòng"
        if known
        else "",
        "poll_url": reverse("imports-progress", args=[run.code]),
    }


def _findings(request: Any, run: ImportRun) -> dict[str, Any]:
    tabs = [
        (key, label, f"?xem={key}", getattr(run, name))
        for key, label, name in TABS
        if getattr(run, name)
    ]
    keys = [key for key, *_ in tabs]
    tab = request.GET.get("xem", "")
    tab = tab if tab in keys else next(iter(keys), "")
    summary = check_summary(run.code) or {}
    return {
        "tabs": tabs,
        "tab": tab,
        "table": tab_table(run, tab, _start(request)) if tab else None,
        "is_cut": tab in {"them", "giu"} and {key: n for key, _, _, n in tabs}[tab] > PREVIEW_ROWS,
        "notes": summary.get("notes", []),
        "counts": [(label, getattr(run, name)) for _, label, name in TABS],
    }


@require_safe
@_importers_only
def import_progress(request: Any, code: str) -> HttpResponse:
    """The bar alone, once a second; a reload of the whole page when the work is over."""
    run = _run(request, code)
    if state_of(run) not in BUSY:
        return HttpResponseClientRefresh()
    return render(request, "imports/progress.html", _progress(run))


@require_POST
@_importers_only
def import_check_post(request: Any, code: str) -> HttpResponse:
    """Check once more."""
    run = _run(request, code)
    try:
        if is_short(run):
            import_check(actor=request.reach, run_id=run.pk, at=timezone.now())
        else:
            check_later(actor=request.reach, run_id=run.pk)
    except Refused as refused:
        messages.error(request, refused.reason)
    return redirect("imports-run", code)


@require_POST
@_importers_only
def import_discard_post(request: Any, code: str) -> HttpResponse:
    """Give the run up; nothing of it was written."""
    run = _run(request, code)
    try:
        import_discard(actor=request.reach, run_id=run.pk, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("imports-run", code)
    messages.success(request, f"Đã bỏ lần nhập {run.file_name}; chưa ghi dòng nào.")
    return redirect("imports-list")


@require_http_methods(["GET", "HEAD", "POST"])
@_importers_only
def import_confirm(request: Any, code: str) -> HttpResponse:
    """What will be written, in numbers and names; POST writes it."""
    run = _run(request, code)
    if request.method == "POST":
        try:
            if run.added + run.changed < SHORT_ROWS:
                import_write(actor=request.reach, run_id=run.pk, at=timezone.now())
            else:
                write_later(actor=request.reach, run_id=run.pk)
        except Refused as refused:
            messages.error(request, refused.reason)
        return redirect("imports-run", code)
    if state_of(run) != ImportState.CHECKED:
        return redirect("imports-run", code)
    context = {
        "run": run, "names": (check_summary(code) or {}).get("first_names", []), "steps": STEPS,
        "crumbs": [*_crumbs(), (run.file_name, reverse("imports-run", args=[code]))],
        "rest": run.added + run.changed - len((check_summary(code) or {}).get("first_names", [])),
    }  # fmt: skip
    return render(request, "imports/confirm.html", context)


@require_safe
@_importers_only
def import_refusals(request: Any, code: str) -> FileResponse:
    """The user's own file with the reasons."""
    run = _run(request, code)
    path = refusals_file(actor=request.reach, run_id=run.pk)
    name = f"{run.file_name.rsplit('.', 1)[0]} - không nhận.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


def _start(request: Any) -> int:
    text = request.GET.get("tu", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
