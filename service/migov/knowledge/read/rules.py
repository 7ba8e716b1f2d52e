"""What a data file may hold: facts of named sources, without blank nodes, in canonical literals."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.files import DataFile
from migov.knowledge.read.literals import Literals
from migov.vocabulary import PREFIXES

#: At most so many findings of one sort are listed for one file; the last one says so.
MAX_REPEATS = 100


def findings_of(file: DataFile, literals: Literals) -> Iterator[Finding]:
    """What is wrong with the quads of `file`, whatever they mean."""
    counts: dict[str, int] = {}
    for finding in _judge(file, literals):
        counts[finding.shape] = counts.get(finding.shape, 0) + 1
        if counts[finding.shape] <= MAX_REPEATS:
            yield finding
    for shape, count in counts.items():
        if count > MAX_REPEATS:
            yield Finding(
                Severity.VIOLATION,
                file.name,
                1,
                None,
                f"{count - MAX_REPEATS} more findings like these are in this file.",
                "Mend the ones that are listed and validate again.",
                shape,
            )


def _judge(file: DataFile, literals: Literals) -> Iterator[Finding]:
    blocks: set[str] = set()  # what was already said of a subject without source, or of a block
    nested = {quad.object for quad in file.quads if isinstance(quad.object, BlankNode)}
    for quad in file.quads:
        if isinstance(quad.object, BlankNode | Triple) or (
            isinstance(quad.subject, BlankNode) and quad.subject not in nested
        ):
            nested.add(quad.subject)  # type: ignore[arg-type]  # once is enough
            yield _finding(
                file,
                quad,
                "A blank node stands here: it cannot be cited, linked to or compared.",
                "Give the thing an IRI of its own.",
                "blank-node",
            )
        yield from _judge_graph(file, quad, blocks)
        if isinstance(quad.object, Literal):
            fault = literals.fault(quad.object)
            if fault is not None:
                yield _finding(file, quad, *fault, "literal")


def _judge_graph(file: DataFile, quad: Quad, said: set[str]) -> Iterator[Finding]:
    if isinstance(quad.graph_name, DefaultGraph):
        key = str(quad.subject)
        if key not in said:
            said.add(key)
            yield _finding(
                file,
                quad,
                "A fact stands outside every source block: nothing says who states it.",
                "Put it inside `source:… { … }` of the source that states it; what an editor "
                "decided stands in `source:editorial { … }`.",
                "fact-without-source",
            )
    elif not quad.graph_name.value.startswith(PREFIXES["source"]):
        key = quad.graph_name.value
        if key not in said:
            said.add(key)
            yield _finding(
                file,
                quad,
                f"The block <{key}> is not named after a source.",
                "Name the block `source:…` after the source that states its facts.",
                "fact-without-source",
            )


def _finding(file: DataFile, quad: Quad, message: str, remedy: str, rule: str) -> Finding:
    subject, value = quad.subject, quad.object
    named = isinstance(subject, NamedNode)
    key = subject.value if isinstance(subject, NamedNode) else f"_:{getattr(subject, 'value', '')}"
    text = value.value if isinstance(value, NamedNode | Literal) else ""
    line = file.line(key, quad.predicate.value, text, getattr(quad.graph_name, "value", ""))
    return Finding(
        Severity.VIOLATION, file.name, line, key if named else None, message, remedy, f"read/{rule}"
    )
