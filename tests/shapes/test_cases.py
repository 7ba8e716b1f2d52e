"""Valid data has no findings; each invalid file has the one it was written for, at its place.

A case is a small whole data set in tests/data; its first lines say what it shows. Between them
the invalid ones break every shape and every check.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from migov.knowledge import derive
from migov.knowledge.derive import gather
from migov.knowledge.findings import Finding, Severity, in_order
from migov.knowledge.read.files import Locator
from migov.knowledge.read.parse import Reading, read_into
from migov.knowledge.validate.shapes import ShaclEngine, shape_findings
from migov.knowledge.validate.validate import judge as validated
from migov.knowledge.validate.validate import validate
from migov.settings import resources
from migov.vocabulary import PREFIXES

DATA = Path(__file__).parent.parent / "data"
PREAMBLE = DATA / "preamble.trig"


@dataclass(frozen=True)
class Case:
    """A data file and the `# key: value` lines at its top.

    A file without PREFIX lines extends tests/data/preamble.trig: it shows its fault alone. What it
    says of a subject in a graph replaces what the preamble says of it there; `# without:` lists
    subjects of the preamble that the case does without.
    """

    path: Path
    header: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.stem

    def compose(self, folder: Path) -> tuple[Path, Path]:
        """The case as a whole TriG file in `folder`, and the file that is its context.

        Line numbers are those of the case.
        """
        text = self.path.read_text(encoding="utf-8")
        whole, context = folder / self.path.name, folder / f"{self.name}-preamble.trig"
        if text.startswith("PREFIX") or "\nPREFIX" in text:
            whole.write_text(text, encoding="utf-8")
            context.write_text("", encoding="utf-8")
            return whole, context
        prefixes = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
        whole.write_text(f"{prefixes} {text}", encoding="utf-8")
        without = {("", name) for name in self.header.get("without", "").split(", ")}
        replaced = {(graph, subject) for graph, subject, _ in _blocks(text)} | without
        kept = [
            f"{graph} {{\n{block}\n}}"
            for graph, subject, block in _blocks(PREAMBLE.read_text(encoding="utf-8"))
            if not {(graph, subject), ("", subject)} & replaced
        ]
        context.write_text("\n".join([prefixes, *kept]), encoding="utf-8")
        return whole, context


def _blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """The graph, the subject and the text of each description; blank lines stand between them."""
    for graph in re.finditer(r"(?ms)^(\S+) \{\n(.*?)^\}", text):
        for block in re.split(r"\n\s*\n", graph[2].rstrip()):
            yield graph[1], block.split(maxsplit=1)[0] if block.strip() else "", block


def cases(kind: str) -> list[Case]:
    """The cases of one kind, `valid` or `invalid`, by name."""
    return [Case(path, _header(path)) for path in sorted((DATA / kind).glob("*.trig"))]


def rule(name: str) -> str:
    """The bare name of a shape, a check or a rule of the reader: `mgsh:X`, `checks/x`, `read/x`."""
    return name.rpartition("/")[2].rpartition(":")[2]


def _header(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line[2:].partition(": ") for line in lines if line.startswith("# ")]
    return {key: value for key, _, value in comments}


@dataclass(frozen=True)
class Judgment:
    """The findings about a case, and those of the shapes among them by each engine."""

    findings: list[Finding]
    of_shapes: list[Finding]
    of_shapes_by_reference: list[Finding]


class Judge:
    """Judges cases, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, Judgment] = {}

    def __call__(self, case: Case) -> Judgment:
        """What is wrong in the case alone.

        A context makes it a part of the data: the concepts and the ontology, which have tests of
        their own, are read but not judged two hundred times.
        """
        if case.path not in self._known:
            self._known[case.path] = self._judged(case)
        return self._known[case.path]

    def _judged(self, case: Case) -> Judgment:
        whole, context = case.compose(self._folder)
        knowledge = gather([whole], [context])
        locator = Locator(knowledge.files(), frozenset(f.name for f in knowledge.data.files))
        subjects = {
            q.subject.value for q in knowledge.data.quads() if isinstance(q.subject, NamedNode)
        }

        def of_shapes(engine: ShaclEngine) -> list[Finding]:
            found = shape_findings(knowledge, locator, subjects, engine)
            return in_order(f for f in found if f.file and f.file.endswith(case.path.name))

        return Judgment(
            validated(knowledge, resources()),
            of_shapes(ShaclEngine.TURBO),
            of_shapes(ShaclEngine.REFERENCE),
        )


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A judge for whom ontology, concepts and shapes are read from their files once."""
    folder = tmp_path_factory.mktemp("cases")
    known: dict[tuple[Path, ...], Reading] = {}

    def read_once(paths: Iterable[Path], graph: str) -> Reading:
        files = tuple(paths)
        if files not in known:
            known[files] = read_into(files, graph)
        return known[files]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derive, "read_into", read_once)
        yield Judge(folder)


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
#: Into how many groups the cases are divided, so that several processes judge them.
GROUPS = 4


def each(*chosen: Case) -> pytest.MarkDecorator:
    """A test for each case; all tests of one case run in the same process, which judges it once."""
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(case, marks=pytest.mark.xdist_group(f"cases {number % GROUPS}"))
            for number, case in enumerate(chosen)
        ],
        ids=lambda case: case.name,
    )


@each(*VALID)
def test_valid(case: Case, judge: Judge) -> None:
    assert judge(case).findings == []


@each(*INVALID)
def test_invalid(case: Case, judge: Judge) -> None:
    findings = judge(case).findings
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


@each(*INVALID)
def test_case_says_why(case: Case) -> None:
    assert set(case.header) - {"without"} == {"expects", "severity", "because"}
    assert case.header["because"]


@each(*INVALID, *VALID)
def test_the_engines_agree(case: Case, judge: Judge) -> None:
    """pyshacl-turbo finds in every case what pySHACL, the reference, finds."""
    judgment = judge(case)
    assert judgment.of_shapes == judgment.of_shapes_by_reference


@pytest.mark.parametrize("name", ["role-unknown", "name-not-english", "one-partner"])
def test_alone_or_with_all_the_same(name: str, judge: Judge, tmp_path: Path) -> None:
    """A file judged as a part of the data has the findings that it has within the whole."""
    (case,) = (case for case in INVALID if case.name == name)
    found = validate(list(case.compose(tmp_path)))
    whole = [f for f in found if f.file and f.file.endswith(case.path.name)]
    assert [replace(f, file=None) for f in whole] == [
        replace(f, file=None) for f in judge(case).findings
    ]


def test_there_are_enough() -> None:
    assert len(INVALID) >= 40
    assert len(VALID) >= 5


def test_every_shape_and_check_is_broken_by_a_case() -> None:
    """Of a shape or a check that a case expects, `test_invalid` asserts that it has a finding."""
    expected = {rule(case.header["expects"]) for case in INVALID}
    files = [path for path in (resources() / "shapes").glob("*.ttl") if path.stem != "ontology"]
    shapes = {
        rule(shape.replace(PREFIXES["mgsh"], "mgsh:"))
        for path in files
        for shape in Graph().parse(path).subjects(SH.message)
        if isinstance(shape, URIRef)
    }
    checks = {path.stem for path in (resources() / "queries/checks").glob("*.rq")}
    assert shapes | checks <= expected
