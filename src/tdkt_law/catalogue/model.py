"""What the catalogue of the law holds. Every value has its days, its clause, and how sure it is.

Days are inclusive on both ends; ``end`` None means no last day is known. Built by ``catalogue.load`` from data/*.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Confidence(StrEnum):
    """How sure a value is; users see it beside the value."""

    VERIFIED = "verified"  # read in the full text, or quoted word for word by its publisher
    SECONDARY = "secondary"  # seen only through press, a portal, another body's rule
    PRESUMED = "presumed"  # carried over from a neighbouring text, not seen in this one
    ANALYST = "analyst"  # our reading, not written in a text
    MEMORY = "memory"
    NOT_FOUND = "not_found"  # looked for; no text was to be had: the value is None


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is written: an instrument of ``instruments.yaml`` and the clause, "Điều 73 khoản 1 điểm b"."""

    instrument: str
    clause: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree, circular or resolution of the library.

    ``number`` is its number and symbol ("98/2023/NĐ-CP"), ``cited_as`` what a citation begins with
    ("Nghị định 98/2023/NĐ-CP"). ``has_text`` False: its text was not to be had.
    """

    id: str
    kind: str
    number: str
    cited_as: str
    title: str
    issuer: str
    issued_on: date | None
    start: date | None
    end: date | None
    replaces: tuple[str, ...]
    amends: tuple[str, ...]
    has_text: bool
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch of time under one set of texts. ``presumes``: its own text is not to be had, so values known
    before it are carried on as presumed and every answer says so, in ``caveat``."""

    id: str
    name: str
    start: date
    end: date | None
    instruments: tuple[str, ...]
    presumes: bool
    caveat: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A node of a criterion.

    ``kind`` is one of the closed vocabulary (``conditions.KINDS``) or a joint: all, any, not, track, meets, reading.
    ``params`` are the kind's own, ``parts`` the children of a joint. ``id`` is unique in its award and stable for
    ever: people attest by it. ``source`` None means the track's. ``options`` only for kind "reading".
    """

    kind: str
    id: str
    text: str
    params: Mapping[str, Any]
    parts: tuple["Condition", ...]
    options: Mapping[str, "Condition"]
    source: Source | None
    confidence: Confidence | None
    paper: str
    """What settles it when unknown: "Quyết định công nhận sáng kiến"."""


@dataclass(frozen=True, slots=True)
class TrackVersion:
    """A track's criterion in a stretch of time. ``when`` None: the text of that time is not to be had."""

    start: date
    end: date | None
    source: Source
    confidence: Confidence
    checked_on: date
    note: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Track:
    """One way to an award: a ground and the kinds of recipient it is open to.

    ``regular``: the ground a proposal of this award has when it names none.
    """

    award: str
    id: str
    name: str
    ground: str
    recipients: tuple[str, ...]
    regular: bool
    versions: tuple[TrackVersion, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A dated value about an award (or "*", all awards): vote, prize, dossier, deadline … by ``topic``.

    ``value`` is the topic's own mapping (``data/topics.yaml`` says its keys); None with NOT_FOUND is an entry that
    says the text was not to be had. ``grounds`` empty: all grounds. ``set_by``: "province" where the law leaves it to the province.
    """

    topic: str
    awards: tuple[str, ...]
    grounds: tuple[str, ...]
    start: date
    end: date | None
    value: Mapping[str, Any] | None
    source: Source
    confidence: Confidence
    checked_on: date
    note: str
    set_by: str


@dataclass(frozen=True, slots=True)
class ReadingOption:
    """One official reading of a clause: what it says, who says so, when."""

    id: str
    text: str
    said_by: str
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause that official sources read in more than one way; the default is the ministry's, else the text's."""

    id: str
    question: str
    source: Source
    options: tuple[ReadingOption, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A value the law leaves to the province, or a reading it may choose. ``kind``: integer, percent, choice, boolean, text."""

    id: str
    label: str
    kind: str
    default: Any
    choices: tuple[str, ...]
    source: Source | None
    confidence: Confidence
