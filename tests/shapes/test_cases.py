"""Valid data has no findings; each invalid file has the one it was written for, at its place.

A case is a small whole data set in tests/data; its first lines say what it shows. Between them
the invalid ones break every shape and every check.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from migov.knowledge import gather
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.read.parse import Reading, read_into
from migov.knowledge.validate.validate import validate
from migov.settings import resources
from migov.vocabulary import PREFIXES

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Case:
    """A data file and the `# key: value` lines at its top."""

    path: Path
    header: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.stem


def cases(kind: str) -> list[Case]:
    """The cases of one kind, `valid` or `invalid`, by name."""
    return [Case(path, _header(path)) for path in sorted((DATA / kind).glob("*.trig"))]


def rule(name: str) -> str:
    """The bare name of a shape, a check or a rule of the reader: `mgsh:X`, `checks/x`, `read/x`."""
    return name.rpartition("/")[2].rpartition(":")[2]


def _header(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [line[2:].partition(": ") for line in lines if line.startswith("# ")]
    return {key: value for key, _, value in told}


class Judge:
    """Judges cases, each once."""

    def __init__(self, neighbour: Path) -> None:
        self._neighbour = neighbour
        self._known: dict[Path, list[Finding]] = {}

    def __call__(self, case: Case) -> list[Finding]:
        """What is wrong in the case alone.

        An empty file beside it makes it a part of the data: the concepts and the ontology, which
        have tests of their own, are read but not judged two hundred times.
        """
        if case.path not in self._known:
            self._known[case.path] = validate([case.path], context=[self._neighbour])
        return self._known[case.path]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A judge for whom ontology, concepts and shapes are read from their files once."""
    neighbour = tmp_path_factory.mktemp("neighbour") / "nothing.trig"
    neighbour.write_text("", encoding="utf-8")
    known: dict[tuple[Path, ...], Reading] = {}

    def read_once(paths: Iterable[Path], graph: str) -> Reading:
        files = tuple(paths)
        if files not in known:
            known[files] = read_into(files, graph)
        return known[files]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gather, "read_into", read_once)
        yield Judge(neighbour)


@pytest.fixture(autouse=True)
def _quiet_rdflib() -> Iterator[None]:
    """rdflib logs a traceback for each literal that it cannot read; the cases are full of them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


INVALID = cases("invalid")
VALID = cases("valid")


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_valid(case: Case, judge: Judge) -> None:
    assert judge(case) == []


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_invalid(case: Case, judge: Judge) -> None:
    findings = judge(case)
    expected, severity = case.header["expects"], Severity(case.header["severity"])
    hits = [
        finding
        for finding in findings
        if rule(finding.shape) == rule(expected) and finding.severity is severity
    ]
    assert hits, f"not found; found: {findings}"
    for finding in findings:
        assert finding.message.endswith("."), finding
        assert finding.remedy.endswith("."), finding
        assert finding.file is not None, finding
        assert finding.file.endswith(case.path.name), finding
        assert finding.line is not None, finding
    if severity is not Severity.VIOLATION:
        assert not [f for f in findings if f.severity is Severity.VIOLATION], findings


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_case_says_why(case: Case) -> None:
    assert set(case.header) == {"expects", "severity", "because"}
    assert case.header["because"]


@pytest.mark.parametrize("name", ["role-unknown", "name-not-english", "one-partner"])
def test_alone_or_with_all_the_same(name: str, judge: Judge) -> None:
    """A file judged as a part of the data has the findings that it has as the whole."""
    (case,) = (case for case in INVALID if case.name == name)
    whole = [f for f in validate([case.path]) if f.file and f.file.endswith(case.path.name)]
    assert whole == judge(case)


def test_there_are_enough() -> None:
    assert len(INVALID) >= 40
    assert len(VALID) >= 5


def test_every_shape_and_check_is_broken_by_a_case(judge: Judge) -> None:
    broken = {rule(finding.shape) for case in INVALID for finding in judge(case)}
    files = [path for path in (resources() / "shapes").glob("*.ttl") if path.stem != "ontology"]
    shapes = {
        rule(shape.replace(PREFIXES["mgsh"], "mgsh:"))
        for path in files
        for shape in Graph().parse(path).subjects(SH.message)
        if isinstance(shape, URIRef)
    }
    checks = {path.stem for path in (resources() / "queries/checks").glob("*.rq")}
    assert shapes | checks <= broken
