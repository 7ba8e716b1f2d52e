"""The front page, and pages that many ask for at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.conftest import Server
from tests.web.html_pages import page


class TestFront:
    def test_it_shows_what_there_is(self, client: httpx.Client) -> None:
        found = page(client, "/")
        forms = [each for each in found.having("form") if each["action"] == "/search"]
        assert forms
        assert any(each.get("name") == "q" for each in found.having("input"))
        rows = [text for text, _ in found.facts]
        khartoum = next(row for row in rows if "Khartoum Process" in row)
        assert re.search(r"\b40\b", khartoum)
        assert len([a for tag, a in found.elements if tag == "article"]) == 4

    def test_each_mechanism_is_listed_once(self, client: httpx.Client) -> None:
        found = page(client, "/")
        listed = [addresses[0] for _, addresses in found.facts]
        assert len(listed) == len(set(listed)) > 40


@pytest.fixture(scope="module")
def patient(releases: Path) -> Iterator[httpx.Client]:
    """A client of a server with the queues that it has by default, and time on a busy machine."""
    server = Server(releases, MIGOV_QUERY_SECONDS="60")
    yield server.client
    server.stop()


@pytest.mark.parametrize(
    "path",
    [
        "/doc/mechanism/khartoum-process.html?asOf=2016-02-{:02}",
        "/doc/organization/iom.html?asOf=2016-02-{:02}",
        "/doc/instrument/palermo-protocol-smuggling.html?asOf=2016-02-{:02}",
        "/questions/chairs?format=html&asOf=2016-02-{:02}",
    ],
)
def test_sixteen_pages_at_once_are_not_too_many_for_one_client(
    patient: httpx.Client, path: str
) -> None:
    """Each asks several questions of the engine, on a day that no answer is kept for."""

    def status(day: int) -> int:
        return patient.get(path.format(day), timeout=120).status_code

    with ThreadPoolExecutor(16) as sixteen:
        assert set(sixteen.map(status, range(1, 29))) == {200}


def test_a_front_page_is_made_once_for_all_who_ask_meanwhile(releases) -> None:
    """Sixteen people behind one address open it right after a start, in two languages."""
    server = Server(releases)
    try:

        def front(number: int) -> tuple[int, str]:
            lang = ("fr", "es")[number % 2]
            response = server.client.get("/", params={"lang": lang}, timeout=60)
            return response.status_code, re.search(r'<html lang="(\w+)"', response.text)[1]

        with ThreadPoolExecutor(16) as sixteen:
            assert set(sixteen.map(front, range(16))) == {(200, "fr"), (200, "es")}
    finally:
        server.stop()
