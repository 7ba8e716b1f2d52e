"""The W3C's tests of SPARQL 1.0, 1.1 and 1.2 queries, run over the engine of the service.

FOLDER is a checkout of https://github.com/w3c/rdf-tests. Each query runs as a worker runs it, over
a store that was saved and loaded as a release's is, and is written in every format that clients may
ask for; what is written is read again and compared with the expected result. The exit status is 1
if a test fails.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from benchmarks.table import table
from benchmarks.w3c_manifests import Case, Kind, cases, path
from benchmarks.w3c_results import (
    Result,
    Table,
    as_csv,
    expected,
    read_csv,
    read_json,
    read_tsv,
    read_xml,
    same,
    terms,
)
from migov.engine import formats, storage
from migov.engine.errors import EngineError, QueryRefused, QuerySyntaxError
from migov.engine.evaluation import Sink, checked, evaluate
from migov.engine.formats import Form
from migov.engine.inspection import inspect, mentions_service
from migov.engine.interface import QueryRequest

#: The formats that each form is written in.
_WRITTEN: Final[dict[Form, tuple[formats.ResultFormat, ...]]] = {
    "solutions": (formats.JSON, formats.XML, formats.CSV, formats.TSV),
    "boolean": (formats.JSON, formats.XML),
    "graph": (formats.N_TRIPLES, formats.TURTLE, formats.RDF_XML, formats.JSON_LD),
}
_READERS = {
    formats.JSON: read_json,
    formats.XML: read_xml,
    formats.CSV: read_csv,
    formats.TSV: read_tsv,
}
#: The longest reason of a failure, in characters.
_LINE = 300
#: More bytes than any result of a test.
_LIMIT = 1 << 24
#: A query that sorts its solutions, not those of a pattern within.
_SORTED = re.compile(r"\bORDER\s+BY\b[^{}]*\Z", re.IGNORECASE)
#: A character that XML 1.0 does not allow, as N-Triples escapes it.
_FORBIDDEN = re.compile(r"\\(?:u00[01][0-9A-F]|[bf])")


class Outcome(StrEnum):
    """What became of a test."""

    PASSED = "passed"
    FAILED = "failed"
    EXCLUDED = "not applicable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A test, its outcome, and the reason if it did not pass."""

    case: Case
    outcome: Outcome
    reason: str = ""


class Mismatch(Exception):
    """A result that is not the expected one; the text says in which format and how."""


def main() -> None:
    """Run the tests and print a table by category, then each failure and each exclusion."""
    parser = argparse.ArgumentParser(prog="migov bench conformance --", description=__doc__)
    parser.add_argument("folder", type=Path, help="a checkout of w3c/rdf-tests")
    parser.add_argument("--only", default="", help="categories that contain this text")
    options = parser.parse_args()
    root = options.folder / "sparql"
    if not (root / "sparql11" / "manifest.ttl").is_file():
        parser.exit(2, f"{root} holds no SPARQL tests: name a checkout of w3c/rdf-tests.\n")
    verdicts = [run(case, root) for case in cases(root) if options.only in case.category]
    print("\n".join(report(verdicts)))
    sys.exit(any(verdict.outcome is Outcome.FAILED for verdict in verdicts))


def run(case: Case, root: Path) -> Verdict:
    """Runs a test."""
    if case.excluded:
        return Verdict(case, Outcome.EXCLUDED, case.excluded)
    text = path(root, case.query).read_text(encoding="utf-8")
    try:
        if case.kind is Kind.EVALUATION:
            _evaluated(case, root, text)
        elif case.kind is Kind.POSITIVE:
            checked(QueryRequest(text, base=case.query))
        else:
            return _refused(case, text)
    except QueryRefused as error:
        if mentions_service(text):
            return Verdict(case, Outcome.EXCLUDED, "SERVICE")
        if case.kind is Kind.POSITIVE:  # a function that is not known is no error of syntax
            return Verdict(case, Outcome.PASSED)
        return Verdict(case, Outcome.FAILED, str(error))
    except (
        EngineError,
        Mismatch,
        ValueError,
        TypeError,
        SyntaxError,
        LookupError,
        OSError,
    ) as error:
        return Verdict(case, Outcome.FAILED, " ".join(str(error).split()))
    return Verdict(case, Outcome.PASSED)


def _refused(case: Case, text: str) -> Verdict:
    try:
        checked(QueryRequest(text, base=case.query))
    except QuerySyntaxError:
        return Verdict(case, Outcome.PASSED)
    return Verdict(case, Outcome.FAILED, "a query that is not valid is accepted")


def _evaluated(case: Case, root: Path, text: str) -> None:
    """Evaluates a query in every format; raises Mismatch or an EngineError."""
    dataset = _dataset(case, root, text)
    wanted = expected(path(root, case.result), case.result)
    if isinstance(wanted, Table) and _SORTED.search(text):
        wanted = replace(wanted, ordered=True)
    form: Form = "graph"
    if isinstance(wanted, Table):
        form = "solutions"
    elif isinstance(wanted, bool):
        form = "boolean"
    for format in _formats(form, wanted):
        actual = _read(_written(dataset, text, case.query, form, format), format)
        compared = wanted
        if case.result.endswith(".csv"):
            # Only in CSV is every lexical form compared: it has no datatypes.
            if format is not formats.CSV:
                continue
        elif format is formats.CSV:
            written = _read(_written(dataset, text, case.query, form, formats.JSON), formats.JSON)
            if isinstance(written, Table):
                compared = as_csv(
                    replace(written, ordered=isinstance(wanted, Table) and wanted.ordered)
                )
        if not same(compared, actual, lax=case.lax):
            raise Mismatch(f"{format.media_type} {_difference(compared, actual)}")


