"""When a proposal must be in, and how long each body has: by award, year of achievement and the law of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tdkt_law.awards import award
from tdkt_law.calendar import add_days, add_working_days, last_working, next_working
from tdkt_law.catalogue.catalogue import Catalogue, NoLaw
from tdkt_law.catalogue.model import Confidence, Value
from tdkt_law.prize import weakest


@dataclass(frozen=True, slots=True)
class Step:
    """A body's time to handle a proposal: ``working_days``, or plain ``days``, from an event described by ``since``."""

    id: str
    what: str
    who: str
    working_days: int | None
    days: int | None
    since: str
    source: str

    def due(self, event: date) -> date:
        """The last day of the limit when the event happens that day. Raises: NoCalendar."""
        if self.working_days is not None:
            return add_working_days(event, self.working_days)
        return add_days(event, self.days or 1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to submit.

    ``written`` is the day the text names; ``day`` the last day in fact: the next working day where that is a day off, but the
    one before it where the rule counts back from an event.
    Both None: no fixed day, or one that waits for something (``rule`` says). ``to`` is a code of the bodies of topics.yaml.
    ``set_by`` "province": the law leaves it to the province.
    """

    award: str
    day: date | None
    written: date | None
    rule: str
    to: str
    steps: tuple[Step, ...]
    source: str
    confidence: Confidence
    note: str
    set_by: str


def deadline(
    catalogue: Catalogue,
    award_code: str,
    year: int,
    on: date,
    *,
    ground: str = "",
    case: str = "",
    decided_on: date | None = None,
    event: date | None = None,
) -> Deadline:
    """The last day to submit a proposal for an achievement of ``year`` (a school year: the year it begins), by the law of ``on``.

    ``case``: a special case of the rule, "giao_duc". ``decided_on``: the day the title was decided from which some
    rules count (cstd_toan_quoc: that of cstd_bo_tinh). ``event``: the day of the ceremony or conference, for rules that
    count back from it. Raises: UnknownAward, NoLaw for a day without law.
    """
    asked = award(award_code)
    code = asked.code
    regime = catalogue.regime_on(on)
    if regime is None:
        raise NoLaw(on)
    found = catalogue.value("deadline", code, on, ground)
    if found is None or found.value is None:
        return Deadline(
            award=code,
            day=None,
            written=None,
            rule="Chưa có văn bản"
            if asked.existed_on(on)
            else f"Ngày {on:%d/%m/%Y} không có hình thức {asked.name}",
            to="",
            steps=(),
            source=catalogue.cite(found.source) if found else "",
            confidence=Confidence.NOT_FOUND,
            note=found.note if found else "",
            set_by=found.set_by if found else "",
        )
    written = _written(found.value, year, case, decided_on, event)
    return Deadline(
        award=code,
        day=_last_day(found.value, written),
        written=written,
        rule=_rule(found, case),
        to=found.value.get("to", ""),
        steps=tuple(map(_step, found.value.get("steps", ()))),
        source=catalogue.cite(found.source),
        confidence=weakest((found.confidence, Confidence.PRESUMED))
        if regime.presumes
        else found.confidence,
        note=" ".join(filter(None, (found.note, regime.caveat if regime.presumes else ""))),
        set_by=found.set_by,
    )


def _last_day(value: Mapping[str, Any], written: date | None) -> date | None:
    if written is None:
        return None
    return last_working(written) if "days_before_event" in value else next_working(written)


def _special(value: Mapping[str, Any], case: str) -> Mapping[str, Any] | None:
    return next((one for one in value.get("special", ()) if one["case"] == case), None)


def _rule(found: Value, case: str) -> str:
    value = found.value or {}
    special = _special(value, case)
    said = value.get("rule", "")
    return f"{special['name']}: {said}" if special else said


def _written(
    value: Mapping[str, Any], year: int, case: str, decided_on: date | None, event: date | None
) -> date | None:
    before = value.get("days_before_event")
    if before is not None:
        return event - timedelta(days=before) if event else None
    rule = _special(value, case) or value
    if "by" not in rule:
        return None
    if rule.get("after"):
        if decided_on is None:
            return None
        year = decided_on.year
    month, day = map(int, rule["by"].split("-"))
    return date(year + (rule["of"] == "next_year"), month, day)


def _step(step: Mapping[str, Any]) -> Step:
    return Step(
        id=step["id"],
        what=step["what"],
        who=step.get("who", ""),
        working_days=step.get("working_days"),
        days=step.get("days"),
        since=step["from"],
        source=step.get("source", ""),
    )
