"""Every way to a page of honours gives the same list; facets count what is recorded."""

from datetime import date
from itertools import pairwise

import pytest
from django.db.models import Sum

from tdkt.accounts.states import Role
from tdkt.organisations.models import Succession
from tdkt.registry import honour_lists
from tdkt.registry.facets import facet_key
from tdkt.registry.filters import HonourFilters
from tdkt.registry.honour_lists import honour_key, honour_page, honours_in_order
from tdkt.registry.honour_scope import honour_scope
from tdkt.registry.lines import HonourLine
from tdkt.registry.models import Facet, Honour
from tdkt.registry.selectors import honours_ended, honours_visible_to
from tdkt.registry.services import honour_event_record, honours_record
from tdkt.registry.states import HonourEventKind, RecipientKind
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

# (FEW_HONOURS, FEW_NAMES, DENSE_YEAR): thresholds so low or high that each way is taken.
WAYS = {
    "few": (50_000, 2_000, 5_000),
    "walk the day, walk the names": (0, 0, 5_000),
    "walk dense years": (0, 0, 1),
    "by names only": (0, 2_000, 1),
}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request, monkeypatch):
    names = ("FEW_HONOURS", "FEW_NAMES", "DENSE_YEAR")
    for name, value in zip(names, request.param, strict=True):
        monkeypatch.setattr(honour_lists, name, value)


@pytest.fixture
def province():
    """Forty honours of 2020–2023 and three without a day, of eight recipients in a department and its division."""
    authority = make_authority()
    department = make_organisation(authority, "Sở Y tế")
    division = make_organisation(authority, "Phòng Nghiệp vụ Y", parent=department)
    elsewhere = make_organisation(authority, "Sở Tài chính")
    names = "Lò Thị Ân|Lò Văn Hải|Tống Thanh Hải|Hà Thanh Tống|Vàng A Páo|Nguyễn Thị Lan|Nguyễn Văn Lan".split(
        "|"
    )
    places = [department, division, elsewhere]
    people = [
        make_recipient(authority, name, organisation=places[i % 3]) for i, name in enumerate(names)
    ]
    people.append(
        make_recipient(
            authority,
            "Tổ Hải quan",
            kind=RecipientKind.COLLECTIVE,
            organisation=division,
            is_small=True,
        )
    )
    decisions = [
        make_decision(authority, on=date(2020 + i % 4, 1 + i % 12, 1 + i % 28)) for i in range(12)
    ]
    lines = []
    for i in range(40):
        recipient, decision = people[i % 8], decisions[i % 12]
        lines.append(
            HonourLine(
                recipient_id=recipient.pk, award="cstd_bo_tinh" if i % 5 == 0 else "bk_bo_tinh", level="bo_tinh",
                kind=recipient.kind, method="chuyen_de" if i % 7 == 0 else "thuong_xuyen", name_then=recipient.name,
                is_small=recipient.is_small, year_kind="calendar", year=decision.issued_on.year - i % 2,
                document_id=decision.pk, ordinal=i, decided_on=decision.issued_on,
                organisation_id=recipient.organisation_id,
            )
        )  # fmt: skip
    lines += [
        HonourLine(
            recipient_id=recipient.pk, award="ldtt", level="co_so", kind="ca_nhan", method="thuong_xuyen",
            name_then=recipient.name, standing="don_vi_ke_khai", organisation_id=recipient.organisation_id,
        )
        for recipient in people[:3]
    ]  # fmt: skip
    actor = reach_of(make_office(authority), on=date(2024, 1, 1))
    honours_record(actor=actor, lines=lines, at=AT)
    first = Honour.objects.filter(decided_on__isnull=False).order_by("pk")[0]
    honour_event_record(
        actor=actor, honour_id=first.pk, kind=HonourEventKind.CANCELLED, on=date(2023, 6, 1), reason="Kê khai sai.", at=AT
    )  # fmt: skip
    return {
        "authority": authority,
        "actor": actor,
        "department": department,
        "decision": decisions[3],
    }


def expected(actor, keep, *, on=date(2024, 1, 1), by_name=False):
    """The list the slow way: read everything, keep, sort."""
    ended = set(honours_ended(actor.authority_id, on=on))
    rows = [
        h
        for h in honours_visible_to(actor).select_related("recipient")
        if h.pk not in ended and keep(h)
    ]
    rows.sort(key=lambda h: (h.decided_on or date.min, h.pk), reverse=True)
    if by_name:
        rows.sort(key=lambda h: (h.recipient.sort_key, h.recipient_id))
    return [h.pk for h in rows]


def turned(scope, size):
    """Every page of the list, forwards."""
    pages, key = [], None
    while True:
        page = honour_page(scope, key=key, size=size)
        pages.append([h.pk for h in page.honours])
        if not page.has_next:
            return pages, page
        key = honour_key(scope, page.honours[-1].code)


