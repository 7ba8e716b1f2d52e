"""What the tests of the questions share: the catalogue, and the project's own release to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

import pyoxigraph as ox
import pytest

from migov.engine import storage
from migov.engine.solutions import Solutions
from migov.knowledge.release.release import Release
from migov.questions import Catalogue, Labels, QuestionAnswer, answer
from migov.questions.understanding.understand import NotUnderstood, Understood, understand
from migov.settings import resources

TODAY = date(2026, 11, 22)

Ask = Callable[..., QuestionAnswer]
Understand = Callable[[str], Understood | NotUnderstood]


class StoreEngine:
    """An engine in this process, without worker or limit, over a pyoxigraph store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    async def select(self, text: str, client: str = "local") -> Solutions:
        found = self._store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        rows = [
            {name: term for name, term in zip(names, row, strict=True) if term is not None}
            for row in found
        ]
        return Solutions(names, rows)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's questions."""
    return Catalogue.load(resources() / "queries" / "questions")


@pytest.fixture(scope="session")
def engine(release: Release) -> StoreEngine:
    """An engine over the project's own release."""
    return StoreEngine(storage.load(release.path / "store", apart=False).quads)


@pytest.fixture(scope="session")
def labels(engine: StoreEngine) -> Labels:
    """The names of the project's own release."""
    return asyncio.run(Labels.load(engine))


@pytest.fixture(scope="session")
def ask(engine: StoreEngine, catalogue: Catalogue, labels: Labels) -> Ask:
    """Answers a question on a fixed day: `ask("members", actor="khartoum-process")`."""

    def asked(name: str, **params: str) -> QuestionAnswer:
        return asyncio.run(answer(engine, catalogue, labels, name, params, "release", TODAY))

    return asked


@pytest.fixture(scope="session")
def asked(catalogue: Catalogue, labels: Labels) -> Understand:
    """What a sentence asks of the project's own release."""
    return lambda text: understand(text, catalogue, labels, TODAY)
