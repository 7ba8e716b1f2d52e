"""Cards of 1200 by 630 pixels, as link previews show them: a title, what is so, and a picture."""

from __future__ import annotations

from typing import NamedTuple

from migov.web.charts.calendar import Calendar
from migov.web.charts.labels import wrapped
from migov.web.charts.ranking import Ranking
from migov.web.charts.timeline import Timeline
from migov.web.charts.world import World, ground
from migov.web.http.templating import environment

#: The size that the makers of previews ask for, and the free margin.
WIDTH, HEIGHT, MARGIN = 1200, 630, 56
_TITLE, _TEXT, _FOOT = 44, 25, 46
#: A picture lower than this, in pixels, is left out for the text.
_LEAST = 120
#: Lanes and rows that are readable on a card.
ROWS = 9

Chart = World | Timeline | Calendar | Ranking | None


class Box(NamedTuple):
    """Where the picture lies on the card, and the view box that it shows."""

    y: float
    height: float
    view: str


class Line(NamedTuple):
    """A line of text: its baseline and its words."""

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
    said = []
    y += 2
    for text in wrapped(sentence, room, _TEXT, 2 if chart else 8):
        said.append(Line(y, _embedded(text, lang)))
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
            said=said,
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
    """A line of Arabic as one run from right to left, names in other scripts included."""
    return f"\u202b{text}\u202c" if lang == "ar" else text


def _view(chart: Chart) -> str:
    if chart is None:
        return ""
    return chart.box if isinstance(chart, World) else f"0 0 {chart.width} {chart.height}"
