"""Every type of problem that the code names is explained where its IRI leads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

import migov.web
from migov.engine import errors as engine
from migov.panels.parameters import UnknownPanel
from migov.questions import errors as questions
from migov.vocabulary import BASE
from migov.web.http.problem_types import TYPES

SOURCES = sorted(Path(migov.web.__file__).parent.rglob("*.py"))


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be: a constant, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def numbers(node: ast.expr) -> Iterator[int]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from numbers(node.body)
        yield from numbers(node.orelse)


def raised() -> dict[str, set[int]]:
    """The statuses by name of every problem that the code makes."""
    found: dict[str, set[int]] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Problem"
                and len(node.args) >= 2
            ):
                for name, status in zip(
                    texts(node.args[1]), [*numbers(node.args[0])] * 2, strict=False
                ):
                    found.setdefault(name, set()).add(status)
    # Errors of the library, by their codes.
    for code in (*engine.BY_CODE, *questions.BY_CODE, UnknownPanel.code):
        found.setdefault(code, set()).add(TYPES[code].statuses[0])
    for status in (400, 404, 405):  # what the framework itself answers
        found.setdefault(HTTPStatus(status).phrase.lower().replace(" ", "-"), set()).add(status)
    return found


def test_every_problem_of_the_code_is_told_of_and_no_other() -> None:
    made = raised()
    assert len(made) > 25
    assert set(made) == set(TYPES)
    for name, statuses in made.items():
        assert statuses <= set(TYPES[name].statuses), name
        assert TYPES[name].meaning.endswith(".") and TYPES[name].remedy.endswith(".")


@pytest.mark.parametrize("path", ["/id/state/XXX", "/nothing", "/sparql?query=SELEC", "/dump/x"])
def test_the_type_of_a_problem_leads_to_its_meaning(client: httpx.Client, path: str) -> None:
    problem = client.get(path).json()
    address = problem["type"].removeprefix(BASE.rstrip("/"))
    told = client.get(address)
    assert told.status_code == 200
    assert told.json()["type"] == problem["type"]
    assert problem["status"] in told.json()["statuses"]
    shown = client.get(address, headers={"Accept": "text/html"})
    assert shown.headers["content-type"].startswith("text/html")
    assert told.json()["name"] in shown.text


def test_all_types_are_listed(client: httpx.Client) -> None:
    assert [told["name"] for told in client.get("/problem").json()] == sorted(TYPES)
    page = client.get("/problem", headers={"Accept": "text/html"}).text
    assert all(f'id="{name}"' in page for name in TYPES)
    assert client.get("/problem/<script>").status_code == 404
