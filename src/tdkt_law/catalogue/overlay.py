"""A province's own rules over the national catalogue: the same schema, only what the law leaves to the province.

An overlay is a mapping (YAML or JSON) with any of:

* ``name`` (whose it is), ``note``;
* ``instruments``: its regulations, as in instruments.yaml, so that values can cite them;
* ``settings``: id → value, of settings.yaml; ``readings``: id → option, of readings.yaml;
* ``values``: as in values/*.yaml, each with its ``topic``; only the topics, awards and days that topics.yaml marks;
* ``criteria``: as in criteria/*.yaml; only the awards and days of province.yaml. A track with a new id is one more way to
  the award; a track with an id of ours stands in the place of ours for as long as its versions last.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from tdkt_law.awards import awards
from tdkt_law.catalogue.check_common import (
    PROVINCE,
    Known,
    Place,
    Stretch,
    any_text,
    fields,
    hint,
    ids_of,
    one_of,
    overlaps,
    replaced_in,
)
from tdkt_law.catalogue.check_criteria import own_criteria
from tdkt_law.catalogue.check_tables import instruments, setting_fault
from tdkt_law.catalogue.check_values import Key, place_of, stretches_of, value
from tdkt_law.catalogue.cycles import Links, Needs, cycles, named_in
from tdkt_law.catalogue.expand import Document, criteria, day_of, mappings, plain, start_of
from tdkt_law.catalogue.reader import CatalogueError, Problem
from tdkt_law.catalogue.sources import Sources


def _table(value: Any) -> str:
    """A mapping, or nothing."""
    sound = value is None or isinstance(value, Mapping)
    return "" if sound else "phải là các cặp “khóa: giá trị”, mỗi cặp một dòng"


def _entries(value: Any) -> str:
    """A list of mappings, or nothing."""
    if value is None or (
        isinstance(value, list) and all(isinstance(one, Mapping) for one in value)
    ):
        return ""
    return "phải là một danh sách: mỗi mục bắt đầu bằng “- ” và có các khóa"


_PARTS: Final = {
    "name": any_text,
    "note": any_text,
    "instruments": _entries,
    "settings": _table,
    "readings": _table,
    "values": _entries,
    "criteria": _entries,
}


def overlay_problems(national: Document, overlay: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong in an overlay over the compiled national document; empty when it may be used."""
    found = sorted(set(_problems(national, overlay)), key=lambda one: (one.line, one.key, one.text))
    return found or list(_cycles(_merged(national, overlay)))


def with_overlay(national: Document, overlay: Mapping[str, Any]) -> Document:
    """The document of the nation with the province's rules in place.

    Raises: CatalogueError with every problem of the overlay.
    """
    found = overlay_problems(national, overlay)
    if found:
        raise CatalogueError(found)
    return _merged(national, overlay)


def _problems(national: Document, overlay: Mapping[str, Any]) -> Iterator[Problem]:
    file = getattr(overlay, "file", "") or PROVINCE
    place = Place(file, getattr(overlay, "line", 0), "")
    yield from fields(overlay, {}, _PARTS, place)
    if any(rule(overlay.get(part)) for part, rule in _PARTS.items()):
        return  # of another shape: what is in it can't be read
    known = _known(national, overlay)
    for problem in instruments(overlay.get("instruments"), known):
        yield replace(problem, file=file)
    for taken in sorted(
        set(ids_of(overlay.get("instruments"))) & set(ids_of(national["instruments"]))
    ):
        yield place.under(f"instruments/{taken}").problem("mã văn bản đã có trong thư viện")
    yield from _choices(national, overlay, known, place)
    yield from _values(overlay, known, file)
    yield from _criteria(national, overlay, known, file)


def _known(national: Document, overlay: Mapping[str, Any]) -> Known:
    topics = national["topics"] or {}
    return Known(
        instruments=frozenset(
            (*ids_of(national["instruments"]), *ids_of(overlay.get("instruments")))
        ),
        readings={
            entry["id"]: frozenset(ids_of(entry["options"])) for entry in national["readings"] or ()
        },
        shared=national["shared"],
        topics=topics.get("topics") or {},
        bodies=frozenset(topics.get("who") or {}),
        replaced=replaced_in(national["instruments"]),
    )


def _choices(
    national: Document, overlay: Mapping[str, Any], known: Known, place: Place
) -> Iterator[Problem]:
    settings = {entry["id"]: entry for entry in national["settings"] or ()}
    for name, chosen in (overlay.get("settings") or {}).items():
        under = place.under(f"settings/{name}", overlay["settings"])
        if name not in settings:
            yield under.problem(f"tham số “{name}” không có{hint(name, settings)}")
        elif said := setting_fault(settings[name], chosen):
            yield under.problem(said)
    for name, chosen in (overlay.get("readings") or {}).items():
        under = place.under(f"readings/{name}", overlay["readings"])
        if name not in known.readings:
            yield under.problem(f"cách hiểu “{name}” không có{hint(name, known.readings)}")
        elif said := one_of(known.readings[name], "lựa chọn")(chosen):
            yield under.problem(said)


