"""Text from anywhere never becomes markup, not even a label's: data is not trusted either."""

from __future__ import annotations

import httpx
import pytest

from migov.questions.messages import worded
from migov.web.charts.upset import upset
from migov.web.charts.world import Land, World
from migov.web.http.templating import coded, environment

HTML = {"Accept": "text/html"}
SCRIPT = "<script>alert(1)</script>"
QUOTED = "\"><svg onload=alert(1)>'"
ADDRESSES = (
    "/ask?q={}",
    "/search?q={}",
    "/search?q=khartoum&kind={}",
    "/doc/mechanism/{}",
    "/doc/{}/khartoum-process",
    "/doc/mechanism/khartoum-process?asOf={}",
    "/doc/mechanism/khartoum-process?lang={}",
    "/?lang={}",
    "/questions/{}",
    "/questions/members?actor={}",
    "/questions/members?actor=khartoum-process&asOf={}",
    "/questions/members?actor=khartoum-process&lang={}",
    "/questions/members?actor=khartoum-process&limit={}",
    "/compare?actors={},rabat-process",
    "/compare?actors=khartoum-process,rabat-process&asOf={}",
    "/compare?a={}&b=rabat-process",
    "/network?region={}",
    "/network?kind={}",
    "/sparql?query={}",
    "/sparql?example={}",
)


@pytest.mark.parametrize("hostile", [SCRIPT, QUOTED], ids=["script", "quoted"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_an_address_says_stays_text(client: httpx.Client, address: str, hostile: str) -> None:
    quoted = str(httpx.QueryParams({"x": hostile}))[2:].replace("+", "%20")
    answer = client.get(address.format(quoted), headers=HTML, follow_redirects=True)
    assert answer.status_code < 500
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in answer.text
    assert "<svg onload" not in answer.text


@pytest.mark.parametrize("hostile", [SCRIPT, QUOTED], ids=["script", "quoted"])
def test_what_a_picture_names_stays_text(hostile: str) -> None:
    figures = environment().get_template("figures.html").module
    land = Land(hostile, "/doc/state/AAA", 3, 2, "M0,0L1,1", None, (0, 0, 1, 1))
    world = World("0 0 9 9", 9, 9, [land], [hostile], hostile, 3, False)
    plot = upset([(hostile, 1), ("B", 1)], [((True, False), 1), ((False, True), 1)])
    drawn = figures.map(world, hostile) + figures.upset(plot, "group")
    assert "alert(1)" in drawn
    assert "<script>" not in drawn
    assert "<svg onload" not in drawn
    assert f'"{hostile}' not in drawn


def test_what_a_description_says_stays_text() -> None:
    assert coded(f"say `{SCRIPT}` or {SCRIPT}") == (
        "say <code>&lt;script&gt;alert(1)&lt;/script&gt;</code> "
        "or &lt;script&gt;alert(1)&lt;/script&gt;"
    )


def test_a_parameter_is_named_in_words() -> None:
    assert [worded(name) for name in ("asOf", "actor", "minWeight")] == [
        "As of",
        "Actor",
        "Min weight",
    ]
