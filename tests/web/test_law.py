"""The law on screen: awards on a day and through time, instruments, two days, prizes, working days."""

import re
from datetime import date
from html import unescape

import pytest

from tdkt.accounts.states import Role
from tdkt.web.law import library
from tdkt.web.law.changes import between, changed_lines, through_time
from tdkt.web.law.facets import GENERAL, exists_on, facets, law
from tdkt.web.law.histories import compare
from tdkt.web.law.told import told
from tdkt.web.law.words import FINER, GENERAL_TOPICS, GROUNDS, INSTRUMENTS, SURENESS, TOPICS
from tdkt.web.law.working_days import counted, months
from tdkt_law.awards import awards
from tdkt_law.calendar import add_working_days, working_days_between
from tdkt_law.catalogue.model import Confidence
from tests.factories import make_authority, make_office, make_organisation, make_recipient, reach_of

PAGES = (
    "/phap-luat/",
    "/phap-luat/khen-thuong/cstd_bo_tinh/",
    "/phap-luat/khen-thuong/hc_lao_dong_3/?phan=thoi-ky",
    "/phap-luat/van-ban/",
    "/phap-luat/van-ban/nd_152_2025/",
    "/phap-luat/so-sanh/",
    "/phap-luat/tien-thuong/?danh_hieu=bk_bo_tinh&doi_tuong=ca_nhan&ngay=01/03/2025",
    "/phap-luat/lich-lam-viec/",
)
LAST_DAY, FIRST_DAY = date(2026, 9, 30), date(2026, 10, 1)


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def read(client, province):
    client.force_login(make_office(province).user)

    def page(address, status=200):
        answer = client.get(address)
        assert answer.status_code == status
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))

    return page


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_the_law(client, province, role):
    unit = make_organisation(province)
    client.force_login(make_office(province, role, organisation=unit).user)
    assert [client.get(page).status_code for page in PAGES] == [200] * len(PAGES)


def test_strangers_are_sent_to_sign_in_and_people_without_an_office_refused(client, province):
    assert {client.get(page).status_code for page in PAGES} == {302}
    client.force_login(make_office(province, valid_to=make_office(province).valid_from).user)
    assert {client.get(page).status_code for page in PAGES} == {403}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_database_nothing_but_who_is_there(
    client, province, page, django_assert_num_queries
):
    client.force_login(make_office(province).user)
    client.get(page)
    with django_assert_num_queries(6):  # session, user, offices; the session saved in a savepoint
        client.get(page)


# --- awards ----------------------------------------------------------------------------------------
def test_awards_are_found_without_diacritics_by_kind_level_recipient_and_day(client, province):
    client.force_login(make_office(province).user)

    def listed(query):
        page = client.get(f"/phap-luat/?{query}").content.decode()
        return re.findall(r"/phap-luat/khen-thuong/(\w+)/", page)

    assert listed("q=chien si thi dua cap tinh&ngay=01/02/2026") == ["cstd_bo_tinh"]
    assert listed("loai=title&cap=bo_tinh&doi_tuong=ca_nhan&ngay=01/02/2026") == ["cstd_bo_tinh"]
    assert listed("q=giay khen chu tich huyen&ngay=30/06/2025") == ["gk_huyen"]
    assert listed("q=giay khen chu tich huyen&ngay=01/07/2025") == []


def test_a_day_without_law_or_no_day_at_all_is_said_where_it_was_written(read):
    assert (
        "Không có văn bản nào trong dữ liệu cho ngày 01/01/2010; hãy chọn từ ngày 01/06/2014."
        in read("/phap-luat/?ngay=01/01/2010")
    )
    assert "“hôm qua” không phải là ngày." in read("/phap-luat/khen-thuong/ldtt/?ngay=hôm qua")
    assert "Không có danh hiệu, hình thức khen thưởng mã “la_lung”." in read(
        "/phap-luat/khen-thuong/la_lung/", 404
    )


def test_an_award_page_tells_conditions_clauses_who_settles_them_and_how_sure(read):
    page = read("/phap-luat/khen-thuong/cstd_bo_tinh/?ngay=01/02/2026")
    for said in (
        "03 lần liên tục được tặng “Chiến sĩ thi đua cơ sở”. Có hơn một cách đọc:",
        "Luật 06/2022/QH15, Điều 22 khoản 1 điểm a",
        "Cách đọc đang dùng Được: lần thứ ba có thể là năm đang xét",
        "Người có thẩm quyền xác nhận · Luật 06/2022/QH15, Điều 22 khoản 1 điểm a · Biên bản họp Hội đồng",
        "Đã đối chiếu văn bản",
        "Bỏ phiếu ở Hội đồng",
        "3,0 × 2.340.000 = 7.020.000 đồng",
    ):
        assert said in page


