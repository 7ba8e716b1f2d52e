"""The examples of docs/contributing-facts.md do what the page says, on a copy of the data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from migov.knowledge.diff.diff import as_text, compare
from migov.knowledge.findings import Severity
from migov.knowledge.release.build import Built, build
from migov.knowledge.release.release import Release
from migov.knowledge.validate.validate import context_of, validate
from migov.settings import resources

PAGE = Path(__file__).parents[2] / "docs" / "contributing-facts.md"
FENCE = re.compile(r"^```(\w+)(?: (\w+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MADE_UP = "lake"


def _blocks(language: str, word: str | None) -> list[str]:
    found = FENCE.findall(PAGE.read_text(encoding="utf-8"))
    return [text for kind, note, text in found if (kind, note or None) == (language, word)]


def _apply(example: str, data: Path) -> Path:
    """Append an example to the file that its first line names, and say which that is."""
    first, _, text = example.partition("\n")
    named = re.fullmatch(r"# data/(\S+\.trig)", first)
    assert named is not None, f"an example must say which file it goes into: {first}"
    file = data / named[1]
    file.write_text((file.read_text("utf-8") + "\n" if file.exists() else "") + text, "utf-8")
    return file


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data with every example in it."""
    copy = tmp_path_factory.mktemp("contributing") / "data"
    shutil.copytree(resources() / "data", copy)
    for example in _blocks("trig", None):
        _apply(example, copy)
    return copy


@pytest.fixture(scope="module")
def built(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The release built from that copy."""
    return build([data], tmp_path_factory.mktemp("releases"))


def test_the_page_shows_each_case() -> None:
    shown = "\n".join(_blocks("trig", None))
    for case in (
        "a mg:Source",
        "a mg:RegionalConsultativeProcess",
        "role:member",
        "role:chair",
        "schema:endDate",
        "mg:endedBy",
        "mg:attestedIn",
        "a mg:MinisterialConference",
    ):
        assert case in shown


def test_the_examples_are_found_right(built: Built) -> None:
    assert [one for one in built.findings if one.severity is Severity.VIOLATION] == []
    assert [one for one in built.findings if MADE_UP in str(one)] == []


def test_the_wrong_example_is_found_as_shown(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    (example,) = _blocks("trig", "wrong")
    file = _apply(example, copy)
    found = validate([file], context_of([file], copy))
    assert found, "the wrong example is found right"
    (shown,) = _blocks("text", "findings")
    for one in found:
        assert f"{file.name}:{one.line}: {one.severity.value}: {one.message}\n" in shown
        assert f"rule    {one.shape}\n" in shown
    assert len(re.findall(r"^    rule ", shown, re.MULTILINE)) == len(found)


def test_the_news_is_told_as_shown(release: Release, built: Built) -> None:
    assert built.release is not None
    lines = as_text(compare(release, built.release)).splitlines()
    (shown,) = _blocks("text", "news")
    for line in shown.splitlines():
        assert line in [*lines, "…"]
