"""What an address asks of the list of honours: filters, scope, form, and the page's key."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError

from tdkt.accounts.selectors import Reach
from tdkt.movements.models import Movement
from tdkt.organisations.forms import OrganisationField, suggestions
from tdkt.registry.filters import HonourFilters
from tdkt.registry.honour_lists import Key, honour_key
from tdkt.registry.honour_scope import Scope, honour_scope
from tdkt.registry.search import organisations_found
from tdkt.registry.selectors import achievement_years, decided_years, movements_met
from tdkt.web.awards.filter_form import HonourFilterForm

NEAR_UNITS: Final = 20


@dataclass(frozen=True)
class Asked:
    """``errors`` maps names of the address to messages; with any, nothing is listed."""

    filters: HonourFilters
    scope: Scope
    form: HonourFilterForm
    errors: dict[str, str]

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        decision = self.scope.document.reference if self.scope.document else ""
        return self.form.chips(
            self.filters, unit=self.scope.unit.name if self.scope.unit else "", decision=decision
        )

    @property
    def words(self) -> str:
        """The filters in one line, for the head of an exported file."""
        return "; ".join(f"{name}: {value}" for name, value, _ in self.chips) or "Toàn bộ danh sách"


def asked_of(request: Any) -> Asked:
    """Read the request's address. A unit may be named or given by its code; everything else is read strictly."""
    reach, query, errors = request.reach, request.GET.copy(), {}
    if text := query.get("don_vi", "").strip():
        field = OrganisationField(required=False)
        field.bind(reach.authority_id, on=reach.on, ids=reach.organisation_ids)
        try:
            query["don_vi"] = field.clean(text).code
        except ValidationError as error:
            errors["don_vi"] = " ".join(error.messages)
            del query["don_vi"]
    filters = HonourFilters.from_query(query)
    scope = honour_scope(reach, filters)
    names = movement_names(reach.authority_id)
    errors = {**scope.errors, **errors}
    if strange := [code for code in filters.movements if code and code not in names]:
        errors["phong_trao"] = (
            f"Không có phong trào “{strange[0]}”: hãy chọn trong danh sách phong trào."
        )
    form = HonourFilterForm(
        request.GET, filters=filters, years=decided_years(reach.authority_id), achieved=achievement_years(reach.authority_id),
        movements=names, unit=scope.unit.name if scope.unit else text,
    )  # fmt: skip
    form.say(errors)
    return Asked(filters, scope, form, errors)


def movement_names(authority_id: int) -> dict[str, str]:
    """Codes of movements that honours were given in or that the register holds → their names."""
    names = dict.fromkeys(movements_met(authority_id), "")
    known = Movement.objects.filter(authority_id=authority_id).order_by("code")
    names |= dict(known.values_list("code", "name"))
    return {code: name or code for code, name in sorted(names.items())}


def units_near(reach: Reach, text: str) -> list[str]:
    """Names to choose from: those near the text, or of a small part of the province all."""
    text = text.strip()
    if not text:
        return suggestions(reach.authority_id, on=reach.on, ids=reach.organisation_ids)
    found = organisations_found(reach, text, most=NEAR_UNITS)
    return list(dict.fromkeys(unit.name for unit in found))


def key_of(request: Any, scope: Scope) -> tuple[Key | None, bool]:
    """The row the page starts from, and whether the one asked for is missing."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    if not after and not before:
        return None, False
    key = honour_key(scope, before or after, backwards=bool(before))
    return key, key is None
