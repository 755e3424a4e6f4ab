"""What comes with an award: who decides, the prize, the dossier, the deadline."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from tdkt_law.calendar import NoCalendar
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.deadlines import deadline
from tdkt_law.own_data import own_data
from tdkt_law.prize import Prize, prize

JSON = dict[str, Any]


@cache
def bodies() -> Mapping[str, str]:
    """The names of bodies that decide, propose or ask, by code."""
    names: dict[str, str] = own_data("topics.yaml")["who"]
    return names


def accompaniments(
    catalogue: Catalogue, code: str, recipient: str, year: int, on: date, ground: str
) -> JSON:
    """decided_by, prize, dossier, deadline as ``answers.answer`` carries them; None where no text is to be had."""
    return {
        "decided_by": decided_by(catalogue, code, on, ground),
        "prize": prize_object(prize(catalogue, code, recipient, on, ground)),
        "dossier": dossier(catalogue, code, on, ground),
        "deadline": deadline_object(catalogue, code, year, on, ground),
    }


def decided_by(catalogue: Catalogue, code: str, on: date, ground: str = "") -> JSON | None:
    """Who decides, with names."""
    found = catalogue.value("authority", code, on, ground)
    if found is None or found.value is None:
        return None
    names = bodies()
    codes = found.value["decides"]
    delegated = found.value.get("delegated_to", ())
    return {
        "codes": list(codes),
        "names": [names.get(one, one) for one in codes],
        "delegated_to": [names.get(one, one) for one in delegated],
        "source": catalogue.cite(found.source),
        "confidence": found.confidence.value,
    }


def hold_note(catalogue: Catalogue, code: str, day: date) -> str:
    """What to say of matters under way where no text of the day says whether they hold a proposal; else nothing."""
    told = catalogue.value("hold", code, day)
    if told is None or told.value is not None:
        return ""
    return "Có việc đang xem xét, chưa tính vào kết luận: chưa có văn bản về trường hợp chưa xét khen thưởng."


def dossier(catalogue: Catalogue, code: str, on: date, ground: str = "") -> list[JSON]:
    """The papers of the dossier; empty where no text is to be had."""
    found = catalogue.value("dossier", code, on, ground)
    if found is None or found.value is None:
        return []
    cited = catalogue.cite(found.source)
    return [
        {
            "id": part["id"],
            "name": part["name"],
            "required": part["required"],
            "when": part.get("when", ""),
            "source": part.get("source", cited),
        }
        for part in found.value["parts"]
    ]


def deadline_object(
    catalogue: Catalogue, code: str, year: int, on: date, ground: str = ""
) -> JSON | None:
    """The last day to submit, the rule and the time of each step; None where no working-day calendar reaches."""
    try:
        found = deadline(catalogue, code, year, on, ground=ground)
    except NoCalendar:
        return None
    return {
        "day": found.day.isoformat() if found.day else None,
        "rule": found.rule,
        "to": bodies().get(found.to, found.to),
        "steps": [
            {
                "what": one.what,
                "who": bodies().get(one.who, one.who),
                "working_days": one.working_days,
                "days": one.days,
                "since": one.since,
                "source": one.source,
            }
            for one in found.steps
        ],
        "source": found.source,
        "confidence": found.confidence.value,
        "note": found.note,
        "set_by": found.set_by,
    }


def prize_object(found: Prize) -> JSON:
    """A prize as other programs read it: multiple a number, base_salary and amount whole đồng, None where no text says."""
    return {
        "award": found.award,
        "recipient": found.recipient,
        "on": found.on.isoformat(),
        "multiple": plain_number(found.multiple),
        "base_salary": found.base_salary,
        "amount": found.amount,
        "rounding": found.rounding,
        "source": found.source,
        "salary_source": found.salary_source,
        "confidence": found.confidence.value,
        "at_most": found.at_most,
        "souvenir": found.souvenir,
        "note": found.note,
    }


def plain_number(number: Decimal | None) -> int | float | None:
    """A decimal as a JSON number."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
