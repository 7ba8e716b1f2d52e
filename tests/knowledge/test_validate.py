"""Findings of shapes and checks: each with the file and line of the fact that is wrong."""

from __future__ import annotations

import pytest

from migov.errors import CannotRun
from migov.knowledge.findings import Severity
from migov.knowledge.validate.validate import context_of, validate

K = "data/mechanisms/k.trig"
MEMBERSHIP = "https://w3id.org/migov/id/membership/k-ETH-member"


def found(world, *paths, context=()):
    return validate(paths or [world.data], context, world.root)


def change(world, old, new, name=K):
    path = world.root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_good_data_has_no_findings(world):
    assert found(world) == []


def test_a_shape_names_file_line_focus_message_remedy_and_shape(world):
    change(world, "  org:role role:member ;\n  schema:startDate", "  schema:startDate")
    change(world, "  org:role role:member .", "  schema:location role:member .")
    [finding] = found(world)
    assert finding.severity is Severity.VIOLATION
    assert (finding.file, finding.line) == (K, world.line(K, "membership:k-ETH-member a"))
    assert finding.focus == MEMBERSHIP
    assert finding.message == "A membership has one role."
    assert finding.remedy == "Add `org:role role:member`."
    assert finding.shape == "mgsh:MembershipShape"


def test_a_value_is_found_on_its_own_line_in_its_own_block(world):
    change(world, "org:role role:member .", "org:role role:nobody .")
    findings = {finding.shape: finding for finding in found(world)}
    check = findings["checks/undescribed"]
    assert (check.file, check.line) == (K, world.line(K, "role:nobody"))
    assert check.message == "<https://w3id.org/migov/id/role/nobody> is described nowhere."
    assert check.remedy == "Describe it in a file of its own, or correct the name."


def test_a_bad_literal_makes_no_traceback(world, capfd, caplog):
    change(world, "2014-11-28", "2022-13-45")
    assert [finding.shape for finding in found(world)] == ["read/literal"]
    assert "Traceback" not in capfd.readouterr().err
    assert caplog.text == ""


def test_a_warning_stays_a_warning(world):
    change(
        world,
        'schema:startDate "2014-11-28"^^xsd:date',
        'schema:endDate "2014"^^xsd:gYear , "2015"^^xsd:gYear',
    )
    assert {finding.severity for finding in found(world)} == {Severity.WARNING}


def test_a_syntax_error_keeps_later_checks_from_misleading(world):
    change(world, "state:FRA a mg:State", "state:FRA a", "data/states/all.trig")
    [finding] = found(world)
    assert finding.file == "data/states/all.trig"
    assert finding.line == world.line("data/states/all.trig", "state:FRA a")


def test_findings_of_ontology_and_concepts_have_their_files(world):
    world.write("ontology/roles.ttl", "role:member org:roleProperty org:memberOf ;; [")
    [finding] = found(world)
    assert finding.file == "ontology/roles.ttl"


def test_one_file_is_judged_beside_the_rest(world):
    change(world, "org:role role:member .", "org:role role:nobody .")
    change(world, "a mg:State", "a mg:State ; mg:inRegion state:XXX", "data/states/all.trig")
    k, states = world.root / K, world.data / "states"

    assert context_of([k], world.data) == [
        world.data / "sources.trig",
        states / "all.trig",
    ]
    whole = found(world)
    of_k = found(world, k, context=context_of([k], world.data))
    of_states = found(world, states, context=context_of([states], world.data))

    assert of_k == [finding for finding in whole if finding.file == K]
    assert of_states == [finding for finding in whole if finding.file != K]
    assert of_k
    assert of_states


def test_paths_outside_the_project_are_the_whole_data_set(world, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert context_of([elsewhere], world.data) == []
    assert context_of([world.data], world.data) == []
    assert context_of([world.data / "states", elsewhere], world.data) == []


def test_a_broken_file_of_the_context_is_reported(world):
    change(world, "state:FRA a mg:State", "state:FRA a", "data/states/all.trig")
    k = world.root / K
    [finding] = found(world, k, context=context_of([k], world.data))
    assert finding.file == "data/states/all.trig"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("queries/checks/a.rq", "SELECT * WHERE { ?s ?p", "a.rq: error at"),
        ("queries/checks/a.rq", "SELECT ?focus WHERE { ?focus ?p ?o }", "must select"),
        ("queries/checks/a.rq", "ASK { ?s ?p ?o }", "SELECT query"),
        (
            "queries/checks/a.rq",
            "#+ severity: dire\nSELECT ?focus ?error WHERE { ?focus ?p ?error }",
            "severity",
        ),
        (
            "shapes/a.ttl",
            "mgsh:A a sh:NodeShape ; sh:targetClass mg:State ; sh:property [ sh:minCount 1 ] .",
            "shapes",
        ),
    ],
)
def test_a_broken_shape_or_check_is_no_finding_but_an_end(world, name, text, expected):
    if name.endswith(".rq"):
        (world.root / name).write_text(text)
    else:
        world.write(name, text)
    with pytest.raises(CannotRun, match=expected):
        found(world)


def test_a_missing_path_is_an_end(world):
    with pytest.raises(CannotRun, match="no such file"):
        found(world, world.root / "nowhere")
