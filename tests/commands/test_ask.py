"""`migov ask`: a question by its name or in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from migov.cli import app


@pytest.fixture
def run(releases: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `migov ask` on the project's release."""
    monkeypatch.setenv("MIGOV_RELEASES", str(releases))

    def ask(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["ask", *arguments])

    return ask


def test_words_are_answered_as_the_question_that_they_are(run):
    asked = json.loads(run("quién ha presidido el Proceso de Rabat", "--format", "json").stdout)
    named = json.loads(run("chairs", "actor=rabat-process", "--format", "json").stdout)
    assert (asked["understood"], asked["question"]) == (True, "chairs")
    assert asked["rows"] == named["rows"] != []
    assert "SELECT" in asked["query"]


def test_it_shows_what_was_understood_and_the_query_beside_the_answer(run):
    done = run("members", "of", "the", "Bali", "Process", "in", "2010", "limit=2")
    assert done.exit_code == 0
    assert "International Organization for Migration" in done.stdout
    assert "Understood as: members actor=bali-process role=member asOf=2010-12-31" in done.stderr
    assert "SELECT" in done.stderr


@pytest.mark.parametrize("text", ["how many people crossed the Mediterranean", "who chairs Congo"])
def test_what_is_not_understood_gets_suggestions(run, text):
    done = run(text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'migov ask "' in done.stderr
    printed = json.loads(run(text, "--format", "json").stdout)
    assert printed["understood"] is False
    assert printed["suggestions"]


def test_one_word_that_is_no_question_gets_the_nearest_names(run):
    done = run("chair")
    assert done.exit_code == 2
    assert "chairs" in done.stderr
