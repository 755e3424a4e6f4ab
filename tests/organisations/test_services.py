"""Adding and changing bodies; a name is never changed, one body becomes another."""

from datetime import date

import pytest

from tdkt.kernel.answers import YES, Answer, Refused, Stale
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.models import Organisation, OrganisationParent, Succession
from tdkt.organisations.services import NAME_STAYS, organisation_save, succession_record
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.organisations.units import (
    day_of,
    of_kind_on,
    organisations_found,
    parent_on,
    tree_on,
)
from tests.factories import AT, make_authority, make_office, make_organisation, reach_of

pytestmark = pytest.mark.django_db

MERGER = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)


@pytest.fixture
def province():
    return make_authority()


@pytest.fixture
def actor(province):
    return reach_of(make_office(province)).signed


def rename(actor, body, name="Sở Nội vụ mới", **fields):
    values = {
        "predecessors": [body], "successor": Organisation(name=name), "kind": SuccessionKind.RENAMED, "on": MERGER,
        "at": AT, "note": "Nghị quyết 1670",
    }  # fmt: skip
    return succession_record(actor=actor, allowed=YES, **(values | fields))


def last_entry():
    return LedgerEntry.objects.order_by("seq").last()


def test_a_new_body_belongs_to_its_parent_from_its_own_first_day(province, actor):
    above = make_organisation(province)
    made = organisation_save(
        actor=actor, allowed=YES, at=AT, parent=above,
        organisation=Organisation(name="Phòng Thi đua", kind=OrganisationKind.DIVISION, valid_from=date(2020, 3, 1)),
    )  # fmt: skip
    link = OrganisationParent.objects.get(organisation=made)
    assert (link.parent_id, link.valid_from, link.valid_to) == (above.pk, date(2020, 3, 1), None)
    entry = last_entry()
    assert (entry.verb, entry.subject_code) == ("organisation:create", made.code)
    assert entry.after["parent"] == above.code
    assert entry.before == {}


def test_a_change_keeps_only_what_differs_before_and_after(province, actor):
    body = make_organisation(province)
    body.short_name = "SNV"
    organisation_save(actor=actor, allowed=YES, organisation=body, at=AT, reason="bổ sung")
    entry = last_entry()
    assert (entry.verb, entry.before, entry.after, entry.reason) == (
        "organisation:change",
        {"short_name": ""},
        {"short_name": "SNV"},
        "bổ sung",
    )


def test_saving_without_a_change_leaves_no_entry(province, actor):
    body = make_organisation(province)
    organisation_save(actor=actor, allowed=YES, organisation=body, at=AT)
    assert LedgerEntry.objects.count() == 0


def test_a_changed_name_is_refused_with_the_way_to_do_it(province, actor):
    body = make_organisation(province)
    body.name = "Sở Nội vụ và Lao động"
    with pytest.raises(Refused) as refused:
        organisation_save(actor=actor, allowed=YES, organisation=body, at=AT)
    assert refused.value.reason == NAME_STAYS
    assert Organisation.objects.get(pk=body.pk).name == "Sở Nội vụ"


def test_who_may_not_is_refused_with_the_reason_given(province, actor):
    with pytest.raises(Refused, match="Không được"):
        organisation_save(
            actor=actor, allowed=Answer(ok=False, reason="Không được."), organisation=Organisation(name="X"), at=AT
        )  # fmt: skip
    assert Organisation.objects.count() == 0


def test_another_province_is_neither_changed_nor_a_parent(province, actor):
    foreign = make_organisation(make_authority())
    foreign.short_name = "X"
    with pytest.raises(Refused, match="không thuộc tỉnh này"):
        organisation_save(actor=actor, allowed=YES, organisation=foreign, at=AT)
    with pytest.raises(Refused, match="không thuộc tỉnh này"):
        organisation_save(
            actor=actor, allowed=YES, organisation=Organisation(name="Phòng A", kind="phong"), at=AT, parent=foreign
        )  # fmt: skip
    assert Organisation.objects.filter(authority=province).count() == 0


