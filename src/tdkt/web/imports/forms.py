"""The upload: a file, and what holds for the whole list when the file has no such column."""

from typing import Any, Final

from django import forms

from tdkt.imports.columns import COMMON, column
from tdkt.imports.states import ImportKind
from tdkt.kernel.forms import NamesMissing

PREFIX: Final = "chung-"


class UploadForm(NamesMissing, forms.Form):
    """``tep`` and the common values of the kind; what is wrong with them is said by the import itself."""

    tep = forms.FileField(
        label="Tệp danh sách", allow_empty_file=True, max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
        error_messages={"required": "Chưa chọn tệp. Hãy chọn tệp Excel (.xlsx) hoặc Word (.docx)."},
    )  # fmt: skip

    def __init__(self, *args: Any, kind: ImportKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in COMMON[kind]:
            spec = column(kind, key)
            if spec.options:
                choices = [("", "Theo từng dòng"), *((option, option) for option in spec.options)]
                self.fields[PREFIX + key] = forms.ChoiceField(
                    label=spec.header, choices=choices, required=False
                )
            else:
                self.fields[PREFIX + key] = forms.CharField(
                    label=spec.header, required=False, max_length=255, help_text=spec.help
                )

    @property
    def common_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    @property
    def common(self) -> dict[str, str]:
        """Column key → value typed, blanks left out."""
        return {
            name.removeprefix(PREFIX): value
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value
        }
