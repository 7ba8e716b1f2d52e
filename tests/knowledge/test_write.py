"""The writer of curated files: one layout, which every file of `data/` has."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from migov.knowledge.write import PROPERTIES, dated, file_quads, term, to_trig, write_file
from migov.settings import resources
from migov.vocabulary import PREFIXES

FILES = sorted((resources() / "data").rglob("*.trig"))
EDITORIAL = term("source:editorial")
SHEET = term("source:sheet")

NAMED = Quad(term("state:ETH"), term("skos:prefLabel"), Literal("Ethiopia", language="en"), SHEET)


def test_every_file_of_the_data_is_laid_out_so() -> None:
    changed = [
        path.name for path in FILES if to_trig(file_quads(path)) != path.read_text(encoding="utf-8")
    ]
    assert len(FILES) > 400
    assert not changed, "run `python -m migov.knowledge.write` on them"


@pytest.mark.parametrize("reverse", [False, True])
def test_order_in_does_not_matter(reverse: bool) -> None:
    quads = [
        Quad(term("state:ETH"), term("mg:iso3"), Literal("ETH"), SHEET),
        Quad(term("state:ETH"), term("rdf:type"), term("mg:State"), EDITORIAL),
        Quad(term("mechanism:z"), term("mg:priority"), term("theme:b"), SHEET),
        Quad(term("mechanism:z"), term("mg:priority"), term("theme:a"), SHEET),
        Quad(term("state:ETH"), term("skos:prefLabel"), Literal("Éthiopie", language="fr"), SHEET),
        NAMED,
        NAMED,
    ]
    text = to_trig(reversed(quads) if reverse else quads)
    assert text == (
        "PREFIX mg: <https://w3id.org/migov/ontology#>\n"
        "PREFIX state: <https://w3id.org/migov/id/state/>\n"
        "PREFIX mechanism: <https://w3id.org/migov/id/mechanism/>\n"
        "PREFIX theme: <https://w3id.org/migov/id/theme/>\n"
        "PREFIX source: <https://w3id.org/migov/id/source/>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "\n"
        "source:editorial {\n"
        "  state:ETH a mg:State .\n"
        "}\n"
        "\n"
        "source:sheet {\n"
        '  state:ETH skos:prefLabel "Ethiopia"@en, "Éthiopie"@fr ;\n'
        '    mg:iso3 "ETH" .\n'
        "\n"
        "  mechanism:z mg:priority theme:a, theme:b .\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "value",
    [
        Literal('a "quoted" \\ text,\nin two lines\tand a tab', language="en"),
        Literal("plain"),
        Literal("40", datatype=NamedNode(PREFIXES["xsd"] + "integer")),
        Literal("-8.50", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
        Literal("8", datatype=NamedNode(PREFIXES["xsd"] + "decimal")),
        Literal("true", datatype=NamedNode(PREFIXES["xsd"] + "boolean")),
        dated("2014"),
        dated("2014-11"),
        dated("2014-11-28"),
        NamedNode("https://example.org/a?b=c#d"),
        NamedNode("https://w3id.org/migov/id/state/a.b/c"),
        term("instrument:1951-refugee-convention"),
    ],
    ids=str,
)
def test_every_value_is_read_back_as_it_was(value: Literal | NamedNode) -> None:
    quad = Quad(term("state:ETH"), term("skos:note"), value, SHEET)
    assert list(parse(to_trig([quad]), format=RdfFormat.TRIG)) == [quad]


def test_long_lists_are_broken() -> None:
    states = [term(f"state:{a}{b}X") for a in "ABCDE" for b in "ABCDE"]
    notes = [Literal(letter * 60, language="en") for letter in "ab"]
    text = to_trig(
        [Quad(term("mechanism:z"), term("mg:participant"), state, SHEET) for state in states]
        + [Quad(term("mechanism:z"), term("skos:editorialNote"), note, SHEET) for note in notes]
    )
    lines = text.splitlines()
    assert max(map(len, lines)) <= 100
    assert "  mechanism:z mg:participant" in lines
    assert f'      "{"a" * 60}"@en,' in lines
    assert f'      "{"b" * 60}"@en .' in lines


def test_writes_only_what_changes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.trig"
    assert file_quads(path) == []
    assert write_file(path, [NAMED])
    assert not write_file(path, file_quads(path))
    assert file_quads(path) == [NAMED]


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode(), term("skos:note"), Literal("x"), SHEET),
        Quad(term("state:ETH"), term("skos:note"), Literal("x"), DefaultGraph()),
    ],
    ids=["blank node", "no source"],
)
def test_what_no_file_may_hold_is_refused(quad: Quad) -> None:
    with pytest.raises(ValueError, match=r"a blank node in|no source states"):
        to_trig([quad])


@pytest.mark.parametrize("text", ["", "14", "2014-1", "May 2014", "2014/11/28", "2014-11-28Z"])
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a partial date"):
        dated(text)


def test_the_order_names_no_property_twice_and_only_real_prefixes() -> None:
    assert len(set(PROPERTIES)) == len(PROPERTIES)
    for name in PROPERTIES[1:]:
        assert name.partition(":")[0] in PREFIXES
