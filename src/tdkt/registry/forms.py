"""Forms of recipients and of the look at a national ID."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from tdkt.kernel.dates import UnreadableDate, parse_partial_date
from tdkt.kernel.forms import NamesMissing
from tdkt.organisations.forms import DayField, OrganisationField
from tdkt.organisations.models import Organisation
from tdkt.registry.identity import UnreadableNationalId, national_id_clean
from tdkt.registry.lines import RecipientLine
from tdkt.registry.models import Recipient
from tdkt.registry.people_services import NewPost, post_group
from tdkt.registry.states import BirthPrecision, Gender, RecipientGroup, RecipientKind


class BirthField(forms.CharField):
    """A day of birth or only its year; the value is (date, precision) or None. 01/01 is a day by convention."""

    def to_python(self, value: object) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            known = parse_partial_date(text)
        except UnreadableDate as error:
            raise forms.ValidationError(str(error)) from error
        if known.month is not None and known.day is None:
            raise forms.ValidationError(
                f"“{text}”: hãy ghi đủ ngày, tháng, năm, hoặc chỉ ghi năm khi không rõ ngày."
            )
        day = known.first_day
        if known.month is None:
            return day, BirthPrecision.YEAR
        if (day.day, day.month) == (1, 1):
            return day, BirthPrecision.CONVENTIONAL
        return day, BirthPrecision.DAY


def birth_text(birth_date: date | None, precision: str) -> str | None:
    """As typed and as shown: the year alone where only it is known.

    >>> birth_text(date(1985, 7, 2), "day"), birth_text(date(1985, 1, 1), "year"), birth_text(None, "")
    ('02/07/1985', '1985', None)
    """
    if birth_date is None:
        return None
    return str(birth_date.year) if precision == BirthPrecision.YEAR else f"{birth_date:%d/%m/%Y}"


class RecipientForm(NamesMissing, forms.Form):
    """A recipient of one kind, with what that kind has. ``line`` and ``post`` are what the service takes."""

    name = forms.CharField(label="Họ và tên", max_length=200)
    organisation = OrganisationField(
        label="Đơn vị", required=False, help_text="Tên đầy đủ của đơn vị hiện nay."
    )
    is_small = forms.BooleanField(label="Tập thể nhỏ (theo quy ước của tỉnh)", required=False)
    gender = forms.ChoiceField(label="Giới tính", choices=Gender.choices, required=False)
    birth = BirthField(
        label="Ngày sinh", required=False,
        help_text="Ví dụ 02/07/1985, hoặc chỉ năm: 1985. 01/01 được hiểu là ngày sinh quy ước.",
    )  # fmt: skip
    born_first_of_january = forms.BooleanField(
        label="Sinh đúng ngày 01/01 theo giấy tờ", required=False
    )
    ethnic_group = forms.CharField(label="Dân tộc", required=False, max_length=30)
    national_id = forms.CharField(
        label="Số định danh", required=False, max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    post = forms.CharField(label="Chức vụ", required=False, max_length=200)
    post_from = DayField(label="Giữ chức vụ từ ngày", required=False)
    post_group = forms.ChoiceField(
        label="Nhóm đối tượng", required=False, choices=[("", "Theo quy ước của tỉnh"), *RecipientGroup.choices],
    )  # fmt: skip
    reason = forms.CharField(label="Lý do, căn cứ", max_length=255)

    _OF_PERSONS = (
        "gender", "birth", "born_first_of_january", "ethnic_group", "national_id", "post", "post_from", "post_group",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        kind: str,
        authority_id: int,
        on: date,
        recipient: Recipient | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", _initial(recipient) if recipient else {})
        super().__init__(*args, **kwargs)
        self.kind, self.authority_id, self.recipient = kind, authority_id, recipient
        field = self.fields["organisation"]
        assert isinstance(field, OrganisationField)
        field.bind(authority_id, on=on, kept=recipient.organisation if recipient else None)
        field.widget.attrs["list"] = "goi-y-don-vi"
        if kind == RecipientKind.PERSON:
            del self.fields["is_small"]
        else:
            for name in self._OF_PERSONS:
                del self.fields[name]
            self.fields["name"].label = (
                "Tên hộ" if kind == RecipientKind.HOUSEHOLD else "Tên tập thể"
            )
        if kind == RecipientKind.HOUSEHOLD:
            del self.fields["is_small"]
            self.fields["name"].help_text = "Ví dụ: Hộ ông Giàng A Páo."
        if recipient is None:
            del self.fields["reason"]
        elif kind == RecipientKind.PERSON:
            self.fields["post"].label = "Chức vụ mới"
            self.fields[
                "post"
            ].help_text = "Chỉ ghi khi đổi chức vụ; chức vụ cũ được giữ lại với ngày kết thúc."
            if recipient.person.national_id_sealed:
                self.fields["national_id"].help_text = "Đã có. Để trống là giữ số cũ."

    def clean_national_id(self) -> str:
        text: str = self.cleaned_data["national_id"]
        if not text:
            return ""
        try:
            return national_id_clean(text)
        except UnreadableNationalId as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("post_from") and not cleaned.get("post"):
            self.add_error("post", "Đã ghi ngày thì phải ghi chức vụ.")
        return cleaned

    @property
    def line(self) -> RecipientLine:
        values: Mapping[str, Any] = self.cleaned_data
        organisation: Organisation | None = values.get("organisation")
        birth, precision = values.get("birth") or (None, "")
        if precision == BirthPrecision.CONVENTIONAL and values.get("born_first_of_january"):
            precision = BirthPrecision.DAY
        return RecipientLine(
            kind=self.kind, name=values["name"],
            organisation_id=organisation.pk if organisation else None,
            body_id=self.recipient.body_id if self.recipient else None,
            is_small=values.get("is_small", False), gender=values.get("gender", ""), birth_date=birth,
            birth_precision=str(precision), ethnic_group=values.get("ethnic_group", ""),
            national_id=values.get("national_id", ""),
        )  # fmt: skip

    @property
    def new_post(self) -> NewPost | None:
        title = self.cleaned_data.get("post", "")
        if not title:
            return None
        organisation = self.cleaned_data.get("organisation")
        group = self.cleaned_data["post_group"] or post_group(self.authority_id, title)
        return NewPost(
            title=title, organisation_id=organisation.pk if organisation else None, group=group,
            valid_from=self.cleaned_data.get("post_from"),
        )  # fmt: skip


def _initial(recipient: Recipient) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": recipient.name, "organisation": recipient.organisation, "is_small": recipient.is_small,
    }  # fmt: skip
    if recipient.kind == RecipientKind.PERSON:
        person = recipient.person
        first_of_january = (
            person.birth_date is not None
            and (person.birth_date.day, person.birth_date.month) == (1, 1)
            and person.birth_precision == BirthPrecision.DAY
        )
        values |= {
            "gender": person.gender, "ethnic_group": person.ethnic_group,
            "birth": birth_text(person.birth_date, person.birth_precision),
            "born_first_of_january": first_of_january,
        }  # fmt: skip
    return values


class UnmaskForm(NamesMissing, forms.Form):
    """Why somebody needs the whole number."""

    reason = forms.CharField(
        label="Lý do cần xem số định danh", max_length=255,
        error_messages={"required": "Cần nêu lý do xem số định danh."},
    )  # fmt: skip