def test_under_a_regime_without_text_nothing_is_surer_than_presumed(read):
    page = read("/phap-luat/khen-thuong/cstd_bo_tinh/?ngay=01/10/2026").partition("Các mức tin cậy")
    assert "Luật 06/2026/QH16 chưa có văn bản" in page[0]
    assert "Suy ra từ văn bản liền kề" in page[0]
    assert "Đã đối chiếu văn bản" not in page[0]
    every = [one.confidence for code in awards() for one in facets(code, FIRST_DAY).values()]
    assert {Confidence.VERIFIED, Confidence.SECONDARY} & set(every) == set()


def test_an_award_that_is_gone_says_so(read):
    assert "Ngày này không có danh hiệu, hình thức này" in read(
        "/phap-luat/khen-thuong/gk_huyen/?ngay=01/07/2025"
    )


# --- through time -----------------------------------------------------------------------------------
def test_lines_added_and_gone_bear_signs_and_words(read):
    page = read("/phap-luat/khen-thuong/cstd_bo_tinh/?phan=thoi-ky")
    assert "+ thêm: 03 lần liên tục được tặng “Chiến sĩ thi đua cơ sở”" in page
    assert "– bỏ: 03 lần liên tục đạt danh hiệu “Chiến sĩ thi đua cơ sở”" in page
    assert "Chưa có văn bản: suy ra" in page


def test_the_same_line_twice_is_two_lines():
    told_lines = changed_lines([(0, "a"), (0, "a"), (0, "b")], [(0, "a"), (1, "c")])
    assert [(line.text, line.change) for line in told_lines] == [
        ("a", ""), ("c", "added"), ("a", "gone"), ("b", "gone"),
    ]  # fmt: skip


def test_each_facet_has_a_cell_a_regime_and_says_what_became_of_it():
    states = {row.label: [c.state for c in row.cells] for row in through_time("cstd_bo_tinh")}
    assert states["Hằng năm"] == ["first", "same", "changed", "same", "same"]
    assert states["Thời hạn"] == ["no_text"] * 5
    assert states["Thành phần hồ sơ"] == ["no_text", "no_text", "known", "same", "same"]
    new = {row.label: [c.state for c in row.cells] for row in through_time("xa_tieu_bieu")}
    assert new["Thẩm quyền quyết định"][:3] == ["absent", "absent", "new"]
    ended = {row.label: [c.state for c in row.cells] for row in through_time("gk_huyen")}
    assert ended["Thẩm quyền quyết định"][3:] == ["gone", "absent"]


def test_every_award_is_told_on_the_first_day_of_every_value_and_track():
    """No code without a word, no topic that cannot be told, on any day the law turns."""
    starts = {v.start for topic in TOPICS for v in law().values(topic)}
    starts |= {v.start for code in law().awards for t in law().tracks(code) for v in t.versions}
    days = sorted(day for day in starts if law().regime_on(day))
    silent = [
        (code, day, one.key)
        for day in days
        for code in awards()
        for one in facets(code, day).values()
        if one.known and not one.lines
    ]
    assert silent == []


def test_all_values_can_be_told_and_all_codes_have_words():
    known = (v for topic in {**TOPICS, **GENERAL_TOPICS} for v in law().values(topic) if v.value)
    assert [v for v in known if not all(told(law(), v.topic, v.value))] == []
    tracks = [track for code in law().awards for track in law().tracks(code)]
    assert {kind for track in tracks for kind in track.recipients} - set(FINER) == set()
    assert {track.ground for track in tracks} - set(GROUNDS) == set()
    assert {one.kind for one in law().instruments.values()} - set(INSTRUMENTS) == set()
    assert (set(SURENESS), len({one.icon for one in SURENESS.values()})) == (set(Confidence), 6)


# --- instruments -------------------------------------------------------------------------------------
def test_every_instrument_stands_once_and_relations_lead_both_ways():
    shelved = [one.id for shelf in library.shelves() for one in shelf.instruments]
    assert sorted(shelved) == sorted(law().instruments)
    for one in law().instruments.values():
        for other in one.replaces:
            assert one.id in library.replaced_by()[other]
        for other in one.amends:
            assert one.id in library.amended_by()[other]


