"""The checker of dated values: each topic's keys, one value a day for every award it concerns."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from tdkt_law.awards import awards
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
    hint,
    list_of,
    listed,
    one_of,
    outlived,
    overlaps,
    source_of,
    truth,
)
from tdkt_law.catalogue.expand import day_of, mappings
from tdkt_law.catalogue.reader import Problem
from tdkt_law.catalogue.sources import Sources
from tdkt_law.facts.codes import GROUNDS

Key = tuple[str, str, str]
"""(topic, award or "*", ground or "" for all)"""
_DECIMAL: Final = re.compile(r"[0-9]+(\.[0-9]+)?\Z")
_MONTH_DAY: Final = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")


def values(sources: Sources, known: Known, *, whole: bool) -> Iterator[Problem]:
    """Everything wrong in the files of values. ``whole``: every award and topic must have values, not only those named."""
    found: dict[Key, list[Stretch]] = defaultdict(list)
    for file, topic, entry in sources.values:
        place = Place(file, getattr(entry, "line", 0), topic)
        if not isinstance(entry, Mapping):
            yield place.problem("mỗi mục phải có các khóa")
            continue
        yield from value(topic, entry, known, file)
        for key, stretch in stretches_of(file, topic, entry):
            found[key].append(stretch)
    for stretches in found.values():
        yield from overlaps(stretches)
    yield from _coverage(sources, known, found, whole=whole)


def place_of(file: str, topic: str, entry: Mapping[str, Any]) -> Place:
    """Where a value stands: "prize/bk_ttcp+2"."""
    named = entry.get("awards")
    codes = [str(code) for code in named] if isinstance(named, list) and named else ["?"]
    more = f"+{len(codes) - 1}" if len(codes) > 1 else ""
    line = getattr(entry, "line", 0)
    return Place(file, line, f"{topic}/{codes[0]}{more}", day_of(entry.get("start")))


def stretches_of(file: str, topic: str, entry: Mapping[str, Any]) -> Iterator[tuple[Key, Stretch]]:
    """The stretch of time of a value for each award and ground it names."""
    start = day_of(entry.get("start"))
    if start is None:
        return
    place = place_of(file, topic, entry)
    for code in listed(entry.get("awards")):
        for ground in listed(entry.get("grounds")) or ("",):
            key = "/".join(filter(None, (topic, str(code), str(ground))))
            stretch = Stretch(start, day_of(entry.get("end")), Place(file, place.line, key, start))
            yield (topic, str(code), str(ground)), stretch


def value(topic: str, entry: Mapping[str, Any], known: Known, file: str) -> Iterator[Problem]:
    """Everything wrong in one value by itself."""
    place = place_of(file, topic, entry)
    schema = known.topics.get(topic)
    if schema is None:
        yield place.problem(
            f"chủ đề “{topic}” không có trong topics.yaml{hint(topic, known.topics)}"
        )
        return
    due: dict[str, Rule] = {
        "awards": list_of(award_or_all),
        "start": a_day,
        "value": anything,
        "source": source_of(known),
        "confidence": one_of(CONFIDENCES, "mức tin cậy"),
        "checked_on": a_day,
    }
    may: dict[str, Rule] = {
        "topic": anything,
        "grounds": list_of(one_of(GROUNDS, "loại hình")),
        "end": a_day,
        "note": any_text,
        "set_by": one_of(("province", ""), "người quy định"),
    }
    yield from fields(entry, due, may, place)
    if entry.get("awards") == []:
        yield place.problem("awards phải nêu ít nhất một mã, hoặc *")
    if schema.get("about") == "all" and entry.get("awards") != ["*"]:
        yield place.problem("chủ đề này chung cho mọi hình thức: awards phải là [“*”]")
    if entry.get("grounds") and not schema.get("grounds"):
        yield place.problem("chủ đề này không khác nhau theo loại hình: bỏ grounds")
    start, end = day_of(entry.get("start")), day_of(entry.get("end"))
    if start and end and end < start:
        yield place.problem(f"ngày cuối {end:%d/%m/%Y} trước ngày đầu")
    yield from _existence(entry, start, end, place)
    yield from outlived(entry, end, known, place)
    body = entry.get("value")
    if (body is None) != (entry.get("confidence") == "not_found") and "value" in entry:
        yield place.problem("value: null và confidence: not_found phải đi với nhau")
    if body is not None:
        yield from _keys(body, schema.get("keys") or {}, known, place)


def _existence(
    entry: Mapping[str, Any], start: date | None, end: date | None, place: Place
) -> Iterator[Problem]:
    for code in listed(entry.get("awards")):
        award = awards().get(code) if isinstance(code, str) else None
        if award is None or start is None:
            continue
        if (award.until and start > award.until) or (award.since and end and end < award.since):
            yield place.problem(f"ngoài thời gian có {award.name} ({code})")


def _keys(body: Any, schema: Mapping[str, Any], known: Known, place: Place) -> Iterator[Problem]:
    if not isinstance(body, Mapping):
        yield place.problem(f"“{body}” phải có các khóa: {', '.join(schema)}")
        return
    for name, key in schema.items():
        if key.get("required") and name not in body:
            yield place.problem(f"thiếu “{name}”")
    for name, part in body.items():
        if name not in schema:
            yield place.problem(f"không có mục “{name}”{hint(name, schema)}")
            continue
        yield from _part(schema[name], part, known, place.under(name))


def _part(key: Mapping[str, Any], part: Any, known: Known, place: Place) -> Iterator[Problem]:
    if key["type"] == "mapping":
        yield from _keys(part, key["keys"], known, place)
    elif key["type"] != "list":
        if said := _single(key["type"], key, part, known):
            yield place.problem(said)
    elif not isinstance(part, list):
        yield place.problem(f"“{part}” phải là một danh sách")
    else:
        for item in part:
            yield from _part({**key, "type": key["items"]}, item, known, place)


def _single(kind: str, key: Mapping[str, Any], part: Any, known: Known) -> str:
    """What is wrong with one value of a type of topics.yaml."""
    if kind == "choice":
        return one_of(key["choices"], "giá trị")(part)
    if kind == "who":
        return one_of(known.bodies, "cơ quan, người có thẩm quyền")(part)
    if kind == "award":
        return an_award(part)
    sound, what = _TYPES[kind](part)
    return "" if sound else f"“{part}” phải là {what}"


def _is_whole(part: Any) -> bool:
    return isinstance(part, int) and not isinstance(part, bool) and part >= 0


def _is_fraction(part: Any) -> bool:
    return (
        isinstance(part, Mapping)
        and set(part) == {"numerator", "denominator"}
        and all(_is_whole(one) for one in part.values())
        and 0 < part["numerator"] <= part["denominator"]
    )


def _matches(pattern: re.Pattern[str], part: Any) -> bool:
    return isinstance(part, str) and pattern.match(part) is not None


_TYPES: Final[Mapping[str, Any]] = {
    "boolean": lambda part: (not truth(part), "true hoặc false"),
    "integer": lambda part: (_is_whole(part), "số nguyên từ 0"),
    "decimal": lambda part: (_matches(_DECIMAL, part), 'số thập phân trong dấu nháy, ví dụ "0.15"'),
    "text": lambda part: (not any_text(part), "chữ"),
    "day": lambda part: (not a_day(part), "một ngày, viết năm-tháng-ngày"),
    "month_day": lambda part: (
        _matches(_MONTH_DAY, part),
        'tháng-ngày trong dấu nháy, ví dụ "12-31"',
    ),
    "fraction": lambda part: (_is_fraction(part), "{numerator, denominator} không quá 1"),
}


def _coverage(
    sources: Sources, known: Known, found: Mapping[Key, list[Stretch]], *, whole: bool
) -> Iterator[Problem]:
    """Every day has an answer: topics about all, for "*"; topics about awards, for each that is still proposed."""
    grounds: dict[str, set[str]] = defaultdict(set)
    for _, entry in sources.criteria:
        for track in mappings(entry.get("tracks")) if isinstance(entry, Mapping) else ():
            grounds[str(entry.get("award"))].add(str(track.get("ground")))
    written = {topic for topic, _, _ in found}
    for topic, schema in known.topics.items():
        if topic not in written:
            if whole:
                yield Problem(f"values/{topic}.yaml", topic, None, "chủ đề chưa có giá trị nào")
        elif schema.get("about") == "all":
            place = Place(f"values/{topic}.yaml", 0, topic)
            yield from gaps(found.get((topic, "*", ""), ()), FIRST_DAY, date.max, place)
        else:
            yield from _of_awards(topic, known, found, grounds, whole=whole)


def _of_awards(
    topic: str,
    known: Known,
    found: Mapping[Key, list[Stretch]],
    grounds: Mapping[str, set[str]],
    *,
    whole: bool,
) -> Iterator[Problem]:
    named = {code for of, code, _ in found if of == topic}
    for award in awards().values():
        if award.register_only or not (whole or award.code in named or "*" in named):
            continue
        first, last = max(FIRST_DAY, award.since or FIRST_DAY), award.until or date.max
        place = Place(f"values/{topic}.yaml", 0, f"{topic}/{award.code}")
        absent = [
            Stretch(day_of(entry.get("start")) or FIRST_DAY, day_of(entry.get("end")), place)
            for entry in known.absences
            if entry.get("award") == award.code
        ]
        common = [
            *absent,
            *found.get((topic, award.code, ""), ()),
            *found.get((topic, "*", ""), ()),
        ]
        if not list(gaps(common, first, last, place)):
            continue
        own = sorted(grounds.get(award.code, ())) or [""]
        for ground in own:
            special = [
                one for code in (award.code, "*") for one in found.get((topic, code, ground), ())
            ]
            at = place if len(own) == 1 else place.under(ground)
            yield from gaps([*common, *special], first, last, at)
