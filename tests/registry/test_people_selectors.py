"""Who is seen, a history as of a day, who may be the same, and the list page by page."""

from datetime import date

import pytest

from tdkt.accounts.states import Role
from tdkt.organisations.models import Succession
from tdkt.registry import people_list
from tdkt.registry.people_list import honour_counts, recipients_listed
from tdkt.registry.people_selectors import (
    honours_of,
    honours_of_within,
    is_at_home,
    likely_same,
    recipients_visible,
    unit_counts,
)
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import BirthPrecision, HonourEventKind, RecipientKind
from tests.factories import (
    AT,
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)

pytestmark = pytest.mark.django_db

TODAY = date(2022, 12, 20)


@pytest.fixture
def province():
    return make_authority()


@pytest.fixture
def standing(province):
    return reach_of(make_office(province))


def officer_of(unit):
    return reach_of(make_office(unit.authority, Role.UNIT_OFFICER, organisation=unit))


def test_a_unit_sees_its_own_and_those_honoured_while_there_and_nobody_else(province):
    mine, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    home = make_recipient(province, "Lò A", organisation=mine)
    moved = make_recipient(province, "Lò B", organisation=other)
    stranger = make_recipient(province, "Lò C", organisation=other)
    then = make_honour(province, moved, organisation_id=mine.pk)
    make_honour(province, moved, organisation_id=other.pk)
    make_honour(province, stranger, organisation_id=other.pk)
    reach = officer_of(mine)
    assert set(recipients_visible(reach)) == {home, moved}
    assert (is_at_home(reach, home), is_at_home(reach, moved)) == (True, False)
    assert [e.honour for e in honours_of_within(reach, moved, on=TODAY)] == [then]


def test_two_provinces_see_nothing_of_each_other(province, standing):
    mine = make_recipient(province, "Lò Văn Thử")
    other = make_authority()
    make_honour(other, make_recipient(other, "Lò Văn Thử"))
    assert list(recipients_visible(standing)) == [mine]
    assert recipients_listed(standing).rows == [mine]
    assert likely_same(standing, mine) == []


def test_a_history_is_read_as_of_a_day_the_newest_first(province, standing):
    person = make_recipient(province)
    first = make_honour(province, person, decision=make_decision(province, on=date(2020, 5, 1)))
    second = make_honour(province, person, decision=make_decision(province, on=date(2022, 5, 1)))
    event = honour_event_record(
        actor=standing, honour_id=second.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 9, 1), reason="khai sai", at=AT,
    )  # fmt: skip
    read = {
        day: [(e.honour, e.counts) for e in honours_of(standing, [person.pk], on=day)]
        for day in (date(2022, 8, 31), date(2022, 9, 1))
    }
    assert read == {
        date(2022, 8, 31): [(second, True), (first, True)],
        date(2022, 9, 1): [(second, False), (first, True)],
    }
    assert honours_of(standing, [person.pk], on=TODAY)[0].ended == event


def test_what_was_restored_counts_again_and_a_correction_names_anew(province, standing):
    honour = make_honour(province)
    for kind, day, change in (
        (HonourEventKind.STRIPPED, date(2022, 4, 1), {}),
        (HonourEventKind.RESTORED, date(2022, 6, 1), {}),
        (HonourEventKind.CORRECTED, date(2022, 7, 1), {"name_then": "Lò Văn Đúng"}),
    ):
        honour_event_record(
            actor=standing, honour_id=honour.pk, kind=kind, on=day, reason="theo quyết định", at=AT, change=change
        )  # fmt: skip
    read = honours_of(standing, [honour.recipient_id], on=TODAY)[0]
    assert (read.counts, read.name_now, len(read.events)) == (True, "Lò Văn Đúng", 3)


def test_a_history_costs_the_same_for_one_honour_and_for_three(
    province, standing, django_assert_num_queries
):
    person = make_recipient(province)
    make_honour(province, person)
    with django_assert_num_queries(2):
        assert len(honours_of(standing, [person.pk], on=TODAY)) == 1
    make_honour(province, person)
    make_honour(province, person)
    with django_assert_num_queries(2):
        assert len(honours_of(standing, [person.pk], on=TODAY)) == 3


