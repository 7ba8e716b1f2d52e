"""The runner of the W3C's tests tells a right result from a wrong one, in a suite of our own."""

from __future__ import annotations

import json

import pytest
from benchmarks.conformance import Outcome, Verdict, report, run
from benchmarks.w3c_manifests import MANIFESTS, cases
from benchmarks.w3c_results import Table, read_json, same

PREFIXES = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
"""
ENTRIES = """
<> mf:entries ( <#right> <#wrong> <#own-dataset> <#valid> <#invalid> <#accepted> <#service>
  <#update> <#entailed> ) .
<#right> a mf:QueryEvaluationTest ; mf:name "right" ;
  mf:action [ qt:query <pairs.rq> ; qt:data <data.ttl> ] ; mf:result <pairs.srj> .
<#wrong> a mf:QueryEvaluationTest ; mf:name "wrong" ;
  mf:action [ qt:query <pairs.rq> ; qt:data <less.ttl> ] ; mf:result <pairs.srj> .
<#own-dataset> a mf:QueryEvaluationTest ; mf:name "own dataset" ;
  mf:action [ qt:query <from.rq> ] ; mf:result <from.srj> .
<#valid> a mf:PositiveSyntaxTest11 ; mf:name "valid" ; mf:action <pairs.rq> .
<#invalid> a mf:NegativeSyntaxTest11 ; mf:name "invalid" ; mf:action <invalid.rq> .
<#accepted> a mf:NegativeSyntaxTest11 ; mf:name "accepted" ; mf:action <pairs.rq> .
<#service> a mf:PositiveSyntaxTest11 ; mf:name "service" ; mf:action <service.rq> .
<#update> a mf:UpdateEvaluationTest ; mf:name "update" .
<#entailed> a mf:QueryEvaluationTest ; mf:name "entailed" ; mf:result <pairs.srj> ;
  mf:action [ qt:query <pairs.rq> ; qt:data <data.ttl> ; sd:entailmentRegime <x:rdfs> ] .
"""
FILES = {
    "data.ttl": '_:a <x:p> 1, "b"@en . _:b <x:p> 1.50 .',
    "less.ttl": '_:a <x:p> 1, "b"@en . _:b <x:p> 1.51 .',
    "pairs.rq": "SELECT ?s ?o { ?s <x:p> ?o }",
    "from.rq": "SELECT ?o FROM <data.ttl> FROM <less.ttl> { ?s <x:p> ?o FILTER(?o > 1) }",
    "invalid.rq": "SELECT ?s { ?s ?p }",
    "service.rq": "SELECT * { SERVICE <x:y> { ?s ?p ?o } }",
}
INTEGER, DECIMAL = (f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal"))


def bindings(*rows: dict[str, dict[str, str]]) -> str:
    return json.dumps({"head": {"vars": sorted(rows[0])}, "results": {"bindings": [*rows]}})


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    root = tmp_path_factory.mktemp("sparql")
    for manifest in MANIFESTS:
        (root / manifest).parent.mkdir()
        (root / manifest).write_text(PREFIXES)
    folder = root / "sparql11"
    with (root / MANIFESTS[1]).open("a") as manifest:
        manifest.write("<> mf:include ( <own/manifest.ttl> ) .")
    (folder / "own").mkdir()
    (folder / "own" / "manifest.ttl").write_text(PREFIXES + ENTRIES)
    for name, text in FILES.items():
        (folder / "own" / name).write_text(text)
    two, number = {"type": "literal", "datatype": DECIMAL, "value": "1.5"}, "01"
    (folder / "own" / "pairs.srj").write_text(
        bindings(
            {"s": {"type": "bnode", "value": "x"}, "o": two},
            {"s": {"type": "bnode", "value": "y"},
             "o": {"type": "literal", "datatype": INTEGER, "value": number}},
            {"s": {"type": "bnode", "value": "y"},
             "o": {"type": "literal", "xml:lang": "en", "value": "b"}},
        )
    )  # fmt: skip
    (folder / "own" / "from.srj").write_text(bindings({"o": two}, {"o": {**two, "value": "1.51"}}))
    return {case.name: run(case, root) for case in cases(root)}


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("right", Outcome.PASSED, ""),
        ("wrong", Outcome.FAILED, "1.51"),
        ("own dataset", Outcome.PASSED, ""),
        ("valid", Outcome.PASSED, ""),
        ("invalid", Outcome.PASSED, ""),
        ("accepted", Outcome.FAILED, "not valid is accepted"),
        ("service", Outcome.EXCLUDED, "SERVICE"),
        ("update", Outcome.EXCLUDED, "update"),
        ("entailed", Outcome.EXCLUDED, "entailment regime"),
    ],
)
def test_outcomes(verdicts: dict[str, Verdict], name: str, outcome: Outcome, reason: str) -> None:
    assert verdicts[name].outcome is outcome, verdicts[name].reason
    assert reason in verdicts[name].reason


def test_the_report_counts_by_category(verdicts: dict[str, Verdict]) -> None:
    text = "\n".join(report(verdicts.values()))
    assert "| sparql11/own | 4 | 2 | 3 |" in text
    assert "failed: sparql11/own: wrong: " in text


def test_which_blank_nodes_are_the_same_counts() -> None:
    blank = {"type": "bnode", "value": "a"}
    same_twice = read_json(bindings({"x": blank, "y": blank}).encode())
    two = read_json(bindings({"x": blank, "y": {**blank, "value": "b"}}).encode())
    other_label = read_json(
        bindings({"x": {**blank, "value": "c"}, "y": {**blank, "value": "c"}}).encode()
    )
    assert same(same_twice, other_label)
    assert not same(same_twice, two)


def test_order_counts_where_the_result_is_ordered() -> None:
    rows = [{"x": {"type": "literal", "value": value}} for value in "ab"]
    first, second = (read_json(bindings(*each).encode()) for each in (rows, rows[::-1]))
    assert same(first, second)
    assert isinstance(first, Table)
    assert not same(Table(first.variables, first.rows, ordered=True), second)
