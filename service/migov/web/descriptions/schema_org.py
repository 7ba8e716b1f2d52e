"""A thing in schema.org's words, for the script that a page carries for search engines."""

from __future__ import annotations

from typing import Any, Final

from migov.vocabulary import BASE, MG
from migov.web.descriptions.view import Facts

_TYPES: Final = {
    "state": "Country",
    "mechanism": "Organization",
    "organization": "Organization",
    "body": "Organization",
    "instrument": "CreativeWork",
    "initiative": "Project",
    "meeting": "Event",
    "source": "CreativeWork",
    "role": "DefinedTerm",
    "theme": "DefinedTerm",
    "kind": "DefinedTerm",
    "region": "Place",
    "scheme": "DefinedTermSet",
}


def schema_org(facts: Facts, subject: str, kind: str) -> dict[str, Any]:
    """The thing as a JSON-LD object in schema.org's terms, with our own class beside them."""
    ours = [iri for iri in facts.types(subject) if iri.startswith(MG)]
    made: dict[str, Any] = {
        "@context": {"@vocab": "https://schema.org/", "mg": MG},
        "@id": subject,
        "@type": [_TYPES.get(kind, "Thing"), *(f"mg:{iri[len(MG) :]}" for iri in ours)],
        "name": facts.label(subject),
        "url": subject,
    }
    optional: dict[str, Any] = {
        "description": facts.text(subject, "skos:definition"),
        "alternateName": _texts(facts, subject, "skos:altLabel", "mg:abbreviation"),
        "sameAs": facts.iris(subject, "owl:sameAs", "skos:exactMatch"),
        "foundingDate": facts.text(subject, "mg:established"),
        "dissolutionDate": facts.text(subject, "mg:dissolved"),
        "email": facts.text(subject, "schema:email"),
        "startDate": facts.text(subject, "schema:startDate"),
        "endDate": facts.text(subject, "schema:endDate"),
        "datePublished": facts.text(subject, "dcterms:date", "mg:contentDate"),
        "location": _place(facts, subject),
        "organizer": [_named(facts, iri) for iri in facts.iris(subject, "mg:convenedBy")],
        "parentOrganization": [
            _named(facts, iri) for iri in facts.iris(subject, "org:unitOf", "org:subOrganizationOf")
        ],
        "memberOf": [_named(facts, iri) for iri in facts.iris(subject, "org:memberOf")],
        "member": [_named(facts, iri) for iri in facts.iris(subject, "org:hasMember")],
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{BASE}dataset"},
    }
    if kind == "state":
        optional.pop("memberOf")
    return {**made, **{key: value for key, value in optional.items() if value}}


def _named(facts: Facts, iri: str) -> dict[str, str]:
    return {"@id": iri, "name": facts.label(iri)}


def _texts(facts: Facts, subject: str, *properties: str) -> list[str]:
    return sorted({str(getattr(v, "value", v)) for v in facts.values(subject, *properties)})


def _place(facts: Facts, subject: str) -> dict[str, Any]:
    city, states = facts.text(subject, "mg:city"), facts.iris(subject, "mg:hostState")
    if not city and not states:
        return {}
    address = {"addressLocality": city, "addressCountry": facts.label(states[0]) if states else ""}
    filled = {key: value for key, value in address.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **filled}}