def _allowed(marks: Any, code: str, start: date) -> bool:
    """Does the law leave it to the province from that day on?"""
    return any(
        ("*" in mark["awards"] or code in mark["awards"])
        and date.fromisoformat(mark["start"]) <= start
        for mark in marks or ()
    )


def _values(overlay: Mapping[str, Any], known: Known, file: str) -> Iterator[Problem]:
    found: dict[Key, list[Stretch]] = defaultdict(list)
    for entry in mappings(overlay.get("values")):
        topic = str(entry.get("topic"))
        yield from value(topic, entry, known, file)
        for key, stretch in stretches_of(file, topic, entry):
            found[key].append(stretch)
            marks = known.topics.get(topic, {}).get("province")
            if topic in known.topics and not _allowed(marks, key[1], stretch.start):
                place = place_of(file, topic, entry)
                yield place.problem(
                    f"pháp luật không giao tỉnh quy định {topic} của “{key[1]}” từ ngày này"
                )
    for stretches in found.values():
        yield from overlaps(stretches)


def _criteria(
    national: Document, overlay: Mapping[str, Any], known: Known, file: str
) -> Iterator[Problem]:
    entries = mappings(overlay.get("criteria"))
    ours = {
        entry["award"]: {track["id"]: track for track in entry["tracks"]}
        for entry in national["criteria"]
    }
    yield from own_criteria([(file, entry) for entry in entries], known, ours)
    for entry in entries:
        code = str(entry.get("award"))
        for track in mappings(entry.get("tracks")):
            versions = sorted(mappings(track.get("versions")), key=start_of)
            first = day_of(versions[0].get("start")) if versions else None
            if code in awards() and first and not _allowed(national["province"], code, first):
                line = getattr(track, "line", 0)
                yield Problem(
                    file,
                    f"{code}/{track.get('id')}",
                    first,
                    f"pháp luật không giao tỉnh quy định tiêu chuẩn của “{code}” từ ngày này",
                    line,
                )


def _merged(national: Document, overlay: Mapping[str, Any]) -> Document:
    """Both in one document: chosen settings and readings as defaults, the province's values before the nation's."""
    found = deepcopy(national)
    found["instruments"] = [*found["instruments"], *plain(overlay.get("instruments") or [])]
    for name in ("settings", "readings"):
        chosen = overlay.get(name) or {}
        for entry in found[name] or ():
            entry["default"] = plain(chosen.get(entry["id"], entry["default"]))
    own = [{"set_by": "province", **plain(one)} for one in mappings(overlay.get("values"))]
    found["values"] = own + found["values"]
    sources = Sources(criteria=[("", one) for one in mappings(overlay.get("criteria"))])
    by_award = {entry["award"]: entry for entry in found["criteria"]}
    for entry in criteria(sources, found["shared"]):
        if entry["award"] not in by_award:
            found["criteria"].append(entry)
            continue
        tracks = by_award[entry["award"]]["tracks"]
        places = {track["id"]: number for number, track in enumerate(tracks)}
        for track in entry["tracks"]:
            if track["id"] in places:
                ours = tracks[places[track["id"]]]
                tracks[places[track["id"]]] = {**ours, **track, "versions": _instead(ours, track)}
            else:
                tracks.append(track)
    return found


def _instead(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The versions of ours before and after theirs, with theirs between."""
    first = date.fromisoformat(theirs["versions"][0]["start"])
    last = day_of(theirs["versions"][-1]["end"]) or date.max
    before, after = [], []
    criterion: Any = None
    for version in ours["versions"]:
        criterion = criterion if version["when"] == "same" else version["when"]
        start, end = date.fromisoformat(version["start"]), day_of(version["end"]) or date.max
        full = {**version, "when": criterion}
        if start < first:
            eve = first - timedelta(days=1)
            before.append({**full, "end": plain(min(end, eve))})
        if end > last:
            after.append({**full, "start": plain(max(start, last + timedelta(days=1)))})
    return [*before, *theirs["versions"], *after]


def _cycles(document: Document) -> Iterator[Problem]:
    links = []
    for entry in document["criteria"]:
        for track in entry["tracks"]:
            place = Place(PROVINCE, 0, f"{entry['award']}/{track['id']}")
            needs, names = [], frozenset[tuple[str, str]]()
            for version in track["versions"]:
                when = version["when"]
                if when != "same":
                    names = frozenset(named_in(when) if when else ())
                needs.append(
                    Needs(
                        date.fromisoformat(version["start"]),
                        day_of(version["end"]),
                        frozenset(name for kind, name in names if kind == "track"),
                        frozenset(name for kind, name in names if kind == "meets"),
                        place,
                    )
                )
            links.append(Links(entry["award"], track["id"], bool(track.get("regular")), needs))
    yield from cycles(links)
