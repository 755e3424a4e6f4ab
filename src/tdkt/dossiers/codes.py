"""From the registry's codes to those of a facts file, for one recipient and for all alike."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from tdkt.organisations.states import OrganisationKind
from tdkt.registry.states import Ground, Level, Method, RecipientGroup, RecipientKind, Standing
from tdkt_law.awards import AwardKind, UnknownAward, award
from tdkt_law.facts.spending import is_form

STANDINGS: Final[Mapping[str, str]] = {
    Standing.CHECKED: "doi_chieu",
    Standing.DECLARED: "ke_khai",
    Standing.NO_NUMBER: "chua_so",
}
_GROUND_OF: Final[Mapping[str, str]] = {
    Method.REGULAR: Ground.MERIT,
    Method.THEMATIC: Ground.MOVEMENT,
    Method.SUDDEN: Ground.SUDDEN,
    Method.FOREIGN: Ground.FOREIGN,
    Method.CONTRIBUTION: Ground.CONTRIBUTION,
    Method.SERVICE_YEARS: Ground.SERVICE_YEARS,
    Method.RESISTANCE: Ground.RESISTANCE,
}
_WORKING_HANDS: Final = ("nông dân", "công nhân")
_VILLAGES: Final = ("bản ", "thôn ", "tổ dân phố ")
_BODIES: Final[Mapping[str, tuple[str, ...]]] = {
    OrganisationKind.ENTERPRISE: ("doanh_nghiep",),
    OrganisationKind.COMMUNE: ("xa_phuong",),
    OrganisationKind.ARMED: ("llvt_tap_the",),
}


@lru_cache(maxsize=512)
def award_code(code: str) -> str | None:
    """The catalogue's code of an award; None for one the catalogue does not know, which then counts for nothing."""
    try:
        return award(code).code
    except UnknownAward:
        return None


@lru_cache(maxsize=4096)
def ground_of(ground: str, method: str, code: str) -> str:
    """The ground written, else the one the method stands for (phương thức → căn cứ): a yearly title is its own."""
    if ground:
        return str(ground)
    if method == Method.REGULAR and award(code).kind is AwardKind.TITLE:
        return str(Ground.TITLE)
    return str(_GROUND_OF[method])


def level_of(level: str, code: str) -> str | None:
    """The level as the law tells it apart: a bằng khen from outside the three levels is a mass organisation's."""
    if level != Level.OTHER:
        return str(level)
    return "doan_the" if code == "bk_bo_tinh" else None


def telling(kind: str, words: str) -> bool:
    """Does a person's post, or a collective's name, tell a finer kind of recipient?"""
    first = _WORKING_HANDS if kind == RecipientKind.PERSON else _VILLAGES
    return words.lower().startswith(first)


def subject_of(
    kind: str, *, group: str, tells: bool, body_kind: str, unit_kind: str
) -> dict[str, Any]:
    """The ``subject`` of a facts file, as far as the registry tells finer kinds apart.

    ``group`` is a person's; ``tells`` as ``telling`` of the post or name; ``body_kind`` the kind of the organisation a
    collective is, ``unit_kind`` that of the one it belongs to.
    """
    subject: dict[str, Any] = {"kind": str(kind)}
    finer: tuple[str, ...] = ()
    if kind == RecipientKind.PERSON:
        if unit_kind == OrganisationKind.ARMED:
            finer = ("llvt_ca_nhan",)
        elif group == RecipientGroup.ENTREPRENEUR:
            finer = ("doanh_nhan_tri_thuc",)
        elif tells:
            finer = ("cong_nhan_nong_dan_nld",)
        direct = direct_worker(group)
        if direct is not None:
            subject["direct_worker"] = direct
    elif kind == RecipientKind.COLLECTIVE:
        subject["enterprise"] = body_kind == OrganisationKind.ENTERPRISE
        if body_kind:
            finer = _BODIES.get(body_kind, ())
        elif unit_kind == OrganisationKind.ARMED:
            finer = ("llvt_tap_the",)
        elif tells:
            finer = ("thon_tdp",)
    if finer:
        subject["group"] = list(finer)
    return subject


def direct_worker(group: str) -> bool | None:
    """Is somebody of that group a direct worker? None: the group is not known."""
    return group == RecipientGroup.DIRECT_WORKER if group else None


@lru_cache(maxsize=512)
def spends_for_all(award: str) -> bool:
    """A use for a form of commendation spends an initiative wholly, however long the list of its uses."""
    code = award_code(award)
    return code is not None and is_form(code)
