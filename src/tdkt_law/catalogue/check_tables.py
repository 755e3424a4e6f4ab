"""The checker of the single files: instruments, regimes, readings, settings, posts, absences, the province's parts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from tdkt_law.catalogue.check_common import (
    CONFIDENCES,
    FIRST_DAY,
    Known,
    Place,
    Rule,
    Stretch,
    a_day,
    an_award,
    any_text,
    anything,
    award_or_all,
    fields,
    gaps,
    identifier,
    list_of,
    one_of,
    overlaps,
    source_of,
    text,
    truth,
    whole,
)
from tdkt_law.catalogue.expand import day_of, ends, mappings, start_of
from tdkt_law.catalogue.reader import Problem
from tdkt_law.catalogue.sources import POSTS, Sources
from tdkt_law.facts.codes import GROUNDS
from tdkt_law.facts.posts import ALL_GROUPS

_INSTRUMENT_KINDS: Final = ("luat", "nghi_quyet", "nghi_dinh", "thong_tu", "quyet_dinh", "cong_van")
_TRANSITIONS: Final = ("received_before_old", "not_found", "old_unless_better")
_SETTING_KINDS: Final = ("integer", "percent", "choice", "boolean", "text")
_CONFIDENCE: Final = one_of(CONFIDENCES, "mức tin cậy")


def tables(sources: Sources, known: Known) -> Iterator[Problem]:
    """Everything wrong in the single files."""
    yield from instruments(sources.tables["instruments"], known)
    yield from regimes(sources.tables["regimes"], known)
    yield from readings(sources.tables["readings"], known)
    yield from settings(sources.tables["settings"], known)
    for name in POSTS:
        yield from posts(f"{name}.yaml", sources.tables[name], known)
    absence = {"award": an_award, "start": a_day, "source": source_of(known), "note": text}
    yield from _listed("absences.yaml", sources.tables["absences"], absence, {"end": a_day})
    part: dict[str, Rule] = {
        "awards": list_of(award_or_all),
        "start": a_day,
        "source": source_of(known),
    }
    yield from _listed("province.yaml", sources.tables["province"], part, {"note": any_text})


def _listed(
    file: str, content: Any, due: Mapping[str, Rule], may: Mapping[str, Rule], by: str = "id"
) -> Iterator[Problem]:
    if content is None:
        return
    if not isinstance(content, list):
        yield Problem(file, "?", None, "tệp phải là một danh sách", 1)
        return
    seen: set[str] = set()
    for number, entry in enumerate(content, 1):
        key = str(entry.get(by, number)) if isinstance(entry, Mapping) else str(number)
        place = Place(file, getattr(entry, "line", 0), key)
        if not isinstance(entry, Mapping):
            yield place.problem("mỗi mục phải có các khóa")
            continue
        if by in due and key in seen:
            yield place.problem(f"mã “{key}” ghi hai lần")
        seen.add(key)
        yield from fields(entry, due, may, place)
        start, end = day_of(entry.get("start")), day_of(entry.get("end"))
        if start and end and end < start:
            yield place.since(start).problem(f"ngày cuối {end:%d/%m/%Y} trước ngày đầu")


def instruments(content: Any, known: Known) -> Iterator[Problem]:
    """The library."""
    others = list_of(one_of(known.instruments, "văn bản"))
    due: dict[str, Rule] = {
        "id": identifier,
        "kind": one_of(_INSTRUMENT_KINDS, "loại văn bản"),
        "number": text,
        "cited_as": text,
        "title": any_text,
        "issuer": text,
        "replaces": others,
        "amends": others,
        "has_text": truth,
        "confidence": _CONFIDENCE,
        "note": any_text,
    }
    yield from _listed(
        "instruments.yaml", content, due, {"issued_on": a_day, "start": a_day, "end": a_day}
    )


def regimes(content: Any, known: Known) -> Iterator[Problem]:
    """The regimes and what each says of dossiers that cross into it; no gap from the first day on."""
    transition: dict[str, Rule] = {
        "day": a_day,
        "rule": one_of(_TRANSITIONS, "quy tắc chuyển tiếp"),
        "source": source_of(known),
        "confidence": _CONFIDENCE,
        "text": text,
    }
    due: dict[str, Rule] = {
        "id": identifier,
        "name": text,
        "start": a_day,
        "instruments": list_of(one_of(known.instruments, "văn bản")),
        "presumes": truth,
        "caveat": text,
        "transitions": anything,
    }
    yield from _listed("regimes.yaml", content, due, {"end": a_day, "delegated": anything})
    entries = sorted(mappings(content), key=start_of)
    stretches: list[Stretch] = []
    for entry, end in zip(entries, ends(entries), strict=True):
        place = Place("regimes.yaml", getattr(entry, "line", 0), str(entry.get("id")))
        start = day_of(entry.get("start"))
        if start:
            stretches.append(Stretch(start, end, place))
        for number, one in enumerate(mappings(entry.get("transitions")), 1):
            under = place.under(f"transitions/{number}", one)
            yield from fields(one, transition, {"keeps": anything}, under)
            if day_of(one.get("day")) != start:
                yield under.problem("ngày chuyển tiếp phải là ngày đầu của chế độ")
    if stretches:
        yield from overlaps(stretches)
        yield from gaps(stretches, FIRST_DAY, date.max, Place("regimes.yaml", 1, "chế độ"))


def readings(content: Any, known: Known) -> Iterator[Problem]:
    """Clauses read in more than one way."""
    option: dict[str, Rule] = {"id": identifier, "text": text, "said_by": text}
    due: dict[str, Rule] = {
        "id": identifier,
        "question": text,
        "source": source_of(known),
        "options": anything,
        "default": text,
    }
    yield from _listed("readings.yaml", content, due, {"note": any_text})
    for entry in mappings(content):
        place = Place("readings.yaml", getattr(entry, "line", 0), str(entry.get("id")))
        options = mappings(entry.get("options"))
        ids = [str(one.get("id")) for one in options]
        if len(options) < 2 or len(set(ids)) < len(ids):
            yield place.problem("cần ít nhất hai cách hiểu, mỗi cách một mã riêng")
        for one in options:
            under = place.under(str(one.get("id")), one)
            yield from fields(one, option, {"said_on": a_day}, under)
        if entry.get("default") not in ids:
            yield place.problem(
                f"cách hiểu mặc định “{entry.get('default')}” không có{hint_of(ids)}"
            )


def hint_of(ids: list[str]) -> str:
    """The ids that may stand, as the end of a sentence."""
    return f"; dùng được: {', '.join(ids)}"


def settings(content: Any, known: Known) -> Iterator[Problem]:
    """What the province may set, each with a default that it allows."""
    due: dict[str, Rule] = {
        "id": identifier,
        "label": text,
        "kind": one_of(_SETTING_KINDS, "kiểu giá trị"),
        "default": anything,
        "confidence": _CONFIDENCE,
    }
    may: dict[str, Rule] = {"choices": list_of(text), "source": source_of(known), "note": any_text}
    yield from _listed("settings.yaml", content, due, may)
    for entry in mappings(content):
        place = Place("settings.yaml", getattr(entry, "line", 0), str(entry.get("id")))
        if (entry.get("kind") == "choice") != bool(entry.get("choices")):
            yield place.problem("kiểu choice phải có choices, kiểu khác thì không")
        elif said := setting_fault(entry, entry.get("default")):
            yield place.problem(f"default: {said}")


def setting_fault(setting: Mapping[str, Any], value: Any) -> str:
    """What is wrong with a value of a setting; None, no value chosen, is allowed for numbers and texts."""
    kind = setting.get("kind")
    if kind == "choice":
        return one_of(setting.get("choices") or (), "lựa chọn")(value)
    if kind == "boolean":
        return truth(value)
    if value is None:
        return ""
    if kind == "percent":
        return whole(value) or ("" if value <= 100 else f"“{value}” phải từ 1 đến 100")
    return whole(value) if kind == "integer" else any_text(value)


def posts(name: str, content: Any, known: Known) -> Iterator[Problem]:
    """A table of leadership posts."""
    due: dict[str, Rule] = {
        "award": an_award,
        "group": one_of(ALL_GROUPS, "nhóm chức vụ"),
        "months": whole,
        "start": a_day,
        "source": source_of(known),
        "confidence": _CONFIDENCE,
    }
    may: dict[str, Rule] = {
        "below": whole,
        "women_third": truth,
        "women_less": whole,
        "end": a_day,
        "note": any_text,
        "checked_on": a_day,
        "ground": one_of(GROUNDS, "loại hình"),
    }
    yield from _listed(name, content, due, may, by="#")
