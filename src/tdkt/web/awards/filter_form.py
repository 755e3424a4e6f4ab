"""The filters as a form. It offers values; ``registry.filters`` alone reads them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

from tdkt.kernel.dates import format_date
from tdkt.registry.facet_models import UNKNOWN_YEAR
from tdkt.registry.filters import UNKNOWN, HonourFilters
from tdkt.registry.states import Level, Method, RecipientGroup, RecipientKind, Standing
from tdkt.web.tables import without
from tdkt_law.awards import AwardKind, awards

Choices = list[tuple[str, str]]

MAIN: Final = ("q", "nam", "hinh_thuc", "cap", "loai_hinh", "doi_tuong", "nhom", "don_vi")
LABELS: Final = {
    "q": "Tìm theo tên", "nam": "Năm quyết định", "hinh_thuc": "Danh hiệu, hình thức", "cap": "Cấp khen",
    "loai_hinh": "Loại hình", "doi_tuong": "Đối tượng", "nhom": "Nhóm đối tượng", "don_vi": "Đơn vị (tên đầy đủ)",
    "nam_tt": "Năm thành tích", "tu": "Quyết định từ ngày", "den": "Đến ngày", "tap_the_nho": "Tập thể nhỏ",
    "doanh_nghiep": "Doanh nghiệp", "phong_trao": "Phong trào", "quyet_dinh": "Quyết định", "doi_chieu": "Đối chiếu",
    "tinh_den": "Tính đến ngày", "da_huy": "Đã hủy bỏ, tước",
}  # fmt: skip
_YES_NO: Final[Choices] = [("1", "Có"), ("0", "Không")]
_ENDED: Final[Choices] = [("1", "Hiện cả lượt không còn tính")]
_DAYS: Final = {"tu": "decided_from", "den": "decided_to", "tinh_den": "as_of"}
_AWARD_GROUPS: Final = {
    AwardKind.TITLE: "Danh hiệu thi đua", AwardKind.FORM: "Bằng khen, giấy khen", AwardKind.ORDER: "Huân chương",
    AwardKind.MEDAL: "Huy chương", AwardKind.HONORARY: "Danh hiệu vinh dự Nhà nước", AwardKind.PRIZE: "Giải thưởng",
    AwardKind.COMMEMORATIVE: "Kỷ niệm chương, huy hiệu",
}  # fmt: skip


def award_name(code: str) -> str:
    """The short name of an award; an unknown code stands for itself."""
    known = awards().get(code)
    return known.short_name if known else code


def _award_choices() -> list[tuple[str, Choices]]:
    return [
        (label, [(a.code, a.short_name) for a in awards().values() if a.kind == kind])
        for kind, label in _AWARD_GROUPS.items()
    ]


def _words(name: str, value: str, known: Mapping[str, str]) -> str:
    """The shown value of a filter: each of its codes by name."""
    if name in {"q", "don_vi", "quyet_dinh"}:
        return known.get(value, value)
    unknown = "chưa rõ"
    return " hoặc ".join(
        known.get(code) or (unknown if code == UNKNOWN else code) for code in value.split(",")
    )


class PlainSelect(forms.Select):
    """A select written at once: through templates, each of some hundred options costs one."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        del renderer
        chosen = "" if value is None else str(value)

        def options(choices: Iterable[tuple[Any, Any]]) -> str:
            return "".join(
                f'<optgroup label="{escaped(value)}">{options(label)}</optgroup>'
                if isinstance(label, list)
                else f'<option value="{escaped(value)}"{" selected" if value == chosen else ""}>{escaped(label)}</option>'
                for value, label in choices
            )

        drawn = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{drawn}>{options(self.choices)}</select>")  # noqa: S308 -- escaped


