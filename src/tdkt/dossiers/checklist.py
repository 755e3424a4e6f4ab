"""What one recipient could be proposed for, what is a step away, what a paper would settle; with the clause of each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.facts import Link, told_of, year_words
from tdkt.dossiers.screening import GIVEN_ONCE, awards_for
from tdkt.dossiers.steps import Lacking, Steps
from tdkt.dossiers.whose import law_of
from tdkt.organisations.models import Authority
from tdkt.registry.models import Recipient
from tdkt.registry.states import Ground
from tdkt_law.awards import AwardKind, awards
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.columns import Columns
from tdkt_law.conditions.joints import Node
from tdkt_law.evaluate import Asked, TrackTrace, traces
from tdkt_law.evidence import evidence
from tdkt_law.explain import SCOPES, found, missing, needed
from tdkt_law.facts.certain import has_declared, verified_only
from tdkt_law.facts.columns import columns_of
from tdkt_law.facts.model import Case, Facts
from tdkt_law.facts.parse import parse
from tdkt_law.verdicts import Verdict

SEASON: Final = 10
"""From this month a proposal is about the year it is made in, before it about the year before."""
_ONE_OF: Final = "Một trong các điều kiện sau"
_ALTERNATIVES: Final = {
    Verdict.UNKNOWN: "Cần đủ căn cứ cho một trong các điều kiện sau",
    Verdict.NOT_MET: "Chưa đạt điều kiện nào sau đây",
}
NEAR: Final = 3
"""An award with at most so many conditions still open is worth a paper; farther ones are only counted."""


class Outlook(StrEnum):
    """How far an award is."""

    QUALIFIED = "du"  # all that is computed is met
    ONE_STEP = "mot_buoc"
    UNSETTLED = "can_giay_to"  # a few conditions are not known
    FAR = "chua"
    HONOURED = "da_duoc"  # has it for the year, or once for all


@dataclass(frozen=True, slots=True)
class Line:
    """One condition. ``level`` 1 is an alternative of the line above it; ``evidence`` are the records it counted."""

    text: str
    attested: bool
    verdict: Verdict
    needed: str
    found: str
    missing: str | None
    clause: str
    evidence: tuple[Link, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class AwardCheck:
    """One award, by its nearest track. ``step`` is the one condition that lacks; ``open_lines`` all that are computed and
    not met; ``to_attest`` what only a person can say."""

    code: str
    ground: str
    track: str
    outlook: Outlook
    verdict: Verdict
    lacking: int
    step: Line | None
    lines: tuple[Line, ...]
    declared: bool
    presumed: bool

    @property
    def name(self) -> str:
        return awards()[self.code].name

    @property
    def open_lines(self) -> tuple[Line, ...]:
        return tuple(
            one for one in self.lines if not one.attested and one.verdict is not Verdict.MET
        )

    @property
    def to_attest(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.attested and one.level == 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something of one year in the ribbon, with its record."""

    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Years across, rows down: ``rows`` are (label, year → marks); a year without marks is unknown or none."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, dict[int, tuple[Mark, ...]]], ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """All awards that ask something of the records, the highest first."""

    recipient: Recipient
    on: date
    year: int
    regime: str
    caveat: str
    ribbon: Ribbon
    checks: tuple[AwardCheck, ...]

    def with_outlook(self, outlook: Outlook) -> tuple[AwardCheck, ...]:
        return tuple(one for one in self.checks if one.outlook is outlook)


def checklist(
    who: Reach | Authority,
    recipient: Recipient,
    *,
    on: date,
    year: int | None = None,
    awards_asked: Collection[str] | None = None,
    complete: Collection[str] | None = None,
    law: Catalogue | None = None,
) -> Checklist:
    """The law of the day asked of one recipient about the work of a year, by default that of the season.

    ``awards_asked`` are codes, by default every award the recipient's kind may be given that asks something computed.
    Raises: Refused when the history is not the office's to read, NoLaw for a day outside the catalogue.
    """
    year = year if year is not None else on.year - (on.month < SEASON)
    law = law or law_of(recipient.authority_id, on=on)
    told = told_of(who, recipient, on=on, year=year, complete=complete)
    case = parse(told.facts)
    asking = _Asking(law, case, told.links, on, year)
    wanted: dict[tuple[str, str | None], None] = dict.fromkeys(
        (code, None)
        for code in (awards_for(law, recipient.kind, on) if awards_asked is None else awards_asked)
    )
    if case.facts.service.posts.entries and awards_asked is None:
        ground = str(Ground.CONTRIBUTION)
        wanted |= dict.fromkeys(
            (code, ground) for code in awards_for(law, recipient.kind, on, ground=ground)
        )
    checks = [check for code, ground in wanted if (check := asking.check(code, ground)) is not None]
    regime = law.regime_on(on)
    return Checklist(
        recipient=recipient,
        on=on,
        year=year,
        regime=regime.name if regime else "",
        caveat=regime.caveat if regime else "",
        ribbon=_ribbon(case.facts, told.links, year),
        checks=tuple(checks),
    )


class _Asking:
    """One recipient, asked award by award; the columns are made once."""

    def __init__(
        self, law: Catalogue, case: Case, links: dict[str, Link], on: date, year: int
    ) -> None:
        self._law, self._case, self._links, self._on, self._year = law, case, links, on, year
        self._facts = case.facts
        self._plain = self._columns(case.facts, judged=False)
        self._judged = self._columns(case.facts, judged=True)
        certain = verified_only(case.facts) if has_declared(case.facts) else None
        self._certain = self._columns(certain, judged=True) if certain else None

    def _columns(self, facts: Facts, *, judged: bool) -> Columns:
        said = replace(self._case, facts=replace(facts, all_judged=judged))
        return columns_of([said], self._law, self._year, proposed_on=self._on)

    def check(self, code: str, ground: str | None) -> AwardCheck | None:
        """None when no track of the award is open to the recipient."""
        asked = Asked(code, self._on, self._year, ground)
        judged = traces(self._law, self._judged, asked)
        steps = Steps()
        ways = [
            (place, steps.of_track(track))
            for place, track in enumerate(judged.tracks)
            if _verdict(track.recipient) is not Verdict.NOT_MET
        ]
        if not ways:
            return None
        place, lacking = min(ways, key=lambda way: int(way[1].count[0]))
        plain = traces(self._law, self._plain, asked)
        track = plain.tracks[place]
        count = int(lacking.count[0])
        verdict = _verdict(judged.outcome.verdict)
        lines = tuple(self._lines(track))
        return AwardCheck(
            code=code,
            ground=track.track.ground,
            track=track.track.name,
            outlook=self._outlook(code, verdict, count),
            verdict=_verdict(plain.outcome.verdict),
            lacking=count,
            step=self._step(steps, lacking, judged.tracks[place]) if count == 1 else None,
            lines=lines,
            declared=count == 0 and self._only_declared(asked),
            presumed=judged.outcome.presumed,
        )

    def _outlook(self, code: str, verdict: Verdict, count: int) -> Outlook:
        once = awards()[code].kind in GIVEN_ONCE
        held = [one for one in self._facts.awards.entries if one.code == code]
        if any(once or one.year == self._year for one in held):
            return Outlook.HONOURED
        if count == 0:
            return Outlook.QUALIFIED
        if count == 1:
            return Outlook.ONE_STEP
        if verdict is Verdict.UNKNOWN and count <= NEAR:
            return Outlook.UNSETTLED
        return Outlook.FAR

    def _only_declared(self, asked: Asked) -> bool:
        if self._certain is None:
            return False
        steps = Steps()
        tracks = traces(self._law, self._certain, asked).tracks
        return min(int(steps.of_track(track).count[0]) for track in tracks) > 0

    def _step(self, steps: Steps, lacking: Lacking, track: TrackTrace) -> Line | None:
        condition = steps.known[int(lacking.step[0])].condition
        roots = (*(() if track.node is None else (track.node,)), *track.general)
        return next(
            (
                self._line(node, track, 0)
                for root in roots
                for node in root.leaves()
                if node.condition is condition
            ),
            None,
        )

    def _lines(self, track: TrackTrace) -> Iterator[Line]:
        for root in (*(() if track.node is None else (track.node,)), *track.general):
            yield from self._told(root, track, 0)

    def _told(self, node: Node, track: TrackTrace, level: int) -> Iterator[Line]:
        if node.chosen:
            yield from self._told(node.options[node.chosen], track, level)
        elif node.condition.kind == "all":
            for part in node.parts:
                yield from self._told(part, track, level)
        elif node.condition.kind != "after_discipline":
            yield self._line(node, track, level)
            if node.parts and node.condition.kind != "not":  # a negation is told by its own words
                for part in node.parts:
                    yield self._line(part, track, 1)

    def _line(self, node: Node, track: TrackTrace, level: int) -> Line:
        if node.chosen:
            return self._line(node.options[node.chosen], track, level)
        leaves = list(node.leaves())
        together = node.condition.kind == "all"  # an alternative of several conditions
        regular = track.track.ground == Ground.MERIT
        used = [
            one["path"] for leaf in leaves for one in evidence(leaf, self._facts, regular=regular)
        ]
        verdict = _verdict(node.verdict)
        lacks = [leaf for leaf in leaves if _verdict(leaf.verdict) is not Verdict.MET]
        told = missing(node)
        if told is not None and together:
            told = "; ".join(dict.fromkeys(filter(None, map(missing, lacks))))
        elif told is not None and node.parts:
            told = _ALTERNATIVES[verdict]
        return Line(
            text=node.condition.text
            or ("; ".join(leaf.condition.text for leaf in leaves) if together else _ONE_OF),
            attested=all(leaf.condition.kind == "attested" for leaf in leaves),
            verdict=verdict,
            needed="; ".join(map(needed, leaves)) if together else needed(node),
            found="; ".join(map(found, leaves)) if together else found(node),
            missing=told,
            clause=self._law.cite(node.source),
            evidence=tuple(
                self._links[path] for path in dict.fromkeys(used) if path in self._links
            ),
            level=level,
        )


def _verdict(verdict: np.ndarray[tuple[int, ...], np.dtype[np.int8]]) -> Verdict:
    return Verdict(int(np.ravel(verdict)[0]))


def _ribbon(facts: Facts, links: dict[str, Link], year: int, *, length: int = 10) -> Ribbon:
    years = tuple(range(year - length + 1, year + 1))
    rows: dict[str, dict[int, list[Mark]]] = {
        name: {} for name in ("Xếp loại", "Danh hiệu thi đua", "Hình thức khen thưởng", "Sáng kiến, đề tài", "Kỷ luật")
    }  # fmt: skip

    def put(row: str, at: int | None, text: str, path: str) -> None:
        if at in years and path in links:
            rows[row].setdefault(at, []).append(Mark(text, links[path]))

    for rating in facts.ratings.entries:
        text = (
            f"{rating.grade} ({year_words(rating.year, school=True)})"
            if rating.school
            else rating.grade
        )
        put("Xếp loại", rating.year, text, rating.path)
    for held in facts.awards.entries:
        one = awards()[held.code]
        row = "Danh hiệu thi đua" if one.kind is AwardKind.TITLE else "Hình thức khen thưởng"
        put(row, held.year, one.short_name, held.path)
    for initiative in facts.initiatives.entries:
        put("Sáng kiến, đề tài", initiative.year, SCOPES[initiative.reach], initiative.path)
    for measure in facts.discipline.entries:
        for at in range(measure.start.year, (measure.end or measure.start).year + 1):
            put("Kỷ luật", at, links[measure.path].label, measure.path)
    told = ((name, {at: tuple(marks) for at, marks in row.items()}) for name, row in rows.items())
    return Ribbon(years, tuple(told))
