"""Changes as an Atom feed (RFC 4287, 5005) and as an event stream (Activity Streams 2, LDES, TREE).

An event's id consists of its releases and its thing, so it is the same on every server:
`…/changes?from={release}&to={release}#{kind}/{slug}`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from migov.questions.formats import json_text
from migov.vocabulary import BASE, PREFIXES, compact
from migov.web.changes.history import Event, Step

ATOM_TYPE: Final = "application/atom+xml"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_ACTIVITIES: Final = {
    "added": "Create",
    "ended": "Update",
    "corrected": "Update",
    "removed": "Delete",
}
_CONTEXT: Final[dict[str, Any]] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
    "dcterms": PREFIXES["dcterms"],
    "xsd": PREFIXES["xsd"],
    **{name: f"as:{name}" for name in ("Create", "Update", "Delete")},
    "object": {"@id": "as:object", "@type": "@id"},
    "tag": {"@id": "as:tag", "@type": "@id"},
    "name": {"@id": "as:name", "@language": "en"},
    "published": {"@id": "as:published", "@type": "xsd:dateTime"},
    "effect": "dcterms:type",
    "release": {"@id": "dcterms:isPartOf", "@type": "@id"},
    "view": {"@id": "tree:view", "@type": "@id"},
    "member": {"@id": "tree:member", "@type": "@id"},
    "node": {"@id": "tree:node", "@type": "@id"},
    "path": {"@id": "tree:path", "@type": "@id"},
    "value": {"@id": "tree:value", "@type": "xsd:dateTime"},
    "relation": "tree:relation",
    "timestampPath": {"@id": "ldes:timestampPath", "@type": "@id"},
    "versionOfPath": {"@id": "ldes:versionOfPath", "@type": "@id"},
    "title": {"@id": "dcterms:title", "@language": "en"},
}


def event_id(step: Step, event: Event) -> str:
    """The IRI of an event."""
    return f"{BASE}changes?from={step.before}&to={step.after}#{compact(event.thing)}"


def published(step: Step) -> str:
    """The build time of the release in RFC 3339 format."""
    return step.published.isoformat(timespec="seconds").replace("+00:00", "Z")


def address_of(step: Step, event: Event) -> str:
    """The URL of the thing's description; for a removed thing, in its last release."""
    path = event.thing.removeprefix(f"{BASE}id/")
    if not event.thing.startswith(f"{BASE}id/"):
        return event.thing
    return f"release/{step.before}/doc/{path}" if event.effect == "removed" else f"doc/{path}"


def atom(
    entries: Sequence[tuple[Step, Event]],
    title: str,
    path: str,
    base: str,
    links: Sequence[tuple[str, str]],
    updated: str,
) -> bytes:
    """A feed document; `path` is that of the feed under `base`, `links` are (relation, URL)."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _text(feed, "id", f"{BASE}{path}")
    _text(feed, "title", title)
    _text(feed, "updated", updated)
    _text(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", "The migov contributors")
    _text(feed, "rights", "CC BY 4.0")
    _link(feed, "alternate", f"{base}{path}", "text/html")
    for relation, address in links:
        _link(feed, relation, address, ATOM_TYPE)
    for step, event in entries:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _text(entry, "id", event_id(step, event))
        _text(entry, "title", event.title)
        _text(entry, "updated", published(step))
        _text(entry, "published", published(step))
        address = address_of(step, event)
        _link(entry, "alternate", address if "://" in address else f"{base}{address}", "text/html")
        ET.SubElement(entry, f"{{{_ATOM}}}category", {"term": event.effect})
        _text(entry, "summary", f"{event.title} ({event.effect} in release {step.after}).")
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def stream(steps: Sequence[tuple[Step, int]], name: str, path: str, base: str, size: int) -> str:
    """The event stream: its fragments, each with the time of its events.

    `steps` are the releases with their numbers of events; a fragment holds at most `size`.
    """
    relations: list[dict[str, Any]] = []
    for step, count in steps:
        for number in range(1, max(1, -(-count // size)) + 1):
            node = fragment_address(base, path, step, number)
            for kind in ("GreaterThanOrEqualTo", "LessThanOrEqualTo"):
                relations.append(
                    {
                        "@type": f"tree:{kind}Relation",
                        "node": node,
                        "path": "as:published",
                        "value": published(step),
                    }
                )
    root = f"{base}{path}?format=jsonld"
    return json_text(
        {
            "@context": _CONTEXT,
            "@id": f"{BASE}{path}",
            "@type": "ldes:EventStream",
            "title": name,
            "timestampPath": "as:published",
            "versionOfPath": "as:object",
            "view": {"@id": root, "@type": "tree:Node", "relation": relations},
        }
    )


def fragment(
    step: Step, events: Sequence[Event], number: int, more: bool, path: str, base: str
) -> str:
    """One immutable page of the events of one release."""
    node: dict[str, Any] = {
        "@id": fragment_address(base, path, step, number),
        "@type": "tree:Node",
    }
    if more:
        following = fragment_address(base, path, step, number + 1)
        node["relation"] = [{"@type": "tree:Relation", "node": following}]
    members = [
        {
            "@id": event_id(step, event),
            "@type": _ACTIVITIES[event.effect],
            "name": event.title,
            "effect": event.effect,
            "published": published(step),
            "object": event.thing,
            "tag": list(event.concerns),
            "release": f"{BASE}release/{step.after}/",
        }
        for event in events
    ]
    return json_text(
        {
            "@context": _CONTEXT,
            "@id": f"{BASE}{path}",
            "@type": "ldes:EventStream",
            "view": node,
            "member": members,
        }
    )


def fragment_address(base: str, path: str, step: Step, number: int) -> str:
    """The URL of a fragment."""
    query = urlencode({"from": step.before, "to": step.after, "page": number, "format": "jsonld"})
    return f"{base}{path}?{query}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = "".join(
        c for c in text if c.isprintable() or c in "\n\t"
    )


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(
        parent, f"{{{_ATOM}}}link", {"rel": relation, "type": media_type, "href": address}
    )
