"""The MCP server: six read-only tools and two resources over a `Graph`.

An error that the caller can fix is returned as the tool's error, with the message of the
QuestionError or EngineError.
"""

from __future__ import annotations

import functools
import json
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from migov import __version__
from migov.assistant.results import (
    actor_result,
    answer_result,
    question_entry,
    question_result,
    table_result,
)
from migov.engine.errors import EngineError
from migov.graph import Graph
from migov.questions.errors import QuestionError, UnknownQuestion
from migov.vocabulary import ACTOR_KINDS

_INSTRUCTIONS = """\
migov knows who sits in which inter-state consultation mechanism on migration (the Khartoum, Rabat,
Bali, Budapest … Processes), who chairs it, who runs its secretariat, whom it works with, when, and
which source says so. It knows nothing of migration flows, figures or policies as such.

Prefer `answer_question` with a question of `list_questions`; use `sparql` for what none answers.
Cite the sources that an answer names, the day it holds for (`asOf`) and the release. `basis` says
how sure a row is: "dated" by a stated interval, "attested" by sources before and after, "assumed"
for as long as its role is presumed to last, "last known" after that, "unknown". `lastSeen` is when
a source last shows it. What is left out of a row is not known. `leftOut` counts rows that are not
given because they are last known or unknown for that day: say so, or ask with certainty=all.
"""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Kind = Literal[
    "mechanism",
    "state",
    "organization",
    "body",
    "instrument",
    "initiative",
    "meeting",
    "theme",
    "role",
    "source",
]
P = ParamSpec("P")
R = TypeVar("R")


def create_server(graph: Graph) -> MCPServer[Any]:
    """A server that answers from `graph`, which must stay open while it runs."""
    server: MCPServer[Any] = MCPServer(
        "migov",
        title="migov: migration governance",
        description="Who sits in which migration dialogue, who leads it, and who says so.",
        instructions=_INSTRUCTIONS,
        website_url="https://w3id.org/migov/",
        version=__version__,
        log_level="WARNING",
    )
    _add_tools(server, graph)
    _add_resources(server, graph)
    return server


