"""What a page costs its reader: bytes, waiting, things that move, links too small for a finger."""

from __future__ import annotations

import re

import pytest

from .conftest import AXE
from .pages import PAGES

#: Of a first load, with nothing kept from before, as it comes over the wire.
MOST_BYTES = 600_000
#: What Lighthouse calls good, of the sum of shifts.
MOST_SHIFT = 0.1
LOADED = ("front", "mechanism", "members", "overlap", "compare", "network")

#: Pixels that the page of an actor is high, with its sections folded.
MOST_HEIGHT = 6_000
LARGEST = ("mechanism/khartoum-process", "organization/eu", "organization/iom")

_SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shifted += entry.value)))
  .observe({ type: "layout-shift", buffered: true });"""
_RULE = '{ runOnly: { type: "rule", values: ["target-size"] } }'
_SMALL = f"""async () => (await axe.run(document, {_RULE}))
  .violations.flatMap((found) => found.nodes.map((node) => node.html))"""
_LAST = "() => document.querySelector('footer').getBoundingClientRect().height > 0"


@pytest.mark.parametrize("name", LOADED)
def test_a_first_load_on_a_phone_is_light_still_and_wide_enough_for_a_finger(opened, name):
    page = opened(viewport={"width": 390, "height": 844})
    page.add_init_script(_SHIFTS)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    page.goto(PAGES[name], wait_until="networkidle")
    page.wait_for_function(_LAST)
    assert 5_000 < sum(sizes) < MOST_BYTES
    assert page.evaluate("shifted") < MOST_SHIFT
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_SMALL) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_largest_actors_fit_a_few_screens(opened, lang):
    page = opened()
    for thing in LARGEST:
        page.goto(f"/doc/{thing}?lang={lang}")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            height = page.evaluate("document.documentElement.scrollHeight")
            assert 1_000 < height <= MOST_HEIGHT, (thing, width)


def test_every_page_says_what_it_is(server):
    titles = {}
    for name, address in PAGES.items():
        text = server.client.get(address, headers={"Accept": "text/html"}).text
        assert '<html lang="en" dir="ltr">' in text
        title = re.search(r"<title>(.+?) · migov</title>", text)
        told = re.search(r'<meta name="description" content="([^"]{20,})">', text)
        assert title, name
        assert told, name
        titles[name] = title[1]
    assert len(set(titles.values())) == len(titles)


def test_facts_are_there_before_any_script(opened):
    page = opened()
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/doc/mechanism/khartoum-process")
    facts = page.locator("tr[data-fact]")
    assert facts.count() > 100
    assert page.locator(".picture svg.world a").count() == 40
    # Each with who says so.
    assert facts.filter(has_not=page.locator("td.sources a")).count() == 0
