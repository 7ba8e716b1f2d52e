"""`docs/questions.md` tells every question, header key and type; its example is a question."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from migov.questions import Catalogue, Labels, answer
from migov.questions.header import COLUMN_KINDS, HEADER_KEYS, TYPES, Parameter

DOCS = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")


def test_every_question_is_described(catalogue: Catalogue) -> None:
    for name in catalogue.names():
        assert f"| `{name}` |" in DOCS


@pytest.mark.parametrize("word", sorted({*HEADER_KEYS, *TYPES, *COLUMN_KINDS}))
def test_every_word_of_a_header_is_described(word: str) -> None:
    assert f"`{word}`" in DOCS


def test_every_key_of_a_parameter_is_described() -> None:
    for key in set(Parameter.__slots__) - {"name", "type", "description"}:
        assert f"`{key}`" in DOCS, key


def test_the_example_is_a_question(tmp_path: Path, engine: Any, labels: Labels) -> None:
    example = re.search(r"```sparql\n(.*?)```", DOCS, re.DOTALL)
    assert example
    (tmp_path / "hosts.rq").write_text(example[1], encoding="utf-8")
    hosts = Catalogue.load(tmp_path)
    (expected,) = hosts.get("hosts").expect
    found = asyncio.run(
        answer(engine, hosts, labels, "hosts", expected.params, "release", date(2026, 11, 22))
    )
    assert "UGA" in [row["state"]["slug"] for row in found.rows]
