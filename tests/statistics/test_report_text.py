from decimal import Decimal

import pytest

from tdkt.documents.paper import Bullet, Paragraph, Run
from tdkt.kernel.stated import Hedge, Unit
from tdkt.statistics.report.book import Book, Entry, Form
from tdkt.statistics.report.check import Weight, report_text_check
from tdkt.statistics.report.markup import blocks, literal

STATE = "khen_thuong.nha_nuoc"
BOOK = Book(
    [
        Entry(f"{STATE}.ca_nhan", "Cá nhân, cấp Nhà nước", Unit.INDIVIDUAL, Decimal(36)),
        Entry(f"{STATE}.tap_the", "Tập thể, cấp Nhà nước", Unit.COLLECTIVE, Decimal(5)),
        Entry(f"{STATE}.ty_le", "Tỷ lệ người trực tiếp", Unit.PERCENT, Decimal("86.1"), places=1),
        Entry(f"{STATE}.ty_le.thay_doi", "Thay đổi của tỷ lệ", Unit.POINTS, Decimal(27)),
        Entry("tuyen_truyen.tong", "Tin, bài", Unit.ITEM, Decimal(6000), Hedge.ALMOST),
        Entry("thu", "Thu ngân sách", Unit.BILLION, Decimal("11919.7400")),
        Entry("giam", "Tai nạn, so với năm trước", Unit.CASE, Decimal(-16)),
        Entry("chua", "Chưa biết", Unit.COUNT),
    ]
)


def runs(body):
    return [(run.text, run.italic, run.footnote, run.figure) for run in blocks(body, BOOK)[0].runs]


def said(body):
    return [
        (body[p.position : p.end], p.what, p.suggestion, p.weight)
        for p in report_text_check(body, BOOK)
    ]


# --- what a text means ---------------------------------------------------------------------------------


def test_every_line_is_a_paragraph_and_dashes_begin_bullets():
    assert blocks("Mở đầu.\n\n- Ý một\n+ Ý nhỏ", BOOK) == [
        Paragraph((Run("Mở đầu."),)),
        Bullet((Run("Ý một"),)),
        Bullet((Run("Ý nhỏ"),), 2),
    ]


def test_italics_footnotes_and_figures_become_runs():
    assert runs(
        f"Có *{{{{ {STATE}.tap_the }}}} tập thể*[^trong đó {{{{ {STATE}.ca_nhan }}}} người]."
    ) == [
        ("Có ", False, None, None),
        ("05", True, None, f"{STATE}.tap_the"),
        (" tập thể", True, "trong đó 36 người", None),
        (".", False, None, None),
    ]


@pytest.mark.parametrize("text", ["{{ x }}", "[^x]", "*x*", "- x", "+ x", "\\{", "a\\b"])
def test_words_of_records_are_never_read_as_signs(text):
    assert "".join(run[0] for run in runs(literal(text))) == text


@pytest.mark.parametrize(
    "text", ["{% load x %}", "{# x #}", "{{ x.y|safe }}", "<script>", "&lt;", "3 * 4 * 5"]
)
def test_nothing_of_another_language_is_run(text):
    shown = "".join(run[0] for run in runs(text))
    assert shown == text.replace("{{ x.y|safe }}", "[không có số liệu “x.y|safe”]")


def test_a_form_that_is_none_is_told_with_those_there_are():
    shown = runs(f"Có {{{{ {STATE}.tap_the|hoa }}}} tập thể")
    assert shown[1][0] == "[không có cách in “hoa”; có: so, chu, don_vi, muc]"


@pytest.mark.parametrize(
    ("code", "form", "text"),
    [
        (f"{STATE}.tap_the", "", "05"),
        (f"{STATE}.tap_the", "chu", "năm"),
        (f"{STATE}.tap_the", "don_vi", "05 tập thể"),
        (f"{STATE}.ty_le", "", "86,1%"),
        (f"{STATE}.ty_le", "so", "86,1"),
        (f"{STATE}.ty_le.thay_doi", "", "27 điểm %"),
        ("tuyen_truyen.tong", "", "gần 6.000"),
        ("thu", "don_vi", "11.919,74 tỷ đồng"),
        ("giam", "", "-16"),
        ("giam", "muc", "16"),
        ("chua", "", "chưa có dữ liệu"),
    ],
)
def test_a_figure_is_printed_in_the_form_asked_for(code, form, text):
    assert BOOK.get(code).text(Form(form)) == text


# --- what is wrong with it -------------------------------------------------------------------------------


