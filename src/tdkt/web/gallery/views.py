"""The gallery of components, for developers; its address exists only with ``TDKT_DEV``."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tdkt.kernel.answers import Refused
from tdkt.web.errors import too_many
from tdkt.web.gallery import sample
from tdkt.web.icons import NAMES


def gallery(request: HttpRequest) -> HttpResponse:
    if "said" in request.GET:
        messages.success(request, "Đã ghi 24 lượt khen thưởng theo Quyết định số 880/QĐ-UBND.")
    context = {
        "crumbs": [("Số liệu", "#"), ("Năm 2022", "#")],
        "tabs": [
            ("qt", "Quá trình", "#"),
            ("kt", "Khen thưởng", "#", 12),
            ("sk", "Sáng kiến", "#", 2),
        ],
        "steps": ["Chọn tệp", "Ghép cột", "Xem trước", "Ghi sổ"],
        "ribbon": sample.ribbon(lit=False),
        "lit": sample.ribbon(lit=True),
        "met": sample.FINDING_MET,
        "not_met": sample.FINDING_MISSING,
        "unknown": sample.FINDING_UNKNOWN,
        "filter_form": sample.FilterForm({"q": "bang khen", "nam": "2022"}),
        "chips": [("Năm", "2022", "?"), ("Từ tìm", "bang khen", "?")],
        "table": sample.table(request.GET),
        "form": sample.sample_form(),
        "facts": [
            ("Đơn vị hiện nay", "Trường Mầm non Bản Khoang"),
            ("Ngày sinh", None),
            ("Số định danh", "••• ••• ••• 482"),
        ],
        "series": sample.SERIES,
        "share": sample.SHARE,
        "points": Decimal("13.4"),
        "growth": Decimal("10.1"),
        "icons": sorted(NAMES),
        "poll_url": reverse("gallery-progress"),
    }
    return render(request, "gallery/page.html", context)


def progress(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/progress.html", {"value": 64_000, "maximum": 100_000})


def wrong(request: HttpRequest, kind: str) -> HttpResponse:
    """Each error page, to be looked at."""
    if kind == "403":
        raise PermissionDenied("Nhiệm vụ của bạn không có quyền “Nhập danh sách”.")
    if kind == "429":
        return too_many(request, 5)
    if kind == "500":
        return render(request, "500.html", status=500)
    if kind == "422":
        raise Refused(
            "Hồ sơ đã trình Hội đồng, không rút lại được nữa. Người làm được: Thư ký Hội đồng."
        )
    raise Http404
