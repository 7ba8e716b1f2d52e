"""What the service description claims of SPARQL 1.2 is what the endpoint answers."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest

from migov.vocabulary import PREFIXES

FUNCTIONS = "http://www.w3.org/ns/sparql#"
#: A call of each function, with what it gives.
CALLS = {
    "adjust": (
        'ADJUST("2020-01-01T00:00:00Z"^^xsd:dateTime, "PT1H"^^xsd:dayTimeDuration)',
        "2020-01-01T01:00:00+01:00",
    ),
    "hasLang": ('HASLANG("a"@en)', "true"),
    "hasLangDir": ('HASLANGDIR("a"@en)', "false"),
    "isTriple": ("ISTRIPLE(<<( <urn:s> <urn:p> 1 )>>)", "true"),
    "langdir": ('LANGDIR("a"@ar--rtl)', "rtl"),
    "object": ("OBJECT(<<( <urn:s> <urn:p> 1 )>>)", "1"),
    "predicate": ("PREDICATE(<<( <urn:s> <urn:p> 1 )>>)", "urn:p"),
    "strlangdir": ('LANGDIR(STRLANGDIR("a", "ar", "rtl"))', "rtl"),
    "subject": ("SUBJECT(TRIPLE(<urn:s>, <urn:p>, 1))", "urn:s"),
    "triple": ("OBJECT(TRIPLE(<urn:s>, <urn:p>, 2))", "2"),
}
SYNTAX = (
    'VERSION "1.2" ASK {}',
    "ASK { FILTER NOT EXISTS { << ?s ?p ?o ~ ?r >> ?q ?v } }",
    "ASK { FILTER NOT EXISTS { ?s ?p ?o {| ?q ?v |} } }",
    'ASK { FILTER(LANG("a"@ar--rtl) = "ar") }',
)


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> list[ox.Triple]:
    response = client.get("/sparql", headers={"Accept": "application/n-triples"})
    return [quad.triple for quad in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)]


def values(described: list[ox.Triple], term: str) -> set[str]:
    """The objects of a property of the service description vocabulary."""
    wanted = ox.NamedNode(PREFIXES["sd"] + term)
    return {each.object.value for each in described if each.predicate == wanted}


def test_both_languages_are_named(described: list[ox.Triple]) -> None:
    assert values(described, "supportedLanguage") == {PREFIXES["sd"] + "SPARQL11Query"}
    assert values(described, "languageExtension") == {"https://www.w3.org/TR/sparql12-query/"}


def test_every_function_that_is_claimed_is_called_here(described: list[ox.Triple]) -> None:
    assert values(described, "extensionFunction") == {FUNCTIONS + name for name in CALLS}


@pytest.mark.parametrize(("call", "value"), CALLS.values(), ids=CALLS)
def test_functions(client: httpx.Client, call: str, value: str) -> None:
    query = f"PREFIX xsd: <{PREFIXES['xsd']}> SELECT (STR({call}) AS ?x) {{}}"
    response = client.get("/sparql", params={"query": query})
    assert response.json()["results"]["bindings"][0]["x"]["value"] == value


@pytest.mark.parametrize("query", SYNTAX)
def test_syntax(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.json()["boolean"] is True
