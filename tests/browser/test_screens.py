"""Pictures of every page, light, dark and on a phone, in `build/screens/` for people to look at."""

from __future__ import annotations

import re

import pytest

from .conftest import ROOT
from .pages import PAGES, settle
from .screenshots import MOST, PICTURES

SCREENS = ROOT / "build" / "screens"
WIDE = {"width": 1280, "height": 900}
LOOKS = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "390": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
#: A picture is no longer than a person looks at, in pixels.
LONGEST = 2600


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_pictured(opened, look):
    page = opened(**LOOKS[look])
    SCREENS.mkdir(parents=True, exist_ok=True)
    for name, address in PAGES.items():
        page.goto(address)
        settle(page, name)
        width, height = page.evaluate(
            "[document.documentElement.clientWidth, document.documentElement.scrollHeight]"
        )
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST)}
        picture = SCREENS / f"{name}-{look}.png"
        page.screenshot(path=picture, full_page=True, clip=clip)
        assert picture.stat().st_size > 5_000


def test_the_readme_shows_six_pictures_that_load_at_once():
    shown = re.findall(r"!\[[^\]]{30,}\]\((\S+)\)", (ROOT / "README.md").read_text("utf-8"))
    taken = {f"docs/screenshots/{picture.name}.webp" for picture in PICTURES}
    assert len(taken) == 6
    assert taken == set(shown)
    assert all((ROOT / path).stat().st_size <= MOST for path in shown)
