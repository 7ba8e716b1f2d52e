"""RDF formats of linked data, chosen by extension, `?format=` or `Accept`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pyoxigraph as ox
from fastapi import Request

from migov.engine import formats
from migov.engine.formats import ResultFormat
from migov.engine.xml_characters import escaped
from migov.vocabulary import PREFIXES
from migov.web.http import negotiation
from migov.web.http.problems import Problem
from migov.web.http.requests import unknown_format

#: In the server's order of preference; the names are the file extensions.
RDF: Final = (
    formats.TURTLE,
    formats.TRIG,
    formats.JSON_LD,
    formats.RDF_XML,
    formats.N_TRIPLES,
    formats.N_QUADS,
)
#: Formats with named graphs.
WITH_GRAPHS: Final = (formats.TRIG, formats.N_QUADS)

HTML: Final = "html"
HTML_TYPE: Final = "text/html; charset=utf-8"

#: RDF formats with the general media types of their syntax, for clients that name only those.
GENERAL: Final = (formats.GRAPH_JSON, formats.GRAPH_XML)
OFFERED: Final = (*RDF, *GENERAL)
#: The formats of a description.
MEDIA_TYPES: Final = (*(form.media_type for form in OFFERED), "text/html")

TITLES: Final = {
    "ttl": "Turtle",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "html": "HTML",
}


def asked(request: Request, extension: str, offered: Iterable[ResultFormat] = OFFERED) -> str:
    """The name of the requested format; raises Problem if there is none.

    An extension takes precedence over `?format=`, and that over `Accept`.
    """
    by_name = {offer.name: offer for offer in offered}
    named = extension or request.query_params.get("format", "")
    if named:
        if named in by_name or named == HTML:
            return named
        available = [*by_name, HTML]
        if not extension:
            raise unknown_format(available)
        raise Problem(
            404,
            "unknown-format",
            f"There is no such format here; the formats are {', '.join(available)}.",
            available=available,
        )
    accept = negotiation.accepted(request)
    media_types = [offer.media_type for offer in by_name.values()]
    if negotiation.prefers_html(accept, media_types):
        return HTML
    chosen = negotiation.choose(accept, [*media_types, "text/html"])
    if chosen is None:
        available = [*media_types, "text/html"]
        raise Problem(
            406,
            "not-acceptable",
            f"This is available as {', '.join(available)}.",
            available=available,
        )
    if chosen == "text/html":
        return HTML
    return next(offer.name for offer in by_name.values() if offer.media_type == chosen)


def named(name: str) -> ResultFormat:
    """The RDF format with that name; raises KeyError if there is none."""
    for candidate in OFFERED:
        if candidate.name == name:
            return candidate
    raise KeyError(name)


def serialized(
    statements: Sequence[ox.Triple] | Sequence[ox.Quad],
    format: ResultFormat,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """The statements in an RDF syntax, with the prefixes they use and `more`."""
    if not isinstance(format.serializer, ox.RdfFormat):
        raise TypeError(f"{format.media_type} is not an RDF syntax")
    prefixes = {**_used(statements), **(more or {})}
    data = ox.serialize(statements, format=format.serializer, prefixes=prefixes) or b""
    return escaped(data) if format.serializer == ox.RdfFormat.RDF_XML else data


def _used(statements: Iterable[ox.Triple | ox.Quad]) -> dict[str, str]:
    """The project's prefixes used by the statements."""
    iris: set[str] = set()
    for statement in statements:
        for term in (statement.subject, statement.predicate, statement.object):
            if isinstance(term, ox.NamedNode):
                iris.add(term.value)
            elif isinstance(term, ox.Literal):
                iris.add(term.datatype.value)
        if isinstance(statement, ox.Quad) and isinstance(statement.graph_name, ox.NamedNode):
            iris.add(statement.graph_name.value)
    namespaces = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in iris}
    return {prefix: ns for prefix, ns in sorted(PREFIXES.items()) if ns in namespaces}


def alternates(path: str, offered: Iterable[ResultFormat] = RDF) -> list[tuple[str, str, str]]:
    """(URL, media type, title) of each format of the resource at `path`, HTML last."""
    listed = [(f"{path}.{f.name}", f.media_type, TITLES[f.name]) for f in offered]
    return [*listed, (f"{path}.{HTML}", "text/html", TITLES[HTML])]
