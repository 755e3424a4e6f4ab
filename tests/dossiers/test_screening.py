"""Who qualifies and was not proposed, who is one condition short: one by one and together the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.accounts.states import Role
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.dossiers.checklist import Outlook, checklist
from tdkt.dossiers.eligibility import Found, Screened, awards_for, columns_of_records, screen
from tdkt.dossiers.whose import WHOLE_SETTING, whole_lists
from tdkt.kernel.answers import Refused
from tdkt.organisations.models import Authority, AuthoritySettings, Organisation
from tdkt.registry.models import Recipient
from tdkt.registry.states import RecipientGroup, RecipientKind, Standing
from tdkt_law.catalogue.load import catalogue
from tests import factories as make
from tests.dossiers.worlds import ON, World, another_authority

pytestmark = pytest.mark.django_db
PERSON = RecipientKind.PERSON


def one_award(who: object, code: str, **more: object) -> Screened:
    (found,) = screen(who, kind=PERSON, on=ON, year=2024, awards=(code,), **more).awards  # type: ignore[arg-type]
    return found


@pytest.fixture
def authority() -> Authority:
    return make.make_authority()


def worker(
    authority: Authority, grade: str, unit: Organisation | None = None, **post: object
) -> Recipient:
    person = make.make_recipient(authority, organisation=unit)
    make.make_post(person, organisation=unit, **post)
    make.make_rating(person, 2024, grade)
    return person


def test_direct_workers_stand_before_leaders(authority: Authority):
    leader = worker(authority, "HTT", group=RecipientGroup.DEPARTMENT_LEADER)
    unsaid = worker(authority, "HTT", group="")
    direct = worker(authority, "HTXS")
    found = one_award(authority, "ldtt").qualified
    assert found.ids.tolist() == [direct.pk, unsaid.pk, leader.pk]
    assert found.direct.tolist() == [2, 1, 0]


def test_whoever_lacks_exactly_one_condition_is_told_with_it(authority: Authority):
    short = worker(authority, "HT")
    unrated = make.make_recipient(authority)
    make.make_post(unrated)
    make.make_recipient(authority)  # lacks the rating and the months of work
    found = one_award(authority, "ldtt")
    assert found.qualified.ids.tolist() == []
    assert found.one_short.ids.tolist() == [short.pk, unrated.pk]
    assert [found.steps[step].condition.id for step in found.one_short.step] == [
        "htt_trong_nam"
    ] * 2
    assert found.one_short.state.tolist() == [0, 1]
    assert found.counts == (1, 2, 0)


def test_the_honoured_and_the_proposed_are_left_out(authority: Authority):
    honoured, proposed, waiting = (worker(authority, "HTT") for _ in range(3))
    make.make_honour(authority, honoured, award="ldtt", level="co_so", year=2024,
                     decision=make.make_decision(authority, on=date(2024, 11, 1)))  # fmt: skip
    found = one_award(authority, "ldtt", proposed={"ldtt": [proposed.pk]})
    assert found.qualified.ids.tolist() == [waiting.pk]
    assert found.counts == (0, 0, 3)


def test_who_qualifies_only_by_declared_records_is_marked_when_asked(authority: Authority):
    sure = worker(authority, "HTT")
    told = worker(authority, "HTT")
    told.rating_set.update(standing=Standing.DECLARED)
    found = one_award(authority, "ldtt", certain=True).qualified
    assert dict(zip(found.ids.tolist(), found.declared.tolist(), strict=True)) == {
        sure.pk: False,
        told.pk: True,
    }


def test_a_unit_takes_in_what_lies_below_it_and_a_bloc_its_members(authority: Authority):
    department = make.make_organisation(authority, "Sở Y tế")
    division = make.make_organisation(authority, "Phòng Tổ chức", kind="phong", parent=department)
    other = make.make_organisation(authority, "Sở Tài chính")
    inside = [worker(authority, "HTT", unit) for unit in (department, division)]
    outside = worker(authority, "HTT", other)
    found = one_award(authority, "ldtt", unit=department).qualified
    assert found.ids.tolist() == [one.pk for one in inside]
    bloc = Bloc.objects.create(authority=authority, name="Khối Tổng hợp")
    BlocMembership.objects.create(bloc=bloc, organisation=other)
    assert one_award(authority, "ldtt", bloc=bloc).qualified.ids.tolist() == [outside.pk]
    officer = make.reach_of(
        make.make_office(authority, Role.UNIT_OFFICER, organisation=department), on=ON
    )
    assert one_award(officer, "ldtt").qualified.ids.tolist() == [one.pk for one in inside]
    assert one_award(officer, "ldtt", unit=other).qualified.ids.tolist() == []


def test_another_authoritys_people_are_never_seen(authority: Authority):
    another_authority()
    mine = worker(authority, "HTT")
    ids, _ = columns_of_records(authority, on=ON, year=2024)
    assert ids.tolist() == [mine.pk]


@pytest.mark.parametrize("seed", [11, 12])
def test_together_and_one_by_one_tell_the_same(seed: int):
    """Whatever the checklist says of each, the screening says of all."""
    world = World(seed)
    complete = ("awards", "ratings", "initiatives", "discipline", "pending")
    for kind in (RecipientKind.PERSON, RecipientKind.COLLECTIVE):
        told = screen(world.authority, kind=kind, on=ON, year=2024, complete=complete, certain=True)
        seen: dict[str, dict[int, tuple[str, str | None]]] = {
            one.award: {
                **_rows(one, one.qualified, Outlook.QUALIFIED), **_rows(one, one.one_short, Outlook.ONE_STEP)
            } for one in told.awards
        }  # fmt: skip
        wanted: dict[str, dict[int, tuple[str, str | None]]] = {
            one.award: {} for one in told.awards
        }
        for recipient in (one for one in world.recipients if one.kind == kind):
            single = checklist(
                world.authority,
                recipient,
                on=ON,
                year=2024,
                complete=complete,
                awards_asked=tuple(wanted),
            )
            for check in single.checks:
                if check.outlook in {Outlook.QUALIFIED, Outlook.ONE_STEP}:
                    step = check.step.text if check.step else None
                    wanted[check.code][recipient.pk] = (check.outlook, step)
        assert seen == wanted


def _rows(one: Screened, found: Found, outlook: Outlook) -> dict[int, tuple[str, str | None]]:
    texts = [one.steps[step].condition.text if step >= 0 else None for step in found.step.tolist()]
    return {pk: (outlook, text) for pk, text in zip(found.ids.tolist(), texts, strict=True)}


def test_the_number_of_queries_does_not_grow_with_the_people(authority: Authority):
    for _ in range(2):
        worker(authority, "HTT")
    with CaptureQueriesContext(connection) as few:
        screen(authority, kind=PERSON, on=ON, year=2024)
    for _ in range(20):
        make.make_initiative(worker(authority, "HTXS"), year=2024)
    with CaptureQueriesContext(connection) as many:
        screen(authority, kind=PERSON, on=ON, year=2024)
    assert len(many) == len(few) <= 26


def test_awards_on_which_nothing_is_computed_are_not_screened():
    law = catalogue()
    found = awards_for(law, PERSON, ON)
    assert {"ldtt", "cstd_co_so", "bk_bo_tinh"} <= set(found)
    assert {"knc_bo_tinh", "gk_xa", "huy_hieu_tinh"} & set(found) == set()


def test_the_authority_says_which_lists_it_holds_whole(authority: Authority):
    assert whole_lists(authority.pk, on=ON) == {"discipline", "pending"}
    settings = AuthoritySettings.objects.create(
        authority=authority,
        valid_from=date(2024, 1, 1),
        values={WHOLE_SETTING: ["awards"]},
        recorded_at=make.AT,
    )
    assert whole_lists(authority.pk, on=ON) == {"awards", "discipline", "pending"}
    assert whole_lists(authority.pk, on=date(2023, 12, 31)) == {"discipline", "pending"}
    AuthoritySettings.objects.create(
        authority=authority,
        valid_from=date(2024, 6, 1),
        values={WHOLE_SETTING: ["danh_hieu"]},
        recorded_at=make.AT,
    )
    assert settings.pk
    with pytest.raises(Refused, match="có mục không dùng được: danh_hieu"):
        whole_lists(authority.pk, on=ON)
