"""From the database to the columns of the law, for thousands at once: a fixed number of queries, no loop over people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from django.db.models import Q, QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.blocs.models import Bloc
from tdkt.dossiers.gather_awards import gather_awards
from tdkt.dossiers.gather_initiatives import gather_initiatives
from tdkt.dossiers.gather_merits import (
    gather_collectives,
    gather_discipline,
    gather_holds,
    gather_ratings,
)
from tdkt.dossiers.gather_people import gather_service, gather_subjects
from tdkt.dossiers.reading import Reading, Within
from tdkt.dossiers.sheet import Ints, Places, Sheet, table
from tdkt.dossiers.whose import at_home_in, law_of, members_of, units_of, whole_lists, whose
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.models import Recipient
from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.columns import Columns
from tdkt_law.facts.codes import GROUNDS
from tdkt_law.facts.service import ACTING_COUNTS
from tdkt_law.verdicts import MET

_FEW: Final = 500  # so many recipients are named in the queries; more are picked out afterwards


def columns_of_records(
    who: Reach | Authority,
    *,
    kind: str | None = None,
    recipient_ids: Collection[int] | None = None,
    unit: Organisation | None = None,
    bloc: Bloc | None = None,
    on: date,
    year: int,
    complete: Collection[str] | None = None,
    verified_only: bool = False,
    all_judged: bool = False,
    law: Catalogue | None = None,
) -> tuple[Ints, Columns]:
    """(ids, columns) of all recipients of the authority that are asked for, by ascending id; ids int64, shape (N,).

    The columns are those ``tdkt_law.facts.columns_of`` makes of each one's ``facts_of``, for a proposal made on
    ``on`` about ``year``. ``kind`` is a recipient kind; ``unit`` takes in what lies below it and what it came from,
    ``bloc`` its members of that day. ``verified_only`` leaves out what units declared and nobody checked.
    ``all_judged`` takes for met what only a person can say. ``law`` is by default the authority's of that day. At most 24
    queries, however many recipients there are.

    Raises: Refused without the right to read.
    """
    held = whose(who)
    if complete is None:
        complete = whole_lists(held.authority_id, on=on)
    wanted = _Wanted(kind, recipient_ids, _units(held.authority_id, unit, bloc, on))
    ids = np.sort(table(wanted.recipients(held.recipients), "pk")[:, 0])
    if recipient_ids is not None and len(recipient_ids) > _FEW:
        ids = ids[np.isin(ids, np.fromiter(recipient_ids, np.int64, len(recipient_ids)))]
    places, sheet = Places(ids), Sheet(len(ids))
    reading = Reading(
        authority_id=held.authority_id,
        on=on,
        year=year,
        places=places,
        complete=frozenset(complete),
        verified_only=verified_only,
        within=wanted.within(ids, held.organisation_ids),
        kind=kind,
    )
    law = law or law_of(held.authority_id, on=on)
    held_awards = gather_awards(sheet, reading)
    gather_ratings(sheet, reading)
    gather_initiatives(sheet, reading, held_awards)
    gather_discipline(sheet, reading)
    gather_holds(sheet, reading)
    gather_subjects(sheet, reading, held_awards.groups)
    gather_service(sheet, reading, acting=law.told(ACTING_COUNTS, None))
    gather_collectives(sheet, reading)
    if all_judged:
        for name in attested_names(law):
            sheet.truth(name, int(MET))
    return ids, sheet.columns()


def attested_names(law: Catalogue) -> Iterable[str]:
    """The columns of all conditions that only a person can judge; a fact nobody wrote down is no judgement."""
    general = (
        one
        for regime in law.regimes.values()
        for ground in GROUNDS
        for condition in law.general(regime.start, ground)
        for one in descend(condition)
    )
    every = (*(one for *_, one in law.walk()), *general)
    is_fact = {one.id: bool(one.params.get("fact")) for one in every if one.kind == "attested"}
    return [f"attested/{name}" for name, fact in is_fact.items() if not fact]


@dataclass(frozen=True, slots=True)
class _Wanted:
    kind: str | None
    recipient_ids: Collection[int] | None
    unit_ids: frozenset[int] | None

    def recipients(self, held: Q) -> QuerySet[Recipient]:
        found = Recipient.objects.filter(held)
        if self.kind is not None:
            found = found.filter(kind=self.kind)
        if self.unit_ids is not None:
            found = found.filter(at_home_in(self.unit_ids))
        if self.recipient_ids is not None and len(self.recipient_ids) <= _FEW:
            found = found.filter(pk__in=list(self.recipient_ids))
        return found

    def within(self, ids: Ints, held: frozenset[int] | None) -> Within:
        """How other tables are limited to the same recipients: by name, by unit, or not at all."""
        if len(ids) <= _FEW:
            return Within(ids=tuple(int(one) for one in ids))
        return Within(unit_ids=held if self.unit_ids is None else self.unit_ids)


def _units(
    authority_id: int, unit: Organisation | None, bloc: Bloc | None, on: date
) -> frozenset[int] | None:
    asked = [] if unit is None else [[unit]]
    asked += [] if bloc is None else [members_of(bloc, on=on)]
    found = [units_of(units, authority_id=authority_id, on=on) for units in asked]
    return frozenset.intersection(*found) if found else None
