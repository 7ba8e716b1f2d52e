"""The problem types of the service: status, meaning and remedy.

A problem's `type` is `https://w3id.org/migov/problem/{name}`, which leads to `/problem/{name}` (RFC
9457, section 3.1.1).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from migov.questions.messages import marked


class ProblemType(NamedTuple):
    """One problem type: its statuses, meaning and remedy."""

    statuses: tuple[int, ...]
    meaning: str
    remedy: str


TYPES: Final[dict[str, ProblemType]] = {
    "ambiguous-actor": ProblemType(
        (422,),
        marked("The name is ambiguous: several actors have it."),
        "Choose one of `candidates` and send its slug, which is unambiguous.",
    ),
    "bad-request": ProblemType(
        (400,),
        marked("The request is malformed."),
        "Correct what `detail` names.",
    ),
    "batch-too-large": ProblemType(
        (413,),
        marked("A batch of reconciliation queries, or a data extension query, is too large."),
        "Send at most `limit` at a time; the manifest of /reconcile gives it as `batchSize`.",
    ),
    "body-too-long": ProblemType(
        (413,),
        marked("The request body is too long."),
        "Send only the query, with at most `limit` bytes.",
    ),
    "broken-body": ProblemType(
        (400,),
        marked("The connection ended before the body did."),
        "Send the complete request again.",
    ),
    "busy": ProblemType(
        (503,),
        marked(
            "The service is busy with other clients' queries and could not answer this one in time."
        ),
        "Retry after the time in `Retry-After`; a query that ends within a tenth of "
        "a second is answered meanwhile.",
    ),
    "charset": ProblemType(
        (415,),
        marked("The body is declared in an encoding other than UTF-8."),
        "Send UTF-8 with `charset=utf-8` or without charset.",
    ),
    "datetime": ProblemType(
        (400,),
        marked("`Accept-Datetime` is not an HTTP date."),
        "Use the format of RFC 9110, section 5.6.7: Sun, 22 Nov 2026 12:00:00 GMT.",
    ),
    "encoding": ProblemType(
        (400,),
        marked(
            "The text has bytes that are not UTF-8, or characters that are not allowed in a query."
        ),
        "Encode the text as UTF-8, then percent-encode it if it is part of a URL.",
    ),
    "gone": ProblemType(
        (499,),
        marked("The client disconnected before the answer was ready."),
        "This status only appears in the operator's log.",
    ),
    "internal": ProblemType(
        (500,),
        marked("An internal error occurred."),
        "Try again; if it recurs, report the request to the operator.",
    ),
    "limit-exceeded": ProblemType(
        (504,),
        marked("The query was stopped at the limit named in `exceeded`."),
        "Reduce the query: add a LIMIT, name the graph or class, avoid products of unrelated "
        "patterns; or load a dump and query it without limits.",
    ),
    "media-type": ProblemType(
        (415,),
        marked("The body's Content-Type is not one of the SPARQL protocol."),
        "Send `application/sparql-query`, or a form as `application/x-www-form-urlencoded`.",
    ),
    "method-not-allowed": ProblemType(
        (405,),
        marked("This address does not allow the method."),
        "Use one of the methods in the header `Allow`.",
    ),
    "missing-extra": ProblemType(
        (501,),
        marked("This installation lacks an optional package that writes the format."),
        "Use another format, or ask the operator to install what `detail` names.",
    ),
    "no-printer": ProblemType(
        (501,),
        marked("The server lacks the library that writes PDF."),
        "Print the page from a browser, or ask the operator to install `weasyprint`.",
    ),
    "not-acceptable": ProblemType(
        (406,),
        marked("The resource is not available in any format that `Accept` allows."),
        "Use one of `available`, or add `*/*;q=0.1`.",
    ),
    "not-found": ProblemType(
        (404,),
        marked("There is nothing at this address."),
        "Start from the front page, /dataset or /openapi.json.",
    ),
    "not-implemented": ProblemType(
        (501,),
        marked("The server does not write this format of the operation's specification."),
        "Use the format that `detail` names.",
    ),
    "not-ready": ProblemType(
        (503,),
        marked("No release is loaded yet."),
        "Retry after the time in `Retry-After`; /health/ready shows when it is loaded.",
    ),
    "parameter": ProblemType(
        (422, 400),
        marked("A parameter is missing, or its value is invalid."),
        "See `parameter` and `remedy`.",
    ),
    "protocol": ProblemType(
        (400,),
        marked("The request does not follow the SPARQL 1.1 Protocol."),
        "Send exactly one query: as `query` in the URL or in a form, or as the body.",
    ),
    "query-failed": ProblemType(
        (400,),
        marked("The query is valid, but could not be evaluated."),
        "Correct what `detail` names.",
    ),
    "query-refused": ProblemType(
        (400,),
        marked("The query uses a feature that this service refuses, such as SERVICE."),
        "Remove that part; query the other endpoint yourself.",
    ),
    "query-syntax": ProblemType(
        (400,),
        marked("The query is not SPARQL 1.1."),
        "Fix it at `line` and `column`, or just before.",
    ),
    "query-too-long": ProblemType(
        (413,),
        marked("The query's text is too long."),
        "Shorten it to `limit` bytes, for example with fewer VALUES.",
    ),
    "read-only": ProblemType(
        (403,),
        marked("The graph cannot be changed through this service."),
        "Send a query, not an update. To change a fact, contribute it: docs/contributing-facts.md.",
    ),
    "reconciliation": ProblemType(
        (400,),
        marked("A batch of reconciliation queries, or a data extension query, is malformed."),
        "Correct what `detail` names; `parameter` says which of the two it is in. Nothing of the "
        "batch was answered.",
    ),
    "result-too-large": ProblemType(
        (413,),
        marked("The result is larger than `limit` bytes."),
        "Request it in parts with LIMIT and OFFSET, or load a dump.",
    ),
    "slow-body": ProblemType(
        (408,),
        marked("The body did not arrive within the time limit."),
        "Send it without pauses.",
    ),
    "too-many-queries": ProblemType(
        (429,),
        marked("Too many queries from this address are running or waiting."),
        "Retry after the time in `Retry-After`, and send fewer at a time.",
    ),
    "unknown-actor": ProblemType(
        (404,),
        marked("No actor in this release has this name."),
        "Use one of `suggestions`, or search with /search?q=.",
    ),
    "unknown-file": ProblemType(
        (404,),
        marked("The release has no file with that name."),
        "Use one of `available`.",
    ),
    "unknown-format": ProblemType(
        (404,),
        marked("The extension of the address is not an available format."),
        "Use one of `available`, or no extension and an `Accept` header.",
    ),
    "unknown-graph": ProblemType(
        (404,),
        marked("There is no graph with that name."),
        "/dataset lists every named graph.",
    ),
    "unknown-problem": ProblemType(
        (404,),
        marked("There is no problem type with that name."),
        "/problem lists them all.",
    ),
    "unknown-panel": ProblemType(
        (404,),
        marked("There is no panel with that name."),
        "Use one of `available`.",
    ),
    "unknown-question": ProblemType(
        (404,),
        marked("The catalogue has no question with that name."),
        "Use one of `suggestions`, or see /questions.",
    ),
    "unknown-release": ProblemType(
        (404,),
        marked("There is no such release on this server."),
        "Use one of `available`; /releases lists them.",
    ),
    "unknown-thing": ProblemType(
        (404,),
        marked("The release states nothing about that thing."),
        "Use one of `suggestions`, or search with /search?q=.",
    ),
    "unknown-version": ProblemType(
        (404,),
        marked("No release on this server holds that version of the ontology."),
        "Use one of those that `detail` names; /ontology is the current one.",
    ),
    "withdrawn": ProblemType(
        (410,),
        marked("This thing was described once and has been withdrawn."),
        "Use what `replacedBy` names; if it is absent, there is no replacement.",
    ),
}
