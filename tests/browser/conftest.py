"""A real browser on the running service: Debian's Chromium, driven by Playwright.

No page may log an error or ask another host for anything: every test fails on either. Without
Chromium, or without the built scripts, these tests are skipped, unless MIGOV_REQUIRE_ALL=1.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.conftest import lacking

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "service" / "migov" / "web" / "static" / "vendor" / "built"
AXE = ROOT / "service" / "assets" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window, which can resolve no name but this machine's.

    Playwright keeps an event loop running in the main thread: it is closed with each module,
    so that other tests of the same process can run loops of their own.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        lacking("no Chromium on this machine: apt-get install chromium")
    if not BUILT.exists():
        lacking("the scripts of the pages are not built: make assets")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",  # Chromium's own sandbox needs a user other than root
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield running
        running.close()


#: Opens a page; keywords are those of a Playwright context, such as `color_scheme`.
Open = Callable[..., Page]


@pytest.fixture
def opened(browser, server) -> Iterator[Open]:
    """Opens pages of the service, and at the end fails on what any of them logged or asked."""
    # On a busy machine the first network takes longer than the server's limit.
    server.client.get("/network", headers={"Accept": "text/html"})
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(base_url=server.url, accept_downloads=True, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: (
                faults.append(f"{page.url}: {said.text}")
                if said.type == "error" and not _expected(said.text)
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("http://127.0.0.1:", "blob:", "data:"))
                else faults.append(f"{page.url} asks {request.url}")
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _expected(said: str) -> bool:
    """A refused query is an answer: the browser logs its status by itself."""
    return "the server responded with a status of 4" in said or "status of 504" in said


@pytest.fixture
def page(opened) -> Page:
    """A page of usual size, in light colours."""
    return opened(viewport={"width": 1280, "height": 900}, color_scheme="light")
