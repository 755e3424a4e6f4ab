"""Adding and changing recipients by hand: the ledger keeps before and after, numbers masked."""

from datetime import date

import pytest

from tdkt.accounts.states import Role
from tdkt.kernel.answers import Refused
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.identity import national_id_open
from tdkt.registry.lines import RecipientLine
from tdkt.registry.models import Person, PostGroupRule, Recipient
from tdkt.registry.people_services import NewPost, person_save, post_group
from tdkt.registry.states import RecipientKind
from tests.factories import (
    AT,
    make_authority,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)

pytestmark = pytest.mark.django_db

NUMBER = "012085000482"


@pytest.fixture
def province():
    return make_authority()


@pytest.fixture
def actor(province):
    return reach_of(make_office(province))


def line(name="Lò Thị Ân", **fields):
    return RecipientLine(kind=RecipientKind.PERSON, name=name, **fields)


def entry():
    return LedgerEntry.objects.order_by("seq").last()


def test_a_new_person_is_recorded_with_post_and_masked_number(province, actor):
    unit = make_organisation(province)
    made = person_save(
        actor=actor, at=AT, line=line(organisation_id=unit.pk, national_id=NUMBER, gender="nu"),
        post=NewPost("Chuyên viên", unit.pk, "truc_tiep", date(2020, 1, 1)),
    )  # fmt: skip
    said = entry()
    assert (said.verb, said.subject_kind, said.subject_code) == (
        "person:create",
        "person",
        made.code,
    )
    assert (said.after["national_id"], said.after["post"], said.after["organisation"]) == (
        "•••••••••482",
        "Chuyên viên",
        unit.code,
    )
    assert NUMBER not in str(said.after)
    assert national_id_open(bytes(made.person.national_id_sealed)) == NUMBER
    assert made.person.posts.get().organisation_id == unit.pk


@pytest.mark.parametrize("kind", [RecipientKind.COLLECTIVE, RecipientKind.HOUSEHOLD])
def test_collectives_and_households_are_lines_of_the_register(actor, kind):
    made = person_save(actor=actor, at=AT, line=RecipientLine(kind=kind, name="Hộ ông Giàng A Páo"))
    said = entry()
    assert (said.verb, said.subject_kind, said.subject_name) == (
        "register:create",
        "recipient",
        "Hộ ông Giàng A Páo",
    )
    assert not Person.objects.filter(pk=made.pk).exists()


def test_a_change_keeps_what_differs_and_needs_a_reason(province, actor):
    old, new = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    person = make_recipient(province, organisation=old, national_id=NUMBER)
    with pytest.raises(Refused, match="Cần nêu lý do"):
        person_save(actor=actor, at=AT, recipient_id=person.pk, line=line("Lò Thị Ấn"), reason=" ")
    changed = person_save(
        actor=actor, at=AT, recipient_id=person.pk, line=line("Lò Thị Ấn", organisation_id=new.pk), reason="chuyển",
    )  # fmt: skip
    said = entry()
    assert (changed.name, changed.organisation_id, changed.folded) == (
        "Lò Thị Ấn",
        new.pk,
        "lo thi an",
    )
    assert (said.verb, said.reason) == ("person:change", "chuyển")
    assert said.before == {"name": "Lò Thị Ân", "organisation": old.code, "organisation_name": "Sở A"}  # fmt: skip
    assert said.after == {"name": "Lò Thị Ấn", "organisation": new.code, "organisation_name": "Sở B"}  # fmt: skip


def test_an_empty_number_leaves_the_one_there_is_and_a_new_one_replaces_it(province, actor):
    person = make_recipient(province, national_id=NUMBER)
    person_save(
        actor=actor, at=AT, recipient_id=person.pk, line=line(gender="nu"), reason="bổ sung"
    )
    kept = Person.objects.get(pk=person.pk)
    person_save(
        actor=actor, at=AT, recipient_id=person.pk, line=line(gender="nu", national_id="012085000777"), reason="sai số",
    )  # fmt: skip
    replaced = Person.objects.get(pk=person.pk)
    assert national_id_open(bytes(kept.national_id_sealed)) == NUMBER
    assert national_id_open(bytes(replaced.national_id_sealed)) == "012085000777"
    assert (entry().before, entry().after) == (
        {"national_id": "•••••••••482"},
        {"national_id": "•••••••••777"},
    )


