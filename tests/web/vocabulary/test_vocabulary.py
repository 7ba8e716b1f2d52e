"""The pages of the ontology and the shapes: what each term means, how it is tied and used."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from migov.knowledge.release.release import Release
from migov.questions.catalogue import Catalogue
from migov.settings import resources
from migov.vocabulary import BASE, MG, PREFIXES
from migov.web.vocabulary import usage

CATALOGUE = Catalogue.load(resources() / "queries" / "questions")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in ("migov.ttl", "alignments.ttl"):
        graph.parse(resources() / "ontology" / file)
    return graph


@pytest.fixture(scope="module")
def page(client: httpx.Client) -> str:
    return client.get("/ontology.html").text


def article(page: str, anchor: str) -> str:
    """The text of a term, its tags left out."""
    found = page.partition(f'<article id="{anchor}"')[2].partition("</article>")[0]
    assert found, anchor
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", found)))


def named(node: object) -> set[str]:
    """The IRIs in a syntax tree of rdflib's, whose prefixes are those of the project."""
    if isinstance(node, rdflib.URIRef):
        return {str(node)}
    if isinstance(node, CompValue) and node.name == "pname" and node.get("prefix"):
        return {PREFIXES[node["prefix"]] + (node.get("localname") or "")}
    parts: list[object] = []
    if isinstance(node, dict):
        parts = list(node.values())
    elif isinstance(node, list | tuple | ParseResults):
        parts = list(node)
    return {iri for part in parts for iri in named(part)}


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_the_terms_of_a_question_are_those_that_a_parser_finds(name: str) -> None:
    body = CATALOGUE.get(name).body
    _, query = parseQuery(body)
    parsed = named(query)
    ours = {iri for iri in usage.iris(body) if iri.startswith(MG)}
    assert ours == {iri for iri in parsed if iri.startswith(MG)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("PREFIX a: <u:> SELECT * { ?s a:x 'a:y' } # a:z", {"u:x"}),
        ("prefix : <u:> ASK { ?s :x '<v:x>', '''a ' :y''' ; ^:z <v:y> }", {"u:x", "u:z", "v:y"}),
        ("PREFIX a: <u:> ASK { ?s a:b.c/a:d* ?o FILTER(?o < 3 && ?o > 1) }", {"u:b.c", "u:d"}),
    ],
)
def test_literals_and_comments_name_nothing(query: str, expected: set[str]) -> None:
    assert usage.iris(query) == expected


def test_every_term_has_its_definition_and_its_ties(page: str, ontology: rdflib.Graph) -> None:
    for term, definition in ontology.subject_objects(rdflib.SKOS.definition):
        if isinstance(definition, rdflib.Literal) and definition.language == "en":
            said = article(page, str(term).removeprefix(MG))
            assert re.sub(r"\s+", " ", str(definition)) in said, term
            for scope in ontology.objects(term, rdflib.SKOS.scopeNote):
                assert str(scope) in said
            for wider in ontology.objects(term, rdflib.RDFS.subClassOf):
                if str(wider).startswith(MG):
                    assert "mg:" + str(wider).removeprefix(MG) in said
                    back = article(page, str(wider).removeprefix(MG))
                    assert "mg:" + str(term).removeprefix(MG) in back


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("Partnership", "mg:partner: at least 2"),
        ("State", "Key mg:iso3"),
        ("partnerOf", "Is symmetric"),
        ("ConsultationMechanism", "Much like|Narrower than|Specializes"),
        ("Actor", "Said with"),
        ("Meeting", "Value of|Has the kinds"),
    ],
)
def test_axioms_read_as_words(page: str, term: str, words: str) -> None:
    assert re.search(words, article(page, term))


def test_terms_lead_to_the_questions_that_ask_with_them(page: str) -> None:
    uses = usage.questions(CATALOGUE)
    assert len([term for term in uses if term.startswith(MG)]) > 25
    for term, questions in uses.items():
        if not term.startswith(MG):
            continue
        found = page.partition(f'<article id="{term.removeprefix(MG)}"')[2].partition("</article")[
            0
        ]
        for use in questions:
            assert f'href="/questions/{use.name}"' in found, (term, use.name)


def test_examples_are_facts_of_the_release(client: httpx.Client, page: str) -> None:
    shown = 0
    for anchor in re.findall(r'<article id="(\w+)"', page):
        found = page.partition(f'<article id="{anchor}"')[2].partition("</article")[0]
        row = found.partition(">In the data</th>")[2].partition("</tr>")[0]
        times = re.search(r"and ([\d,]+) more", row)
        pattern = f"?s a <{MG}{anchor}>" if anchor[0].isupper() else f"?s <{MG}{anchor}> ?o"
        query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} FILTER(isIRI(?s)) }}"
        counted = client.get("/sparql", params={"query": query}).json()
        number = int(counted["results"]["bindings"][0]["n"]["value"])
        assert (int(times[1].replace(",", "")) + 1 if times else 0) == number, anchor
        if times:
            subject = re.search(rf'href="(?:{BASE}|/)(doc/[^"]+|dataset)"', row)
            assert subject, anchor
            ask = pattern.replace("?s", f"<{BASE}{subject[1].replace('doc/', 'id/', 1)}>")
            answer = client.get("/sparql", params={"query": f"ASK {{ {ask} }}"})
            assert answer.json()["boolean"] is True, anchor
            shown += 1
    assert shown > 70


def test_the_page_says_what_breaks_whom_and_lists_the_versions(
    client: httpx.Client, page: str, release: Release
) -> None:
    version = release.manifest["ontologyVersion"]
    versions = page.partition('id="versions"')[2].partition("</section>")[0]
    assert "deprecated" in versions and "major" in versions
    assert f'href="/ontology/{version}"' in versions
    assert f'href="/release/{release.id}/ontology"' in versions
    unknown = client.get("/ontology/99.0.0")
    assert unknown.status_code == 404
    assert str(version) in unknown.json()["detail"]


def test_every_shape_says_what_it_asks_and_how_to_fix_it(client: httpx.Client) -> None:
    page = unescape(client.get("/shapes.html").text)
    store = ox.Store()
    store.load(client.get("/shapes.nt").content, format=ox.RdfFormat.N_TRIPLES)
    for predicate in (PREFIXES["sh"] + "message", PREFIXES["mgsh"] + "remedy"):
        told = [
            quad.object.value
            for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None)
            if isinstance(quad.object, ox.Literal)
        ]
        assert len(told) > 100
        assert [text for text in told if text not in page] == []
    for words in ("at least 1, at most 1, a mg:Actor", "org:Membership", "violation", "warning"):
        assert words in page
    # Characters that turn the writing around are shown as escapes.
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
