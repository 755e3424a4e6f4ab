"""Components as HTML, read back by what a person or a screen reader gets."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from lxml import html

from tdkt.kernel.forms import NamesMissing
from tdkt.web.ribbon import Ribbon, RibbonMark, RibbonRow
from tdkt.web.tables import Cell, Column, Pager, Row, Table, chips, sortable, without
from tdkt.web.templatetags.vietnamese import day, known, money, number, percent


def draw(source: str, **context):
    text = Template("{% load ui vietnamese %}" + source).render(Context(context))
    return html.fromstring(f"<div>{text}</div>")


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_numbers_are_written_the_vietnamese_way():
    assert (number(3320), number(Decimal("11919.74")), money(2_340_000)) == (
        "3.320",
        "11.919,74",
        "2.340.000 đồng",
    )
    assert (percent(Fraction(2403, 3320)), day(date(2022, 1, 19))) == ("72,4%", "19/01/2022")


@pytest.mark.parametrize("write", [number, money, percent, day, known])
def test_unknown_is_said_and_is_not_zero(write):
    assert html.fromstring(write(None)).text == "chưa có dữ liệu"


def test_zero_is_not_unknown():
    assert (number(0), known(0)) == ("0", 0)


def test_a_figure_opens_its_records_and_says_unit_hedge_and_change():
    drawn = draw(
        '{% figure "Tin, bài" 5000 url="/so-lieu/tin-bai/" unit="tin, bài" hedge="trên" change=ten'
        ' change_unit="%" against="so với năm 2021" %}',
        ten=Decimal("-10.5"),
    )
    link = drawn.find(".//a")
    assert (link.get("href"), words(link)) == ("/so-lieu/tin-bai/", "5.000")
    assert link.get("aria-label") == "Tin, bài: trên 5.000 tin, bài, mở danh sách"
    assert words(drawn) == "Tin, bài trên 5.000 tin, bài giảm 10,5% so với năm 2021"


def test_percent_and_percentage_points_are_different_units():
    drawn = draw(
        '{% figure "Tỷ lệ" share unit="%" change=27 change_unit="điểm %" %}', share=Decimal("86.1")
    )
    assert words(drawn) == "Tỷ lệ 86,1% tăng 27 điểm %"


def test_an_unknown_figure_has_no_link_and_no_number():
    drawn = draw('{% figure "Tiền thưởng" None url="/x/" unit="đồng" %}')
    assert (words(drawn), drawn.findall(".//a")) == ("Tiền thưởng chưa có dữ liệu", [])


def test_a_series_is_drawn_from_low_to_high():
    drawn = draw('{% figure "Lượt" 3 series=series %}', series=[1, 2, 3])
    assert drawn.find(".//polyline").get("points") == "0.0,32.0 60.0,18.0 120.0,4.0"


def ribbon_of(state: str = "") -> Ribbon:
    mark = RibbonMark("CSTĐCS", "Chiến sĩ thi đua cơ sở", "title", "/qd/1/", state)  # type: ignore[arg-type]
    return Ribbon(
        [2021, 2022, "2022-2023"],
        [RibbonRow("Danh hiệu", {2021: [], 2022: [mark]}), RibbonRow("Kỷ luật", {})],
    )


def test_the_ribbon_is_a_table_that_tells_none_from_unknown():
    drawn = draw("{% year_ribbon ribbon %}", ribbon=ribbon_of())
    assert words(drawn.find(".//caption")) == "Quá trình thi đua, khen thưởng"
    assert [th.text for th in drawn.findall(".//thead//th")] == ["Năm", "2021", "2022", "2022-2023"]
    rows = [[words(cell) for cell in row] for row in drawn.findall(".//tbody/tr")]
    assert rows == [
        ["Danh hiệu", "– không có", "CSTĐCS, Chiến sĩ thi đua cơ sở", "chưa có dữ liệu"],
        ["Kỷ luật", "chưa có dữ liệu", "chưa có dữ liệu", "chưa có dữ liệu"],
    ]
    assert drawn.find(".//tbody//a").get("href") == "/qd/1/"


@pytest.mark.parametrize(("state", "said"), [("used", "(được tính)"), ("missing", "(còn thiếu)")])
def test_a_finding_lights_the_ribbon_in_class_and_in_words(state, said):
    drawn = draw("{% year_ribbon ribbon %}", ribbon=ribbon_of(state))
    mark = drawn.find(".//tbody//a")
    assert mark.get("class") == f"year-mark is-title is-{state}"
    assert words(mark) == f"CSTĐCS, Chiến sĩ thi đua cơ sở {said}"
    assert drawn.find(".//table").get("class") == "year-ribbon is-lit"


@pytest.mark.parametrize(
    ("verdict", "one", "whole"),
    [
        ("met", "Đạt", "Đủ điều kiện"),
        ("unknown", "Chưa đủ căn cứ", "Cần bổ sung, xác minh"),
        ("not_met", "Không đạt", "Không đủ điều kiện"),
    ],
)
def test_a_verdict_is_shape_and_word(verdict, one, whole):
    drawn = draw("{% verdict_mark v %}{% verdict_mark v whole=True %}", v=verdict)
    assert [words(mark) for mark in drawn.findall(".//span")] == [one, whole]
    assert len(drawn.findall(".//svg")) == 2


def test_a_verdict_opens_on_clause_needed_found_and_missing():
    finding = {
        "text": "Đủ 5 năm",
        "source": "Luật 06/2022/QH15, Điều 22",
        "needed": "5 năm",
        "found": "4 năm",
        "missing": "năm 2024",
    }
    drawn = draw("{% verdict_mark 'not_met' finding=f %}", f=finding)
    assert words(drawn.find(".//details/summary")) == "Không đạt Đủ 5 năm"
    pairs = list(zip(drawn.findall(".//dt"), drawn.findall(".//dd"), strict=True))
    assert [(words(a), words(b)) for a, b in pairs] == [
        ("Cần có", "5 năm"),
        ("Đã có", "4 năm"),
        ("Còn thiếu", "năm 2024"),
        ("Căn cứ", "Luật 06/2022/QH15, Điều 22"),
    ]


def a_table(**changes) -> Table:
    columns = sortable(
        [Column("Tên", sort="ten"), Column("Ngày"), Column("Tiền", number=True)],
        QueryDict("q=an&after=k9&sort=ten"),
        default="ten",
    )
    rows = [Row([Cell("Lò Thị Ân", note="Giáo viên"), date(2022, 1, 19), None], url="/ca-nhan/a1/")]
    return Table("Danh sách", columns, rows, **changes)


def test_a_table_has_headers_links_and_says_what_is_unknown():
    drawn = draw("{% data_table t %}", t=a_table())
    row = drawn.find(".//tbody/tr")
    assert [words(cell) for cell in row] == ["Lò Thị Ân Giáo viên", "19/01/2022", "chưa có dữ liệu"]
    assert (row[0].tag, row[0].get("scope"), row[0].find(".//a").get("href")) == (
        "th",
        "row",
        "/ca-nhan/a1/",
    )
    assert [cell.get("data-label") for cell in row[1:]] == ["Ngày", "Tiền"]


def test_a_pressed_header_turns_the_order_round_and_forgets_the_page():
    drawn = draw("{% data_table t %}", t=a_table())
    head = drawn.find(".//thead//th")
    assert (head.get("aria-sort"), head.find(".//a").get("href")) == (
        "ascending",
        "?q=an&sort=-ten",
    )


@pytest.mark.parametrize(
    ("pager", "said"),
    [
        (Pager(total=9_999, noun="lượt"), "9.999 lượt"),
        (Pager(total=10_000, noun="lượt"), "10.000 lượt"),
        (Pager(total=10_001, noun="lượt"), "trên 10.000 lượt"),
        (Pager(total=12_345, noun="lượt", exact=True), "12.345 lượt"),
    ],
)
def test_the_total_is_exact_to_ten_thousand(pager, said):
    drawn = draw("{% data_table t %}", t=a_table(pager=pager))
    assert words(drawn.find_class("table-head")[0]) == said


def test_the_pager_shows_only_the_pages_there_are():
    drawn = draw("{% data_table t %}", t=a_table(pager=Pager(next_url="?after=k9")))
    links = [(words(a), a.get("rel"), a.get("href")) for a in drawn.findall(".//nav//a")]
    assert links == [("Trang sau", "next", "?after=k9")]


def test_a_chip_takes_one_filter_away():
    query = QueryDict("q=an&nam=2022&after=k9")
    assert without(query, "nam") == "?q=an"
    assert chips(query, {"nam": ("Năm", "2022"), "cap": ("Cấp", "")}) == [("Năm", "2022", "?q=an")]


class AForm(NamesMissing, forms.Form):
    name = forms.CharField(label="Tên", help_text="Như trong quyết định.")
    note = forms.CharField(label="Ghi chú", required=False)


def test_a_field_is_joined_to_its_help_and_its_error():
    form = AForm({"name": ""})
    drawn = draw("{% form_fields form %}", form=form)
    field = drawn.find(".//input[@name='name']")
    described = [words(drawn.get_element_by_id(i)) for i in field.get("aria-describedby").split()]
    assert described == ["Như trong quyết định.", "Cần điền “Tên”."]
    assert [words(label) for label in drawn.findall(".//label")] == [
        "Tên",
        "Ghi chú (không bắt buộc)",
    ]


def test_what_a_user_typed_is_never_markup():
    drawn = draw(
        "{% empty_state t %}{% notice 'bad' t %}{% award t %}{% figure t t %}{% facts p %}",
        t="<b>x</b>",
        p=[("<i>", "<i>")],
    )
    assert (drawn.findall(".//i"), [b.text for b in drawn.findall(".//b")]) == ([], ["<b>x</b>"])


def test_progress_asks_again_only_while_it_runs():
    running = draw('{% progress "Đọc tệp" 37000 100000 poll_url="/p/" %}')[0]
    done = draw('{% progress "Đọc tệp" 100000 100000 %}')[0]
    assert (running.get("hx-get"), words(running)) == ("/p/", "Đọc tệp 37% 37% Xem lại tiến độ")
    assert (done.get("hx-get"), words(done)) == (None, "Đọc tệp 100% 100%")
