"""axe-core finds no serious fault, in light and in dark; no page is wider than a small phone."""

from __future__ import annotations

import pytest

from .conftest import AXE
from .pages import PAGES, settle

_SERIOUS = """async (options) => (await axe.run(document, options)).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)"""


_COLOURS = {"runOnly": ["color-contrast"]}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(opened, name):
    page = opened(color_scheme="light")
    page.goto(PAGES[name])
    settle(page, name)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_SERIOUS, {"resultTypes": ["violations"]}) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(_SERIOUS, _COLOURS) == []


def test_every_page_fits_a_small_phone(opened):
    page = opened(viewport={"width": 360, "height": 740})
    wide = {}
    for name, address in PAGES.items():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[name] = width
    assert not wide
