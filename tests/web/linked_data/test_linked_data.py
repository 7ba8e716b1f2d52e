"""Every IRI leads to a description, in every format the same; what is asked wrongly is told so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from migov.knowledge.release.release import Release
from migov.vocabulary import BASE, KINDS, PREFIXES

KHARTOUM = "/doc/mechanism/khartoum-process"
FACT_SHEET = f"{BASE}id/source/iom-khartoum-process-factsheet-2022"
FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "trig": ("application/trig", ox.RdfFormat.TRIG),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "nq": ("application/n-quads", ox.RdfFormat.N_QUADS),
}
#: One thing of each kind.
THINGS = (Path(__file__).parents[1] / "things.txt").read_text().split()


def triples(response: httpx.Response, extension: str) -> set[ox.Triple]:
    """The triples of a response, its graphs taken together."""
    assert response.status_code == 200, response.text
    return {quad.triple for quad in ox.parse(response.content, format=FORMATS[extension][1])}


def constructed(client: httpx.Client, pattern: str) -> set[ox.Triple]:
    """The triples that the endpoint constructs of a pattern over ?s ?p ?o."""
    prefixes = "".join(f"PREFIX {p}: <{ns}>\n" for p, ns in PREFIXES.items())
    response = client.get(
        "/sparql",
        params={"query": f"{prefixes} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"},
        headers={"Accept": "application/n-triples"},
    )
    return triples(response, "nt")


def links(response: httpx.Response) -> Iterator[tuple[str, str]]:
    """The relation and the target of each link in the header."""
    for part in response.headers["link"].split(", <"):
        target, _, rest = part.lstrip("<").partition(">")
        yield rest.partition('rel="')[2].partition('"')[0], target


class TestDereferencing:
    @pytest.mark.parametrize("thing", THINGS)
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_an_iri_leads_to_its_document(
        self, client: httpx.Client, thing: str, method: str
    ) -> None:
        response = client.request(method, f"/id/{thing}")
        assert response.status_code == 303
        assert response.headers["location"] == f"/doc/{thing}"
        document = client.request(method, response.headers["location"])
        assert document.status_code == 200
        assert bool(document.content) == (method == "GET")

    def test_a_kind_of_each_is_tried(self) -> None:
        assert sorted(thing.partition("/")[0] for thing in THINGS) == sorted(KINDS)

    def test_the_query_string_goes_along(self, client: httpx.Client) -> None:
        response = client.get("/id/state/ETH?format=nt")
        assert response.headers["location"] == "/doc/state/ETH?format=nt"

    def test_terms_and_graphs_of_the_project_lead_somewhere(self, client: httpx.Client) -> None:
        for path in ("/ontology", "/shapes", "/graph/derived", "/graph/concepts"):
            assert client.get(path, follow_redirects=True).status_code == 200
        version = client.get("/ontology.ttl").text.partition("owl:versionIRI <")[2].partition(">")
        path = "/" + version[0].removeprefix(BASE)
        assert client.get(path).headers["location"] == "/ontology"

    def test_every_iri_of_ours_in_a_description_leads_somewhere(self, client: httpx.Client) -> None:
        quads = ox.parse(client.get(KHARTOUM + ".nq").content, format=ox.RdfFormat.N_QUADS)
        terms = {t for q in quads for t in (q.subject, q.predicate, q.object, q.graph_name)}
        paths = {
            "/" + term.value.removeprefix(BASE).partition("#")[0]
            for term in terms
            if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
        }
        assert len(paths) > 100
        dead = [path for path in sorted(paths) if client.head(path).status_code not in (200, 303)]
        assert dead == []


class TestDescriptions:
    @pytest.mark.parametrize("thing", THINGS)
    def test_all_formats_hold_the_same_triples(self, client: httpx.Client, thing: str) -> None:
        turtle = triples(client.get(f"/doc/{thing}.ttl"), "ttl")
        assert turtle
        for extension in FORMATS:
            response = client.get(f"/doc/{thing}.{extension}")
            assert triples(response, extension) == turtle, extension

    @pytest.mark.parametrize("thing", THINGS)
    def test_everything_said_of_the_subject_is_there(
        self, client: httpx.Client, thing: str
    ) -> None:
        subject = f"{BASE}id/{thing}"
        stated = constructed(client, f"<{subject}> ?p ?o BIND(<{subject}> AS ?s)")
        assert stated
        assert stated <= triples(client.get(f"/doc/{thing}.ttl"), "ttl")

    def test_ties_come_whole_with_the_labels_of_what_they_name(self, client: httpx.Client) -> None:
        told = triples(client.get(KHARTOUM + ".ttl"), "ttl")
        ties = constructed(
            client,
            "{ ?s org:organization mechanism:khartoum-process } UNION "
            "{ ?s mg:partner mechanism:khartoum-process } UNION "
            "{ ?s mg:convenedBy mechanism:khartoum-process } UNION "
            "{ ?s org:organization/org:unitOf mechanism:khartoum-process } ?s ?p ?o",
        )
        assert len(ties) > 300
        assert ties <= told
        labels = constructed(
            client,
            "?tie org:organization mechanism:khartoum-process ; "
            "org:member|org:role|prov:wasDerivedFrom ?s . ?s skos:prefLabel ?o "
            "BIND(skos:prefLabel AS ?p)",
        )
        assert len(labels) > 100
        assert labels <= told

    def test_trig_keeps_the_source_graphs(self, client: httpx.Client) -> None:
        member = ox.NamedNode(f"{BASE}id/membership/khartoum-process-ETH-member")
        for extension in ("trig", "nq"):
            quads = ox.parse(
                client.get(f"{KHARTOUM}.{extension}").content, format=FORMATS[extension][1]
            )
            found = {q.graph_name for q in quads if q.subject == member}
            assert ox.NamedNode(FACT_SHEET) in found
            assert ox.DefaultGraph() not in found

    def test_other_libraries_read_the_same(self, client: httpx.Client) -> None:
        turtle = rdflib.Graph().parse(data=client.get(KHARTOUM + ".ttl").text, format="turtle")
        text = client.get(KHARTOUM + ".jsonld").text
        framed = rdflib.Graph().parse(data=text, format="json-ld")
        assert set(framed) == set(turtle)
        quads = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
        assert {quad.triple for quad in ox.parse(quads, format=ox.RdfFormat.N_QUADS)} == triples(
            client.get(KHARTOUM + ".nt"), "nt"
        )

    def test_json_ld_reads_as_plain_json(self, client: httpx.Client) -> None:
        document = client.get(KHARTOUM + ".jsonld").json()
        assert isinstance(document["@context"], dict)
        assert document["id"] == f"{BASE}id/mechanism/khartoum-process"
        assert document["label"]["en"] == "Khartoum Process"
        membership = next(
            each
            for each in document["memberships"]
            if each["id"].endswith("/khartoum-process-ETH-member")
        )
        assert membership["member"]["label"]["en"] == "Ethiopia"
        assert membership["role"]["label"]["en"] == "member"
        assert FACT_SHEET in membership["sources"]
        assert any("Kampala" in each["label"]["en"] for each in document["meetings"])

    def test_what_much_points_to_is_told_in_pages(self, client: httpx.Client) -> None:
        address: str | None = "/doc/role/member.nt"
        told: set[ox.Triple] = set()
        pages = 0
        while address:
            response = client.get(address)
            told |= triples(response, "nt")
            address = dict(links(response)).get("next")
            pages += 1
        assert pages > 2
        ties = constructed(
            client, "?s org:role role:member BIND(org:role AS ?p) BIND(role:member AS ?o)"
        )
        assert len(ties) > 1000
        assert ties <= told
        assert client.get(f"/doc/role/member.nt?page={pages + 1}").status_code == 404


class TestNegotiation:
    @pytest.mark.parametrize("extension", FORMATS)
    def test_by_accept_by_extension_by_parameter(
        self, client: httpx.Client, extension: str
    ) -> None:
        media_type = FORMATS[extension][0]
        by_accept = client.get(KHARTOUM, headers={"Accept": media_type})
        by_extension = client.get(f"{KHARTOUM}.{extension}", headers={"Accept": "text/html"})
        by_parameter = client.get(f"{KHARTOUM}?format={extension}")
        for response in (by_accept, by_extension, by_parameter):
            assert response.headers["content-type"].partition(";")[0] == media_type
            assert response.headers["content-location"] == f"{KHARTOUM}.{extension}"
            assert "Accept" in response.headers["vary"]
        assert by_accept.content == by_extension.content == by_parameter.content

    @pytest.mark.parametrize(
        ("accept", "expected"),
        [
            ("*/*", "text/turtle"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
            ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
            ("text/turtle;q=0, */*", "application/trig"),
            ("application/*", "application/trig"),
            (
                "application/rdf+xml, text/rdf;q=0.6, text/turtle, application/x-turtle;q=0.6, "
                "text/html;q=0.2, */*;q=0.1",
                "text/turtle",
            ),
            ("text/html;q=0.1, text/turtle;q=0.9", "text/turtle"),
        ],
    )
    def test_quality_values(self, client: httpx.Client, accept: str, expected: str) -> None:
        response = client.get(KHARTOUM, headers={"Accept": accept})
        assert response.headers["content-type"].partition(";")[0] == expected

    def test_what_cannot_be_served_is_406_with_what_can(self, client: httpx.Client) -> None:
        response = client.get(KHARTOUM, headers={"Accept": "image/png, application/json;q=0"})
        assert response.status_code == 406
        for media_type, _ in FORMATS.values():
            assert media_type in response.text

    def test_an_unknown_extension_is_404_with_those_there_are(self, client: httpx.Client) -> None:
        response = client.get(KHARTOUM + ".docx")
        assert response.status_code == 404
        assert "ttl" in response.json()["available"]


class TestCaching:
    @pytest.mark.parametrize("path", [KHARTOUM + ".ttl", KHARTOUM + ".html", "/ontology.ttl"])
    def test_a_held_copy_is_304_without_a_body(self, client: httpx.Client, path: str) -> None:
        first = client.get(path)
        assert first.headers["last-modified"]
        for header, value in (
            ("If-None-Match", first.headers["etag"]),
            ("If-Modified-Since", first.headers["last-modified"]),
        ):
            again = client.get(path, headers={header: value})
            assert again.status_code == 304
            assert again.content == b""
            assert again.headers["etag"] == first.headers["etag"]

    def test_each_form_has_a_tag_of_its_own(self, client: httpx.Client) -> None:
        tags = {client.head(f"{KHARTOUM}.{ext}").headers["etag"] for ext in (*FORMATS, "html")}
        assert len(tags) == len(FORMATS) + 1
        assert all(not tag.startswith("W/") for tag in tags)

    def test_links_lead_on(self, client: httpx.Client) -> None:
        found = list(links(client.get(KHARTOUM + ".ttl")))
        alternates = {target for relation, target in found if relation == "alternate"}
        assert alternates == {f"{KHARTOUM}.{ext}" for ext in (*FORMATS, "html")}
        assert {"canonical", "describedby", "license"} <= {relation for relation, _ in found}
        for _, target in found:
            if target.startswith("/"):
                assert client.head(target).status_code == 200


class TestUnknownThings:
    def test_near_names_are_in_the_problem_and_in_the_page(self, client: httpx.Client) -> None:
        for path in ("/id/mechanism/khartum-proces", "/doc/mechanism/khartum-proces.ttl"):
            response = client.get(path)
            assert response.status_code == 404
            assert response.headers["content-type"] == "application/problem+json"
            near = response.json()["suggestions"]
            assert near[0]["slug"] == "khartoum-process"
            assert near[0]["url"] == KHARTOUM
        page = client.get("/doc/mechanism/khartum-proces", headers={"Accept": "text/html"})
        assert page.status_code == 404
        assert f'href="{KHARTOUM}"' in page.text
        assert "w3id.org" not in page.text

    @pytest.mark.parametrize(
        "path",
        [
            "/id/mechanism/%00",
            "/id/mechanism/a%0d%0aSet-Cookie:%20x=1",
            "/id/mechanism/%ff%fe",
            "/id/mechanism/..%2f..%2fetc%2fpasswd",
            "/id/mechanism/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "/id/mechanism/x%3E%20%7D%20%23",
            "/id/state/" + "A" * 5000,
            "/id/nothing/khartoum-process",
            "/id/mechanism/",
            "/doc/mechanism/khartoum-process.",
            "/doc/mechanism/.ttl",
            "/doc/mechanism/..%2fstate%2fETH.ttl",
            "/doc/%2e%2e/state.ttl",
            "/doc/source/%F0%9F%92%A9",
            "/doc/membership/khartoum-process-XXX-member",
            "/dump/..%2fmanifest.json",
            "/dump/manifest.json",
            "/dump/store",
            "/ontology.exe",
            "/shapes.%00",
            "/ontology/99",
            "/graph/nothing",
        ],
    )
    @pytest.mark.parametrize("accept", ["*/*", "text/html"])
    def test_nonsense_is_404_in_a_problem_or_a_page(
        self, client: httpx.Client, path: str, accept: str
    ) -> None:
        response = client.get(path, headers={"Accept": accept})
        assert response.status_code == 404
        kind = "text/html" if accept == "text/html" else "application/problem+json"
        assert response.headers["content-type"].startswith(kind)
        assert "set-cookie" not in response.headers
        assert "<script>alert" not in response.text
        assert "Traceback" not in response.text

    @pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "99999999999", "1%00"])
    def test_a_page_is_a_number(self, client: httpx.Client, page: str) -> None:
        assert client.get(f"{KHARTOUM}.ttl?page={page}").status_code == 422

    @pytest.mark.parametrize("accept", ["", ",", ";q=1", "text/turtle;q=x", "a/b;" * 500])
    def test_a_malformed_accept_is_no_error_of_ours(
        self, client: httpx.Client, accept: str
    ) -> None:
        response = client.get(KHARTOUM, headers={"Accept": accept})
        assert response.status_code in (200, 400, 406)


class TestVocabulary:
    @pytest.mark.parametrize("which", ["ontology", "shapes"])
    def test_all_formats_hold_the_same(self, client: httpx.Client, which: str) -> None:
        graph = ox.NamedNode(f"{BASE}graph/{which}")
        sizes = set()
        for extension, (media_type, _) in FORMATS.items():
            response = client.get(f"/{which}.{extension}")
            assert response.headers["content-type"].partition(";")[0] == media_type
            sizes.add(len(triples(response, extension)))
            assert client.get(f"/{which}", headers={"Accept": media_type}).content == (
                response.content
            )
        count = client.get(
            "/sparql",
            params={"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}"},
        ).json()
        assert sizes == {int(count["results"]["bindings"][0]["n"]["value"])}

    def test_the_context_is_served(self, client: httpx.Client) -> None:
        response = client.get("/context.jsonld")
        assert response.headers["content-type"] == "application/ld+json"
        assert "memberships" in response.json()["@context"]

    def test_each_term_has_a_place_on_the_page(self, client: httpx.Client) -> None:
        page = client.get("/ontology.html").text
        for term in ("ConsultationMechanism", "partner", "endedBy", "chairOf"):
            assert f'id="{term}"' in page


class TestDumps:
    def test_each_file_is_the_release_s(self, client: httpx.Client, release: Release) -> None:
        for name, entry in release.manifest["files"].items():
            response = client.get(f"/dump/{name}", headers={"Accept-Encoding": "identity"})
            assert response.status_code == 200
            assert len(response.content) == entry["size"]
            assert hashlib.sha256(response.content).hexdigest() == entry["sha256"]
            held = {"If-None-Match": response.headers["etag"]}
            assert client.get(f"/dump/{name}", headers=held).status_code == 304

    def test_a_broken_download_goes_on(self, client: httpx.Client, release: Release) -> None:
        size = release.manifest["files"]["migov.nq.gz"]["size"]
        response = client.get("/dump/migov.nq.gz", headers={"Range": f"bytes={size - 10}-"})
        assert response.status_code == 206
        assert len(response.content) == 10
