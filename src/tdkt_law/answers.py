"""The whole answer to one case: verdict, findings with their clauses, and what comes with the award.

``answer`` is what ``tdkt law check`` prints and what a screen shows; its keys are fixed (docs: design §3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np

from tdkt_law.accompaniments import accompaniments, hold_note
from tdkt_law.awards import UnknownAward, award, awards
from tdkt_law.catalogue.catalogue import Catalogue, NoLaw
from tdkt_law.catalogue.load import catalogue as national
from tdkt_law.catalogue.reader import CatalogueError
from tdkt_law.columns import FIRST_YEAR, LAST_YEAR
from tdkt_law.conditions.joints import Node
from tdkt_law.conditions.plan import ANY_GROUND
from tdkt_law.evaluate import Asked, Explained, TrackTrace, traces, verdicts
from tdkt_law.evidence import attestable, evidence
from tdkt_law.explain import found, missing, needed, window
from tdkt_law.facts.certain import has_declared, verified_only
from tdkt_law.facts.codes import RECIPIENT_NAMES
from tdkt_law.facts.columns import columns_of, recipient_kinds
from tdkt_law.facts.contradictions import Contradiction, contradictions
from tdkt_law.facts.model import Case, Facts
from tdkt_law.facts.node import FactsError, near_first
from tdkt_law.facts.parse import parse
from tdkt_law.verdicts import Truths, Verdict

JSON = dict[str, Any]
_OVERLAY: Final = frozenset(
    {"name", "note", "instruments", "settings", "readings", "values", "criteria"}
)
_SEASON: Final = 10
"""From this month a proposal is taken to be about the year it is made in, before it about the year before."""


def answer(catalogue: Catalogue, case: Case, award_code: str, on: date) -> JSON:
    """May this subject be proposed for the award, by the law of the day, and what is missing?

    Raises: UnknownAward, NoLaw for a day outside the catalogue, FactsError for a year outside it or a province's
    setting that cannot be.
    """
    code = award(award_code).code
    law = _law(catalogue, case)
    asked = asked_of(case, code, on)
    told = traces(law, columns_of([case], law, asked.year, proposed_on=asked.proposed), asked)
    outcome = told.outcome
    verdict = _verdict(outcome.verdict)
    kind = _plain_kind(case.facts)
    ground = _ground(told, case)
    best = _nearest(told)
    said: JSON = {
        "award": code,
        "on": on.isoformat(),
        "year": asked.year,
        "ground": ground,
        "regime": outcome.regime.id,
        "verdict": verdict.code,
        "findings": _findings(law, best, case.facts) if best else _no_track(law, told, code, on),
        "track": best.track.id if best else None,
        "by_ground": {name: _verdict(v).code for name, v in outcome.by_ground.items()},
        "tracks": [_track(law, one) for one in told.tracks],
        "readings": _readings(law, told),
        "contradictions": [
            one.as_dict() for one in (*contradictions(case, asked.proposed), *_unheard(law, case))
        ],
        "presumed": outcome.presumed,
        "caveat": _caveat(law, told, case, code),
        "transitions": [
            {"text": one.text, "source": law.cite(one.source)} for one in outcome.transitions
        ],
        "declared": verdict is Verdict.MET and _only_declared(law, case, asked),
        **accompaniments(law, code, kind, asked.year, on, best.track.ground if best else ""),
    }
    return said


def answer_or_error(catalogue: Catalogue, data: object, award_code: str, on: date) -> JSON:
    """``answer`` to facts as read from a file; what cannot be answered is {"error": {path, value, allowed, message}}."""
    try:
        return answer(catalogue, parse(data), award_code, on)
    except (FactsError, UnknownAward, NoLaw) as error:
        return error_object(catalogue, error)


def error_object(catalogue: Catalogue, error: FactsError | UnknownAward | NoLaw) -> JSON:
    """{"error": {path, value, allowed, message}}."""
    if isinstance(error, FactsError):
        said = (error.path, error.value, error.allowed, error.message)
    elif isinstance(error, UnknownAward):
        near = (*error.near, *(code for code in awards() if code not in error.near))
        said = ("award", error.code, near, str(error))
    else:
        spans = tuple(
            f"{one.start.isoformat()}/{one.end.isoformat() if one.end else ''}"
            for one in catalogue.regimes.values()
        )
        said = ("on", error.day.isoformat(), spans, str(error))
    path, value, allowed, message = said
    plain = value if isinstance(value, str | int | float | bool | None) else str(value)
    return {"error": {"path": path, "value": plain, "allowed": list(allowed), "message": message}}


def asked_of(case: Case, code: str, on: date) -> Asked:
    """What the case asks, its days and year filled from each other.

    The year, where none is said, is the last one rated up to the proposal; else the year before the proposal, or its own
    from October on.
    """
    proposal = case.proposal
    proposed = proposal.proposed_on or on
    year = proposal.year
    if year is None:
        rated = [one.year for one in case.facts.ratings.entries if one.year <= proposed.year]
        year = max(rated, default=proposed.year - (proposed.month < _SEASON))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise FactsError(
            "proposal.year", year, (str(FIRST_YEAR), str(LAST_YEAR)),
            f"proposal.year: năm {year} nằm ngoài {FIRST_YEAR}–{LAST_YEAR}.",
        )  # fmt: skip
    return Asked(code, on, year, proposal.ground, proposed, proposal.received_on)


def _law(catalogue: Catalogue, case: Case) -> Catalogue:
    """The catalogue, or the national one with the layer the case brings, in place of the installation's."""
    if not case.province:
        return catalogue
    overlay: dict[str, Any] = {}
    if set(case.province) <= _OVERLAY:
        overlay = dict(case.province)
    else:
        whole = national()
        for name, value in case.province.items():
            part = "settings" if name in whole.settings else "readings"
            if part == "readings" and name not in whole.readings:
                known = near_first(name, (*whole.settings, *whole.readings))
                raise FactsError(
                    f"province.{name}", name, known, f"province.{name}: không có thiết lập này."
                )
            overlay.setdefault(part, {})[name] = value
    try:
        return national(overlay)
    except CatalogueError as error:
        first = error.problems[0]
        raise FactsError(
            f"province.{first.key}", "", (), f"province.{first.key}: {first.text}"
        ) from None


