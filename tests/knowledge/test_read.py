"""Files to quads: whatever is wrong with a file is a finding with its line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode

from migov.errors import CannotRun
from migov.knowledge.findings import Severity
from migov.knowledge.read import parse as reading
from migov.knowledge.read.parse import read, read_into

HEAD = """\
PREFIX mg: <https://w3id.org/migov/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX source: <https://w3id.org/migov/id/source/>
PREFIX state: <https://w3id.org/migov/id/state/>

"""


def findings(path: Path, text: str | bytes):
    path.write_bytes(text if isinstance(text, bytes) else (HEAD + text).encode())
    return read([path]).findings


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "a.trig"


def test_a_good_file_has_no_findings_and_all_its_quads(file):
    file.write_text(HEAD + 'source:x { state:ETH a mg:State ; mg:iso2 "ET" . }')
    result = read([file])
    assert (result.findings, result.broken) == ([], False)
    assert len(list(result.quads())) == 2
    assert {q.graph_name.value for q in result.quads()} == {"https://w3id.org/migov/id/source/x"}


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "remedy"),
    [
        ("source:x {\n  state:ETH a ;\n}", 7, 15, "Syntax error", "missing"),
        (
            "source:x {\n  state:ETH a skos:Concept .\n}",
            7,
            15,
            "prefix skos:",
            "PREFIX skos: <http:",
        ),
        ("source:x {\n  state:ETH a nope:Concept .\n}", 7, 15, "prefix nope:", "PREFIX nope: <…>"),
        ('source:x {\n  state:ETH mg:iso2 "ET .\n}', 7, None, "Syntax error", "quote"),
        (b'<urn:a> <urn:b> "\xff" .', 1, None, "UTF-8", "UTF-8"),
    ],
)
def test_a_syntax_error_names_file_line_column_and_remedy(
    file, text, line, column, message, remedy
):
    [finding] = findings(file, text)
    assert finding.severity is Severity.VIOLATION
    assert (finding.file, finding.line) == ("a.trig", line)
    assert finding.column == column if column else finding.column
    assert f"line {line}, column {finding.column}" in finding.message
    assert message in finding.message
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    ("literal", "message", "remedy"),
    [
        ('"2022-13-45"^^xsd:date', "not a valid xsd:date", "2014-11-28"),
        ('"2023-02-29"^^xsd:date', "not a valid", "xsd:gYear"),
        ('"2022-03-22Z"^^xsd:date', "not a valid", "no time zone"),
        ('"2022-13"^^xsd:gYearMonth', "not a valid", "2014-11"),
        ('"22"^^xsd:gYear', "not a valid", "2014"),
        ('"0000"^^xsd:gYear', "not a valid", "2014"),
        ('"many"^^xsd:integer', "not a valid", "40"),
        ('"yes"^^xsd:boolean', "not a valid", "true"),
        ('"01"^^xsd:integer', "canonical", '"1"^^xsd:integer'),
        ('"1.50"^^xsd:decimal', "canonical", '"1.5"^^xsd:decimal'),
        ('"5"^^xsd:int', "canonical", '"5"^^xsd:integer'),
        ('"1"^^xsd:boolean', "canonical", '"true"^^xsd:boolean'),
    ],
)
def test_a_literal_that_the_store_would_change_or_misread(file, literal, message, remedy):
    [finding] = findings(file, f"source:x {{\nstate:ETH a mg:State ;\n  mg:value {literal} .\n}}")
    assert (finding.line, finding.focus) == (8, "https://w3id.org/migov/id/state/ETH")
    assert message in finding.message
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    "literal",
    [
        '"2024-02-29"^^xsd:date',
        '"2014-11"^^xsd:gYearMonth',
        '"2014"^^xsd:gYear',
        "40",
        "9.5",
        "true",
    ],
)
def test_a_literal_as_it_should_be(file, literal):
    assert findings(file, f"source:x {{ state:ETH mg:value {literal} . }}") == []


def test_blank_nodes(file):
    found = findings(
        file, "source:x {\n  state:ETH mg:a [ mg:b 1 ] ;\n    mg:c ( 1 ) .\n  _:z mg:b 2 .\n}"
    )
    assert {finding.shape for finding in found} == {"read/blank-node"}
    assert [finding.line for finding in found if finding.focus] == [7, 8]
    assert any(finding.line == 9 for finding in found)


def test_a_fact_without_a_source(file):
    [finding] = findings(
        file, "source:x { state:ETH a mg:State . }\n\nstate:ERI a mg:State ;\n mg:b 1 ."
    )
    assert (finding.line, finding.shape) == (8, "read/fact-without-source")
    assert "source:" in finding.remedy


def test_a_block_that_is_no_source(file):
    [finding] = findings(file, "state:x {\n  state:ETH a mg:State ; mg:b 1 .\n}")
    assert (finding.line, finding.shape) == (7, "read/fact-without-source")


def test_a_fault_a_thousand_times_is_listed_a_hundred_times(file):
    facts = "\n".join(f'  state:S{n} mg:a "0{n}"^^xsd:integer .' for n in range(1000))
    found = findings(file, f"source:x {{\n{facts}\n}}")
    assert len(found) == 101
    assert "900 more" in found[-1].message


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    outside = tmp_path / "outside.trig"
    outside.write_text("")
    data = tmp_path / "data"
    data.mkdir()
    (data / "link.trig").symlink_to(outside)
    (data / "dangling.trig").symlink_to(tmp_path / "nowhere.trig")
    (data / "loop.trig").symlink_to(data / "loop.trig")
    (data / "folder.trig").mkdir()
    (data / "large.trig").write_text("# " + "x" * 2000)
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 1000)

    result = read([data])

    assert result.broken
    messages = {Path(finding.file).name: finding.message for finding in result.findings}
    assert messages.keys() == {"link.trig", "dangling.trig", "loop.trig", "large.trig"}
    assert "outside" in messages["link.trig"]
    assert "1,000" in messages["large.trig"]


def test_a_file_that_is_no_rdf(tmp_path):
    (tmp_path / "a.csv").write_text("a,b")
    [finding] = read([tmp_path / "a.csv"]).findings
    assert ".trig" in finding.remedy


def test_what_lies_in_a_data_folder_and_is_not_read_is_told(tmp_path):
    data = tmp_path / "data"
    (data / "states").mkdir(parents=True)
    (data / "linked").symlink_to(tmp_path)
    for name in ("a.trig", "b.trg", "states/c.trig.bak", "notes.md", ".hidden.json"):
        (data / name).write_text("")
    found = read([data]).findings
    assert [Path(str(finding.file)).name for finding in found] == ["b.trg", "linked", "c.trig.bak"]
    assert {finding.severity for finding in found} == {Severity.WARNING}


@pytest.mark.parametrize("name", ["missing.trig", "."])
def test_nothing_to_read_is_no_finding_but_an_end(tmp_path, name):
    with pytest.raises(CannotRun):
        read([tmp_path / name])


def test_folders_are_read_in_a_stable_order_without_hidden_files(tmp_path):
    for name in ("b.trig", "a/z.trig", "a.trig", ".hidden.trig", ".git/x.trig", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    names = [file.path.relative_to(tmp_path).as_posix() for file in read([tmp_path]).files]
    assert names == ["a/z.trig", "a.trig", "b.trig"]


def test_blank_nodes_of_our_own_files_are_named_the_same_each_time(tmp_path):
    path = tmp_path / "kinds.ttl"
    path.write_text("<urn:a> <urn:b> [ <urn:c> [] ] .")
    first, second = (list(read_into([path], "urn:g").quads()) for _ in range(2))
    assert first == second
    assert {q.subject for q in first} == {NamedNode("urn:a"), BlankNode("kinds-0")}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_make_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a.trig"
    path.write_bytes(content)
    for finding in read([path]).findings:
        assert finding.file
        assert finding.line
        assert finding.remedy
