"""Which decision does a row cite? Known, new in this file, or a number used twice."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from tdkt.imports.cells import Fault
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.registry.models import Honour, OfficialDocument


class Cited(NamedTuple):
    """A decision: its id, or below zero for a new one of this file."""

    ref: int
    issued_on: date | None
    where: str
    number: str
    symbol: str
    issuer: str


class DecisionBook:
    """All numbered documents of an authority, loaded once; ordinals of a decision when a row first cites it."""

    def __init__(self, authority_id: int) -> None:
        self._authority_id = authority_id
        self._cited: dict[tuple[str, str, str, int], Cited] = {}
        self._by_number: dict[tuple[str, str, int], list[Cited]] = defaultdict(list)
        self.new: list[Cited] = []
        self._ordinals: dict[int, dict[int, str]] = {}
        rows = OfficialDocument.objects.filter(authority_id=authority_id).exclude(number="")
        for pk, number, symbol, issuer, on in rows.values_list(
            "id", "number", "symbol", "issuer", "issued_on"
        ).iterator(chunk_size=5000):
            self._add(Cited(pk, on, "trong sổ văn bản", number, symbol, issuer))

    def _add(self, cited: Cited) -> None:
        year = cited.issued_on.year if cited.issued_on else 0
        issuer = fold(cited.issuer)
        self._cited[issuer, cited.number, fold(cited.symbol), year] = cited
        self._by_number[issuer, cited.number, year].append(cited)

    def find(
        self, *, reference: tuple[str, str], issuer: str, on: date, where: str
    ) -> Cited | Fault:
        """The decision of that number, symbol, issuer and day; a new one when nobody has it yet.

        The fault is for a number without symbol that means none or several, and for a number that the same
        issuer has already used in that year with another day.
        """
        number, symbol = reference
        key = (fold(issuer), number, fold(symbol), on.year)
        if not symbol:
            same = self._by_number[fold(issuer), number, on.year]
            if len(same) != 1:
                return Fault(
                    f"Số “{number}” thiếu ký hiệu; hãy ghi đủ, ví dụ {number}/QĐ-UBND."
                    if not same
                    else f"Có {len(same)} văn bản số {number} của “{issuer}” năm {on.year}; hãy ghi cả ký hiệu."
                )
            cited: Cited | None = same[0]
        else:
            cited = self._cited.get(key)
        if cited is None:
            cited = Cited(-(len(self.new) + 1), on, where, number, symbol, issuer)
            self.new.append(cited)
            self._add(cited)
        elif cited.issued_on != on:
            said = format_date(cited.issued_on) if cited.issued_on else "chưa rõ ngày"
            return Fault(
                f"Số quyết định dùng hai lần: {number}/{cited.symbol} của “{issuer}” đã có với ngày {said} "
                f"({cited.where}), dòng này ghi ngày {format_date(on)}. Hãy sửa số hoặc ngày."
            )
        return cited

    def load_ordinals(self, document_ids: set[int]) -> None:
        """Fetch who already stands under which ordinal of these decisions: one query a batch."""
        unseen = {pk for pk in document_ids if pk > 0} - self._ordinals.keys()
        self._ordinals.update({pk: {} for pk in unseen})
        taken = Honour.objects.filter(document_id__in=unseen, ordinal__isnull=False)
        for document, ordinal, name in taken.values_list("document_id", "ordinal", "name_then"):
            if ordinal is not None:
                self._ordinals[document][ordinal] = name

    def take_ordinal(self, ref: int, ordinal: int, name: str) -> str:
        """Give the ordinal to a row; the name of whoever already has it, or "" when it was free."""
        taken = self._ordinals.setdefault(ref, {})
        holder = taken.get(ordinal, "")
        if not holder:
            taken[ordinal] = name
        return holder
