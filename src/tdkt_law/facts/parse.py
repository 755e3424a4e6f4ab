"""From the plain values of a facts file to a ``Case``: every entry checked, nothing filled in."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tdkt_law.facts import entries
from tdkt_law.facts.codes import (
    DISCIPLINE,
    DISCIPLINE_ALIASES,
    GENDERS,
    GROUNDS,
    LEAVE,
    LISTS,
    MEMBER_NUMBERS,
    ORGANISERS,
    PENDING,
    RECIPIENT_KINDS,
)
from tdkt_law.facts.model import (
    BlocRank,
    Case,
    Collective,
    Entry,
    Facts,
    History,
    Proposal,
    Service,
    SubjectFacts,
)
from tdkt_law.facts.node import FactsError, Node

_PARTS: Final = (
    "proposal", "subject", "proposed_on", "received_on", "awards", "ratings", "initiatives",
    "service", "discipline", "pending", "achievements", "collective", "attested", "complete",
    "province",
)  # fmt: skip
_OF_SERVICE: Final = ("leave", "spells", "posts")
_COLLECTIVE: Final = (
    "as_of", *MEMBER_NUMBERS, "total", "worst_discipline", "founded", "flag_eligible", "bloc",
)  # fmt: skip


def parse(data: object) -> Case:
    """The case a facts file tells, read by ``files.read_facts`` or from JSON.

    Raises: FactsError with the path, the value and what is allowed, in Vietnamese.
    """
    parts = Node(data, "").fields(_PARTS)
    complete = _complete(parts.get("complete"))
    collective = parts.get("collective")
    attested, all_judged = _attested(parts.get("attested"))

    def history(name: str, read: Callable[[Node], Entry], at: Node | None = None) -> History[Entry]:
        node = at or parts.get(name)
        if node is None:
            return History((), name in complete)
        found = tuple(read(item) for item in node.items())
        return History(found, not found or name in complete)

    ratings = parts.get("ratings")
    graded = entries.ratings(ratings) if ratings else ()
    facts = Facts(
        subject=_subject(parts.get("subject")),
        awards=history("awards", entries.held_award),
        ratings=History(graded, (ratings is not None and not graded) or "ratings" in complete),
        initiatives=history("initiatives", entries.initiative),
        discipline=history(
            "discipline",
            lambda node: entries.stretch(node, "form", DISCIPLINE[1:], DISCIPLINE_ALIASES),
        ),
        pending=history("pending", lambda node: entries.stretch(node, "kind", PENDING)),
        achievements=history("achievements", entries.achievement),
        service=_service(parts.get("service"), history),
        collective=_collective(collective) if collective else None,
        attested=attested,
        all_judged=all_judged,
    )
    return Case(facts, _proposal(parts), _province(parts.get("province")))


def _complete(node: Node | None) -> frozenset[str]:
    """The lists named as whole; "service" names the three that are in it."""
    named = {item.code((*LISTS, "service")) for item in node.items()} if node else set()
    return frozenset(named | (set(_OF_SERVICE) if "service" in named else set()))


def _proposal(parts: Mapping[str, Node]) -> Proposal:
    node = parts.get("proposal")
    given = node.fields(("ground", "year", "school_year", "occasion")) if node else {}
    year, school = entries.year_of(given)
    proposed = parts["proposed_on"].day() if "proposed_on" in parts else None
    received = parts["received_on"].day() if "received_on" in parts else None
    if proposed and received and received < proposed:
        raise parts["received_on"].bad(
            message=f"ngày tiếp nhận trước ngày đề nghị ({proposed:%d/%m/%Y})."
        )
    return Proposal(
        ground=given["ground"].code((*GROUNDS, "any")) if "ground" in given else None,
        year=year,
        school=school,
        occasion=given["occasion"].text() if "occasion" in given else "",
        proposed_on=proposed,
        received_on=received,
    )


def _subject(node: Node | None) -> SubjectFacts:
    if node is None:
        raise FactsError(
            "subject", None, RECIPIENT_KINDS, "subject: thiếu; cần biết ai được đề nghị (kind)."
        )
    given = node.fields(
        ("kind", "gender", "birth", "group", "direct_worker", "enterprise", "area", "agency_kind")
    )
    if "kind" not in given:
        raise FactsError(
            f"{node.path}.kind", None, RECIPIENT_KINDS, f"{node.path}.kind: thiếu loại đối tượng."
        )
    group = given.get("group")
    groups: tuple[str, ...] = ()
    if group is not None:
        several = isinstance(group.value, list | tuple)
        groups = tuple(one.code(RECIPIENT_KINDS) for one in (group.items() if several else [group]))
    return SubjectFacts(
        kind=given["kind"].code(RECIPIENT_KINDS),
        groups=groups,
        gender=given["gender"].code(GENDERS, {"female": "nu", "male": "nam"})
        if "gender" in given
        else None,
        birth=given["birth"].day() if "birth" in given else None,
        direct_worker=given["direct_worker"].truth() if "direct_worker" in given else None,
        enterprise=given["enterprise"].truth() if "enterprise" in given else None,
        area=given["area"].text() if "area" in given else "",
        agency_kind=given["agency_kind"].text() if "agency_kind" in given else "",
    )


def _service(node: Node | None, history: Callable[..., History[Any]]) -> Service:
    given = node.fields(("since", "months_in_year", "spells", "posts", "leave")) if node else {}
    months = given.get("months_in_year")
    return Service(
        since=given["since"].day() if "since" in given else None,
        months_in_year=entries.months_by_year(months) if months else None,
        spells=history("spells", entries.spell, given.get("spells")),
        posts=history("posts", entries.post_held, given.get("posts")),
        leave=history("leave", lambda one: entries.stretch(one, "kind", LEAVE), given.get("leave")),
    )


def _collective(node: Node) -> Collective:
    given = node.fields(_COLLECTIVE)
    numbers: dict[str, int] = {
        name: given[name].number() for name in MEMBER_NUMBERS if name in given
    }
    if "total" in given:
        numbers["members"] = given["total"].number()
    members = numbers.get("members")
    for name, number in numbers.items():
        if members is not None and number > members:
            raise given[name].bad(message=f"{number} nhiều hơn tổng số {members} người.")
    bloc = given.get("bloc")
    several = bloc is not None and isinstance(bloc.value, list | tuple)
    blocs = () if bloc is None else tuple(bloc.items()) if several else (bloc,)
    return Collective(
        as_of=given["as_of"].year()[0] if "as_of" in given else None,
        numbers=numbers,
        worst_discipline=given["worst_discipline"].code(DISCIPLINE, DISCIPLINE_ALIASES)
        if "worst_discipline" in given
        else None,
        founded=given["founded"].day() if "founded" in given else None,
        flag_eligible=given["flag_eligible"].truth() if "flag_eligible" in given else None,
        blocs=tuple(map(_bloc, blocs)),
    )


def _bloc(node: Node) -> BlocRank:
    given = node.fields(("organiser", "rank", "name"))
    for name in ("organiser", "rank"):
        if name not in given:
            raise entries.missing(node, name, ORGANISERS if name == "organiser" else ())
    return BlocRank(given["organiser"].code(ORGANISERS), given["rank"].number(1))


def _attested(node: Node | None) -> tuple[dict[str, bool], bool]:
    if node is None:
        return {}, False
    if not isinstance(node.value, Mapping):
        raise node.bad(message="cần một bảng “mã điều kiện: true hoặc false”.")
    said = {
        str(name): Node(value, f"{node.path}.{name}").truth()
        for name, value in node.value.items()
        if value is not None
    }
    return said, said.pop("all_judged", False)


def _province(node: Node | None) -> dict[str, Any]:
    if node is None:
        return {}
    if not isinstance(node.value, Mapping):
        raise node.bad(message="cần một bảng các thiết lập của tỉnh.")
    return {str(name): value for name, value in node.value.items()}
