"""The year ribbon the law reads, with what a finding used lit and what it missed hollowed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from tdkt.dossiers.checklist import Ribbon as ReadRibbon
from tdkt.dossiers.facts import Link
from tdkt.registry.models import Recipient
from tdkt.registry.states import Standing
from tdkt.web.eligibility.gaps import (
    DISCIPLINE,
    FORMS,
    INITIATIVES,
    RATINGS,
    TITLES,
    Gap,
)
from tdkt.web.links import page_url, recipient_url
from tdkt.web.ribbon import Kind, Ribbon, RibbonMark, RibbonRow, State

_KINDS: Final[Mapping[str, Kind]] = {
    RATINGS: "rating", TITLES: "title", FORMS: "form", INITIATIVES: "initiative", DISCIPLINE: "discipline",
}  # fmt: skip
_PAGES: Final = {
    "honour": "awards-detail", "initiative": "initiatives-detail", "discipline": "disciplines-detail",
    "hold": "holds-detail",
}  # fmt: skip
_ANCHORS: Final = {
    "rating": "#xep-loai", "collective_year": "#so-lieu-tap-the", "post": "#chuc-vu",
}  # fmt: skip
_LACKS: Final = "thiếu"


def link_url(link: Link, recipient: Recipient) -> str:
    """The page of the record, or its place on the recipient's page."""
    page = _PAGES.get(link.kind)
    if page is not None:
        return page_url(page, link.code)
    return recipient_url(recipient) + _ANCHORS.get(link.kind, "")


def is_declared(link: Link) -> bool:
    """Does it stand on a unit's word alone?"""
    return bool(link.standing) and link.standing != Standing.CHECKED


def law_ribbon(
    read: ReadRibbon,
    recipient: Recipient,
    *,
    used: Collection[Link] = (),
    spent: Collection[Link] = (),
    gaps: Iterable[Gap] = (),
) -> Ribbon:
    """``used`` are lit, ``gaps`` hollowed; ``spent`` are initiatives that stand behind another award."""
    rows = []
    wanted: dict[tuple[str, int], str] = {(row, year): text for row, year, text in gaps}
    for label, marks in read.rows:
        cells: dict[int | str, list[RibbonMark]] = {
            year: [
                RibbonMark(
                    one.text,
                    one.link.label + (", theo kê khai" if is_declared(one.link) else ""),
                    _KINDS[label],
                    link_url(one.link, recipient),
                    _state(one.link, used, spent),
                )
                for one in found
            ]
            for year, found in marks.items()
        }
        for (row, year), text in wanted.items():
            if row == label and year in read.years:
                cells.setdefault(year, []).append(
                    RibbonMark(_LACKS, text, _KINDS[label], state="missing")
                )
        rows.append(RibbonRow(label, cells))
    return Ribbon(read.years, rows)


def _state(link: Link, used: Collection[Link], spent: Collection[Link]) -> State:
    if link in used:
        return "used"
    return "spent" if link in spent else ""
