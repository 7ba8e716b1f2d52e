"""Findings as text, JSON, SHACL report and SARIF."""

from __future__ import annotations

import json

from pyoxigraph import NamedNode, RdfFormat, Store

from migov.knowledge.findings import Finding, Severity
from migov.knowledge.validate.reports import as_json, as_sarif, as_text, as_turtle

SH = "http://www.w3.org/ns/shacl#"
FINDINGS = [
    Finding(
        Severity.VIOLATION,
        "data/a.trig",
        7,
        "https://w3id.org/migov/id/state/ETH",
        'It is "wrong".',
        "Fix it.",
        "mgsh:StateShape",
    ),
    Finding(Severity.VIOLATION, "data/b.trig", 3, None, "Syntax error.", "Fix it.", "read", 9),
    Finding(Severity.WARNING, None, None, "urn:x", "Odd.", "Look.", "checks/odd"),
]


def test_text():
    lines = as_text(FINDINGS).splitlines()
    assert lines[0] == 'data/a.trig:7: violation: It is "wrong".'
    assert lines[2] == "    fix     Fix it."
    assert "data/b.trig:3:9: violation: Syntax error." in lines
    assert "warning: Odd." in lines
    assert lines[-1] == "2 violations, 1 warning."
    assert as_text([]) == "No findings."


def test_json_has_exactly_the_agreed_members():
    content = json.loads(as_json(FINDINGS))
    assert content.keys() == {"findings"}
    assert content["findings"][0] == {
        "severity": "violation",
        "file": "data/a.trig",
        "line": 7,
        "focus": "https://w3id.org/migov/id/state/ETH",
        "message": 'It is "wrong".',
        "remedy": "Fix it.",
        "shape": "mgsh:StateShape",
    }
    assert content["findings"][2]["file"] is None
    assert json.loads(as_json([])) == {"findings": []}


def test_turtle_is_a_shacl_report():
    store = Store()
    store.load(input=as_turtle(FINDINGS).encode(), format=RdfFormat.TURTLE)
    results = store.query(
        f"SELECT ?focus ?severity ?message WHERE {{ ?report a <{SH}ValidationReport> ;"
        f" <{SH}conforms> false ; <{SH}result> ?r . ?r a <{SH}ValidationResult> ;"
        f" <{SH}focusNode> ?focus ; <{SH}resultSeverity> ?severity ;"
        f" <{SH}sourceConstraintComponent> ?component ; <{SH}sourceShape> ?shape ;"
        f" <{SH}resultMessage> ?message }}"
    )
    assert len(list(results)) == 3
    empty = Store()
    empty.load(input=as_turtle([]).encode(), format=RdfFormat.TURTLE)
    assert {
        q.object.value for q in empty.quads_for_pattern(None, NamedNode(SH + "conforms"), None)
    } == {"true"}


def test_sarif():
    log = json.loads(as_sarif(FINDINGS))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "data/b.trig"},
        "region": {"startLine": 3, "startColumn": 9},
    }
    assert "locations" not in run["results"][2]
