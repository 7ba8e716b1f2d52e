"""pySHACL over an rdflib graph and nothing else: what it costs to judge the data by core shapes.

Run as a process of its own; reads the files of the project with rdflib's own parsers, validates and
prints how many results there are and how long each step took.
"""

from __future__ import annotations

import time
from pathlib import Path

import pyshacl
from pyshacl.consts import SH_result
from rdflib import Dataset, Graph

from migov.settings import resources


def main() -> None:
    """Read, validate, report."""
    root = resources()
    start = time.perf_counter()
    data = _merged(
        sorted((root / "data").rglob("*.trig")), sorted((root / "ontology").glob("*.ttl"))
    )
    shapes = Graph()
    for file in sorted((root / "shapes").glob("*.ttl")):
        shapes.parse(file)
    read = time.perf_counter()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    end = time.perf_counter()
    results = sum(1 for _ in report.subject_objects(SH_result)) if isinstance(report, Graph) else 0
    print(f"{len(data)} triples read in {read - start:.1f} s, validated in {end - read:.1f} s:")
    print(f"{results} results")


def _merged(facts: list[Path], ontology: list[Path]) -> Graph:
    merged = Graph()
    for file in facts:
        quads = Dataset()
        quads.parse(file, format="trig")
        for subject, predicate, value, _ in quads.quads():
            merged.add((subject, predicate, value))
    for file in ontology:
        merged.parse(file)
    return merged


if __name__ == "__main__":
    main()
