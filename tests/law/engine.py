"""Small laws and small histories for the tests of the evaluator: one award "bk_ttcp", one rule at a time."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt_law.catalogue.catalogue import Catalogue, General, PostRow, Transition
from tdkt_law.catalogue.model import (
    Condition,
    Confidence,
    Reading,
    ReadingOption,
    Regime,
    Source,
    Track,
    TrackVersion,
)
from tdkt_law.columns import NUMBER_MOST, Columns, bit
from tdkt_law.evaluate import Asked, Explained, traces, verdicts

AWARD = "bk_ttcp"
ON = date(2025, 3, 1)
YEAR = 2024
OLD, NEW = date(2014, 6, 1), date(2024, 1, 1)
SOURCE = Source("luat", "Điều 1")
NOT_MET, UNKNOWN, MET = 0, 1, 2


def rule(kind: str, /, *parts: Condition, options: Mapping[str, Condition] | None = None,
         id: str = "", **params: Any) -> Condition:  # fmt: skip  # noqa: A002
    """A condition; its id is its kind unless given."""
    return Condition(kind, id or kind, kind, params, parts, options or {}, None, None, "")


def version(
    when: Condition | None,
    start: date = OLD,
    end: date | None = None,
    confidence: Confidence = Confidence.VERIFIED,
) -> TrackVersion:
    """A version of a criterion, in force from the old law on unless said otherwise."""
    return TrackVersion(start, end, SOURCE, confidence, NEW, "", when)


def track(
    *versions: TrackVersion | Condition,
    id: str = "chinh",  # noqa: A002
    award: str = AWARD,
    ground: str = "cong_trang",
    recipients: tuple[str, ...] = ("ca_nhan",),
    regular: bool = True,
) -> Track:
    """A track of the award, open to persons."""
    made = tuple(one if isinstance(one, TrackVersion) else version(one) for one in versions)
    return Track(award, id, id, ground, recipients, regular, made)


def regime(id: str, start: date, end: date | None = None, *, presumes: bool = False) -> Regime:  # noqa: A002
    """A stretch of law."""
    return Regime(id, id, start, end, (), presumes, "")


REGIMES = (regime("cu", OLD, date(2023, 12, 31)), regime("moi", NEW))


def reading(id: str, *options: str) -> Reading:  # noqa: A002
    """A reading whose first option is the default."""
    made = tuple(ReadingOption(option, option, "Bộ", None) for option in options)
    return Reading(id, "?", SOURCE, made, options[0])


def law(
    *tracks: Track | Condition,
    general: Iterable[General] = (),
    readings: Iterable[Reading] = (),
    posts: Iterable[PostRow] = (),
    transitions: Iterable[Transition] = (),
    regimes: Iterable[Regime] = REGIMES,
) -> Catalogue:
    """A catalogue of these tracks; a bare condition becomes a track for persons."""
    made = [one if isinstance(one, Track) else track(one) for one in tracks]
    return Catalogue(
        regimes=regimes,
        tracks=made,
        general=general,
        readings=readings,
        posts=posts,
        transitions=transitions,
    )


def mask(*years: int) -> np.uint64:
    """The mask of these years."""
    return np.uint64(sum(int(bit(year)) for year in years))


def subject(**facts: Any) -> dict[str, Any]:
    """The facts of one subject by column, of a person unless said otherwise."""
    return {"is/ca_nhan": 2, **facts}


def columns(*subjects: Mapping[str, Any]) -> Columns:
    """Columns of some subjects. A set of years is a mask known whole, a pair of sets (known, possible); a plain number
    of a number column is known, a pair its bounds; of ``is/…`` and other truths 0, 1, 2."""
    arrays: dict[str, NDArray[Any]] = {}
    for name in {name for one in subjects for name in one}:
        lower, upper = zip(*(_bounds(name, one) for one in subjects), strict=True)
        arrays[name] = np.array(lower)
        if arrays[name].dtype != np.int8:
            arrays[name + "?"] = np.array(upper)
    return Columns(len(subjects), arrays)


NUMBERS = ("members/", "age/", "founded/", "bloc/", "service/", "posts/", "discipline/end")
MASKS = ("awards/", "ratings/", "initiatives/", "discipline/")


def _bounds(name: str, facts: Mapping[str, Any]) -> tuple[Any, Any]:
    value = facts.get(name)
    if name.startswith(NUMBERS):
        low, high = (0, int(NUMBER_MOST)) if value is None else _pair(value)
        return np.int32(low), np.int32(high)
    if name.startswith(MASKS):
        if value is None:
            return np.uint64(0), np.uint64(2**64 - 1)
        yes, may = _pair(value)
        return mask(*yes), mask(*may)
    return np.int8(1 if value is None else value), None


def _pair(value: Any) -> tuple[Any, Any]:
    return value if isinstance(value, tuple) else (value, value)


def ask(when: Condition, /, year: int = YEAR, ground: str = "cong_trang", **facts: Any) -> int:
    """The verdict of one person on one condition."""
    found = verdicts(
        law(track(when, ground=ground)),
        columns(subject(**facts)),
        Asked(AWARD, ON, year),
    )
    return int(found.verdict[0])


def find(when: Condition, /, year: int = YEAR, **facts: Any) -> Explained:
    """The verdict of one person on one condition, with what it rests on."""
    return traces(law(when), columns(subject(**facts)), Asked(AWARD, ON, year))


EVERY_YEAR = frozenset(range(1976, 2040))


def years(first: int, last: int) -> frozenset[int]:
    """All years from the first to the last."""
    return frozenset(range(first, last + 1))
