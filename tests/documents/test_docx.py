import io
import posixpath
import unicodedata

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from tdkt.documents.docx import write_docx
from tdkt.documents.paper import (
    Annex,
    Chart,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from tests.documents.reading import R, W, office_pdf, pages, parts, text_of, tree
from tests.documents.sample import INJECTIONS, PEOPLE, decision, letter, report

# The order the schema (ECMA-376, CT_PPr and its kin) demands of the children we write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs sz szCs vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference type pgSz pgMar pgNumType titlePg",
}


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(report(), toc=True)


@pytest.fixture(scope="module")
def read(written):
    return docx.Document(io.BytesIO(written))


def test_every_part_is_well_formed_has_a_type_and_every_relation_resolves(written):
    found = parts(written)
    types = etree.fromstring(found["[Content_Types].xml"])
    overrides = {item.get("PartName").lstrip("/") for item in types if item.get("PartName")}
    defaults = {item.get("Extension") for item in types if item.get("Extension")}
    assert overrides <= set(found)
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert name.rsplit(".", 1)[-1] in defaults
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(content):
                assert posixpath.normpath(posixpath.join(folder, relation.get("Target"))) in found


def test_every_relation_the_text_uses_is_declared(written):
    declared = {item.get("Id") for item in tree(written, "word/_rels/document.xml.rels")}
    used = {
        value
        for element in tree(written).iter(etree.Element)
        for name, value in element.attrib.items()
        if name.startswith(R)
    }
    assert used == {"rIdHeader", "rIdHeaderFirst", "rIdPicture1", "rIdPicture2"}
    assert used <= declared


def test_properties_stand_in_the_order_of_the_schema(written):
    for part in ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/header1.xml"):
        for element in tree(written, part).iter(*(f"{W}{name}" for name in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places)


def test_every_style_names_times_new_roman_and_no_theme(written):
    styles = tree(written, "word/styles.xml")
    for style in styles.iter(f"{W}style"):
        fonts = style.find(f"{W}rPr/{W}rFonts")
        assert set(fonts.attrib.values()) == {"Times New Roman"}
        assert {etree.QName(name).localname for name in fonts.attrib} == {
            "ascii",
            "hAnsi",
            "cs",
            "eastAsia",
        }
    assert not [name for name in parts(written) if "theme" in name]


def test_word_reads_real_headings_in_their_levels(read):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in read.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        (
            "Heading 1",
            "Phần thứ nhất\nKẾT QUẢ PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG NĂM 2022",
        ),
        ("Heading 2", "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"),
        ("Heading 3", "1. Ban hành văn bản chỉ đạo, hướng dẫn"),
        ("Heading 4", "1.1. Hoạt động của Cụm, Khối thi đua"),
        ("Heading 2", "II. CÔNG TÁC KHEN THƯỞNG"),
        ("Heading 1", "Phần thứ hai\nPHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2023"),
        ("Heading 1", "Phụ lục I\nDANH SÁCH CÁ NHÂN ĐƯỢC KHEN THƯỞNG"),
        ("Heading 1", "Phụ lục II\nTỔNG HỢP THEO HÌNH THỨC"),
        ("Heading 2", "I. TẬP THỂ"),
    ]
    levels = [
        style.element.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for style in (read.styles[f"Heading {level}"] for level in (1, 2, 3, 4))
    ]
    assert levels == ["0", "1", "2", "3"]


