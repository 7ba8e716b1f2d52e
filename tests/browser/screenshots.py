"""Takes the pictures that README shows, of the release in `build/releases`: `make screenshots`.

Six pages as a visitor sees them, at a size that README shows without scaling, into
`docs/screenshots/`. Run it after what they show has changed, and look at them before they are kept.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from ..conftest import Server
from .conftest import ROOT

OUT = ROOT / "docs" / "screenshots"
WIDTH = 1120
#: What a reader of README waits for, in bytes a picture.
MOST = 150_000
#: The browser itself writes WebP, a third of the PNG that it takes.
_WEBP = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const webp = await canvas.convertToBlob({ type: "image/webp", quality: 0.82 });
  return new Uint8Array(await webp.arrayBuffer()).toBase64();
}"""


class Picture(NamedTuple):
    """A page, what is done on it, and what of it is shown: from an element on, so many pixels."""

    name: str
    address: str
    done: Callable[[Page], None]
    top: str
    height: int


def _charted(page: Page) -> None:
    page.get_by_role("button", name="Run the query").click()
    page.get_by_role("tab", name="Chart").click()
    page.locator("#result figure svg").wait_for()


def _told(page: Page) -> None:
    """The panel describes a node of the network."""
    page.locator("svg.network a[tabindex='0']").wait_for()
    find = page.locator("#graph").get_by_label("Find")
    find.fill("Khartoum Process")
    find.press("Tab")


PICTURES = (
    Picture("front", "/", lambda page: None, "body", 1250),
    Picture("actor", "/doc/mechanism/khartoum-process", lambda page: None, "main", 1400),
    Picture("network", "/network", _told, "#result", 830),
    Picture(
        "answer",
        "/questions/parties?instrument=palermo-protocol-smuggling&limit=12",
        lambda page: None,
        "main",
        1250,
    ),
    Picture("brief", "/brief/mechanism/rabat-process", lambda page: None, "main", 1250),
    Picture("sparql", "/sparql?example=members-by-region", _charted, "form.sparql", 1200),
)


def main() -> int:
    """The exit status: 1 where a picture is too large."""
    OUT.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    server = Server(ROOT / "build" / "releases", log=Path(os.devnull))
    large = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium,
                args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            )
            page = browser.new_context(
                base_url=server.url,
                viewport={"width": WIDTH, "height": 900},
                color_scheme="light",
                reduced_motion="reduce",
            ).new_page()
            writer = browser.new_page()
            for picture in PICTURES:
                file = _taken(page, writer, picture)
                size = file.stat().st_size
                sys.stdout.write(f"{file.relative_to(ROOT)} {size:,} bytes\n")
                large += [file] if size > MOST else []
            browser.close()
    finally:
        server.stop()
    return 1 if large else 0


def _taken(page: Page, writer: Page, picture: Picture) -> Path:
    page.goto(picture.address, wait_until="networkidle")
    picture.done(page)
    top = page.locator(picture.top).evaluate("(one) => one.getBoundingClientRect().top + scrollY")
    page.mouse.move(0, 0)
    clip = {"x": 0, "y": max(0, top - 8), "width": WIDTH, "height": picture.height}
    shot = page.screenshot(full_page=True, clip=clip)
    file = OUT / f"{picture.name}.webp"
    file.write_bytes(base64.b64decode(writer.evaluate(_WEBP, base64.b64encode(shot).decode())))
    return file


if __name__ == "__main__":
    sys.exit(main())
