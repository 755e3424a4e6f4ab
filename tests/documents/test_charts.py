import pytest
from lxml import etree

from tdkt.documents.chart_specs import (
    bar_chart,
    grouped_bar,
    line_chart,
    sparkline,
    stacked_share,
    vietnamese_number,
)
from tdkt.documents.charts import ChartError, chart_png, chart_svg

SVG = "{http://www.w3.org/2000/svg}"
ROWS = (
    {"form": "Cờ thi đua", "count": 32, "url": "/khen-thuong/?hinh_thuc=co&nam=2022"},
    {"form": "Bằng khen", "count": 3158.5},
    {"form": "Hộ gia đình", "count": None},
)


def _drawing(spec, **options) -> etree._Element:
    return etree.fromstring(chart_svg(spec, **options))


def _texts(drawing) -> list[str]:
    return [element.text for element in drawing.iter(f"{SVG}text") if element.get("opacity") != "0"]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(3320, None, "3.320"), (76.7, None, "76,7"), (0, None, "0"), (1234567.891, None, "1.234.567,89"),
     (59, 1, "59,0"), (-1200.5, None, "-1.200,5")],
)  # fmt: skip
def test_numbers_are_written_the_vietnamese_way(value, decimals, text):
    assert vietnamese_number(value, decimals=decimals) == text


def test_bars_carry_their_numbers_and_an_unknown_one_says_so():
    texts = _texts(_drawing(bar_chart(ROWS, x="form", y="count")))
    assert texts[-3:] == ["32", "3.158,5", "chưa có dữ liệu"]
    assert "1.000" in texts


def test_a_bar_opens_its_records_and_says_what_it_is():
    drawing = _drawing(bar_chart(ROWS, x="form", y="count", unit="tập thể"))
    assert [(a.get("href"), a.get("aria-label")) for a in drawing.iter(f"{SVG}a")] == [
        ("/khen-thuong/?hinh_thuc=co&nam=2022", "Cờ thi đua: 32 tập thể")
    ]
    assert drawing.get("role") == "group"


def test_on_paper_bars_are_not_links():
    drawing = _drawing(bar_chart(ROWS, x="form", y="count"), links=False, alt="Khen thưởng")
    assert list(drawing.iter(f"{SVG}a")) == []
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Khen thưởng")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//example.org/x", "https://example.org/", "/\\example.org"]
)
def test_a_link_out_of_the_site_is_refused(url):
    with pytest.raises(ValueError, match="không phải một trang của hệ thống này"):
        bar_chart([{"a": "x", "b": 1, "url": url}], x="a", y="b")


def test_a_link_out_of_the_site_in_a_hand_made_drawing_is_left_out():
    spec = {
        "data": {"values": [{"a": 1, "u": "https://example.org/"}, {"a": 2, "u": "/day"}]},
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "quantitative"}, "href": {"field": "u"}},
    }
    assert [a.get("href") for a in _drawing(spec).iter(f"{SVG}a")] == ["/day"]


def test_no_drawing_carries_style_script_or_english_names():
    series = [{**row, "year": year} for row in ROWS[:2] for year in ("2021", "2022")]
    specs = (
        bar_chart(ROWS, x="form", y="count", horizontal=False),
        grouped_bar(series, x="form", y="count", series="year"),
        stacked_share(series, x="form", y="count", series="year"),
        line_chart(series, x="year", y="count", series="form", unit="%"),
        sparkline([1, None, 3]),
        {"data": {"values": [{"a": 1}]}, "mark": {"type": "bar", "cursor": "pointer", "blend": "multiply"},
         "encoding": {"x": {"field": "a", "type": "quantitative"}}},
    )  # fmt: skip
    for spec in specs:
        drawing = _drawing(spec)
        for element in drawing.iter(etree.Element):
            assert etree.QName(element).localname not in ("style", "script", "foreignObject")
            assert not {"style", "aria-roledescription", "onclick"} & set(element.keys())


def test_words_of_a_row_never_become_elements():
    drawing = _drawing(bar_chart([{"a": "<script>x</script>", "b": 1}], x="a", y="b"))
    assert "<script>x</script>" in _texts(drawing)
    assert list(drawing.iter(f"{SVG}script")) == []


def test_groups_stand_in_the_order_given():
    rows = [
        {"m": method, "y": year, "n": count}
        for method, year, count in (("Sau", "2022", 3), ("Sau", "2021", 1), ("Bảng", "2022", 2))
    ]
    texts = _texts(_drawing(grouped_bar(rows, x="m", y="n", series="y")))
    assert texts.index("Sau") < texts.index("Bảng")
    assert texts.index("2022") < texts.index("2021")


def test_shares_of_a_whole_are_written_in_per_cent():
    rows = [{"m": "Năm", "g": "Trực tiếp", "n": 2403}, {"m": "Năm", "g": "Khác", "n": 917}]
    texts = _texts(_drawing(stacked_share(rows, x="m", y="n", series="g")))
    assert [text for text in texts if text.endswith("%") and text != "%"] == ["72,4%", "27,6%"]


def test_a_share_with_an_unknown_part_is_refused():
    rows = [{"m": "Năm", "g": "Trực tiếp", "n": None}]
    with pytest.raises(ValueError, match="“Năm”, phần “Trực tiếp” chưa có dữ liệu"):
        stacked_share(rows, x="m", y="n", series="g")


def test_a_line_breaks_at_an_unknown_year():
    rows = [{"y": str(2018 + n), "v": value} for n, value in enumerate((50.5, 52, None, 61, 72.4))]
    drawing = _drawing(line_chart(rows, x="y", y="v", unit="%"))
    (line,) = drawing.xpath("//*[contains(@class, 'mark-line')]//*[local-name()='path']")
    assert line.get("d").count("M") == 2
    assert [text for text in _texts(drawing) if text.endswith("%")][-4:] == [
        "50,5%",
        "52%",
        "61%",
        "72,4%",
    ]


def test_a_sparkline_of_nothing_known_is_an_empty_drawing():
    drawing = _drawing(sparkline([None, None]))
    assert (drawing.get("width"), drawing.get("height")) == ("96", "24")
    assert drawing.xpath("//*[contains(@class, 'mark-symbol')]//*[local-name()='path']") == []


def test_pictures_for_word_are_png_of_twice_the_size():
    spec = bar_chart(ROWS, x="form", y="count")
    png = chart_png(spec)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width = int(_drawing(spec, font="Tinos").get("width"))
    assert int.from_bytes(png[16:20]) == 2 * width


def test_labels_are_really_drawn_in_the_picture():
    # A font the converter does not know makes every label vanish without a word.
    assert len(chart_png(bar_chart(ROWS[:2], x="form", y="count"))) > 1.2 * len(
        chart_png(bar_chart(ROWS[:2], x="form", y="count"), font="Không có phông này")
    )


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({}, "thiếu “mark” hoặc “layer”"),
        ({"mark": "bar", "data": {"values": [{"a": float("nan")}]}}, "giá trị không ghi được"),
        ({"mark": {"type": "khong-co"}}, "Không vẽ được biểu đồ"),
        ({"mark": "bar", "data": {"url": "https://example.org/a.json"}}, "Không vẽ được biểu đồ"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_vietnamese(spec, message):
    with pytest.raises(ChartError, match=message):
        chart_svg(spec)
