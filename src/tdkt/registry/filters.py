"""The filters of the list of honours: what an address may say, read strictly and written back.

Names of the address and what they take (several values of one filter are joined by a comma; ``chua_ro`` is
"not known"):

    q           syllables of the recipient's name       nam         years of decision, "2021,2022"
    nam_tt      years of achievement                    tu, den     first and last day of decision, 2022-01-01 or 1/1/2022
    hinh_thuc   codes of tdkt_law's catalogue           cap         codes of Level
    loai_hinh   codes of Method                         doi_tuong   codes of RecipientKind
    nhom        codes of RecipientGroup                 don_vi      a unit's public code, with all below and before it
    doanh_nghiep, tap_the_nho   1 | 0                   phong_trao  codes of movements
    quyet_dinh  a document's public code                doi_chieu   codes of Standing
    tinh_den    the day honours are counted as of       da_huy      1: show what no longer counts, too
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.http import QueryDict
from django.utils.http import urlencode

from tdkt.kernel.dates import UnreadableDate, format_date, parse_date
from tdkt.kernel.text import nfc
from tdkt.registry.facet_models import UNKNOWN_YEAR
from tdkt.registry.states import Level, Method, RecipientGroup, RecipientKind, Standing
from tdkt_law.awards import UnknownAward, award

UNKNOWN: Final = "chua_ro"
YES, NO = "1", "0"
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


class BadFilter(ValueError):
    """A value no filter takes; the words name the allowed ones."""


@dataclass(frozen=True, kw_only=True)
class HonourFilters:
    """What to list. Empty tuples, empty texts and None filter nothing; ``errors``: address name → message."""

    q: str = ""
    decided_years: tuple[int, ...] = ()  # UNKNOWN_YEAR: not known
    years: tuple[int, ...] = ()
    decided_from: date | None = None
    decided_to: date | None = None
    awards: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # "": a person without one
    unit: str = ""
    is_enterprise: bool | None = None
    is_small: bool | None = None
    movements: tuple[str, ...] = ()
    decision: str = ""
    standings: tuple[str, ...] = ()
    as_of: date | None = None
    show_ended: bool = False
    errors: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def from_query(cls, query: QueryDict) -> "HonourFilters":
        """Read an address; whatever it says wrongly is left out and named in ``errors``."""
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for name, (attribute, read, _) in _PARAMETERS.items():
            text = nfc(query.get(name, ""))
            if not text:
                continue
            try:
                values[attribute] = read(text)
            except BadFilter as bad:
                errors[name] = str(bad)
        first, last = values.get("decided_from"), values.get("decided_to")
        if first and last and last < first:
            errors["den"] = (
                f"Đến ngày {format_date(last)} trước từ ngày {format_date(first)}: hãy đổi một trong hai."
            )
        return cls(**values, errors=errors)

    def to_query(self) -> dict[str, str]:
        """The address that says exactly these filters; ``from_query`` reads it back."""
        said = {}
        for name, (attribute, _, write) in _PARAMETERS.items():
            value = getattr(self, attribute)
            if value != _DEFAULTS[attribute]:
                said[name] = write(value)
        return said

    @property
    def facet_q(self) -> Q:
        """The part that facets answer; an empty Q when no such filter is set."""
        found = Q()
        for attribute, column in _FACET_COLUMNS.items():
            if chosen := getattr(self, attribute):
                found &= Q(**{f"{column}__in": chosen})
        if "" in self.groups:
            found &= Q(kind=RecipientKind.PERSON) | ~Q(group="")
        for flag in ("is_enterprise", "is_small"):
            if (value := getattr(self, flag)) is not None:
                found &= Q(**{flag: value})
        # Days limit whole years here, the days themselves are compared on the honours.
        if self.decided_from:
            found &= Q(decided_year__gte=self.decided_from.year)
        if self.decided_to:
            found &= Q(decided_year__lte=self.decided_to.year) & ~Q(decided_year=UNKNOWN_YEAR)
        return found


def filters_query(**dims: Any) -> str:
    """The query string of these filters, by the attributes of ``HonourFilters``; single values may stand alone.

    >>> filters_query(decided_years=2022, kinds=["ca_nhan", "ho_gia_dinh"], decided_from=date(2022, 1, 1))
    'nam=2022&tu=2022-01-01&doi_tuong=ca_nhan%2Cho_gia_dinh'
    """
    known = {f.name for f in fields(HonourFilters)} - {"errors"}
    if strange := dims.keys() - known:
        raise TypeError(f"HonourFilters has no {sorted(strange)}; it has {sorted(known)}")
    values: dict[str, Any] = {
        name: _tuple(value) if isinstance(_DEFAULTS[name], tuple) else value
        for name, value in dims.items()
    }
    return urlencode(HonourFilters(**values).to_query())


def _tuple(value: Any) -> tuple[Any, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


# --- reading and writing one value ---------------------------------------------------------------
def _text(text: str) -> str:
    return text[:200]


def _code(text: str) -> str:
    if not text.isascii() or not text.isalnum():
        raise BadFilter(f"Không hiểu “{text}”: hãy chọn lại từ danh sách, hoặc bỏ điều kiện này.")
    return text


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except UnreadableDate as unreadable:
        raise BadFilter(str(unreadable)) from None


def _years(text: str) -> tuple[int, ...]:
    years = []
    for word in _words(text):
        if word == UNKNOWN:
            years.append(UNKNOWN_YEAR)
        elif (
            len(word) == 4
            and word.isascii()
            and word.isdecimal()
            and _FIRST_YEAR <= int(word) <= _LAST_YEAR
        ):
            years.append(int(word))
        else:
            raise BadFilter(
                f"“{word}” không phải là năm: hãy viết bốn chữ số từ {_FIRST_YEAR} đến {_LAST_YEAR}, ví dụ 2022."
            )
    return tuple(dict.fromkeys(years))


def _write_years(years: tuple[int, ...]) -> str:
    return ",".join(UNKNOWN if year == UNKNOWN_YEAR else str(year) for year in years)


def _award_codes(text: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(award(word).code for word in _words(text)))
    except UnknownAward as unknown:
        near = [award(code).name for code in unknown.near]
        hint = f" Gần giống: {', '.join(near)}." if near else " Hãy chọn trong danh sách."
        raise BadFilter(
            f"Không có danh hiệu, hình thức khen thưởng “{unknown.code}”.{hint}"
        ) from None


def _choice(label: str, allowed: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        chosen = []
        for word in _words(text):
            code = "" if word == UNKNOWN else word
            if code not in allowed:
                names = "; ".join(str(name) for name in allowed.values())
                raise BadFilter(f"Không có {label} “{word}”. Hãy chọn một trong: {names}.")
            chosen.append(code)
        return tuple(dict.fromkeys(chosen))

    return read


def _write_codes(codes: tuple[str, ...]) -> str:
    return ",".join(str(code) or UNKNOWN for code in codes)


def _movement_codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys("" if word == UNKNOWN else word for word in _words(text)))


def _flag(text: str) -> bool:
    if text not in {YES, NO}:
        raise BadFilter(f"Không hiểu “{text}”: hãy chọn “Có” hoặc “Không”.")
    return text == YES


def _write_flag(value: bool) -> str:
    return YES if value else NO


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]


_GROUPS: Final = {**dict(RecipientGroup.choices), "": "cá nhân chưa rõ nhóm"}
# name in the address: (attribute, read, write)
_PARAMETERS: Final[dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]]] = {
    "q": ("q", _text, str),
    "nam": ("decided_years", _years, _write_years),
    "nam_tt": ("years", _years, _write_years),
    "tu": ("decided_from", _day, date.isoformat),
    "den": ("decided_to", _day, date.isoformat),
    "hinh_thuc": ("awards", _award_codes, _write_codes),
    "cap": ("levels", _choice("cấp", dict(Level.choices)), _write_codes),
    "loai_hinh": ("methods", _choice("loại hình", dict(Method.choices)), _write_codes),
    "doi_tuong": ("kinds", _choice("loại đối tượng", dict(RecipientKind.choices)), _write_codes),
    "nhom": ("groups", _choice("nhóm đối tượng", _GROUPS), _write_codes),
    "don_vi": ("unit", _code, str),
    "doanh_nghiep": ("is_enterprise", _flag, _write_flag),
    "tap_the_nho": ("is_small", _flag, _write_flag),
    "phong_trao": ("movements", _movement_codes, _write_codes),
    "quyet_dinh": ("decision", _code, str),
    "doi_chieu": ("standings", _choice("mức đối chiếu", dict(Standing.choices)), _write_codes),
    "tinh_den": ("as_of", _day, date.isoformat),
    "da_huy": ("show_ended", _flag, _write_flag),
}
PARAMETER_OF: Final = {attribute: name for name, (attribute, _, _) in _PARAMETERS.items()}
_DEFAULTS: Final = {
    attribute: getattr(HonourFilters(), attribute) for attribute, _, _ in _PARAMETERS.values()
}
_FACET_COLUMNS: Final = {
    "decided_years": "decided_year", "years": "year", "awards": "award", "levels": "level", "methods": "method",
    "kinds": "kind", "groups": "group", "movements": "movement_code", "standings": "standing",
}  # fmt: skip
