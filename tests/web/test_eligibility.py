"""Eligibility on screen: who may look, what is said, what is lit, what is only assumed, the sheet."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from tdkt.accounts.states import Role
from tdkt.registry.models import Discipline, Initiative, Rating
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import HonourEventKind, RecipientKind, Standing
from tests import factories as make
from tests.support.browser import DESK, PHONE
from tests.web.eligibility_worlds import DAY, ON, beginner, fighter, titled

CSTD, LDTT, BK = "cstd_bo_tinh", "ldtt", "bk_ttcp"


@pytest.fixture
def province(db):
    return make.make_authority()


@pytest.fixture
def unit(province):
    return make.make_organisation(province, "Sở Nội vụ")


@pytest.fixture
def person(province, unit):
    return fighter(province, unit)


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_OFFICER, unit=None):
        client.force_login(make.make_office(authority, role, organisation=unit).user)
        return client

    return signed


def overview(recipient):
    return reverse("people-eligibility", args=[recipient.code])


def award_page(recipient, code):
    return reverse("people-eligibility-award", args=[recipient.code, code])


def words(response):
    """The text of the page's own part, blanks run together."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def section(response, anchor):
    """The text of one section of the page."""
    body = response.content.decode().partition(f'<h2 id="{anchor}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition(">")[2])).strip()


def marks(response, state):
    """The ribbon's marks of that state, in order: the short text and its year's whole title."""
    found = re.findall(
        rf'class="year-mark is-\w+ is-{state}"(?: title="([^"]*)")?>(?:<svg.*?</svg>)?([^<]+)<',
        response.content.decode(),
    )
    return [(text.strip(), title) for title, text in found]


def test_each_role_sees_its_own_people_and_nobody_else(province, unit, person, sign_in):
    other = make.make_organisation(province, "Sở Y tế")
    statuses = {}
    for name, authority, role, of in (
        ("unit", province, Role.UNIT_OFFICER, unit),
        ("stranger", province, Role.UNIT_OFFICER, other),
        ("standing", province, Role.STANDING_OFFICER, None),
        ("inspector", province, Role.INSPECTOR, None),
        ("chairman", province, Role.CHAIRMAN, None),
        ("administrator", province, Role.ADMINISTRATOR, None),
        ("other province", make.make_authority(), Role.STANDING_OFFICER, None),
    ):
        client = sign_in(authority, role, of)
        statuses[name] = [
            client.get(url, DAY).status_code
            for url in (
                overview(person),
                award_page(person, CSTD),
                reverse("people-eligibility-paper", args=[person.code, "pdf"]),
            )
        ]
    assert statuses == {
        "unit": [200] * 3, "stranger": [404] * 3, "standing": [200] * 3, "inspector": [200] * 3,
        "chairman": [403] * 3, "administrator": [403] * 3, "other province": [404] * 3,
    }  # fmt: skip


def test_nobody_is_sent_to_sign_in(person, client):
    assert client.get(overview(person)).status_code == 302
    assert client.get(award_page(person, CSTD)).status_code == 302


def test_who_may_not_read_discipline_has_no_tab_for_it(province, unit, person, sign_in):
    url = reverse("people-detail", args=[person.code])
    seen = {
        role: "Điều kiện khen thưởng" in words(sign_in(province, role).get(url))
        for role in (Role.STANDING_OFFICER, Role.CHAIRMAN)
    }
    assert seen == {Role.STANDING_OFFICER: True, Role.CHAIRMAN: False}


def test_the_page_says_what_is_met_what_is_a_step_away_and_what_a_paper_settles(
    province, person, sign_in
):
    page = sign_in(province).get(overview(person), DAY)
    assert "Chiến sĩ thi đua cấp tỉnh" in section(page, "du")
    short = section(page, "mot-buoc")
    assert "Lao động tiên tiến Năm xét hoàn thành tốt nhiệm vụ trở lên Chưa đủ căn cứ" in short
    assert "Cần: Văn bản công nhận mức độ hoàn thành nhiệm vụ từng năm" in short
    assert "Luật 06/2022/QH15, Điều 24 khoản 1 điểm a" in short
    assert "Bằng khen của Thủ tướng Chính phủ" in section(page, "can-giay-to")


def test_the_day_and_year_come_from_the_address_and_by_default_are_of_the_season(
    province, person, sign_in
):
    client = sign_in(province)
    said = words(client.get(overview(person), {"ngay": "15/3/2025"}))
    assert "về thành tích năm 2024, xét vào ngày 15/03/2025" in said
    said = words(client.get(overview(person), {"ngay": "15/10/2025"}))
    assert "về thành tích năm 2025, xét vào ngày 15/10/2025" in said


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"nam": "hai nghìn"}, 400, "Năm phải là số, ví dụ 2024."),
        ({"nam": "1900"}, 400, "Quy định chỉ xét từ năm 1976."),
        ({"ngay": "45/1/2024"}, 400, "45/1/2024"),
        ({"ngay": "1/1/1999"}, 200, "01/01/1999"),
    ],
)
def test_a_day_or_year_that_cannot_be_is_refused_with_words(
    province, person, sign_in, query, status, said
):
    page = sign_in(province).get(overview(person), query)
    assert (page.status_code, said in page.content.decode()) == (status, True)
    assert "Đủ các điều kiện tra cứu được" not in words(page)


