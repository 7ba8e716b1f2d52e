"""`migov apply`: a correction becomes a patch of the right file, or says why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from migov.cli import app
from migov.curation.applying import apply_correction
from migov.curation.correction import Correction, read_correction
from migov.curation.patch import unified_diff
from migov.errors import CannotRun
from migov.vocabulary import expand

CHAIR = expand("membership:khartoum-process-FRA-chair")
NEWS = "https://news.example/chair"


def diff(correction: Correction, collection) -> str:
    done = apply_correction(correction, collection)
    assert not done.findings, done.findings
    return unified_diff(done.patch.texts())


def refused(correction: Correction, collection) -> str:
    done = apply_correction(correction, collection)
    assert not done.patch.texts()
    [finding] = done.findings
    return f"{finding.file}:{finding.line} {finding.message} {finding.remedy}"


def test_a_new_page_is_a_source_beside_the_others(collection):
    text = diff(
        Correction(
            CHAIR, "schema:startDate", "2025-04-09", "2025-04-10", NEWS, "Chair", "2025-04-11"
        ),
        collection,
    )
    assert '+    schema:startDate "2025-04-10"^^xsd:date .' in text
    assert "+source:news-example-chair-2025 {" in text
    assert "+    foaf:page <https://news.example/chair> ." in text
    assert "+    org:member state:FRA ;" in text
    removed = [line for line in text.splitlines() if line.startswith("-") and line[:3] != "---"]
    assert removed == []


def test_the_page_of_a_source_corrects_what_that_source_is_taken_to_state(collection):
    stated = [one for one in collection.about(CHAIR) if one.predicate == expand("schema:startDate")]
    page = min(collection.values(stated[0].graph, "foaf:page"))
    wrong = stated[0].value.value
    text = diff(Correction(CHAIR, "schema:startDate", wrong, "2025-04-10", page), collection)
    assert f'-    schema:startDate "{wrong}"^^xsd:date' in text
    assert '+    schema:startDate "2025-04-10"^^xsd:date' in text
    assert "sources.trig" not in text
    gone = diff(Correction(CHAIR, "schema:startDate", wrong, "", page), collection)
    assert f'-    schema:startDate "{wrong}"^^xsd:date' in gone


def test_a_name_is_reconciled(collection):
    meeting = next(
        each
        for each in collection.subjects("meeting")
        if set(collection.values(each, "mg:hostState")) == {expand("state:FRA")}
    )
    text = diff(
        Correction(meeting, "mg:hostState", expand("state:FRA"), "Côte d'Ivoire", NEWS), collection
    )
    assert "+" in text
    assert "mg:hostState state:CIV" in text
    assert "No state is called “Atlantis”" in refused(
        Correction(meeting, "mg:hostState", expand("state:FRA"), "Atlantis", NEWS), collection
    )


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (
            Correction(expand("membership:khartoum-process-FRA-chairman"), "schema:startDate"),
            "is not in the data any more: it was renamed or withdrawn. Look among membership:",
        ),
        (Correction("https://example.org/x"), "is not an IRI of the data"),
        (
            Correction(CHAIR, "schema:startDate", "2020-01-01", "2020-01-02", NEWS),
            "is not 2020-01-01 any more: it is 2025",
        ),
        (Correction(CHAIR, "schema:startDate", "", "April 2025", NEWS), "Write 2025-04"),
        (Correction(CHAIR, "schema:endDate", "", "2026-04-09"), "names no page"),
        (
            Correction(CHAIR, "schema:startDate", "2025-04-09", "", NEWS),
            "Nothing is given as right",
        ),
        (Correction(CHAIR, "mg:colour", "", "blue", NEWS), "kind of value is not known"),
    ],
)
def test_what_cannot_be_applied_is_told_and_changes_nothing(collection, correction, said):
    assert said in refused(correction, collection)


def test_a_correction_in_words_says_where_the_statement_stands(collection):
    done = apply_correction(Correction(CHAIR, comment="He never chaired."), collection)
    assert "data/mechanisms/khartoum-process.trig:" in done.message
    assert "In words: He never chaired." in done.message
    assert not done.patch.texts()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "correction.yaml:1:"),
        ("- x", "a correction has `statement"),
        ("statement: x\ncolour: blue", "`colour` is not a part"),
        ("statement: x\nright: [1]", "`right` is a text"),
        ("statement: x\nright: " + "x" * 3000, "at most 2000"),
        ("statement: !!python/object:os.system x\n", "not YAML"),
        ("\x00", "not YAML"),
        ("x" * 70_000, "at most 65,536 bytes"),
    ],
)
def test_files_that_are_no_correction(tmp_path, text, said):
    path = tmp_path / "correction.yaml"
    path.write_text(text)
    if "python/object" in text:
        # Tags are not acted on: every value is a text.
        assert read_correction(path).statement == "x"
        return
    with pytest.raises(CannotRun) as error:
        read_correction(path)
    assert said in str(error.value)


def test_what_the_form_writes_is_what_the_command_reads(tmp_path):
    correction = Correction(CHAIR, "mg:city", "Åland: “x”", "- 'y' #z", NEWS, comment="a\nb")
    path = tmp_path / "correction.yaml"
    path.write_text(correction.yaml(), encoding="utf-8")
    assert read_correction(path) == correction


def test_the_command(small: Path, tmp_path: Path):
    path = tmp_path / "correction.yaml"
    member = expand("membership:alpha-ETH-member")
    path.write_text(
        Correction(member, "schema:startDate", "", "2014", "https://example.org/alpha").yaml()
    )
    before = (small / "mechanisms" / "alpha.trig").read_text()
    done = CliRunner().invoke(app, ["apply", str(path), "--data", str(small)])
    assert done.exit_code == 0, done.output
    assert '+    schema:startDate "2014"^^xsd:gYear .' in done.stdout
    assert (small / "mechanisms" / "alpha.trig").read_text() == before
    done = CliRunner().invoke(app, ["apply", str(path), "--data", str(small), "--write"])
    assert done.exit_code == 0
    assert "2014" in (small / "mechanisms" / "alpha.trig").read_text()
    path.write_text(Correction(expand("membership:alpha-KEN-member")).yaml())
    done = CliRunner().invoke(app, ["apply", str(path), "--data", str(small), "--write"])
    assert done.exit_code == 1
    assert "not in the data any more" in done.stderr
