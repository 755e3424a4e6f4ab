"""Prize money of an award on the day of its decision, or None where the multiple of that time is not known."""

from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import Final

from tdkt.demo.data_files import read_yaml

_PLACES: Final = {"ca_nhan": 0, "tap_the": 1, "ho_gia_dinh": 2}
_ROUNDED_TO: Final = 10_000


@cache
def prize(award: str, recipient_kind: str, decided_on: date) -> int | None:
    """Whole đồng, rounded up to 10,000: the multiple of that regime times the base salary of that day.

    >>> prize("cstd_bo_tinh", "ca_nhan", date(2022, 3, 15))
    4470000
    >>> prize("bk_bo_tinh", "ho_gia_dinh", date(2022, 3, 15)) is None
    True
    """
    base = base_salary(decided_on)
    for regime in read_yaml("prizes")["regimes"]:
        if regime["from"] <= decided_on <= regime.get("to", decided_on):
            multiple = regime["multiples"].get(award, (None, None, None))[_PLACES[recipient_kind]]
            if base is None or multiple is None:
                return None
            amount = Decimal(str(multiple)) * base / _ROUNDED_TO
            return int(amount.to_integral_value(ROUND_CEILING)) * _ROUNDED_TO
    return None


def base_salary(on: date) -> int | None:
    """Đồng a month, by the day; None before the days the data knows."""
    known = [row["amount"] for row in read_yaml("prizes")["base_salary"] if row["from"] <= on]
    return known[-1] if known else None
