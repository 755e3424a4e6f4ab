"""Declaring a figure that no record can prove."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, require
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.stated import Hedge
from tdkt.kernel.verbs import Verb
from tdkt.statistics.figures import Declared, UnknownFigure, static_figures
from tdkt.statistics.models import DeclaredFigure


@transaction.atomic
def figure_declare(
    *,
    actor: Reach,
    code: str,
    year: int,
    value: Decimal | None,
    source: str,
    at: datetime,
    hedge: Hedge = Hedge.EXACT,
    note: str = "",
) -> DeclaredFigure:
    """Declare a figure of a year, or declare it anew; ``value`` None: the source does not say.

    Only figures of kind "khai" are declared; the others are counted. Its unit is the registry's.
    Raises: Refused without the right, for an unknown or counted figure, or without a source.
    """
    require(may(actor, Capability.RECORD))
    figure = static_figures().get(code)
    if figure is None:
        raise Refused(str(UnknownFigure(code)))
    if not isinstance(figure.source, Declared) or figure.source.of:
        raise Refused(f"“{figure.name}” được đếm từ bản ghi, không khai tay.")
    if not source.strip():
        raise Refused("Cần nêu nguồn của số liệu: văn bản, trang, mục.")
    entry = (
        DeclaredFigure.objects.select_for_update()
        .filter(authority_id=actor.authority_id, figure=code, year=year)
        .first()
    )
    before = _values(entry) if entry else {}
    entry = entry or DeclaredFigure(authority_id=actor.authority_id, figure=code, year=year)
    entry.value, entry.hedge, entry.unit = value, hedge, figure.unit
    entry.source, entry.note, entry.declared_at = source.strip(), note.strip(), at
    entry.full_clean()
    entry.save()
    ledger_add(
        actor=actor.signed,
        verb=Verb.FIGURE_DECLARE,
        subject=Subject("figure", code[:40], f"{figure.name}, năm {year}"),
        at=at,
        before=before,
        after=_values(entry),
    )
    return entry


def _values(entry: DeclaredFigure) -> dict[str, object]:
    return {
        "figure": entry.figure, "year": entry.year, "value": entry.value, "hedge": str(entry.hedge),
        "source": entry.source, "note": entry.note,
    }  # fmt: skip
