"""The navigation as a table: what stands in it, and for whom."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Answer
from tdkt.registry.merit_selectors import may_read_discipline


class Item(NamedTuple):
    """One entry; it is left out where the office may not use it. ``needs`` None: every office may."""

    label: str
    url_name: str
    icon: str
    needs: Capability | None
    guard: Callable[[Reach], Answer] | None = None


class Entry(NamedTuple):
    """One entry as drawn; ``current`` is "page" on the page itself, "true" below it."""

    label: str
    url: str
    icon: str
    current: str


_READ = Capability.READ
NAVIGATION: tuple[tuple[str, tuple[Item, ...]], ...] = (
    ("", (Item("Việc cần xử lý", "desk", "desk", _READ),)),
    (
        "Tra cứu",
        (
            Item("Khen thưởng", "awards-list", "award", _READ),
            Item("Cá nhân", "people-list", "person", _READ),
            Item("Đơn vị", "organisations-list", "building", _READ),
            Item("Sáng kiến, kỷ luật", "initiatives-list", "idea", _READ),
            Item("Văn bản", "documents-list", "document", _READ),
            Item("Pháp luật", "law-awards", "gavel", None),
            Item("Quy định của tỉnh", "rules-overview", "map", Capability.READ_PROVINCE),
        ),
    ),
    (
        "Công tác thi đua",
        (
            Item("Phong trào thi đua", "movements-list", "flag", _READ),
            Item("Khối, cụm thi đua", "blocs-list", "blocs", _READ),
            Item("Rà soát điều kiện", "screening", "check", _READ, may_read_discipline),
            Item("Hội đồng", "council-list", "council", _READ),
            Item("Kiểm tra, tập huấn", "oversight-list", "inspect", _READ),
        ),
    ),
    (
        "Tổng hợp",
        (
            Item("Số liệu, biểu mẫu", "figures-list", "chart", _READ),
            Item("Báo cáo", "reports-list", "report", Capability.READ_PROVINCE),
        ),
    ),
    (
        "Dữ liệu",
        (
            Item("Nhập danh sách", "imports-list", "import", Capability.IMPORT),
            Item("Nhật ký", "ledger-list", "ledger", Capability.READ_LEDGER),
            Item("Tài khoản", "offices-list", "person", Capability.MANAGE_ACCOUNTS),
        ),
    ),
)


def navigation_for(reach: Reach | None, path: str) -> list[tuple[str, list[Entry]]]:
    """The groups and entries this office sees; the one the path lies under is current."""
    if reach is None:
        return []
    groups = []
    for group, items in NAVIGATION:
        entries = [
            Entry(item.label, url, item.icon, _current(url, path))
            for item in items
            if (item.needs is None or reach.may(item.needs))
            and (item.guard is None or item.guard(reach))
            and (url := reverse(item.url_name))
        ]
        if entries:
            groups.append((group, entries))
    return groups


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