def _formats(form: Form, result: Result) -> Iterable[formats.ResultFormat]:
    """The formats that can express `result`.

    CSV and JSON-LD have no triple terms, and XML lacks most control characters: the service writes
    their escapes.
    """
    within = terms(result)
    with_triples = any(isinstance(term, ox.Triple) for term in within)
    without_xml = any(_FORBIDDEN.search(str(term)) for term in within)
    for format in _WRITTEN[form]:
        if with_triples and format in (formats.CSV, formats.JSON_LD):
            continue
        if without_xml and format in (formats.XML, formats.RDF_XML):
            continue
        yield format


def _dataset(case: Case, root: Path, text: str) -> storage.Dataset:
    """The data of a test, saved and loaded as a release's store is.

    A query that names its own dataset (FROM) finds the files there as named graphs.
    """
    store = ox.Store()
    for iri in case.data:
        _load(store, root, iri, ox.DefaultGraph())
    named = inspect(text, case.query)
    for iri in dict.fromkeys((*case.graphs, *named.default_graphs, *named.named_graphs)):
        if path(root, iri).is_file():
            _load(store, root, iri, ox.NamedNode(iri))
    with tempfile.TemporaryDirectory() as folder:
        storage.save(Path(folder), store)
        return storage.load(Path(folder))


def _load(store: ox.Store, root: Path, iri: str, graph: ox.NamedNode | ox.DefaultGraph) -> None:
    file = path(root, iri)
    format = ox.RdfFormat.from_extension(file.suffix[1:]) or ox.RdfFormat.TURTLE
    into = None if format.supports_datasets else graph
    store.load(path=file, format=format, base_iri=iri, to_graph=into)


def _written(
    dataset: storage.Dataset, text: str, base: str, form: Form, format: formats.ResultFormat
) -> bytes:
    """The bytes of a result; raises Mismatch if the query has another form."""
    accept: dict[Form, str | None] = {
        each: formats.BY_FORM[each][0].media_type for each in formats.FORMS
    }
    accept[form] = format.media_type
    written: list[bytes] = []
    forms: list[Form] = []
    request = QueryRequest(text, accept=accept, base=base)
    evaluate(dataset, request, lambda of, _: forms.append(of), Sink(written.append, _LIMIT))
    if forms != [form]:
        raise Mismatch(f"the result is a {forms[0]}, where a {form} is expected")
    return b"".join(written)


def _read(data: bytes, format: formats.ResultFormat) -> Result:
    if isinstance(format.serializer, ox.RdfFormat):
        return [quad.triple for quad in ox.parse(data, format=format.serializer)]
    return _READERS[format](data)


def _difference(expected: Result, actual: Result) -> str:
    """How two results differ, in one line: the lines that only one of them has."""
    lacks, has = Counter(_lines(expected)), Counter(_lines(actual))
    texts = [
        f"{word} {'; '.join(sorted(lines.elements()))}"
        for word, lines in (("lacks", lacks - has), ("has", has - lacks))
        if lines
    ]
    text = ", ".join(texts) or "other blank nodes or another order"
    return text if len(text) <= _LINE else text[:_LINE] + " …"


def _lines(result: Result) -> list[str]:
    if isinstance(result, bool):
        return [str(result).lower()]
    if isinstance(result, Table):
        return [
            "{" + ", ".join(f"?{name} {term}" for name, term in sorted(row.items())) + "}"
            for row in result.rows
        ]
    return [str(triple) for triple in result]


def report(verdicts: Iterable[Verdict]) -> Iterable[str]:
    """The lines of the report."""
    verdicts = [*verdicts]
    suites: dict[str, Counter[Outcome]] = {}
    for verdict in verdicts:
        category = verdict.case.category
        for key in (category, f"{category.partition('/')[0]}, all"):
            suites.setdefault(key, Counter())[verdict.outcome] += 1
    rows = [
        (name, *(str(counts[outcome]) for outcome in Outcome))
        for name, counts in sorted(suites.items())
    ]
    yield table(("category", *(str(outcome) for outcome in Outcome)), rows)
    for outcome in (Outcome.FAILED, Outcome.EXCLUDED):
        found = [verdict for verdict in verdicts if verdict.outcome is outcome]
        if outcome is Outcome.EXCLUDED:
            reasons = Counter(verdict.reason for verdict in found)
            yield from (f"{outcome}: {count} {why}" for why, count in sorted(reasons.items()))
        else:
            for verdict in found:
                case = verdict.case
                yield f"{outcome}: {case.category}: {case.name}: {verdict.reason}"


if __name__ == "__main__":
    main()
