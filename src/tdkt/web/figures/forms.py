"""Forms of the pages of figures."""

from typing import Any

from django import forms
from django.http import Http404, QueryDict

from tdkt.kernel.numbers import UnreadableNumber, parse_number
from tdkt.kernel.stated import Hedge
from tdkt.statistics.figures import Domain, FigureKind
from tdkt.statistics.models import DeclaredFigure
from tdkt.statistics.values import stated


class SearchForm(forms.Form):
    """Filters of the list of figures."""

    q = forms.CharField(label="Tìm theo tên, mã", required=False)
    linh_vuc = forms.ChoiceField(
        label="Lĩnh vực", choices=[("", "Tất cả"), *Domain.choices], required=False
    )
    loai = forms.ChoiceField(
        label="Cách có số", choices=[("", "Tất cả"), *FigureKind.choices], required=False
    )
    nam = forms.CharField(widget=forms.HiddenInput, required=False)
    ky = forms.CharField(widget=forms.HiddenInput, required=False)

    def choice(self, query: QueryDict, name: str) -> str:
        """The value asked for. Raises: Http404 for one that is not offered."""
        given = query.get(name, "")
        field = self.fields[name]
        if given not in dict(field.choices):  # type: ignore[attr-defined]
            raise Http404(f"Không có “{given}” ở điều kiện “{field.label}”.")
        return given


class DeclareForm(forms.Form):
    """A declared figure: value as typed the Vietnamese way, or nothing for "not known"."""

    value = forms.CharField(
        label="Giá trị",
        required=False,
        help_text="Ví dụ 6.000 hoặc 76,7. Để trống khi nguồn không nêu.",
    )
    hedge = forms.ChoiceField(
        label="Mức ước",
        required=False,
        choices=[("", "đúng số ấy"), *[c for c in Hedge.choices if c[0]]],
    )
    source = forms.CharField(
        label="Nguồn", max_length=255, help_text="Văn bản, trang, mục nêu số này."
    )
    note = forms.CharField(
        label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @staticmethod
    def of(entry: DeclaredFigure | None) -> dict[str, Any]:
        """What was declared before, as a form shows it."""
        if entry is None:
            return {}
        shown = "" if entry.value is None else stated(entry.value, entry.unit).text  # type: ignore[arg-type]
        return {
            "value": shown.rstrip("%‰ "),
            "hedge": entry.hedge,
            "source": entry.source,
            "note": entry.note,
        }

    def clean_value(self) -> Any:
        text = self.cleaned_data["value"].strip()
        if not text:
            return None
        try:
            return parse_number(text)
        except UnreadableNumber as error:
            raise forms.ValidationError(str(error)) from error

    def clean_hedge(self) -> Hedge:
        return Hedge(self.cleaned_data["hedge"])
