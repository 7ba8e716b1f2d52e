"""The dumps of a release: sorted, compressed, reproducible; and its tables with their description.

RDF is compressed with both gzip and zstd; tables and their description are small and stay
uncompressed, so that a spreadsheet can open them by URL. The description is CSVW (W3C *Metadata
Vocabulary for Tabular Data*, section 5): a table group with relative addresses, so it is valid
wherever the files lie side by side.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from typing import Any, Final

import zstandard
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from migov.knowledge.release.table_view import View
from migov.knowledge.release.tables import ACTORS, SEPARATOR, TABLES, Column, Kind, Table
from migov.vocabulary import LICENSE, PREFIXES, RDF_TYPE

FILE: Final = "tables.csv-metadata.json"

#: A day, a month or a year: no XML Schema datatype covers all three.
_PARTIAL_DATE = {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}
_DATATYPES: Final[dict[Kind, Any]] = {
    "text": "string",
    "iri": "anyURI",
    "date": "date",
    "partial date": _PARTIAL_DATE,
    "integer": "integer",
}


def described() -> bytes:
    """The description as JSON; the same bytes every time."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "migov: tables of actors in migration governance",
        "dc:license": {"@id": LICENSE},
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [_table(table) for table in TABLES],
    }
    return json.dumps(group, indent=2, ensure_ascii=False).encode() + b"\n"


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column, table) for column in table.columns],
        "primaryKey": table.key,
        # The last column is the IRI of the row's thing, in every table.
        "aboutUrl": f"{{+{table.columns[-1].name}}}",
    }
    if table.refers:
        schema["foreignKeys"] = [
            {
                "columnReference": name,
                "reference": {"resource": ACTORS.file, "columnReference": ACTORS.key},
            }
            for name in table.refers
        ]
    return {"url": table.file, "dc:description": table.about, "tableSchema": schema}


def _column(column: Column, table: Table) -> dict[str, Any]:
    column_json: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": _DATATYPES[column.kind],
    }
    if column.many:
        column_json["separator"] = SEPARATOR
    if column.name in (table.key, table.columns[-1].name):
        column_json["required"] = True
    return column_json


def tables(store: Store) -> dict[str, bytes]:
    """The content of each table by file name, from the default graph of a whole store."""
    view = View(store)
    return {table.file: _text(table, view).encode() for table in TABLES}


def _text(table: Table, view: View) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in table.columns])
    for node in table.rows(view):
        cells = [column.values(view, node) for column in table.columns]
        writer.writerow([SEPARATOR.join(values) for values in cells])
    return text.getvalue()


_STRING = PREFIXES["xsd"] + "string"


def json_ld(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples, which come sorted by subject, as a JSON-LD document."""
    short = _Shortener(prefixes)
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject = _node(triple.subject, short)
        node = nodes.setdefault(subject, {"@id": subject})
        value = triple.object
        if triple.predicate.value == RDF_TYPE and isinstance(value, NamedNode):
            node.setdefault("@type", []).append(short(value.value))
        else:
            node.setdefault(short(triple.predicate.value), []).append(_value(value, short))
    lines = [json.dumps(node, ensure_ascii=False) for node in nodes.values()]
    context = json.dumps(dict(prefixes), ensure_ascii=False)
    body = ",\n".join(lines)
    return f'{{"@context": {context}, "@graph": [\n{body}\n]}}\n'.encode()


class _Shortener:
    """Compacts IRIs, each looked up once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        short = self._known.get(iri)
        if short is None:
            namespace = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
            prefix, local = self._prefixes.get(namespace), iri[len(namespace) :]
            short = self._known[iri] = f"{prefix}:{local}" if prefix and local else iri
        return short


def _node(term: object, short: _Shortener) -> str:
    if isinstance(term, NamedNode):
        return short(term.value)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise TypeError(f"{term} is not a node of RDF 1.1")


def _value(term: object, short: _Shortener) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _node(term, short)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == _STRING:
        return term.value
    return {"@type": short(term.datatype.value), "@value": term.value}


_GZIP_LEVEL = 6
#: The result is at most a fifth larger than the smallest, in a tenth of a second.
_ZSTD_LEVEL = 9
_AS_THEY_ARE = (".csv", ".json")


def dumps(store: Store) -> dict[str, bytes]:
    """The uncompressed content of each dump by name (without `.gz`), from a whole store.

    N-Quads and TriG hold the named graphs; Turtle and JSON-LD their merge, the default graph.
    """
    merge = DefaultGraph()
    named = sorted((quad for quad in store if quad.graph_name != merge), key=_order)
    merged = sorted(store.quads_for_pattern(None, None, None, merge), key=_order)
    prefixes = dict(sorted(PREFIXES.items()))
    lines = sorted(_bytes(named, RdfFormat.N_QUADS).splitlines(keepends=True))
    return {
        "migov.nq": b"".join(lines),
        "migov.trig": _bytes(named, RdfFormat.TRIG, prefixes),
        "migov.ttl": _bytes((quad.triple for quad in merged), RdfFormat.TURTLE, prefixes),
        "migov.jsonld": json_ld((quad.triple for quad in merged), prefixes),
        **tables(store),
        FILE: described(),
    }


def files(content: dict[str, bytes]) -> dict[str, bytes]:
    """The files that a release stores, by name, made of the result of `dumps`."""
    files = {}
    for name, text in content.items():
        if name.endswith(_AS_THEY_ARE):
            files[name] = text
        else:
            files[f"{name}.gz"] = compressed(text)
            files[f"{name}.zst"] = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(text)
    return files


def compressed(content: bytes) -> bytes:
    """`content` as gzip without a time or a name in its header."""
    buffer = BytesIO()
    with gzip.GzipFile("", "wb", _GZIP_LEVEL, buffer, mtime=0) as file:
        file.write(content)
    return buffer.getvalue()


def _order(quad: Quad) -> tuple[str, str, str, str]:
    predicate = str(quad.predicate)
    # rdf:type stands first, as an author writes it
    first = "" if predicate.endswith("22-rdf-syntax-ns#type>") else predicate
    return (str(quad.graph_name), str(quad.subject), first, str(quad.object))


def _bytes(
    statements: Iterable[Quad] | Iterable[Triple],
    form: RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    return serialize(statements, format=form, prefixes=prefixes) or b""
