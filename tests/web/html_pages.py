"""Pages as the tests read them: elements, rows of facts, JSON-LD."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import httpx

HTML = {"Accept": "text/html"}


class Page(HTMLParser):
    """What a test asks of a page: its elements with attributes, its fact rows, its JSON-LD."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        #: For each fact row its text and the addresses in it.
        self.facts: list[tuple[str, list[str]]] = []
        self.data: list[Any] = []
        self._in_fact = False
        self._in_data = False
        self._section = ""
        self.sections: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag == "section":
            self._section = given.get("id", "")
        if tag == "tr" and "data-fact" in given:
            self.facts.append(("", []))
            self._in_fact = True
        if tag == "a" and self._in_fact:
            self.facts[-1][1].append(given["href"])
        self._in_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self._in_fact:
            self._in_fact = False
            self.sections.setdefault(self._section, []).append(" ".join(self.facts[-1][0].split()))

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False
        if self._in_fact:
            text, addresses = self.facts[-1]
            self.facts[-1] = (f"{text} {data}", addresses)

    def having(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(client: httpx.Client, path: str) -> Page:
    """A page that is there."""
    response = client.get(path, headers=HTML)
    assert response.status_code == 200, path
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)
