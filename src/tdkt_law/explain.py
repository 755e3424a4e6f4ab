"""A condition decided, in words: what is needed, what was found, which facts were used, what is missing."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from tdkt_law.awards import awards
from tdkt_law.conditions.context import Trace, codes_of
from tdkt_law.conditions.joints import Node
from tdkt_law.conditions.kinds import KINDS
from tdkt_law.facts.codes import DISCIPLINE
from tdkt_law.verdicts import Verdict

Params = Mapping[str, Any]
Words = Callable[[Params, Trace], str]

GRADES: Final = {
    "HTXS": "hoàn thành xuất sắc nhiệm vụ",
    "HTT": "hoàn thành tốt nhiệm vụ",
    "HT": "hoàn thành nhiệm vụ",
    "KHT": "không hoàn thành nhiệm vụ",
}
SCOPES: Final = {
    "co_so": "cơ sở",
    "xa": "cấp xã",
    "huyen": "cấp huyện",
    "bo_tinh": "bộ, tỉnh",
    "toan_quoc": "toàn quốc",
}
FORMS: Final = {
    "none": "không ai bị kỷ luật",
    "khien_trach": "khiển trách",
    "canh_cao": "cảnh cáo",
    "ha_bac": "hạ bậc lương",
    "giang_chuc": "giáng chức",
    "cach_chuc": "cách chức",
    "buoc_thoi_viec": "buộc thôi việc",
}
_MEMBERS: Final = {
    "ldtt": "“Lao động tiên tiến”",
    "cstt": "“Chiến sĩ tiên tiến”",
    "cstd_co_so": "“Chiến sĩ thi đua cơ sở”",
    "women": "là nữ",
}
_ORGANISERS: Final = {"hdtw": "Hội đồng TĐKT Trung ương", "bo_tinh": "bộ, tỉnh"}
_MOST: Final = 2**31 - 1
UNKNOWN: Final = "Chưa có dữ liệu"


def award_names(codes: Any) -> str:
    """“A” hoặc “B”."""
    return " hoặc ".join(f"“{awards()[code].name}”" for code in codes_of(codes))


def bounds(trace: Trace) -> tuple[int, int | None] | None:
    """What was counted for the first subject, (at least, at most); None at most: no bound known."""
    if trace.low is None or trace.high is None:
        return None
    low, high = int(np.ravel(trace.low)[0]), int(np.ravel(trace.high)[0])
    return low, None if high >= _MOST else high


def window(trace: Trace) -> tuple[int, int] | None:
    """The first and last year in which it looked; None: at no years, or at none yet."""
    if trace.window is None:
        return None
    first, last = (int(np.ravel(part)[0]) for part in trace.window)
    return (first, last) if first else None


def found_number(trace: Trace, unit: str) -> str:
    """So many, from so many to so many, or no data."""
    known = bounds(trace)
    if known is None:
        return UNKNOWN
    low, high = known
    if low == high:
        return f"Có {low} {unit}"
    if high is None or high > 40:
        return f"Đã biết {low} {unit}; {UNKNOWN.lower()} của phần còn lại" if low else UNKNOWN
    return f"Từ {low} đến {high} {unit}, chưa đủ dữ liệu để biết chắc"


def in_window(trace: Trace) -> str:
    """trong các năm 2020–2024."""
    years = window(trace)
    if years is None or years[0] <= 1976:
        return ""
    first, last = years
    return f" trong năm {first}" if first == last else f" trong các năm {first}–{last}"


def _truth(yes: str, no: str) -> Words:
    def words(_: Params, trace: Trace) -> str:
        verdict = int(np.ravel(trace.verdict)[0])
        return (no, UNKNOWN, yes)[verdict]

    return words


def _held_needed(p: Params, t: Trace) -> str:
    how = " liên tục" if p["consecutive"] else ""
    return f"{p['times']} lần{how} được tặng {award_names(p['award'])}{in_window(t)}"


def _base_needed(p: Params, _: Trace) -> str:
    gap = f", ít nhất {p['years']} năm trước năm xét" if p["years"] else " trước năm xét"
    return f"Đã được tặng {award_names(p['award'])}{gap}"


def _base_found(_: Params, t: Trace) -> str:
    known = bounds(t)
    if known is None or known == (0, 0):
        return "Chưa được tặng"
    years = window(t)
    since = f"; thời gian tính từ năm {years[0]}" if years and years[0] > 1976 else ""
    return (f"Đã được tặng {known[0]} lần" if known[0] else UNKNOWN) + since


def _grade_needed(p: Params, t: Trace, how: str = "") -> str:
    titles = f" hoặc có {award_names(p['or_titles'])}" if p.get("or_titles") else ""
    return f"{p['years']} năm{how} {GRADES[p['at_least']]} trở lên{titles}{in_window(t)}"


def _rated_needed(p: Params, t: Trace) -> str:
    return _grade_needed(p, t, " liên tục" if p["consecutive"] else "")


def _run_needed(p: Params, t: Trace) -> str:
    if p["every"]:
        titles = f" hoặc có {award_names(p['or_titles'])}" if p.get("or_titles") else ""
        years = f", ít nhất {p['years']} năm"
        return f"Mọi năm{in_window(t).removeprefix(' trong các năm')} {GRADES[p['at_least']]} trở lên{titles}{years}"
    others = p.get("others_at_least")
    rest = f", các năm còn lại {GRADES[others]} trở lên" if others else ""
    return _grade_needed(p, t, " liên tục") + rest


def _initiative_needed(p: Params, t: Trace) -> str:
    use = {
        "all": "",
        "form": ", chưa dùng để khen thưởng",
        "title": ", chưa dùng cho hình thức khen thưởng",
    }
    wide = ", có khả năng nhân rộng" if p["replicable"] else ""
    return (
        f"{p['count']} sáng kiến, đề tài, giải pháp cấp {SCOPES[p['scope']]} trở lên"
        f"{wide}{use[p['use']]}{in_window(t)}"
    )  # fmt: skip


def _share_needed(p: Params, _: Trace) -> str:
    return (
        f"{'Trên' if p['strict'] else 'Ít nhất'} {p['percent']}% thành viên {_MEMBERS[p['title']]}"
    )


def _members_all_found(_: Params, t: Trace) -> str:
    return found_number(t, "người hoàn thành nhiệm vụ")


def _service_needed(p: Params, _: Trace) -> str:
    if p["months_in_year"] is not None:
        return f"{p['months_in_year']} tháng làm việc trong năm xét"
    return f"{p['years']} năm công tác"


def _service_found(p: Params, t: Trace) -> str:
    return found_number(t, "tháng" if p["months_in_year"] is not None else "năm")


def _worst_found(p: Params, t: Trace) -> str:
    known = bounds(t)
    if known is None:
        return UNKNOWN
    low, high = known
    if p["of"] == "members":
        if high is None or low != high:
            return UNKNOWN
        return f"Nặng nhất: {FORMS[DISCIPLINE[low]]}" if low else "Không ai bị kỷ luật"
    if low:
        return f"Bị kỷ luật trong {low} năm{in_window(t)}"
    return "Không có kỷ luật" if high == 0 else UNKNOWN


def _no_discipline_needed(p: Params, t: Trace) -> str:
    who = "Không thành viên nào bị" if p["of"] == "members" else "Không bị"
    return f"{who} kỷ luật từ {FORMS[p['at_or_above']]} trở lên{in_window(t)}"


def _rank_found(_: Params, t: Trace) -> str:
    known = bounds(t)
    return UNKNOWN if known is None or known[0] != known[1] else f"Xếp thứ {known[0]}"


def _rank_needed(p: Params, _: Trace) -> str:
    place = "Dẫn đầu" if p["rank"] == 1 else f"Xếp thứ {p['rank']} trở lên trong"
    return f"{place} cụm, khối thi đua do {_ORGANISERS[p['organiser']]} tổ chức"


def _founded(_: Params, t: Trace) -> str:
    known = bounds(t)
    return UNKNOWN if known is None or known[0] != known[1] else f"Thành lập năm {known[0]}"


def _counted(unit: str) -> Words:
    return lambda _, trace: found_number(trace, unit)


def _said(text: str) -> Words:
    return lambda _p, _t: text


_NEEDED: Final[Mapping[str, Words]] = {
    "base": _base_needed,
    "held": _held_needed,
    "rated": _rated_needed,
    "run": _run_needed,
    "initiative": _initiative_needed,
    "members_share": _share_needed,
    "members_all": _said("100% thành viên hoàn thành nhiệm vụ trở lên"),
    "members_with": lambda p, _: f"Ít nhất {p['count']} thành viên {_MEMBERS[p['title']]}",
    "no_discipline": _no_discipline_needed,
    "bloc_rank": _rank_needed,
    "age": lambda p, _: f"Ít nhất {p['years']} năm xây dựng và phát triển",
    "anniversary": _said("Năm xét là kỷ niệm năm tròn (số cuối là 0) ngày thành lập"),
    "service": _service_needed,
    "flag_eligible": lambda p, _: (
        f"{'Thuộc' if p['is'] else 'Không thuộc'} đối tượng được tặng cờ thi đua"
    ),
    "not_pending": _said("Không có việc đang xem xét, xác minh"),
    "not_disciplined": _said("Không trong thời hạn kỷ luật ngày đề nghị"),
    "proposed_next_year": lambda p, _: (
        f"Đề nghị trong năm liền sau năm đạt {award_names(p['after'])}"
    ),
}
_FOUND: Final[Mapping[str, Words]] = {
    "base": _base_found,
    "held": _counted("lần"),
    "rated": _counted("năm"),
    "run": _counted("năm liên tục"),
    "initiative": _counted("sáng kiến, đề tài còn dùng được"),
    "members_share": _counted("% thành viên"),
    "members_all": _members_all_found,
    "members_with": _counted("người"),
    "no_discipline": _worst_found,
    "bloc_rank": _rank_found,
    "age": _counted("năm"),
    "anniversary": _founded,
    "service": _service_found,
    "post": _truth("Đủ thời gian giữ chức vụ", "Không đúng mức thời gian giữ chức vụ"),
    "flag_eligible": _truth("Đúng", "Không đúng"),
    "not_pending": _truth("Không có", "Đang có việc xem xét, xác minh"),
    "not_disciplined": _truth("Không trong thời hạn kỷ luật", "Đang trong thời hạn kỷ luật"),
    "proposed_next_year": _truth("Đúng năm liền sau", "Không phải năm liền sau"),
    "achievement": _truth("Có thành tích như vậy", "Không có thành tích như vậy"),
    "attested": _truth("Đã xác nhận đạt", "Đã xác nhận không đạt"),
    "after_discipline": _said("Áp dụng khi tính thời gian"),
}
_UNITS: Final[Mapping[str, str]] = {
    "held": "lần",
    "rated": "năm",
    "run": "năm",
    "initiative": "sáng kiến, đề tài",
    "members_with": "người",
    "members_share": "% thành viên",
    "age": "năm",
}


def needed(node: Node) -> str:
    """What the condition takes, in words; its own text where no number stands in it."""
    words = _NEEDED.get(node.condition.kind)
    if words is None or node.trace is None:
        return node.condition.text
    return words(_params(node), node.trace)


def found(node: Node) -> str:
    """What was found, in words."""
    words = _FOUND.get(node.condition.kind)
    if words is None or node.trace is None:
        return Verdict(int(np.ravel(node.verdict)[0])).condition_label
    return words(_params(node), node.trace)


def missing(node: Node) -> str | None:
    """What would settle it (unknown) or what it falls short of (not met); None when met."""
    verdict = Verdict(int(np.ravel(node.verdict)[0]))
    if verdict is Verdict.MET:
        return None
    if verdict is Verdict.UNKNOWN:
        return f"Cần: {node.condition.paper or node.condition.text}"
    trace = node.trace
    known = bounds(trace) if trace is not None else None
    unit = _UNITS.get(node.condition.kind)
    if trace is not None and trace.needed is not None and unit and known and known[1] is not None:
        short = trace.needed - known[1]
        if short > 0:
            return f"Còn thiếu {short} {unit}"
    return f"Chưa đạt: {needed(node)}"


def _params(node: Node) -> Params:
    return KINDS[node.condition.kind].complete(node.condition.params)
