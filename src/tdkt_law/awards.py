"""The awards a province keeps records of: titles, forms of commendation, orders, medals, prizes.

The list is read from ``data/awards.yaml`` on first use and never changes afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from tdkt_law.own_data import own_data


class AwardKind(StrEnum):
    """What sort of award it is; a title is danh hiệu thi đua, the rest hình thức khen thưởng."""

    TITLE = "title"
    FORM = "form"
    HONORARY = "honorary"
    ORDER = "order"
    MEDAL = "medal"
    PRIZE = "prize"
    COMMEMORATIVE = "commemorative"


class AwardLevel(StrEnum):
    """At which level statistics count it; OTHER is counted at none of the three."""

    STATE = "nha_nuoc"
    PROVINCE = "bo_tinh"
    BASE = "co_so"
    OTHER = "khac"


class RecipientKind(StrEnum):
    """Who can receive it."""

    PERSON = "ca_nhan"
    COLLECTIVE = "tap_the"
    HOUSEHOLD = "ho_gia_dinh"


class Confidence(StrEnum):
    """How sure the entry is: read in the full text of the law, or from memory only."""

    LAW = "law"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Award:
    """One award.

    ``name`` and ``short_name`` are what the office writes, ``law_name`` what the law writes.
    ``order`` is the protocol rank, 1 the highest. ``since`` and ``until`` are the days, both
    included, on which it could be decided, where the award was created or abolished by a known
    text; None says no such day is known. ``register_only``: kept in histories, proposed no more.
    ``old_codes`` are longer codes of earlier lists, ``source`` the instrument and clause.
    """

    code: str
    name: str
    short_name: str
    law_name: str
    aliases: tuple[str, ...]
    old_codes: tuple[str, ...]
    kind: AwardKind
    level: AwardLevel
    recipients: tuple[RecipientKind, ...]
    order: int
    since: date | None
    until: date | None
    register_only: bool
    source: str
    confidence: Confidence

    def existed_on(self, day: date) -> bool:
        """Could it be decided that day, as far as its known first and last days say?"""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class UnknownAward(LookupError):
    """No award has this code; ``near`` holds codes that look like it, the nearest first."""

    def __init__(self, code: str, near: tuple[str, ...]) -> None:
        self.code = code
        self.near = near
        hint = f" Mã gần giống: {', '.join(near)}." if near else ""
        super().__init__(f"Không có danh hiệu, hình thức khen thưởng mã “{code}”.{hint}")


# One old code stood for what are now several; only the issuer tells which.
_SPLIT_CODES: Final = {"giay_khen": "gk_"}


def _award(entry: Mapping[str, Any], *, order: int, law: str) -> Award:
    return Award(
        code=entry["code"],
        name=entry["name"],
        short_name=entry["short_name"],
        law_name=entry.get("law_name", entry["name"]),
        aliases=tuple(entry.get("aliases", ())),
        old_codes=tuple(entry.get("old_codes", ())),
        kind=AwardKind(entry["kind"]),
        level=AwardLevel(entry["level"]),
        recipients=tuple(map(RecipientKind, entry["recipients"])),
        order=order,
        since=entry.get("since"),
        until=entry.get("until"),
        register_only=entry.get("register_only", False),
        source=entry["source"] if "source" in entry else f"{law}, {entry['clause']}",
        confidence=Confidence(entry["confidence"]),
    )


@cache
def awards() -> Mapping[str, Award]:
    """All awards by code, the highest first."""
    data = own_data("awards.yaml")
    found = [
        _award(entry, order=order, law=data["law"]) for order, entry in enumerate(data["awards"], 1)
    ]
    return MappingProxyType({award.code: award for award in found})


@cache
def _codes_of_old_codes() -> Mapping[str, str]:
    return {old: award.code for award in awards().values() for old in award.old_codes}


def award(code: str) -> Award:
    """The award of this code, or of an old code that means exactly one award.

    Raises: UnknownAward, which names codes that look like it.

    >>> award("bk_ttcp").name, award("bang_khen_thu_tuong").code
    ('Bằng khen của Thủ tướng Chính phủ', 'bk_ttcp')
    """
    known = awards()
    found = known.get(code) or known.get(_codes_of_old_codes().get(code, ""))
    if found is not None:
        return found
    if code in _SPLIT_CODES:
        near = [other for other in known if other.startswith(_SPLIT_CODES[code])]
    else:
        near = get_close_matches(code, known, n=5, cutoff=0.6)
    raise UnknownAward(code, tuple(near))