class HonourFilterForm(forms.Form):
    """Drawn from the address; ``names`` holds, for each select, its codes and their words."""

    def __init__(
        self,
        query: QueryDict,
        *,
        filters: HonourFilters,
        years: Iterable[int],
        achieved: Iterable[int],
        movements: Mapping[str, str],
        unit: str,
    ) -> None:
        self.asked = query
        unknown_movements = {UNKNOWN: "Không theo phong trào"}
        self.names: dict[str, dict[str, str]] = {
            "nam": {str(year): str(year) for year in years if year != UNKNOWN_YEAR}
            | {UNKNOWN: "Chưa rõ năm"},
            "nam_tt": {str(year): str(year) for year in achieved if year != UNKNOWN_YEAR}
            | {UNKNOWN: "Chưa rõ năm"},
            "hinh_thuc": {a.code: a.short_name for a in awards().values()},
            "cap": dict(Level.choices),
            "loai_hinh": dict(Method.choices),
            "doi_tuong": dict(RecipientKind.choices),
            "nhom": dict(RecipientGroup.choices) | {UNKNOWN: "Cá nhân chưa rõ nhóm"},
            "tap_the_nho": dict(_YES_NO),
            "doanh_nghiep": dict(_YES_NO),
            "phong_trao": dict(movements) | unknown_movements,
            "doi_chieu": dict(Standing.choices),
            "da_huy": dict(_ENDED),
        }
        super().__init__(query)
        for name, label in LABELS.items():
            self.fields[name] = self._field(name, label)
        self.fields["don_vi"].widget.attrs |= {
            "list": "goi-y-don-vi", "autocomplete": "off", "hx-get": reverse("awards-units"),
            "hx-trigger": "input changed delay:250ms", "hx-target": "#goi-y-don-vi", "hx-swap": "innerHTML",
        }  # fmt: skip
        self.data = query.copy()
        if unit:
            self.data["don_vi"] = unit
        for name, attribute in _DAYS.items():
            if day := getattr(filters, attribute):
                self.data[name] = f"{day:%d/%m/%Y}"

    def _field(self, name: str, label: str) -> forms.Field:
        if name == "quyet_dinh":
            return forms.CharField(label=label, required=False, widget=forms.HiddenInput)
        if name in _DAYS:
            return forms.CharField(
                label=label,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": "19/01/2022", "inputmode": "numeric"}),
            )
        if name not in self.names:
            kind = "search" if name == "q" else "text"
            return forms.CharField(
                label=label, required=False, widget=forms.TextInput(attrs={"type": kind})
            )
        known = self.names[name]
        choices: list[Any] = [("", "Chỉ lượt còn tính" if name == "da_huy" else "Tất cả")]
        choices += _award_choices() if name == "hinh_thuc" else list(known.items())
        asked = self.asked.get(name, "")
        if asked and asked not in known:
            choices.append(
                (asked, _words(name, asked, known))
            )  # several at once, or a value refused below
        return forms.ChoiceField(label=label, required=False, choices=choices, widget=PlainSelect)

    def say(self, errors: Mapping[str, str]) -> None:
        """Put the messages of ``registry.filters`` at their fields."""
        self.full_clean()
        for name, message in errors.items():
            self.add_error(name if name in self.fields else None, message)

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in MAIN]

    @property
    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in LABELS if name not in MAIN and name != "quyet_dinh"]

    @property
    def further_used(self) -> bool:
        return any(self.asked.get(field.name) or field.errors for field in self.further)

    def chips(
        self, filters: HonourFilters, *, unit: str, decision: str
    ) -> list[tuple[str, str, str]]:
        """The filters in force, as (name, shown value, address without it)."""
        out = []
        for name, value in filters.to_query().items():
            shown = _words(name, value, self.names.get(name, {}))
            if name == "don_vi":
                shown = unit or value
            elif name == "quyet_dinh":
                shown = decision or value
            elif name in _DAYS:
                shown = format_date(getattr(filters, _DAYS[name]))
            out.append((LABELS[name], shown, without(self.asked, name, "dem")))
        return out
