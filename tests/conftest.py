"""The fixtures every test may ask for; what they stand on is in ``tests/support``."""

import pytest

from tests.support.browser import axe, browser, no_js_page, open_page, page, page_faults, phone_page
from tests.support.databases import (
    demo_database,
    demo_world,
    django_db_setup,
    own_database,
    own_demo_database,
)
from tests.support.site import _server, demo_site, live_site

__all__ = [
    "_server",
    "axe",
    "browser",
    "demo_database",
    "demo_site",
    "demo_world",
    "django_db_setup",
    "live_site",
    "no_js_page",
    "open_page",
    "own_database",
    "own_demo_database",
    "page",
    "page_faults",
    "phone_page",
]


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "axe" in names:
            item.add_marker(pytest.mark.axe)
        mark = item.get_closest_marker("django_db")
        if "transactional_db" in names or (mark and mark.kwargs.get("transaction")):
            raise pytest.UsageError(
                f"{item.nodeid}: kiểm thử không được xóa trắng cơ sở dữ liệu; hãy dùng own_database."
            )
