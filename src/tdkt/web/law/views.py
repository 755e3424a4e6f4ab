"""Awards on a day and through time, the library of instruments, two days side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tdkt.accounts.permissions import may
from tdkt.accounts.states import Capability
from tdkt.kernel.text import syllables
from tdkt.web.law import histories, library
from tdkt.web.law.changes import AwardChanges, between, eras, through_time
from tdkt.web.law.facets import GENERAL, exists_on, facets, law
from tdkt.web.law.forms import AwardsForm, CompareForm, DayForm, HistoriesForm
from tdkt.web.law.pages import drawn, reach_of, regime_of
from tdkt.web.law.words import KINDS, LEVELS, RECIPIENTS, recipients_in_words
from tdkt.web.links import page_url, recipient_url
from tdkt_law.accompaniments import decided_by
from tdkt_law.awards import Award, UnknownAward, award, awards
from tdkt_law.catalogue.catalogue import descend
from tdkt_law.catalogue.model import Confidence, Reading
from tdkt_law.prize import weakest

_STEP: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListedAward:
    """An award as a line of the list."""

    name: str
    law_name: str
    url: str
    level: str
    recipients: str
    decided_by: str
    confidence: Confidence
    tracks: int


@require_safe
def award_list(request: HttpRequest) -> HttpResponse:
    """Awards of a day under their kinds, searched without diacritics."""
    form = AwardsForm(request.GET, ngay=reach_of(request).on)
    context: dict[str, Any] = {"form": form, "groups": []}
    if form.is_valid():
        day = form.cleaned_data["ngay"]
        groups = [
            (label, [_listed(one, day) for one in _wanted(form.cleaned_data, kind)])
            for kind, label in KINDS.items()
        ]
        context |= {
            "groups": [(label, found) for label, found in groups if found],
            "found": sum(len(found) for _, found in groups),
            "regime": regime_of(day),
            "day": day,
        }
    return drawn(request, "awards", "law-awards", context)


def _wanted(asked: dict[str, Any], kind: str) -> Iterator[Award]:
    """The awards of a kind that were there on the day, and fit what was asked."""
    words = syllables(asked["q"])
    for one in awards().values():
        if one.kind != kind or one.register_only or not exists_on(one.code, asked["ngay"]):
            continue
        if asked["loai"] not in {"", one.kind} or asked["cap"] not in {"", one.level}:
            continue
        if asked["doi_tuong"] and asked["doi_tuong"] not in one.recipients:
            continue
        if library.begins(words, " ".join((one.name, one.short_name, one.law_name, *one.aliases))):
            yield one


def _listed(one: Award, day: date) -> ListedAward:
    criteria = [each for each in facets(one.code, day).values() if each.group == "criteria"]
    decided = decided_by(law(), one.code, day)
    return ListedAward(
        name=one.name,
        law_name=one.law_name if one.law_name != one.name else "",
        url=page_url("law-award", one.code, ngay=day.isoformat()),
        level=LEVELS[one.level],
        recipients=recipients_in_words([kind.value for kind in one.recipients]),
        decided_by="; ".join(decided["names"]) if decided else "",
        confidence=weakest([each.confidence for each in criteria if each.known]),
        tracks=len(criteria),
    )


@require_safe
def award_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One award: on a day, or through all regimes (``?phan=thoi-ky``). Raises: Http404."""
    try:
        one = award(code)
    except UnknownAward as error:
        raise Http404(str(error)) from error
    form = DayForm(request.GET, ngay=reach_of(request).on)
    through = request.GET.get("phan") == "thoi-ky"
    asked = form.cleaned_data["ngay"].isoformat() if form.is_valid() else None
    context: dict[str, Any] = {
        "award": one,
        "kind": KINDS[one.kind],
        "level": LEVELS[one.level],
        "recipients": recipients_in_words([kind.value for kind in one.recipients]),
        "form": form,
        "through": through,
        "parts": [
            ("ngay", "Theo ngày", page_url("law-award", one.code, ngay=asked)),
            ("thoi-ky", "Qua các thời kỳ", page_url("law-award", one.code, ngay=asked, phan="thoi-ky")),
        ],
    }  # fmt: skip
    if through:
        context |= {"eras": eras(one.code), "rows": through_time(one.code)}
    elif form.is_valid():
        context |= _on_day(one, form.cleaned_data["ngay"])
        if reach_of(request).may(Capability.READ_PROVINCE):
            context["rules_url"] = page_url("rules-overview")
    return drawn(request, "award", "law-awards", context)


def _on_day(one: Award, day: date) -> dict[str, Any]:
    found = facets(one.code, day)
    regime = regime_of(day)
    return {
        "day": day,
        "regime": regime,
        "exists": exists_on(one.code, day),
        "criteria": [each for each in found.values() if each.group == "criteria"],
        "generals": [each for each in facets(GENERAL, day).values() if each.group == "criteria"],
        "topics": [each for each in found.values() if each.group == "topic"],
        "readings": list(_readings(one.code, day)),
        "compare_url": page_url("law-compare", ngay=(day - _STEP).isoformat(), voi=day.isoformat()),
        "prize_url": page_url(
            "law-prize", danh_hieu=one.code, doi_tuong=one.recipients[0], ngay=day.isoformat()
        ),
    }