DAY, YEAR = BirthPrecision.DAY, BirthPrecision.YEAR


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"name": "Hảng A Mĩ"}, ("tên dễ nhầm (i/y, dấu)",)),
        ({"name": "Hạng Á My"}, ("tên giống nhau khi bỏ dấu",)),
        ({"name": "Hạng A Mỹ", "birth_date": date(1985, 7, 2), "birth_precision": DAY}, ("cùng ngày sinh", "cùng tên")),
        ({"name": "Hạng A Mỹ", "birth_date": date(1985, 1, 1), "birth_precision": YEAR}, ("cùng năm sinh", "cùng tên")),
        ({"name": "Vàng A Dơ", "national_id": "012085000482"}, ("cùng số định danh",)),
        ({"name": "Hạng A Mỹ", "birth_date": date(1985, 7, 3), "birth_precision": DAY}, None),
        ({"name": "Hạng A Mỹ", "birth_date": date(1984, 1, 1), "birth_precision": YEAR}, None),
        ({"name": "Hạng A Mỹ", "national_id": "012085000483"}, None),
        ({"name": "Hạng A Mỷ Sinh"}, None),
        ({"name": "Hạng A Mỹ", "kind": RecipientKind.HOUSEHOLD}, None),
    ],
)  # fmt: skip
def test_who_may_be_the_same_is_said_with_the_reasons(province, standing, other, why):
    person = make_recipient(
        province, "Hạng A Mỹ", national_id="012085000482", birth_date=date(1985, 7, 2), birth_precision=DAY
    )  # fmt: skip
    twin = make_recipient(province, **other)
    found = [(one.recipient, one.why) for one in likely_same(standing, person)]
    assert found == ([(twin, why)] if why else [])


def test_the_likeliest_comes_first_and_the_reach_limits(province, standing):
    mine, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    person = make_recipient(province, organisation=mine)
    far = make_recipient(province, organisation=other)
    near = make_recipient(province, organisation=mine)
    assert [one.recipient for one in likely_same(standing, person)] == [near, far]
    assert [one.recipient for one in likely_same(officer_of(mine), person)] == [near]


def test_counts_of_units_leave_out_what_no_longer_counts(province, standing):
    unit = make_organisation(province)
    person = make_recipient(province, organisation=unit)
    ended = make_honour(province, person)
    make_honour(province, person)
    make_honour(province, make_recipient(province, organisation=make_organisation(province)))
    honour_event_record(
        actor=standing, honour_id=ended.pk, kind=HonourEventKind.CANCELLED, on=date(2022, 9, 1), reason="khai sai", at=AT,
    )  # fmt: skip
    key = (2022, "bk_bo_tinh", "ca_nhan")
    assert unit_counts(standing, [unit.pk], on=date(2022, 8, 31)) == {key: 2}
    assert unit_counts(standing, [unit.pk], on=TODAY) == {key: 1}


def test_counts_stay_within_the_reach(province):
    mine, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    for unit in (mine, other):
        make_honour(province, make_recipient(province, organisation=unit))
    assert unit_counts(officer_of(mine), [mine.pk, other.pk], on=TODAY) == {
        (2022, "bk_bo_tinh", "ca_nhan"): 1
    }


def test_names_are_found_by_beginnings_of_syllables_in_any_order(province, standing):
    wanted = make_recipient(province, "Lò Văn Tống Thành")
    make_recipient(province, "Lò Văn Tài")
    make_recipient(province, "H'Hen Niê")
    assert {
        words: [one.name for one in recipients_listed(standing, words=words).rows]
        for words in ("thanh tong", "tho van", "lo van ta", "h'hen", "L' )(", "")
    } == {
        "thanh tong": [wanted.name],
        "tho van": [],
        "lo van ta": ["Lò Văn Tài"],
        "h'hen": ["H'Hen Niê"],
        "L' )(": ["Lò Văn Tài", wanted.name],
        "": ["H'Hen Niê", "Lò Văn Tài", wanted.name],
    }


