"""`Graph`: questions, SPARQL and actors from synchronous Python."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from migov.graph.actor import Actor, read_actor
from migov.graph.answer import Answer
from migov.graph.backend import Backend, Found, Interpretation, QuestionSummary
from migov.graph.reconciliation import Reconciliation, as_text
from migov.graph.table import PanelData, Table
from migov.questions.errors import Candidate, ParameterError, shown
from migov.questions.matching import LIMIT, MOST, TYPES
from migov.questions.preparation import LIMIT_MOST
from migov.settings import Settings

#: Rows fetched at a time.
PAGE = LIMIT_MOST

#: A value of a question's parameter; lists are joined by commas, None means not given.
Parameter = str | int | date | Iterable[str] | None

_SNAKE = re.compile(r"_([a-z])")


class Graph:
    """A release of the graph, local or remote; thread-safe.

    >>> from migov import Graph
    >>> with Graph.open() as graph:
    ...     members = graph.ask(
    ...         "members", actor="khartoum-process", as_of="2022-06-01", role="member"
    ...     )
    >>> members.total
    40
    >>> members.rows[0]["member"]["label"], members.rows[0]["basis"]
    ('Austria', 'attested')
    """

    def __init__(self, backend: Backend) -> None:
        """Use `Graph.open` or `Graph.connect`."""
        self._backend = backend
        # Ends the engine's processes even if the graph is never closed.
        self._finish = weakref.finalize(self, backend.close)

    @classmethod
    def open(cls, release: str | Path | None = None, settings: Settings | None = None) -> Self:
        """Opens a local release with its own query processes.

        `release` is the id of a built release or the path of its directory; by default the current
        one. `settings` are the limits of queries, by default those of the environment. Raises
        NoRelease if there is none: `migov build` makes one.
        """
        from migov.graph.embedded import Embedded
        from migov.knowledge.release.release import Release
        from migov.settings import releases

        if release is None:
            chosen = Release.current(releases())
        elif isinstance(release, Path):
            chosen = Release.open(release)
        else:
            chosen = Release.open(releases() / release)
        return cls(Embedded(chosen, settings or Settings(workers=1)))

    @classmethod
    def connect(cls, url: str, timeout: float = 90.0) -> Self:
        """Connects to a service at `url`; an answer may take `timeout` seconds.

        Raises StoreUnavailable if no service answers.
        """
        from migov.graph.remote import Remote

        return cls(Remote(url, timeout))

    @property
    def release(self) -> str:
        """The id of the release: cite it."""
        return self._backend.release

    def ask(self, question: str, /, **parameters: Parameter) -> Answer:
        """The answer to a question of the catalogue, all its rows unless a `limit` is given.

        A parameter is written as Python writes names: `as_of` for `asOf`, `from_` for `from`. An
        actor is a slug, code, IRI or name in any language; a day a `date` or its ISO 8601 text.
        Raises QuestionError (UnknownActor, AmbiguousActor, ParameterError, UnknownQuestion) or
        EngineError, each with a remedy.

        >>> with Graph.open() as graph:
        ...     chairs = graph.ask("chairs", actor="Proceso de Jartum", as_of="2022-06-01")
        >>> [(row["chair"]["slug"], row["since"]) for row in chairs]
        [('SSD', '2022-03')]
        """
        params = {
            _camel(key): _text(value) for key, value in parameters.items() if value is not None
        }
        if "limit" in params:
            return self._backend.ask(question, params)
        answer = self._backend.ask(question, {**params, "limit": str(PAGE)})
        offset = int(params.get("offset", 0))
        while offset + len(answer.rows) < answer.total:
            following = {"limit": str(PAGE), "offset": str(offset + len(answer.rows))}
            more = self._backend.ask(question, {**params, **following}).rows
            if not more:
                break
            answer.rows.extend(more)
        return answer

    def panel(self, panel: str, /, **parameters: Parameter) -> PanelData:
        """A panel: one row per state, pair of states or mechanism and year.

        `panel` is "state-year", "dyad-year" or "mechanism-year"; the parameters are those of
        `/panel`: `from_` and `to` (years), `day`, `states`, `codes`, `columns`. All states from
        1985 on are some 8,000 rows of 250 columns, all pairs 800,000 rows. Raises QuestionError
        or EngineError.

        >>> with Graph.open() as graph:
        ...     panel = graph.panel(
        ...         "state-year", from_=2014, to=2015, states="ETH", columns="member_khartoum_*"
        ...     )
        >>> panel.columns
        ['iso3', 'year', 'cow', 'gw', 'state', 'member_khartoum_process']
        >>> panel.rows[0]
        ['ETH', 2014, 530, 530, 'Ethiopia', 1]
        """
        params = {
            _camel(key): _text(value) for key, value in parameters.items() if value is not None
        }
        return self._backend.panel(panel, params)

    def interpret(self, text: str) -> Interpretation:
        """Interprets a sentence as a question and its parameters for `ask`, or says why it cannot.

        >>> with Graph.open() as graph:
        ...     found = graph.interpret("who chaired the Khartoum Process in 2018")
        >>> (found.question, found.parameters["asOf"])
        ('chairs', '2018')
        """
        return self._backend.interpret(text)

    def questions(self) -> list[QuestionSummary]:
        """The catalogue: each question with its parameters and columns."""
        return self._backend.questions()

    def query(self, sparql: str) -> Table:
        """The result of a SPARQL 1.1 query, under the same limits as the service's.

        >>> with Graph.open() as graph:
        ...     table = graph.query('''
        ...         PREFIX org: <http://www.w3.org/ns/org#>
        ...         PREFIX mechanism: <https://w3id.org/migov/id/mechanism/>
        ...         SELECT (COUNT(?member) AS ?members) {
        ...           mechanism:khartoum-process org:hasMember ?member }''')
        >>> table.columns
        ['members']
        >>> table.rows[0]["members"] >= 40
        True
        """
        return self._backend.query(sparql)

    def actor(self, actor: str) -> Actor:
        """An actor by slug, code, IRI or name, with what the sources state of it.

        >>> with Graph.open() as graph:
        ...     process = graph.actor("khartoum-process")
        >>> process.label, process.labels["fr"], process.classes
        ('Khartoum Process', 'Processus de Khartoum', ('mg:InterregionalForum',))
        """
        return read_actor(self._backend.resolve(actor), self._backend.query)

    def search(self, text: str, kind: str | None = None) -> list[Found]:
        """The 50 things whose names best match `text`, in any language, also misspelt or in
        part."""
        return self._backend.search(text, kind)

    def nearest(self, text: str, kind: str | None = None) -> list[Candidate]:
        """The five things with the most similar names, for a `search` without results."""
        return self._backend.nearest(text, kind)

    def reconcile(
        self, names: Iterable[Any], type: str | None = None, limit: int = LIMIT
    ) -> Reconciliation:
        """Reconciles `names` with things: one `Reconciled` for each name, in order.

        `names` may be a list or a column of a data frame; None and NaN have no candidates. `type`
        keeps one type: state, mechanism, organization, instrument, initiative or theme. A name
        without a certain match has up to `limit` candidates. Raises ParameterError for another
        type.

        >>> with Graph.open() as graph:
        ...     found = graph.reconcile(["Korea, Rep.", "Zaire", "Congo"], type="state")
        >>> [each.match.id if each.match else None for each in found]
        ['state:KOR', 'state:COD', None]
        >>> [candidate.id for candidate in found[2].candidates]
        ['state:COG', 'state:COD']
        """
        if type is not None and type not in TYPES:
            raise ParameterError(
                "type",
                f"There is no type {shown(str(type))}.",
                f"Choose one of: {', '.join(TYPES)}.",
            )
        if not 1 <= limit <= MOST:
            raise ParameterError("limit", f"`limit` cannot be {limit}.", f"Give 1 to {MOST}.")
        params = list(names)
        found = self._backend.reconcile([as_text(name) for name in params], type, limit)
        return Reconciliation(
            tuple(replace(each, name=name) for name, each in zip(params, found, strict=True)),
            self.release,
        )

    def ontology(self) -> str:
        """The ontology, as Turtle."""
        return self._backend.ontology()

    def close(self) -> None:
        """Ends the processes behind the graph; later requests raise StoreUnavailable."""
        self._finish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _camel(key: str) -> str:
    """A parameter's name as the catalogue spells it: `as_of` is `asOf`, `from_` is `from`."""
    return _SNAKE.sub(lambda match: match[1].upper(), key.rstrip("_"))


def _text(value: Parameter) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int):
        return str(value)
    return ",".join(str(each) for each in value or ())
