"""`/correct`: a form without scripts makes a text that `migov apply` reads; nothing is stored."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from tests.conftest import Server

from migov.curation.correction import Correction, read_correction
from migov.vocabulary import expand

CHAIR = expand("membership:khartoum-process-FRA-chair")
HTML = {"Accept": "text/html"}
FILLED = {
    "statement": CHAIR,
    "what": "schema:startDate=2025-04-09",
    "right": "2025-04-10",
    "source": "https://news.example/chair",
    "title": "Le président <script>",
    "date": "2025-04-11",
    "comment": "One day later: “10 avril”.",
}


def shown(client: httpx.Client, path: str) -> str:
    """A page; asked for again where the machine was too busy for the server's short limit."""
    for _ in range(10):
        response = client.get(path, headers=HTML)
        if response.status_code not in (503, 504):
            break
    assert response.status_code == 200, response.text
    return response.text


def text_of(response: httpx.Response) -> str:
    assert response.status_code == 200, response.text
    found = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", response.text, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def test_every_row_and_page_leads_to_the_form(client: httpx.Client):
    page = shown(client, "/doc/membership/khartoum-process-FRA-chair")
    assert f'href="/correct?statement={quote(CHAIR)}"' in page
    answer = shown(client, "/questions/chairs?actor=khartoum-process")
    assert 'href="/correct?statement=/id/membership/khartoum-process-FRA-chair"' in answer


@pytest.mark.parametrize("statement", [CHAIR, "/id/membership/khartoum-process-FRA-chair",
    "/doc/membership/khartoum-process-FRA-chair",
    "/release/0123456789ab/id/membership/khartoum-process-FRA-chair"])  # fmt: skip
def test_the_form_shows_what_is_stated(client: httpx.Client, statement: str):
    response = client.get("/correct", params={"statement": statement})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert 'value="schema:startDate=2025-04-09"' in response.text
    assert ">Since: 2025-04-09</option>" in response.text
    assert "Gone by: not stated" in response.text
    assert '<form action="/correct" method="post"' in response.text


def test_the_text_is_what_the_command_reads(client: httpx.Client, tmp_path: Path):
    text = text_of(client.post("/correct", data=FILLED))
    path = tmp_path / "correction.yaml"
    path.write_text(text, encoding="utf-8")
    read = read_correction(path)
    assert read == Correction(
        CHAIR,
        "schema:startDate",
        "2025-04-09",
        "2025-04-10",
        FILLED["source"],
        FILLED["title"],
        "2025-04-11",
        FILLED["comment"],
        read.release,
    )
    assert re.fullmatch(r"[0-9a-f]{12}", read.release)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"right": "", "comment": ""}, "Say what is right"),
        ({"source": "javascript:alert(1)"}, "begins with https://"),
        ({"source": "", "comment": ""}, "every fact has a source"),
        ({"comment": "a\x07b"}, "control character"),
    ],
)
def test_a_form_with_a_fault_comes_back_filled_in(client, changed, said):
    response = client.post("/correct", data={**FILLED, **changed})
    assert response.status_code == 422
    assert said in response.text
    assert 'value="Le président &lt;script&gt;"' in response.text
    assert '<option value="schema:startDate=2025-04-09" selected>' in response.text


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("", 422),
        ("https://example.org/", 422),
        ("/id/membership/..%2F", 422),
        (CHAIR + "> ?s ?p ?o", 422),
        (CHAIR + "-of-nothing", 404),
    ],
)
def test_what_is_no_statement(client: httpx.Client, statement: str, status: int):
    assert client.get("/correct", params={"statement": statement}).status_code == status
    body = {**FILLED, "statement": statement}
    assert client.post("/correct", data=body).status_code in (status, 200)


@pytest.mark.parametrize(
    ("where", "scheme"),
    [("curators@example.org", "mailto"), ("https://issues.example/new?labels=data", "https")],
)
def test_the_text_goes_where_the_setting_says(releases: Path, where: str, scheme: str):
    running = Server(releases, MIGOV_CORRECTIONS=where)
    try:
        response = running.client.post("/correct", data=FILLED)
        text = text_of(response)
        link = re.search(r'<a class="button" href="([^"]+)"', response.text)
        assert link is not None
        address = urlsplit(html.unescape(link[1]))
        query = parse_qs(address.query)
        assert address.scheme == scheme
        assert text in (query.get("body") or [""])[0]
        long = running.client.post("/correct", data={**FILLED, "comment": "x" * 1900})
        link = re.search(r'<a class="button" href="([^"]+)"', long.text)
        assert link is not None
        assert len(link[1]) < 100
    finally:
        running.stop()


def test_without_a_setting_the_text_is_to_be_copied(client: httpx.Client):
    response = client.post("/correct", data=FILLED)
    assert "Copy the text" in response.text
    assert 'class="button"' not in response.text
