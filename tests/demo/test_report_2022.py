"""The report of 2022 read back from its .docx: every figure of the year stands there and equals the records."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document

from tdkt.accounts.selectors import system_reach
from tdkt.demo.load_report import report_texts_2022
from tdkt.movements.models import Indicator, Task
from tdkt.oversight.models import Inspection
from tdkt.registry.models import Honour
from tdkt.statistics.models import Report
from tdkt.statistics.report.check import report_text_check
from tdkt.statistics.report.files import file_bytes, file_names
from tdkt.statistics.report.markup import parse
from tdkt.statistics.report.paper import SectionState, report_draft, report_paper
from tdkt.statistics.report.services import report_issue

AS_OF = date(2026, 11, 24)
YEAR = 2022


@pytest.fixture
def report(demo_world):
    return Report.objects.select_related("authority").get(authority=demo_world, year=YEAR)


@pytest.fixture
def text(report):
    """All paragraphs and cells of the .docx, blanks made single."""
    document = Document(BytesIO(file_bytes(report_paper(report, AS_OF), file_names(YEAR)[0])))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s+", " ", "\n".join([*(p.text for p in document.paragraphs), *cells]))


def count(demo_world, **wanted):
    return Honour.objects.filter(authority=demo_world, decided_year=YEAR, **wanted).count()


def dotted(number):
    return f"{number:,}".replace(",", ".")


def test_state_commendation_is_the_records_and_the_share_grew_by_points(demo_world, text):
    state = {"level": "nha_nuoc"}
    collectives, persons, direct = (
        count(demo_world, **state, **more)
        for more in ({"kind": "tap_the"}, {"kind": "ca_nhan"}, {"group": "truc_tiep"})
    )
    assert (collectives, persons, direct) == (15, 36, 31)
    assert f"tặng thưởng cho {collectives} tập thể và {persons} cá nhân của tỉnh" in text
    assert (
        f"có {direct} người lao động trực tiếp, chiếm 86%, tăng 27 điểm % so với năm 2021 (59%)."
        in text
    )
    assert "tăng 27%" not in text


def test_provincial_commendation_is_the_records_with_both_denominators(demo_world, text):
    province = {"level": "bo_tinh"}
    collectives = count(demo_world, **province, kind="tap_the")
    small = count(demo_world, **province, is_small=True)
    people = count(demo_world, **province, kind__in=["ca_nhan", "ho_gia_dinh"])
    persons = count(demo_world, **province, kind="ca_nhan")
    direct = count(demo_world, **province, group="truc_tiep")
    assert (collectives, small, people, direct) == (880, 675, 3320, 2403)
    assert (
        f"khen thưởng {collectives} tập thể và {dotted(people)} lượt cá nhân, hộ gia đình" in text
    )
    assert f"Tập thể nhỏ theo quy ước của tỉnh: {small} tập thể, chiếm 76,7%" in text
    assert (
        f"{dotted(direct)} lượt cá nhân, chiếm 72,4% tổng số lượt cá nhân, hộ gia đình ({dotted(people)}) và 74,4% số "
        f"lượt cá nhân không kể hộ gia đình ({dotted(persons)})"
    ) in text


@pytest.mark.parametrize(
    "words",
    [
        "ban hành 13 văn bản",
        "họp 02 phiên, các phiên đều xét khen thưởng",
        "Toàn tỉnh có 13 khối thi đua",
        (
            "39 xã đạt 19 tiêu chí; 20 xã đạt từ 15 đến 18 tiêu chí; 35 xã đạt từ 10 đến 14 tiêu chí; không có xã đạt dưới "
            "10 tiêu chí. Cộng các mức là 94 xã. Riêng theo bộ tiêu chí mới, bình quân đạt 12,5 tiêu chí/xã"
        ),
        "phát sóng gần 6.000 tin, bài, chuyên mục",
        "200 về “Lai Châu chung sức xây dựng nông thôn mới”",
        "gần 280 về “Lai Châu chung tay vì người nghèo",
        "trên 90 về “Doanh nghiệp Lai Châu hội nhập và phát triển”",
        "trên 5.000 về “Lai Châu đoàn kết",
        (
            "kiểm tra 05 đơn vị sở, ngành; phối hợp với Sở Giáo dục và Đào tạo kiểm tra 08 phòng Giáo dục và Đào tạo và 52 "
            "đơn vị trường học"
        ),
        "mở 01 lớp bồi dưỡng nghiệp vụ thi đua, khen thưởng với 82 học viên",
        "không có đơn thư khiếu nại, tố cáo",
        "lựa chọn 50 tập thể, 182 cá nhân",
        "biểu dương 04 tập thể, 79 cá nhân và 04 hộ gia đình",
        "hơn 71.000",
        "22.304,4 triệu đồng",
        "734,19 triệu đồng",
        "Hướng dẫn số 119/HD-HĐTĐKT ngày 06/10/2022",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "- Lưu: VT, TH3.",
    ],
)
def test_what_the_year_states_stands_in_the_report(text, words):
    assert words in text


def test_the_registers_hold_as_many_rows_as_the_report_says(demo_world):
    kinds = Inspection.objects.filter(authority=demo_world, year=YEAR).values_list(
        "kind", flat=True
    )
    assert sorted((kind, list(kinds).count(kind)) for kind in set(kinds)) == [
        ("phong_gddt", 8), ("so_nganh", 5), ("truong", 52),
    ]  # fmt: skip


def test_every_indicator_and_every_task_stands_in_the_report(demo_world, text):
    indicators = list(
        Indicator.objects.filter(authority=demo_world, year=YEAR).values_list("name", flat=True)
    )
    tasks = list(
        Task.objects.filter(authority=demo_world, year=YEAR + 1).values_list("text", flat=True)
    )
    assert (len(indicators), len(tasks)) == (46, 20)
    assert [
        name for name in (*indicators, *(task.rstrip(".") for task in tasks)) if name not in text
    ] == []


def test_what_cannot_end_in_2023_is_not_a_task_of_2023(text):
    later = text.split("2. Nhiệm vụ chuẩn bị trong năm 2023, hoàn thành sau năm 2023")[1]
    assert "Tổng kết phong trào thi đua đặc biệt (phong trào kết thúc năm 2024)" in later
    assert "có hiệu lực, 01/01/2024)" in later


def test_twelve_receive_it_and_three_annexes_go_with_it(report):
    paper = report_paper(report, AS_OF)
    assert (len(paper.recipients), [annex.number for annex in paper.annexes]) == (
        12,
        ["I", "II", "III"],
    )


def test_every_figure_in_the_authors_words_exists_and_nothing_is_wrong_with_them(report):
    draft = report_draft(report, AS_OF)
    texts = report_texts_2022()
    codes = {figure.code for body in texts.values() for figure in parse(body).figures()}
    problems = {
        path: [p.what for p in report_text_check(body, draft.book)] for path, body in texts.items()
    }
    assert len(codes) >= 60
    assert {code for code in codes if not draft.book.known(code)} == set()
    assert {path: found for path, found in problems.items() if found} == {}


def test_the_reports_own_mistake_is_told_as_it_is_typed(report):
    book = report_draft(report, AS_OF).book
    found = report_text_check("31 cá nhân, chiếm 86%, tăng 27% so với năm 2021", book)
    assert [
        (problem.what, problem.suggestion) for problem in found if problem.weight == "error"
    ] == [
        (
            "“27%” trùng “Tỷ lệ người lao động trực tiếp, cấp Nhà nước, so với năm trước”, tính bằng điểm %, không phải %.",
            "Dùng {{ khen_thuong.nha_nuoc.truc_tiep.ty_le.thay_doi }}.",
        )
    ]


def test_every_section_of_the_author_is_written(report):
    draft = report_draft(report, AS_OF)
    waiting = [
        s.path
        for s in draft.outline.walk()
        if s.has_text and draft.state(s) is not SectionState.WRITTEN
    ]
    assert waiting == []


def test_the_report_can_be_issued_as_it_stands(demo_world, report):
    at = datetime(2026, 11, 24, 2, tzinfo=UTC)
    report_issue(
        actor=system_reach(demo_world, on=AS_OF),
        report_id=report.pk,
        number="15",
        issued_on=AS_OF,
        at=at,
    )
    report.refresh_from_db()
    assert report_paper(report, AS_OF).number == "15"
