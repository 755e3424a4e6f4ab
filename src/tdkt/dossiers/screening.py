"""Who could be proposed and has not been; who is one condition short: a whole unit, bloc or province at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tdkt.accounts.selectors import Reach
from tdkt.blocs.models import Bloc
from tdkt.dossiers.gather import columns_of_records
from tdkt.dossiers.sheet import Flags, Ints
from tdkt.dossiers.steps import ATTESTED, Lacking, Step, Steps, nearest
from tdkt.dossiers.whose import law_of, whose
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.states import RecipientKind
from tdkt_law.awards import AwardKind, awards
from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.columns import Columns, bit
from tdkt_law.conditions.context import Session
from tdkt_law.conditions.plan import Plan, plan
from tdkt_law.evaluate import CHUNK, Asked
from tdkt_law.facts.codes import BODY_KINDS, PERSON_KINDS
from tdkt_law.verdicts import MET, UNKNOWN, Truths

GIVEN_ONCE: Final = frozenset(
    {AwardKind.ORDER, AwardKind.HONORARY, AwardKind.PRIZE, AwardKind.MEDAL}
)


@dataclass(frozen=True, slots=True)
class Found:
    """Recipients, direct workers first, then those of whom it is not known; of equals by id.

    Arrays of one length: ``ids`` of the recipients, ``direct`` (0 no, 1 unknown, 2 yes), ``declared``: met only by what
    units declared and nobody checked; ``step`` the place in ``Screened.steps`` of the one condition that lacks (-1
    where none does) and ``state`` its verdict (0 not met, 1 unknown).
    """

    ids: Ints
    direct: Truths
    declared: Flags
    step: NDArray[np.int32]
    state: Truths

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Screened:
    """One award. ``qualified`` meet every condition that can be computed and were neither proposed nor honoured for the
    year; ``one_short`` lack exactly one. ``counts``: how many are not met, unknown, met, whoever was honoured included."""

    award: str
    counts: tuple[int, int, int]
    qualified: Found
    one_short: Found
    steps: tuple[Step, ...]
    presumed: bool


@dataclass(frozen=True, slots=True)
class Screening:
    """The answer for all awards asked, the highest first, over ``size`` recipients."""

    size: int
    awards: tuple[Screened, ...]


def screen(
    who: Reach | Authority,
    *,
    kind: str,
    on: date,
    year: int,
    awards: Collection[str] | None = None,
    ground: str | None = None,
    unit: Organisation | None = None,
    bloc: Bloc | None = None,
    complete: Collection[str] | None = None,
    proposed: Mapping[str, Collection[int]] | None = None,
    certain: bool = False,
    law: Catalogue | None = None,
) -> Screening:
    """Ask the law of everybody of a kind whom the office reads, in a unit, in a bloc, or all.

    What only a person can say is taken for met. ``awards`` are codes, by default all that the kind may be given that
    day and that ask something which can be computed. ``ground`` as ``tdkt_law.evaluate.Asked``. ``proposed`` names, by
    award, recipients with a proposal under way, who are left out. ``certain`` also tells who qualifies only by what
    nobody has checked (twice the time).
    Raises: Refused without the right to read, NoLaw for a day outside the catalogue, UnknownAward.
    """
    law = law or law_of(whose(who).authority_id, on=on)
    asked = [
        Asked(code, on, year, ground) for code in (awards_for(law, kind, on) if awards is None else awards)
    ]  # fmt: skip

    def gathered(*, verified_only: bool) -> tuple[Ints, Columns]:
        return columns_of_records(
            who, kind=kind, unit=unit, bloc=bloc, on=on, year=year, complete=complete,
            verified_only=verified_only, all_judged=True, law=law,
        )  # fmt: skip

    ids, columns = gathered(verified_only=False)
    plans = [plan(law, one) for one in asked]
    told = _decided(plans, columns)
    sure: list[Truths | None] = [None] * len(plans)
    if certain:
        _, checked = gathered(verified_only=True)
        sure = [one.verdict for one in _decided(plans, checked)]
    direct = columns.truth("direct_worker")
    order = np.lexsort((ids, -direct.astype(np.int8)))
    found = (
        _screened(one, decided, ids, columns, order, certain_verdict, (proposed or {}).get(one.asked.award, ()))
        for one, decided, certain_verdict in zip(plans, told, sure, strict=True)
    )  # fmt: skip
    return Screening(len(ids), tuple(found))


def awards_for(
    law: Catalogue, kind: str, on: date, *, ground: str | None = None
) -> tuple[str, ...]:
    """The awards a kind of recipient can be proposed for that day, the highest first, that ask something computed."""
    return tuple(
        code
        for code, one in awards().items()
        if not one.register_only and _asks(law, code, kind, on, ground)
    )


def _asks(law: Catalogue, code: str, kind: str, on: date, ground: str | None) -> bool:
    kinds = {
        RecipientKind.PERSON: PERSON_KINDS, RecipientKind.COLLECTIVE: BODY_KINDS,
    }.get(RecipientKind(kind), (kind,))  # fmt: skip
    for track in law.tracks(code):
        version = law.criterion(track, on)
        if version is None or version.when is None or not set(track.recipients) & set(kinds):
            continue
        if (track.ground == ground if ground else track.regular) and any(
            not one.parts and not one.options and one.kind not in ATTESTED
            for one in descend(version.when)
        ):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Decided:
    """One award: verdicts and what lacks, shape (N,) each, and the conditions that may."""

    verdict: Truths
    count: NDArray[np.int32]
    step: NDArray[np.int32]
    state: Truths
    steps: Steps


def _decided(plans: Sequence[Plan], columns: Columns) -> list[_Decided]:
    size = columns.size
    found = [
        _Decided(
            np.zeros(size, np.int8), np.zeros(size, np.int32), np.zeros(size, np.int32),
            np.full(size, UNKNOWN), Steps(),
        )
        for _ in plans
    ]  # fmt: skip
    for start in range(0, size, CHUNK):
        session = Session(columns.part(start, start + CHUNK))
        here = slice(start, start + CHUNK)
        for one, into in zip(plans, found, strict=True):
            verdict, lacking = _chunk(one, session, into.steps)
            # Met only because somebody could say so is not met yet.
            said = (verdict == MET) & (lacking.count > 0)
            into.verdict[here] = np.where(said, UNKNOWN, verdict)
            into.count[here], into.step[here], into.state[here] = (
                lacking.count, lacking.step, lacking.state,
            )  # fmt: skip
    return found


def _chunk(one: Plan, session: Session, steps: Steps) -> tuple[Truths, Lacking]:
    tracks = [one.decide(session, way, {}, findings=False) for way in one.ways]
    verdict: Any = np.zeros(1, np.int8)
    for track in tracks:
        verdict = np.maximum(verdict, track.verdict)
    return verdict, nearest([steps.of_track(track) for track in tracks])


def _screened(
    one: Plan,
    told: _Decided,
    ids: Ints,
    columns: Columns,
    order: Ints,
    sure: Truths | None,
    proposed: Iterable[int],
) -> Screened:
    code, year = one.asked.award, one.asked.year
    held, _ = columns.mask(f"awards/{code}")
    honoured = held != 0 if awards()[code].kind in GIVEN_ONCE else (held & bit(year)) != 0
    listed = np.fromiter(proposed, np.int64)
    free = ~honoured & ~np.isin(ids, listed)
    met = told.verdict == MET
    declared = met & (sure != MET) if sure is not None else np.zeros(len(ids), np.bool_)

    def rows(chosen: Flags) -> Found:
        at = order[chosen[order]]
        lacks = told.count[at] == 1
        return Found(
            ids=ids[at],
            direct=columns.truth("direct_worker")[at],
            declared=declared[at],
            step=np.where(lacks, told.step[at], np.int32(-1)),
            state=np.where(lacks, told.state[at], MET),
        )

    counts = np.bincount(told.verdict, minlength=3)
    return Screened(
        award=code,
        counts=(int(counts[0]), int(counts[1]), int(counts[2])),
        qualified=rows(met & free),
        one_short=rows(~met & free & (told.count == 1)),
        steps=tuple(told.steps.known),
        presumed=one.presumed,
    )
