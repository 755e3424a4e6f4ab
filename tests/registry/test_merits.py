"""Ratings, initiatives, discipline, holds and collectives' years: what is recorded, what is refused, who reads."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tdkt.accounts.states import Role
from tdkt.kernel.answers import Refused, Stale
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.merit_lines import (
    CollectiveYearLine,
    DisciplineLine,
    InitiativeLine,
    InitiativeUseLine,
    RatingLine,
)
from tdkt.registry.merit_posts import LeadershipPost
from tdkt.registry.merit_selectors import (
    disciplines_seen,
    holds_seen,
    initiatives_seen,
    may_read_discipline,
    merits_of,
)
from tdkt.registry.merit_services import (
    collective_years_record,
    disciplines_record,
    entry_save,
    hold_lift,
    hold_open,
    initiative_save,
    initiative_use_drop,
    initiative_use_save,
    initiative_uses_record,
    initiatives_record,
    ratings_record,
)
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Hold,
    Initiative,
    InitiativeUse,
    Rating,
)
from tdkt_law.facts.posts import GROUPS
from tests.factories import (
    AT,
    make_authority,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_authority()


@pytest.fixture
def unit(province):
    return make_organisation(province, "Sở Nội vụ")


@pytest.fixture
def officer(province):
    return reach_of(make_office(province))


@pytest.fixture
def person(province, unit):
    return make_recipient(province, "Lò Thị Mẫu", organisation=unit)


def acts():
    return [(e.verb, e.subject_name) for e in LedgerEntry.objects.order_by("seq")]


def make_initiative(officer, person, **fields):
    line = InitiativeLine(
        **{"title": "Bảng tính", "year": 2021, "scope": "co_so", "authors": ((person.pk, None),)} | fields
    )  # fmt: skip
    return Initiative.objects.get(
        pk=initiatives_record(actor=officer, lines=[line], at=AT, batch="demo")[0]
    )


def opened(officer, person, **fields):
    values = {"ground": "khieu_nai", "since": date(2022, 6, 1), "matter": "Đơn tố cáo ngày 30/5/2022"}  # fmt: skip
    return hold_open(
        actor=officer, row=Hold(recipient=person, standing="don_vi_ke_khai", **(values | fields)), at=AT
    )  # fmt: skip


# --- many at once ----------------------------------------------------------------------------------


def test_a_list_without_a_batch_is_one_act_and_with_one_leaves_the_ledger_to_its_caller(
    officer, person
):
    ratings_record(actor=officer, lines=[RatingLine(person.pk, y, "HTT") for y in (2020, 2021)], at=AT)  # fmt: skip
    ratings_record(actor=officer, lines=[RatingLine(person.pk, 2022, "HT")], at=AT, batch="nhap01")
    assert acts() == [("register:create", "2 dòng xếp loại")]
    batches = dict(Rating.objects.order_by("year").values_list("year", "batch"))
    assert (batches[2020], batches[2022]) == (
        LedgerEntry.objects.get().after["batch"],
        "nhap01",
    )


def test_a_year_is_rated_once(officer, person):
    lines = [RatingLine(person.pk, 2022, grade) for grade in ("HT", "HTT")]
    with pytest.raises(IntegrityError), transaction.atomic():
        ratings_record(actor=officer, lines=lines, at=AT)
    ratings_record(
        actor=officer,
        lines=[RatingLine(person.pk, 2022, "HT"), RatingLine(person.pk, 2022, "HTT", "school")],
        at=AT,
    )
    assert Rating.objects.count() == 2


def test_nothing_is_recorded_of_another_provinces_people_or_without_the_right(
    province, officer, person
):
    stranger = make_recipient(make_authority())
    lines = {
        ratings_record: RatingLine(stranger.pk, 2022, "HT"),
        disciplines_record: DisciplineLine(stranger.pk, "canh_cao", date(2022, 1, 3)),
        collective_years_record: CollectiveYearLine(stranger.pk, 2022, members=5),
        initiatives_record: InitiativeLine("A", 2022, "co_so", ((stranger.pk, None),)),
        initiative_uses_record: InitiativeUseLine(
            make_initiative(officer, person).pk, stranger.pk, "cstd_co_so", 2022
        ),
    }
    unable = reach_of(make_office(province, Role.COUNCIL_MEMBER))
    for service, line in lines.items():
        with pytest.raises(Refused, match="không thuộc tỉnh này"):
            service(actor=officer, lines=[line], at=AT)
        with pytest.raises(Refused, match="không có quyền “Ghi sổ”"):
            service(actor=unable, lines=[line], at=AT)
    assert (Rating.objects.count(), Discipline.objects.count(), Initiative.objects.count()) == (0, 0, 1)  # fmt: skip


def test_an_initiative_is_recorded_with_its_authors_and_found_without_accents(officer, person):
    work = make_initiative(
        officer, person, title="Quản lý hồ sơ", authors=((person.pk, 60),), uses_known=True
    )
    share = work.shares.get()
    assert (work.folded, share.recipient_id, share.percent, work.uses_known) == (
        "quan ly ho so",
        person.pk,
        60,
        True,
    )
    with pytest.raises(Refused, match="ít nhất một tác giả"):
        make_initiative(officer, person, authors=())


# --- one by one ------------------------------------------------------------------------------------


def test_a_rating_is_added_and_changed_with_before_and_after(officer, person):
    row = Rating(recipient=person, year_kind="calendar", year=2021, grade="HTT", standing="don_vi_ke_khai")  # fmt: skip
    entry_save(actor=officer, row=row, at=AT)
    row.grade = "HTXS"
    entry_save(actor=officer, row=row, at=AT, reason="Theo QĐ 12")
    entry = LedgerEntry.objects.order_by("-seq").first()
    assert acts() == [
        ("register:create", "Lò Thị Mẫu, năm 2021"),
        ("register:change", "Lò Thị Mẫu, năm 2021"),
    ]
    assert (entry.subject_kind, entry.subject_code, entry.before, entry.after) == (
        "rating",
        person.code,
        {"grade": "HTT"},
        {"grade": "HTXS"},
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"year": 2023}, "Năm 2023 còn ở phía trước."),
        ({"standing": "da_doi_chieu"}, "cần số, ngày quyết định"),
        ({"standing": "chua_co_so", "decision": "12/QĐ"}, "thì không chọn"),
        ({"year": 1900}, "1976"),
    ],
)
def test_what_a_rating_may_not_say(officer, person, fields, reason):
    values = {"year_kind": "calendar", "year": 2021, "grade": "HTT", "standing": "don_vi_ke_khai"}
    with pytest.raises(ValidationError, match=reason):
        entry_save(actor=officer, row=Rating(recipient=person, **(values | fields)), at=AT)
    assert LedgerEntry.objects.count() == 0


def test_households_are_not_rated_and_only_collectives_have_members(province, officer, person):
    household = make_recipient(province, "Hộ ông Giàng A Páo", kind="ho_gia_dinh")
    rating = Rating(recipient=household, year_kind="calendar", year=2021, grade="HT", standing="don_vi_ke_khai")  # fmt: skip
    with pytest.raises(Refused, match="Chỉ cá nhân, tập thể có xếp loại"):
        entry_save(actor=officer, row=rating, at=AT)
    year = CollectiveYear(recipient=person, year_kind="calendar", year=2021, members=3, standing="don_vi_ke_khai")  # fmt: skip
    with pytest.raises(Refused, match="Chỉ tập thể"):
        entry_save(actor=officer, row=year, at=AT)


def test_a_collectives_figures_agree_with_one_another(province, officer, unit):
    collective = make_recipient(province, "Phòng Tổ chức", kind="tap_the", organisation=unit)
    values = {"recipient": collective, "year_kind": "calendar", "year": 2021, "standing": "don_vi_ke_khai"}  # fmt: skip
    for fields, reason in (
        ({}, "Chưa ghi số liệu nào"),
        ({"members": 5, "ldtt": 6}, "không thể lớn hơn số thành viên"),
        ({"none_disciplined": True, "worst_discipline": "canh_cao"}, "không ghi hình thức"),
    ):
        with pytest.raises(ValidationError, match=reason):
            entry_save(actor=officer, row=CollectiveYear(**values, **fields), at=AT)
    entry_save(actor=officer, row=CollectiveYear(**values, members=5, ldtt=0), at=AT)
    assert CollectiveYear.objects.values_list("members", "ldtt", "women").get() == (5, 0, None)


def test_an_initiative_is_changed_with_its_authors_and_shares(province, officer, person):
    other = make_recipient(province, "Vàng A Sỹ")
    work = make_initiative(officer, person)
    work.percents = {person.pk: 70, other.pk: 30}
    links = {"authors": [person.pk, other.pk]}
    initiative_save(actor=officer, row=work, at=AT, reason="Bổ sung", links=links)
    assert list(work.shares.order_by("-percent").values_list("recipient__name", "percent")) == [
        ("Lò Thị Mẫu", 70),
        ("Vàng A Sỹ", 30),
    ]
    entries = list(LedgerEntry.objects.order_by("seq"))
    assert [e.after for e in entries] == [
        {"authors": [f"Lò Thị Mẫu ({person.code})", f"Vàng A Sỹ ({other.code})"]},
        {"percents": {person.code: 70, other.code: 30}},
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"influence": "co_so", "scope": "bo_tinh"}, "không thể hẹp hơn"),
        ({"recognised_on": date(2020, 12, 1)}, "Ngày công nhận trước năm 2021"),
        ({"recognised_on": date(2023, 1, 1)}, "còn ở phía trước"),
        ({"percents": {1: 70, 2: 40}}, "lớn hơn 100%"),
    ],
)
def test_what_an_initiative_may_not_say(officer, person, fields, reason):
    work = make_initiative(officer, person)
    for name, value in fields.items():
        setattr(work, name, value)
    with pytest.raises(ValidationError, match=reason):
        initiative_save(
            actor=officer, row=work, at=AT, reason="Sửa", links={"authors": [person.pk]}
        )


def test_an_author_on_whose_award_it_was_spent_stays_an_author(province, officer, person):
    work = make_initiative(officer, person)
    other = make_recipient(province, "Vàng A Sỹ")
    use = InitiativeUse(initiative=work, recipient=person, award="cstd_co_so", year=2021, year_kind="calendar")  # fmt: skip
    initiative_use_save(actor=officer, row=use, at=AT)
    with pytest.raises(Refused, match="đã dùng cho khen thưởng của “Lò Thị Mẫu”"):
        initiative_save(actor=officer, row=work, at=AT, reason="Sửa", links={"authors": [other.pk]})
    alien = InitiativeUse(initiative=work, recipient=other, award="cstd_co_so", year=2021, year_kind="calendar")  # fmt: skip
    with pytest.raises(ValidationError, match="không phải là tác giả"):
        initiative_use_save(actor=officer, row=alien, at=AT)
    with pytest.raises(Refused, match="lý do"):
        initiative_use_drop(actor=officer, initiative=work, use_id=use.pk, at=AT, reason=" ")
    initiative_use_drop(actor=officer, initiative=work, use_id=use.pk, at=AT, reason="Ghi nhầm")
    assert InitiativeUse.objects.count() == 0
    assert LedgerEntry.objects.order_by("-seq").first().before == {
        "use": {"recipient": person.code, "award": "cstd_co_so", "year": "2021"}
    }


def test_two_who_change_one_rating_do_not_overwrite_each_other(officer, person):
    row = Rating(recipient=person, year_kind="calendar", year=2021, grade="HTT", standing="don_vi_ke_khai")  # fmt: skip
    entry_save(actor=officer, row=row, at=AT)
    row.grade = "HT"
    with pytest.raises(Stale):
        entry_save(actor=officer, row=row, at=AT, reason="Sửa", seen="0" * 16)


# --- holds -----------------------------------------------------------------------------------------


def test_a_hold_is_opened_and_lifted_each_by_its_own_verb(officer, person):
    hold = opened(officer, person)
    assert merits_of(officer, [person.pk], collectives=False).open_holds(officer.on) == [hold]
    hold_lift(actor=officer, hold_id=hold.pk, on=date(2022, 12, 1), outcome="Tố cáo sai", at=AT)
    assert acts() == [
        ("hold:open", "Lò Thị Mẫu: Đang xác minh khiếu nại, tố cáo"),
        ("hold:lift", "Lò Thị Mẫu: Đang xác minh khiếu nại, tố cáo"),
    ]
    assert LedgerEntry.objects.order_by("-seq").first().after == {
        "until": "2022-12-01",
        "outcome": "Tố cáo sai",
    }
    merits = merits_of(officer, [person.pk], collectives=False)
    assert (merits.open_holds(date(2022, 11, 30)), merits.open_holds(date(2022, 12, 1))) == (
        [Hold.objects.get()],
        [],
    )


def test_a_hold_is_lifted_once_with_an_outcome_on_a_day_since_it_began(province, officer, person):
    hold = opened(officer, person)
    for on, outcome, reason in (
        (date(2022, 12, 1), " ", "Cần ghi kết luận"),
        (date(2022, 5, 31), "Xong", "trước ngày bắt đầu"),
        (date(2023, 1, 1), "Xong", "còn ở phía trước"),
    ):
        with pytest.raises(Refused, match=reason):
            hold_lift(actor=officer, hold_id=hold.pk, on=on, outcome=outcome, at=AT)
    hold_lift(actor=officer, hold_id=hold.pk, on=date(2022, 12, 1), outcome="Xong", at=AT)
    with pytest.raises(Refused, match="đã gỡ từ 01/12/2022"):
        hold_lift(actor=officer, hold_id=hold.pk, on=date(2022, 12, 2), outcome="Xong", at=AT)
    stranger = reach_of(make_office(make_authority()))
    with pytest.raises(Refused, match="Không có trường hợp này"):
        hold_lift(actor=stranger, hold_id=hold.pk, on=date(2022, 12, 2), outcome="Xong", at=AT)
    inspector = reach_of(make_office(province, Role.INSPECTOR))
    with pytest.raises(Refused, match="không có quyền “Ghi sổ”"):
        hold_lift(actor=inspector, hold_id=hold.pk, on=date(2022, 12, 2), outcome="Xong", at=AT)


def test_a_hold_does_not_begin_tomorrow(officer, person):
    with pytest.raises(ValidationError, match="còn ở phía trước"):
        opened(officer, person, since=date(2022, 12, 21))


# --- who reads -------------------------------------------------------------------------------------


def test_each_role_reads_discipline_and_holds_or_is_told_who_does(province, officer, unit, person):
    elsewhere = make_organisation(province, "Sở Y tế")
    disciplines_record(
        actor=officer, lines=[DisciplineLine(person.pk, "canh_cao", date(2022, 1, 3))], at=AT
    )
    opened(officer, person)
    seen = {}
    for role in Role:
        home = role in {Role.UNIT_OFFICER, Role.BLOC_LEADER}
        reach = reach_of(make_office(province, role, organisation=unit if home else None))
        merits = merits_of(reach, [person.pk], collectives=False)
        seen[role] = (
            bool(may_read_discipline(reach)),
            disciplines_seen(reach).count(),
            holds_seen(reach).count(),
            None if merits.disciplines is None else len(merits.disciplines),
        )
    readers = {Role.STANDING_OFFICER, Role.STANDING_HEAD, Role.INSPECTOR, Role.UNIT_OFFICER}
    assert seen == {role: (True, 1, 1, 1) if role in readers else (False, 0, 0, None) for role in Role}  # fmt: skip
    other = reach_of(make_office(province, Role.UNIT_OFFICER, organisation=elsewhere))
    assert (disciplines_seen(other).count(), holds_seen(other).count()) == (0, 0)


def test_a_unit_sees_the_initiatives_of_its_own_people(province, officer, unit, person):
    make_initiative(officer, person)
    elsewhere = make_organisation(province, "Sở Y tế")
    counts = [
        initiatives_seen(reach_of(make_office(province, Role.UNIT_OFFICER, organisation=one))).count()
        for one in (unit, elsewhere)
    ]  # fmt: skip
    stranger = reach_of(make_office(make_authority()))
    assert (counts, initiatives_seen(stranger).count()) == ([1, 0], 0)


def test_an_initiative_carries_the_uses_of_the_one_who_is_asked_about(province, officer, person):
    other = make_recipient(province, "Vàng A Sỹ")
    work = make_initiative(officer, person, authors=((person.pk, None), (other.pk, None)))
    initiative_uses_record(
        actor=officer, lines=[InitiativeUseLine(work.pk, other.pk, "cstd_co_so", 2021)], at=AT
    )
    uses = [
        [use.award for use in merits_of(officer, [who.pk], collectives=False).initiatives[0].own_uses]
        for who in (person, other)
    ]  # fmt: skip
    assert uses == [[], ["cstd_co_so"]]


def test_the_leadership_posts_are_those_of_the_catalogue():
    assert sorted(LeadershipPost.values) == sorted(
        {post for posts in GROUPS.values() for post in posts}
    )
