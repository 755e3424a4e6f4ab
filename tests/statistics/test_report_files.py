"""The report's files, read back with other people's readers."""

import re
import time
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tdkt.kernel.heads import heads_read
from tdkt.movements.models import RoleModel
from tdkt.statistics.report.archive import paper_from_json, paper_to_json
from tdkt.statistics.report.files import (
    file_bytes,
    file_names,
    report_files,
    report_of_year,
    report_zip,
)
from tdkt.statistics.report.paper import report_paper
from tests.factories import make_authority
from tests.statistics.report_year import YEAR, make_report, make_report_year

AS_OF = date(2023, 1, 10)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = "Có {{ hoi_dong.phien_hop }} phiên họp[^Theo sổ: {{ hoi_dong.phien_hop }} phiên.], chi tiết ở sổ.\n- Ý một"
pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    return report_paper(make_report(make_report_year(), P1__I__1=WORDS), AS_OF)


@pytest.fixture
def word(paper):
    return file_bytes(paper, file_names(YEAR)[0])


def workbook(paper, name):
    return CalamineWorkbook.from_filelike(BytesIO(file_bytes(paper, name)))


def part(word, name):
    return etree.fromstring(zipfile.ZipFile(BytesIO(word)).read(name))


def texts(word, style):
    return [p.text for p in Document(BytesIO(word)).paragraphs if p.style.style_id == style]


def test_headings_stand_in_order_and_no_number_comes_twice(word):
    chapters = [text.split(". ")[0] for text in texts(word, "Heading2")]
    items = [text.split(". ")[0] for text in texts(word, "Heading3")]
    assert chapters == ["I", "II", "III", "IV", "V", "I", "II"]
    assert items == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "1",
        "2",
        "3",
        "1",
        "2",
        "1",
        "2",
        "3",
        "1",
        "2",
        "3",
        "1",
        "2",
    ]


def test_the_authors_words_carry_the_figures_and_a_real_footnote(word):
    shown = [p.text for p in Document(BytesIO(word)).paragraphs]
    notes = [
        "".join(n.itertext()).strip()
        for n in part(word, "word/footnotes.xml")
        if n.get(f"{W}type") is None
    ]
    assert [text for text in shown if text.startswith("Có ")] == ["Có 02 phiên họp, chi tiết ở sổ."]
    assert notes[0] == "Theo sổ: 02 phiên."


def test_pages_are_numbered_but_not_the_first(word):
    first = next(part(word, "word/document.xml").iter(f"{W}sectPr"))
    assert first.find(f"{W}titlePg") is not None
    headers = [
        name for name in zipfile.ZipFile(BytesIO(word)).namelist() if name.startswith("word/header")
    ]
    assert any("PAGE" in etree.tostring(part(word, name), encoding="unicode") for name in headers)


def test_the_head_is_whole_and_what_is_not_given_yet_is_blank(word):
    head = " ".join(cell.text for cell in Document(BytesIO(word)).tables[0].rows[0].cells)
    assert re.sub(r"\s+", " ", head).strip() == (
        "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
    )


def test_a_table_of_contents_comes_on_demand(paper):
    name = file_names(YEAR)[0]
    plain, with_contents = (file_bytes(paper, name, toc=toc) for toc in (False, True))
    shown = [
        b"TOC " in zipfile.ZipFile(BytesIO(one)).read("word/document.xml")
        for one in (plain, with_contents)
    ]
    assert shown == [False, True]


def test_the_pdf_says_the_same(paper):
    text = " ".join(
        page.extract_text()
        for page in PdfReader(BytesIO(file_bytes(paper, file_names(YEAR)[1]))).pages
    )
    flat = re.sub(r"\s+", " ", text)
    for words in (
        "Có 02 phiên họp",
        "V. ĐÁNH GIÁ CHUNG",
        "KT. CHỦ TỊCH",
        "Lường Văn Thử",
        "Phụ lục III",
    ):
        assert words in flat


def test_annexes_are_attached_in_landscape_and_as_workbooks(paper, word):
    assert [(annex.number, annex.landscape) for annex in paper.annexes] == [
        ("I", True),
        ("II", True),
        ("III", True),
    ]
    wide = [
        s.find(f"{W}pgSz").get(f"{W}orient")
        for s in part(word, "word/document.xml").iter(f"{W}sectPr")
    ]
    assert wide[-3:] == ["landscape"] * 3
    names = [workbook(paper, name).sheet_names for name in file_names(YEAR)[2:]]
    assert names == [["Phụ lục I"], ["Phụ lục II (1)", "Phụ lục II (2)"], ["Phụ lục III"]]


def test_numbers_of_the_workbook_are_numbers_and_agree_with_the_records(paper):
    rows = workbook(paper, file_names(YEAR)[3]).get_sheet_by_name("Phụ lục II (1)").to_python()
    total = next(row for row in rows if "Tổng cộng" in row[:2])
    assert total[2:6] == [
        "…",
        "…",
        "-",
        3.0,
    ]  # proposed: no register yet; decided: no collective, three persons


def test_nothing_in_a_workbook_is_a_formula():
    world = make_report_year()
    RoleModel.objects.update(name="=1+1")
    paper = report_paper(report_of_year(world.authority, YEAR), AS_OF)
    name = file_names(YEAR)[4]
    cells = [
        cell for row in workbook(paper, name).get_sheet_by_index(0).to_python() for cell in row
    ]
    sheet = zipfile.ZipFile(BytesIO(file_bytes(paper, name))).read("xl/worksheets/sheet1.xml")
    assert (cells.count("=1+1"), b"<f>" in sheet) == (1, False)


def test_files_have_names_without_accents_and_the_ledgers_head_is_written_down(tmp_path, settings):
    settings.TDKT_HOME = tmp_path
    authority = make_report_year().authority
    files = report_files(authority=authority, year=YEAR, out=tmp_path / "ra", on=AS_OF)
    assert [file.name for file in files] == [
        "bao-cao-tong-ket-2022.docx",
        "bao-cao-tong-ket-2022.pdf",
        "phu-luc-1-van-ban-2022.xlsx",
        "phu-luc-2-khen-thuong-2022.xlsx",
        "phu-luc-3-dien-hinh-tien-tien-2022.xlsx",
    ]
    assert {head.authority for head in heads_read(home=tmp_path)} == {authority.pk}


def test_a_year_nobody_wrote_of_is_built_and_says_who_is_to_write():
    paper = report_paper(report_of_year(make_authority(), YEAR), AS_OF)
    said = "".join(run.text for block in paper.body for run in getattr(block, "runs", ()))
    assert "[Cơ quan thường trực Hội đồng Thi đua - Khen thưởng viết: chưa có nội dung.]" in said


def test_the_archive_gives_the_paper_back_whole(paper):
    assert paper_from_json(paper_to_json(paper)) == paper


def test_the_same_records_give_the_same_files_a_second_later(paper):
    before = report_zip(paper, YEAR)
    time.sleep(1.1)  # office files say their second
    assert report_zip(paper, YEAR) == before
