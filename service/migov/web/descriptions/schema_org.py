"""A thing in schema.org terms, for the JSON-LD script of its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from migov.knowledge.release.partitions import DATASET
from migov.vocabulary import MG
from migov.web.descriptions.view import Facts

_TYPES: Final = {
    "state": "Country",
    "mechanism": "Organization",
    "organization": "Organization",
    "body": "Organization",
    "instrument": "CreativeWork",
    "initiative": "Project",
    "agreement": "CreativeWork",
    "meeting": "Event",
    "source": "CreativeWork",
    "role": "DefinedTerm",
    "theme": "DefinedTerm",
    "kind": "DefinedTerm",
    "region": "Place",
    "scheme": "DefinedTermSet",
}


def schema_org(facts: Facts, subject: str, kind: str) -> dict[str, Any]:
    """The thing as a JSON-LD object in schema.org terms, with the project's class."""
    ours = [iri for iri in facts.types(subject) if iri.startswith(MG)]
    cls = _TYPES.get(kind, "Thing")
    document: dict[str, Any] = {
        "@context": {"@vocab": "https://schema.org/", "mg": MG},
        "@id": subject,
        "@type": [cls, *(f"mg:{iri[len(MG) :]}" for iri in ours)],
        "name": facts.label(subject),
        "url": subject,
    }
    optional: dict[str, Any] = {
        "description": facts.text(subject, "skos:definition"),
        "alternateName": _texts(facts, subject, "skos:altLabel", "mg:abbreviation"),
        "identifier": facts.text(subject, "mg:iso3", "skos:notation"),
        "sameAs": facts.iris(subject, "owl:sameAs", "skos:exactMatch"),
        "mainEntityOfPage": facts.iris(subject, "foaf:homepage", "foaf:page"),
        "subjectOf": {
            "@type": "Dataset",
            "@id": DATASET,
            "name": "migov",
            "description": "Who governs migration with whom; every statement with its source.",
            "url": DATASET,
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
    }
    if more := _OF_CLASS.get(cls):
        optional |= more(facts, subject)
    return {**document, **{key: value for key, value in optional.items() if value}}


def _organization(facts: Facts, subject: str) -> dict[str, Any]:
    return {
        "foundingDate": facts.text(subject, "mg:established", "schema:startDate"),
        "dissolutionDate": facts.text(subject, "mg:dissolved", "schema:endDate"),
        "email": facts.text(subject, "schema:email"),
        "location": _place(facts, subject),
        "parentOrganization": [
            _named(facts, iri) for iri in facts.iris(subject, "org:unitOf", "org:subOrganizationOf")
        ],
        "memberOf": [_named(facts, iri) for iri in facts.iris(subject, "org:memberOf")],
        "member": [_named(facts, iri) for iri in facts.iris(subject, "org:hasMember")],
    }


def _event(facts: Facts, subject: str) -> dict[str, Any]:
    return {
        "startDate": facts.text(subject, "schema:startDate"),
        "endDate": facts.text(subject, "schema:endDate"),
        "location": _place(facts, subject),
        "organizer": [_named(facts, iri) for iri in facts.iris(subject, "mg:convenedBy")],
    }


def _work(facts: Facts, subject: str) -> dict[str, Any]:
    return {"datePublished": facts.text(subject, "dcterms:date", "mg:contentDate")}


def _defined(facts: Facts, subject: str) -> dict[str, Any]:
    return {"inDefinedTermSet": facts.iris(subject, "skos:inScheme")}


#: The schema.org properties by class.
_OF_CLASS: Final[dict[str, Callable[[Facts, str], dict[str, Any]]]] = {
    "Organization": _organization,
    "Project": _organization,
    "Event": _event,
    "CreativeWork": _work,
    "DefinedTerm": _defined,
}


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
