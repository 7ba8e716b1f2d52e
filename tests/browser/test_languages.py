"""The same service for readers of four languages, each from first address to what they came for."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

ARABIC = re.compile("[\u0600-\u06ff]{3}")
#: A page of a PDF.
_SHEET = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def reader(opened):
    """Opens pages for a reader whose browser asks for a language."""

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
    expect(said).to_contain_text(re.compile("présid"))
    row = page.locator("table.answer tbody tr").first
    expect(row.locator("td.sources > a").first).to_have_attribute("href", re.compile("/source/"))
    page.goto("/doc/mechanism/rabat-process")
    page.get_by_role("link", name="La note").click()
    expect(page).to_have_url(re.compile("/brief/mechanism/rabat-process"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Processus de Rabat")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(_SHEET.findall(printed)) <= 2


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


def test_an_editor_embeds_a_map_in_a_page_of_another_origin(reader):
    page = reader("en-GB")
    page.goto("/questions/parties?instrument=palermo-protocol-smuggling")
    page.get_by_text("Embed this on another site").click()
    code = page.locator("details[open] pre", has_text="<iframe").inner_text()
    page.goto("data:text/html," + quote(f"<!doctype html><title>News</title>{code}"))
    assert page.evaluate("location.origin") == "null"
    frame = page.frame_locator("iframe")
    expect(frame.locator("svg.world, img").first).to_be_visible()
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
    expect(page.locator("#graph .told")).to_contain_text(re.compile(r"\d+ liens\."))
