"""`migov stale` and `migov sources`: what to look up, and what the facts rest on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from migov.cli import app
from migov.curation.collection import Collection, _StoreEngine
from migov.curation.worklists import is_archived, months_from, sources, stale, stale_text, weakness
from migov.knowledge.derive import gather
from migov.questions.labels import Labels
from migov.vocabulary import PREFIXES, expand

TODAY = date(2026, 11, 29)
FACTS = """
source:editorial {
  state:KEN a mg:State ; skos:prefLabel "Kenya"@en ; mg:iso3 "KEN" ; mg:iso2 "KE" .
  mechanism:beta a mg:InterregionalForum ; skos:prefLabel "Beta Process"@en .
  mechanism:alpha a mg:InterregionalForum ; skos:prefLabel "Alpha Process"@en .
  source:old a mg:Source ; dcterms:title "Older" ; mg:contentDate "2023-10"^^xsd:gYearMonth .
  source:news a mg:Source ; dcterms:title "News" ; mg:contentDate "2025-06"^^xsd:gYearMonth .
}
source:old {
  membership:beta-KEN-chair a org:Membership ; org:member state:KEN ;
    org:organization mechanism:beta ; org:role role:chair ;
    schema:startDate "2023-09"^^xsd:gYearMonth .
}
source:news {
  membership:alpha-KEN-chair a org:Membership ; org:member state:KEN ;
    org:organization mechanism:alpha ; org:role role:chair ;
    schema:startDate "2025-01"^^xsd:gYearMonth .
  membership:beta-ETH-chair a org:Membership ; org:member state:ETH ;
    org:organization mechanism:beta ; org:role role:chair ;
    schema:startDate "2024-06"^^xsd:gYearMonth ;
    schema:endDate "2025-06"^^xsd:gYearMonth .
  membership:alpha-KEN-observer a org:Membership ; org:member state:KEN ;
    org:organization mechanism:alpha ; org:role role:observer ; schema:endDate "2024"^^xsd:gYear .
}
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory):
    """What is stale in a small data set, over the rules of derivation as they are."""
    import asyncio

    folder = tmp_path_factory.mktemp("data")
    prefixes = "\n".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
    preamble = Path(__file__).parents[1] / "data" / "preamble.trig"
    (folder / "preamble.trig").write_text(preamble.read_text())
    (folder / "facts.trig").write_text(prefixes + FACTS)
    store = gather([folder]).store
    asked: list[str] = []

    class Engine(_StoreEngine):
        async def select(self, text: str, client: str = "local"):
            asked.append(text)
            return await super().select(text, client)

    async def run(within: int, overdue: int):
        engine = Engine(store)
        return await stale(engine, await Labels.load(engine), TODAY, within, overdue)

    return lambda within, overdue: asyncio.run(run(within, overdue))


def test_a_chair_near_its_end_is_listed_and_one_with_a_successor_is_not(found):
    listed = found(12, 24)
    chairs = {(each.organization, each.members) for each in listed if each.role == "chair"}
    assert chairs == {(expand("mechanism:alpha"), ("Kenya",))}
    [chair] = [each for each in listed if each.role == "chair"]
    assert chair.search == '"Alpha Process" chair handover 2026'
    assert chair.statements == (expand("membership:alpha-KEN-chair"),)
    assert listed[0] == chair


def test_the_window_chooses_what_is_listed_and_an_ended_membership_is_not_stale(found):
    [chair] = [each for each in found(600, 600) if each.role == "chair"]
    until = date.fromisoformat(chair.until)
    assert chair.overdue == (until < TODAY)
    assert not [each for each in found(600, 600) if each.role == "observer"]
    months = (until.year - TODAY.year) * 12 + until.month - TODAY.month
    assert not [each for each in found(max(0, months - 1), 0) if each.role == "chair"]
    assert "to look up" in stale_text(found(600, 600), 1)
    assert stale_text([], 1) == "No presumption is near its end."


def test_months_are_counted_to_the_last_day():
    assert months_from(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_from(date(2026, 11, 29), -12) == date(2025, 11, 29)
    assert months_from(date(2026, 11, 30), 2) == date(2027, 1, 30)


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("", "no address"),
        ("http://192.0.2.7/a.pdf", "bare address"),
        ("http://wiki.example:20151/A/B", "bare address"),
        ("https://www.docslib.org/doc/1/x", "mirror"),
        ("https://a.fandom.com/wiki/X", "mirror"),
        ("https://bit.ly/3x", "short address"),
        ("https://www.iom.int/", "front page"),
        ("https://www.iom.int/en", "front page"),
        ("https://www.iom.int/?id=4", ""),
        ("https://www.iom.int/khartoum-process", ""),
    ],
)
def test_weak_addresses(page, fault):
    assert weakness(page) == fault


def test_the_sources_of_the_data_are_counted(collection: Collection):
    every = {each.source: each for each in sources(collection)}
    sheet = every[expand("source:iom-khartoum-process-factsheet-2022")]
    graph = ox.NamedNode(sheet.source)
    expected = {q for file in collection.files for q in file.quads if q.graph_name == graph}
    assert sheet.statements == len(expected) > 100
    assert expand("source:editorial") not in every
    assert len(every) == len(collection.subjects("source")) - 1


def test_the_command_chooses_and_knows_copies(small: Path):
    sources_file = small / "sources.trig"
    text = sources_file.read_text().replace(
        "foaf:page <https://example.org/alpha> .",
        "foaf:page <https://example.org/alpha> ;\n    mg:archivedAt "
        "<https://web.archive.org/web/2022/https://example.org/alpha> .",
    )
    assert "archivedAt" in text
    run = CliRunner().invoke
    done = run(app, ["sources", "--data", str(small), "--unarchived", "--format", "json"])
    assert [each["source"] for each in json.loads(done.stdout)] == [expand("source:sheet")]
    sources_file.write_text(text)
    done = run(app, ["sources", "--data", str(small), "--unarchived", "--format", "json"])
    assert json.loads(done.stdout) == []
    assert is_archived(sources(Collection(small))[0])
    done = run(app, ["sources", "--data", str(small)])
    assert done.stdout.splitlines()[-1] == (
        "1 sources: 0 with a weak address (none), 0 without a date, 1 with an archived copy."
    )
