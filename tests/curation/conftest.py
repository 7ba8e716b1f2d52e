"""The project's data as a collection, and a small data set that may be written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from migov.curation.collection import Collection
from migov.settings import resources
from migov.vocabulary import PREFIXES

PREAMBLE = Path(__file__).parent.parent / "data" / "preamble.trig"

MORE = """
source:editorial {
  state:KEN a mg:State ;
    skos:prefLabel "Kenya"@en, "Kenya"@fr ;
    mg:iso3 "KEN" ;
    mg:iso2 "KE" ;
    mg:unStatus kind:un-member .

  state:CIV a mg:State ;
    skos:prefLabel "Côte d’Ivoire"@en, "Côte d’Ivoire"@fr ;
    mg:iso3 "CIV" ;
    mg:iso2 "CI" ;
    mg:unStatus kind:un-member .
}
"""


@pytest.fixture(scope="session")
def collection() -> Collection:
    """The project's own data: to be read only."""
    return Collection(resources() / "data")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder of data: one mechanism with one member, three states, one source."""
    from migov.knowledge.write import file_quads, write_file

    folder = tmp_path / "data"
    quads = file_quads(PREAMBLE)
    more = tmp_path / "more.trig"
    more.write_text("\n".join(f"PREFIX {p}: <{i}>" for p, i in PREFIXES.items()) + MORE)
    quads += file_quads(more)

    def part(wanted: str) -> list:
        return [quad for quad in quads if wanted in quad.subject.value]

    write_file(folder / "sources.trig", part("/id/source/"))
    write_file(folder / "states" / "all.trig", part("/id/state/"))
    write_file(folder / "mechanisms" / "alpha.trig", part("/id/me"))
    return folder