def test_pages_are_a4_with_the_margins_of_the_decree_and_the_annex_lies_down(read):
    assert [round(section.page_width.mm) for section in read.sections] == [210, 297, 210]
    assert [section.orientation for section in read.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    for section in read.sections:
        margins = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer
        assert section._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.first_page_header.paragraphs[0].text == ""


def test_a_wide_table_in_the_body_gets_landscape_pages_that_count_on():
    wide = Table((Column("A"),), (("x",),), landscape=True)
    sections = docx.Document(
        io.BytesIO(
            write_docx(report(body=(Paragraph.of("a"), wide, Paragraph.of("b")), annexes=()))
        )
    ).sections
    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    restarts = [section._sectPr.find(f"{W}pgNumType") is not None for section in sections]
    assert restarts == [True, False, False]


def test_header_rows_repeat_and_merge_as_the_columns_say(read):
    table = read.tables[1]
    repeated = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert repeated == [True] * 4 + [False] * (len(table.rows) - 4)
    assert [cell.text for cell in table.rows[0].cells] == [
        "TT",
        "Hình thức",
        "Năm 2021",
        "Năm 2022",
        "Năm 2022",
        "Năm 2022",
    ]
    assert [cell.text for cell in table.rows[2].cells] == [
        "TT",
        "Hình thức",
        "Năm 2021",
        "Tổng số",
        "Chuyên đề",
        "Đột xuất",
    ]
    assert [cell.text for cell in table.rows[5].cells] == [
        "1",
        "Cờ thi đua của UBND tỉnh",
        "30",
        "32",
        "2",
        "0",
    ]


def test_the_list_of_people_is_read_back_whole(read):
    rows = [[cell.text for cell in row.cells] for row in read.tables[3].rows]
    assert rows == [[column.title for column in PEOPLE.columns], *map(list, PEOPLE.rows)]


def test_footnotes_are_real_and_numbered_in_reading_order(written):
    notes = tree(written, "word/footnotes.xml")
    assert [note.get(f"{W}id") for note in notes] == ["-1", "0", "1", "2"]
    assert [text_of(note).strip() for note in notes[2:]] == [
        "Không kể các văn bản chuyển tiếp của năm 2021.",
        "Mẫu số gồm cả hộ gia đình.",
    ]
    references = [ref.get(f"{W}id") for ref in tree(written).iter(f"{W}footnoteReference")]
    assert references == ["1", "2"]


def test_the_contents_show_without_being_updated_and_point_at_the_headings(written):
    body = tree(written)
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = list(body.iter(f"{W}hyperlink"))
    assert {link.get(f"{W}anchor") for link in links} <= bookmarks
    assert [text_of(link) for link in links][:3] == [
        "Phần thứ nhất. KẾT QUẢ PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG NĂM 20222",
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO2",
        "1. Ban hành văn bản chỉ đạo, hướng dẫn2",
    ]
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_without_asking_there_are_no_contents():
    assert list(tree(write_docx(report())).iter(f"{W}sdt")) == []


def test_what_looks_like_markup_is_literal_text(read):
    bullets = [
        paragraph.text for paragraph in read.paragraphs if paragraph.text.startswith(("- ", "+ "))
    ]
    assert bullets == [*(f"- {text}" for text in INJECTIONS), "+ Ý nhỏ hơn một bậc."]


def test_decomposed_text_is_written_composed_and_forbidden_characters_are_dropped():
    text = unicodedata.normalize("NFD", "Thưởng \x01cho\x0b “Tỉnh”")
    written = write_docx(report(body=(Paragraph.of(text),), annexes=()))
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs]
    assert texts.count("Thưởng cho “Tỉnh”") == 1


def test_charts_are_pictures_with_words_for_those_who_do_not_see_them(written, read):
    properties = [
        item.get("descr")
        for item in tree(written).iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
        )
    ]
    assert properties == [
        "Khen thường xuyên 2.114 lượt, chuyên đề 1.847 lượt, đột xuất 174 lượt trong năm 2022.",
        "Cờ thi đua 32, Bằng khen 580.",
    ]
    assert [round(shape.width.mm) for shape in read.inline_shapes] == [150, 120]


