"""Findings for people and for machines: text, JSON, a SHACL report in Turtle, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from migov.knowledge.findings import Finding, Severity
from migov.vocabulary import PREFIXES, RDF_TYPE, expand

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_SHACL_SEVERITIES = {
    Severity.VIOLATION: "Violation",
    Severity.WARNING: "Warning",
    Severity.INFO: "Info",
}


def as_text(findings: Sequence[Finding]) -> str:
    """One paragraph per finding, `file:line: severity: message`, and a final count."""
    parts = []
    for finding in findings:
        place = ":".join(
            str(part) for part in (finding.file, finding.line, finding.column) if part is not None
        )
        where = f"{place}: " if place else ""
        parts.append(f"{where}{finding.severity.value}: {finding.message}")
        if finding.focus:
            parts.append(f"    about   <{finding.focus}>")
        parts.append(f"    fix     {finding.remedy}")
        parts.append(f"    rule    {finding.shape}")
    parts.append(summary(findings))
    return "\n".join(parts)


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are, as one line."""
    if not findings:
        return "No findings."
    counts = Counter(finding.severity for finding in findings)
    numbers = [
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    ]
    return f"{', '.join(numbers)}."


def as_json(findings: Sequence[Finding]) -> str:
    """`{"findings": [{severity, file, line, focus, message, remedy, shape}]}`."""
    content = {"findings": [finding.as_json() for finding in findings]}
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_turtle(findings: Sequence[Finding]) -> str:
    """A SHACL validation report (SHACL, section 3.6); the place is in `schema:` terms."""
    sh, xsd = PREFIXES["sh"], PREFIXES["xsd"]
    rdf_type = NamedNode(RDF_TYPE)
    report = BlankNode("report")
    conforms = Literal("false" if findings else "true", datatype=NamedNode(xsd + "boolean"))
    triples = [
        Triple(report, rdf_type, NamedNode(sh + "ValidationReport")),
        Triple(report, NamedNode(sh + "conforms"), conforms),
    ]
    for number, finding in enumerate(findings, start=1):
        node = BlankNode(f"result{number}")
        triples.append(Triple(report, NamedNode(sh + "result"), node))
        about: list[tuple[str, NamedNode | Literal]] = [
            (RDF_TYPE, NamedNode(sh + "ValidationResult")),
            (sh + "resultSeverity", NamedNode(sh + _SHACL_SEVERITIES[finding.severity])),
            (sh + "resultMessage", Literal(finding.message, language="en")),
            (sh + "sourceShape", NamedNode(_shape_iri(finding.shape))),
            (
                sh + "sourceConstraintComponent",
                NamedNode(_shape_iri(finding.shape.partition("/")[0])),
            ),
            (PREFIXES["mgsh"] + "remedy", Literal(finding.remedy, language="en")),
        ]
        focus = NamedNode(finding.focus) if finding.focus else Literal(finding.file or "")
        about.append((sh + "focusNode", focus))
        if finding.file is not None:
            about.append((PREFIXES["mgsh"] + "file", Literal(finding.file)))
        if finding.line is not None:
            about.append((PREFIXES["mgsh"] + "line", Literal(finding.line)))
        triples += [Triple(node, NamedNode(predicate), value) for predicate, value in about]
    prefixes = {key: PREFIXES[key] for key in ("sh", "mgsh", "mg", "xsd")}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def as_sarif(findings: Sequence[Finding]) -> str:
    """A SARIF 2.1.0 log with one run, as code hosts read it."""
    rules = sorted({finding.shape for finding in findings})
    results = []
    for finding in findings:
        region = {"startLine": finding.line or 1}
        if finding.column is not None:
            region["startColumn"] = finding.column
        result: dict[str, object] = {
            "ruleId": finding.shape,
            "ruleIndex": rules.index(finding.shape),
            "level": _SARIF_LEVELS[finding.severity],
            "message": {"text": f"{finding.message} {finding.remedy}"},
        }
        if finding.file is not None:
            artifact = {"uri": PurePath(finding.file).as_posix()}
            result["locations"] = [
                {"physicalLocation": {"artifactLocation": artifact, "region": region}}
            ]
        if finding.focus is not None:
            result["properties"] = {"focus": finding.focus}
        results.append(result)
    driver = {
        "name": "migov",
        "informationUri": "https://w3id.org/migov/",
        "rules": [{"id": rule} for rule in rules],
    }
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _shape_iri(shape: str) -> str:
    return expand(shape if ":" in shape else f"mgsh:{shape}")


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "ttl": as_turtle,
    "sarif": as_sarif,
}
