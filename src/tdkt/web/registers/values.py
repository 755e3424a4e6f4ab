"""Values of registers as screens say them: stated numbers with hedge and unit, the facts of a row."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.html import format_html, format_html_join

from tdkt.accounts.record_forms import RecordForm
from tdkt.kernel.dates import format_date
from tdkt.kernel.numbers import format_decimal
from tdkt.kernel.stated import Hedge, Unit
from tdkt.registry.models import OfficialDocument, Recipient
from tdkt.web.links import document_url, page_url, recipient_url


def plain_number(value: Decimal | int) -> str:
    """A stored number without the zeros its column adds.

    >>> plain_number(Decimal("734190.0000")), plain_number(Decimal("12.5000"))
    ('734.190', '12,5')
    """
    text = format_decimal(value)
    return text.rstrip("0").rstrip(",") if "," in text else text


def stated(value: Decimal | int | None, hedge: str = "", unit: str = "") -> str | None:
    """A number as its source states it; None while not known.

    >>> stated(Decimal("5000"), "tren", "tin_bai"), stated(Decimal("76.7000"), "", "%")
    ('trên 5.000 tin, bài, chuyên mục', '76,7%')
    """
    if value is None:
        return None
    sign = unit in {Unit.PERCENT, Unit.PERMILLE}
    measure = str(Unit(unit).label)
    number = plain_number(value) + ("" if sign or not measure else " ") + measure
    return f"{Hedge(hedge).label} {number}".strip()


def signed(value: Decimal | None, unit: str = "") -> str:
    """A stated difference with its sign; empty while not known.

    >>> signed(Decimal("2.3000"), "%"), signed(None)
    ('+2,3%', '')
    """
    said = stated(value, "", unit)
    return "" if said is None else ("+" if value is not None and value > 0 else "") + said


def tidy(value: Decimal | None) -> Decimal | None:
    """For Excel: the number without its column's zeros."""
    return None if value is None else value.normalize() if value else Decimal(0)


def linked(label: str, url: str) -> str:
    return format_html('<a href="{}">{}</a>', url, label) if url else label


def row_facts(form: type[RecordForm], row: models.Model) -> list[tuple[str, object]]:
    """Every field of the row's form as (label, value): empty texts are left out, unknown numbers and days say so."""
    facts: list[tuple[str, object]] = []
    for name in form._meta.fields or ():
        value = getattr(row, name)
        if value == "" or (value is None and row._meta.get_field(name).is_relation):
            continue
        if name in form.USUAL and value == form.USUAL[name]:
            continue
        facts.append((str(form.base_fields[name].label), _shown(row, name, value)))
    return facts


def _shown(row: models.Model, name: str, value: Any) -> object:
    if isinstance(value, models.Model):
        return linked(str(value), _url(value))
    if isinstance(value, models.Manager):
        return ", ".join(str(one) for one in value.all()) or None
    if row._meta.get_field(name).choices:  # type: ignore[union-attr]
        return getattr(row, f"get_{name}_display")()
    if isinstance(value, int) and name.startswith("year"):
        return str(value)
    return _written(value)


def _url(related: models.Model) -> str:
    if isinstance(related, OfficialDocument):
        return document_url(related)
    if isinstance(related, Recipient):
        return recipient_url(related)
    pages = {"organisation": "organisations-detail", "movement": "movements-detail"}
    name = pages.get(str(related._meta.model_name), "")
    return page_url(name, getattr(related, "code", "")) if name else ""


def _written(value: Any) -> object:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, str) and "\n" in value:
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", "<li>{}</li>", ((line,) for line in lines_of(value))),
        )
    return plain_number(value) if isinstance(value, Decimal | int) else value


def lines_of(text: str) -> list[str]:
    """The lines of a text of several, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
