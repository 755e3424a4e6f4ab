from lxml import etree, html

from tdkt.documents.html import write_html
from tests.documents.sample import INJECTIONS, decision, letter, report

SVG = "{http://www.w3.org/2000/svg}"


def _page(paper, **options) -> etree._Element:
    return html.fragment_fromstring(write_html(paper, **options))


def test_nothing_in_it_offends_a_strict_content_policy():
    for paper in (report(), decision(), letter()):
        page = _page(paper)
        assert page.xpath("//*[@style] | //style | //script") == []
        assert [
            name
            for element in page.iter(etree.Element)
            for name in element.attrib
            if name[:2] == "on"
        ] == []


def test_headings_begin_at_the_second_level_and_skip_none():
    levels = [int(element.tag[1]) for element in _page(report()).iter("h1", "h2", "h3", "h4", "h5")]
    assert levels == [2, 2, 3, 4, 5, 3, 2, 2, 2, 3]


def test_what_looks_like_markup_is_literal_text():
    items = [
        item.text_content() for item in _page(report()).xpath("//ul[@class='paper-bullets']/li")
    ]
    assert items == [*INJECTIONS, "Ý nhỏ hơn một bậc."]


def test_a_figure_links_to_its_records_and_an_unknown_one_stays_text():
    page = _page(report(), figure_url={"van_ban.tong": "/so-lieu/van-ban?nam=2022&x=1"}.get)
    assert [(a.get("href"), a.text) for a in page.xpath("//a[@class='paper-figure']")] == [
        ("/so-lieu/van-ban?nam=2022&x=1", "13")
    ]
    assert _page(report()).xpath("//a[@class='paper-figure']") == []


def test_every_scrolling_table_can_be_reached_and_has_a_name_of_its_own():
    regions = _page(report()).xpath("//div[contains(@class, 'table-scroll')]")
    assert [(r.get("tabindex"), r.get("role"), r.get("aria-label")) for r in regions] == [
        ("0", "region", "Bảng 1. Khen thưởng cấp tỉnh đối với tập thể"),
        ("0", "region", "Bảng 1. Khen thưởng cấp tỉnh đối với tập thể (2)"),
        ("0", "region", "Bảng"),
        ("0", "region", "Bảng 1. Khen thưởng cấp tỉnh đối với tập thể (3)"),
    ]


def test_footnotes_lead_there_and_back():
    page = _page(report(), prefix="xem")
    notes = page.xpath("//section[@class='paper-notes']/ol/li")
    assert [note.get("id") for note in notes] == ["xem-note-1", "xem-note-2"]
    assert page.xpath("//sup/a/@href") == ["#xem-note-1", "#xem-note-2"]
    assert page.xpath("//section[@class='paper-notes']//a/@href") == ["#xem-ref-1", "#xem-ref-2"]
    assert page.xpath("//sup/@id") == ["xem-ref-1", "xem-ref-2"]


def test_table_headers_span_what_they_head():
    cells = _page(report()).xpath("(//thead)[1]//th")
    assert [(c.text, c.get("colspan"), c.get("rowspan"), c.get("scope")) for c in cells] == [
        ("TT", None, "3", "col"),
        ("Hình thức", None, "3", "col"),
        ("Năm 2021", None, "3", "col"),
        ("Năm 2022", "3", None, "colgroup"),
        ("Tổng số", None, "2", "col"),
        ("Trong đó", "2", None, "colgroup"),
        ("Chuyên đề", None, None, "col"),
        ("Đột xuất", None, None, "col"),
    ]


def test_a_chart_is_a_drawing_with_a_name_and_its_numbers_behind_it():
    first, second = _page(report()).xpath("//figure[@class='paper-chart']")
    assert first.find("svg").get("aria-label").startswith("Khen thường xuyên 2.114 lượt")
    assert first.find("svg").get("role") == "group"
    assert first.find("details/summary").text == "Số liệu của biểu đồ"
    assert second.find("svg").get("role") == "img"
    assert second.find("details") is None


def test_a_blank_number_keeps_its_room():
    (number,) = _page(report()).xpath("//div[@class='paper-number']/p")
    assert number.text == "Số:      /BC-UBND"
