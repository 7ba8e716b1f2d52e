"""Networks laid out and drawn: positions are the same at every call, and no label is covered."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import Server
from tests.networks.test_building import made

from migov.networks.layout import positions
from migov.web.charts.labels import Box, Occupied, width_of, wrapped
from migov.web.charts.network import HEIGHT, WIDTH, network_picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def client(releases: Path) -> Iterator[httpx.Client]:
    """A client of a server that gives a picture the time that a busy machine takes for it."""
    running = Server(releases, MIGOV_QUERY_SECONDS="60")
    yield running.client
    running.stop()


class TestLayout:
    def test_it_is_the_same_at_every_call(self):
        network = made(kind="mechanism-mechanism", asOf="any")
        once = positions(network, 900, 640)
        assert once == positions(network, 900, 640)
        assert set(once) == {node.iri for node in network.nodes}
        assert all(0 <= x <= 900 and 0 <= y <= 640 for x, y in once.values())

    def test_a_threshold_moves_no_node(self):
        network = made(kind="state-state", asOf="any")
        places = positions(network, WIDTH, HEIGHT)

        def drawn(least):
            picture = network_picture(
                network,
                places,
                name=lambda node: node.label,
                href=lambda node: node.id,
                regions=lambda iri: ("africa",),
                least=least,
            )
            return {mark.id: (mark.x, mark.y) for mark in picture.marks}, picture

        every, picture = drawn(1)
        some, fewer = drawn(2)
        assert 0 < len(fewer.lines) < len(picture.lines)
        assert some.items() <= every.items()
        assert picture.heaviest == fewer.heaviest


class TestLabels:
    def test_a_long_text_is_wrapped_and_cut(self):
        lines = wrapped("Intergovernmental Consultations on Migration, Asylum", 110, 12, 2)
        assert len(lines) == 2
        assert lines[-1].endswith("…")
        assert all(width_of(line, 12) <= 130 for line in lines)
        assert wrapped("Bali Process", 110, 12, 2) == ["Bali Process"]
        assert wrapped("", 110, 12, 2) == []

    def test_what_is_taken_is_not_free(self):
        taken = Occupied()
        taken.add(Box(0, 0, 100, 20))
        assert not taken.is_free(Box(99, 19, 5, 5))
        assert taken.is_free(Box(100, 0, 5, 5))
        assert not Box(0, 0, 10, 10).holds(Box(5, 5, 10, 2))


@pytest.mark.parametrize(
    "query", ["", "kind=actor-mechanism", "kind=support", "actor=khartoum-process", "minWeight=12"]
)
def test_a_network_is_a_picture_at_an_address(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/picture/network.svg?{query}")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(answer.content)
    marks = [one for one in root.iter(f"{SVG}a") if one.get("href", "").startswith("/network?")]
    assert len(marks) > 5
    assert len(list(root.iter(f"{SVG}line"))) > 5
    # A file of its own has no sheet: every colour is an attribute.
    assert not list(root.iter(f"{SVG}style"))
    drawn = client.get(f"/picture/network.png?{query}")
    assert drawn.headers["content-type"] == "image/png"
    assert drawn.content.startswith(b"\x89PNG")
    assert client.get("/picture/network.png", headers={"If-None-Match": "x"}).status_code == 200
    again = client.get(f"/picture/network.svg?{query}")
    assert again.content == answer.content
    held = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"/picture/network.svg?{query}", headers=held).status_code == 304


def test_a_picture_refuses_what_the_network_refuses(client: httpx.Client) -> None:
    answer = client.get("/picture/network.png?kind=rumour")
    assert answer.status_code == 422
    assert answer.json()["parameter"] == "kind"


def test_the_first_page_is_the_mechanisms_and_what_they_share(client: httpx.Client) -> None:
    page = client.get("/network", headers={"Accept": "text/html"}).text
    assert page.count('class="mark ') - page.count('class="mark worldwide"><rect') > 30
    assert '<option value="mechanism-mechanism" selected>' in page
    assert client.get("/network").json()["kind"] == "actor-mechanism"


CARDS = (
    "mechanism/khartoum-process",
    "state/FRA",
    "organization/iom",
    "instrument/palermo-protocol-smuggling",
    "theme/return",
)


@pytest.mark.parametrize("thing", CARDS)
def test_a_thing_has_a_card_for_previews(client: httpx.Client, thing: str) -> None:
    answer = client.get(f"/picture/{thing}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(answer.content)
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "migov" in words
    assert "CC BY 4.0" in words
    drawn = client.get(f"/picture/{thing}.png").content
    assert drawn[1:4] == b"PNG"
    assert (int.from_bytes(drawn[16:20], "big"), int.from_bytes(drawn[20:24], "big")) == (1200, 630)


def test_the_picture_of_an_answer_fits_its_question(client: httpx.Client) -> None:
    def shapes(address: str) -> dict[str, int]:
        answer = client.get(f"/picture/question/{address}")
        assert answer.status_code == 200, answer.text
        inner = ET.fromstring(answer.content).find(f"{SVG}svg")
        if inner is None:
            return {}
        return {name: len(list(inner.iter(f"{SVG}{name}"))) for name in ("path", "rect", "circle")}

    members = shapes("members.svg?actor=khartoum-process&role=member")
    assert members["path"] > 30
    chairs = shapes("chairs.svg?actor=khartoum-process")
    assert chairs["rect"] >= 8
    assert chairs["path"] < 30  # a grid, and no map
    assert shapes("evidence.svg?statement=membership:khartoum-process-FRA-chair") == {}


@pytest.mark.parametrize(
    ("show", "shape", "least"),
    [
        ("", "circle", 4),
        ("combinations", "circle", 4),
        ("map", "path", 40),
        ("timeline", "rect", 8),
    ],
)
def test_each_picture_of_a_comparison_has_an_address(
    client: httpx.Client, show: str, shape: str, least: int
) -> None:
    params = {"actors": "khartoum-process,rabat-process", **({"show": show} if show else {})}
    answer = client.get("/picture/compare.svg", params=params)
    assert answer.status_code == 200, answer.text
    root = ET.fromstring(answer.content)
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert "Khartoum Process · Rabat Process" in words
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    assert len(list(inner.iter(f"{SVG}{shape}"))) >= least
    assert client.get("/picture/compare.png", params=params).content[1:4] == b"PNG"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_of_a_comparison_names_its_pictures(client: httpx.Client, lang: str) -> None:
    params = {"actors": "khartoum-process,rabat-process", "asOf": "2022-06-01", "lang": lang}
    page = client.get("/compare", params=params, headers={"Accept": "text/html"}).text
    named = {html.unescape(each) for each in re.findall(r'"([^"]*/picture/compare[^"]*)"', page)}
    named = {each.removeprefix(str(client.base_url).rstrip("/")) for each in named}
    assert len(named) == 6
    for address in named:
        assert "asOf=2022-06-01" in address
        assert ("lang=fr" in address) == (lang == "fr")
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("compare.svg", 422),
        ("compare.svg?actors=khartoum-process,rabat-process&show=pie", 422),
        ("compare.png?actors=khartoum-process,rabbit-process", 404),
        ("question/members.png", 422),
        ("question/nonsense.png", 404),
        ("mechanism/khartum.png", 404),
        ("nonsense/x.png", 404),
        ("mechanism/khartoum-process.gif", 404),
    ],
)
def test_what_has_no_picture_says_why(client: httpx.Client, address: str, status: int) -> None:
    answer = client.get(f"/picture/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
