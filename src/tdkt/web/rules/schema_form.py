"""The form of a value, made of the keys of its topic: plain keys as fields, lists of mappings as rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from tdkt.kernel.forms import NamesMissing
from tdkt.web.rules.schema_fields import Key, field_of

EXTRA_ROWS: Final = 2
ROWS_TO: Final = 60
_HEAD: Final = "k"


class KeysForm(NamesMissing, forms.Form):
    """Fields of some keys of a topic, in the order of topics.yaml."""

    def __init__(self, *args: Any, keys: Mapping[str, Key], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, key in keys.items():
            self.fields[name] = field_of(key)

    def held(self, keys: Mapping[str, Key]) -> dict[str, Any]:
        """What was filled in, as the catalogue holds it."""
        return {
            name: self.cleaned_data[name]
            for name in keys
            if self.cleaned_data.get(name) not in ("", None, [])
        }


RowSet = forms.formset_factory(
    KeysForm, extra=EXTRA_ROWS, can_delete=True, max_num=ROWS_TO, absolute_max=ROWS_TO
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one list of mappings."""

    label: str
    required: bool
    keys: Mapping[str, Key]
    formset: Any


class ValueForm:
    """A value of a topic. ``value`` fills it; ``data`` is what was sent."""

    def __init__(
        self, schema: Mapping[str, Key], *, data: Any = None, value: Mapping[str, Any] | None = None
    ) -> None:
        self._schema = schema
        held = value or {}
        self._plain = {name: key for name, key in schema.items() if not _is_rows(key)}
        self.form = KeysForm(data, prefix=_HEAD, initial=held, keys=self._plain)
        self.rows = {
            name: Rows(
                key["label"],
                bool(key.get("required")),
                key["keys"],
                RowSet(
                    data, prefix=f"{_HEAD}-{name}", initial=held.get(name) or [], form_kwargs={"keys": key["keys"]},
                ),
            )
            for name, key in schema.items()
            if _is_rows(key)
        }  # fmt: skip
        for one in self.rows.values():
            for form in one.formset.forms:
                form.fields["DELETE"].label = "Bỏ dòng này"

    def is_valid(self) -> bool:
        """Everything is judged, so that every fault shows at once."""
        return all([self.form.is_valid(), *(one.formset.is_valid() for one in self.rows.values())])

    def value(self) -> dict[str, Any]:
        """The value as the catalogue holds it, its keys in the order of the topic."""
        found = self.form.held(self._plain)
        for name, one in self.rows.items():
            kept = [
                form.held(one.keys)
                for form in one.formset.forms
                if form.has_changed() or form.initial
                if not form.cleaned_data.get("DELETE")
            ]
            if kept or one.required:
                found[name] = kept
        return {name: found[name] for name in self._schema if name in found}


def _is_rows(key: Key) -> bool:
    return bool(key["type"] == "list" and key["items"] == "mapping")