def _plain_kind(facts: Facts) -> str:
    kinds = recipient_kinds(facts)
    return next(
        (kind for kind in ("ho_gia_dinh", "tap_the", "ca_nhan") if kind in kinds), "ca_nhan"
    )


def _ground(told: Explained, case: Case) -> str:
    asked = case.proposal.ground
    grounds = dict.fromkeys(one.track.ground for one in told.tracks)
    if asked is not None and (asked == ANY_GROUND or not grounds):
        return asked
    return next(iter(grounds)) if len(grounds) == 1 else ANY_GROUND


def _verdict(verdict: Truths) -> Verdict:
    return Verdict(int(np.ravel(verdict)[0]))


def _nearest(told: Explained) -> TrackTrace | None:
    """The track that decides the verdict: the highest, then the one of whose own computed conditions most are met, then
    the one with the fewest open."""
    open_to = [one for one in told.tracks if _verdict(one.recipient) is not Verdict.NOT_MET]

    def distance(one: TrackTrace) -> tuple[int, int, int, int]:
        leaves = [_verdict(node.verdict) for node in _shown(one)]
        own = () if one.node is None else _lines(one.node)
        computed = (node for node in own if node.condition.kind != "attested")
        return (
            -int(_verdict(one.verdict)),
            -sum(_verdict(node.verdict) is Verdict.MET for node in computed),
            sum(v is Verdict.NOT_MET for v in leaves),
            sum(v is Verdict.UNKNOWN for v in leaves),
        )

    return min(open_to or told.tracks, key=distance, default=None)