def test_each_condition_has_its_verdict_its_clause_and_its_records(province, person, sign_in):
    page = sign_in(province).get(award_page(person, CSTD), DAY)
    told = section(page, "dieu-kien")
    assert "Đạt 03 lần liên tục “Chiến sĩ thi đua cơ sở”, năm xét có thể là năm thứ ba" in told
    assert "Căn cứ Luật 06/2022/QH15, Điều 22 khoản 1 điểm a" in told
    titles = person.honours.filter(award="cstd_co_so")
    made = Initiative.objects.get()
    wanted = [reverse("awards-detail", args=[one.code]) for one in titles.order_by("year")]
    wanted.append(reverse("initiatives-detail", args=[made.code]))
    body = page.content.decode().partition('<h2 id="dieu-kien"')[2].partition("</section>")[0]
    assert re.findall(r'<li><a href="([^"]+)"', body) == wanted


def test_the_ribbon_lights_what_was_used_and_hollows_what_lacks(province, person, sign_in):
    client = sign_in(province)
    page = client.get(award_page(person, CSTD), DAY)
    assert [text for text, _ in marks(page, "used")] == ["CSTĐ cơ sở"] * 3 + ["bộ, tỉnh"]
    assert marks(page, "missing") == []
    honour_event_record(
        actor=make.system_reach(province, on=ON), honour_id=person.honours.get(year=2022).pk, on=date(2024, 2, 1),
        kind=HonourEventKind.CANCELLED, reason="Sai đối tượng", at=make.AT,
    )  # fmt: skip
    page = client.get(award_page(person, CSTD), DAY)
    assert [text for text, _ in marks(page, "missing")] == ["thiếu"]
    assert marks(page, "missing")[0][1] == "3 lần liên tục được tặng “Chiến sĩ thi đua cơ sở”"


def test_a_condition_is_taken_for_met_only_for_the_look(province, person, sign_in):
    client = sign_in(province)
    plain = words(client.get(award_page(person, CSTD), DAY))
    assert "Mọi điều kiện tra cứu được đều đạt; còn 1 nội dung" in plain
    ticked = words(client.get(award_page(person, CSTD), DAY | {"dat": "tieu_bieu_duoc_chon"}))
    assert "Đủ điều kiện" in ticked
    assert "Đang giả định những điều kiện đã đánh dấu là đạt; không có gì được ghi lại." in ticked
    assert words(client.get(award_page(person, CSTD), DAY)) == plain
    everything = words(client.get(award_page(person, CSTD), DAY | {"dat": "tat_ca"}))
    assert "Mọi điều kiện đều đạt." in everything


def test_what_stands_on_a_units_word_is_marked(province, unit, sign_in):
    person = beginner(province, unit)
    Rating.objects.update(grade="HTT")
    client = sign_in(province)
    said = section(client.get(overview(person), DAY), "du")
    assert ("Đã đối chiếu" in said, "Theo kê khai, chưa đối chiếu" in said) == (True, False)
    Rating.objects.update(standing=Standing.DECLARED)
    said = section(client.get(overview(person), DAY), "du")
    assert ("Đã đối chiếu" in said, "Theo kê khai, chưa đối chiếu" in said) == (False, True)
    assert "theo kê khai" in section(client.get(award_page(person, LDTT), DAY), "dieu-kien")


def test_contradictions_stand_on_top_with_their_records(province, person, sign_in):
    make.make_discipline(person, first=date(2023, 3, 1), last=date(2024, 3, 1))
    page = sign_in(province).get(overview(person), DAY)
    said = section(page, "mau-thuan")
    assert "Xếp loại HTXS cho 2023, năm bị kỷ luật (01/03/2023)." in said
    measure = Discipline.objects.get()
    assert reverse("disciplines-detail", args=[measure.code]) in page.content.decode()
    assert "mau-thuan" not in sign_in(province).get(overview(person), {"ngay": "1/1/2023"}).content.decode()  # fmt: skip


def test_readings_that_differ_are_told_with_the_one_in_use(province, unit, sign_in):
    person = make.make_recipient(province, "Giàng A Chu", organisation=unit)
    for year in (2022, 2023, 2024):
        titled(person, "cstd_co_so", year, decided_on=date(2024, 11, 1))
    make.make_initiative(
        person, year=2023, scope="bo_tinh", influence="bo_tinh", uses_known=True
    )  # fmt: skip
    page = sign_in(province).get(award_page(person, CSTD), DAY | {"dat": "tat_ca"})
    said = section(page, "cach-hieu")
    assert said.count("Đang áp dụng cách hiểu này.") == 1
    assert ("Đủ điều kiện" in said, "Cần bổ sung, xác minh" in said) == (True, True)


