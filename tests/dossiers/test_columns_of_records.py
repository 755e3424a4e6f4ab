"""The columns read in bulk from the database are those the law makes of each one's facts file."""

from collections.abc import Collection
from datetime import date
from typing import Any

import numpy as np
import pytest

from tdkt.dossiers.eligibility import columns_of_records, facts_of, told_of
from tdkt.dossiers.whose import LISTS
from tdkt.registry.lines import RecipientLine
from tdkt.registry.models import Recipient
from tdkt.registry.services import recipients_record
from tdkt.registry.states import RecipientKind
from tdkt_law.catalogue.load import catalogue
from tdkt_law.columns import Columns
from tdkt_law.facts.certain import verified_only as without_declared
from tdkt_law.facts.columns import columns_of
from tdkt_law.facts.model import Case
from tdkt_law.facts.parse import parse
from tests import factories as make
from tests.dossiers.worlds import ON, World, another_authority

pytestmark = pytest.mark.django_db


def told_one_by_one(
    world: World, ids: Collection[int], year: int, *, complete: Collection[str], verified: bool
) -> Columns:
    cases = []
    for pk in ids:
        facts = facts_of(
            world.authority, Recipient.objects.get(pk=pk), on=ON, year=year, complete=complete, all_judged=True
        )  # fmt: skip
        case = parse(facts)
        cases.append(Case(without_declared(case.facts), case.proposal, {}) if verified else case)
    return columns_of(cases, catalogue(), year)


def differences(found: Columns, wanted: Columns) -> list[str]:
    """Names of the columns in which the two differ, with who differs first and how."""
    wrong = []
    for name in sorted({name.removesuffix("?") for name in (*found.arrays, *wanted.arrays)}):
        array = found.arrays.get(name, wanted.arrays.get(name))
        read = {"u": "mask", "i": "number"}[array.dtype.kind] if array.dtype != np.int8 else "truth"
        pairs = [getattr(one, read)(name) for one in (found, wanted)]
        first, second = (pair if isinstance(pair, tuple) else (pair,) for pair in pairs)
        for bound, (mine, other) in enumerate(zip(first, second, strict=True)):
            if not np.array_equal(mine, other):
                at = int(np.flatnonzero(mine != other)[0])
                wrong.append(f"{name}[{at}] bound {bound}: {mine[at]} != {other[at]}")
    return wrong


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("verified", [False, True])
@pytest.mark.parametrize("complete", [("discipline", "pending"), LISTS, ()])
def test_bulk_columns_are_those_of_the_facts_files(
    seed: int, verified: bool, complete: Collection[str]
):
    world = World(seed)
    another_authority()
    ids, found = columns_of_records(
        world.authority,
        on=ON,
        year=2024,
        complete=complete,
        verified_only=verified,
        all_judged=True,
    )
    assert ids.tolist() == sorted(one.pk for one in world.recipients)
    wanted = told_one_by_one(world, ids.tolist(), 2024, complete=complete, verified=verified)
    assert differences(found, wanted) == []


def rows_of(ids: list[int], found: tuple[np.ndarray, Columns]) -> Columns:
    """The columns of these recipients alone, in this order."""
    places = np.searchsorted(found[0], ids)
    assert found[0][places].tolist() == ids
    return Columns(len(ids), {name: array[places] for name, array in found[1].arrays.items()})


def test_named_by_ids_by_unit_or_not_at_all_the_columns_are_the_same():
    world = World(5)
    home = world.units[0]
    lines = [
        RecipientLine(
            kind=RecipientKind.PERSON, name=f"Giàng A Số {place}", organisation_id=home.pk
        )
        for place in range(600)
    ]
    crowd = list(recipients_record(actor=world.actor, lines=lines))
    told = sorted(one.pk for one in world.recipients)
    at_home = sorted(
        one.pk for one in world.recipients if home.pk in {one.organisation_id, one.body_id}
    )

    def gathered(**limits: Any) -> tuple[np.ndarray, Columns]:
        return columns_of_records(world.authority, on=ON, year=2024, complete=LISTS, **limits)

    everybody, few, many, unit = (
        gathered(), gathered(recipient_ids=told), gathered(recipient_ids=[*told, *crowd[50:]]), gathered(unit=home),
    )  # fmt: skip
    assert everybody[0].tolist() == sorted([*told, *crowd])
    assert few[0].tolist() == told
    assert many[0].tolist() == sorted([*told, *crowd[50:]])
    assert unit[0].tolist() == sorted([*at_home, *crowd])
    for found in (everybody, many):
        assert differences(rows_of(told, found), few[1]) == []
    assert differences(rows_of(at_home, unit), rows_of(at_home, few)) == []


@pytest.mark.parametrize("kind", RecipientKind.values)
def test_one_kind_alone_has_the_columns_it_has_among_all(kind: str):
    world = World(6)
    everybody = columns_of_records(world.authority, on=ON, year=2024)
    found = columns_of_records(world.authority, kind=kind, on=ON, year=2024)
    assert found[0].tolist() == sorted(one.pk for one in world.recipients if one.kind == kind)
    assert differences(found[1], rows_of(found[0].tolist(), everybody)) == []


def test_an_authority_without_people_has_no_rows():
    ids, found = columns_of_records(make.make_authority(), on=ON, year=2024, all_judged=True)
    assert (ids.tolist(), found.size) == ([], 0)


def test_as_of_an_earlier_day_later_records_are_not_there():
    authority = make.make_authority()
    person = make.make_recipient(authority)
    make.make_honour(
        authority, person, decision=make.make_decision(authority, on=date(2023, 5, 1)), year=2022
    )
    make.make_initiative(person, year=2023, recognised_on=date(2023, 6, 1))
    make.make_discipline(person, first=date(2023, 7, 1), last=None)

    def told(on: date) -> set[str]:
        return {
            name
            for name in ("awards", "initiatives", "discipline")
            if name in facts_of(authority, person, on=on)
        }

    assert told(date(2023, 4, 30)) == set()
    assert told(date(2023, 5, 1)) == {"awards"}
    assert told(date(2023, 6, 30)) == {"awards", "initiatives"}
    assert told(date(2023, 7, 1)) == {"awards", "initiatives", "discipline"}


def test_each_entry_of_a_facts_file_leads_to_its_record():
    world = World(9)
    for recipient in world.recipients:
        told = told_of(world.authority, recipient, on=ON, year=2024)
        case = parse(told.facts)
        facts = case.facts
        paths = [
            one.path for history in (facts.awards, facts.ratings, facts.initiatives, facts.discipline, facts.pending,
                                     facts.service.posts) for one in history.entries
        ]  # fmt: skip
        assert sorted(paths) == sorted(path for path in told.links if path != "collective")
        codes = [told.links[one.path].code for one in facts.awards.entries]
        assert codes == [recipient.honours.get(code=code).code for code in codes]
        assert [told.links[one.path].code for one in facts.initiatives.entries] == [
            one.id for one in facts.initiatives.entries
        ]
