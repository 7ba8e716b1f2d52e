"""The same service for readers of four languages, each from first address to what they came for."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from tests.conftest import Server

# A busy machine takes its time.
expect.set_options(timeout=30_000)

ARABIC = re.compile("[\u0600-\u06ff]{3}")


class NewsSite(ThreadingHTTPServer):
    """Another origin: a site with one page, `content`."""

    content = b""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, NewsSite)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server(releases: Path) -> Iterator[Server]:
    """A server with the limits that it has by default: a PDF may take longer than three seconds."""
    running = Server(releases)
    yield running
    running.stop()


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A site of an editor, on a port of its own."""
    running = NewsSite(("127.0.0.1", 0), _Answer)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def reader(opened, server):
    """Opens pages for a reader whose browser asks for a language."""
    # On a busy machine the first question in words takes longer than the server's limit.
    for _ in range(60):
        asked = server.client.get("/ask", params={"q": "who chairs the Rabat Process"})
        if asked.status_code == 200:
            break
        time.sleep(1)

    def open_for(locale: str) -> Page:
        return opened(viewport={"width": 1280, "height": 900}, locale=locale)

    return open_for


def test_an_analyst_in_dakar_reads_who_chairs_the_rabat_process_and_prints_its_brief(reader):
    page = reader("fr-SN")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.locator("#q").fill("qui préside le processus de Rabat ?")
    page.keyboard.press("Enter")
    said = page.locator("main p.lead")
    expect(said).to_contain_text("Processus de Rabat")
    expect(said).to_contain_text(re.compile("présid", re.IGNORECASE))
    row = page.locator("table.answer tbody tr").first
    expect(row.locator("td.sources > a").first).to_have_attribute("href", re.compile("/source/"))
    page.goto("/doc/mechanism/rabat-process")
    page.get_by_role("link", name="La note").click()
    expect(page).to_have_url(re.compile("/brief/mechanism/rabat-process"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Processus de Rabat")
    printed = page.get_by_role("link", name="PDF, A4").get_attribute("href") or ""
    assert "lang=fr" in printed
    answer = page.request.get(printed, timeout=120_000)
    # A server without WeasyPrint says that it has no printer.
    assert answer.status == (200 if find_spec("weasyprint") else 501)


def test_an_analyst_in_riyadh_reads_the_members_of_the_arcp_from_right_to_left(reader):
    page = reader("ar-SA")
    page.goto("/questions/members?actor=arcp&role=member")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("heading", level=1)).to_have_text(ARABIC)
    expect(page.locator("main p.lead")).to_have_text(ARABIC)
    members = page.locator("table.answer tbody tr td:first-child, table.answer tbody tr th")
    names = members.all_inner_texts()
    assert len(names) > 15
    assert all(ARABIC.search(name) for name in names)
    # What stands first stands at the right.
    cells = page.locator("table.answer tbody tr").first.locator("td, th")
    first, second = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["x"] > second["x"]


def test_an_editor_embeds_a_map_in_a_page_of_another_origin(reader, site):
    page = reader("en-GB")
    page.goto("/questions/parties?instrument=palermo-protocol-smuggling")
    page.get_by_text("Embed this on another site").click()
    code = page.locator("details[open] pre", has_text="<iframe").inner_text()
    site.content = f"<!doctype html><link rel=icon href=data:,><title>News</title>{code}".encode()
    page.goto(f"http://127.0.0.1:{site.server_port}/")
    frame = page.frame_locator("iframe")
    expect(frame.locator("svg.world")).to_be_visible()
    assert frame.locator("svg.world a").count() > 100
    expect(frame.get_by_role("link", name="migov")).to_be_visible()


def test_a_reader_in_mexico_finds_a_dialogue_by_its_spanish_name(reader):
    page = reader("es-MX")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("#q").fill("Conferencia Regional sobre Migración")
    page.keyboard.press("Enter")
    page.locator("main ol.results a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Conferencia Regional sobre Migración"
    )
    expect(page.locator(".answers li").first).to_contain_text(re.compile("presid", re.IGNORECASE))
    expect(page.locator("nav.contents")).to_contain_text("Miembros")


def test_a_reader_changes_the_language_of_a_page(reader):
    page = reader("ar-SA")
    page.goto("/doc/mechanism/khartoum-process")
    expect(page.get_by_role("heading", level=1)).to_have_text(ARABIC)
    page.locator("nav.languages").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khartoum Process")
    expect(page.locator("#chairs time").first).to_have_text(re.compile(r"\d{1,2} \w{3} \d{4}"))


def test_scripts_speak_the_language_of_the_page(reader):
    page = reader("fr-FR")
    page.goto("/sparql?example=members-by-region")
    page.get_by_role("button", name="Exécuter la requête").click()
    page.get_by_role("tab", name="Tableau").click()
    expect(page.locator("#result h2")).to_contain_text(re.compile(r"Résultat \d+ lignes"))
    page.goto("/network")
    page.locator("svg.network a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#graph .details")).to_contain_text(re.compile(r"\d+ liens\."))


def test_rows_are_drawn_when_the_translations_arrive_after_the_page_has_loaded(reader):
    page = reader("fr-FR")

    def arrive_late(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    page.route("**/static/words/fr.json", arrive_late)
    page.goto("/sparql?query=SELECT%20*%20%7B%20?s%20a%20?type%20%7D%20LIMIT%205")
    expect(page.get_by_role("tab", name="Tableau")).to_be_visible()
