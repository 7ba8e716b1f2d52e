"""Memberships and partnerships as CSV, for those who want neither RDF nor SPARQL.

One row a membership or partnership, sorted by its IRI; several values in a cell are joined by
` | `. Dates are as precise as the sources.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from io import StringIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from migov.vocabulary import PREFIXES, name

_SEPARATOR = " | "
_MEMBERSHIP_COLUMNS = (
    "actor", "actor_label", "actor_kind", "organization", "organization_label",
    "mechanism", "mechanism_label", "role", "start", "end", "ended_by", "attested_in",
    "first_attested", "last_attested", "certainty", "sources", "membership",
)  # fmt: skip
_PARTNERSHIP_COLUMNS = (
    "partners", "partner_labels", "kind", "concerns", "concerns_labels", "start", "end",
    "ended_by", "certainty", "sources", "partnership",
)  # fmt: skip


def memberships(store: Store) -> str:
    """The text of `memberships.csv`, from the default graph of `store`."""
    view = _View(store)
    rows = []
    for node in view.instances(f"{PREFIXES['org']}Membership"):
        organization = view.values(node, "org:organization")
        whole = [part for one in organization for part in view.values(one, "org:unitOf")]
        rows.append(
            [
                view.slugs(view.values(node, "org:member")),
                view.labels(view.values(node, "org:member")),
                _SEPARATOR.join(_kind(iri) for iri in view.values(node, "org:member")),
                view.slugs(organization),
                view.labels(organization),
                view.slugs(whole or organization),
                view.labels(whole or organization),
                view.slugs(view.values(node, "org:role")),
                *view.texts(
                    node,
                    "schema:startDate",
                    "schema:endDate",
                    "mg:endedBy",
                    "mg:attestedIn",
                    "mg:firstAttestedOn",
                    "mg:lastAttestedOn",
                ),
                view.slugs(view.values(node, "mg:certainty")),
                view.slugs(view.values(node, "prov:wasDerivedFrom")),
                node,
            ]
        )
    return _csv(_MEMBERSHIP_COLUMNS, rows)


def partnerships(store: Store) -> str:
    """The text of `partnerships.csv`, from the default graph of `store`."""
    view = _View(store)
    rows = []
    for node in view.instances(f"{PREFIXES['mg']}Partnership"):
        partners, concerns = view.values(node, "mg:partner"), view.values(node, "mg:concerns")
        rows.append(
            [
                view.slugs(partners),
                view.labels(partners),
                view.slugs(view.values(node, "mg:partnershipKind")),
                view.slugs(concerns),
                view.labels(concerns),
                *view.texts(node, "schema:startDate", "schema:endDate", "mg:endedBy"),
                view.slugs(view.values(node, "mg:certainty")),
                view.slugs(view.values(node, "prov:wasDerivedFrom")),
                node,
            ]
        )
    return _csv(_PARTNERSHIP_COLUMNS, rows)


class _View:
    """The default graph of a store, asked by prefixed names and answered in sorted texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels: dict[str, str] = {}

    def instances(self, of: str) -> list[str]:
        found = self._store.quads_for_pattern(
            None, NamedNode(f"{PREFIXES['rdf']}type"), NamedNode(of), DefaultGraph()
        )
        return sorted(q.subject.value for q in found if isinstance(q.subject, NamedNode))

    def values(self, subject: str, predicate: str) -> list[str]:
        return sorted(
            {
                term.value
                for term in self._terms(subject, predicate)
                if isinstance(term, NamedNode | Literal)
            }
        )

    def texts(self, subject: str, *predicates: str) -> list[str]:
        return [_SEPARATOR.join(self.values(subject, predicate)) for predicate in predicates]

    def slugs(self, iris: list[str]) -> str:
        return _SEPARATOR.join(known.slug if (known := name(iri)) else iri for iri in iris)

    def labels(self, iris: list[str]) -> str:
        return _SEPARATOR.join(self._label(iri) for iri in iris)

    def _label(self, iri: str) -> str:
        if iri not in self._labels:
            by_language: dict[str, list[str]] = defaultdict(list)
            for term in self._terms(iri, "skos:prefLabel"):
                if isinstance(term, Literal):
                    by_language[term.language or ""].append(term.value)
            best = (
                by_language.get("en")
                or by_language.get("")
                or [text for texts in by_language.values() for text in texts]
            )
            known = name(iri)
            self._labels[iri] = min(best, default=known.slug if known else iri)
        return self._labels[iri]

    def _terms(self, subject: str, predicate: str) -> list[object]:
        prefix, _, local = predicate.partition(":")
        found = self._store.quads_for_pattern(
            NamedNode(subject), NamedNode(PREFIXES[prefix] + local), None, DefaultGraph()
        )
        return [quad.object for quad in found]


def _kind(iri: str) -> str:
    known = name(iri)
    return known.kind if known else ""


def _csv(columns: tuple[str, ...], rows: list[list[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
