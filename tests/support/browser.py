"""Pages in Debian's Chromium, desk and phone, with and without JavaScript, and axe without a network."""

import shutil
from collections.abc import Callable, Generator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page_faults() -> Generator[list[str]]:
    """Script errors and breaches of the Content-Security-Policy; the test fails when any are left."""
    faults: list[str] = []
    yield faults
    if faults:
        pytest.fail("Trang có lỗi:\n" + "\n".join(faults))


@pytest.fixture
def open_page(live_site, browser, page_faults) -> Generator[Callable[..., Page]]:
    """``open_page(user=None, viewport=DESK, javascript=True)``: a page of its own on the live site.

    What goes wrong on any of them is in ``page_faults``.
    """
    contexts: list[BrowserContext] = []

    def hear(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            page_faults.append(said.text)

    def open_(user=None, *, viewport=DESK, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_site.url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport=viewport,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if user is not None:
            context.add_cookies([live_site.session_cookie(user)])
        page = context.new_page()
        page.on("pageerror", lambda error: page_faults.append(str(error)))
        page.on("console", hear)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page) -> Page:
    """Nobody signed in, 1440 px wide."""
    return open_page()


@pytest.fixture
def phone_page(open_page) -> Page:
    """Nobody signed in, 390 px wide."""
    return open_page(viewport=PHONE)


@pytest.fixture
def no_js_page(open_page) -> Page:
    """Nobody signed in, JavaScript off."""
    return open_page(javascript=False)


@pytest.fixture
def axe(page_faults) -> Callable[[Page], list[str]]:
    """``axe(page)``: the accessibility faults of the page, one line an element; [] when there are none."""

    def faults(page: Page) -> list[str]:
        own = len(page_faults)
        found = Axe().run(page).response["violations"]
        del page_faults[own:]  # axe tries an inline style itself, which our policy refuses
        return [
            f"{rule['id']}: {rule['help']}: {node['target']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return faults
