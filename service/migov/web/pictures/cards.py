"""Cards for link previews, 1200 by 630 pixels: a title, a sentence and a picture, as SVG or PNG."""

from __future__ import annotations

from typing import NamedTuple

from migov.web.charts.bars import Ranking
from migov.web.charts.calendar import Calendar
from migov.web.charts.labels import wrapped
from migov.web.charts.timeline import Timeline
from migov.web.charts.upset import Upset
from migov.web.charts.world import World, ground
from migov.web.http.templating import VENDOR, environment

#: The size required for previews, and the margin.
WIDTH, HEIGHT, MARGIN = 1200, 630, 56
_TITLE, _TEXT, _FOOT = 44, 25, 46
#: Minimum height of a picture, in pixels; a lower one is omitted.
_LEAST = 120
#: Maximum number of lanes and rows on a card.
ROWS = 9

Chart = World | Timeline | Calendar | Ranking | Upset | None


class Box(NamedTuple):
    """The position of the picture on the card, and its view box."""

    y: float
    height: float
    view: str


class Line(NamedTuple):
    """A line of text with its baseline."""

    y: float
    text: str


def card(title: str, sentence: str, chart: Chart, *, release: str, as_of: str, lang: str) -> str:
    """The SVG of a card."""
    room = WIDTH - 2 * MARGIN
    y = MARGIN + 72.0
    titles = []
    for text in wrapped(title, room, _TITLE, 2):
        titles.append(Line(y, _embedded(text, lang)))
        y += 1.2 * _TITLE
    text_lines = []
    y += 2
    for text in wrapped(sentence, room, _TEXT, 2 if chart else 8):
        text_lines.append(Line(y, _embedded(text, lang)))
        y += 1.4 * _TEXT
    box = Box(y - 8, HEIGHT - _FOOT - y, _view(chart))
    return (
        environment()
        .get_template("pictures/card.svg")
        .render(
            width=WIDTH,
            height=HEIGHT,
            margin=MARGIN,
            titles=titles,
            text_lines=text_lines,
            title=title,
            kind=type(chart).__name__ if chart and box.height >= _LEAST else "",
            chart=chart,
            box=box,
            ground=ground(),
            footer=f"migov, release {release}, as of {as_of}. https://w3id.org/migov/ · CC BY 4.0",
            rtl=lang == "ar",
        )
    )


def _embedded(text: str, lang: str) -> str:
    """A line of Arabic as one right-to-left run, including names in other scripts."""
    return f"\u202b{text}\u202c" if lang == "ar" else text


def _view(chart: Chart) -> str:
    if chart is None:
        return ""
    return chart.box if isinstance(chart, World) else f"0 0 {chart.width} {chart.height}"


_FONTS = VENDOR / "fonts"
_FAMILY = "Noto Sans"


def png(svg: str, width: int) -> bytes:
    """`svg` as a PNG of `width` pixels.

    Without the built fonts the system's fonts are used; without any the image has no text.
    """
    import resvg_py  # a shared library that few processes need

    built = _FONTS.is_dir()
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=built,
        font_dirs=[str(_FONTS)] if built else None,
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
    )
    return drawn