def _readings(code: str, day: date) -> Iterator[Reading]:
    """The clauses of the award's criteria that day which are read in more than one way."""
    seen = set()
    for track in law().tracks(code):
        version = law().criterion(track, day)
        if version is None or version.when is None:
            continue
        for condition in descend(version.when):
            if condition.kind == "reading" and condition.params["reading"] not in seen:
                seen.add(condition.params["reading"])
                yield law().readings[condition.params["reading"]]


@require_safe
def instrument_list(request: HttpRequest) -> HttpResponse:
    """The library by the time each instrument came into force."""
    on = reach_of(request).on
    shelves = [
        (shelf.title, [_instrument(one.id, on) for one in shelf.instruments])
        for shelf in library.shelves()
    ]
    return drawn(
        request,
        "instruments",
        "law-instruments",
        {"shelves": shelves, "total": len(law().instruments), "on": on},
    )


@require_safe
def instrument_detail(request: HttpRequest, instrument: str) -> HttpResponse:
    """One instrument: validity, what it replaced, what cites it. Raises: Http404."""
    if instrument not in law().instruments:
        raise Http404(f"Thư viện không có văn bản “{instrument}”.")
    context = _instrument(instrument, reach_of(request).on)
    context["cited"] = library.cited_in(instrument)
    context["regimes"] = [one for one in law().regimes.values() if instrument in one.instruments]
    return drawn(request, "instrument", "law-instruments", context)


def _instrument(instrument: str, on: date) -> dict[str, Any]:
    one = law().instruments[instrument]

    def named(ids: tuple[str, ...]) -> list[tuple[str, str]]:
        return [
            (law().instruments[other].cited_as, page_url("law-instrument", other))
            for other in ids
            if other in law().instruments
        ]

    relations = (
        ("Thay thế", named(one.replaces)),
        ("Sửa đổi, bổ sung", named(one.amends)),
        ("Được thay bằng", named(library.replaced_by().get(instrument, ()))),
        ("Được sửa đổi, bổ sung bởi", named(library.amended_by().get(instrument, ()))),
    )
    word, icon, tone = library.STATES[library.state_on(one, on)]
    return {
        "one": one,
        "kind": library.kind_name(one),
        "url": page_url("law-instrument", instrument),
        "relations": [(label, found) for label, found in relations if found],
        "state": word,
        "state_icon": icon,
        "state_tone": tone,
    }


@require_safe
def compare_days(request: HttpRequest) -> HttpResponse:
    """The law of two days for all awards; what it does to the histories the office reads, when asked."""
    preset = max(law().regimes.values(), key=lambda one: one.start).start
    form = CompareForm(request.GET, ngay=preset - _STEP, voi=preset)
    context: dict[str, Any] = {
        "form": form,
        "preset_url": page_url(
            "law-compare", ngay=(preset - _STEP).isoformat(), voi=preset.isoformat()
        ),
        "preset": preset,
    }
    if form.is_valid():
        first, second = form.cleaned_data["ngay"], form.cleaned_data["voi"]
        crossed = [one for one in law().transitions if first < one.day <= second]
        changes = between(first, second)
        context |= {
            "first": first,
            "second": second,
            "regimes": (regime_of(first), regime_of(second)),
            "transitions": [(one, law().cite(one.source)) for one in crossed],
            "changes": [(one, _opened_url(one, first, second)) for one in changes],
            "opened": request.GET.get("xem", ""),
            "changed": sum(bool(one.rows or one.change) for one in changes),
            **_asked_of_histories(request, first, second),
        }
    return drawn(request, "compare", "law-compare", context)


def _opened_url(one: AwardChanges, first: date, second: date) -> str:
    """The same page with this award's changes point by point; where there are none, the award through time."""
    if one.code != GENERAL and not one.rows:
        return page_url("law-award", one.code, phan="thoi-ky")
    days = {"ngay": first.isoformat(), "voi": second.isoformat()}
    place = "chung" if one.code == GENERAL else one.code
    return f"{page_url('law-compare', xem=one.code, **days)}#doi-{place}"


def _asked_of_histories(request: HttpRequest, first: date, second: date) -> dict[str, Any]:
    """The form of the second half of the page, and its answer once an award is chosen."""
    reach = reach_of(request)
    may_read = bool(may(reach, Capability.READ))
    form = HistoriesForm(
        request.GET, doi_tuong="ca_nhan", nam=reach.on.year - 1, ngay=first, voi=second
    )
    context: dict[str, Any] = {"may_read": may_read, "ask": form, "asked": False}
    if not may_read or not request.GET.get("danh_hieu"):
        if "danh_hieu" in form.errors:
            del form.errors["danh_hieu"]
        return context
    context["asked"] = True
    if form.is_valid():
        told = form.cleaned_data
        code, kind, year = told["danh_hieu"], told["doi_tuong"], told["nam"]
        context["chosen"] = awards()[code]
        context["kind_name"] = RECIPIENTS[kind]
        if not any(histories.can_be_asked(code, kind, day) for day in (first, second)):
            context["cannot"] = True
            return context
        found = histories.compare(
            reach, code=code, kind=kind, year=year, first=first, second=second
        )
        context["compared"] = found
        context["moves"] = [(*pair, count) for pair, count in sorted(found.moves.items())]
        context["turned"] = [(one, recipient_url(one.recipient)) for one in found.turned]
    return context