def test_an_unknown_figure_is_named_with_the_nearest_codes():
    assert said(f"Có {{{{ {STATE}.canhan }}}} người.") == [
        (
            f"{{{{ {STATE}.canhan }}}}",
            f"Không có số liệu “{STATE}.canhan”.",
            f"Có phải: {STATE}.ca_nhan; {STATE}.tap_the; {STATE}.ty_le?",
            Weight.ERROR,
        )
    ]


def test_percent_after_points_is_wrong():
    assert said(f"tăng {{{{ {STATE}.ty_le.thay_doi }}}}%") == [
        (
            f"{{{{ {STATE}.ty_le.thay_doi }}}}",
            "“Thay đổi của tỷ lệ” tính bằng điểm %, không phải %.",
            "Bỏ dấu % sau số liệu: phần mềm tự in “điểm %”.",
            Weight.ERROR,
        )
    ]


def test_twenty_seven_percent_typed_by_hand_is_told_to_be_points():
    assert said("chiếm tỷ lệ cao, tăng 27% so với năm 2021") == [
        (
            "27",
            "“27%” trùng “Thay đổi của tỷ lệ”, tính bằng điểm %, không phải %.",
            f"Dùng {{{{ {STATE}.ty_le.thay_doi }}}}.",
            Weight.ERROR,
        )
    ]


def test_a_rise_in_percent_is_told_even_when_some_share_has_that_value():
    book = Book(
        [
            *(BOOK.get(code) for code in BOOK.names()),
            Entry("khac", "Tỷ lệ khác", Unit.PERCENT, Decimal(27)),
        ]
    )
    found = [
        problem.weight for problem in report_text_check("tăng 27%; tăng thêm 27%; chiếm 27%", book)
    ]
    assert found == [Weight.ERROR, Weight.ERROR, Weight.HINT]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (
            f"{{{{ {STATE}.ty_le }}}} điểm %",
            "“Tỷ lệ người trực tiếp” là tỷ lệ %, không phải điểm %.",
        ),
        (f"{{{{ {STATE}.ty_le }}}}%", "Đơn vị in hai lần: số liệu đã in “86,1%”."),
        (f"{{{{ {STATE}.ca_nhan }}}}%", "“Cá nhân, cấp Nhà nước” không tính bằng %."),
        (
            f"{{{{ {STATE}.ca_nhan }}}} tập thể",
            "“Cá nhân, cấp Nhà nước” đếm cá nhân, nhưng sau đó viết “tập thể”.",
        ),
        (f"{{{{ {STATE}.ca_nhan|to }}}}", "Không có cách in “to”."),
        ("gần {{ tuyen_truyen.tong }} tin", "Mức ước viết hai lần: số liệu đã in “gần”."),
        ("{{ chua }}", "Số liệu “Chưa biết” chưa có; báo cáo sẽ in “chưa có dữ liệu”."),
        ("{{ }}", "Chưa ghi mã số liệu."),
        ("{{ thu", "Dấu {{ mở một số liệu nhưng không có }} đóng."),
        ("a[^b", "Dấu [^ mở một chú thích nhưng không có ] đóng trong cùng đoạn."),
        ("*nghiêng", "Dấu * mở chữ nghiêng nhưng không có dấu * đóng."),
        ("a[^{{ sai }} b]", "Không có số liệu “sai”."),
        ("Thu 11.919,74 tỷ đồng", "Số gõ tay “11.919,74” trùng với số liệu “Thu ngân sách”."),
        ("Có 36 cá nhân", "Số gõ tay “36” trùng với số liệu “Cá nhân, cấp Nhà nước”."),
    ],
)
def test_each_slip_has_its_words(body, what):
    assert [problem.what for problem in report_text_check(body, BOOK)] == [what]


@pytest.mark.parametrize(
    "body",
    [
        "36 người bị thương",  # the same value is not the same meaning
        "36 tập thể",
        "năm 2022 và 2023",
        "Quyết định số 36/QĐ-UBND ngày 05/6/2022",
        "Chỉ thị 36-CT/TW",
        "giai đoạn 2021-2025",
        f"{{{{ {STATE}.ty_le }}}} tập thể được khen",
        f"tăng {{{{ {STATE}.ty_le.thay_doi }}}} so với năm trước",
        "",
    ],
)
def test_nothing_is_said_of_a_text_that_is_right(body):
    assert said(body) == []


def test_figures_are_found_by_words_without_diacritics():
    assert [entry.code for entry in BOOK.search("ca nhan nha nuoc")] == [f"{STATE}.ca_nhan"]
