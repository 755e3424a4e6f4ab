"""What an eligibility page is asked: the day, the year of work, what is taken as attested."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from tdkt.accounts.selectors import Reach
from tdkt.dossiers.checklist import SEASON
from tdkt.organisations.forms import DayField
from tdkt_law.catalogue.catalogue import Catalogue, NoLaw
from tdkt_law.catalogue.model import Regime
from tdkt_law.columns import FIRST_YEAR, LAST_YEAR

ALL_JUDGED: Final = "tat_ca"
TICKED: Final = "dat"  # ids of attested conditions, or ALL_JUDGED, taken for met in this look alone


class EligibilityForm(forms.Form):
    ngay = DayField(label="Xét vào ngày", required=False)
    nam = forms.IntegerField(
        label="Thành tích năm", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        error_messages={
            "invalid": "Năm phải là số, ví dụ 2024.",
            "min_value": f"Quy định chỉ xét từ năm {FIRST_YEAR}.",
            "max_value": f"Quy định chỉ xét đến năm {LAST_YEAR}.",
        },
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """``form`` is bound; where it has errors the day and year are those of today."""

    form: EligibilityForm
    on: date
    year: int
    ticked: frozenset[str]

    @property
    def all_judged(self) -> bool:
        return ALL_JUDGED in self.ticked

    @property
    def query(self) -> dict[str, str]:
        """The day and year, for links to the same look of another page."""
        return {"ngay": f"{self.on:%d/%m/%Y}", "nam": str(self.year)}

    @property
    def attested(self) -> Mapping[str, bool]:
        """As the facts file takes it."""
        return {"all_judged": True} if self.all_judged else dict.fromkeys(sorted(self.ticked), True)

    def with_query(self, url: str, **more: str) -> str:
        return f"{url}?{urlencode(self.query | more)}"


def season_year(on: date) -> int:
    """The year a proposal of that day is about."""
    return on.year - (on.month < SEASON)


def eligibility_asked(query: QueryDict, reach: Reach) -> Asked:
    """From the address; what is left out is today and the year of the season."""
    given = {"ngay": query.get("ngay") or f"{reach.on:%d/%m/%Y}", "nam": query.get("nam", "")}
    form = EligibilityForm(given)
    valid: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    on = valid.get("ngay") or reach.on
    year = valid.get("nam") or season_year(on)
    if not form.errors and not given["nam"]:
        form = EligibilityForm(given | {"nam": str(year)})
    return Asked(form, on, year, frozenset(query.getlist(TICKED)))


def law_on(law: Catalogue, on: date) -> Regime:
    """The regime of the day. Raises: NoLaw for a day outside the catalogue."""
    regime = law.regime_on(on)
    if regime is None:
        raise NoLaw(on)
    return regime
