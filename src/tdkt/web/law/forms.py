"""What the pages of the law ask: days, an award, a kind of recipient. All by GET: nothing here is changed."""

from datetime import date
from typing import Any, Final

from django import forms

from tdkt.organisations.forms import DayField
from tdkt.web.law.facets import law
from tdkt.web.law.words import GROUNDS, KINDS, LEVELS, RECIPIENTS
from tdkt_law.awards import awards
from tdkt_law.columns import FIRST_YEAR, LAST_YEAR
from tdkt_law.facts.codes import GROUNDS as GROUND_CODES

MOST_DAYS: Final = 400  # a longer limit in working days is a slip of the keyboard

Choices = list[tuple[str, str]]


def award_choices() -> list[tuple[str, Choices]]:
    """Awards that can be proposed, under their kinds."""
    return [
        (label, [(one.code, one.short_name) for one in awards().values() if one.kind == kind and not one.register_only])
        for kind, label in KINDS.items()
    ]  # fmt: skip


def _any(choices: Any, empty: str) -> Choices:
    return [("", empty), *choices]


class LawDayField(DayField):
    """A day some law of the catalogue covers."""

    def to_python(self, value: object) -> Any:
        day = super().to_python(value)
        if day is not None and law().regime_on(day) is None:
            first = min(one.start for one in law().regimes.values())
            raise forms.ValidationError(
                f"Không có văn bản nào trong dữ liệu cho ngày {day:%d/%m/%Y}; hãy chọn từ ngày {first:%d/%m/%Y}."
            )
        return day


class AskForm(forms.Form):
    """A GET form: what is not given takes ``initial``; shown again as asked."""

    def __init__(self, given: Any, **initial: object) -> None:
        known = {name: str(value) for name, value in initial.items() if not isinstance(value, date)}
        known |= {name: f"{day:%d/%m/%Y}" for name, day in initial.items() if isinstance(day, date)}
        super().__init__({**known, **{name: given[name] for name in given if given[name] != ""}})


class AwardsForm(AskForm):
    """The list of awards: words, kind, level, recipient, the day."""

    q = forms.CharField(label="Tìm theo tên", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại", required=False, choices=_any(KINDS.items(), "Mọi loại"))
    cap = forms.ChoiceField(label="Cấp", required=False, choices=_any(LEVELS.items(), "Mọi cấp"))
    doi_tuong = forms.ChoiceField(
        label="Đối tượng", required=False,
        choices=_any(((code, name.capitalize()) for code, name in RECIPIENTS.items()), "Mọi đối tượng"),
    )  # fmt: skip
    ngay = LawDayField(label="Theo luật của ngày")


class DayForm(AskForm):
    """One day of the law."""

    ngay = LawDayField(label="Theo luật của ngày")


class CompareForm(AskForm):
    """Two days, and perhaps an award to ask the histories about."""

    ngay = LawDayField(label="Ngày thứ nhất")
    voi = LawDayField(label="Ngày thứ hai")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first, second = found.get("ngay"), found.get("voi")
        if first and second and first >= second:
            self.add_error("voi", "Ngày thứ hai phải sau ngày thứ nhất.")
        return found


class HistoriesForm(AskForm):
    """Which award, whose histories, the work of which year."""

    danh_hieu = forms.ChoiceField(label="Danh hiệu, hình thức")
    doi_tuong = forms.ChoiceField(
        label="Đối tượng", choices=[(code, name.capitalize()) for code, name in RECIPIENTS.items()]
    )
    nam = forms.IntegerField(
        label="Năm thành tích", min_value=FIRST_YEAR, max_value=LAST_YEAR,
        error_messages={"invalid": "Hãy ghi năm bằng bốn chữ số.", "min_value": f"Chỉ từ năm {FIRST_YEAR}.", "max_value": f"Chỉ đến năm {LAST_YEAR}."},
    )  # fmt: skip

    def __init__(self, given: Any, **initial: object) -> None:
        super().__init__(given, **initial)
        self.fields["danh_hieu"].choices = [("", "Chọn"), *award_choices()]  # type: ignore[attr-defined]


class PrizeForm(AskForm):
    """An award, a kind of recipient, the day of decision, perhaps the ground."""

    danh_hieu = forms.ChoiceField(label="Danh hiệu, hình thức")
    doi_tuong = forms.ChoiceField(
        label="Đối tượng", choices=[(code, name.capitalize()) for code, name in RECIPIENTS.items()]
    )
    ngay = LawDayField(label="Ngày quyết định")
    loai_hinh = forms.ChoiceField(
        label="Loại hình", required=False, choices=_any(((code, GROUNDS[code]) for code in GROUND_CODES), "Loại hình bất kỳ"),
    )  # fmt: skip

    def __init__(self, given: Any, **initial: object) -> None:
        super().__init__(given, **initial)
        self.fields["danh_hieu"].choices = [("", "Chọn"), *award_choices()]  # type: ignore[attr-defined]


class LimitForm(AskForm):
    """A day and a number of working days."""

    tu = DayField(label="Ngày xảy ra việc")
    so_ngay = forms.IntegerField(
        label="Số ngày làm việc", min_value=1, max_value=MOST_DAYS,
        error_messages={"invalid": "Hãy ghi số ngày bằng chữ số.", "min_value": "Số ngày phải từ 1 trở lên.", "max_value": f"Nhiều nhất {MOST_DAYS} ngày làm việc."},
    )  # fmt: skip
