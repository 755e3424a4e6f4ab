"""The screening page and its export."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tdkt.accounts.selectors import Reach
from tdkt.kernel.answers import Refused
from tdkt.registry.states import RecipientKind
from tdkt.web.excel import SheetColumn, excel_answer
from tdkt.web.links import page_url, require_reading
from tdkt.web.merits.guard import require_discipline_reader
from tdkt.web.screening.asked import GROUPS, ONE_SHORT, QUALIFIED, SHORT, Asked, screening_asked
from tdkt.web.screening.found import (
    DIRECT_WORDS,
    Answer,
    Told,
    award_words,
    screening_answer,
    size_words,
    told_lines,
)
from tdkt.web.tables import Cell, Column, Pager, Row, Table
from tdkt_law.catalogue.catalogue import NoLaw

SHOWN: Final = 50
EXPORTED_TO: Final = 20_000
PAGE: Final = "trang"
KIND_WORDS: Final = {
    RecipientKind.PERSON: "cá nhân", RecipientKind.COLLECTIVE: "tập thể", RecipientKind.HOUSEHOLD: "hộ gia đình",
}  # fmt: skip


@require_safe
def screening(request: Any) -> HttpResponse:
    """The form, and once it was sent the answer; nobody is screened unasked."""
    reach = request.reach
    require_reading(reach)
    require_discipline_reader(reach)
    asked = screening_asked(request.GET, reach)
    context: dict[str, Any] = {
        "form": asked.form, "asked": asked, "whole_province": reach.whole_province,
    }  # fmt: skip
    if asked.form.errors:
        return render(request, "screening/page.html", context, status=400)
    if asked.run:
        try:
            answer = screening_answer(reach, asked)
        except NoLaw as error:
            context["refusal"] = str(error)
        else:
            context |= _answer_context(request, asked, answer)
    return render(request, "screening/page.html", context)


def _answer_context(request: Any, asked: Asked, answer: Answer) -> dict[str, Any]:
    page = max(_number(request.GET.get(PAGE, "1")), 1)
    shown = answer.lines[(page - 1) * SHOWN : page * SHOWN]
    told = list(told_lines(shown, asked.law))
    return {
        "answer": answer,
        "size": size_words(answer, KIND_WORDS[RecipientKind(asked.kind)]),
        "caveat": answer.regime.caveat if answer.regime.presumes else "",
        "regime": answer.regime.name,
        "groups": [
            (key, SHORT[key], _with(request, nhom=key), _total(answer, key)) for key, _ in GROUPS
        ],
        "group": asked.group,
        "counts": _counts_table(request, answer),
        "table": _table(request, asked, answer, told, page) if told else None,
    }  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _with(request: Any, **values: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    for name, value in values.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _total(answer: Answer, group: str) -> int:
    return sum(one.groups[group] for one in answer.counts)


def _counts_table(request: Any, answer: Answer) -> Table | None:
    """By award; only where several were asked."""
    if len(answer.counts) < 2:
        return None
    rows = [
        Row(
            [
                Cell(award_words(one.award), _with(request, hinh_thuc=one.award), award=True),
                *(
                    Cell(one.groups[group], _with(request, hinh_thuc=one.award, nhom=group) if one.groups[group] else "")
                    for group, _ in GROUPS
                ),
                one.unknown,
            ]
        )
        for one in answer.counts
        if any(one.groups.values())
    ]  # fmt: skip
    columns = [
        Column("Danh hiệu, hình thức"), Column("Đủ, chưa khen", number=True), Column("Thiếu một", number=True),
        Column("Chưa đủ căn cứ ở một", number=True), Column("Chưa đủ căn cứ ở nhiều", number=True),
    ]  # fmt: skip
    return Table("Số lượt theo danh hiệu, hình thức", columns, rows) if rows else None


def _table(request: Any, asked: Asked, answer: Answer, told: Sequence[Told], page: int) -> Table:
    lacks = asked.group != QUALIFIED
    person = asked.kind == RecipientKind.PERSON
    rows = [
        Row(
            [
                Cell(one.recipient.name, note=one.post),
                Cell(one.unit or None),
                Cell(award_words(one.line.award), award=True),
                *([Cell(one.lacks, note=one.clause)] if lacks else []),
                *([Cell(DIRECT_WORDS[one.line.direct])] if person else []),
                *([] if lacks else [_standing(one)]),
            ],
            url=one.url(asked),
        )
        for one in told
    ]
    columns = [
        Column("Họ và tên" if person else "Tên gọi"), Column("Đơn vị"), Column("Danh hiệu, hình thức"),
        *([Column("Điều kiện còn thiếu" if asked.group == ONE_SHORT else "Điều kiện chưa đủ căn cứ")] if lacks else []),
        *([Column("Lao động trực tiếp", nowrap=True)] if person else []),
        *([] if lacks else [Column("Dữ liệu")]),
    ]  # fmt: skip
    total = len(answer.lines)
    pager = Pager(
        total=total, shown=len(rows), noun="lượt người và hình thức", exact=True,
        next_url=_with(request) + f"&{PAGE}={page + 1}" if page * SHOWN < total else "",
        previous_url=_with(request) + f"&{PAGE}={page - 1}" if page > 1 else "",
    )  # fmt: skip
    export = page_url("screening-export") + _with(request)
    return Table(dict(GROUPS)[asked.group], columns, rows, pager, export_url=export)


def _standing(told: Told) -> Cell:
    if told.line.declared:
        return Cell("Theo kê khai, chưa đối chiếu", mark="warn")
    return Cell("")


_SHEET: Final = (
    SheetColumn("Họ và tên, tên gọi", 28), SheetColumn("Chức vụ", 26), SheetColumn("Đơn vị", 34),
    SheetColumn("Lao động trực tiếp", 12), SheetColumn("Danh hiệu, hình thức", 34), SheetColumn("Kết quả", 30),
    SheetColumn("Điều kiện còn thiếu", 48), SheetColumn("Căn cứ", 34), SheetColumn("Ghi chú", 26),
)  # fmt: skip


@require_safe
def screening_export(request: Any) -> HttpResponseBase:
    """The group asked for as .xlsx, to ``EXPORTED_TO`` lines; a longer one says so in its head."""
    reach: Reach = request.reach
    require_reading(reach)
    require_discipline_reader(reach)
    asked = screening_asked(request.GET, reach)
    if asked.form.errors:
        return render(request, "screening/page.html", {"form": asked.form, "asked": asked}, status=400)  # fmt: skip
    try:
        answer = screening_answer(reach, asked)
    except NoLaw as error:
        raise Refused(str(error)) from error
    lines = answer.lines[:EXPORTED_TO]
    cut = "" if len(lines) == len(answer.lines) else f" Tệp chỉ ghi {EXPORTED_TO} dòng đầu: hãy lọc hẹp hơn để có đủ."  # fmt: skip
    words = dict(GROUPS)[asked.group]
    where = f" Phạm vi: {asked.scope}." if asked.scope else ""
    about = f"{words}. Thành tích năm {asked.year}, xét vào ngày {asked.on:%d/%m/%Y}.{where} {len(answer.lines)} dòng.{cut}"
    return excel_answer(
        name=f"ra-soat-dieu-kien-{asked.year}", title="Rà soát điều kiện khen thưởng", about=about, columns=_SHEET,
        rows=_sheet_rows(lines, asked, words),
    )  # fmt: skip


def _sheet_rows(lines: Sequence[Any], asked: Asked, words: str) -> Iterator[Sequence[object]]:
    for one in told_lines(lines, asked.law):
        yield (
            one.recipient.name, one.post, one.unit or None, DIRECT_WORDS[one.line.direct], award_words(one.line.award),
            words, one.lacks, one.clause, "theo kê khai, chưa đối chiếu" if one.line.declared else "",
        )  # fmt: skip
