"""The search of names: what is found, in which order, and hostile text."""

from __future__ import annotations

import httpx
import pytest
from tests.web.html_pages import HTML, Page, page


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "iri"),
        [
            ("Éthiopie", "state/ETH"),
            ("khartum proces", "mechanism/khartoum-process"),
            ("ICMPD", "organization/icmpd"),
            ("埃塞俄比亚", "state/ETH"),
            ("إثيوبيا", "state/ETH"),
            ("rabat process", "mechanism/rabat-process"),
        ],
    )
    def test_a_name_in_any_language_is_found(
        self, client: httpx.Client, query: str, iri: str
    ) -> None:
        response = client.get("/search", params={"q": query})
        assert response.json()["results"][0]["iri"].endswith(iri)
        shown = page(client, f"/search?q={query}")
        assert any(each["href"] == f"/doc/{iri}" for each in shown.having("a"))

    def test_results_say_what_each_is_actors_first_and_sources_folded(
        self, client: httpx.Client
    ) -> None:
        text = client.get("/search?q=rabat", headers=HTML).text
        found = Page(text)
        kinds = [a["data-kind"] for tag, a in found.elements if tag == "li" and "data-kind" in a]
        actors = [kind in ("mechanism", "organization", "state", "body") for kind in kinds]
        assert actors == sorted(actors, reverse=True)
        assert "source" in kinds
        assert text.index("<details>") < text.index('data-kind="source"')
        assert "dialogue between" in text.lower()
        results = client.get("/search?q=rabat").json()["results"]
        assert all(isinstance(each["line"], str) for each in results)

    def test_kinds_narrow_it(self, client: httpx.Client) -> None:
        everything = client.get("/search?q=migration").json()
        themes = client.get("/search?q=migration&kind=theme").json()
        assert themes["total"] == everything["kinds"]["theme"] < everything["total"]
        assert {each["kind"] for each in themes["results"]} == {"theme"}
        assert client.get("/search?q=migration&kind=nothing").status_code == 422

    @pytest.mark.parametrize(
        "query",
        ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' } DROP ALL #", "\u202e"],
    )
    def test_hostile_text_stays_text(self, client: httpx.Client, query: str) -> None:
        response = client.get("/search", params={"q": query}, headers=HTML)
        assert response.status_code == 200
        assert "<script>alert" not in response.text
        assert "<img" not in response.text
        found = Page(response.text)
        assert query in {each.get("value") for each in found.having("input")}

    @pytest.mark.parametrize(
        "path", ["/search", "/search?q=", "/search?q=%00", "/search?q=zzzzqqq"]
    )
    def test_nothing_found_is_no_error(self, client: httpx.Client, path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200
        assert response.json()["results"] == []
        assert client.get(path, headers=HTML).status_code == 200

    def test_bytes_that_are_no_text_are_400(self, client: httpx.Client) -> None:
        assert client.get("/search?q=%ff%fe").status_code == 400
