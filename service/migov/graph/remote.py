"""A `Graph` over a remote service, through its HTTP API.

Problems of the service are raised as the same errors as with an embedded release.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from migov.engine import errors
from migov.engine.errors import StoreUnavailable
from migov.engine.formats import JSON, N_TRIPLES, Form
from migov.engine.solutions import text as text_of
from migov.graph.answer import Answer
from migov.graph.backend import Found, Interpretation, QuestionSummary
from migov.graph.reconciliation import Choice, Reconciled
from migov.graph.table import PanelData, Table
from migov.questions import errors as asked
from migov.questions.errors import Candidate, QuestionError, UnknownQuestion
from migov.stored_queries import bound_query
from migov.tabular import Column, Value
from migov.tabular.model import Kind
from migov.vocabulary import ACTOR_KINDS, Name, iri, local_name, name

#: Names sent per request.
_BATCH = 100
#: The types of columns by the datatypes of CSV on the Web.
_KINDS: Mapping[str, Kind] = {"integer": "integer"}
_LEFT_OUT = re.compile(r"left-out=([0-9]+)")


class Remote:
    """A Backend over the service at `url`; raises StoreUnavailable if it does not answer."""

    def __init__(self, url: str, timeout: float) -> None:
        """`timeout` is the time limit of a request, in seconds."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise ValueError(f"{url!r} is not an address of a service: write http://… or https://…")
        self._url = url.rstrip("/")
        self._timeout = timeout
        self._closed = False
        self._kinds: dict[str, dict[str, str]] = {}
        ready = self._json("/health/ready", {})[0]
        if not isinstance(ready, dict) or "release" not in ready:
            raise StoreUnavailable(f"The server at {self._url} is not a migov service.")
        self._release = str(ready["release"])

    @property
    def release(self) -> str:
        return self._release

    def ask(self, question: str, parameters: Mapping[str, str]) -> Answer:
        if "/" in question:  # it would be another address
            raise UnknownQuestion(question, [])
        found, link = self._json(f"/questions/{quote(question, safe='')}", parameters)
        left_out = _LEFT_OUT.search(link)
        if not self._kinds:
            self._kinds = {
                each.name: {str(column["name"]): str(column["kind"]) for column in each.columns}
                for each in self.questions()
            }
        kinds = self._kinds.get(question, {})
        return Answer.read(found, int(left_out[1]) if left_out else 0, kinds)

    def interpret(self, text: str) -> Interpretation:
        found = self._json("/ask", {"q": text, "limit": "1"})[0]
        if found["understood"]:
            return Interpretation(found["question"], found["parameters"], "", [])
        offered = [{key: s[key] for key in ("question", "text")} for s in found["suggestions"]]
        return Interpretation(None, {}, found["reason"], offered)

    def query(self, sparql: str) -> Table:
        body = urlencode({"query": sparql}).encode()
        accept = f"{JSON.media_type}, {N_TRIPLES.media_type}"
        head, data = self._fetched("/sparql", accept, {}, body)
        media_type = head.get_content_type()
        form: Form = "graph" if media_type == N_TRIPLES.media_type else "solutions"
        if form == "solutions" and "boolean" in json.loads(data):
            form = "boolean"
        return Table.read(form, data, self._release)

    def panel(self, panel: str, parameters: Mapping[str, str]) -> PanelData:
        path = f"/panel/{quote(panel, safe='')}"
        described = self._json(f"{path}/codebook", parameters, "application/csvm+json")[0]
        columns = described["tableSchema"]["columns"]
        heads = [
            Column(
                each["name"],
                each["titles"],
                "texts" if "separator" in each else _KINDS.get(each["datatype"], "text"),
                each["dc:description"],
            )
            for each in columns
        ]
        separators = [each.get("separator") for each in columns]
        data = self._fetched(path, "text/csv", parameters)[1].decode()
        lines = csv.reader(io.StringIO(data, newline=""))
        next(lines)
        rows = [
            [_cell(*each) for each in zip(line, heads, separators, strict=True)] for line in lines
        ]
        asked = {"panel": panel, "parameters": dict(parameters), "release": self._release}
        return PanelData(heads, rows, asked)

    def resolve(self, text: str) -> Name:
        """Resolves through a question: its answer repeats an actor as its slug."""
        slug = self.ask("memberships", {"actor": text, "limit": "1"}).parameters["actor"]
        kind, colon, _ = text.strip().partition(":")
        named = name(text.strip())
        if named is not None:
            return named
        if colon and kind in ACTOR_KINDS:
            return Name(kind, slug)
        things = [ox.NamedNode(iri(each, slug)) for each in ACTOR_KINDS]
        known = self.query(bound_query("existing", {"thing": things})).terms
        found = {text_of(row["thing"]) for row in known}
        return next(Name(each, slug) for each in ACTOR_KINDS if iri(each, slug) in found)

    def search(self, text: str, kind: str | None) -> list[Found]:
        asked = {"q": text, **({"kind": kind} if kind else {})}
        return [
            Found(**{field: hit[field] for field in Found.__slots__})
            for hit in self._json("/search", asked)[0]["results"]
        ]

    def nearest(self, text: str, kind: str | None) -> list[Candidate]:
        asked = {"q": text, **({"kind": kind} if kind else {})}
        return [
            Candidate(each["iri"], each["kind"], each["slug"], each["label"])
            for each in self._json("/search", asked)[0]["nearest"]
            if kind or each["kind"] in ACTOR_KINDS
        ]

    def reconcile(self, names: Sequence[str], kind: str | None, limit: int) -> list[Reconciled]:
        distinct = list(dict.fromkeys(each for each in names if each.strip()))
        found: dict[str, tuple[Choice, ...]] = {}
        for start in range(0, len(distinct), _BATCH):
            part = distinct[start : start + _BATCH]
            asked = {"limit": limit, **({"type": kind} if kind else {})}
            batch = {str(at): {"query": sent, **asked} for at, sent in enumerate(part)}
            body = urlencode({"queries": json.dumps(batch)}).encode()
            _, data = self._fetched("/reconcile", "application/json", {"lang": "en"}, body)
            answered = json.loads(data)
            for at, sent in enumerate(part):
                found[sent] = tuple(_choice(each) for each in answered[str(at)]["result"])
        return [Reconciled(each, found.get(each, ())) for each in names]

    def questions(self) -> list[QuestionSummary]:
        listed = self._json("/questions", {})[0]["questions"]
        return [QuestionSummary.read(question) for question in listed]

    def ontology(self) -> str:
        return self._fetched("/ontology", "text/turtle", {})[1].decode()

    def close(self) -> None:
        self._closed = True

    def _json(
        self, path: str, parameters: Mapping[str, str], accept: str = "application/json"
    ) -> tuple[Any, str]:
        """The service's response as JSON, and its Link header."""
        head, data = self._fetched(path, accept, parameters)
        try:
            return json.loads(data), head.get("Link", "")
        except ValueError:
            raise StoreUnavailable(f"The server at {self._url} is not a migov service.") from None

    def _fetched(
        self, path: str, accept: str, parameters: Mapping[str, str], body: bytes | None = None
    ) -> tuple[Message, bytes]:
        """The headers and bytes of a response; raises the error of a problem document."""
        if self._closed:
            raise StoreUnavailable("The graph is closed: connect again.")
        query = f"?{urlencode(parameters)}" if parameters else ""
        headers = {"Accept": accept, "User-Agent": "migov"}
        # Only http and https reach this line: the URL was checked.
        request = Request(f"{self._url}{path}{query}", body, headers)  # noqa: S310
        try:
            with urlopen(request, timeout=self._timeout) as response:  # noqa: S310
                return response.headers, response.read()
        except HTTPError as error:
            with error:
                body = error.read()
            raise error_of(error.code, body, f"{self._url}{path}", parameters) from None
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreUnavailable(f"{self._url} does not answer: {reason}") from None


