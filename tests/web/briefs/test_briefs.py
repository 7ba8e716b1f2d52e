"""`/brief/…`: two printed pages on an actor, and their PDF."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import Server, lacking

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(releases: Path) -> Iterator[httpx.Client]:
    """A client of a server with the usual limits: a brief asks a dozen questions."""
    running = Server(releases, MIGOV_QUERY_SECONDS="60")
    yield running.client
    running.stop()


class TestPage:
    def test_a_brief_says_what_is_asked_most(self, client: httpx.Client) -> None:
        response = client.get("/brief/mechanism/khartoum-process", headers=HTML)
        assert response.status_code == 200
        text = response.text
        assert "<h1>Khartoum Process</h1>" in text
        headings = re.findall(r"<h2>(.*?) ?<", text)
        assert headings[:2] == ["Chairs", "Members"]
        assert headings[-1] == "Sources"
        assert "was the last known chair" in text or " chairs the Khartoum Process" in text
        # Each mark of a source stands for one that is listed.
        marks = {int(number) for number in re.findall(r"<sup><a [^>]*>(\d+)</a></sup>", text)}
        listed = {int(number) for number in re.findall(r'<li value="(\d+)">', text)}
        assert marks
        assert marks <= listed
        assert "<script" not in text

    def test_it_is_in_the_reader_s_language(self, client: httpx.Client) -> None:
        text = client.get("/brief/state/ETH?lang=fr", headers=HTML).text
        assert "Éthiopie : État membre des Nations Unies" in text

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/brief/mechanism/khartum-process", 404),
            ("/brief/theme/labour-migration", 404),
            ("/brief/planet/mars", 404),
            ("/brief/mechanism/khartoum-process.docx", 404),
            ("/brief/mechanism/khartoum-process.pdf?paper=A0", 422),
        ],
    )
    def test_what_there_is_not(self, client: httpx.Client, path: str, status: int) -> None:
        assert client.get(path).status_code == status

    @pytest.mark.parametrize(
        ("accept", "served"),
        [
            ("*/*", "text/html"),
            ("text/html,application/pdf;q=0.9", "text/html"),
            ("application/pdf, text/html;q=0.5", "application/pdf"),
            ("application/json", None),
        ],
    )
    def test_accept_chooses_the_format(
        self, client: httpx.Client, accept: str, served: str | None
    ) -> None:
        if served == "application/pdf" and importlib.util.find_spec("weasyprint") is None:
            lacking("WeasyPrint is not installed")
        response = client.get("/brief/state/ETH", headers={"Accept": accept})
        if served is None:
            assert response.status_code == 406
            assert response.json()["available"] == ["text/html", "application/pdf"]
        else:
            assert response.headers["content-type"].partition(";")[0] == served


class TestPdf:
    @pytest.fixture(autouse=True)
    def printer(self) -> None:
        if importlib.util.find_spec("weasyprint") is None:
            lacking("WeasyPrint is not installed: pip install weasyprint")

    @pytest.mark.parametrize("paper", ["A4", "letter"])
    def test_it_has_two_pages(self, client: httpx.Client, paper: str) -> None:
        response = client.get(f"/brief/organization/iom.pdf?paper={paper}")
        assert response.headers["content-type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
        held = {"If-None-Match": response.headers["etag"]}
        assert client.get(response.url, headers=held).status_code == 304

    def test_a_page_reaches_no_other_address(self) -> None:
        program = (
            "import logging, weasyprint\n"
            "from migov.web.briefs.routes import printed\n"
            "weasyprint.LOGGER.addHandler(logging.StreamHandler())\n"
            "html = '<img src=http://127.0.0.1:1/x.png><img src=/static/../app.py>"
            '<p style="page-break-after: always">1<p>2\'\n'
            "content, sheets = printed(html, 'A4')\n"
            "assert content[:5] == b'%PDF-' and sheets == 2, sheets\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("fetches nothing from") == 2


def test_each_mark_of_a_source_leads_to_it(client: httpx.Client) -> None:
    html = client.get("/brief/mechanism/khartoum-process", headers={"Accept": "text/html"}).text
    marks = re.findall(r"<sup>(.*?)</sup>", html)
    assert len(marks) > 10
    pattern = re.compile(r'<a href="(/doc/source/[a-z0-9-]+)" aria-label="Source \d+">\d+</a>')
    addresses = {pattern.fullmatch(mark)[1] for mark in marks}
    assert all(client.head(address).status_code == 200 for address in addresses)


def test_without_a_printer_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from migov.web.briefs import routes
    from migov.web.http.problems import Problem

    monkeypatch.setattr(routes, "find_spec", lambda _: None)
    with pytest.raises(Problem) as raised:
        routes.require_printer("/brief/state/ETH")
    assert raised.value.status == 501
    assert "pip install weasyprint" in raised.value.members["remedy"]
