"""A `Graph` over a local release: the engine runs in an event loop in a thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any, TypeVar

from migov.engine import open_engine
from migov.engine.errors import StoreUnavailable
from migov.engine.interface import QueryRequest
from migov.engine.workers.engine import ProcessEngine
from migov.graph.answer import Answer
from migov.graph.backend import Found, Interpretation, QuestionSummary
from migov.graph.reconciliation import Choice, Reconciled
from migov.graph.table import PanelData, Table
from migov.knowledge.release.release import Release
from migov.panels import PanelFacts, build, read
from migov.questions import Catalogue, Labels, answer
from migov.questions.catalogue import described
from migov.questions.errors import Candidate
from migov.questions.matching import TYPES, candidates
from migov.questions.resolve import near, resolve
from migov.questions.search import SHOWN, find
from migov.questions.understanding.understand import NotUnderstood, understand
from migov.settings import Settings, resources
from migov.vocabulary import ACTOR_KINDS, KINDS, Name

T = TypeVar("T")


class Background:
    """An event loop running in a thread, until `stop`."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="migov", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs `work` in the loop and returns its result; an interrupt cancels it."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def stop(self) -> None:
        """Ends the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def reconciled(
    labels: Labels, names: Sequence[str], kinds: Sequence[str] | None, limit: int
) -> list[Reconciled]:
    """The candidates of each name among the things of `kinds`, by default of all TYPES."""

    @cache
    def choices(name: str) -> tuple[Choice, ...]:
        found = candidates(labels, name, kinds or tuple(TYPES), limit)
        return tuple(
            Choice(
                f"{each.entry.kind}:{each.entry.slug}",
                each.entry.label(),
                each.entry.kind,
                each.score,
                each.match,
                each.matched,
                each.remark,
            )
            for each in found
        )

    return [Reconciled(name, choices(name)) for name in names]


class Embedded:
    """A Backend over `release`; raises StoreUnavailable if it cannot be opened."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self._release = release
        self._settings = settings
        self._catalogue = Catalogue.load(resources() / "queries" / "questions")
        self._background = Background()
        self._closed = False
        self._facts: PanelFacts | None = None
        try:
            self._engine, self._labels = self._background.run(self._open())
        except BaseException:
            self._background.stop()
            raise

    async def _open(self) -> tuple[ProcessEngine, Labels]:
        store = self._settings.store or self._release.store
        engine = await open_engine(store, self._settings)
        try:
            return engine, await Labels.load(engine)
        except BaseException:
            await engine.close()
            raise

    @property
    def release(self) -> str:
        return self._release.id

    def ask(self, question: str, parameters: Mapping[str, str]) -> Answer:
        self._refuse_closed()
        today = datetime.now(UTC).date()
        found = self._background.run(
            answer(
                self._engine,
                self._catalogue,
                self._labels,
                question,
                parameters,
                self._release.id,
                today,
            )
        )
        kinds = {each.name: each.kind for each in self._catalogue.get(question).columns.values()}
        return Answer.read(found.json(), found.left_out, kinds)

    def interpret(self, text: str) -> Interpretation:
        self._refuse_closed()
        today = datetime.now(UTC).date()
        found = understand(text, self._catalogue, self._labels, today)
        if isinstance(found, NotUnderstood):
            offered = [{"question": s.question, "text": s.text} for s in found.suggestions]
            return Interpretation(None, {}, found.reason, offered)
        return Interpretation(found.question, dict(found.parameters), "", [])

    def query(self, sparql: str) -> Table:
        self._refuse_closed()
        return self._background.run(self._query(sparql))

    async def _query(self, sparql: str) -> Table:
        result = await self._engine.answer(QueryRequest(sparql))
        return Table.read(result.form, await result.read(), self._release.id)

    def panel(self, panel: str, parameters: Mapping[str, str]) -> PanelData:
        self._refuse_closed()
        wanted = read(panel, parameters, self._labels, datetime.now(UTC).date())
        if self._facts is None:
            self._facts = self._background.run(PanelFacts.load(self._engine))
        panel_data = build(self._facts, self._labels, wanted, self._release.id)
        return PanelData(panel_data.columns, list(panel_data.rows()), panel_data.asked)

    def resolve(self, text: str) -> Name:
        self._refuse_closed()
        entry = resolve(self._labels, text, ACTOR_KINDS)
        return Name(entry.kind, entry.slug)

    def search(self, text: str, kind: str | None) -> list[Found]:
        self._refuse_closed()
        return [
            Found(
                hit.entry.iri,
                hit.entry.kind,
                hit.entry.slug,
                hit.entry.label(),
                hit.matched,
                hit.by,
                hit.fit,
                hit.score,
                hit.note,
            )
            for hit in find(self._labels, text)
            if hit.entry.kind in ([kind] if kind else KINDS)
        ][:SHOWN]

    def nearest(self, text: str, kind: str | None) -> list[Candidate]:
        self._refuse_closed()
        return near(self._labels, text, [kind] if kind else ACTOR_KINDS)

    def reconcile(self, names: Sequence[str], kind: str | None, limit: int) -> list[Reconciled]:
        self._refuse_closed()
        return reconciled(self._labels, names, [kind] if kind else None, limit)

    def questions(self) -> list[QuestionSummary]:
        return self._questions

    @cached_property
    def _questions(self) -> list[QuestionSummary]:
        return [QuestionSummary.read(described(question)) for question in self._catalogue]

    def ontology(self) -> str:
        return (resources() / "ontology" / "migov.ttl").read_text(encoding="utf-8")

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._background.run(self._engine.close())
            self._background.stop()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StoreUnavailable("The graph is closed: open it again.")