def test_the_list_is_turned_page_by_page_and_back_without_a_gap(province, standing):
    for name in ("Lò An", "Lò An", "Lò Bình", "Lò Cường", "Lò Dung"):
        make_recipient(province, name)
    first = recipients_listed(standing, size=2)
    second = recipients_listed(standing, size=2, after=first.after)
    third = recipients_listed(standing, size=2, after=second.after)
    back = recipients_listed(standing, size=2, before=third.before)
    assert [[one.name for one in page.rows] for page in (first, second, third)] == [
        ["Lò An", "Lò An"],
        ["Lò Bình", "Lò Cường"],
        ["Lò Dung"],
    ]
    assert (back.rows, back.total) == (second.rows, 5)
    assert [(bool(p.before), bool(p.after)) for p in (first, second, third, back)] == [
        (False, True),
        (True, True),
        (True, False),
        (True, True),
    ]


def test_a_key_of_another_province_or_of_nobody_is_the_first_page(province, standing):
    mine = make_recipient(province, "Lò An")
    foreign = make_recipient(make_authority(), "Lò Ánh")
    pages = [recipients_listed(standing, after=key).rows for key in (foreign.code, "khong-co")]
    assert pages == [[mine], [mine]]


def test_the_list_is_limited_by_kind_and_unit_and_reach(province, standing):
    unit, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    person = make_recipient(province, "Lò An", organisation=unit)
    team = make_recipient(province, "Tổ 1", kind=RecipientKind.COLLECTIVE, organisation=unit)
    make_recipient(province, "Lò Xa", organisation=other)
    assert recipients_listed(standing, kind="tap_the").rows == [team]
    assert set(recipients_listed(standing, unit_ids={unit.pk}).rows) == {person, team}
    assert set(recipients_listed(officer_of(unit)).rows) == {person, team}


def test_a_predecessor_is_within_the_reach_of_its_successor(province):
    old = make_organisation(province, "Xã cũ", valid_to=date(2022, 6, 30))
    new = make_organisation(province, "Xã mới", valid_from=date(2022, 7, 1))
    Succession.objects.create(predecessor=old, successor=new, kind="sap_nhap", on=date(2022, 7, 1))
    person = make_recipient(province, organisation=old)
    assert list(recipients_visible(officer_of(new))) == [person]


def test_honours_are_counted_for_a_page_at_once(province, django_assert_num_queries):
    one, two = make_recipient(province), make_recipient(province)
    make_honour(province, one)
    make_honour(province, one)
    with django_assert_num_queries(1):
        assert honour_counts([one.pk, two.pk]) == {one.pk: 2}


@pytest.mark.parametrize("counted", [10_000, 1])
def test_a_unit_officer_turns_the_pages_of_members_and_of_the_unit_itself(
    province, counted, monkeypatch
):
    monkeypatch.setattr(people_list, "COUNTED_TO", counted)
    unit, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    for name in ("Lò An", "Lò Bình", "Lò Dung"):
        make_recipient(province, name, organisation=unit)
    make_recipient(province, "Lò Cường", organisation=other)
    make_recipient(province, "Sở A", kind="tap_the", body_id=unit.pk)
    reach, seen, after = officer_of(unit), [], ""
    for _ in range(3):
        page = recipients_listed(reach, size=2, after=after)
        seen.append([one.name for one in page.rows])
        after = page.after
        if not after:
            break
    assert sorted(seen[0] + seen[1]) == ["Lò An", "Lò Bình", "Lò Dung", "Sở A"]
    assert [len(names) for names in seen] == [2, 2]
    back = recipients_listed(reach, size=2, before=page.before)
    assert ([one.name for one in back.rows], page.total) == (seen[0], min(4, counted + 1))
    named = recipients_listed(reach, words="lo")
    assert [one.name for one in named.rows] == ["Lò An", "Lò Bình", "Lò Dung"]


def test_most_of_a_province_is_counted_as_the_whole_less_the_rest(province, standing):
    units = [make_organisation(province, f"Sở {letter}") for letter in "ABC"]
    for unit in (*units, units[0], None):
        make_honour(province, make_recipient(province, organisation=unit))
    make_honour(make_authority())
    counted = {
        len(asked): sum(unit_counts(standing, [unit.pk for unit in asked], on=TODAY).values())
        for asked in (units[:1], units[:2], units)
    }
    assert counted == {1: 2, 2: 3, 3: 4}