QUESTIONS = {
    "everything": (HonourFilters(), lambda _: True, False),
    "a year": (HonourFilters(decided_years=(2022,)), lambda h: h.decided_year == 2022, False),
    "two years": (HonourFilters(decided_years=(2021, 2022)), lambda h: h.decided_year in {2021, 2022}, False),
    "no day": (HonourFilters(decided_years=(0,)), lambda h: h.decided_on is None, False),
    "an award": (HonourFilters(awards=("cstd_bo_tinh",)), lambda h: h.award == "cstd_bo_tinh", False),
    "days": (
        HonourFilters(decided_from=date(2021, 3, 1), decided_to=date(2022, 10, 5)),
        lambda h: h.decided_on and date(2021, 3, 1) <= h.decided_on <= date(2022, 10, 5), False,
    ),
    "whole years as days": (
        HonourFilters(decided_from=date(2021, 1, 1), decided_to=date(2022, 12, 31)),
        lambda h: h.decided_year in {2021, 2022}, False,
    ),
    "a name": (HonourFilters(q="hai"), lambda h: "Hải" in h.recipient.name, True),
    "syllables in any order": (
        HonourFilters(q="hai tong tha"), lambda h: h.recipient.name == "Tống Thanh Hải", True,
    ),
    "a name and filters": (
        HonourFilters(q="lan", awards=("bk_bo_tinh",), decided_years=(2020, 2021, 2023)),
        lambda h: "Lan" in h.recipient.name and h.award == "bk_bo_tinh" and h.decided_year in {2020, 2021, 2023}, True,
    ),
    "kinds": (
        HonourFilters(kinds=("tap_the", "ho_gia_dinh")), lambda h: h.kind in {"tap_the", "ho_gia_dinh"}, False,
    ),
    "nothing": (HonourFilters(awards=("hc_sao_vang",)), lambda _: False, False),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
@pytest.mark.parametrize("whole", [True, False], ids=["province", "department"])
def test_every_way_gives_the_same_pages(way, province, question, whole):
    filters, keep, by_name = question
    actor = province["actor"]
    if not whole:
        office = make_office(
            province["authority"], Role.UNIT_OFFICER, organisation=province["department"]
        )
        actor = reach_of(office, on=date(2024, 1, 1))
    wanted = expected(actor, keep, by_name=by_name)
    scope = honour_scope(actor, filters)
    pages, last = turned(scope, 4)
    assert [pk for page in pages for pk in page] == wanted
    assert (last.total, last.exact, sum(last.by_kind.values())) == (len(wanted), True, len(wanted))
    for previous, page in pairwise(pages):
        key = honour_key(scope, Honour.objects.get(pk=page[0]).code, backwards=True)
        assert [h.pk for h in honour_page(scope, key=key, size=4).honours] == previous
    assert [h.pk for h in honours_in_order(scope, most=100, step=3)] == wanted


def test_a_decision_lists_its_own_lines(province):
    decision = province["decision"]
    scope = honour_scope(province["actor"], HonourFilters(decision=decision.code))
    wanted = expected(province["actor"], lambda h: h.document_id == decision.pk)
    assert [h.pk for h in honour_page(scope).honours] == wanted


def test_a_unit_holds_what_is_below_it_and_what_became_it():
    authority = make_authority()
    old = make_organisation(authority, "Xã Bản Bo", valid_to=date(2022, 6, 30))
    new = make_organisation(authority, "Xã Bình Lư", valid_from=date(2022, 7, 1))
    school = make_organisation(
        authority, "Trường Tiểu học Bình Lư", parent=new, valid_from=date(2022, 7, 1)
    )
    Succession.objects.create(predecessor=old, successor=new, kind="sap_nhap", on=date(2022, 7, 1))
    made = [
        make_honour(authority, make_recipient(authority, f"Lò Thị {name}", organisation=unit))
        for name, unit in (("Ân", old), ("Bình", new), ("Cúc", school))
    ]
    make_honour(
        authority, make_recipient(authority, organisation=make_organisation(authority, "Xã Khác"))
    )
    scope = honour_scope(reach_of(make_office(authority)), HonourFilters(unit=new.code))
    assert [h.pk for h in honour_page(scope).honours] == [h.pk for h in reversed(made)]


def test_a_cancelled_honour_counts_until_its_day_and_is_shown_on_request(province):
    actor = province["actor"]
    before = honour_scope(actor, HonourFilters(as_of=date(2023, 5, 31)))
    after = honour_scope(actor, HonourFilters(as_of=date(2023, 6, 1)))
    shown = honour_scope(actor, HonourFilters(as_of=date(2023, 6, 1), show_ended=True))
    decided = (
        Honour.objects.filter(decided_on__lte=date(2023, 5, 31)).count() + 3
    )  # three without a day
    assert [honour_page(s).total for s in (before, after, shown)] == [
        decided,
        decided - 1 + Honour.objects.filter(decided_on=date(2023, 6, 1)).count(),
        decided + Honour.objects.filter(decided_on=date(2023, 6, 1)).count(),
    ]


def test_a_restored_title_counts_again():
    authority = make_authority()
    honour = make_honour(authority, award="dh_nha_giao_uu_tu", level="nha_nuoc")
    actor = reach_of(make_office(authority))
    for kind, day in (
        (HonourEventKind.STRIPPED, date(2022, 5, 1)),
        (HonourEventKind.RESTORED, date(2022, 9, 1)),
    ):
        honour_event_record(
            actor=actor, honour_id=honour.pk, kind=kind, on=day, reason="Theo quyết định.", at=AT
        )
    ended = [
        list(honours_ended(authority.pk, on=day))
        for day in (date(2022, 4, 30), date(2022, 5, 1), date(2022, 9, 1))
    ]
    assert ended == [[], [honour.pk], []]


def test_totals_stop_at_ten_thousand_unless_exact(province, monkeypatch):
    monkeypatch.setattr(honour_lists, "EXACT_TO", 5)
    monkeypatch.setattr(honour_lists, "FEW_NAMES", 0)
    monkeypatch.setattr(honour_lists, "FEW_HONOURS", 0)
    scope = honour_scope(province["actor"], HonourFilters(q="lo"))
    wanted = len(expected(province["actor"], lambda h: h.recipient.name.startswith("Lò")))
    stopped, counted = honour_page(scope, size=3), honour_page(scope, size=3, exact=True)
    assert (stopped.total, stopped.exact, stopped.by_kind) == (6, False, {})
    assert (counted.total, counted.exact, counted.by_kind) == (wanted, True, {"ca_nhan": wanted})


def test_facets_alone_count_exactly_however_many(province, monkeypatch):
    monkeypatch.setattr(honour_lists, "EXACT_TO", 5)
    page = honour_page(honour_scope(province["actor"], HonourFilters()), size=3)
    assert (page.total, page.exact, page.by_kind) == (42, True, {"ca_nhan": 37, "tap_the": 5})


def test_two_provinces_do_not_leak(province):
    other = make_authority(name="tỉnh Điện Biên")
    honour = make_honour(other, make_recipient(other, "Tống Thanh Hải"))
    actor = reach_of(make_office(other))
    for filters in (HonourFilters(), HonourFilters(q="hai"), HonourFilters(decided_years=(2022,))):
        assert [h.pk for h in honour_page(honour_scope(actor, filters)).honours] == [honour.pk]
    asked = honour_scope(actor, HonourFilters(unit=province["department"].code))
    assert list(asked.errors) == ["don_vi"]
    assert honour_key(asked, Honour.objects.filter(authority=province["authority"])[0].code) is None


def test_a_unit_outside_the_reach_is_refused_with_words(province):
    office = make_office(
        province["authority"], Role.UNIT_OFFICER, organisation=province["department"]
    )
    finance = make_organisation(province["authority"], "Sở Khác")
    scope = honour_scope(reach_of(office), HonourFilters(unit=finance.code))
    assert scope.errors == {"don_vi": "Đơn vị này ngoài phạm vi nhiệm vụ của bạn."}
    assert honour_page(scope).honours == []


def test_an_administrator_lists_nothing(province):
    actor = reach_of(make_office(province["authority"], Role.ADMINISTRATOR))
    assert honour_page(honour_scope(actor, HonourFilters())).total == 0


def test_facets_hold_what_the_honours_say(province):
    for honour in Honour.objects.select_related("facet"):
        assert facet_key(honour.facet, decided_year=honour.facet.decided_year) == facet_key(
            honour, decided_year=honour.decided_year
        )
    assert Facet.objects.aggregate(Sum("n"))["n__sum"] == Honour.objects.count() == 43
    assert {f.pk: f.n for f in Facet.objects.all()} == {
        f.pk: Honour.objects.filter(facet=f).count() for f in Facet.objects.all()
    }


def test_a_second_list_of_the_same_facets_adds_to_their_counts():
    authority = make_authority()
    recipient = make_recipient(authority)
    decision = make_decision(authority)
    made = [make_honour(authority, recipient, decision=decision) for _ in range(3)]
    assert [f.n for f in Facet.objects.filter(authority=authority)] == [3]
    assert len({honour.facet_id for honour in made}) == 1
    assert made[0].order_day == decision.issued_on == date(2022, 3, 15)