def _choice(candidate: Mapping[str, Any]) -> Choice:
    """A candidate of the Reconciliation Service API."""
    return Choice(
        candidate["id"].replace("/", ":", 1),
        candidate["name"],
        candidate["type"][0]["id"],
        candidate["score"],
        candidate["match"],
        candidate["matched"],
        candidate["note"],
    )


def _cell(text: str, column: Column, separator: str | None) -> Value:
    """A cell of a CSV, converted to the type of its column."""
    if separator is not None:
        return text.split(separator) if text else []
    if not text:
        return None
    return int(text) if column.kind == "integer" else text


def error_of(
    status: int, body: bytes, address: str, parameters: Mapping[str, str]
) -> errors.EngineError | QuestionError:
    """The error of a problem document (RFC 9457); its text is that of the service.

    `address` and `parameters` are those of the request.
    """
    try:
        problem = json.loads(body)
        detail = str(problem["detail"])
    except (ValueError, TypeError, KeyError):
        phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "?"
        return errors.StoreUnavailable(
            f"{address} answered {status} {phrase}: it may not be a migov service."
        )
    code = local_name(str(problem.get("type", "")))
    given = parameters.get(str(problem.get("parameter", "")), "")
    if code == UnknownQuestion.code:
        given = unquote(local_name(address))
    kind = asked.BY_CODE.get(code) or errors.BY_CODE.get(code, errors.StoreUnavailable)
    return kind.read(detail, {**problem, "given": given})