def _add_tools(server: MCPServer[Any], graph: Graph) -> None:
    def tool(title: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
        def add(function: Callable[P, R]) -> Callable[P, R]:
            return server.tool(title=title, annotations=_READS)(_with_tool_errors(function))

        return add

    @tool("Search actors")
    def search_actors(
        text: Annotated[str, Field(description="A name, abbreviation or code, in any language.")],
        kind: Annotated[
            Kind | None, Field(description="Only this kind; without it, actors of every kind.")
        ] = None,
        limit: Annotated[int, Field(ge=1, le=50, description="Maximum number of results.")] = 10,
    ) -> dict[str, Any]:
        """Find states, mechanisms, organizations and their bodies by name, also misspelt.

        With `kind`, also instruments, initiatives, meetings, themes, roles or sources. The `id` of
        a result may be given to the other tools. If nothing is found, `nearest` lists the most
        similar names: a total of 0 does not mean that an actor is absent.
        """
        hits = graph.search(text, kind)
        fitting = [hit for hit in hits if kind or hit.kind in ACTOR_KINDS]
        nearest = [] if fitting else graph.nearest(text, kind)
        return {
            "release": graph.release,
            "total": len(fitting),
            "results": [
                {
                    "id": f"{hit.kind}:{hit.slug}",
                    "label": hit.label,
                    "matched": hit.matched,
                    "by": hit.by,
                    "fit": hit.fit,
                    "score": hit.score,
                    **({"note": hit.note} if hit.note else {}),
                }
                for hit in fitting[:limit]
            ],
            **(
                {"nearest": [{"id": each.reference, "label": each.label} for each in nearest]}
                if nearest
                else {}
            ),
        }

    @tool("Describe an actor")
    def describe_actor(
        actor: Annotated[
            str, Field(description="An id (mechanism:khartoum-process), slug, code, IRI or name.")
        ],
    ) -> dict[str, Any]:
        """Describe one actor: names, founding, homepage, priorities …, each with its sources.

        `rolesHeldInIt` and `rolesItHolds` count memberships of today by role; the questions
        `members` and `memberships` list them.
        """
        return actor_result(graph, graph.actor(actor))

    @tool("List the questions")
    def list_questions(
        question: Annotated[
            str | None, Field(description="The name of one question, for its full description.")
        ] = None,
    ) -> dict[str, Any]:
        """List the questions that `answer_question` answers, with their parameters and columns."""
        questions = graph.questions()
        if question is None:
            results = [question_entry(each) for each in questions]
        else:
            results = [question_result(each) for each in questions if each.name == question]
            if not results:
                raise UnknownQuestion(question, [])
        return {"release": graph.release, "questions": results}

    @tool("Answer a question")
    def answer_question(
        question: Annotated[str, Field(description="The name of a question: members, chairs …")],
        parameters: Annotated[
            dict[str, str | int | list[str]] | None,
            Field(
                description="Its parameters by name, as `list_questions` gives them, for example "
                '{"actor": "khartoum-process", "asOf": "2022-06-01"}.'
            ),
        ] = None,
        limit: Annotated[int, Field(ge=1, le=500, description="Maximum number of rows.")] = 50,
        offset: Annotated[int, Field(ge=0, description="Number of rows to skip.")] = 0,
    ) -> dict[str, Any]:
        """Answer a question of the catalogue, on any day, with the sources of every row.

        `total` counts all rows; `nextOffset` is present if more rows follow.
        """
        params = {**(parameters or {}), "limit": limit, "offset": offset}
        return answer_result(graph, graph.ask(question, **params), offset)

    @tool("Ask in words")
    def ask_in_words(
        text: Annotated[
            str, Field(description="A question as a person types it, in en, fr, es, pt or ar.")
        ],
        limit: Annotated[int, Field(ge=1, le=500, description="Maximum number of rows.")] = 50,
    ) -> dict[str, Any]:
        """Answer a question in words, or explain why it is not understood and suggest others.

        If `understood`, the rest is as in `answer_question`: check that `question` and `parameters`
        are what was meant.
        """
        interpretation = graph.interpret(text)
        if interpretation.question is None:
            refusal = {"reason": interpretation.reason, "suggestions": interpretation.suggestions}
            return {"understood": False, **refusal}
        answer = graph.ask(interpretation.question, **{**interpretation.parameters, "limit": limit})
        return {"understood": True, **answer_result(graph, answer, 0)}

    @tool("Run a SPARQL query")
    def sparql(
        query: Annotated[
            str, Field(description="A SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE query.")
        ],
        limit: Annotated[int, Field(ge=1, le=1000, description="Maximum number of rows.")] = 100,
    ) -> dict[str, Any]:
        """Run a read-only SPARQL query, within limits of time, memory and size.

        The default graph merges everything; each source's statements are in the graph named by the
        source, so `GRAPH ?source { … }` gives the source of a statement. The resource
        migov://ontology holds the vocabulary (mg: is https://w3id.org/migov/ontology#). Things are
        https://w3id.org/migov/id/{kind}/{slug}. Memberships are org:Membership with org:member,
        org:organization, org:role (https://w3id.org/migov/id/role/member …), and the dates
        mg:startsOn, mg:endsOn, mg:goneBy, mg:attestedOn. SERVICE and updates are refused.
        """
        return table_result(graph.query(query), limit)


def _add_resources(server: MCPServer[Any], graph: Graph) -> None:
    @server.resource(
        "migov://ontology",
        title="The ontology",
        description="Every class and property of the graph, in OWL.",
        mime_type="text/turtle",
    )
    def ontology() -> str:
        return graph.ontology()

    @server.resource(
        "migov://catalogue",
        title="The catalogue of questions",
        description="Every question with its parameters, columns and the ways people ask it.",
        mime_type="application/json",
    )
    def catalogue() -> str:
        questions = [asdict(question) for question in graph.questions()]
        return json.dumps(
            {"release": graph.release, "questions": questions}, ensure_ascii=False, indent=1
        )


def _with_tool_errors(function: Callable[P, R]) -> Callable[P, R]:
    """Wraps `function` so that errors a caller can fix become tool errors."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (QuestionError, EngineError) as error:
            raise ToolError(str(error)) from error

    return wrapped


def serve_stdio(server: MCPServer[Any]) -> None:
    """Serves standard input and output until the client closes them."""
    server.run("stdio")


def serve_http(server: MCPServer[Any], listening: socket.socket) -> None:
    """Serves streamable HTTP at `/mcp` of a listening socket, until SIGTERM or SIGINT.

    It is stateless, so any number of clients can connect. On a loopback address only requests with
    that host are served, which protects against DNS rebinding.
    """
    host = listening.getsockname()[0]
    app = server.streamable_http_app(stateless_http=True, json_response=True, host=host)
    for wanted in (signal.SIGTERM, signal.SIGINT):
        # uvicorn raises the signal again after a graceful shutdown.
        signal.signal(wanted, lambda *_: sys.exit(0))
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])
