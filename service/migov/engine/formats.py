"""The media types of SPARQL results and of RDF, each with its serializer.

A query result has one of three *forms* (SPARQL 1.1 Query Language, section 16): solutions (SELECT),
a boolean (ASK) or a graph (CONSTRUCT, DESCRIBE).
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from pyoxigraph import QueryResultsFormat, RdfFormat

Form = Literal["solutions", "boolean", "graph"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


class ResultFormat(NamedTuple):
    """A media type and its name in `?format=` and in file extensions."""

    media_type: str
    name: str
    serializer: QueryResultsFormat | RdfFormat

    @property
    def content_type(self) -> str:
        """The Content-Type header; text types state their charset, which is always UTF-8."""
        if self.media_type in ("text/csv", "text/tab-separated-values", "text/turtle"):
            return f"{self.media_type}; charset=utf-8"
        return self.media_type


JSON: Final = ResultFormat("application/sparql-results+json", "srj", QueryResultsFormat.JSON)
PLAIN_JSON: Final = ResultFormat("application/json", "json", QueryResultsFormat.JSON)
XML: Final = ResultFormat("application/sparql-results+xml", "srx", QueryResultsFormat.XML)
PLAIN_XML: Final = ResultFormat("application/xml", "xml", QueryResultsFormat.XML)
CSV: Final = ResultFormat("text/csv", "csv", QueryResultsFormat.CSV)
TSV: Final = ResultFormat("text/tab-separated-values", "tsv", QueryResultsFormat.TSV)

TURTLE: Final = ResultFormat("text/turtle", "ttl", RdfFormat.TURTLE)
TRIG: Final = ResultFormat("application/trig", "trig", RdfFormat.TRIG)
JSON_LD: Final = ResultFormat("application/ld+json", "jsonld", RdfFormat.JSON_LD)
RDF_XML: Final = ResultFormat("application/rdf+xml", "rdf", RdfFormat.RDF_XML)
N_TRIPLES: Final = ResultFormat("application/n-triples", "nt", RdfFormat.N_TRIPLES)
N_QUADS: Final = ResultFormat("application/n-quads", "nq", RdfFormat.N_QUADS)
GRAPH_JSON: Final = ResultFormat("application/json", "json", RdfFormat.JSON_LD)
GRAPH_XML: Final = ResultFormat("application/xml", "xml", RdfFormat.RDF_XML)

#: The formats of each form, in the server's order of preference.
BY_FORM: Final[dict[Form, tuple[ResultFormat, ...]]] = {
    "solutions": (JSON, XML, CSV, TSV, PLAIN_JSON, PLAIN_XML),
    # SPARQL 1.1 defines CSV and TSV for SELECT alone.
    "boolean": (JSON, XML, PLAIN_JSON, PLAIN_XML),
    "graph": (TURTLE, JSON_LD, RDF_XML, N_TRIPLES, GRAPH_JSON, GRAPH_XML, TRIG, N_QUADS),
}


def of(form: Form, media_type: str) -> ResultFormat:
    """The format of `form` with that media type; raises KeyError if there is none."""
    for candidate in BY_FORM[form]:
        if candidate.media_type == media_type:
            return candidate
    raise KeyError(media_type)
