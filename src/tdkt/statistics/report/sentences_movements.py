"""Sentences and tables about movements: the year's own, each thematic one, publicity, ceremonies, role models."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from tdkt.documents.paper import Block, Cell, Column, Row, Table
from tdkt.kernel.numbers import format_decimal
from tdkt.kernel.stated import Unit
from tdkt.movements.models import Indicator, Movement, MovementResult, Publicity
from tdkt.movements.states import Verdict
from tdkt.statistics.report.markup import literal
from tdkt.statistics.report.sentences import Desk, Writer, Written
from tdkt.statistics.report.words import (
    BLANK_CELL,
    BLANK_NOTE,
    amount,
    change,
    cited,
    count,
    fig,
    lines,
    listed,
    sentence,
)

COMMUNE_BANDS: Final = "ntm_bands"
AVERAGE_CRITERIA: Final = Unit.CRITERIA


def yearly_movement(desk: Desk) -> Written:
    """The movement of the year: its theme, the documents it stands on, its motto."""
    found = desk.facts.yearly
    if found is None:
        return [f"Chưa có dữ liệu về phong trào thi đua của năm {desk.year}."]
    by = f" do {literal(found.launched_by)} phát động" if found.launched_by else ""
    stands_on = [
        cited(each) for each in (found.launch_document, found.plan, found.guidance) if each
    ]
    return [
        sentence(
            f"Phong trào thi đua năm {desk.year}{by} có chủ đề “{literal(found.name)}”.",
            f"Căn cứ: {listed(stands_on)}." if stands_on else "",
            f"Phương châm hành động: “{literal(found.motto)}”." if found.motto else "",
        )
    ]


def movement(desk: Desk) -> Written:
    """One thematic movement: central name, name in the province, years, documents; what is not known is said."""
    found = _movement(desk)
    years = (
        f", giai đoạn {found.year_from}-{found.year_to}"
        if found.year_from and found.year_to
        else ""
    )
    if found.central_name and found.central_name != found.name:
        first = (
            f"Tỉnh cụ thể hóa phong trào “{literal(found.central_name)}” của Trung ương thành phong trào "
            f"“{literal(found.name)}”{years}."
        )
    else:
        by = f" do {literal(found.launched_by)} phát động" if found.launched_by else " của tỉnh"
        first = f"Đây là phong trào thi đua{by}{years}."
    papers = (
        ("văn bản của Trung ương", found.central_document),
        ("kế hoạch của tỉnh", found.plan),
        ("văn bản hướng dẫn", found.guidance),
    )
    known = [cited(each) for _, each in papers if each]
    lacking = [name for name, each in papers if each is None]
    return [
        sentence(
            first,
            f"Các văn bản chỉ đạo, hướng dẫn gồm: {'; '.join(known)}." if known else "",
            f"Sổ văn bản chưa ghi {listed(lacking, last=', ')} về phong trào này."
            if lacking
            else "",
        )
    ]


def movement_results(desk: Desk) -> Written:
    """What a movement achieved: criteria bands, stated results, indicators, news about it."""
    found = _movement(desk)
    results = [each for each in desk.facts.results if each.movement_id == found.pk]
    bands = [each for each in results if each.group == COMMUNE_BANDS]
    others = [each for each in results if each.group != COMMUNE_BANDS]
    indicators = [each for each in desk.facts.indicators if each.movement_id == found.pk]
    said: list[str | Block] = []
    if bands:
        said.append(_bands(desk, bands, indicators))
    if others:
        said += [
            "Các kết quả có số liệu của phong trào được tổng hợp ở bảng sau:",
            _results_table(found, others),
        ]
    shown = [each for each in indicators if not (bands and each.unit == AVERAGE_CRITERIA)]
    phrases = [phrase for each in shown if (phrase := indicator_phrase(desk, each))]
    if phrases:
        said += ["Chỉ tiêu gắn với phong trào:", *lines(phrases)]
    news = [each for each in desk.facts.publicity if each.movement_id == found.pk]
    said += [
        f"{literal(each.channel)} phát {_number(desk, f'tuyen_truyen.{found.code}', each)} tin, bài, chuyên mục về "
        f"phong trào." for each in news if each.value is not None
    ]  # fmt: skip
    commended = [
        f"{fig(code)} {noun}"
        for kind, noun in (
            ("tap_the", "tập thể"),
            ("ca_nhan", "cá nhân"),
            ("ho_gia_dinh", "hộ gia đình"),
        )
        if desk.book.value(code := f"phong_trao.{found.code}.khen_thuong.{kind}")
    ]
    if commended:
        said.append(
            f"Khen thưởng trong phong trào, theo các quyết định đã ghi sổ: {listed(commended)}."
        )
    if not said:
        said.append(f"Sổ chưa ghi số liệu kết quả của phong trào trong năm {desk.year}.")
    return said


def _bands(desk: Desk, bands: Sequence[MovementResult], indicators: Sequence[Indicator]) -> str:
    parts = []
    for each in bands:
        what = literal(each.what.removeprefix("Số ").removeprefix("xã "))
        none = each.value == 0
        parts.append(f"không có xã {what}" if none else f"{_result_number(desk, each)} xã {what}")
    total = sum((each.value for each in bands if each.value is not None), Decimal(0))
    known = all(each.value is not None for each in bands)
    whole = f" Cộng các mức là {amount(total)} xã." if known else ""
    average = next(
        (each for each in indicators if each.unit == AVERAGE_CRITERIA and each.actual is not None),
        None,
    )
    if average is None or average.actual is None:
        return f"Theo số tiêu chí nông thôn mới đã đạt: {'; '.join(parts)}.{whole}"
    criteria = literal(average.criteria_set or "bộ tiêu chí chưa nêu")
    return (
        f"Theo số tiêu chí nông thôn mới đã đạt: {'; '.join(parts)}.{whole} Riêng theo {criteria}, bình quân đạt "
        f"{_indicator_number(desk, average)} tiêu chí/xã[^Các mức tiêu chí nêu trên không ghi rõ bản bộ tiêu chí; "
        f"bình quân {amount(average.actual)} tiêu chí/xã tính theo {criteria}. Hai số liệu dùng hai bộ tiêu chí khác "
        "nhau, không so sánh và không tính gộp với nhau.]."
    )


def _results_table(found: Movement, rows: Sequence[MovementResult]) -> Table:
    columns = (
        Column("TT", 0.7, "center"),
        Column("Nội dung", 4.2),
        Column("Số lượng", 1.6, "right"),
        Column("Đơn vị tính", 1.3, "center"),
        Column("Trị giá, khối lượng", 2.5, "right"),
    )
    made: list[Row] = [
        (
            str(place),
            each.what,
            Cell(amount(each.value, hedge=each.hedge) or BLANK_CELL, figure=f"ket_qua.{each.code}.so_luong"),
            _unit(each.unit),
            Cell(amount(each.amount, each.amount_unit) or BLANK_CELL,
                 figure=f"ket_qua.{each.code}.tri_gia" if each.amount is not None else None),
        )
        for place, each in enumerate(rows, start=1)
    ]  # fmt: skip
    blank = any(each.amount is None or each.value is None for each in rows)
    return Table(
        columns, tuple(made), caption=f"Kết quả có số liệu của phong trào “{found.name}”",
        note=BLANK_NOTE if blank else "", size=12,
    )  # fmt: skip


def indicator_phrase(desk: Desk, each: Indicator) -> str:
    """An indicator in words: "Doanh nghiệp thành lập mới: 165 doanh nghiệp, vượt kế hoạch 10%"."""
    known = _indicator_number(desk, each, unit=True)
    said = [known] if known else []
    if each.plan is not None:
        said.append(f"kế hoạch {amount(each.plan, each.unit)}")
    elif each.over_plan is not None:
        said.append(
            f"{change(each.over_plan, each.over_plan_unit, up='vượt kế hoạch', down='thấp hơn kế hoạch')}"
        )
    if each.over_previous is not None:
        said.append(
            f"{change(each.over_previous, each.over_previous_unit)} so với năm {each.year - 1}"
        )
    if not said and each.text:
        said.append(literal(each.text))
    return f"{literal(each.name)}: {', '.join(said)}" if said else ""


def indicators(desk: Desk) -> Written:
    """The table of socio-economic indicators against plan and the year before."""
    found = desk.facts.indicators
    if not found:
        return [f"Chưa có dữ liệu về chỉ tiêu kinh tế - xã hội năm {desk.year}."]
    columns = (
        Column("TT", 0.8, "center"),
        Column("Chỉ tiêu", 4),
        Column("Đơn vị tính", 1.6, "center"),
        Column("Kế hoạch", 1.3, "right"),
        Column("Thực hiện", 1.9, "right"),
        Column(f"Năm {desk.year - 1}", 1.1, "right"),
        Column("Kế hoạch", 1.7, "right", ("So với",)),
        Column(f"Năm {desk.year - 1}", 1.7, "right", ("So với",)),
        Column("Đánh giá", 1.2, "center"),
    )
    rows = tuple(_indicator_row(desk, place, each) for place, each in enumerate(found, start=1))
    title = f"Chỉ tiêu kinh tế - xã hội năm {desk.year}: kế hoạch, thực hiện và so sánh"
    note = f"{BLANK_NOTE} Cột “Đánh giá” ghi theo nguồn, không suy ra từ con số."
    return [
        f"Kết quả {fig('chi_tieu.theo_doi')} chỉ tiêu được theo dõi trong năm như sau:",
        Table(columns, rows, caption=title, note=note, size=10),
    ]


def _indicator_row(desk: Desk, place: int, each: Indicator) -> Row:
    code = f"chi_tieu.{each.code}"

    def cell(column: str, text: str) -> str | Cell:
        return (
            Cell(text, figure=f"{code}.{column}")
            if text and f"{code}.{column}" in desk.book
            else text or BLANK_CELL
        )

    actual = amount(each.actual, hedge=each.hedge) or each.text
    out_of = f"/{amount(each.out_of)}" if each.out_of is not None and actual else ""
    return (
        str(place),
        each.name,
        _unit(each.unit) if each.unit_known else BLANK_CELL,
        cell("ke_hoach", amount(each.plan)),
        cell("thuc_hien", actual + out_of),
        cell("nam_truoc", amount(each.previous)),
        cell("so_ke_hoach", _signed(each.over_plan, each.over_plan_unit)),
        cell("so_nam_truoc", _signed(each.over_previous, each.over_previous_unit)),
        str(Verdict(each.verdict).label).removesuffix(" kế hoạch") if each.verdict else BLANK_CELL,
    )


def publicity(desk: Desk) -> Written:
    """News about movements: the stated total, its known parts, and how far they are apart."""
    found = desk.facts.publicity
    if not found:
        return [f"Chưa có dữ liệu về tuyên truyền các phong trào thi đua năm {desk.year}."]
    said: list[str] = []
    for channel in dict.fromkeys(each.channel for each in found):
        rows = [each for each in found if each.channel == channel]
        total = next((each for each in rows if each.is_stated_total), None)
        parts = [each for each in rows if not each.is_stated_total and each.value is not None]
        said.append(_channel(desk, channel, total, parts))
    return said


def _channel(desk: Desk, channel: str, total: Publicity | None, parts: Sequence[Publicity]) -> str:
    named = [
        f"{_number(desk, f'tuyen_truyen.{each.movement.code}', each)} về “{literal(each.movement.name)}”"
        if each.movement
        else f"{_stated(each)} không ghi phong trào"
        for each in parts
    ]
    first = (
        f"{literal(channel)} sản xuất, phát sóng {_number(desk, 'tuyen_truyen.tong', total)} tin, bài, chuyên mục về "
        "các phong trào thi đua"
        if total is not None and total.value is not None
        else f"Tổng số tin, bài, chuyên mục của {literal(channel)}: chưa có dữ liệu"
    )
    gap = _gap(total, parts)
    detail = f"; số liệu theo phong trào gồm {listed(named)}" if named else ""
    return f"{first}{detail}{gap}."


def _gap(total: Publicity | None, parts: Sequence[Publicity]) -> str:
    """The footnote that says by how much the known parts fall short of the stated total."""
    if total is None or total.value is None or not parts:
        return ""
    known = sum(each.value or 0 for each in parts)
    if known == total.value:
        return ""
    hedged = total.hedge or any(each.hedge for each in parts)
    about = "khoảng " if hedged else ""
    way = "thấp hơn" if known < total.value else "cao hơn"
    return (
        f"[^Cộng các phần đã biết được {about}{count(known)}, {way} tổng nguồn nêu ({_stated(total)}) {about}"
        f"{count(abs(total.value - known))}; phần chênh lệch chưa có số liệu theo phong trào. Các số có chữ “gần”, "
        "“trên” ghi đúng mức ước của nguồn.]"
    )


def ceremonies(desk: Desk) -> Written:
    """Ceremonies of honouring with their own counts, which are not the commendation statistics."""
    found = desk.facts.ceremonies
    if not found:
        return [f"Chưa có dữ liệu về hội nghị, lễ biểu dương, tôn vinh trong năm {desk.year}."]
    items = []
    for each in found:
        counts = [
            f"{count(number)} {noun}"
            for number, noun in (
                (each.collectives, "tập thể"), (each.individuals, "cá nhân"), (each.households, "hộ gia đình"),
            )
            if number
        ]  # fmt: skip
        by = f" ({literal(each.organisers)})" if each.organisers else ""
        honoured = (
            f"biểu dương {listed(counts)}" if counts else "số được biểu dương: chưa có dữ liệu"
        )
        items.append(f"{literal(each.name)}{by}: {honoured}")
    return [
        (
            f"Trong năm có {fig('le_tuyen_duong.so_le')} hội nghị, lễ, hoạt động biểu dương, tôn vinh tiêu biểu[^Số biểu dương, "
            "tôn vinh tại các hội nghị, lễ không cộng vào số khen thưởng ở mục III.]:"
        ),
        *lines(items),
    ]


def role_models(desk: Desk) -> Written:
    """Role models of the year: the list is Annex III."""
    known = len(desk.facts.role_models)
    if not known:
        return ["Danh sách điển hình tiên tiến trong năm: chưa có dữ liệu *(Phụ lục III)*."]
    return ["Danh sách điển hình tiên tiến ghi trong sổ *(có Phụ lục III kèm theo)*."]


def _movement(desk: Desk) -> Movement:
    found = desk.facts.movement(desk.movement)
    if found is None:
        raise LookupError(f"Không có phong trào mang mã “{desk.movement}”.")
    return found


def _number(desk: Desk, code: str, row: Publicity) -> str:
    """The figure when it says what the row says, else the row's own number."""
    entry = desk.book.get(code)
    same = entry is not None and entry.value == row.value and entry.hedge == row.hedge
    return fig(code) if same else _stated(row)


