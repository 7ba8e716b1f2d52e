"""`/ontology`, `/shapes` and `/context.jsonld`: the vocabulary of the graph."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.engine import formats
from migov.settings import resources
from migov.stored_queries import bound_query
from migov.vocabulary import GRAPH_ONTOLOGY, GRAPH_SHAPES, LICENSE
from migov.web.http.languages import language
from migov.web.http.operations import gives
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import (
    HTML,
    HTML_TYPE,
    MEDIA_TYPES,
    WITH_GRAPHS,
    asked,
    named,
    serialized,
)
from migov.web.http.representations import Validators, represent
from migov.web.linked_data.routes import document_headers
from migov.web.linked_data.versions import versions
from migov.web.service import Running, Service, client, release_cache
from migov.web.vocabulary import term_pages, usage

#: Routes of a release's vocabulary, and routes common to all releases.
router = APIRouter(tags=["Linked data"])
shared = APIRouter(tags=["Linked data"])


@shared.get(
    "/context.jsonld",
    summary="The JSON-LD context",
    response_class=Response,
    responses=gives("The context.", ["application/ld+json"]),
)
async def context(request: Request, service: Running) -> Response:
    """The JSON-LD context of the ontology and related vocabularies."""
    content = (resources() / "ontology" / "context.jsonld").read_bytes()
    validators = Validators(request, service.modified, service.release.id, "context.jsonld")
    return represent(request, content, "application/ld+json", validators)


@shared.get("/ontology/{version}", include_in_schema=False)
async def version(version: str, service: Running) -> Response:
    """Redirects the ontology's version IRI to the newest release with that version."""
    location = "/ontology"
    if version != service.release.manifest["ontologyVersion"]:
        releases = await versions(service.release)
        held = {each.release.manifest["ontologyVersion"]: each.release.id for each in releases}
        if version not in held:
            listed = ", ".join(sorted(filter(None, held)))
            raise Problem(404, "unknown-version", f"The versions that there are here: {listed}.")
        location = f"/release/{held[version]}/ontology"
    return Response(status_code=303, headers={"Location": location, "Vary": "Accept"})


@router.get(
    "/ontology",
    summary="The ontology",
    response_class=Response,
    responses=gives("The ontology.", MEDIA_TYPES, 406, 422),
)
async def ontology(request: Request, service: Running) -> Response:
    """The classes and properties in any RDF format, or as a page."""
    return await _vocabulary(request, service, "ontology", GRAPH_ONTOLOGY, "")


@router.get("/ontology.{extension}", include_in_schema=False)
async def ontology_as(extension: str, request: Request, service: Running) -> Response:
    """The ontology in the form that the extension names."""
    return await _vocabulary(request, service, "ontology", GRAPH_ONTOLOGY, extension)


@router.get(
    "/shapes",
    summary="The shapes",
    response_class=Response,
    responses=gives("The shapes.", MEDIA_TYPES, 406, 422),
)
async def shapes(request: Request, service: Running) -> Response:
    """The SHACL shapes of the data, in any RDF format or as a page."""
    return await _vocabulary(request, service, "shapes", GRAPH_SHAPES, "")


@router.get("/shapes.{extension}", include_in_schema=False)
async def shapes_as(extension: str, request: Request, service: Running) -> Response:
    """The shapes in the form that the extension names."""
    return await _vocabulary(request, service, "shapes", GRAPH_SHAPES, extension)


async def _vocabulary(
    request: Request, service: Service, which: str, graph: str, extension: str
) -> Response:
    form = asked(request, extension)
    lang = language(request) if form == HTML else ""
    path = f"{service.root}/{which}"
    beside = term_pages.Ontology({}, [])
    if form == HTML:
        facts = await release_cache(service).once("facts of terms", lambda: usage.facts(service))
        beside = term_pages.Ontology(facts, await versions(service.release))
    ids = [version.release.id for version in beside.versions]
    validators = Validators(request, service.modified, service.release.id, path, form, lang, *ids)
    headers = document_headers(path, f"{path}.{form}", LICENSE, service.root)
    store = release_cache(service)
    key = (path, form, lang, *ids)
    content = store.get(key)
    if content is None:
        triples = await _triples(request, service, graph)
        if form == HTML:
            page = term_pages.ontology if which == "ontology" else term_pages.shapes
            html = await asyncio.to_thread(page, request, service, triples, lang, beside)
            content = html.encode()
        else:
            content = await asyncio.to_thread(_written, triples, graph, named(form))
        store.put(key, content)
    content_type = HTML_TYPE if form == HTML else named(form).content_type
    return represent(request, content, content_type, validators, headers=headers)


async def _triples(request: Request, service: Service, graph: str) -> Sequence[ox.Triple]:
    """The triples of a graph of the release, including blank nodes."""
    query = bound_query("graph-triples", {"graph": [ox.NamedNode(graph)]})
    triples = await service.engine.construct(query, client(request))
    return sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))


def _written(triples: Sequence[ox.Triple], graph: str, format: formats.ResultFormat) -> bytes:
    if format in WITH_GRAPHS:
        name = ox.NamedNode(graph)
        return serialized(
            [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples], format
        )
    if format is formats.TURTLE:
        return _nested(triples)
    return serialized(triples, format)


def _nested(triples: Sequence[ox.Triple]) -> bytes:
    """The triples as Turtle in UTF-8, with nested blank nodes and lists."""
    from rdflib import XSD, Graph, Literal  # takes a fifth of a second
    from rdflib.plugins.serializers.turtle import TurtleSerializer

    class Serializer(TurtleSerializer):  # type: ignore[misc]  # rdflib leaves it untyped
        """Keeps the lexical form of decimals: rdflib writes `"180"^^xsd:decimal` as `180.0`."""

        def label(self, node: Any, position: int) -> str:
            if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in node:
                return f'"{node}"^^{super().label(XSD.decimal, position)}'
            return str(super().label(node, position))

    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    output = io.BytesIO()
    Serializer(Graph().parse(data=lines, format="nt")).serialize(output)
    return output.getvalue()
