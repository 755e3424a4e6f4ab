"""The checker of criteria files: awards, tracks, versions, their days, and what they refer to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from tdkt_law.awards import Award, awards
from tdkt_law.catalogue.check_common import (
    CONFIDENCES,
    FIRST_DAY,
    Known,
    Place,
    Rule,
    Stretch,
    a_day,
    any_text,
    anything,
    fields,
    gaps,
    hint,
    identifier,
    list_of,
    one_of,
    outlived,
    overlaps,
    place_at,
    source_of,
    text,
    truth,
)
from tdkt_law.catalogue.check_conditions import Asked, conditions
from tdkt_law.catalogue.cycles import Links, Needs, cycles
from tdkt_law.catalogue.expand import day_of, ends, mappings, merged_tracks, start_of
from tdkt_law.catalogue.reader import Problem
from tdkt_law.catalogue.sources import GENERAL, SHARED, Sources
from tdkt_law.facts.codes import GROUNDS, RECIPIENT_KINDS

Reference = tuple[str, str, int]
"""An award, the id of one of its tracks, and which of its versions."""
_TRACK: Final[Mapping[str, Rule]] = {
    "name": text,
    "ground": one_of(GROUNDS, "loại hình"),
    "recipients": list_of(one_of(RECIPIENT_KINDS, "đối tượng")),
}
_CONFIDENCE: Final = one_of(CONFIDENCES, "mức tin cậy")


def criteria(sources: Sources, known: Known, *, whole: bool) -> Iterator[Problem]:
    """Everything wrong in the criteria files. ``whole``: every award there is must have criteria, not only those named."""
    for name, node in known.shared.items():
        place = Place(SHARED, getattr(node, "line", 0), "")
        yield from conditions({**node, "id": name}, Asked(known), place, shared=True)
    yield from _general(sources.general, known)
    merged = merged_tracks(entry for _, entry in sources.criteria)
    references: dict[Reference, Asked] = {}
    yield from _entries(sources.criteria, known, {}, merged, references)
    yield from _coverage(merged, known, whole=whole)
    yield from cycles(_links(merged, references))


def own_criteria(
    entries: Sequence[tuple[str, Any]], known: Known, ours: Mapping[str, Mapping[str, Any]]
) -> Iterator[Problem]:
    """Everything wrong in a province's entries by themselves. ``ours``: award → the nation's tracks by id, which they may
    name, and whose name, ground and recipients they need not repeat."""
    merged = merged_tracks(entry for _, entry in entries)
    yield from _entries(entries, known, ours, merged, {})


def _entries(
    entries: Sequence[tuple[str, Any]],
    known: Known,
    ours: Mapping[str, Mapping[str, Any]],
    merged: Mapping[str, Any],
    references: dict[Reference, Asked],
) -> Iterator[Problem]:
    for file, entry in entries:
        yield from _award(file, entry, merged, ours)
    for code, tracks in merged.items():
        if code in awards():
            siblings = frozenset((*tracks, *ours.get(code, ())))
            for track_id, track in tracks.items():
                yield from _track(awards()[code], track_id, track, siblings, known, references)


def _general(content: Any, known: Known) -> Iterator[Problem]:
    due: dict[str, Rule] = {
        "grounds": list_of(one_of(GROUNDS, "loại hình")),
        "start": a_day,
        "source": source_of(known),
        "confidence": _CONFIDENCE,
        "when": anything,
    }
    may: dict[str, Rule] = {"end": a_day, "checked_on": a_day, "note": any_text, "id": identifier}
    if content is not None and not isinstance(content, list):
        yield Problem(GENERAL, "?", None, "tệp phải là một danh sách", 1)
    for number, entry in enumerate(mappings(content), 1):
        place = Place(GENERAL, getattr(entry, "line", 0), f"#{number}", day_of(entry.get("start")))
        yield from fields(entry, due, may, place)
        yield from conditions(entry.get("when"), Asked(known), place)


def _award(
    file: str, entry: Any, merged: Mapping[str, Any], ours: Mapping[str, Mapping[str, Any]]
) -> Iterator[Problem]:
    """One entry of a criteria file: its award and the fields of its tracks."""
    place = Place(file, getattr(entry, "line", 0), "?")
    if not isinstance(entry, Mapping):
        yield place.problem("mỗi mục phải có award và tracks")
        return
    code = str(entry.get("award"))
    place = Place(file, place.line, code)
    yield from fields(entry, {"award": anything, "tracks": anything}, {"note": any_text}, place)
    if code not in awards():
        yield place.problem(
            f"danh hiệu, hình thức “{code}” không có trong danh mục{hint(code, awards())}"
        )
        return
    seen: set[str] = set()
    for track in mappings(entry.get("tracks")):
        under = place.under(str(track.get("id")), track)
        track_id = str(track.get("id"))
        known_as = {**ours.get(code, {}).get(track_id, {}), **merged[code][track_id]}
        other = {"id": identifier, "versions": anything}
        yield from fields(track, other, {**_TRACK, "regular": truth, "note": any_text}, under)
        for name in _TRACK:
            if name not in known_as:
                yield under.problem(f"thiếu “{name}”")
            elif name in track and track[name] != known_as[name]:
                yield under.problem(
                    f"{name} khác với tệp đã ghi trường hợp này: “{known_as[name]}”"
                )
        if track.get("regular", known_as.get("regular")) != known_as.get("regular"):
            yield under.problem("regular khác với tệp đã ghi trường hợp này")
        if str(track.get("id")) in seen:
            yield under.problem(f"mã trường hợp “{track.get('id')}” ghi hai lần")
        seen.add(str(track.get("id")))
        if not mappings(track.get("versions")):
            yield under.problem("trường hợp không có phiên bản nào")


def _track(
    award: Award,
    track_id: str,
    track: Mapping[str, Any],
    siblings: frozenset[str],
    known: Known,
    references: dict[Reference, Asked],
) -> Iterator[Problem]:
    """All versions of one track, of all files, in the order of their days."""
    versions = track["versions"]
    stretches: list[Stretch] = []
    previous: Any = None
    for number, (version, end) in enumerate(zip(versions, ends(versions), strict=True)):
        start = day_of(version.get("start"))
        place = place_at(version, f"{award.code}/{track_id}", start)
        yield from _version(version, known, place)
        if start is None:
            continue
        if end and end < start and day_of(version.get("end")):
            yield place.problem(f"ngày cuối {end:%d/%m/%Y} trước ngày đầu")
        yield from _existence(award, start, end, place)
        yield from outlived(version, end, known, place)
        stretches.append(Stretch(start, end, place))
        when = version.get("when")
        asked = Asked(known, award.code, siblings)
        if isinstance(when, Mapping):
            yield from conditions(when, asked, place)
        elif when == "same":
            if previous in (None, "unknown"):
                yield place.problem("same: không có tiêu chuẩn của thời gian liền trước để lấy lại")
            elif (award.code, track_id, number - 1) in references:
                asked = references[award.code, track_id, number - 1]
        references[award.code, track_id, number] = asked
        previous = previous if when == "same" else when
    yield from overlaps(stretches)
    if stretches:
        place = Place(stretches[0].place.file, stretches[0].place.line, f"{award.code}/{track_id}")
        last = max(one.last for one in stretches)
        yield from gaps(stretches, stretches[0].start, last, place)


def _version(version: Mapping[str, Any], known: Known, place: Place) -> Iterator[Problem]:
    due: dict[str, Rule] = {
        "start": a_day,
        "source": source_of(known),
        "confidence": _CONFIDENCE,
        "checked_on": a_day,
        "when": anything,
    }
    yield from fields(version, due, {"end": a_day, "note": any_text}, place)
    when, confidence = version.get("when"), version.get("confidence")
    if not isinstance(when, Mapping) and when not in ("unknown", "same") and "when" in version:
        yield place.problem(f"when: “{when}” phải là một điều kiện, same hoặc unknown")
    if (when == "unknown") != (confidence == "not_found"):
        yield place.problem("when: unknown và confidence: not_found phải đi với nhau")
    if when == "unknown" and not version.get("note"):
        yield place.problem("thiếu note nói rõ văn bản nào chưa có")


def _existence(award: Award, start: date, end: date | None, place: Place) -> Iterator[Problem]:
    if award.since and start < award.since:
        yield place.problem(f"trước ngày {award.name} có: {award.since:%d/%m/%Y}")
    if award.until and (end is None or end > award.until):
        yield place.problem(
            f"phải kết thúc muộn nhất {award.until:%d/%m/%Y}, ngày cuối của {award.name}"
        )


def _coverage(merged: Mapping[str, Any], known: Known, *, whole: bool) -> Iterator[Problem]:
    """Every award that is still proposed has, on every day it can be decided, a track or a stated absence; and its
    regular tracks on one day are of one ground."""
    for award in awards().values():
        if award.register_only or not (whole or award.code in merged):
            continue
        tracks = merged.get(award.code, {})
        stretches = [
            Stretch(start, end, place_at(version, f"{award.code}/{track_id}"))
            for track_id, track in tracks.items()
            for version, end in zip(track["versions"], ends(track["versions"]), strict=True)
            if (start := day_of(version.get("start")))
        ]
        place = stretches[0].place if stretches else Place("criteria", 0, "")
        place = Place(place.file, place.line, award.code)
        absent = [
            Stretch(day_of(entry.get("start")) or FIRST_DAY, day_of(entry.get("end")), place)
            for entry in known.absences
            if entry.get("award") == award.code
        ]
        first = max(FIRST_DAY, award.since or FIRST_DAY)
        yield from gaps([*stretches, *absent], first, award.until or date.max, place)
        yield from _regular(award.code, tracks)


def _regular(code: str, tracks: Mapping[str, Any]) -> Iterator[Problem]:
    if not tracks:
        return
    if not any(track.get("regular") for track in tracks.values()):
        version = next(iter(tracks.values()))["versions"][:1]
        place = place_at(version[0], code) if version else Place("criteria", 0, code)
        yield place.problem("không có trường hợp nào là regular")
    days = sorted({start_of(one) for track in tracks.values() for one in track["versions"]})
    for day in days:
        grounds = {
            str(track.get("ground")): version
            for track in tracks.values()
            if track.get("regular")
            for version in [version_on(track["versions"], day)]
            if version is not None
        }
        if len(grounds) > 1:
            version = next(iter(grounds.values()))
            said = ", ".join(sorted(grounds))
            place = place_at(version, code, day)
            yield place.problem(f"các trường hợp regular thuộc nhiều loại hình: {said}")
            return


def version_on(versions: list[Any], day: date) -> Any:
    """The version in force that day; None where there is none."""
    for version, end in zip(versions, ends(versions), strict=True):
        if start_of(version) <= day <= (end or date.max):
            return version
    return None


def _links(merged: Mapping[str, Any], references: Mapping[Reference, Asked]) -> list[Links]:
    found = []
    for code, tracks in merged.items():
        for track_id, track in tracks.items():
            needs = []
            for number, end in enumerate(ends(track["versions"])):
                asked = references.get((code, track_id, number))
                if asked is not None:
                    version = track["versions"][number]
                    place = place_at(version, f"{code}/{track_id}")
                    named = frozenset(asked.named_tracks), frozenset(asked.named_awards)
                    needs.append(Needs(start_of(version), end, *named, place))
            found.append(Links(code, track_id, bool(track.get("regular")), needs))
    return found
