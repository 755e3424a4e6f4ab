"""Honours as they count on a day: ended ones out, corrected values in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tdkt.dossiers.codes import award_code, ground_of, level_of
from tdkt.registry.models import Honour, HonourEvent
from tdkt.registry.people_selectors import honour_on
from tdkt.registry.states import HonourEventKind, Standing

_NUMBERS: Final = frozenset({"year", "period_from", "period_to"})
_WORDS: Final = frozenset({"award", "level", "method", "ground", "group", "year_kind", "standing"})


@dataclass(frozen=True, slots=True)
class HonourNow:
    """What the law reads of an honour. ``code`` is the award's; ``year`` a school year's first."""

    code: str
    year: int | None
    school: bool
    period: tuple[int, int] | None
    ground: str
    level: str | None
    decided_on: date | None
    group: str
    checked: bool


def honour_now(honour: Honour, events: Sequence[HonourEvent]) -> HonourNow | None:
    """The honour after its events, which are those up to the day, in order.

    None when it does not count: ended, decided later, or of an award the catalogue does not know.
    """
    if honour_on(honour, events).ended is not None:
        return None
    values = _corrected(honour, events)
    code = award_code(values["award"])
    if code is None:
        return None
    last = values["period_to"]
    first = values["period_from"]
    return HonourNow(
        code=code,
        year=values["year"],
        school=values["year_kind"] == "school",
        period=None if last is None else (last if first is None else first, last),
        ground=ground_of(values["ground"], values["method"], code),
        level=level_of(values["level"], code),
        decided_on=values["decided_on"],
        group=values["group"],
        checked=values["standing"] == Standing.CHECKED,
    )


def _corrected(honour: Honour, events: Sequence[HonourEvent]) -> dict[str, Any]:
    names = (*_NUMBERS, *_WORDS, "decided_on")
    values = {name: getattr(honour, name) for name in names}
    for event in events:
        if event.kind == HonourEventKind.CORRECTED:
            for name, value in event.change.items():
                if name in values:
                    values[name] = _read(name, value)
    return values


def _read(name: str, value: Any) -> Any:
    """A value as JSON keeps it."""
    if name in _WORDS:
        return str(value or "")
    if value in (None, ""):
        return None
    return int(value) if name in _NUMBERS else date.fromisoformat(str(value)[:10])
