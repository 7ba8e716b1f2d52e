"""A page in another language than English has no English text but what it says is English.

What stays English, such as titles of sources, bears `lang="en"`.
"""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import httpx
import pytest
from babel.messages.pofile import read_po

from migov.web.http.translation import DOMAIN, LOCALE

PAGES = (
    "/",
    "/questions",
    "/questions/members",
    "/questions/members?actor=khartoum-process",
    "/questions/meetings?actor=khartoum-process",
    "/ask?q=who+chairs+the+Rabat+Process",
    "/ask?q=nonsense+of+no+kind",
    "/network",
    "/network?kind=support",
    "/compare",
    "/compare?actors=khartoum-process,rabat-process",
    "/search?q=khartoum",
    "/search?q=KP",
    "/search?q=qqqqqqqq",
    "/sparql",
    "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+3",
    "/ontology",
    "/shapes",
    "/dataset",
    "/docs",
    "/problem",
    "/problem/busy",
    "/releases",
    "/changes",
    "/changes/mechanism/rabat-process",
    "/panel/state-year",
    "/correct?statement=/id/membership/khartoum-process-FRA-chair",
    "/brief/mechanism/rabat-process",
    "/brief/state/ETH",
    "/doc/mechanism/khartoum-process",
    "/doc/state/ETH",
    "/doc/organization/iom",
    "/doc/instrument/palermo-protocol-smuggling",
    "/doc/membership/khartoum-process-FRA-chair",
    "/doc/source/iom-khartoum-process-factsheet-2022",
    "/doc/mechanism/khartum-process",
    "/questions/members?actor=nobody-of-that-name",
    "/embed/members?question=members&actor=khartoum-process",
)
#: Elements that have no end tag.
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"))
#: Code, data, and a title, which may be a thing's name or what somebody asked.
_NOT_READ = frozenset(("code", "pre", "script", "style", "textarea", "cite", "title"))
_SAID = ("aria-label", "title", "alt")
#: Names that are the same in every language.
_NAMES = re.compile(r"Correlates of War|CSV on the Web|https?://\S+")
#: Words of English that neither French nor a name has.
_ENGLISH = re.compile(r"\b(the|of|and|which|who|with|is|are|has|by|from|this|that)\b")


class Read(HTMLParser):
    """The texts of a page with the language of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str, bool]] = [("", "", True)]
        self.texts: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _, lang, read = self._open[-1]
        lang = given.get("lang") or lang
        # A name or sentence whose direction the browser finds has names in other languages.
        read = read and tag not in _NOT_READ and tag != "bdi" and given.get("dir") != "auto"
        if read:
            self.texts += [(lang, said) for name in _SAID if (said := given.get(name))]
        if tag not in _VOID:
            self._open.append((tag, lang, read))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open[-1][0] != tag and len(self._open) > 1:
            self._open.pop()
        if len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        _, lang, read = self._open[-1]
        if read and data.strip():
            self.texts.append((lang, " ".join(data.split())))


@pytest.fixture(scope="module")
def untranslated() -> set[str]:
    """The English texts whose French differs."""
    with (LOCALE / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        entries = read_po(file, locale="fr")
    texts = {e.id: e.string for e in entries if isinstance(e.id, str) and e.id}
    # "Comment" is French too.
    return {id for id, string in texts.items() if string != id} - set(texts.values())


def page(client: httpx.Client, path: str, lang: str) -> str:
    """A page; asked for again where the machine was too busy for the server's short limit."""
    mark = "&" if "?" in path else "?"
    for _ in range(10):
        response = client.get(f"{path}{mark}lang={lang}", headers={"Accept": "text/html"})
        if response.status_code not in (503, 504):
            break
        time.sleep(0.5)
    assert response.status_code in (200, 404), (path, response.status_code)
    return response.text


@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left(client: httpx.Client, untranslated: set[str], path: str) -> None:
    texts = [text for lang, text in Read(page(client, path, "fr")).texts if lang == "fr"]
    assert len(texts) > 5
    assert [text for text in texts if text in untranslated] == []
    assert [text for text in texts if _ENGLISH.search(_NAMES.sub("", text))] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_language_is_kept_for_another(client: httpx.Client, path: str) -> None:
    """A page is asked for in three languages, one after another, as browsers do."""
    for lang in ("en", "es", "en"):
        response = client.get(path, headers={"Accept": "text/html", "Accept-Language": lang})
        assert response.status_code in (200, 303, 404, 503, 504)
        if response.status_code in (200, 404):
            assert f'<html lang="{lang}" dir="ltr">' in response.text
        if response.status_code == 200:
            assert "Accept-Language" in response.headers["vary"]


def test_texts_are_told_by_their_language() -> None:
    read = Read('<html lang="fr"><p title="The title">Un <b lang="en">text of</b> <br>mot</p>')
    assert read.texts == [("fr", "The title"), ("fr", "Un"), ("en", "text of"), ("fr", "mot")]