def _stated(row: Publicity) -> str:
    return amount(Decimal(row.value) if row.value is not None else None, hedge=row.hedge)


def _result_number(desk: Desk, row: MovementResult) -> str:
    code = f"ket_qua.{row.code}.so_luong"
    return (
        fig(code)
        if desk.book.value(code) == row.value and not row.hedge
        else amount(row.value, hedge=row.hedge)
    )


def _indicator_number(desk: Desk, each: Indicator, *, unit: bool = False) -> str:
    code = f"chi_tieu.{each.code}.thuc_hien"
    if desk.book.value(code) == each.actual and each.actual is not None:
        return fig(code, "don_vi" if unit else "")
    return amount(each.actual, each.unit if unit else "", each.hedge)


def _unit(unit: str) -> str:
    word = str(Unit(unit).label) if unit in Unit.values else unit
    return word or BLANK_CELL


def _signed(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    plain = value.normalize()
    number = format_decimal(
        plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain
    )
    word = str(Unit(unit).label) if unit in Unit.values else unit
    sign = "+" if value > 0 else ""
    return f"{sign}{number}{'' if word in ('', '%', '‰') else ' '}{word}"


WRITERS: Final[Mapping[str, Writer]] = {
    writer.__name__: writer
    for writer in (
        yearly_movement, movement, movement_results, indicators, publicity, ceremonies, role_models,
    )
}  # fmt: skip