def test_moving_to_another_parent_ends_the_link_the_day_before(province, actor):
    old, new = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    body = make_organisation(province, "Phòng", kind="phong", parent=old)
    organisation_save(
        actor=actor, allowed=YES, organisation=body, at=AT, parent=new, parent_from=MERGER
    )
    assert (parent_on(body, on=LAST_DAY), parent_on(body, on=MERGER)) == (old, new)
    assert last_entry().before == {"parent": old.code, "parent_name": "Sở A"}


@pytest.mark.parametrize(
    ("day", "words"),
    [(None, "Cần ghi ngày"), (date(2004, 1, 1), "ngày chuyển phải sau ngày đó")],
)
def test_a_move_needs_a_day_after_the_last(province, actor, day, words):
    body = make_organisation(province, "Phòng", parent=make_organisation(province, "Sở A"))
    new = make_organisation(province, "Sở B")
    with pytest.raises(Refused, match=words):
        organisation_save(
            actor=actor, allowed=YES, organisation=body, at=AT, parent=new, parent_from=day
        )


def test_a_body_never_comes_below_itself(province, actor):
    above = make_organisation(province, "Sở A")
    below = make_organisation(province, "Phòng", parent=above)
    with pytest.raises(Refused, match="đang trực thuộc chính tổ chức này"):
        organisation_save(
            actor=actor, allowed=YES, organisation=above, at=AT, parent=below, parent_from=MERGER
        )


def test_renaming_ends_the_old_begins_the_new_and_moves_what_was_below(province, actor):
    top = make_organisation(province, "Tỉnh", kind="tinh")
    old = make_organisation(province, parent=top)
    below = make_organisation(province, "Phòng", kind="phong", parent=old)
    new = rename(actor, old)
    old.refresh_from_db()
    assert (old.name, old.valid_to) == ("Sở Nội vụ", LAST_DAY)
    assert (new.kind, new.valid_from, new.valid_to) == (old.kind, MERGER, None)
    assert (parent_on(new, on=MERGER), parent_on(old, on=LAST_DAY), parent_on(old, on=MERGER)) == (
        top,
        top,
        None,
    )
    assert (parent_on(below, on=LAST_DAY), parent_on(below, on=MERGER)) == (old, new)
    link = Succession.objects.get()
    assert (link.predecessor, link.successor, link.kind, link.on) == (
        old,
        new,
        "doi_ten",
        MERGER,
    )
    assert list(LedgerEntry.objects.order_by("seq").values_list("verb", "subject_code")) == [
        ("organisation:create", new.code),
        ("organisation:change", old.code),
    ]


def test_a_merger_joins_several_to_one_that_exists(province, actor):
    one, two = make_organisation(province, "Xã A"), make_organisation(province, "Xã B")
    new = make_organisation(province, "Xã C", valid_from=MERGER)
    rename(actor, one, predecessors=[one, two], successor=new, kind=SuccessionKind.MERGED)
    ended = Organisation.objects.filter(pk__in=[one.pk, two.pk]).values_list("valid_to", flat=True)
    assert list(ended) == [LAST_DAY, LAST_DAY]
    assert new.predecessor_links.count() == 2


def test_a_split_may_leave_the_old_body_standing_with_what_is_below(province, actor):
    old = make_organisation(province, "Huyện")
    below = make_organisation(province, "Xã", kind="xa", parent=old)
    rename(actor, old, name="Huyện mới", kind=SuccessionKind.SPLIT, ends=False)
    old.refresh_from_db()
    assert (old.valid_to, parent_on(below, on=MERGER)) == (None, old)


