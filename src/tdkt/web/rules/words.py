"""The Vietnamese words of the codes of settings and of the topics' choices."""

from collections.abc import Mapping
from typing import Any, Final

from tdkt.kernel.numbers import format_int
from tdkt.web.law.told import ROUNDED
from tdkt_law.awards import awards

NOTHING_SET: Final = "không đặt"
_CHOICES: Final[Mapping[str, str]] = {
    **ROUNDED,
    # collective_rating_source
    "party_organisation": "Kết quả xếp loại tổ chức đảng", "superior_body": "Văn bản của cấp trên trực tiếp",
    "either": "Một trong hai: xếp loại tổ chức đảng hoặc văn bản của cấp trên",
    # topics.yaml
    "year": "Năm thành tích", "next_year": "Năm liền kề", "all_members": "Tổng số thành viên",
    "members_present": "Số thành viên dự họp", "secret": "Phiếu kín", "any": "“Bỏ phiếu” nói chung",
    "written_opinion": "Gửi ý kiến bằng văn bản", "not_counted": "Không tính", "council": "Trước khi Hội đồng họp",
    "decision": "Trước khi quyết định", "submission": "Trước khi trình",
}  # fmt: skip


def choice_words(code: str) -> str:
    """The words of a choice; a code nobody named stands for itself."""
    return _CHOICES.get(code, code)


def setting_words(entry: Mapping[str, Any], value: Any) -> str:
    """A value of a setting as people read it; None is nothing laid down."""
    if value is None or value == "":
        return NOTHING_SET
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if entry["kind"] == "percent":
        return f"{value}%"
    return format_int(value) if isinstance(value, int) else choice_words(value)


def award_words(code: str) -> str:
    """The short name of an award; "*" is all."""
    return "Mọi danh hiệu, hình thức" if code == "*" else awards()[code].short_name


def awards_words(codes: list[str]) -> str:
    return "; ".join(award_words(code) for code in codes)