def _shown(track: TrackTrace) -> Iterable[Node]:
    """What a track asks, one line each: an ``all`` is its parts, a reading its option that holds, an ``any`` one line."""
    roots = (*(() if track.node is None else (track.node,)), *track.general)
    return tuple(node for root in roots for node in _lines(root))


def _lines(node: Node) -> Iterable[Node]:
    if node.condition.kind == "all":
        return tuple(line for part in node.parts for line in _lines(part))
    if node.chosen:
        inner = tuple(_lines(node.options[node.chosen]))
        named = inner if len(inner) > 1 or not node.condition.id else ()
        return named or (
            replace(inner[0], condition=replace(inner[0].condition, id=node.condition.id)),
        )
    return (node,)


def _findings(law: Catalogue, track: TrackTrace, facts: Facts) -> list[JSON]:
    regular = track.track.ground == "cong_trang"
    lines = [_finding(law, node, facts, regular=regular) for node in _shown(track)]
    if track.node is None:
        lines.insert(0, _no_text(law, track))
    return [_recipient(law, track, facts), *lines]


def _finding(law: Catalogue, node: Node, facts: Facts, *, regular: bool) -> JSON:
    inner = [
        _finding(law, line, facts, regular=regular) for part in node.parts for line in _lines(part)
    ]
    kinds = {one["kind"] for one in inner}
    kind = "attested" if node.condition.kind == "attested" or kinds == {"attested"} else "computed"
    years = window(node.trace) if node.trace else None
    finding: JSON = {
        "id": node.condition.id,
        "kind": kind,
        "text": node.condition.text,
        "source": law.cite(node.source),
        "confidence": node.confidence.value,
        "verdict": _verdict(node.verdict).code,
        "needed": needed(node) if not inner else node.condition.text or _joined(inner, "needed"),
        "found": found(node) if not inner else _joined(_deciding(node, inner), "found"),
        "window": list(years) if years else None,
        "evidence": evidence(node, facts, regular=regular) or _gathered(inner),
        "missing": missing(node) if not inner else _missing(node, inner),
    }
    if inner:
        finding["parts"] = inner
        finding["text"] = finding["text"] or _joined(inner, "text")
    return finding


def _joined(inner: Iterable[JSON], key: str) -> str:
    return "; hoặc ".join(dict.fromkeys(one[key] for one in inner if one[key]))


def _deciding(node: Node, inner: list[JSON]) -> list[JSON]:
    """Of alternatives, those that carry the verdict."""
    verdict = _verdict(node.verdict).code
    return [one for one in inner if one["verdict"] == verdict] or inner


def _missing(node: Node, inner: list[JSON]) -> str | None:
    if _verdict(node.verdict) is Verdict.MET:
        return None
    return _joined(_deciding(node, inner), "missing") or node.condition.text


def _gathered(inner: Iterable[JSON]) -> list[JSON]:
    found = {one["path"]: one for finding in inner for one in finding["evidence"]}
    return list(found.values())


def _recipient(law: Catalogue, track: TrackTrace, facts: Facts) -> JSON:
    verdict = _verdict(track.recipient)
    return {
        "id": "doi_tuong",
        "kind": "computed",
        "text": f"Thuộc đối tượng của trường hợp “{track.track.name}”",
        "source": law.cite(track.version.source),
        "confidence": track.version.confidence.value,
        "verdict": verdict.code,
        "needed": _kind_names(track.track.recipients),
        "found": _kind_names(sorted(recipient_kinds(facts))),
        "window": None,
        "evidence": [],
        "missing": None if verdict is Verdict.MET else "Không phải đối tượng của trường hợp này",
    }


def _kind_names(kinds: Iterable[str]) -> str:
    return "; ".join(RECIPIENT_NAMES[kind] for kind in kinds)