def test_the_head_of_a_letter_carries_its_subject_and_the_draft_its_mark():
    head = docx.Document(io.BytesIO(write_docx(letter()))).tables[0]
    assert head.cell(0, 0).text == "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ\nSỞ NỘI VỤ\n"
    assert (
        head.cell(0, 1).text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    )
    assert (
        head.cell(1, 0).text == "Số:      /SNV-TĐKT\nV/v lấy ý kiến về hồ sơ khen thưởng\nDỰ THẢO"
    )
    assert head.cell(1, 1).text == "Ví Dụ, ngày      tháng      năm      "


def test_a_decision_reads_from_its_title_to_its_articles():
    read = docx.Document(io.BytesIO(write_docx(decision())))
    assert [paragraph.text for paragraph in read.paragraphs if paragraph.text] == [
        "QUYẾT ĐỊNH",
        "Về việc tặng Bằng khen của Chủ tịch UBND tỉnh",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VÍ DỤ",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "QUYẾT ĐỊNH:",
        f"Điều 1. {decision().body[0].runs[0].text}",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Chánh Văn phòng UBND tỉnh và các cá nhân có tên chịu trách nhiệm thi hành./.",
    ]
    foot = read.tables[-1]
    assert foot.cell(0, 0).text == "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT, NC."
    assert foot.cell(0, 1).text == "CHỦ TỊCH\nTrần Văn Ví Dụ"


def test_minutes_are_signed_at_the_left_and_at_the_right():
    paper = report(
        signature=Signature(("Chủ tọa",), "Trần Ví Dụ"),
        countersignature=Signature(("Thư ký",), "Lò Ví Dụ"),
        annexes=(),
    )
    foot = docx.Document(io.BytesIO(write_docx(paper))).tables[-1]
    assert [cell.text for cell in foot.rows[0].cells] == [
        "THƯ KÝ\nLò Ví Dụ",
        "CHỦ TỌA\nTrần Ví Dụ",
    ]


def test_the_same_paper_gives_the_same_bytes():
    assert write_docx(report()) == write_docx(report())


def test_a_chart_that_cannot_be_drawn_is_refused():
    chart = Chart({"data": {"values": []}}, "Biểu đồ", "")
    with pytest.raises(ValueError, match="thiếu “mark” hoặc “layer”"):
        write_docx(report(body=(chart,)))


def test_libreoffice_prints_it_with_page_numbers_from_page_two_and_contents_that_agree(
    written, tmp_path
):
    printed = pages(office_pdf(written, tmp_path))
    assert printed[0].startswith("ỦY BAN NHÂN DÂN")
    assert printed[1].startswith("2 Phần thứ nhất KẾT QUẢ PHONG TRÀO THI ĐUA")
    assert printed[2].startswith("3 ")
    first_annex = next(i for i, text in enumerate(printed) if "Lò Văn Mẫu 1 " in text)
    assert printed[first_annex].startswith("Phụ lục I DANH SÁCH CÁ NHÂN")
    assert printed[first_annex + 1].startswith("2 TT Họ và tên")
    assert printed[-1].startswith("Phụ lục II")
    parts_page = next(i for i, text in enumerate(printed[1:], 2) if "Phần thứ hai PHƯƠNG" in text)
    contents = next(
        link for link in tree(written).iter(f"{W}hyperlink") if "Phần thứ hai" in text_of(link)
    )
    assert text_of(contents) == f"Phần thứ hai. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2023{parts_page}"
    for text in INJECTIONS:
        assert f"- {text} " in printed[1]


def test_a_page_break_begins_the_next_block_on_a_new_page(tmp_path):
    body = (
        Paragraph.of("Trước."),
        PageBreak(),
        Heading(2, "SAU", "I"),
        PageBreak(),
        PEOPLE,
    )
    paper = report(body=body, annexes=(Annex("Một", (Paragraph.of("Phụ."),)),))
    printed = pages(office_pdf(write_docx(paper), tmp_path))
    assert printed[1] == "2 I. SAU"
    assert printed[2].startswith("3 ")
    assert "Lò Văn Mẫu 1 " in printed[2]
