"""Ratings, initiatives, discipline and holds on screen: who opens them and what they show."""

from datetime import date

import pytest
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.registry.merit_selectors import merits_of
from tdkt.registry.models import (
    Discipline,
    Hold,
    Initiative,
    Recipient,
)
from tdkt.web.people.ribbons import history_ribbon
from tests.factories import (
    make_authority,
    make_organisation,
)
from tests.web.merit_worlds import World, person_page, sign_in
from tests.web.register_worlds import signed_in, words

NOT_FOR_YOU = "Nhiệm vụ của bạn không được xem kỷ luật và trường hợp chưa xem xét khen thưởng."
READERS = {Role.STANDING_OFFICER, Role.STANDING_HEAD, Role.INSPECTOR, Role.UNIT_OFFICER}


@pytest.fixture
def world(db):
    return World()


# --- who opens what --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_every_role_opens_what_is_for_it_and_is_told_who_may_open_the_rest(client, world, role):
    world.fill()
    discipline, hold, work = (
        Discipline.objects.get(),
        Hold.objects.get(),
        Initiative.objects.first(),
    )
    client = sign_in(client, world, role)
    restricted = [
        reverse("disciplines-list"),
        reverse("disciplines-export"),
        reverse("disciplines-detail", args=[discipline.code]),
        reverse("holds-list"),
        reverse("holds-detail", args=[hold.code]),
    ]
    for address in restricted:
        answer = client.get(address)
        assert answer.status_code == (200 if role in READERS else 403), address
    if role not in READERS:
        assert NOT_FOR_YOU in words(client.get(restricted[0]))
    open_to_readers = reverse("initiatives-detail", args=[work.code])
    reads = role is not Role.ADMINISTRATOR
    assert client.get(open_to_readers).status_code == (200 if reads else 403)
    records = role in {Role.STANDING_OFFICER, Role.STANDING_HEAD}
    for address in (
        reverse("initiatives-create"),
        reverse("ratings-create", args=[world.person.code]),
        reverse("collective-years-create", args=[world.body.code]),
        reverse("initiatives-use", args=[work.code]),
        reverse("holds-lift", args=[hold.code]),
        reverse("disciplines-create"),
    ):
        assert client.get(address).status_code == (200 if records else 403), address


@pytest.mark.parametrize("role", [Role.STANDING_OFFICER, Role.COUNCIL_MEMBER])
def test_the_tabs_and_the_persons_page_leave_discipline_out_for_who_may_not_read_it(
    client, world, role
):
    world.fill()
    client = sign_in(client, world, role)
    listed = client.get(reverse("initiatives-list")).content.decode()
    said = words(client.get(person_page(world.person)))
    reads = role in READERS
    assert (
        f'href="{reverse("disciplines-list")}"' in listed,
        "Cảnh cáo" in said,
        "Đang xác minh khiếu nại, tố cáo" in said,
        "Kỷ luật" in said,
    ) == (reads, reads, reads, reads)


def test_another_units_officer_and_another_province_find_nothing(client, world):
    world.fill()
    addresses = [
        reverse("disciplines-detail", args=[Discipline.objects.get().code]),
        reverse("holds-detail", args=[Hold.objects.get().code]),
        reverse("initiatives-detail", args=[Initiative.objects.first().code]),
    ]
    elsewhere = make_organisation(world.province, "Sở Y tế")
    for authority, role, unit in (
        (world.province, Role.UNIT_OFFICER, elsewhere),
        (make_authority(), Role.STANDING_OFFICER, None),
    ):
        client = signed_in(client, authority, role, unit)
        assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
        said = words(client.get(reverse("disciplines-list")))
        assert ("Sổ chưa có dòng kỷ luật nào" in said, "Cảnh cáo từ" in said) == (True, False)
    stranger = reverse("ratings-create", args=[world.person.code])
    assert client.get(stranger).status_code == 404


# --- the person's page -----------------------------------------------------------------------------


def test_the_ribbon_shows_ratings_initiatives_and_discipline_by_year(world):
    world.fill()
    merits = merits_of(world.officer, [world.person.pk], collectives=False)
    ribbon = history_ribbon([], today=date(2022, 12, 20), merits=merits)
    shown = {
        row.label: {year: [(m.text, m.state) for m in row.cells[year]] for year in sorted(row.cells, key=str)}
        for row in ribbon.rows
        if row.cells
    }  # fmt: skip
    assert ribbon.years == [2020, "2020-2021", 2021, 2022]
    assert shown == {
        "Xếp loại": {"2020-2021": [("KHTNV", "")], 2021: [("HTXSNV", "")]},
        "Sáng kiến, đề tài": {2021: [("Cơ sở", "spent")], 2022: [("Toàn quốc", "")]},
        "Kỷ luật": {
            2020: [("Cảnh cáo", "")],
            "2020-2021": [("Cảnh cáo", "")],
            2021: [("Cảnh cáo", "")],
            2022: [],
        },
    }


def test_the_persons_page_tells_everything_with_its_paper_and_standing(client, world):
    world.fill()
    said = words(sign_in(client, world).get(person_page(world.person)))
    for part in (
        "Chưa xem xét khen thưởng",
        "Hoàn thành xuất sắc nhiệm vụ 12/QĐ-SNV Đã đối chiếu",
        "2020-2021 Không hoàn thành nhiệm vụ chưa có số quyết định Đơn vị kê khai",
        "CSTĐ cơ sở 2021",
        "chưa dùng",
        "Cảnh cáo Vi phạm quy chế 02/11/2020 01/11/2021",
        "Chưa ghi lần khen thưởng nào.",
    ):
        assert part in said


def test_a_page_without_any_merit_says_that_it_is_not_known(client, world):
    said = words(sign_in(client, world).get(person_page(world.person)))
    for part in (
        "Chưa có xếp loại của năm nào",
        "Chưa ghi không có nghĩa là không có",
        "Sổ kỷ luật không có dòng nào",
        "Chưa ghi lần khen thưởng nào",
    ):
        assert part in said


def test_a_units_page_shows_what_is_recorded_of_the_unit_itself(client, world):
    world.fill()
    page = reverse("organisations-detail", args=[world.unit.code])
    said = words(sign_in(client, world).get(page))
    assert "2021 40 chưa có dữ liệu chưa có dữ liệu 30" in said
    assert "Hoàn thành tốt nhiệm vụ chưa có số quyết định" in said
    assert "Bảng tính" not in said


def test_who_left_shows_the_old_unit_no_ratings(client, world):
    world.fill()
    elsewhere = make_organisation(world.province, "Sở Y tế")
    Recipient.objects.filter(pk=world.person.pk).update(organisation=elsewhere)
    said = sign_in(client, world, Role.UNIT_OFFICER).get(person_page(world.person))
    assert said.status_code == 404
