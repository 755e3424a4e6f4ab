"""Forms of registers: numbers, days and texts read the Vietnamese way, the reason of a change, what was seen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from tdkt.accounts.records import record_fingerprint
from tdkt.accounts.selectors import Reach
from tdkt.kernel.dates import FIRST_YEAR, LAST_YEAR
from tdkt.kernel.forms import NamesMissing
from tdkt.kernel.numbers import UnreadableNumber, format_decimal, parse_int, parse_number
from tdkt.kernel.text import nfc
from tdkt.organisations.forms import DayField, OrganisationField
from tdkt.organisations.models import Organisation

_LONGEST_NUMBER: Final = 10**14  # DecimalField(18, 4) holds fourteen digits before the comma


class NumberField(forms.CharField):
    """A number as Vietnamese people write it; the value is a Decimal, or None when left empty (not known)."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def prepare_value(self, value: object) -> object:
        if isinstance(value, Decimal):
            return format_decimal(value.normalize() if value else Decimal(0))
        return format_decimal(value) if isinstance(value, int) else value

    def to_python(self, value: object) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self._read(text)
        except UnreadableNumber as error:
            raise forms.ValidationError(str(error)) from error

    def _read(self, text: str) -> Any:
        number = parse_number(text)
        if abs(number) >= _LONGEST_NUMBER or number != round(number, 4):
            raise UnreadableNumber(
                f"“{text}” quá lớn hoặc có quá bốn chữ số thập phân; hãy kiểm tra lại, hoặc đổi đơn vị tính."
            )
        return number

    def has_changed(self, initial: object, data: object) -> bool:
        return self.prepare_value(initial) != data


class WholeNumberField(NumberField):
    """A whole number from 0; with ``longest`` not more than that."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, *, longest: int = 2_147_483_647, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def _read(self, text: str) -> Any:
        number = parse_int(text)
        if not 0 <= number <= self.longest:
            raise UnreadableNumber(
                f"“{text}”: hãy ghi một số từ 0 đến {format_decimal(self.longest)}."
            )
        return number


class YearField(forms.CharField):
    """A year of four digits; the value is an int or None."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"})

    def to_python(self, value: object) -> Any:
        text = nfc(super().to_python(value) or "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
            raise forms.ValidationError(
                f"“{text}” không phải là năm; hãy ghi bốn chữ số, ví dụ 2022."
            )
        return int(text)

    def has_changed(self, initial: object, data: object) -> bool:
        return str("" if initial is None else initial) != data


def record_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The form field of a model field of a register: by kind of column, not by form."""
    common = {"label": _label(field), "help_text": field.help_text, "required": not field.blank} | {
        key: value for key, value in kwargs.items() if key in {"label", "help_text", "required"}
    }
    if isinstance(field, models.DateField):
        return DayField(**common)
    if isinstance(field, models.DecimalField):
        return NumberField(**common)
    if isinstance(field, models.PositiveSmallIntegerField):
        if field.name.startswith("year"):
            return YearField(**common)
        # The place in a list may be left to the register: an empty one is 0.
        return WholeNumberField(
            longest=32_767, **common | {"required": common["required"] and field.name != "position"}
        )
    if isinstance(field, models.PositiveIntegerField):
        return WholeNumberField(**common)
    if isinstance(field, models.ForeignKey) and field.related_model is Organisation:
        return OrganisationField(**common)
    if isinstance(field, models.TextField):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return field.formfield(**{"label": common["label"], **kwargs})


def _label(field: models.Field[Any, Any]) -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


class RecordForm(NamesMissing, forms.ModelForm):
    """A row of a register. A change asks for its reason and remembers what the user saw.

    A subclass gives ``Meta`` (with ``formfield_callback = record_field``), names in ``EMPTY`` what an unchosen
    list says, and fills ``links`` for many-to-many fields it shows as text.
    """

    EMPTY: Mapping[str, str] = {}
    FIXED: tuple[str, ...] = ()  # shown when adding, not when changing
    USUAL: Mapping[str, object] = {}  # values that go without saying on the row's page

    reason = forms.CharField(
        label="Lý do, căn cứ của việc sửa", max_length=255,
        error_messages={"required": "Cần nêu lý do, căn cứ của việc sửa."},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reach = reach
        if self.instance.pk is None:
            if hasattr(self.instance, "authority_id"):
                self.instance.authority_id = reach.authority_id
            del self.fields["reason"]
            del self.fields["seen"]
        else:
            self.initial["seen"] = record_fingerprint(self.instance)
            for name in self.FIXED:
                self.fields.pop(name, None)
            self.order_fields(
                [*(n for n in self.fields if n not in {"reason", "seen"}), "reason", "seen"]
            )
        for name, field in self.fields.items():
            self._prepare(name, field)

    def _prepare(self, name: str, field: forms.Field) -> None:
        if isinstance(field, OrganisationField):
            kept = getattr(self.instance, name, None)
            field.bind(self.reach.authority_id, on=self.reach.on, kept=kept)
            field.widget.attrs["list"] = "goi-y-don-vi"
            if kept is not None:
                self.initial[name] = kept
        elif isinstance(field, forms.TypedChoiceField) and name in self.EMPTY:
            options: Any = field.choices
            field.choices = [("", self.EMPTY[name]), *((k, v) for k, v in options if k)]
        elif isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            field.queryset = field.queryset.filter(authority_id=self.reach.authority_id)
            field.empty_label = self.EMPTY.get(name, "Không gắn")

    def clean(self) -> dict[str, Any]:
        """Texts in NFC; a text of several lines keeps its lines; an empty place in a list is 0."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                lines = "\n".join(nfc(line) for line in value.splitlines()).strip()
                cleaned[name] = lines
        if "position" in cleaned and cleaned["position"] is None:
            cleaned["position"] = 0
        return cleaned

    @property
    def links(self) -> dict[str, list[int]]:
        """Many-to-many field → ids, for ``record_save``."""
        return {}

    def refuse(self, error: ValidationError) -> None:
        """Put what the service found where the user sees it: at the field, or above the form."""
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: [error]}
        for name, errors in found.items():
            self.add_error(name if name in self.fields else None, errors)
