"""Official documents: new ones, changed ones, numbers used twice, and which document carries out which."""

import re
from collections import defaultdict
from datetime import date
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.cells import UnreadableCell, reference
from tdkt.imports.staging import Stage
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.registry.models import DocumentLink, OfficialDocument

_PARTS: Final = re.compile(r"\s*[;\n]\s*")
_COMPARED: Final = ("kind", "title", "level", "force", "effective_from", "effective_to", "note")
_Key = tuple[str, ...]


class DocumentsChecker:
    """Checks a register of documents as a whole: a row may carry out one that stands further down."""

    block_rows = 1_000_000

    def __init__(self, actor: Reach, on: date) -> None:
        self._on = on
        self._by_key: dict[_Key, tuple[int, str]] = {}
        self._held: dict[int, dict[str, Any]] = {}
        self._cited: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._new = 0
        documents = OfficialDocument.objects.filter(authority_id=actor.authority_id)
        for row in documents.values(
            "id", "code", "number", "symbol", "issuer", "issued_on", *_COMPARED
        ):
            key = _key(
                row["issuer"],
                (row["number"], row["symbol"]),
                row["issued_on"],
                row["kind"],
                row["title"],
            )
            self._by_key[key] = (row["id"], "trong sổ văn bản")
            self._held[row["id"]] = row
            self._cited[row["number"], fold(row["symbol"])].add(row["id"])
        self._links = set(
            DocumentLink.objects.filter(document__authority_id=actor.authority_id).values_list(
                "document_id", "implements_id"
            )
        )

    def check(self, batch: Batch, stage: Stage) -> None:
        """Match each row by issuer, number, symbol and year; by kind and title when it has no number."""
        refs = [0 if i in batch.refusals else self._row(batch, i, stage) for i in range(len(batch))]
        for i, ref in enumerate(refs):
            if ref and i not in batch.refusals and batch.values["implements"][i]:
                self._link(batch, i, ref, stage)

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""

    def _row(self, batch: Batch, i: int, stage: Stage) -> int:
        values = {key: column[i] for key, column in batch.values.items()}
        issued, start, end = values["issued_on"], values["effective_from"], values["effective_to"]
        if issued is not None and issued > self._on:
            batch.refuse(i, "issued_on", f"Ngày {format_date(issued)} còn ở phía trước.")
        if start is not None and end is not None and end < start:
            batch.refuse(i, "effective_to", "Ngày hết hiệu lực trước ngày có hiệu lực.")
        number, symbol = values["reference"] or ("", "")
        if not number and not values["title"]:
            batch.refuse(i, "title", "Văn bản không có số thì phải có trích yếu.")
        if i in batch.refusals:
            return 0
        key = _key(
            values["issuer"], (number, symbol), issued, values["kind"], values["title"] or ""
        )
        if key not in self._by_key:
            return self._add(batch, i, key, values, stage)
        ref, where = self._by_key[key]
        held = self._held.get(ref)
        if held is None:
            batch.refuse(i, "reference", f"Số văn bản dùng hai lần: trùng với {where}.")
            return 0
        if number and issued is not None and held["issued_on"] != issued:
            batch.refuse(
                i, "reference",
                f"Số văn bản dùng hai lần: {number}/{symbol} của “{held['issuer']}” đã có với ngày "
                f"{format_date(held['issued_on'])} ({where}), dòng này ghi ngày {format_date(issued)}.",
            )  # fmt: skip
            return 0
        change = _difference(held, values)
        self._held.pop(ref)
        self._by_key[key] = (ref, batch.where(i))
        batch.outcome[i] = CHANGED if change else UNCHANGED
        if change:
            stage.put("changes", [ref, held["code"], change])
        return ref

    def _add(self, batch: Batch, i: int, key: _Key, values: dict[str, Any], stage: Stage) -> int:
        number, symbol = values["reference"] or ("", "")
        self._new += 1
        ref = -self._new
        self._by_key[key] = (ref, batch.where(i))
        self._cited[number, fold(symbol)].add(ref)
        stage.put(
            "documents",
            [values["kind"], number, symbol, values["issuer"], _iso(values["issued_on"]), values["title"] or "",
             values["level"], values["force"], _iso(values["effective_from"]), _iso(values["effective_to"]),
             values["is_award_decision"], values["note"] or ""],
        )  # fmt: skip
        batch.outcome[i] = ADDED
        return ref

    def _link(self, batch: Batch, i: int, ref: int, stage: Stage) -> None:
        for text in filter(None, _PARTS.split(batch.values["implements"][i])):
            try:
                number, symbol = reference(text)
            except UnreadableCell as error:
                batch.refuse(i, "implements", str(error))
                continue
            found = self._cited.get((number, fold(symbol)), set()) - {ref}
            if len(found) != 1:
                many = (
                    f"có {len(found)} văn bản số ấy" if found else "không có trong sổ và trong tệp"
                )
                batch.refuse(
                    i, "implements", f"“{text}”: {many}. Hãy sửa số, hoặc thêm văn bản ấy trước."
                )
                continue
            link = (ref, next(iter(found)))
            if link not in self._links:
                self._links.add(link)
                stage.put("links", list(link))
                if batch.outcome[i] == UNCHANGED:
                    batch.outcome[i] = CHANGED


def _key(issuer: str, number: tuple[str, str], on: date | None, kind: str, title: str) -> _Key:
    year = str(on.year) if on else ""
    if number[0]:
        return fold(issuer), number[0], fold(number[1]), year
    return fold(issuer), "", fold(kind), fold(title), year


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _difference(held: dict[str, Any], values: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → [before, after]; a blank cell never clears."""
    change = {}
    for key in _COMPARED:
        new = values[key]
        if new not in {None, ""} and new != held[key]:
            change[key] = [
                _iso(value) if isinstance(value, date) else value for value in (held[key], new)
            ]
    return change
