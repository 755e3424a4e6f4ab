"""Reading the register of official documents: search, gaps, numbers out of order, the list of a decision."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from tdkt.accounts.selectors import Reach
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.registry.models import Honour, OfficialDocument

GAPS: Final = Q(number="") | Q(issued_on__isnull=True)


@dataclass(frozen=True)
class OutOfOrder:
    """The document beside another of its series (issuer, symbol, year): the higher number has the earlier day."""

    other: str  # the other's number and symbol
    other_day: date
    is_higher: bool  # this document has the higher number

    def __str__(self) -> str:
        told = "ghi ngày sớm hơn" if self.is_higher else "ghi ngày muộn hơn"
        than = "lớn hơn" if self.is_higher else "nhỏ hơn"
        return (
            f"số {than} {self.other} nhưng {told} (văn bản kia ngày {format_date(self.other_day)})"
        )


def documents_seen(reach: Reach) -> QuerySet[OfficialDocument]:
    """The whole register of the authority: every office cites from it. ``order_day`` puts unknown days last."""
    return OfficialDocument.objects.filter(authority_id=reach.authority_id).annotate(
        order_day=Coalesce(F("issued_on"), Value(date.min))
    )


def documents_worded(
    documents: QuerySet[OfficialDocument], words: str
) -> QuerySet[OfficialDocument]:
    """Those in whose kind, number, symbol, issuer or title each word begins a word; marks and order do not count."""
    for word in fold(words).split():
        documents = documents.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return documents


def out_of_order(
    authority_id: int, among: Sequence[OfficialDocument] | None = None
) -> dict[int, OutOfOrder]:
    """Document id → the neighbour in its series with which number and day disagree; sound ones are not in it.

    A series is one issuer's one symbol in one year, as numbers are given. One query; ``among`` narrows it to
    the series of these documents.
    """
    known = OfficialDocument.objects.filter(
        authority_id=authority_id, issued_on__isnull=False
    ).exclude(number="")
    if among is not None:
        dated = [one for one in among if one.issued_on and one.number]
        if not dated:
            return {}
        years = [one.issued_on.year for one in dated if one.issued_on]
        known = known.filter(
            issuer__in={one.issuer for one in dated},
            symbol__in={one.symbol for one in dated},
            issued_on__gte=date(min(years), 1, 1),
            issued_on__lte=date(max(years), 12, 31),
        )
    series: dict[tuple[str, str, int], list[tuple[int, date, int]]] = defaultdict(list)
    columns = known.values_list("id", "issuer", "symbol", "number", "issued_on")
    for pk, issuer, symbol, number, day in columns:
        if day is not None and number.isascii() and number.isdigit():
            series[issuer, symbol, day.year].append((int(number), day, pk))
    return _faults(series)


def _faults(
    series: dict[tuple[str, str, int], list[tuple[int, date, int]]],
) -> dict[int, OutOfOrder]:
    faults: dict[int, OutOfOrder] = {}
    for (_, symbol, _), rows in series.items():
        rows.sort()
        for (low, low_day, low_pk), (high, high_day, high_pk) in pairwise(rows):
            if low < high and high_day < low_day:
                faults[low_pk] = OutOfOrder(_cited(high, symbol), high_day, is_higher=False)
                faults[high_pk] = OutOfOrder(_cited(low, symbol), low_day, is_higher=True)
    return faults


def _cited(number: int, symbol: str) -> str:
    return f"{number:02d}/{symbol}" if symbol else f"{number:02d}"


def document_gaps(document: OfficialDocument) -> list[str]:
    """What an issued document ought to have and the register lacks."""
    return ["chưa có số"] * (not document.number) + ["chưa có ngày"] * (not document.issued_on)


def documents_named(authority_id: int, text: str, *, most: int = 6) -> list[OfficialDocument]:
    """Documents one may mean by "2216/KH-UBND", the newest first, or the one with that public code."""
    by_code = OfficialDocument.objects.filter(authority_id=authority_id, code=text).first()
    if by_code is not None:
        return [by_code]
    number, _, symbol = text.replace(" ", "").partition("/")
    found = OfficialDocument.objects.filter(
        authority_id=authority_id, number__in=_written(number), symbol__iexact=symbol
    )
    return list(found.order_by(F("issued_on").desc(nulls_last=True), "-id")[:most])


def _written(number: str) -> Collection[str]:
    """A number as registers write it: with and without the zero before one digit."""
    return {number, number.lstrip("0"), number.zfill(2)} - {""}


def document_suggestions(authority_id: int, *, most: int = 300) -> list[str]:
    """References for a field's list of suggestions; decisions on awards are too many and are left out."""
    rows = (
        OfficialDocument.objects.filter(authority_id=authority_id, is_award_decision=False)
        .exclude(number="")
        .order_by(F("issued_on").desc(nulls_last=True), "-id")[:most]
    )
    return sorted({row.reference for row in rows})


def decision_honours(
    reach: Reach, document: OfficialDocument, *, after: str = "", size: int = 50
) -> tuple[Sequence[Honour], int, str]:
    """A page of the decision's honours in the order of its list: (rows, total, code to go on after).

    Only honours of units the office reaches. Three queries, four when turned over.
    """
    mine = Honour.objects.filter(reach.within("organisation_id"), document=document)
    place = Coalesce(F("ordinal"), Value(2_147_483_647))
    rows = mine.annotate(place=place).select_related("organisation", "recipient")
    key = (
        mine.annotate(place=place).filter(code=after).values_list("place", "id").first()
        if after
        else None
    )
    if key is not None:
        rows = rows.filter(Q(place__gt=key[0]) | Q(place=key[0], id__gt=key[1]))
    taken = list(rows.order_by("place", "id")[: size + 1])
    return taken[:size], mine.count(), taken[size - 1].code if len(taken) > size else ""
