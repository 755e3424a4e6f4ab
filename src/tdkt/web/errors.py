"""Pages for what went wrong: each says what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_GENERIC_404 = (
    "Địa chỉ không đúng, hoặc nội dung đã chuyển đi, hoặc nằm ngoài phạm vi nhiệm vụ của bạn."
)


def _page(
    request: HttpRequest, status: int, heading: str, text: str, advice: str = ""
) -> HttpResponse:
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    context = {
        "layout": "base.html" if signed_in else "account/entrance.html",
        "code": status, "heading": heading, "text": text, "advice": advice,
    }  # fmt: skip
    return render(request, "errors/page.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        400,
        "Yêu cầu không hợp lệ",
        "Máy chủ không hiểu yêu cầu vừa gửi.",
        "Tải lại trang rồi thử lại.",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason given with ``PermissionDenied("…")`` is shown."""
    reason = str(exception) or "Nhiệm vụ của bạn không có quyền mở trang này."
    return _page(
        request,
        403,
        "Không có quyền",
        reason,
        "Nếu bạn giữ nhiều nhiệm vụ, hãy chuyển nhiệm vụ ở góc trên bên phải.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason given with ``Http404("…")`` is shown when it is a sentence of ours."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return _page(
        request,
        404,
        "Không tìm thấy trang",
        said or _GENERIC_404,
        "Thử tìm lại bằng ô tìm kiếm (Ctrl+K).",
    )


def too_many(request: HttpRequest, minutes: int) -> HttpResponse:
    """Answer 429 for a view that was asked too often."""
    response = _page(
        request, 429, "Quá nhiều yêu cầu", "Máy của bạn gửi quá nhiều yêu cầu trong thời gian ngắn.",
        f"Hãy thử lại sau {minutes} phút.",
    )  # fmt: skip
    response.headers["Retry-After"] = str(60 * minutes)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request, 403, "Trang đã cũ",
        "Biểu mẫu này được mở từ phiên làm việc trước, nên chưa được ghi để bảo đảm an toàn.",
        "Tải lại trang rồi gửi lại. Nếu vẫn gặp, kiểm tra trình duyệt có chặn cookie không.",
    )  # fmt: skip
