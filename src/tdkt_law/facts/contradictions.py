"""What cannot all be true in a history. Each is a finding for a person to clear, never an exception."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tdkt_law.awards import AwardKind, RecipientKind, awards
from tdkt_law.facts.codes import BODY_KINDS, PERSON_KINDS
from tdkt_law.facts.model import Case, Facts, HeldAward, PostHeld, Rating, Stretch


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``kind`` is stable for programs, ``text`` is what a person reads, ``paths`` where it stands in the facts."""

    kind: str
    text: str
    paths: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As the answer carries it."""
        return {"kind": self.kind, "text": self.text, "paths": list(self.paths)}


Check = Callable[[Facts, date], Iterator[Contradiction]]


def contradictions(case: Case, proposed_on: date) -> list[Contradiction]:
    """Everything in a case that cannot be, the kinds in a fixed order.

    ``proposed_on`` is the day after which nothing can have happened yet.
    """
    return [found for check in _CHECKS for found in check(case.facts, proposed_on)]


def year_name(year: int, *, school: bool = False) -> str:
    """How a year is written: 2024, năm học 2023-2024."""
    return f"năm học {year}-{year + 1}" if school else str(year)


def _name(one: HeldAward) -> str:
    return awards()[one.code].name


def _same_title_twice(facts: Facts, _: date) -> Iterator[Contradiction]:
    by_year: dict[tuple[str, int], list[HeldAward]] = {}
    for one in facts.awards.entries:
        if one.year is not None and awards()[one.code].kind is AwardKind.TITLE:
            by_year.setdefault((one.code, one.year), []).append(one)
    for (_code, year), held in by_year.items():
        # A flag for the year and a flag for a thematic movement are two flags.
        grounds = {one.ground for one in held}
        if len(held) > 1 and len(grounds) < len(held):
            yield Contradiction(
                "same_title_twice",
                f"“{_name(held[0])}” ghi {len(held)} lần cho {year_name(year, school=held[0].school)}.",
                tuple(one.path for one in held),
            )


def _several_ratings(facts: Facts, _: date) -> Iterator[Contradiction]:
    by_year: dict[int, list[Rating]] = {}
    for one in facts.ratings.entries:
        by_year.setdefault(one.year, []).append(one)
    for year, rated in by_year.items():
        if len(rated) < 2:
            continue
        names = " và ".join(
            f"{one.grade} ({year_name(one.year, school=one.school)})" for one in rated
        )
        paths = tuple(dict.fromkeys(one.path for one in rated))
        if len({one.school for one in rated}) > 1:
            text = f"Năm {year} vừa có xếp loại theo năm, vừa theo năm học: {names}."
        else:
            text = f"Năm {year} có nhiều xếp loại: {names}."
        yield Contradiction("several_ratings", text, paths)


def _before_it_began(facts: Facts, _: date) -> Iterator[Contradiction]:
    founded = facts.collective.founded if facts.collective else None
    birth = facts.subject.birth
    began, what = (founded, "ngày thành lập") if founded else (birth, "ngày sinh")
    if began is None:
        return
    for one in facts.awards.entries:
        if (one.year is not None and one.year < began.year) or (
            one.decided_on is not None and one.decided_on < began
        ):
            when = one.decided_on.strftime("%d/%m/%Y") if one.decided_on else one.year
            yield Contradiction(
                "honour_before_beginning",
                f"“{_name(one)}” ({when}) có trước {what} {began:%d/%m/%Y}.",
                (one.path,),
            )


def _rated_while_disciplined(facts: Facts, _: date) -> Iterator[Contradiction]:
    for rated in facts.ratings.entries:
        # Whoever is disciplined in a year has not completed the tasks of that year (NĐ 90/2020).
        if rated.grade == "KHT":
            continue
        for one in facts.discipline.entries:
            if one.start.year == rated.year:
                yield Contradiction(
                    "rating_in_year_of_discipline",
                    f"Xếp loại {rated.grade} cho {year_name(rated.year, school=rated.school)}, năm bị kỷ luật "
                    f"({one.start:%d/%m/%Y}).",
                    (rated.path, one.path),
                )


def _reversed(facts: Facts, _: date) -> Iterator[Contradiction]:
    for award in facts.awards.entries:
        if award.period and award.period[0] > award.period[1]:
            first, last = award.period
            yield Contradiction(
                "period_reversed",
                f"“{_name(award)}”: giai đoạn {first}–{last} viết ngược.",
                (award.path,),
            )
    stretches: tuple[Stretch | PostHeld, ...] = (
        *facts.discipline.entries,
        *facts.pending.entries,
        *facts.service.spells.entries,
        *facts.service.posts.entries,
        *facts.service.leave.entries,
    )
    for one in stretches:
        if one.end is not None and one.end < one.start:
            yield Contradiction(
                "period_reversed",
                f"Ngày kết thúc {one.end:%d/%m/%Y} trước ngày bắt đầu {one.start:%d/%m/%Y}.",
                (one.path,),
            )


def _in_the_future(facts: Facts, proposed_on: date) -> Iterator[Contradiction]:
    after = f"sau ngày đề nghị {proposed_on:%d/%m/%Y}."
    for one in facts.awards.entries:
        if one.decided_on is not None and one.decided_on > proposed_on:
            text = f"“{_name(one)}” quyết định ngày {one.decided_on:%d/%m/%Y}, {after}"
            yield Contradiction("in_the_future", text, (one.path,))
        elif one.year is not None and one.year > proposed_on.year:
            text = f"“{_name(one)}” của năm {one.year}, {after}"
            yield Contradiction("in_the_future", text, (one.path,))
    for rated in facts.ratings.entries:
        if rated.year > proposed_on.year:
            text = f"Xếp loại {rated.grade} của năm {rated.year}, {after}"
            yield Contradiction("in_the_future", text, (rated.path,))
    for made in facts.initiatives.entries:
        when = made.recognised_on
        if (made.year or 0) > proposed_on.year or (when is not None and when > proposed_on):
            text = f"Sáng kiến “{made.id}” của {f'{when:%d/%m/%Y}' if when else made.year}, {after}"
            yield Contradiction("in_the_future", text, (made.path,))
    for begun in (*facts.discipline.entries, *facts.pending.entries):
        if begun.start > proposed_on:
            text = f"Việc bắt đầu ngày {begun.start:%d/%m/%Y}, {after}"
            yield Contradiction("in_the_future", text, (begun.path,))
    since = facts.service.since
    if since is not None and since > proposed_on:
        text = f"Bắt đầu công tác ngày {since:%d/%m/%Y}, {after}"
        yield Contradiction("in_the_future", text, ("service.since",))


def _not_for_this_kind(facts: Facts, _: date) -> Iterator[Contradiction]:
    kind = facts.subject.kind
    if kind in PERSON_KINDS:
        plain, what = RecipientKind.PERSON, "cá nhân"
    elif kind in BODY_KINDS:
        plain, what = RecipientKind.COLLECTIVE, "tập thể"
    else:
        return
    for one in facts.awards.entries:
        if plain not in awards()[one.code].recipients:
            yield Contradiction(
                "not_for_this_kind",
                f"“{_name(one)}” không tặng cho {what}.",
                (one.path,),
            )


def _used_for_nothing_held(facts: Facts, _: date) -> Iterator[Contradiction]:
    if not facts.awards.whole:
        return
    held = {(one.code, one.year) for one in facts.awards.entries}
    codes = {code for code, _ in held}
    for one in facts.initiatives.entries:
        for code, year in one.used_for or ():
            lacks = (code, year) not in held if year is not None else code not in codes
            if lacks and not (year is not None and (code, None) in held):
                yield Contradiction(
                    "used_for_nothing_held",
                    f"Sáng kiến “{one.id}” ghi đã dùng cho “{awards()[code].name}”"
                    f"{f' năm {year}' if year else ''}, nhưng danh sách khen thưởng không có.",
                    (one.path,),
                )


def _basis_without_initiative(facts: Facts, _: date) -> Iterator[Contradiction]:
    if not facts.initiatives.whole:
        return
    years = {(one.kind, one.year) for one in facts.initiatives.entries}
    for one in facts.awards.entries:
        if one.code != "cstd_co_so" or one.basis in {None, "rating"} or one.year is None:
            continue
        if (one.basis, one.year) not in years and (one.basis, None) not in years:
            yield Contradiction(
                "basis_without_initiative",
                f"“{_name(one)}” năm {one.year} ghi căn cứ sáng kiến, đề tài, nhưng danh sách của năm đó không có.",
                (one.path,),
            )


_CHECKS: Final[tuple[Check, ...]] = (
    _same_title_twice,
    _several_ratings,
    _before_it_began,
    _rated_while_disciplined,
    _reversed,
    _in_the_future,
    _not_for_this_kind,
    _used_for_nothing_held,
    _basis_without_initiative,
)
