"""Indicators of a year: one row an indicator; a blank number is unknown, never 0."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import ADDED, CHANGED, UNCHANGED, Batch
from tdkt.imports.staging import Stage
from tdkt.kernel.text import fold
from tdkt.movements.models import Indicator

_COMPARED: Final = (
    "unit",
    "actual",
    "hedge",
    "plan",
    "previous",
    "out_of",
    "position",
    "source",
    "note",
)


class IndicatorsChecker:
    """Checks a list of indicators as a whole; one query."""

    block_rows = 1_000_000

    def __init__(self, actor: Reach, on: date) -> None:
        self._on = on
        rows = Indicator.objects.filter(authority_id=actor.authority_id).values(
            "id", "code", "year", "name", *_COMPARED
        )
        self._held = {(row["year"], fold(row["name"])): row for row in rows}
        self._met: dict[tuple[int, str], str] = {}

    def check(self, batch: Batch, stage: Stage) -> None:
        """Match each row by year and name."""
        for i in range(len(batch)):
            values = {key: column[i] for key, column in batch.values.items()}
            if values["year"] is not None and values["year"] > self._on.year + 10:
                batch.refuse(i, "year", f"Năm {values['year']} quá xa.")
            if values["hedge"] and values["actual"] is None:
                batch.refuse(i, "hedge", "Có mức ước nhưng chưa ghi số thực hiện.")
            if i in batch.refusals:
                continue
            key = (values["year"], fold(values["name"]))
            if key in self._met:
                batch.refuse(i, "name", f"Trùng với {self._met[key]}: cùng năm, cùng chỉ tiêu.")
                continue
            self._met[key] = batch.where(i)
            held = self._held.get(key)
            if held is None:
                batch.outcome[i] = ADDED
                stage.put("indicators", _row(values))
                continue
            change = _difference(held, values)
            batch.outcome[i] = CHANGED if change else UNCHANGED
            if change:
                stage.put("changes", [held["id"], held["code"], change])

    def close(self, stage: Stage) -> None:
        """Nothing waits for the end of the file."""


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _row(values: dict[str, Any]) -> list[Any]:
    return [
        values["year"], values["name"], values["unit"] or "", values["unit"] is not None, _plain(values["actual"]),
        values["hedge"], _plain(values["plan"]), _plain(values["previous"]), _plain(values["out_of"]),
        values["position"] or 0, values["source"] or "", values["note"] or "",
    ]  # fmt: skip


def _difference(held: dict[str, Any], values: dict[str, Any]) -> dict[str, list[Any]]:
    """Field → [before, after]; a blank cell never clears."""
    return {
        key: [_plain(held[key]), _plain(values[key])]
        for key in _COMPARED
        if values[key] not in {None, ""} and values[key] != held[key]
    }
