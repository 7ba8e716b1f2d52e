"""axe-core finds no serious fault at any width, in light and in dark; pages fit a small phone."""

from __future__ import annotations

import pytest

from .conftest import AXE
from .pages import PAGES, settle

_SERIOUS = """async (options) => (await axe.run(document, options)).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)"""


_COLOURS = {"runOnly": ["color-contrast"]}
#: A phone, a tablet, a laptop.
WIDTHS = (390, 768, 1280)
_OPEN = "document.querySelectorAll('details').forEach((one) => (one.open = true))"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(opened, name):
    page = opened(color_scheme="light")
    page.goto(PAGES[name])
    settle(page, name)
    # What is folded is read too.
    page.evaluate(_OPEN)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 850})
        assert page.evaluate(_SERIOUS, {"resultTypes": ["violations"]}) == [], width
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
