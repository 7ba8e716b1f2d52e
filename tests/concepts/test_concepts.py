"""The concept schemes hold together: one scheme each, names of their own, no loop, sound matches.

In: `ontology/roles.ttl`, `themes.ttl`, `kinds.ttl`, `regions.ttl`, and the ontology for what a role
names as its shortcut. The rules are those of SKOS (Reference, sections 4, 5, 8 and 10) and of
docs/model.md.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ONTOLOGY = Path(__file__).parents[2] / "ontology"
FILES = ("roles", "themes", "kinds", "regions")
ORG = Namespace("http://www.w3.org/ns/org#")
BASE = "https://w3id.org/migov/id/"
SCHEME = Namespace(f"{BASE}scheme/")
THEME = Namespace(f"{BASE}theme/")
EUROVOC = re.compile(r"http://eurovoc\.europa\.eu/[1-9][0-9]*")
UNBIS = re.compile(r"http://metadata\.un\.org/thesaurus/1[0-9]{6}")

LISTS = {
    "acts": "acceptance accession adoption approval champion-country consent-to-be-bound"
    " denunciation ratification signature treaty-succession",
    "code-lists": "cow-state-system gleditsch-ward-states",
    "legal-natures": "non-binding treaty",
    "votes": "absent abstention against for",
    "roles": "chair co-chair funder host incoming-chair member observer participant partner"
    " secretariat steering-committee-member technical-support",
    "certainties": "approximate inferred stated",
    "chair-rotations": "host-chairs none rotating standing",
    "meeting-formats": "hybrid in-person virtual",
    "un-statuses": "un-member un-non-member un-observer",
    "source-kinds": "data-set editorial fact-sheet news-article official-document report web-page",
    "statuses": "active concluded dormant",
}
MATCHES = {
    "human-trafficking": ({"5933", "1006622"}, set()),
    "irregular-migration": (set(), {"1915", "1003416"}),
    "return": ({"1911", "1005534"}, set()),
    "reintegration": ({"1005453"}, set()),
    "labour-migration": ({"1922"}, set()),
    "refugee-protection": ({"1005414"}, set()),
    "border-management": (set(), {"5540"}),
    "diaspora": ({"6540"}, set()),
    "remittances": ({"1005471"}, set()),
    "migration-policy": ({"2509", "1004113"}, set()),
}


def parsed(*names: str) -> Graph:
    """The named files of `ontology/` as one graph."""
    graph = Graph()
    for name in names:
        graph.parse(ONTOLOGY / f"{name}.ttl", format="turtle")
    return graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All concepts."""
    return parsed(*FILES)


def slug(node: Node) -> str:
    return str(node).rpartition("/")[2]


