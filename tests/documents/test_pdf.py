import re
import unicodedata

import pytest

from tdkt.documents.fonts import font_folder
from tdkt.documents.paper import Paragraph, Run
from tdkt.documents.pdf import heading_pages, shared_fonts, write_pdf
from tests.documents.reading import LETTERS, fonts, pages
from tests.documents.sample import INJECTIONS, LONG, decision, letter, report

STYLES = (
    ("Regular", False, False),
    ("Bold", True, False),
    ("Italic", False, True),
    ("BoldItalic", True, True),
)


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return pages(write_pdf(report(), toc=True))


def test_the_first_page_has_no_number_and_the_second_has(printed):
    assert printed[0].startswith("ỦY BAN NHÂN DÂN TỈNH VÍ DỤ")
    assert printed[1].startswith("2 Phần thứ nhất")
    assert printed[2].startswith("3 ")


def test_each_annex_counts_its_own_pages_and_hides_the_first(printed):
    first = next(i for i, text in enumerate(printed) if "Lò Văn Mẫu 1 " in text)
    assert printed[first].startswith("Phụ lục I DANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG (Kèm theo")
    assert printed[first + 1].startswith("2 TT Họ và tên")
    assert printed[-1].startswith("Phụ lục II TỔNG HỢP THEO HÌNH THỨC")


def test_a_blank_number_and_date_leave_their_room(printed):
    assert "Số: /BC-UBND" in printed[0]
    assert "Ví Dụ, ngày tháng năm 2023" in printed[0]


def test_what_looks_like_markup_is_literal_text(printed):
    for text in INJECTIONS:
        assert f"- {text} " in printed[1]


def test_footnotes_stand_at_the_foot_of_their_page(printed):
    assert printed[1].endswith("1Không kể các văn bản chuyển tiếp của năm 2021.")


def test_the_contents_agree_with_the_pages(printed):
    numbers = heading_pages(report())
    assert len(numbers) == 9
    second_part = next(i for i, text in enumerate(printed[1:], 2) if "Phần thứ hai PHƯƠNG" in text)
    assert numbers[5] == str(second_part)
    assert re.search(
        rf"Phần thứ hai\. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2023[ .]+{second_part} ", printed[0]
    )
    assert numbers[6:] == ["1", "1", "1"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_text_print_the_same_words(form):
    text = unicodedata.normalize(form, "Kiểm tra: Ưu tú, Đẳng cấp, Nữ, tự, hoà, thuỷ; " + LONG)
    page = pages(write_pdf(report(body=(Paragraph.of(text),), annexes=(), closing=None)))[0]
    assert re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip() in page


@pytest.mark.parametrize(("name", "bold", "italic"), STYLES)
def test_every_vietnamese_letter_is_drawn_by_tinos_in_four_styles(name, bold, italic):
    spaced = " ".join(LETTERS)
    line = Paragraph((Run(spaced, bold=bold, italic=italic),), align="left")
    pdf = write_pdf(report(body=(line,), annexes=(), closing=None))
    assert spaced in pages(pdf)[0]
    # The text layer alone can't tell a wrong glyph; the font that drew it can.
    assert {font.partition("-")[0] for font in fonts(pdf)} == {"Tinos"}
    assert f"Tinos-{name}" in fonts(pdf)


def test_only_tinos_can_be_used_at_all():
    assert shared_fonts(font_folder()).families() == ["Tinos"]


def test_a_folder_without_fonts_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="Không có tệp phông chữ"):
        write_pdf(decision(), fonts=tmp_path)


def test_it_declares_pdf_a_and_the_same_paper_gives_the_same_bytes():
    pdf = write_pdf(decision())
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert pdf == write_pdf(decision())


def test_a_decision_prints_its_lines_in_order():
    (page,) = pages(write_pdf(decision()))
    lines = (
        "Số: 07/QĐ-UBND",
        "Ví Dụ, ngày 05 tháng 02 năm 2023",
        "QUYẾT ĐỊNH Về việc tặng Bằng khen",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VÍ DỤ",
        "Theo đề nghị của Giám đốc Sở Nội vụ. QUYẾT ĐỊNH: Điều 1. Tặng",
        "Nơi nhận: - Như Điều 3; - Lưu: VT, NC.",
        "CHỦ TỊCH Trần Văn Ví Dụ",
    )
    places = [page.index(line) for line in lines]
    assert places == sorted(places)


def test_a_letter_has_its_subject_under_the_number():
    (page,) = pages(write_pdf(letter()))
    assert "Số: /SNV-TĐKT V/v lấy ý kiến về hồ sơ khen thưởng DỰ THẢO" in page
    assert "Kính gửi: - Công an tỉnh; - Thuế tỉnh; - Thanh tra tỉnh." in page
