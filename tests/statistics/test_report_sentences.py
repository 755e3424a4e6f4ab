from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.documents.paper import Table
from tdkt.oversight.models import Complaint, Inspection
from tdkt.statistics.models import DeclaredFigure, Report
from tdkt.statistics.report.paper import draft_paper, report_draft
from tests.factories import make_authority, make_decision, make_honour, make_recipient
from tests.statistics.report_year import YEAR, make_report_year

AS_OF = date(2023, 1, 10)
pytestmark = pytest.mark.django_db


def draft_of(authority):
    return report_draft(Report(authority=authority, year=YEAR), AS_OF)


def said(authority, path):
    """The section's paragraphs and bullets as text, footnotes in brackets after the words they belong to."""
    draft = draft_of(authority)
    made = draft.section_blocks(draft.outline.section(path))
    return [
        "".join(run.text + (f"[{run.footnote}]" if run.footnote else "") for run in block.runs)
        for block in made
        if hasattr(block, "runs")
    ]


@pytest.fixture
def authority():
    return make_report_year().authority


def test_documents_declared_and_documents_known_are_told_apart(authority):
    assert said(authority, "P1.I.2") == [
        (
            "Năm 2022, Tỉnh ủy, Ủy ban nhân dân tỉnh, Hội đồng Thi đua - Khen thưởng tỉnh ban hành 13 văn bản lãnh đạo, "
            "chỉ đạo về công tác thi đua, khen thưởng (có Phụ lục I kèm theo; sổ văn bản hiện ghi được 02 văn bản, 11 "
            "văn bản chưa có trong sổ)."
        )
    ]


def test_the_council_sat_twice_and_no_part_equals_the_whole(authority):
    assert said(authority, "P1.I.3") == [
        (
            "Năm 2022, Hội đồng Thi đua - Khen thưởng tỉnh họp 02 phiên, các phiên đều xét khen thưởng. Nội dung các phiên "
            "họp: xét khen thưởng thường xuyên."
        )
    ]


def test_blocs_are_named_and_their_scores_are_said_to_be_unknown(authority):
    assert said(authority, "P1.I.4.2") == [
        "Toàn tỉnh có 01 khối thi đua: Nội chính.",
        "Điểm, xếp hạng và số cờ thi đua của từng khối: chưa có dữ liệu.",
    ]


def test_the_two_sets_of_criteria_are_named_and_not_mixed(authority):
    first = said(authority, "P1.II.2.movement.M02")[1]
    assert first == (
        "Theo số tiêu chí nông thôn mới đã đạt: 39 xã đạt 19 tiêu chí; 35 xã đạt từ 10 đến 14 tiêu chí; không có xã đạt "
        "dưới 10 tiêu chí. Cộng các mức là 74 xã. Riêng theo bộ tiêu chí mới, bình quân đạt 12,5 tiêu chí/xã[Các mức "
        "tiêu chí nêu trên không ghi rõ bản bộ tiêu chí; bình quân 12,5 tiêu chí/xã tính theo bộ tiêu chí mới. Hai số "
        "liệu dùng hai bộ tiêu chí khác nhau, không so sánh và không tính gộp với nhau.]."
    )


def test_a_movement_without_papers_says_which_are_missing(authority):
    assert said(authority, "P1.II.2.movement.M05")[0] == (
        "Đây là phong trào thi đua của tỉnh, giai đoạn 2019-2025. Sổ văn bản chưa ghi văn bản của Trung ương, kế hoạch "
        "của tỉnh, văn bản hướng dẫn về phong trào này."
    )


def test_publicity_keeps_hedges_and_tells_the_gap_between_total_and_parts(authority):
    assert said(authority, "P1.II.3")[0] == (
        "Đài Phát thanh - Truyền hình tỉnh sản xuất, phát sóng gần 400 tin, bài, chuyên mục về các phong trào thi đua; "
        "số liệu theo phong trào gồm 200 về “Tỉnh chung sức xây dựng nông thôn mới” và trên 90 về “Văn hóa công sở”"
        "[Cộng các phần đã biết được khoảng 290, thấp hơn tổng nguồn nêu (gần 400) khoảng 110; phần chênh lệch chưa có "
        "số liệu theo phong trào. Các số có chữ “gần”, “trên” ghi đúng mức ước của nguồn.]."
    )


def test_a_share_against_last_years_is_in_points(authority):
    assert said(authority, "P1.III.1")[0].split("]. ")[1] == (
        "Trong số cá nhân được khen có 02 người lao động trực tiếp, chiếm 67%, tăng 8 điểm % so với năm 2021 (59%)."
    )


def test_without_last_year_the_share_says_it_cannot_be_compared(authority):
    DeclaredFigure.objects.filter(year=2021).update(value=None)
    assert said(authority, "P1.III.1")[0].endswith(
        "chiếm 67% (chưa có dữ liệu năm 2021 để so sánh)."
    )


