"""From the compiled document to the model. Trusts the document: only checked catalogues are compiled."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tdkt_law.catalogue.catalogue import Catalogue, General, PostRow, Transition
from tdkt_law.catalogue.model import (
    Condition,
    Confidence,
    Instrument,
    Reading,
    ReadingOption,
    Regime,
    Setting,
    Source,
    Track,
    TrackVersion,
    Value,
)
from tdkt_law.catalogue.sources import POSTS

_NOTHING: Mapping[str, Any] = {}


def day(text: str | None) -> date | None:
    """A day of the document."""
    return None if text is None else date.fromisoformat(text)


def source(entry: list[str] | None) -> Source | None:
    """A source of the document, an instrument and a clause."""
    return None if entry is None else Source(entry[0], entry[1] if len(entry) > 1 else "")


def _source(entry: Mapping[str, Any]) -> Source:
    found = source(entry["source"])
    assert found is not None  # the checker refuses an entry without one
    return found


def condition(node: Mapping[str, Any]) -> Condition:
    """A criterion and all below it."""
    confidence = node.get("confidence")
    return Condition(
        kind=node["kind"],
        id=node.get("id", ""),
        text=node.get("text", ""),
        params=node.get("params", _NOTHING),
        parts=tuple(map(condition, node.get("parts", ()))),
        options={key: condition(part) for key, part in node.get("options", _NOTHING).items()},
        source=source(node.get("source")),
        confidence=Confidence(confidence) if confidence else None,
        paper=node.get("paper", ""),
    )


def track(award: str, entry: Mapping[str, Any]) -> Track:
    """A track and its versions; a version that says "same" shares the criterion of the one before."""
    versions: list[TrackVersion] = []
    for version in entry["versions"]:
        when = version["when"]
        if when == "same":
            criterion = versions[-1].when
        else:
            criterion = None if when is None else condition(when)
        versions.append(
            TrackVersion(
                start=date.fromisoformat(version["start"]),
                end=day(version["end"]),
                source=_source(version),
                confidence=Confidence(version["confidence"]),
                checked_on=date.fromisoformat(version["checked_on"]),
                note=version.get("note") or "",
                when=criterion,
            )
        )
    return Track(
        award=award,
        id=entry["id"],
        name=entry["name"],
        ground=entry["ground"],
        recipients=tuple(entry["recipients"]),
        regular=entry.get("regular", False),
        versions=tuple(versions),
    )


def tracks(document: Mapping[str, Any]) -> tuple[Track, ...]:
    """The tracks of every award that has any."""
    return tuple(
        track(entry["award"], one) for entry in document["criteria"] for one in entry["tracks"]
    )


def generals(document: Mapping[str, Any]) -> tuple[General, ...]:
    """The conditions joined to every track."""
    return tuple(
        General(
            grounds=tuple(entry.get("grounds") or ()),
            start=date.fromisoformat(entry["start"]),
            end=day(entry.get("end")),
            source=_source(entry),
            confidence=Confidence(entry["confidence"]),
            when=condition(entry["when"]),
        )
        for entry in document["general"]
    )


def value(entry: Mapping[str, Any]) -> Value:
    """A dated value; days inside its own mapping stay words."""
    awards = entry.get("awards") or ["*"]
    return Value(
        topic=entry["topic"],
        awards=tuple(awards if isinstance(awards, list) else [awards]),
        grounds=tuple(entry.get("grounds") or ()),
        start=date.fromisoformat(entry["start"]),
        end=day(entry.get("end")),
        value=entry["value"],
        source=_source(entry),
        confidence=Confidence(entry["confidence"]),
        checked_on=date.fromisoformat(entry["checked_on"]),
        note=entry.get("note") or "",
        set_by=entry.get("set_by") or "",
    )


def instruments(document: Mapping[str, Any]) -> tuple[Instrument, ...]:
    """The library."""
    return tuple(
        Instrument(
            id=entry["id"],
            kind=entry["kind"],
            number=entry["number"],
            cited_as=entry["cited_as"],
            title=entry.get("title") or "",
            issuer=entry.get("issuer") or "",
            issued_on=day(entry.get("issued_on")),
            start=day(entry.get("start")),
            end=day(entry.get("end")),
            replaces=tuple(entry.get("replaces") or ()),
            amends=tuple(entry.get("amends") or ()),
            has_text=entry["has_text"],
            confidence=Confidence(entry["confidence"]),
            note=entry.get("note") or "",
        )
        for entry in document["instruments"] or ()
    )


def regime(entry: Mapping[str, Any]) -> Regime:
    """A stretch of time under one set of texts."""
    return Regime(
        id=entry["id"],
        name=entry["name"],
        start=date.fromisoformat(entry["start"]),
        end=day(entry.get("end")),
        instruments=tuple(entry["instruments"]),
        presumes=entry.get("presumes", False),
        caveat=entry.get("caveat") or "",
    )


def transition(entry: Mapping[str, Any]) -> Transition:
    """What happens to a dossier that crosses the first day of a regime."""
    return Transition(
        day=date.fromisoformat(entry["day"]),
        rule=entry["rule"],
        source=_source(entry),
        text=entry["text"],
        confidence=Confidence(entry["confidence"]),
    )


def post(entry: Mapping[str, Any]) -> PostRow:
    """A row of the table of leadership posts."""
    return PostRow(
        award=entry["award"],
        group=entry["group"],
        months=entry["months"],
        below=entry.get("below"),
        women_third=entry.get("women_third", False),
        women_less=entry.get("women_less", 0),
        start=date.fromisoformat(entry["start"]),
        end=day(entry.get("end")),
        source=_source(entry),
        confidence=Confidence(entry["confidence"]),
        note=entry.get("note") or "",
    )


def reading(entry: Mapping[str, Any]) -> Reading:
    """A clause with its official readings."""
    return Reading(
        id=entry["id"],
        question=entry["question"],
        source=_source(entry),
        options=tuple(
            ReadingOption(
                id=option["id"],
                text=option["text"],
                said_by=option.get("said_by") or "",
                said_on=day(option.get("said_on")),
            )
            for option in entry["options"]
        ),
        default=entry["default"],
    )


def setting(entry: Mapping[str, Any]) -> Setting:
    """A value the province sets."""
    return Setting(
        id=entry["id"],
        label=entry["label"],
        kind=entry["kind"],
        default=entry["default"],
        choices=tuple(entry.get("choices") or ()),
        source=source(entry.get("source")),
        confidence=Confidence(entry["confidence"]),
    )


def build(document: Mapping[str, Any], digest: str) -> Catalogue:
    """The catalogue of a whole document; ``digest`` names the data it came from."""
    regimes = document["regimes"] or ()
    return Catalogue(
        instruments=instruments(document),
        regimes=map(regime, regimes),
        transitions=[transition(one) for entry in regimes for one in entry.get("transitions", ())],
        readings=map(reading, document["readings"] or ()),
        settings=map(setting, document["settings"] or ()),
        tracks=tracks(document),
        general=generals(document),
        posts=[post(row) for name in POSTS for row in document[name] or ()],
        values=map(value, document["values"]),
        digest=digest,
    )
