"""A dated value in words: each topic's keys as short sentences, one a line."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from tdkt.kernel.numbers import format_decimal, format_int
from tdkt.web.law.words import RECIPIENTS
from tdkt_law.accompaniments import bodies
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue

Keys: TypeAlias = Mapping[str, Any]


def told(law: Catalogue, topic: str, value: Keys) -> tuple[str, ...]:
    """The value as lines. Raises: KeyError for a topic nobody knows."""
    return tuple(_TELL[topic](law, value))


def body(code: str) -> str:
    """The name of a body; a code nobody named stands for itself."""
    return bodies().get(code, code)


def _bodies(codes: list[str]) -> str:
    return "; ".join(body(code) for code in codes)


def _fraction(share: Mapping[str, int]) -> str:
    return f"{share['numerator']}/{share['denominator']}"


def _limit(value: Keys) -> str:
    if value.get("working_days") is not None:
        return f"{value['working_days']} ngày làm việc"
    return f"{value['days']} ngày" if value.get("days") is not None else ""


def _rule(value: Keys) -> Iterator[str]:
    if value.get("rule"):
        yield str(value["rule"])


def _month_day(text: str) -> str:
    month, day = text.split("-")
    return f"{day}/{month}"


def _authority(_: Catalogue, value: Keys) -> Iterator[str]:
    yield _bodies(value["decides"])
    if value.get("delegated_to"):
        yield f"Giao, phân cấp: {_bodies(value['delegated_to'])}"
    yield from _rule(value)


_OF: Final = {"all_members": "tổng số thành viên", "members_present": "số thành viên dự họp"}
_BALLOT: Final = {"secret": "Bỏ phiếu kín", "any": "Văn bản viết “bỏ phiếu”"}
_ABSENT: Final = {
    "written_opinion": "Thành viên vắng mặt gửi ý kiến bằng văn bản", "not_counted": "Không tính thành viên vắng mặt",
}  # fmt: skip


def _vote(_: Catalogue, value: Keys) -> Iterator[str]:
    if not value["required"]:
        yield "Không bắt buộc bỏ phiếu"
    if value.get("council"):
        yield str(value["council"])
    if value.get("share"):
        of = f" {_OF[value['of']]}" if value.get("of") else ""
        yield f"Đồng ý từ {_fraction(value['share'])}{of} trở lên"
    if value.get("quorum"):
        yield f"Ít nhất {_fraction(value['quorum'])} thành viên dự"
    if value.get("ballot"):
        yield _BALLOT[value["ballot"]]
    if value.get("absent"):
        yield _ABSENT[value["absent"]]
    for one in value.get("further", ()):
        quorum = f", {_fraction(one['quorum'])} thành viên dự" if one.get("quorum") else ""
        yield f"Cấp trên: {one['council']}, đồng ý từ {_fraction(one['share'])}{quorum}"


_BEFORE: Final = {
    "council": "xong trước khi Hội đồng họp", "decision": "xong trước khi quyết định", "submission": "xong trước khi trình",
}  # fmt: skip


def _notice(_: Catalogue, value: Keys) -> Iterator[str]:
    if not value["required"]:
        yield "Không bắt buộc đăng tải ở tỉnh"
    else:
        said = [
            "Phải đăng tải",
            _limit(value) and f"ít nhất {_limit(value)}",
            _BEFORE[value["before"]] if value.get("before") else "",
        ]
        yield ", ".join(filter(None, said))
    if value.get("by"):
        yield f"Người đăng: {body(value['by'])}"
    if value.get("where"):
        yield f"Nơi đăng: {'; '.join(value['where'])}"
    for one in value.get("further", ()):
        yield f"{body(one['by'])} đăng {_limit(one)}: {'; '.join(one['where'])}"


def _consultation(_: Catalogue, value: Keys) -> Iterator[str]:
    if not value["required"]:
        yield "Không bắt buộc hiệp y"
    for one in value.get("asks", ()):
        by = f"{body(one['by'])} hỏi " if one.get("by") else "Hỏi "
        about = f" (nội dung: {one['about']})" if one.get("about") else ""
        yield f"{by}{body(one['who'])} về {one['subject']}{about}"
    if value.get("working_days"):
        yield f"Trả lời trong {_limit(value)}"


def _party(_: Catalogue, value: Keys) -> Iterator[str]:
    if value["required"]:
        yield "Phải có ý kiến cấp ủy"
    elif not value.get("managed"):
        yield "Không bắt buộc có ý kiến cấp ủy"
    if value.get("managed"):
        yield "Phải có khi người được đề nghị thuộc diện cấp ủy quản lý"
    if value.get("who"):
        yield f"Cho ý kiến: {_bodies(value['who'])}"
    yield from _rule(value)


def _dossier(_: Catalogue, value: Keys) -> Iterator[str]:
    for part in value["parts"]:
        when = part.get("when") or ("" if part["required"] else "có")
        yield f"{part['name']} (khi {when})" if when else part["name"]
    if value.get("simplified"):
        yield "Thủ tục đơn giản"
    if value.get("sets"):
        yield f"Số bộ: {value['sets']:02d}" + (
            ", kèm tệp điện tử" if value.get("electronic") else ""
        )
    elif value.get("electronic"):
        yield "Kèm tệp điện tử"
    if value.get("sets_by"):
        yield f"Số bộ do {value['sets_by']} quy định"


def _form_numbers(law: Catalogue, value: Keys) -> Iterator[str]:
    decree = law.instruments.get(value["decree"])
    for one in value["forms"]:
        words = [
            f"Mẫu số {one['number']}",
            one.get("appendix", ""),
            RECIPIENTS.get(one.get("recipient", ""), ""),
            "" if one.get("sure", True) else "suy ra từ thứ tự mẫu",
        ]
        yield f"{_PARTS.get(one['part'], one['part'])}: {', '.join(filter(None, words))}"
    if decree:
        yield f"Theo {decree.cited_as}"


_PARTS: Final = {
    "bao_cao_thanh_tich": "Báo cáo thành tích", "to_trinh": "Tờ trình", "bao_cao_tom_tat": "Báo cáo tóm tắt thành tích",
    "van_ban_de_nghi": "Văn bản đề nghị", "bien_ban_binh_xet": "Biên bản bình xét", "bien_ban_hop_thon": "Biên bản họp thôn, tổ dân phố",
    "bang_tong_hop_ho": "Bảng tổng hợp hộ", "cn_co_so": "Chứng nhận sáng kiến ở cơ sở",
    "cn_pham_vi_tinh": "Chứng nhận phạm vi bộ, tỉnh", "cn_pham_vi_toan_quoc": "Chứng nhận phạm vi toàn quốc",
}  # fmt: skip


def _deadline(_: Catalogue, value: Keys) -> Iterator[str]:
    rule = list(_rule(value))
    yield from rule
    year = "năm liền kề" if value.get("of") == "next_year" else "năm thành tích"
    if value.get("by"):
        after = (
            f" (năm liền kề năm có quyết định tặng {awards()[value['after']].short_name})"
            if value.get("after")
            else ""
        )
        yield f"Chậm nhất {_month_day(value['by'])} của {year}{after}"
    if value.get("days_before_event"):
        yield f"Trước ngày trao, ngày hội nghị {value['days_before_event']} ngày"
    if value.get("to"):
        yield f"Nơi nhận: {body(value['to'])}"
    for one in value.get("special", ()):
        year = "năm liền kề" if one["of"] == "next_year" else "năm thành tích"
        yield f"{one['name']}: chậm nhất {_month_day(one['by'])} của {year}"
    for step in value.get("steps", ()):
        who = f"{body(step['who'])}: " if step.get("who") else ""
        yield f"{who}{step['what']}, {_limit(step) or 'chưa có thời hạn'} từ {step['from']}"


def _quota(_: Catalogue, value: Keys) -> Iterator[str]:
    if not value["capped"]:
        yield "Không giới hạn"
    if value.get("max_percent") is not None:
        yield f"Tối đa {value['max_percent']}% {value.get('of', '')}".strip()
    if value.get("number") is not None:
        yield f"Tối đa {format_int(value['number'])}"
    yield from _rule(value)


def _prize(_: Catalogue, value: Keys) -> Iterator[str]:
    if value.get("paid") is False:
        yield "Văn bản không nêu mức tiền thưởng"
    for kind, name in RECIPIENTS.items():
        if kind in value:
            most = "tối đa " if value.get("at_most") else ""
            yield f"{name.capitalize()}: {most}{format_decimal(Decimal(value[kind]))} lần lương cơ sở"
    if value.get("souvenir"):
        yield "Tặng phẩm lưu niệm có giá trị tương đương, thay tiền"
    yield from _rule(value)


def _objects(_: Catalogue, value: Keys) -> Iterator[str]:
    yield ", ".join(value["items"]) if value["items"] else "Không có hiện vật"
    if value.get("tap_the"):
        yield f"Thêm cho tập thể: {', '.join(value['tap_the'])}"
    if value.get("ho_gia_dinh"):
        yield f"Cho hộ gia đình: {', '.join(value['ho_gia_dinh'])}"


def _recipients_note(_: Catalogue, value: Keys) -> Iterator[str]:
    yield value["text"] or "Không có lưu ý riêng"


def _hold(_: Catalogue, value: Keys) -> Iterator[str]:
    yield from (one["name"] for one in value["grounds"])
    if value.get("not_grounds"):
        yield f"Không phải lý do: {', '.join(value['not_grounds'])}"
    yield from (value[key] for key in ("resume", "after_discipline") if value.get(key))


def _base_salary(_: Catalogue, value: Keys) -> Iterator[str]:
    yield f"{format_int(value['amount'])} đồng một tháng"


ROUNDED: Final = {
    "up": "Làm tròn lên",
    "nearest": "Làm tròn đến số gần nhất",
    "none": "Không làm tròn",
}


def _rounding(_: Catalogue, value: Keys) -> Iterator[str]:
    to = "" if value["mode"] == "none" else f" đến bội số của {format_int(value['to'])} đồng"
    yield f"{ROUNDED[value['mode']]}{to}"


_SEVERAL: Final = {
    "highest": "chỉ nhận mức cao nhất", "all": "nhận mọi mức", "both": "nhận cả hai", "unknown": "chưa có văn bản",
}  # fmt: skip


def _money_rules(_: Catalogue, value: Keys) -> Iterator[str]:
    yield "Theo lương cơ sở của ngày ký quyết định"
    if value.get("household"):
        yield f"Hộ gia đình bằng {format_decimal(Decimal(value['household']))} lần cá nhân"
    for key, said in (
        ("titles_same_period", "Nhiều danh hiệu cùng thời gian thành tích"),
        ("titles_other_period", "Nhiều danh hiệu khác thời gian thành tích"),
        ("forms_other", "Nhiều hình thức khác thời gian và thành tích"),
        ("title_and_form", "Danh hiệu cùng hình thức khen thưởng"),
    ):
        yield f"{said}: {_SEVERAL[value[key]]}"
    yield from (value[key] for key in ("payer", "foreigners") if value.get(key))


_TELL: Final[Mapping[str, Callable[[Catalogue, Keys], Iterator[str]]]] = {
    "authority": _authority, "vote": _vote, "notice": _notice, "consultation": _consultation, "party": _party,
    "dossier": _dossier, "form_numbers": _form_numbers, "deadline": _deadline, "quota": _quota, "prize": _prize,
    "objects": _objects, "recipients_note": _recipients_note, "hold": _hold, "base_salary": _base_salary,
    "rounding": _rounding, "money_rules": _money_rules,
}  # fmt: skip