def in_scheme(graph: Graph, scheme: str) -> set[Node]:
    return set(graph.subjects(SKOS.inScheme, SCHEME[scheme]))


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same(name: str) -> None:
    path = ONTOLOGY / f"{name}.ttl"
    triples = set(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(triples) == len(parsed(name))


@pytest.mark.parametrize("name", FILES)
def test_a_file_reads_in_order(name: str) -> None:
    """Concepts are sorted by slug within their scheme, one paragraph each."""
    text = (ONTOLOGY / f"{name}.ttl").read_text(encoding="utf-8")
    runs: list[list[str]] = []
    for subject in re.findall(r"^([a-z]+:[a-z0-9-]+) a ", text, flags=re.MULTILINE):
        if subject.startswith("scheme:"):
            runs.append([])
        else:
            runs[-1].append(subject)
    assert runs
    assert all(run == sorted(run) for run in runs)


def test_every_concept_is_in_exactly_one_scheme_that_is_described(graph: Graph) -> None:
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        held = list(graph.objects(concept, SKOS.inScheme))
        assert len(held) == 1, concept
        assert held[0] in schemes, concept
    assert {slug(scheme) for scheme in schemes} == {
        *LISTS,
        "themes",
        "partnership-kinds",
        "regions",
    }


def test_every_concept_has_the_class_and_iri_of_its_family(graph: Graph) -> None:
    families = {"roles": "role", "themes": "theme", "regions": "region"}
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        assert (concept, RDF.type, SKOS.Concept) in graph, concept
        family = families.get(slug(scheme), "kind")
        assert re.fullmatch(rf"{BASE}{family}/[a-z0-9]+(-[a-z0-9]+)*", str(concept)), concept


@pytest.mark.parametrize("scheme", LISTS)
def test_a_short_list_holds_what_the_model_names(graph: Graph, scheme: str) -> None:
    assert {slug(concept) for concept in in_scheme(graph, scheme)} == set(LISTS[scheme].split())


@pytest.mark.parametrize("scheme", [*LISTS, "themes", "partnership-kinds", "regions"])
def test_names_and_definitions_are_unique_within_a_scheme(graph: Graph, scheme: str) -> None:
    concepts = in_scheme(graph, scheme)
    for concept in concepts:
        for said in (SKOS.prefLabel, SKOS.definition):
            english = [text for text in graph.objects(concept, said) if text.language == "en"]
            assert len(english) == 1, (concept, said)
    definitions = Counter(str(text) for c in concepts for text in graph.objects(c, SKOS.definition))
    assert max(definitions.values()) == 1, definitions.most_common(1)
    preferred = Counter(
        (str(text).casefold(), text.language)
        for c in concepts
        for text in graph.objects(c, SKOS.prefLabel)
    )
    assert max(preferred.values()) == 1, preferred.most_common(1)


@pytest.mark.parametrize("scheme", ["themes", "regions"])
def test_an_alternative_label_leads_to_one_concept(graph: Graph, scheme: str) -> None:
    """No altLabel is another's altLabel, nor anybody's prefLabel (SKOS S13, and one step on)."""
    concepts = in_scheme(graph, scheme)
    names: Counter[tuple[str, str | None]] = Counter()
    for concept in concepts:
        for said in (SKOS.prefLabel, SKOS.altLabel):
            names.update(
                (str(text).casefold(), text.language) for text in graph.objects(concept, said)
            )
    assert max(names.values()) == 1, names.most_common(3)


@pytest.mark.parametrize("scheme", [*LISTS, "themes", "partnership-kinds", "regions"])
def test_labels_are_in_english_french_and_spanish(graph: Graph, scheme: str) -> None:
    for concept in in_scheme(graph, scheme):
        languages = {text.language for text in graph.objects(concept, SKOS.prefLabel)}
        assert {"en", "fr", "es"} <= languages, concept


def test_arabic_labels_are_in_arabic_script(graph: Graph) -> None:
    arabic = [text for _, text in graph.subject_objects(SKOS.prefLabel) if text.language == "ar"]
    assert len(arabic) > 100
    for text in arabic:
        assert re.fullmatch(r"[\u0600-\u06FF ]+", str(text)), text


def test_broader_stays_within_the_scheme_and_makes_no_loop(graph: Graph) -> None:
    for narrow, broad in graph.subject_objects(SKOS.broader):
        assert graph.value(narrow, SKOS.inScheme) == graph.value(broad, SKOS.inScheme), narrow
        assert narrow not in set(graph.transitive_objects(broad, SKOS.broader)), narrow


def test_a_broader_concept_is_not_also_reached_by_a_longer_way(graph: Graph) -> None:
    """A broader that already follows from another broader says nothing."""
    for narrow in set(graph.subjects(SKOS.broader, None)):
        direct = set(graph.objects(narrow, SKOS.broader))
        for broad in direct:
            beyond = set(graph.transitive_objects(broad, SKOS.broader)) - {broad}
            assert not direct & beyond, narrow


def test_the_concepts_without_a_broader_one_are_the_top_concepts(graph: Graph) -> None:
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        at_top = (concept, SKOS.topConceptOf, scheme) in graph
        assert at_top == ((concept, SKOS.broader, None) not in graph), concept


def test_the_themes_are_forty_to_eighty(graph: Graph) -> None:
    assert 40 <= len(in_scheme(graph, "themes")) <= 80


def test_matches_are_well_formed_and_only_those_that_were_found(graph: Graph) -> None:
    found: dict[str, tuple[set[str], set[str]]] = {}
    for place, said in enumerate((SKOS.exactMatch, SKOS.closeMatch)):
        for concept, match in graph.subject_objects(said):
            assert isinstance(match, URIRef)
            assert EUROVOC.fullmatch(match) or UNBIS.fullmatch(match), match
            found.setdefault(slug(concept), (set(), set()))[place].add(slug(match))
    assert found == MATCHES


def test_smuggling_of_migrants_matches_no_smuggling_of_goods(graph: Graph) -> None:
    assert not list(graph.objects(THEME["migrant-smuggling"], SKOS.mappingRelation))
    assert "http://eurovoc.europa.eu/3169" not in {str(o) for o in graph.objects()}


def test_every_role_has_one_shortcut_of_its_own_in_the_ontology() -> None:
    everything = parsed("roles", "migov", "alignments")
    shortcuts: list[Node] = []
    for role in in_scheme(everything, "roles"):
        assert (role, RDF.type, ORG.Role) in everything, role
        named = list(everything.objects(role, ORG.roleProperty))
        assert len(named) == 1, role
        assert (named[0], RDF.type, OWL.ObjectProperty) in everything, role
        shortcuts += named
    assert len(set(shortcuts)) == len(shortcuts)


def test_region_codes_are_three_digits_and_unique(graph: Graph) -> None:
    codes = [code for c in in_scheme(graph, "regions") for code in graph.objects(c, SKOS.notation)]
    assert len(codes) == 30
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert isinstance(code, Literal)
        assert re.fullmatch(r"[0-9]{3}", str(code)), code


def test_every_region_of_the_world_lies_below_it(graph: Graph) -> None:
    world = URIRef(f"{BASE}region/world")
    for region in in_scheme(graph, "regions"):
        assert world in set(graph.transitive_objects(region, SKOS.broader)), region