def test_under_a_law_whose_text_is_not_to_be_had_the_page_says_it_presumes(
    province, person, sign_in
):
    client = sign_in(province)
    late = {"ngay": "20/11/2026", "nam": "2026"}
    seen = {
        day["ngay"]: [
            "Tạm tính theo quy định liền trước" in words(client.get(url, day))
            for url in (overview(person), award_page(person, CSTD))
        ]
        for day in (DAY, late)
    }
    assert seen == {"20/11/2024": [False, False], "20/11/2026": [True, True]}


def test_another_case_of_the_award_is_told_on_request(province, person, sign_in):
    client = sign_in(province)
    page = client.get(award_page(person, BK), DAY)
    assert "Trường hợp: Thành tích thường xuyên (công trạng)." in words(page)
    assert "Nhiều thành tích" in section(page, "truong-hop")
    page = client.get(award_page(person, BK), DAY | {"truong_hop": "nhieu_thanh_tich"})
    assert "Trường hợp: Nhiều thành tích (công trạng)." in words(page)


def test_an_award_nobody_knows_or_not_for_this_kind(province, person, sign_in):
    client = sign_in(province)
    assert client.get(award_page(person, "khong_co")).status_code == 404
    said = words(client.get(award_page(person, "tap_the_ldxs"), DAY))
    assert "Không có trường hợp nào dành cho đối tượng này" in said


def test_a_units_page_is_that_of_its_collective_or_says_what_to_do(province, unit, sign_in):
    client = sign_in(province)
    url = reverse("organisations-eligibility", args=[unit.code])
    assert "Đơn vị chưa được ghi là đối tượng khen thưởng" in words(client.get(url))
    team = make.make_recipient(
        province, unit.name, kind=RecipientKind.COLLECTIVE, organisation=unit, body_id=unit.pk
    )
    make.make_rating(team, 2024, "HTXS")
    make.make_collective_year(
        team, 2024, members=20, completed=20, ldtt=14, cstd_co_so=1, none_disciplined=True
    )
    assert "Tập thể lao động xuất sắc" in section(client.get(url, DAY), "du")


def test_the_sheet_is_downloaded_in_both_forms(province, person, sign_in):
    client = sign_in(province)
    word, pdf = (
        client.get(reverse("people-eligibility-paper", args=[person.code, kind]), DAY)
        for kind in ("docx", "pdf")
    )
    text = "\n".join(one.text for one in Document(BytesIO(word.content)).paragraphs)
    assert ("PHIẾU RÀ SOÁT" in text, person.name in text) == (True, True)
    assert pdf.content[:5] == b"%PDF-"
    assert pdf["Content-Disposition"].endswith(f'-{person.code}-2024.pdf"')
    wrong = reverse("people-eligibility-paper", args=[person.code, "xls"])
    assert client.get(wrong).status_code == 404


def test_queries_do_not_grow_with_the_history(
    province, person, sign_in, django_assert_max_num_queries
):
    client = sign_in(province)
    for url in (overview(person), award_page(person, CSTD)):
        client.get(url, DAY)
    for year in range(2010, 2020):
        titled(person, "ldtt", year)
        make.make_rating(person, year)
        make.make_initiative(person, year=year)
    for url in (overview(person), award_page(person, CSTD)):
        with django_assert_max_num_queries(45):
            client.get(url, DAY)


@pytest.fixture
def officer(own_database):
    authority = make.make_authority()
    unit = make.make_organisation(authority, "Sở Nội vụ")
    user = make.make_user()
    make.make_office(authority, user=user)
    return user, fighter(authority, unit), unit


def test_no_accessibility_fault_at_the_desk_and_on_the_phone(open_page, officer, axe):
    user, person, unit = officer
    query = "?ngay=20/11/2024&nam=2024"
    for viewport in (DESK, PHONE):
        page = open_page(user, viewport=viewport)
        for url in (
            overview(person) + query,
            award_page(person, CSTD) + query + "&dat=tat_ca",
            award_page(person, "cstd_co_so") + query,
            reverse("organisations-eligibility", args=[unit.code]),
        ):
            page.goto(url)
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_a_tick_changes_the_verdict_without_javascript(open_page, officer):
    user, person, _ = officer
    page = open_page(user, javascript=False)
    page.goto(award_page(person, CSTD) + "?ngay=20/11/2024&nam=2024")
    page.get_by_label("Tất cả điều kiện cần người xác nhận").check()
    page.get_by_role("button", name="Xem thử").click()
    assert "Mọi điều kiện đều đạt." in page.locator(".whole-verdict").inner_text()