def test_direct_workers_have_both_denominators_by_name(authority):
    assert said(authority, "P1.III.2")[2] == (
        "Người lao động trực tiếp: 02 lượt cá nhân, chiếm 40,0% tổng số lượt cá nhân, hộ gia đình (05) và 50,0% số lượt "
        "cá nhân không kể hộ gia đình (04)."
    )


def test_without_households_there_is_one_denominator():
    authority = make_authority()
    make_honour(authority, make_recipient(authority), decision=make_decision(authority))
    assert said(authority, "P1.III.2")[2] == (
        "Người lao động trực tiếp: 01 lượt cá nhân, chiếm 100,0% tổng số lượt cá nhân."
    )


def test_inspections_name_plan_leader_and_partner(authority):
    assert said(authority, "P1.IV.1") == [
        (
            "Thực hiện Kế hoạch số 02/KH-HĐTĐKT ngày 19/01/2022 của Hội đồng tỉnh, Hội đồng tỉnh kiểm tra 01 đơn vị sở, "
            "ngành; phối hợp với Sở Giáo dục và Đào tạo kiểm tra 02 đơn vị trường học."
        )
    ]


def test_no_complaint_is_said_as_none_once_the_register_or_a_source_says_so(authority):
    DeclaredFigure.objects.create(
        authority=authority, figure="khieu_nai.don", year=YEAR, value=0, unit="don", source="Nguồn", declared_at="2023-01-01T00:00Z"
    )  # fmt: skip
    assert said(authority, "P1.IV.3") == [
        "Năm 2022, trên địa bàn tỉnh không có đơn thư khiếu nại, tố cáo về công tác thi đua, khen thưởng."
    ]


def test_complaints_are_counted(authority):
    Complaint.objects.create(authority=authority, year=YEAR, kind="khieu_nai", subject="Xét khen")
    assert said(authority, "P1.IV.3") == [
        "Năm 2022 tiếp nhận 01 đơn thư khiếu nại, tố cáo về thi đua, khen thưởng."
    ]


def test_causes_name_the_limitations_they_explain(authority):
    assert said(authority, "P1.V.3") == [
        "Đối với phong trào thi đua trong doanh nghiệp: người làm kiêm nhiệm."
    ]


def test_a_task_that_cannot_end_in_its_year_stands_apart(authority):
    assert (said(authority, "P2.II.1"), said(authority, "P2.II.2")) == (
        ["Phát động phong trào đặc biệt."],
        [
            "Tổng kết phong trào đặc biệt (phong trào kết thúc năm 2024);",
            "Ban hành quy định của tỉnh (thời hạn: ngay sau khi Luật có hiệu lực, 01/01/2024).",
        ],
    )


def test_an_empty_register_is_unknown_and_never_zero():
    authority = make_authority()
    lines = [
        line
        for path in ("P1.I.2", "P1.I.3", "P1.II.1", "P1.IV.1", "P1.IV.2")
        for line in said(authority, path)
    ]
    assert lines == [
        "Chưa có dữ liệu về văn bản chỉ đạo của tỉnh trong năm 2022.",
        "Chưa có dữ liệu về các phiên họp của Hội đồng trong năm 2022.",
        "Chưa có dữ liệu về phong trào thi đua của năm 2022.",
        "Chưa có dữ liệu về chỉ tiêu kinh tế - xã hội năm 2022.",
        "Chưa có dữ liệu về kiểm tra công tác thi đua, khen thưởng năm 2022.",
        "Chưa có dữ liệu về bồi dưỡng nghiệp vụ thi đua, khen thưởng năm 2022.",
    ]


def test_the_indicators_table_keeps_percent_and_points_apart_and_unknown_cells_blank(authority):
    draft = draft_of(authority)
    made = draft.section_blocks(draft.outline.section("P1.II.1"))
    table = next(block for block in made if isinstance(block, Table))
    assert [cell if isinstance(cell, str) else cell.text for cell in table.rows[0]] == [
        "1", "Tốc độ tăng GRDP", "%", "7,7", "9", "…", "+1,3 điểm %", "…", "Vượt",
    ]  # fmt: skip


def test_words_of_records_cannot_embed_figures(authority):
    Inspection.objects.filter(kind="so_nganh").update(led_by="{{ khieu_nai.don }} [^x]")
    assert "{{ khieu_nai.don }} [^x] kiểm tra 01 đơn vị sở, ngành" in said(authority, "P1.IV.1")[0]


def test_another_provinces_records_are_not_seen():
    mine = make_report_year().authority
    before = draft_paper(draft_of(mine))
    make_report_year(name="tỉnh Khác")
    assert draft_paper(draft_of(mine)) == before


def test_the_number_of_queries_does_not_grow_with_the_records(authority):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            draft_paper(draft_of(authority))
        return len(seen)

    before = queries()
    for name in ("một", "hai", "ba"):
        Inspection.objects.create(
            authority=authority, year=YEAR, kind="truong", unit_name=name, led_by=name
        )
        make_honour(
            authority,
            make_recipient(authority, f"Lò Văn {name}"),
            decision=make_decision(authority),
        )
    assert queries() == before
