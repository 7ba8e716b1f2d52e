"""Every type of problem that the service answers with: what it means and how to fix it.

A problem's `type` is `https://w3id.org/migov/problem/{name}`; `/problem/{name}` tells the same to
readers who follow it (RFC 9457, section 3.1.1).
"""

from __future__ import annotations

from typing import Final, NamedTuple


class ProblemType(NamedTuple):
    """One type: the statuses it comes with, what it means, and what the client can do."""

    statuses: tuple[int, ...]
    meaning: str
    remedy: str


TYPES: Final[dict[str, ProblemType]] = {
    "ambiguous-actor": ProblemType(
        (422,),
        "Several actors bear the name that was given.",
        "Choose one of `candidates` and send its slug, which is never ambiguous.",
    ),
    "bad-request": ProblemType(
        (400,),
        "The request is not well formed.",
        "Correct what `detail` names.",
    ),
    "batch-too-large": ProblemType(
        (413,),
        "A batch of reconciliation queries, or a data extension query, asks for too much at once.",
        "Send no more than `limit` at a time; the manifest of /reconcile has it as `batchSize`.",
    ),
    "body-too-long": ProblemType(
        (413,),
        "The body is longer than is read here.",
        "Send the query alone, no longer than `limit` bytes.",
    ),
    "broken-body": ProblemType(
        (400,),
        "The connection ended before the body did.",
        "Send the request again, whole.",
    ),
    "busy": ProblemType(
        (503,),
        "Other clients' queries keep the service busy, and this one could not be answered in time.",
        "Wait as long as `Retry-After` says and send it again; a query that ends within a tenth of "
        "a second is answered meanwhile.",
    ),
    "charset": ProblemType(
        (415,),
        "The body is said to be in another encoding than UTF-8.",
        "Send UTF-8, and say `charset=utf-8` or nothing.",
    ),
    "datetime": ProblemType(
        (400,),
        "`Accept-Datetime` is not a date of HTTP.",
        "Write it as RFC 9110, section 5.6.7, does: Sun, 22 Nov 2026 12:00:00 GMT.",
    ),
    "encoding": ProblemType(
        (400,),
        "There are bytes that are not UTF-8, or characters that no query holds.",
        "Encode the text as UTF-8, and then percent-encode it where it stands in an address.",
    ),
    "gone": ProblemType(
        (499,),
        "The client hung up before the answer was ready.",
        "Nobody reads this; it is what the operator's log says.",
    ),
    "internal": ProblemType(
        (500,),
        "Something failed here that should not.",
        "Try again; if it comes again, report what you asked: the fault is ours.",
    ),
    "limit-exceeded": ProblemType(
        (504,),
        "The query was stopped at the limit that `exceeded` names.",
        "Ask for less: add a LIMIT, name the graph or class, avoid products of unrelated "
        "patterns; or load a dump and ask it without limits.",
    ),
    "media-type": ProblemType(
        (415,),
        "The body's Content-Type is none that the SPARQL protocol knows.",
        "Send `application/sparql-query`, or a form as `application/x-www-form-urlencoded`.",
    ),
    "method-not-allowed": ProblemType(
        (405,),
        "This address does not take that method.",
        "Use one of those that the header `Allow` lists.",
    ),
    "missing-extra": ProblemType(
        (501,),
        "This installation of the service lacks an optional part that writes the format.",
        "Take another format, or have the operator install what `detail` names.",
    ),
    "no-printer": ProblemType(
        (501,),
        "The server has no library that prints PDF.",
        "Print the page from a browser; an operator installs `weasyprint`.",
    ),
    "not-acceptable": ProblemType(
        (406,),
        "What was asked for cannot be had in any of the forms that `Accept` takes.",
        "Take one of `available`, or add `*/*;q=0.1`.",
    ),
    "not-found": ProblemType(
        (404,),
        "There is nothing at this address.",
        "Start from the front page, /dataset or /openapi.json.",
    ),
    "not-ready": ProblemType(
        (503,),
        "No release is in memory yet.",
        "Wait as long as `Retry-After` says; /health/ready tells when it is.",
    ),
    "parameter": ProblemType(
        (422, 400),
        "A parameter is missing, or its value is of a wrong kind.",
        "`parameter` names it, and `remedy` says what it takes.",
    ),
    "protocol": ProblemType(
        (400,),
        "The request does not follow the SPARQL 1.1 Protocol.",
        "Send one query, once: as `query` in the address or in a form, or as the body.",
    ),
    "query-failed": ProblemType(
        (400,),
        "The query is well formed, but it could not be evaluated.",
        "Correct what `detail` names.",
    ),
    "query-refused": ProblemType(
        (400,),
        "The query asks for what is not done here, such as SERVICE.",
        "Take that part out; ask the other endpoint yourself.",
    ),
    "query-syntax": ProblemType(
        (400,),
        "The query is not SPARQL 1.1.",
        "Fix it at `line` and `column`, or just before.",
    ),
    "query-too-long": ProblemType(
        (413,),
        "The query's text is longer than is read here.",
        "Shorten it to `limit` bytes, for instance by fewer VALUES at a time.",
    ),
    "read-only": ProblemType(
        (403,),
        "The graph cannot be changed through this service.",
        "Send a query, not an update. To change a fact, contribute it: docs/contributing-facts.md.",
    ),
    "reconciliation": ProblemType(
        (400,),
        "A batch of reconciliation queries, or a data extension query, is not well formed.",
        "Correct what `detail` names; `parameter` says which of the two it is in. Nothing of the "
        "batch was answered.",
    ),
    "result-too-large": ProblemType(
        (413,),
        "The result is larger than `limit` bytes.",
        "Ask for it in parts by LIMIT and OFFSET, or load a dump.",
    ),
    "slow-body": ProblemType(
        (408,),
        "The body did not come within the time that is waited.",
        "Send it in one go.",
    ),
    "too-many-queries": ProblemType(
        (429,),
        "Too many queries from this address are under way at once.",
        "Wait as long as `Retry-After` says, and send fewer at a time.",
    ),
    "unknown-actor": ProblemType(
        (404,),
        "Nobody in this release is called so.",
        "Take one of `suggestions`, or find the name with /search?q=.",
    ),
    "unknown-file": ProblemType(
        (404,),
        "The release has no file of that name.",
        "Take one of `available`.",
    ),
    "unknown-format": ProblemType(
        (404,),
        "The address ends in an extension that is not a format here.",
        "Take one of `available`, or no extension and an `Accept` header.",
    ),
    "unknown-graph": ProblemType(
        (404,),
        "There is no graph of that name.",
        "/dataset lists every named graph.",
    ),
    "unknown-problem": ProblemType(
        (404,),
        "No problem is called so.",
        "/problem lists them all.",
    ),
    "unknown-panel": ProblemType(
        (404,),
        "No panel has the name in the address.",
        "Take one of `available`.",
    ),
    "unknown-question": ProblemType(
        (404,),
        "The catalogue has no question of that name.",
        "Take one of `suggestions`, or read /questions.",
    ),
    "unknown-release": ProblemType(
        (404,),
        "There is no such release on this server.",
        "Take one of `available`; /releases lists them.",
    ),
    "unknown-thing": ProblemType(
        (404,),
        "The release states nothing of that thing.",
        "Take one of `suggestions`, or find its name with /search?q=.",
    ),
    "unknown-version": ProblemType(
        (404,),
        "No release on this server holds that version of the ontology.",
        "Take one of those that `detail` names; /ontology is the one in use.",
    ),
    "withdrawn": ProblemType(
        (410,),
        "This thing was described once and has been withdrawn.",
        "Use what `replacedBy` names instead; where it names nothing, nothing replaced it.",
    ),
}