def _no_text(law: Catalogue, track: TrackTrace) -> JSON:
    cited = law.cite(track.version.source)
    return {
        "id": "chua_co_van_ban",
        "kind": "computed",
        "text": "Tiêu chuẩn của thời gian này chưa có văn bản để đối chiếu",
        "source": cited,
        "confidence": track.version.confidence.value,
        "verdict": Verdict.UNKNOWN.code,
        "needed": "Văn bản quy định tiêu chuẩn",
        "found": "Chưa có văn bản",
        "window": None,
        "evidence": [],
        "missing": f"Cần: {cited}",
    }


def _no_track(law: Catalogue, told: Explained, code: str, on: date) -> list[JSON]:
    regime = told.outcome.regime
    name = awards()[code].name
    return [
        {
            "id": "khong_co_truong_hop",
            "kind": "computed",
            "text": f"“{name}” được xét theo loại hình đề nghị vào ngày {on:%d/%m/%Y}",
            "source": regime.name,
            "confidence": "verified",
            "verdict": Verdict.NOT_MET.code,
            "needed": "Một trường hợp được tặng theo loại hình này",
            "found": "Không có trường hợp nào",
            "window": None,
            "evidence": [],
            "missing": "Loại hình khen thưởng khác, hoặc hình thức khác: "
            + (", ".join(dict.fromkeys(t.ground for t in law.tracks(code))) or "không có"),
        }
    ]


def _track(law: Catalogue, track: TrackTrace) -> JSON:
    lines = [node for node in _shown(track) if _verdict(node.verdict) is not Verdict.MET]
    return {
        "id": track.track.id,
        "name": track.track.name,
        "ground": track.track.ground,
        "verdict": _verdict(track.verdict).code,
        "source": law.cite(track.version.source),
        "confidence": track.version.confidence.value,
        "open": [
            *(["doi_tuong"] if _verdict(track.recipient) is not Verdict.MET else []),
            *(node.condition.id for node in lines),
        ],
    }


def _readings(law: Catalogue, told: Explained) -> list[JSON]:
    return [
        {
            "id": reading,
            "question": law.readings[reading].question,
            "source": law.cite(law.readings[reading].source),
            "chosen": law.choice(reading),
            "options": [
                {
                    "id": one.id,
                    "text": one.text,
                    "said_by": one.said_by,
                    "said_on": one.said_on.isoformat() if one.said_on else None,
                    "verdict": _verdict(options[one.id]).code,
                }
                for one in law.readings[reading].options
                if one.id in options
            ],
        }
        for reading, options in told.outcome.readings.items()
    ]


def _caveat(law: Catalogue, told: Explained, case: Case, code: str) -> str:
    regime, notes = told.outcome.regime, list[str]()
    if told.outcome.presumed and not regime.presumes:
        notes = [t.version.note for t in told.tracks if t.version.confidence == "presumed"]
    if told.outcome.presumed and not any(notes):
        notes = [regime.caveat]
    if case.facts.pending.entries:
        notes.append(hold_note(law, code, regime.start))
    return "; ".join(dict.fromkeys(filter(None, notes)))


def _only_declared(law: Catalogue, case: Case, asked: Asked) -> bool:
    if not has_declared(case.facts):
        return False
    certain = replace(case, facts=verified_only(case.facts))
    columns = columns_of([certain], law, asked.year, proposed_on=asked.proposed)
    return _verdict(verdicts(law, columns, asked).verdict) is not Verdict.MET


def _unheard(law: Catalogue, case: Case) -> Iterable[Contradiction]:
    """Attested conditions the catalogue does not hold: a slip of the pen would otherwise go unseen."""
    known = attestable(law)
    for name in case.facts.attested:
        if name not in known:
            near = ", ".join(near_first(name, sorted(known))[:3])
            text = f"Không có điều kiện nào mang mã “{name}”; lời xác nhận này không được tính. Gần giống: {near}."
            yield Contradiction("attested_unknown", text, (f"attested.{name}",))


def mapping_of(data: object) -> Mapping[str, Any]:
    """A case as a mapping, for callers that read lists of cases. Raises: FactsError."""
    if isinstance(data, Mapping):
        return data
    raise FactsError("", data, (), "Cần một bảng {facts, award, on}.")