def test_an_instrument_page_tells_validity_relations_text_and_what_cites_it(read):
    page = read("/phap-luat/van-ban/nd_98_2023/")
    for said in (
        "Hết hiệu lực", "Có lời văn để đối chiếu", "01/01/2024", "30/06/2025", "Thay thế Nghị định 91/2017/NĐ-CP",
        "Được thay bằng Nghị định 152/2025/NĐ-CP", "Bằng khen của Thủ tướng Chính phủ",
    ):  # fmt: skip
        assert said in page
    assert "Thư viện không có văn bản “nd_1”." in read("/phap-luat/van-ban/nd_1/", 404)


def test_an_instrument_is_cited_by_exactly_the_awards_whose_data_name_it():
    named = {
        code
        for code in law().awards
        for track in law().tracks(code)
        for version in track.versions
        if version.source.instrument == "nd_65_2014"
    }
    cited = {
        row.code
        for row in library.cited_in("nd_65_2014")
        if "Tiêu chuẩn" in [what for what, _ in row.matters]
    }
    assert (len(named), named - cited) == (26, set())


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2023, 12, 31), "coming"), (date(2024, 1, 1), "in_force"), (date(2025, 6, 30), "in_force"), (date(2025, 7, 1), "ended")],
)  # fmt: skip
def test_an_instrument_is_in_force_from_its_first_to_its_last_day(day, state):
    assert library.state_on(law().instruments["nd_98_2023"], day) == state


# --- two days ----------------------------------------------------------------------------------------
def test_the_preset_says_that_the_new_text_is_not_to_be_had_and_how_dossiers_cross(read):
    page = read("/phap-luat/so-sanh/")
    assert "Luật đổi gì: 30/09/2026 và 01/10/2026" in page
    assert "Luật 06/2026/QH16 chưa có văn bản" in page
    assert "áp dụng quy định cũ, trừ trường hợp quy định mới có lợi hơn (ghi rõ lý do)" in page
    assert "Chưa có hồ sơ đang xử lý" in page
    assert "Không phải luật không đổi" in page


def test_days_are_compared_award_by_award_and_one_is_opened_point_by_point(read):
    address = "/phap-luat/so-sanh/?ngay=31/12/2023&voi=01/01/2024"
    assert "– bỏ:" not in read(address)
    assert "– bỏ: 03 lần liên tục đạt danh hiệu “Chiến sĩ thi đua cơ sở”" in read(
        f"{address}&xem=cstd_bo_tinh"
    )
    assert "Ngày thứ hai phải sau ngày thứ nhất." in read(
        "/phap-luat/so-sanh/?ngay=01/01/2024&voi=01/01/2024"
    )


def test_between_two_days_only_awards_with_a_change_are_named():
    changes = {one.code: one for one in between(date(2025, 6, 30), date(2025, 7, 1))}
    assert (changes["gk_huyen"].change, changes["gk_huyen"].rows) == ("gone", ())
    assert between(date(2025, 8, 1), date(2025, 8, 2)) == ()
    known = [one for one in changes.values() if not one.change]
    assert [one.code for one in known if not (one.rows or one.unknown)] == []
    assert [
        one.code
        for one in known
        if one.code != GENERAL and not exists_on(one.code, date(2025, 7, 1))
    ] == []


def test_histories_tell_whose_verdict_differs_and_only_in_reach(client, province):
    unit, other = make_organisation(province), make_organisation(province)
    here = make_recipient(province, "Lò Thị Ân", organisation=unit)
    make_recipient(province, "Vàng Thị Dề", organisation=other)
    days = {"first": date(2023, 12, 31), "second": date(2024, 1, 1)}
    asked = {"code": "gk_huyen", "kind": "ca_nhan", "year": 2024, **days}
    all_of = compare(reach_of(make_office(province)), **asked)
    assert (all_of.size, all_of.differ, dict(all_of.moves)) == (
        2, 2, {("unknown", "met"): 2},
    )  # fmt: skip
    office = make_office(province, Role.UNIT_OFFICER, organisation=unit)
    own = compare(reach_of(office), **asked)
    assert [(t.recipient, t.before, t.after) for t in own.turned] == [(here, "unknown", "met")]
    client.force_login(office.user)
    page = client.get(
        "/phap-luat/so-sanh/?ngay=31/12/2023&voi=01/01/2024&danh_hieu=gk_huyen&doi_tuong=ca_nhan&nam=2024"
    ).content.decode()
    assert ("Lò Thị Ân" in page, "Vàng Thị Dề" in page) == (True, False)
    assert ("Đạt mọi điều tính được" in page, "Đủ điều kiện" in page) == (True, False)


