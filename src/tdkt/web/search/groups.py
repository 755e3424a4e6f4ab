"""What the one box finds, group by group, at most ``MOST`` of each."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.utils.http import urlencode

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import nfc, syllables
from tdkt.organisations.models import Organisation
from tdkt.registry.models import OfficialDocument, Recipient
from tdkt.registry.search import documents_found, organisations_found, recipients_found
from tdkt.registry.states import RecipientKind
from tdkt.statistics.figures.catalogue import search as figures_found
from tdkt.statistics.figures.catalogue import static_figures
from tdkt.web.law.library import begins
from tdkt.web.law.library import found as instruments_found
from tdkt.web.links import document_url, page_url, recipient_url
from tdkt.web.navigation import navigation_for
from tdkt_law.awards import awards

MOST: Final = 8
PAGES_AND_ACTS = "Trang và việc cần làm"


class Hit(NamedTuple):
    """One thing found: its name, what tells it from others, its address."""

    name: str
    about: str
    url: str


class Group(NamedTuple):
    """Things of one sort, and the address of all of them where not all are here."""

    title: str
    hits: list[Hit]
    all_url: str = ""


def groups_found(reach: Reach, text: str) -> list[Group]:
    """All groups with something in them; only pages for an empty text."""
    words = syllables(text)
    pages = Group(PAGES_AND_ACTS, _pages(reach, text, words))
    if not words or not reach.may(Capability.READ):
        return [pages] if pages.hits else []
    people, others = recipients_found(
        reach,
        text,
        groups=[[RecipientKind.PERSON], [RecipientKind.COLLECTIVE, RecipientKind.HOUSEHOLD]],
        most=MOST + 1,
    )
    units = organisations_found(reach, text, most=MOST + 1)
    documents = documents_found(reach, text, most=MOST + 1)
    people_url = page_url("people-list", q=text, loai=RecipientKind.PERSON.value)
    found = [
        _group("Đơn vị", _units(units, reach), page_url("organisations-list", q=text)),
        _group("Cá nhân", _recipients(people), people_url),
        _group("Tập thể, hộ gia đình", _recipients(others), page_url("people-list", q=text)),
        _group("Văn bản", _documents(documents), page_url("documents-list", q=text)),
        _group("Pháp luật", _law(words), page_url("law-awards", q=text)),
        _group("Số liệu", _figures(text), page_url("figures-index", q=text)),
        pages,
    ]
    return [group for group in found if group.hits]


def _group(title: str, hits: list[Hit], all_url: str) -> Group:
    """``hits`` holds one more than is shown where there are more."""
    return Group(title, hits[:MOST], all_url if len(hits) > MOST else "")


def _recipients(found: Iterable[Recipient]) -> list[Hit]:
    return [
        Hit(
            r.name,
            r.organisation.name if r.organisation else r.get_kind_display(),
            recipient_url(r),
        )
        for r in found
    ]


def _units(found: Iterable[Organisation], reach: Reach) -> list[Hit]:
    hits = []
    for unit in found:
        about = unit.get_kind_display()
        if unit.valid_to and unit.valid_to < reach.on:
            about = f"{about}, đến {format_date(unit.valid_to)}"
        hits.append(Hit(unit.name, about, page_url("organisations-detail", unit.code)))
    return hits


def _documents(found: Iterable[OfficialDocument]) -> list[Hit]:
    return [
        Hit(
            str(document),
            ", ".join(
                part
                for part in (
                    format_date(document.issued_on) if document.issued_on else "",
                    document.title or document.topic or document.issuer,
                )
                if part
            ),
            document_url(document),
        )
        for document in found
    ]


def _law(words: list[str]) -> list[Hit]:
    """Awards by any of their names, then instruments of the library by number and title."""
    hits = [
        Hit(one.name, "Tiêu chuẩn, thẩm quyền, tiền thưởng", page_url("law-award", one.code))
        for one in awards().values()
        if begins(words, " ".join((one.name, one.short_name, one.law_name, *one.aliases)))
    ]
    hits += [
        Hit(one.cited_as, one.title or one.issuer, page_url("law-instrument", one.id))
        for one in instruments_found(words)
    ]
    return hits[: MOST + 1]


def _figures(text: str) -> list[Hit]:
    found = figures_found(static_figures().values(), words=text)[: MOST + 1]
    return [
        Hit(figure.name, figure.code, page_url("figures-detail", figure.code)) for figure in found
    ]


def _pages(reach: Reach, text: str, words: list[str]) -> list[Hit]:
    """Entries of the navigation whose words begin so, and the list of honours asked for this very text."""
    hits = []
    for group, entries in navigation_for(reach, ""):
        for entry in entries:
            own = syllables(f"{entry.label} {group}")
            if all(any(part.startswith(word) for part in own) for word in words):
                hits.append(Hit(entry.label, group or "Trang đầu", entry.url))
    if words and reach.may(Capability.READ):
        shown, key = nfc(text), "q"
        if len(words) == 1 and len(words[0]) == 4 and words[0].isdecimal():
            shown, key = f"năm {words[0]}", "nam"
        url = page_url("awards-list")
        if url:
            asked = urlencode({key: words[0] if key == "nam" else shown})
            hits.insert(
                0, Hit(f"Lượt khen thưởng: {shown}", "Mở danh sách khen thưởng", f"{url}?{asked}")
            )
    return hits[:MOST]
