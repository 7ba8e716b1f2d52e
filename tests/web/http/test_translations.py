"""Every text of the pages and of the questions is translated, with its placeholders."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from migov.web.http.translation import DOMAIN, INTERFACE, LOCALE

ROOT = Path(__file__).parents[3]
TRANSLATED = [language for language in INTERFACE if language != "en"]
#: What a translation keeps: `%(name)s` and what stands between backticks.
KEPT = re.compile(r"%\([a-z_]+\)[sd]|`[^`]+`")


@pytest.fixture(scope="module")
def messages() -> list[str | tuple[str, str]]:
    """Every text that is to be translated; a pair where it has a plural."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]
    methods = [
        (each["pattern"], options["extractors"].get(each["method"], each["method"]))
        for each in options["mappings"]
    ]
    settings = {
        each["pattern"]: {k: v for k, v in each.items() if k not in ("pattern", "method")}
        for each in options["mappings"]
    }
    keywords = {"gettext": None, "ngettext": (1, 2), "_": None, "marked": None}
    found: list[str | tuple[str, str]] = []
    for folder in (
        "service/migov/web",
        "service/migov/networks",
        "service/migov/panels",
        "queries/questions",
    ):
        for _, _, message, _, _ in extract_from_dir(
            ROOT / folder,
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods],
            {pattern.removeprefix(f"{folder}/"): each for pattern, each in settings.items()},
            keywords=keywords,
        ):
            found.append(message if isinstance(message, str) else message[:2])
    return list(dict.fromkeys(found))


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def test_texts_are_found(messages: list[str | tuple[str, str]]) -> None:
    """Templates, code and questions each have texts: the search for them works."""
    texts = {each if isinstance(each, str) else each[0] for each in messages}
    assert len(texts) > 600
    assert "Skip to the content" in texts
    assert "Who is bound by instrument I, since when?" in texts


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str, messages: list[str | tuple[str, str]]) -> None:
    held = catalogue(language)
    missing = []
    for message in messages:
        entry = held.get(message if isinstance(message, str) else message[0])
        strings = [] if entry is None else entry.string
        strings = [strings] if isinstance(strings, str) else strings
        if entry is None or entry.fuzzy or not strings or not all(strings):
            missing.append(message)
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_and_code_are_kept(language: str) -> None:
    wrong = []
    for entry in catalogue(language):
        if not entry.id:
            continue
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        expected = {each for text in ids for each in KEPT.findall(text)}
        for text in strings:
            found = set(KEPT.findall(text))
            # A plural form may say the number in words.
            if found != expected and not (len(ids) > 1 and found <= expected):
                wrong.append((text, expected ^ found))
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_entry_is_left_over(language: str, messages: list[str | tuple[str, str]]) -> None:
    ids = {each if isinstance(each, str) else each[0] for each in messages}
    held = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in catalogue(language)}
    assert held - ids - {""} == set()
