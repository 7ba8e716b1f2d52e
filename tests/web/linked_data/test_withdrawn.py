"""An IRI that was withdrawn answers 410, and says what replaced it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import MIGOV, Server

from migov.vocabulary import BASE

DATA = Path(__file__).parents[2] / "data" / "valid" / "withdrawn.trig"
ALPHA = f"{BASE}id/mechanism/alpha"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over a small data set, in which two IRIs were withdrawn."""
    folder = tmp_path_factory.mktemp("small")
    done = subprocess.run(
        [*MIGOV, "build", str(DATA)],
        env={**os.environ, "MIGOV_RELEASES": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    running = Server(folder)
    yield running.client
    running.stop()


@pytest.mark.parametrize(
    "path", ["/id/mechanism/alfa", "/doc/mechanism/alfa", "/doc/mechanism/alfa.ttl"]
)
def test_it_is_gone_and_says_what_replaced_it(small: httpx.Client, path: str) -> None:
    response = small.get(path)
    assert response.status_code == 410
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["link"] == '</id/mechanism/alpha>; rel="successor-version"'
    assert response.json()["replacedBy"] == [ALPHA]
    assert response.json()["suggestions"][0]["label"] == "Alpha Process"
    assert small.head(path).status_code == 410
    successor = small.get("/id/mechanism/alpha", follow_redirects=True)
    assert successor.status_code == 200


def test_what_nothing_replaced_says_why(small: httpx.Client) -> None:
    response = small.get("/doc/mechanism/gamma")
    assert response.status_code == 410
    assert "listed in error" in response.json()["detail"]
    assert response.json()["replacedBy"] == []
    assert "link" not in response.headers


def test_a_browser_gets_a_page_that_leads_on(small: httpx.Client) -> None:
    page = small.get("/doc/mechanism/alfa", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert 'href="/doc/mechanism/alpha"' in page.text


def test_a_search_does_not_find_it(small: httpx.Client) -> None:
    assert "mechanism/alfa" not in small.get("/search?q=alfa").text