def test_histories_cost_the_same_for_one_and_for_three(
    client, province, django_assert_max_num_queries, django_assert_num_queries
):
    address = "/phap-luat/so-sanh/?ngay=31/12/2023&voi=01/01/2024&danh_hieu=gk_huyen&doi_tuong=ca_nhan&nam=2024"
    client.force_login(make_office(province).user)
    make_recipient(province, "Lò Thị Ân")
    client.get(address)
    with django_assert_max_num_queries(35) as first:
        client.get(address)
    for name in ("Lò Thị Bích", "Lò Thị Châu"):
        make_recipient(province, name)
    with django_assert_num_queries(len(first)):
        client.get(address)


def test_histories_say_what_cannot_be_asked_and_are_not_offered_without_the_right_to_read(
    client, province, read
):
    address = "/phap-luat/so-sanh/?danh_hieu=dh_tinh_anh_hung&doi_tuong=ca_nhan&nam=2024"
    assert "không hỏi điều gì tính được từ hồ sơ của cá nhân" in read(address)
    assert "Hãy ghi năm bằng bốn chữ số." in read(
        "/phap-luat/so-sanh/?danh_hieu=ldtt&doi_tuong=ca_nhan&nam=abc"
    )
    client.force_login(make_office(province, Role.ADMINISTRATOR).user)
    assert "Quá trình đã ghi" not in client.get(address).content.decode()


# --- prize and calendar -------------------------------------------------------------------------------
def test_a_prize_shows_its_working_its_sources_and_the_rounding(read):
    page = read(
        "/phap-luat/tien-thuong/?danh_hieu=bk_bo_tinh&doi_tuong=ho_gia_dinh&ngay=01/03/2025"
    )
    assert "5.270.000 đồng" in page
    assert "2,25 × 2.340.000 = 5.265.000, làm tròn 5.270.000 đồng" in page
    assert "Nghị định 73/2024/NĐ-CP, Điều 3 khoản 2" in page


def test_a_prize_no_text_states_is_not_zero(read):
    page = read("/phap-luat/tien-thuong/?danh_hieu=bk_bo_tinh&doi_tuong=ca_nhan&ngay=01/01/2015")
    assert ("Chưa tính được" in page, " 0 đồng" in page) == (True, False)
    assert "Hình thức này không tặng cho tập thể." in read(
        "/phap-luat/tien-thuong/?danh_hieu=cstd_bo_tinh&doi_tuong=tap_the&ngay=01/01/2025"
    )


def test_a_limit_over_tet_names_what_it_steps_over(read):
    page = read("/phap-luat/lich-lam-viec/?nam=2026&tu=10/02/2026&so_ngay=10")
    assert "Thứ Ba, 03/03/2026" in page
    assert "17/02/2026 : Tết Nguyên Đán" in page.replace("17/02/2026:", "17/02/2026 :")
    found = counted(date(2026, 2, 10), 10)
    assert found.last == add_working_days(date(2026, 2, 10), 10)
    stepped = sum((one.last - one.first).days + 1 for one in found.skipped)
    assert stepped + 10 == (found.last - found.event).days


def test_a_year_shows_every_day_once_and_counts_its_working_days():
    for year in (2014, 2026, 2030):
        days = [s.day for m in months(year) for week in m.weeks for s in week if s]
        assert (days[0], days[-1], len(set(days))) == (
            date(year, 1, 1), date(year, 12, 31), len(days),
        )  # fmt: skip
        assert sum(m.working for m in months(year)) == working_days_between(days[0], days[-1])
    looks = {s.day: s.look for m in months(2026) for week in m.weeks for s in week if s}
    assert (looks[date(2026, 1, 10)], looks[date(2026, 11, 24)]) == ("make-up", "off")


def test_a_year_not_announced_says_so_and_a_year_outside_is_refused_in_words(read):
    assert "chưa xác nhận" in read("/phap-luat/lich-lam-viec/?nam=2030")
    assert "Lịch nghỉ của năm này đã được thông báo." in read("/phap-luat/lich-lam-viec/?nam=2026")
    assert "không có năm 1990" in read("/phap-luat/lich-lam-viec/?nam=1990")
    assert "Không hiểu năm “tôi”" in read("/phap-luat/lich-lam-viec/?nam=tôi")
    assert "Số ngày phải từ 1 trở lên." in read("/phap-luat/lich-lam-viec/?tu=10/02/2026&so_ngay=0")


def test_ctrl_k_finds_awards_and_instruments(client, province):
    client.force_login(make_office(province).user)

    def hits(text):
        page = client.get(f"/tim/?palette=1&q={text}").content.decode()
        return re.findall(r'href="(/phap-luat/[^"]+/)"', page)

    assert hits("huan chuong sao vang") == ["/phap-luat/khen-thuong/hc_sao_vang/"]
    assert hits("nghi dinh 129") == ["/phap-luat/van-ban/nd_129_2025/"]