def test_a_new_post_ends_the_one_held_the_day_before(province, actor):
    person = make_recipient(province)
    for title, start in (("Giáo viên", date(2015, 9, 1)), ("Hiệu trưởng", date(2020, 9, 1))):
        person_save(
            actor=actor, at=AT, recipient_id=person.pk, line=line(), reason="bổ nhiệm",
            post=NewPost(title, valid_from=start),
        )  # fmt: skip
    posts = person.person.posts.order_by("valid_from").values_list(
        "title", "valid_from", "valid_to"
    )
    assert list(posts) == [
        ("Giáo viên", date(2015, 9, 1), date(2020, 8, 31)),
        ("Hiệu trưởng", date(2020, 9, 1), None),
    ]
    assert (entry().before["post"], entry().after["post"]) == ("Giáo viên", "Hiệu trưởng")


@pytest.mark.parametrize(
    ("start", "words"), [(None, "từ ngày nào"), (date(2015, 9, 1), "phải bắt đầu sau ngày đó")]
)
def test_a_post_before_the_one_held_is_refused_and_leaves_no_trace(province, actor, start, words):
    person = make_recipient(province)
    save = {
        "actor": actor,
        "at": AT,
        "recipient_id": person.pk,
        "line": line(),
        "reason": "bổ nhiệm",
    }
    person_save(**save, post=NewPost("Giáo viên", valid_from=date(2015, 9, 1)))
    with pytest.raises(Refused, match=words):
        person_save(**save, post=NewPost("Hiệu trưởng", valid_from=start))
    assert person.person.posts.get().title == "Giáo viên"
    assert LedgerEntry.objects.count() == 1


def test_nothing_changed_leaves_no_entry(province, actor):
    person = make_recipient(province)
    person_save(actor=actor, at=AT, recipient_id=person.pk, line=line(), reason="xem lại")
    assert LedgerEntry.objects.count() == 0


def test_what_may_not_be_recorded_is_refused(province, actor):
    person = make_recipient(province)
    foreign_unit = make_organisation(make_authority())
    foreign = make_recipient(make_authority())
    refusals = []
    for change in (
        {"line": line(" ")},
        {"line": line(organisation_id=foreign_unit.pk)},
        {"line": line(), "recipient_id": foreign.pk, "reason": "x"},
        {"line": RecipientLine(kind=RecipientKind.HOUSEHOLD, name="Hộ"), "recipient_id": person.pk, "reason": "x"},
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            person_save(actor=actor, at=AT, **change)
        refusals.append(refused.value.reason)
    assert refusals == [
        "Cần ghi tên.",
        "Đơn vị không thuộc tỉnh này.",
        "Đối tượng khen thưởng không thuộc tỉnh này.",
        "“Lò Thị Ân” đã ghi là cá nhân: không đổi loại được; hãy thêm đối tượng mới.",
    ]
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_only_who_may_record_adds_a_person(province, role):
    with pytest.raises(Refused, match="Người làm được: Chuyên viên cơ quan thường trực"):
        person_save(actor=reach_of(make_office(province, role)), at=AT, line=line())
    assert Recipient.objects.count() == 0


def test_the_group_of_a_post_comes_from_the_table_of_the_province(province):
    PostGroupRule.objects.create(
        authority=province, position=1, starts_with="pho giam doc", group="lanh_dao_so"
    )
    PostGroupRule.objects.create(
        authority=make_authority(), position=1, starts_with="giao vien", group="truc_tiep"
    )
    assert post_group(province.pk, "Phó Giám đốc Sở") == "lanh_dao_so"
    assert post_group(province.pk, "Giáo viên") == ""
