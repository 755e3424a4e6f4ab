"""One award asked of one recipient: every condition of the nearest case, what was found, and the clause."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.checklist import checklist
from tdkt.dossiers.eligibility import Told, told_of
from tdkt.dossiers.facts import Link
from tdkt.dossiers.steps import Steps
from tdkt.kernel.dates import format_date
from tdkt.kernel.numbers import format_int
from tdkt.organisations.law_selectors import catalogue_of
from tdkt.registry.models import Recipient
from tdkt.web.eligibility.asked import Asked
from tdkt.web.eligibility.findings import Case, Finding, findings, verdict_of
from tdkt.web.eligibility.gaps import gaps
from tdkt.web.eligibility.ribbons import law_ribbon, link_url
from tdkt.web.law.words import GROUNDS
from tdkt.web.links import page_url
from tdkt_law.answers import answer, asked_of
from tdkt_law.awards import Award
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.evaluate import TrackTrace, traces
from tdkt_law.facts import model
from tdkt_law.facts.columns import columns_of
from tdkt_law.facts.parse import parse
from tdkt_law.verdicts import NOT_MET, Verdict

JSON = dict[str, Any]
TRACK: Final = "truong_hop"


def award_context(
    reach: Reach, recipient: Recipient, award: Award, asked: Asked, *, ground: str, track: str
) -> dict[str, Any]:
    """``track`` is the case to be told, by default the nearest.

    Raises: Refused when the history is not the office's to read, NoLaw, FactsError for a year outside the catalogue.
    """
    law = catalogue_of(recipient.authority, asked.on)
    told = told_of(reach, recipient, on=asked.on, year=asked.year)
    case = _case(told, asked, ground)
    said = answer(law, case, award.code, asked.on)
    ways = open_ways(law, case, award, asked)
    chosen = next((one for one in ways if one.track.id == track), ways[0] if ways else None)
    lines = (
        findings(Case(law, case.facts, told.links, recipient, bool(asked.ticked)), chosen)
        if chosen
        else []
    )
    read = checklist(reach, recipient, on=asked.on, year=asked.year, awards_asked=(), law=law)
    used = {one.link for line in lines for part in line.everything for one in part.records}
    return {
        "award": award, "said": said, "findings": lines, "regime": law.regimes[said["regime"]].name,
        "ribbon": law_ribbon(
            read.ribbon, recipient, used=used, spent=_spent(told),
            gaps=gaps(chosen, case.facts, asked.year) if chosen else (),
        ),
        "contradictions": contradictions_told(said["contradictions"], told, recipient),
        "way": chosen, "way_verdict": verdict_of(chosen).code if chosen else Verdict.NOT_MET.code,
        "ground": GROUNDS.get(chosen.track.ground, "") if chosen else "",
        "others": _others(recipient, award, asked, ground, [one for one in ways if one is not chosen]),
        "attestable": _attestable(lines, asked), "all_judged": asked.all_judged, "looked": bool(asked.ticked),
        "left": sum(one.attested and one.verdict == Verdict.UNKNOWN.code for one in lines),
        "open_computed": sum(one.opened for one in lines),
        "declared": any(one.declared for line in lines for part in line.everything for one in part.records),
        "comes_with": _comes_with(said),
    }  # fmt: skip


def _case(told: Told, asked: Asked, ground: str) -> model.Case:
    proposal: JSON = {"year": asked.year} | ({"ground": ground} if ground else {})
    return parse({**told.facts, "proposal": proposal, "attested": dict(asked.attested)})


def open_ways(
    law: Catalogue, case: model.Case, award: Award, asked: Asked
) -> list[TrackTrace]:  # fmt: skip
    """The tracks open to the recipient, the nearest first: as the checklist of all awards takes them."""
    question = asked_of(case, award.code, asked.on)
    judged = replace(case, facts=replace(case.facts, all_judged=True))
    plain, assumed = (
        traces(law, columns_of([one], law, question.year, proposed_on=question.proposed), question)
        for one in (case, judged)
    )
    steps = Steps()
    counted = [
        (int(steps.of_track(judge).count[0]), place, track)
        for place, (track, judge) in enumerate(zip(plain.tracks, assumed.tracks, strict=True))
        if int(np.ravel(track.recipient)[0]) != NOT_MET
    ]
    return [track for _, _, track in sorted(counted, key=lambda one: one[:2])]


def _others(
    recipient: Recipient, award: Award, asked: Asked, ground: str, ways: Iterable[TrackTrace]
) -> list[JSON]:
    more = {"loai_hinh": ground} if ground else {}
    url = page_url("people-eligibility-award", recipient.code, award.code)
    return [
        {
            "name": one.track.name, "verdict": verdict_of(one).code,
            "url": asked.with_query(url, **more, **{TRACK: one.track.id}),
        }
        for one in ways
    ]  # fmt: skip


def _attestable(lines: list[Finding], asked: Asked) -> list[JSON]:
    """The conditions to tick, alternatives included, each once."""
    found = {
        one.id: one
        for line in lines
        for one in line.everything
        if one.attested and not one.parts
    }  # fmt: skip
    return [
        {
            "id": one.id, "text": one.told["text"], "source": one.told["source"],
            "ticked": asked.all_judged or one.id in asked.ticked,
        }
        for one in found.values()
    ]  # fmt: skip


def _spent(told: Told) -> set[Link]:
    """Initiatives that stand behind an award already."""
    made = enumerate(told.facts.get("initiatives", ()))
    return {told.links[f"initiatives[{place}]"] for place, one in made if one.get("used_for")}


def contradictions_told(said: Iterable[JSON], told: Told, recipient: Recipient) -> list[JSON]:
    """Each with the records in which it stands."""
    return [
        {
            "text": one["text"],
            "records": [
                (told.links[path].label, link_url(told.links[path], recipient))
                for path in one["paths"]
                if path in told.links
            ],
        }
        for one in said
    ]  # fmt: skip


def _comes_with(said: JSON) -> list[tuple[str, object]]:
    """Who decides, the prize, the deadline, the papers of the dossier."""
    decided, prize, deadline = said["decided_by"], said["prize"], said["deadline"]
    amount = prize.get("amount") if prize else None
    papers = [one["name"] for one in said["dossier"] if one["required"]]
    last = deadline.get("day") if deadline else None
    return [
        ("Người quyết định", "; ".join(decided["names"]) if decided else None),
        ("Mức tiền thưởng", f"{format_int(amount)} đồng" if amount is not None else None),
        (
            "Hạn gửi hồ sơ",
            format_date(date.fromisoformat(last)) if last else (deadline or {}).get("rule") or None,
        ),
        ("Hồ sơ gồm", "; ".join(papers) or None),
    ]
