"""What the catalogue says of a day, as other programs read it: awards in force, conditions of one, a prize."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tdkt_law.accompaniments import prize_object
from tdkt_law.awards import award, awards
from tdkt_law.catalogue.catalogue import Catalogue, NoLaw
from tdkt_law.catalogue.model import Condition, Confidence, Source, Track, TrackVersion
from tdkt_law.conditions.joints import referred
from tdkt_law.conditions.kinds import KINDS
from tdkt_law.facts.codes import GROUNDS
from tdkt_law.facts.node import FactsError, near_first
from tdkt_law.prize import prize

JSON = dict[str, Any]


def awards_on(catalogue: Catalogue, on: date) -> list[JSON]:
    """The awards that could be proposed that day, the highest first.

    ``grounds`` are those of their tracks in force; none: no criteria of that day are known. Raises: NoLaw.
    """
    if catalogue.regime_on(on) is None:
        raise NoLaw(on)
    found = []
    for code, one in awards().items():
        if not one.existed_on(on):
            continue
        ways = list(_in_force(catalogue, code, on))
        if not ways and (one.register_only or catalogue.tracks(code)):
            continue
        found.append(
            {
                "code": code,
                "name": one.name,
                "short_name": one.short_name,
                "kind": one.kind.value,
                "level": one.level.value,
                "recipients": [kind.value for kind in one.recipients],
                "grounds": list(dict.fromkeys(track.ground for track, _ in ways)),
                "source": catalogue.cite(ways[0][1].source) if ways else one.source,
                "confidence": _weakest([version.confidence for _, version in ways]).value,
            }
        )
    return found


def conditions_of(catalogue: Catalogue, code: str, on: date) -> JSON:
    """Every condition of an award that day by track, the general ones last.

    ``kind`` of a condition is computed or attested; people attest by ``id``. Raises: UnknownAward, NoLaw.
    """
    code = award(code).code
    regime = catalogue.regime_on(on)
    if regime is None:
        raise NoLaw(on)
    return {
        "award": code,
        "on": on.isoformat(),
        "regime": regime.id,
        "presumed": regime.presumes,
        "tracks": [
            {
                "id": track.id,
                "name": track.name,
                "ground": track.ground,
                "recipients": list(track.recipients),
                "regular": track.regular,
                "source": catalogue.cite(version.source),
                "confidence": version.confidence.value,
                "note": version.note,
                "conditions": [
                    *_lines(catalogue, version.when, version.source, version.confidence, on, code),
                    *(
                        line
                        for one in catalogue.generals(on, track.ground)
                        for line in _lines(
                            catalogue,
                            one.when,
                            one.source,
                            one.confidence or version.confidence,
                            on,
                            code,
                        )
                    ),
                ],
            }
            for track, version in _in_force(catalogue, code, on)
        ],
    }


def prize_of(catalogue: Catalogue, code: str, recipient: str, on: date, ground: str = "") -> JSON:
    """The prize of an award for a kind of recipient. Raises: UnknownAward, NoLaw, FactsError for an unknown kind."""
    kinds = ("ca_nhan", "tap_the", "ho_gia_dinh")
    if recipient not in kinds:
        raise FactsError(
            "recipient", recipient, near_first(recipient, kinds),
            f"recipient: không có loại đối tượng “{recipient}”.",
        )  # fmt: skip
    if ground and ground not in GROUNDS:
        raise FactsError(
            "ground", ground, near_first(ground, GROUNDS), f"ground: không có loại hình “{ground}”."
        )
    return prize_object(prize(catalogue, code, recipient, on, ground))


def _in_force(catalogue: Catalogue, code: str, on: date) -> Iterator[tuple[Track, TrackVersion]]:
    for track in catalogue.tracks(code):
        version = catalogue.criterion(track, on)
        if version is not None:
            yield track, version


def _lines(
    catalogue: Catalogue,
    condition: Condition | None,
    source: Source,
    confidence: Confidence,
    on: date,
    award: str,
) -> Iterator[JSON]:
    """The conditions that ask something themselves, each with the ids of the alternatives it stands in."""
    if condition is None:
        yield {
            "id": "chua_co_van_ban",
            "kind": "computed",
            "asks": "",
            "text": "Tiêu chuẩn của thời gian này chưa có văn bản để đối chiếu",
            "params": {},
            "source": catalogue.cite(source),
            "confidence": confidence.value,
            "paper": "",
            "within": [],
        }
        return
    yield from _told(catalogue, condition, source, confidence, (), on, award)


def _told(
    catalogue: Catalogue,
    condition: Condition,
    source: Source,
    confidence: Confidence,
    within: tuple[str, ...],
    on: date,
    award: str,
) -> Iterator[JSON]:
    source, confidence = condition.source or source, condition.confidence or confidence
    kind = KINDS.get(condition.kind)
    parts = (*condition.parts, *condition.options.values())
    if condition.kind in {"meets", "track"}:
        yield from _referred(catalogue, condition, within, on, award)
        return
    if kind is None and parts:
        named = () if condition.kind == "all" or not condition.id else (condition.id,)
        for part in parts:
            yield from _told(catalogue, part, source, confidence, (*within, *named), on, award)
        return
    yield {
        "id": condition.id,
        "kind": "attested" if condition.kind == "attested" else "computed",
        "asks": condition.kind,
        "text": condition.text,
        "params": dict(condition.params),
        "source": catalogue.cite(source),
        "confidence": confidence.value,
        "paper": condition.paper,
        "within": list(within),
    }


def _referred(
    catalogue: Catalogue, condition: Condition, within: tuple[str, ...], on: date, award: str
) -> Iterator[JSON]:
    """The conditions of the other tracks a condition refers to: people attest them by their own ids."""
    award = condition.params.get("award", award)
    named = (*within, condition.id) if condition.id else within
    for track in referred(catalogue.tracks(award), condition):
        version = catalogue.criterion(track, on)
        if version is not None and version.when is not None:
            yield from _told(
                catalogue, version.when, version.source, version.confidence, named, on, award
            )


def _weakest(confidences: list[Confidence]) -> Confidence:
    order = list(Confidence)
    return max(confidences, key=order.index, default=Confidence.NOT_FOUND)
