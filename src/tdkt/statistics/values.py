"""The value of a figure, and how it is written. Exact inside (fractions), rounded half up only when written."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tdkt.kernel.numbers import format_decimal, round_half_up
from tdkt.kernel.stated import Hedge, Unit

UNKNOWN: Final = "chưa có dữ liệu"
UNKNOWN_DENOMINATOR: Final = "chưa biết mẫu số"
STUCK: Final = {Unit.PERCENT: "%", Unit.PERMILLE: "‰", Unit.POINTS: " điểm %"}
RATIO_PLACES: Final = 1
RANKED: Final = "thứ"  # "hạng 5" would be read as a class


@dataclass(frozen=True)
class FigureValue:
    """What a figure is for one reach, period and day.

    ``value`` None is unknown, never 0; percents are as printed (76.7), not ratios. ``numerator`` and
    ``denominator`` are those of a ratio, minuend and subtrahend of a difference. ``text`` is the number as papers
    write it, with "%", "‰" or "điểm %" when that is its unit, without any other unit. ``why`` says why the value
    is not known, or what it stands on.
    """

    value: Decimal | None
    unit: Unit
    hedge: Hedge = Hedge.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    text: str = UNKNOWN
    why: str = ""
    exact: Fraction | None = field(default=None, compare=False)
    places: int | None = None
    is_declared: bool = False

    @property
    def known(self) -> bool:
        return self.value is not None

    @property
    def text_with_unit(self) -> str:
        """With the unit's word after it: "11.919,74 tỷ đồng", a rank "thứ 5"; a count of no unit stays bare."""
        if self.known and self.unit == Unit.RANK:
            return f"{RANKED} {self.text}"
        if not self.known or self.unit in STUCK or not self.unit:
            return self.text
        return f"{self.text} {self.unit.label}"


def stated(
    value: Decimal | int | Fraction | None,
    unit: Unit,
    *,
    hedge: Hedge = Hedge.EXACT,
    places: int | None = None,
    why: str = "",
    is_declared: bool = False,
) -> FigureValue:
    """A plain number with its unit; None is unknown.

    >>> stated(6000, Unit.ITEM, hedge=Hedge.ALMOST).text, stated(None, Unit.COUNT).text
    ('gần 6.000', 'chưa có dữ liệu')
    """
    if value is None:
        return FigureValue(None, unit, why=why, is_declared=is_declared)
    exact = Fraction(value)
    shown = _plain(value) if places is None else round_half_up(exact, places)
    return FigureValue(
        value=shown,
        unit=unit,
        hedge=hedge,
        text=written(shown, unit, hedge=hedge),
        why=why,
        exact=exact,
        places=places,
        is_declared=is_declared,
    )


def ratio(
    numerator: FigureValue, denominator: FigureValue, *, places: int = RATIO_PLACES
) -> FigureValue:
    """The share in percent, half up. Without a denominator it says so instead of guessing.

    >>> ratio(stated(675, Unit.COUNT), stated(880, Unit.COUNT)).text
    '76,7%'
    >>> ratio(stated(31, Unit.COUNT), stated(None, Unit.COUNT)).text
    'chưa biết mẫu số'
    """
    return replace(
        _share(numerator, denominator, places),
        numerator=numerator.value,
        denominator=denominator.value,
    )


def _share(numerator: FigureValue, denominator: FigureValue, places: int) -> FigureValue:
    top, bottom = numerator.exact, denominator.exact
    if bottom is None:
        return FigureValue(None, Unit.PERCENT, text=UNKNOWN_DENOMINATOR, why=denominator.why)
    if top is None:
        return FigureValue(None, Unit.PERCENT, why=numerator.why)
    if bottom == 0:
        why = "Mẫu số bằng 0, không có tỷ lệ."
        return FigureValue(None, Unit.PERCENT, text="không có tỷ lệ", why=why)
    exact = top * 100 / bottom
    value = round_half_up(exact, places)
    hedge = numerator.hedge or denominator.hedge
    text = written(value, Unit.PERCENT, hedge=hedge)
    return FigureValue(_plain(value), Unit.PERCENT, hedge, text=text, exact=exact, places=places)


def difference(now: FigureValue, before: FigureValue) -> FigureValue:
    """How much more now than before. Of two percents it is percentage points, never percent.

    Raises: ValueError when the units differ.

    >>> difference(stated(86, Unit.PERCENT), stated(59, Unit.PERCENT)).text
    '27 điểm %'
    """
    if now.unit != before.unit:
        raise ValueError(
            f"Không trừ được “{now.unit.label or 'số đếm'}” cho “{before.unit.label or 'số đếm'}”."
        )
    unit = Unit.POINTS if now.unit == Unit.PERCENT else now.unit
    made = FigureValue(None, unit, numerator=now.value, denominator=before.value)
    if now.exact is None or before.exact is None:
        missing = before if before.exact is None else now
        return replace(made, why=missing.why)
    # A difference is no finer than the coarser of the two: 86,1% less "59%" is 27 points.
    exact = now.exact - before.exact
    value = _plain(round_half_up(exact, min(_places(now), _places(before))))
    hedge = now.hedge or before.hedge
    return replace(
        made, value=value, hedge=hedge, text=written(value, unit, hedge=hedge), exact=exact
    )


def growth(now: FigureValue, before: FigureValue, *, places: int = RATIO_PLACES) -> FigureValue:
    """How much more now than before, in percent of before; of two percents it is not asked for (see ``difference``).

    >>> growth(stated(36, Unit.COUNT), stated(34, Unit.COUNT)).text
    '5,9%'
    """
    change = difference(now, before)
    if change.exact is None:
        return FigureValue(None, Unit.PERCENT, why=change.why)
    gained = FigureValue(change.value, now.unit, change.hedge, exact=change.exact)
    return ratio(gained, before, places=places)


def written(value: Decimal, unit: Unit, *, hedge: Hedge = Hedge.EXACT) -> str:
    """The number the Vietnamese way, hedge before it, a unit that sticks to it after it; closing zeros say nothing."""
    number = format_decimal(value)
    if "," in number:
        number = number.rstrip("0").rstrip(",")
    return f"{Hedge(hedge).label} {number}{STUCK.get(unit, '')}".strip()


def _plain(value: Decimal | int | Fraction) -> Decimal:
    """Without the zeros a column of four decimals adds: 9.0000 → 9, 11919.7400 → 11919.74."""
    if isinstance(value, Fraction):
        return round_half_up(value, 0 if value.denominator == 1 else RATIO_PLACES)
    plain = Decimal(value).normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _places(value: FigureValue) -> int:
    """Decimals it is given with: as rounded, else those it has."""
    if value.places is not None:
        return value.places
    return _decimals(value.value) if value.value is not None else 0
