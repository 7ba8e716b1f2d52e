"""A store that does not answer: every page says so, and where the store is, none does."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ..conftest import MIGOV

#: Nothing listens at this port.
NOWHERE = "http://127.0.0.1:9"
PAGES = ("/", "/doc/mechanism/khartoum-process", "/questions/members", "/network", "/sparql")


@pytest.fixture(scope="module")
def storeless(releases: Path) -> Iterator[httpx.Client]:
    process = subprocess.Popen(
        [*MIGOV, "serve", "--port", "0", "--store", NOWHERE],
        env={**os.environ, "MIGOV_RELEASES": str(releases)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip().rpartition(" ")[2]
    try:
        with httpx.Client(base_url=url, headers={"Accept": "text/html"}) as client:
            deadline = time.monotonic() + 30
            while "The store" not in client.get("/").text and time.monotonic() < deadline:
                time.sleep(0.05)
            yield client
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_the_store_is_away(storeless: httpx.Client, page: str) -> None:
    answer = storeless.get(page)
    assert answer.status_code == 503
    assert "The store that holds the data does not answer" in answer.text
    assert NOWHERE not in answer.text
    assert answer.headers["retry-after"]


def test_a_program_is_told_too(storeless: httpx.Client) -> None:
    answer = storeless.get("/questions/members", headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 503
