"""One form field for each type of key in topics.yaml; each reads what people write and gives what the catalogue holds."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django import forms

from tdkt.kernel.numbers import parse_number
from tdkt.organisations.forms import DayField
from tdkt.web.law.forms import award_choices
from tdkt.web.rules.layers import national
from tdkt.web.rules.words import choice_words
from tdkt_law.catalogue.expand import day_of

Key = Mapping[str, Any]
_EMPTY: Final = [("", "Không ghi")]
_YES_NO: Final = [("True", "Có"), ("False", "Không")]
_DAY_MONTH: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})\Z")
_SHARE: Final = re.compile(r"([0-9]{1,3})\s*(?:/\s*([0-9]{1,3})|(%))\Z")


class MonthDayField(forms.CharField):
    """A day of every year: written 09/12, held "12-09"."""

    def prepare_value(self, value: Any) -> Any:
        month, dash, day = value.partition("-") if isinstance(value, str) else ("", "", "")
        return f"{day}/{month}" if dash and len(month) == len(day) == 2 else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = _DAY_MONTH.match(text)
        day, month = (int(found[1]), int(found[2])) if found else (0, 0)
        # A year that has the 29th of February has every day there is.
        if day_of(f"2024-{month:02d}-{day:02d}") is None:
            raise forms.ValidationError(f"“{text}” không phải ngày/tháng; ví dụ 09/12.")
        return f"{month:02d}-{day:02d}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or "") != (data or ""))


class ShareField(forms.CharField):
    """A share: written 9/10 or 90%, held as numerator and denominator."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value['numerator']}/{value['denominator']}" if isinstance(value, Mapping) else value  # fmt: skip

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = _SHARE.match(text)
        below = 100 if found and found[3] else int(found[2] or 0) if found else 0
        if not found or not 0 < int(found[1]) <= below:
            raise forms.ValidationError(f"“{text}” không phải tỷ lệ; ví dụ 9/10 hoặc 90%.")
        if not found[3]:
            return {"numerator": int(found[1]), "denominator": below}
        share = Fraction(int(found[1]), below)
        return {"numerator": share.numerator, "denominator": share.denominator}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or "") != (data or ""))


class DecimalTextField(forms.CharField):
    """A number with a comma: written 0,15, held "0.15"."""

    def prepare_value(self, value: Any) -> Any:
        return value.replace(".", ",") if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            number = parse_number(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if number < 0:
            raise forms.ValidationError(f"“{text}” phải từ 0 trở lên.")
        return f"{Decimal(number):f}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or "") != (data or ""))


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [
            line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()
        ]


def bodies() -> list[tuple[str, str]]:
    """The bodies topics.yaml knows."""
    return [(code, name[:1].upper() + name[1:]) for code, name in national()["topics"]["who"].items()]  # fmt: skip


def _truth(**common: Any) -> forms.Field:
    return forms.TypedChoiceField(
        choices=[*_EMPTY, *_YES_NO], coerce=lambda word: word == "True", empty_value=None, **common
    )


def _whole(**common: Any) -> forms.Field:
    wrong = "Cần số nguyên từ 0."
    return forms.IntegerField(
        min_value=0, max_value=10**9, error_messages={"invalid": wrong, "min_value": wrong, "max_value": "Số quá lớn."}, **common
    )  # fmt: skip


_FIELDS: Final[Mapping[str, Callable[..., forms.Field]]] = {
    "boolean": _truth,
    "integer": _whole,
    "decimal": DecimalTextField,
    "text": lambda **common: forms.CharField(max_length=2000, **common),
    "day": DayField,
    "month_day": lambda **common: MonthDayField(
        widget=forms.TextInput(attrs={"placeholder": "09/12"}), **common
    ),
    "fraction": lambda **common: ShareField(
        widget=forms.TextInput(attrs={"placeholder": "9/10"}), **common
    ),
    "award": lambda **common: forms.ChoiceField(choices=[*_EMPTY, *award_choices()], **common),
    "who": lambda **common: forms.ChoiceField(choices=[*_EMPTY, *bodies()], **common),
}


def field_of(key: Key) -> forms.Field:
    """The field of a key that is no list of mappings."""
    common = {"label": key["label"], "required": bool(key.get("required"))}
    if key["type"] == "choice":
        options = [(one, choice_words(one)) for one in key["choices"]]
        return forms.ChoiceField(choices=[*_EMPTY, *options], **common)
    if key["type"] == "list" and key["items"] == "text":
        return LinesField(help_text="Mỗi dòng một mục.", **common)
    if key["type"] == "list":
        offered: list[Any] = bodies() if key["items"] == "who" else [*award_choices()]
        return forms.MultipleChoiceField(
            choices=offered, widget=forms.CheckboxSelectMultiple, **common
        )
    return _FIELDS[key["type"]](**common)
