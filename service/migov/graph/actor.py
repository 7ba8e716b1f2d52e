"""An actor with its stated facts and their sources.

Memberships, chairs and partners are separate nodes: use questions for those.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from migov.engine.solutions import Term, text
from migov.graph.table import Table, plain
from migov.stored_queries import bound_query
from migov.vocabulary import Name, compact, iri

#: Properties that only say that a source mentions the actor.
_MENTIONED = "dcterms:isReferencedBy"
_NAMES = ("skos:altLabel", "mg:abbreviation")


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: `property` as a prefixed name, `label` if the value is a thing with a name.

    `sources` are the IRIs of the sources that state it.
    """

    property: str
    value: str | int | float | bool | None
    label: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: its label by language, other names and abbreviations, classes, and facts."""

    iri: str
    kind: str
    slug: str
    labels: dict[str, str]
    names: tuple[str, ...]
    classes: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def label(self) -> str:
        """The English label, or the slug if there is none."""
        return self.labels.get("en", self.slug)

    def json(self) -> dict[str, Any]:
        """The actor as a JSON object."""
        return {
            "iri": self.iri,
            "kind": self.kind,
            "slug": self.slug,
            "label": self.label,
            "labels": self.labels,
            "names": list(self.names),
            "classes": list(self.classes),
            "facts": [
                {
                    "property": fact.property,
                    "value": fact.value,
                    **({"label": fact.label} if fact.label else {}),
                    "sources": list(fact.sources),
                }
                for fact in self.facts
            ],
        }


def read_actor(name: Name, query: Callable[[str], Table]) -> Actor:
    """The actor `name`, read with one SPARQL query."""
    subject = iri(*name)
    table = query(bound_query("actor-statements", {"subject": [ox.NamedNode(subject)]}))
    labels: dict[str, str] = {}
    names: dict[str, None] = {}
    classes: dict[str, None] = {}
    facts: dict[tuple[str, Term], tuple[str | None, list[str]]] = {}
    for row in table.terms:
        key, value = compact(text(row["property"])), row["value"]
        if key == "skos:prefLabel" and isinstance(value, ox.Literal):
            labels[value.language or ""] = value.value
        elif key in _NAMES:
            names[text(value)] = None
        elif key == "rdf:type":
            classes[compact(text(value))] = None
        elif key != _MENTIONED:
            label = text(row["label"]) if "label" in row else None
            facts.setdefault((key, value), (label, []))[1].append(text(row["source"]))
    return Actor(
        iri=subject,
        kind=name.kind,
        slug=name.slug,
        labels=labels,
        names=tuple(names),
        classes=tuple(classes),
        facts=tuple(
            Fact(key, plain(value), label, tuple(dict.fromkeys(sources)))
            for (key, value), (label, sources) in facts.items()
        ),
    )