def test_what_has_ended_is_not_ended_again(province, actor):
    old = make_organisation(province, valid_to=date(2020, 12, 31))
    with pytest.raises(Stale, match="đã kết thúc từ 31/12/2020"):
        rename(actor, old)
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"predecessors": []}, "Cần ít nhất một"),
        ({"on": date(2004, 1, 1)}, "chỉ có từ 01/01/2004"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(province, actor, change, words):
    old = make_organisation(province)
    with pytest.raises(Refused, match=words):
        rename(actor, old, **change)
    assert Succession.objects.count() == 0


def test_a_body_succeeds_neither_itself_nor_one_of_another_province(province, actor):
    old = make_organisation(province)
    with pytest.raises(Refused, match="chính mình"):
        rename(actor, old, successor=old)
    with pytest.raises(Refused, match="không thuộc tỉnh này"):
        rename(actor, old, successor=make_organisation(make_authority()))
    with pytest.raises(Refused, match="không hoạt động vào ngày 01/07/2025"):
        rename(actor, old, successor=make_organisation(province, "Cũ", valid_to=date(2010, 1, 1)))
    old.refresh_from_db()
    assert (old.valid_to, Succession.objects.count()) == (None, 0)


def test_the_tree_of_a_day_differs_before_and_after_a_merger(province):
    top = make_organisation(province, "Tỉnh", kind="tinh")
    district = make_organisation(province, "Huyện", kind="huyen", parent=top, valid_to=LAST_DAY)
    make_organisation(province, "Xã cũ", kind="xa", parent=district, valid_to=LAST_DAY)
    new = make_organisation(province, "Xã mới", kind="xa", parent=top, valid_from=MERGER)
    Succession.objects.create(predecessor=district, successor=new, kind="giai_the", on=MERGER)

    before, after = tree_on(province.pk, on=LAST_DAY), tree_on(province.pk, on=MERGER)

    shape = [
        (kind, [(n.name, [c.name for c in n.children]) for n in ns])
        for kind, _, ns in before.groups
    ]
    assert shape == [("huyen", [("Huyện", ["Xã cũ"])])]
    assert before.groups[0][2][0].became == [(new.code, "Xã mới")]
    assert [(kind, [n.name for n in ns]) for kind, _, ns in after.groups] == [("xa", ["Xã mới"])]
    assert (before.top.name, before.total, after.total) == ("Tỉnh", 3, 2)
    assert [(kind, n) for kind, _, n in before.kinds] == [("tinh", 1), ("huyen", 1), ("xa", 1)]


def test_a_large_tree_counts_what_it_does_not_draw(province, django_assert_num_queries):
    top = make_organisation(province, "Sở", kind="so")
    make_organisation(province, "Sở khác", kind="so")
    for i in range(6):
        make_organisation(province, f"Trường {i}", kind="truong", parent=top)
    with django_assert_num_queries(2):
        small = tree_on(province.pk, on=MERGER, drawn=5)
    node = small.groups[0][2][0]
    assert (node.below, node.children) == (6, [])
    below = tree_on(province.pk, on=MERGER, root=top.pk, drawn=0)
    assert [n.name for n in below.groups[0][2]] == [f"Trường {i}" for i in range(6)]


def test_a_body_whose_parent_is_not_seen_stands_at_the_top(province):
    top = make_organisation(province, "Sở A", kind="so")
    below = make_organisation(province, "Phòng", kind="phong", parent=top)
    other = make_organisation(province, "Phòng khác", kind="phong")
    seen = tree_on(province.pk, on=MERGER, ids={below.pk, other.pk})
    assert sorted(n.name for n in seen.groups[0][2]) == ["Phòng", "Phòng khác"]


def test_bodies_are_found_by_words_without_marks_in_any_order_on_any_day(province):
    gone = make_organisation(province, "Xã Mường Tè", valid_to=LAST_DAY)
    make_organisation(make_authority(), "Xã Mường Tè")
    assert organisations_found(province.pk, "te muong") == [gone]
    assert organisations_found(province.pk, "te muong", ids={0}) == []


def test_one_kind_of_a_day_is_listed_with_its_parents(province, django_assert_num_queries):
    top = make_organisation(province, "Sở A", kind="so")
    school = make_organisation(province, "Trường", kind="truong", parent=top)
    with django_assert_num_queries(2):
        found = of_kind_on(province.pk, "truong", on=MERGER)
    assert found == [(school, "Sở A")]


def test_the_page_of_a_body_is_read_on_the_nearest_day_it_existed(province):
    gone = make_organisation(province, valid_to=LAST_DAY)
    coming = make_organisation(province, valid_from=MERGER)
    today = date(2022, 12, 20)
    assert (
        day_of(gone, on=date(2026, 1, 1)),
        day_of(gone, on=today),
        day_of(coming, on=today),
    ) == (
        LAST_DAY,
        today,
        MERGER,
    )
