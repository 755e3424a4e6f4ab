"""The report's pages: who may open them, writing with and without JavaScript, files, issuing."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tdkt.accounts.states import Role
from tdkt.movements.models import Ceremony
from tdkt.statistics.models import Report, ReportText
from tdkt.statistics.report.paper import report_draft
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_recipient,
)
from tests.statistics.report_year import YEAR, make_report, make_report_year

pytestmark = pytest.mark.django_db
SECTION = "P1.I.1"


@pytest.fixture
def world():
    return make_report_year()


@pytest.fixture
def report(world):
    return make_report(world)


def client_of(authority, role=Role.STANDING_HEAD, **fields):
    client = Client()
    client.force_login(make_office(authority, role, **fields).user)
    return client


def url(name, report, *rest):
    return reverse(f"reports-{name}", args=[report.code, *rest])


def pages(report):
    return [
        url("detail", report), url("section", report, SECTION), url("section", report, "P1.III.2"),
        url("details", report), url("issue", report), url("file", report, "phu-luc-1-van-ban-2022.xlsx"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (Role.STANDING_HEAD, [200, 200, 200, 200, 200, 200]),
        (Role.STANDING_OFFICER, [200, 200, 200, 200, 403, 200]),
        (Role.CHAIRMAN, [200, 200, 200, 403, 200, 200]),
        (Role.INSPECTOR, [200, 200, 200, 403, 403, 200]),
        (Role.ADMINISTRATOR, [404] * 6),
    ],
)
def test_each_role_opens_what_it_may(world, report, role, statuses):
    client = client_of(world.authority, role)
    assert [client.get(page).status_code for page in pages(report)] == statuses


def test_a_unit_officer_is_told_why_and_finds_nothing(world, report):
    client = client_of(world.authority, Role.UNIT_OFFICER, organisation=world.school)
    assert [client.get(page).status_code for page in pages(report)] == [404] * 6
    shown = client.get(reverse("reports-list"))
    assert (
        shown.status_code,
        "dành cho người có nhiệm vụ xem toàn tỉnh" in shown.content.decode(),
    ) == (403, True)


def test_another_province_does_not_find_the_report(report):
    client = client_of(make_authority())
    assert [client.get(page).status_code for page in pages(report)] == [404] * 6
    assert "Báo cáo tổng kết năm 2022" not in client.get(reverse("reports-list")).content.decode()


def test_a_report_is_begun_from_the_list(world):
    answer = client_of(world.authority).post(reverse("reports-begin"), {"year": "2022"})
    report = Report.objects.get()
    assert (report.year, answer.status_code, answer["Location"]) == (
        2022,
        302,
        url("detail", report),
    )


def test_a_second_report_of_the_year_is_refused_in_place(world, report):
    answer = client_of(world.authority).post(reverse("reports-begin"), {"year": "2022"})
    assert (answer.status_code, "hãy mở báo cáo đó" in answer.content.decode()) == (422, True)


def test_words_are_saved_by_a_plain_post(world, report):
    client = client_of(world.authority)
    answer = client.post(
        url("section", report, SECTION), {"body": "Một\r\n- Hai", "version": "0", "act": "save"}
    )
    assert (answer.status_code, report.texts.get().body) == (302, "Một\n- Hai")


def test_checking_without_javascript_keeps_the_words_and_tells_the_fault(world, report):
    answer = client_of(world.authority).post(
        url("section", report, SECTION),
        {"body": "Có {{ sai }} & <b>", "version": "0", "act": "check"},
    )
    html = answer.content.decode()
    shown = [
        words in html
        for words in ("Không có số liệu “sai”.", "Có {{ sai }} &amp; &lt;b&gt;</textarea>", "<b>")
    ]
    assert (shown, ReportText.objects.count()) == ([True, True, False], 0)


def test_a_figure_is_found_and_put_in_without_javascript(world, report):
    client = client_of(world.authority)
    page = url("section", report, SECTION)
    found = client.post(
        page, {"body": "Họp", "version": "0", "act": "find", "q": "phien hop hoi dong"}
    )
    put = client.post(page, {"body": "Họp", "version": "0", "insert": "hoi_dong.phien_hop"})
    assert 'name="insert" value="hoi_dong.phien_hop"' in found.content.decode()
    assert "Họp {{ hoi_dong.phien_hop }}</textarea>" in put.content.decode()


def test_the_live_check_answers_a_fragment_with_preview_and_differences(world, report):
    report.texts.create(section=SECTION, body="Cũ", edited_at=AT)
    html = (
        client_of(world.authority)
        .post(url("check", report, SECTION), {"body": "Họp {{ hoi_dong.phien_hop }} phiên"}, headers={"HX-Request": "true"})
        .content.decode()
    )  # fmt: skip
    assert html.strip().startswith('<div id="soi">')
    figure = reverse("figures-detail", args=["hoi_dong.phien_hop"])
    assert f'<a class="paper-figure" href="{figure}?nam=2022">02</a> phiên' in html
    assert "<del>Cũ</del>" in html


def test_a_stale_save_shows_both_texts_and_can_be_saved_knowingly(world, report):
    report.texts.create(
        section=SECTION, body="Bản kia", version=3, edited_by="Lò Văn Kia", edited_at=AT
    )
    client = client_of(world.authority)
    page = url("section", report, SECTION)
    answer = client.post(page, {"body": "Bản của tôi", "version": "2", "act": "save"})
    html = answer.content.decode()
    shown = [
        words in html
        for words in (
            "Bản của tôi</textarea>",
            "readonly>Bản kia</textarea>",
            'name="version" value="3"',
        )
    ]
    assert (answer.status_code, shown) == (422, [True] * 3)
    client.post(page, {"body": "Bản đã gộp", "version": "3", "act": "save"})
    assert report.texts.get().body == "Bản đã gộp"


def test_a_reader_cannot_post_words(world, report):
    answer = client_of(world.authority, Role.INSPECTOR).post(
        url("section", report, SECTION), {"body": "x", "version": "0", "act": "save"}
    )
    assert (answer.status_code, ReportText.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bao-cao-tong-ket-2022.docx", b"PK"),
        ("bao-cao-tong-ket-2022.pdf", b"%PDF"),
        ("phu-luc-3-dien-hinh-tien-tien-2022.xlsx", b"PK"),
    ],
)
def test_files_are_downloaded_under_their_names(world, report, name, kind):
    answer = client_of(world.authority, Role.INSPECTOR).get(url("file", report, name))
    assert (answer.content[: len(kind)], answer["Content-Disposition"]) == (
        kind,
        f'attachment; filename="{name}"',
    )


def test_all_files_come_in_one(world, report):
    answer = client_of(world.authority).get(url("file", report, "bao-cao-2022.zip"))
    assert ZipFile(BytesIO(answer.content)).namelist() == [
        "bao-cao-tong-ket-2022.docx", "bao-cao-tong-ket-2022.pdf", "phu-luc-1-van-ban-2022.xlsx",
        "phu-luc-2-khen-thuong-2022.xlsx", "phu-luc-3-dien-hinh-tien-tien-2022.xlsx",
    ]  # fmt: skip


def test_a_file_no_report_has_is_not_found(world, report):
    assert client_of(world.authority).get(url("file", report, "khac.docx")).status_code == 404


def write_all(report):
    draft = report_draft(report, timezone.localdate())
    for section in draft.outline.walk():
        if section.kind == "author":
            report.texts.create(section=section.path, body="Đã viết.", edited_at=AT)


def test_issuing_asks_for_number_day_and_confirmation_and_then_closes_the_editor(world, report):
    write_all(report)
    client = client_of(world.authority, Role.STANDING_HEAD)
    page = url("issue", report)
    today = timezone.localdate()
    given = {"number": "15", "issued_on": f"{today:%d/%m/%Y}"}
    assert client.post(page, given).status_code == 422
    assert client.post(page, given | {"confirmed": "on"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.number, report.issued_on) == ("da_phat_hanh", "15", today)
    html = client.get(url("detail", report)).content.decode()
    assert (f"{page}" in html, "Số 15/BC-UBND" in html) == (False, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"number": "abc"}, "Số chỉ gồm chữ số, ví dụ 15"),
        ({"number": "12a"}, "Số chỉ gồm chữ số, ví dụ 15"),
        ({"issued_on": "31/02/2023"}, "tháng 2/2023 không có ngày 31"),
        ({"issued_on": ""}, "Nhập ngày phát hành."),
    ],
)
def test_a_number_or_day_that_is_none_is_said_and_nothing_is_issued(world, report, change, said):
    write_all(report)
    form = {"number": "15", "issued_on": "02/01/2023", "confirmed": "on"} | change
    answer = client_of(world.authority).post(url("issue", report), form)
    report.refresh_from_db()
    assert (answer.status_code, report.state, report.number) == (422, "du_thao", "")
    assert said in answer.content.decode()


def test_issuing_on_a_day_to_come_is_refused_in_words(world, report):
    write_all(report)
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = client_of(world.authority).post(
        url("issue", report),
        {"number": "15", "issued_on": f"{tomorrow:%d/%m/%Y}", "confirmed": "on"},
    )
    assert (answer.status_code, "không thể sau hôm nay" in answer.content.decode()) == (422, True)


def test_what_stands_in_the_way_of_issuing_is_listed(world, report):
    html = client_of(world.authority).get(url("issue", report)).content.decode()
    assert "Còn 2 mục cần hoàn thành trước" in html


def test_pages_ask_the_same_number_of_queries_whatever_there_is(world, report):
    client = client_of(world.authority)

    def queries():
        counts = []
        for page in [reverse("reports-list"), *pages(report)[:3]]:
            with CaptureQueriesContext(connection) as seen:
                client.get(page)
            counts.append(len(seen))
        return counts

    queries()  # sessions and caches settle
    before = queries()
    for place, name in enumerate(("Một", "Hai", "Ba")):
        Ceremony.objects.create(authority=world.authority, year=YEAR, name=name)
        make_honour(
            world.authority,
            make_recipient(world.authority, f"Lò Văn {name}"),
            decision=make_decision(world.authority),
        )
        Report.objects.create(authority=world.authority, year=2010 + place)
    # A new head of the ledger makes the cubes be counted anew: the first round after it is not compared.
    queries()
    assert queries() == before
