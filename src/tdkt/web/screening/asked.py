"""What a screening is asked: whom, for which award, about which year, on which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict

from tdkt.accounts.selectors import Reach
from tdkt.blocs.models import Bloc
from tdkt.blocs.selectors import blocs_seen
from tdkt.dossiers.eligibility import awards_for
from tdkt.organisations.forms import DayField, OrganisationField
from tdkt.organisations.law_selectors import catalogue_of
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.states import RecipientKind
from tdkt.web.eligibility.asked import season_year
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.columns import FIRST_YEAR, LAST_YEAR

QUALIFIED, ONE_SHORT, UNSETTLED = "du", "thieu", "chua_ro"
GROUPS: Final = (
    (QUALIFIED, "Đủ điều kiện, chưa được khen hay đề nghị"),
    (ONE_SHORT, "Còn thiếu một điều kiện"),
    (UNSETTLED, "Chưa đủ căn cứ ở một điều kiện"),
)
SHORT: Final = {QUALIFIED: "Đủ điều kiện", ONE_SHORT: "Thiếu một", UNSETTLED: "Chưa đủ căn cứ"}
RUN: Final = "xem"
KINDS: Final = [
    (RecipientKind.PERSON.value, "Cá nhân"), (RecipientKind.COLLECTIVE.value, "Tập thể"),
    (RecipientKind.HOUSEHOLD.value, "Hộ gia đình"),
]  # fmt: skip
ALL_KINDS_OF_WORK: Final = [("", "Mọi đối tượng"), ("1", "Chỉ người lao động trực tiếp")]


class ScreeningForm(forms.Form):
    don_vi = OrganisationField(label="Đơn vị (tên đầy đủ)", required=False)
    khoi = forms.ChoiceField(label="Khối, cụm thi đua", required=False)
    doi_tuong = forms.ChoiceField(label="Đối tượng", choices=KINDS)
    hinh_thuc = forms.ChoiceField(label="Danh hiệu, hình thức", required=False)
    nam = forms.IntegerField(
        label="Thành tích năm", min_value=FIRST_YEAR, max_value=LAST_YEAR,
        error_messages={
            "invalid": "Năm phải là số, ví dụ 2024.",
            "min_value": f"Quy định chỉ xét từ năm {FIRST_YEAR}.",
            "max_value": f"Quy định chỉ xét đến năm {LAST_YEAR}.",
        },
    )  # fmt: skip
    ngay = DayField(label="Xét vào ngày", required=False)
    nhom = forms.ChoiceField(label="Kết quả", choices=GROUPS)
    truc_tiep = forms.ChoiceField(
        label="Lao động trực tiếp", required=False, choices=ALL_KINDS_OF_WORK
    )
    xem = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """``run`` says that the form was sent; only then anybody is screened."""

    form: ScreeningForm
    law: Catalogue
    on: date
    year: int
    kind: str
    unit: Organisation | None
    bloc: Bloc | None
    award: str
    group: str
    direct_only: bool
    run: bool

    @property
    def scope(self) -> str:
        """Whom, in words."""
        parts = [one.name for one in (self.unit, self.bloc) if one is not None]
        return "; ".join(parts)


def screening_asked(query: QueryDict, reach: Reach) -> Asked:
    """From the address. What is left out: individuals, all awards, the season's year, today, those who qualify."""
    given = {name: query.get(name, "") for name in ScreeningForm.base_fields}
    given["ngay"] = given["ngay"] or f"{reach.on:%d/%m/%Y}"
    given["doi_tuong"] = given["doi_tuong"] or RecipientKind.PERSON.value
    given["nhom"] = given["nhom"] or QUALIFIED
    given["xem"] = "1"
    day = _day(given["ngay"]) or reach.on
    given["nam"] = given["nam"] or str(season_year(day))
    law = catalogue_of(Authority(pk=reach.authority_id), day)
    form = ScreeningForm(given)
    field: Any = form.fields["don_vi"]
    field.bind(reach.authority_id, on=reach.on, ids=reach.organisation_ids)
    blocs = {one.code: one for one in blocs_seen(reach, on=day)}
    choices: Any = form.fields["khoi"]
    choices.choices = [("", "Mọi khối"), *((code, one.name) for code, one in blocs.items())]
    kind = given["doi_tuong"] if given["doi_tuong"] in dict(KINDS) else RecipientKind.PERSON.value
    offered: Any = form.fields["hinh_thuc"]
    offered.choices = [
        ("", "Mọi danh hiệu, hình thức"),
        *((code, awards()[code].short_name) for code in awards_for(law, kind, day)),
    ]
    valid: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    return Asked(
        form=form, law=law, on=valid.get("ngay") or day, year=valid.get("nam") or season_year(day), kind=kind,
        unit=valid.get("don_vi"), bloc=blocs.get(valid.get("khoi", "")), award=valid.get("hinh_thuc", ""),
        group=valid.get("nhom", QUALIFIED), direct_only=valid.get("truc_tiep") == "1",
        run=bool(query.get(RUN)) and form.is_valid(),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        found: date | None = DayField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return found
