"""The stated triples of a release by thing, and its changes as sentences."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from migov.knowledge.release.release import NoRelease, Release
from migov.vocabulary import GRAPH_CONCEPTS, PREFIXES, compact, kind_of, name

_LABELS = (
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["dcterms"] + "title",
    PREFIXES["rdfs"] + "label",
)


@dataclass
class Thing:
    """One described thing: its values by property (prefixed name), and their sources."""

    iri: str
    properties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sources: set[str] = field(default_factory=set)

    def values(self, predicate: str) -> list[str]:
        """The values of a property: IRIs and lexical forms, sorted."""
        return sorted(self.properties.get(predicate, ()))

    def value(self, predicate: str) -> str | None:
        """The first value of a property, if it has one."""
        return min(self.properties.get(predicate, ()), default=None)


class Snapshot:
    """The stated things of one release by subject, and the labels of everything."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.things: dict[str, Thing] = {}
        self._ranked: dict[str, tuple[bool, str]] = {}
        for quad in _quads(release):
            self._take(quad)

    def label(self, iri: str) -> str:
        """The English label of `iri`, else any other, else its slug."""
        if iri in self._ranked:
            return self._ranked[iri][1]
        thing = name(iri)
        return thing.slug if thing else compact(iri)

    def _take(self, quad: Quad) -> None:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.graph_name, NamedNode):
            return
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
        if isinstance(value, Literal) and predicate in _LABELS:
            self._take_label(subject, value)
        graph = quad.graph_name.value
        is_sourced = graph.startswith(PREFIXES["source"])
        if not (is_sourced or graph == GRAPH_CONCEPTS):
            return
        if isinstance(value, NamedNode | Literal):
            language = value.language if isinstance(value, Literal) else None
            text = value.value if language in (None, "en") else f"{value.value} ({language})"
            thing = self.things.setdefault(subject, Thing(subject))
            thing.properties[compact(predicate)].add(text)
            if is_sourced:
                thing.sources.add(graph)

    def _take_label(self, subject: str, label: Literal) -> None:
        rank = (label.language not in ("en", None), label.value)
        if subject not in self._ranked or rank < self._ranked[subject]:
            self._ranked[subject] = rank


def _quads(release: Release) -> list[Quad]:
    path = release.path / "migov.nq.gz"
    try:
        content = gzip.decompress(path.read_bytes())
        return [q for q in parse(content, format=RdfFormat.N_QUADS) if isinstance(q, Quad)]
    except (OSError, EOFError, SyntaxError) as error:
        raise NoRelease(f"The dump {path.name} of {release.id} cannot be read: {error}") from error


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: role → (it holds, it is no longer in the graph, its name)
_ROLES = {
    "member": ("is a member", "a member", "membership"),
    "observer": ("is an observer", "an observer", "observer status"),
    "participant": ("takes part", "a participant", "participation"),
    "partner": ("is a partner", "a partner", "partnership"),
    "chair": ("chairs", "a chair", "chairmanship"),
    "co-chair": ("co-chairs", "a co-chair", "co-chairmanship"),
    "incoming-chair": ("is to chair", "an incoming chair", "coming chairmanship"),
    "secretariat": ("runs the secretariat", "the secretariat", "secretariat"),
    "technical-support": ("gives technical support", "a technical supporter", "technical support"),
    "host": ("hosts", "a host", "hosting"),
    "steering-committee-member": (
        "sits on the steering committee",
        "a member of the steering committee",
        "seat on the steering committee",
    ),
    "funder": ("funds", "a funder", "funding"),
}
_CHANGED = {
    "schema:startDate": "begins",
    "schema:endDate": "ends",
    "mg:endedBy": "over by",
    "mg:attestedIn": "attested in",
    "mg:certainty": "certainty",
    "skos:editorialNote": "note",
    "skos:prefLabel": "name",
    "skos:altLabel": "other name",
    "skos:definition": "description",
    "mg:contentDate": "as of",
}

#: Kinds of actor whose changes need no subject: "Rabat Process: other name Processus de Rabat".
_OWN_NEWS = ("mechanism", "organization", "state")

Changes = Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]


def date(text: str) -> str:
    """An ISO date in English, with its precision: `9 April 2025`, `April 2025`, `2025`."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if match is None:
        return text
    year, month, day = match.groups()
    parts = [str(int(day))] if day else []
    if month and 1 <= int(month) <= 12:
        parts.append(_MONTHS[int(month) - 1])
    return " ".join([*parts, year])


def sentence(view: Snapshot, change: str, thing: Thing, was: Thing | None, changes: Changes) -> str:
    """The sentence for the change of one thing, without the name of its actor."""
    kind = kind_of(thing.iri)
    if kind == "membership":
        return _membership(view, change, thing, was, changes)
    if kind == "meeting":
        what = f"{view.label(thing.iri)}{_when(thing, 'on')}{_place(view, thing)}"
    elif kind == "partnership":
        partners = " and ".join(view.label(partner) for partner in thing.values("mg:partner"))
        how = " and ".join(view.label(one) for one in thing.values("mg:partnershipKind"))
        what = f"{partners}: {how or 'partnership'}{_when(thing, 'from')}"
    elif kind in _OWN_NEWS:
        what = kind
    else:
        what = f"{kind or 'resource'} “{view.label(thing.iri)}”"
    if change == "added":
        return f"new {what}" if kind in _OWN_NEWS else f"New: {what}"
    if change == "removed":
        return f"No longer listed{'' if kind in _OWN_NEWS else f': {what}'}"
    return _with_details(view, "" if kind in _OWN_NEWS else what, changes)


def _membership(
    view: Snapshot, change: str, thing: Thing, was: Thing | None, changes: Changes
) -> str:
    actor = " and ".join(view.label(one) for one in thing.values("org:member"))
    role = name(thing.value("org:role") or "")
    slug = role.slug if role else "member"
    holds, article, noun = _ROLES.get(
        slug, (f"has the role {slug}", f"listed as {slug}", f"role {slug}")
    )
    if change == "removed":
        return f"{actor} is no longer listed as {article}{_when(thing, 'from')}"
    if change == "added":
        over = thing.value("mg:endedBy")
        if thing.value("schema:endDate") or over:
            return f"{actor} was {article}{_when(thing, 'from')}"
        return f"{actor} {holds}{_when(thing, 'from')}"
    ended = thing.value("schema:endDate")
    if ended and was is not None and not was.value("schema:endDate"):
        return f"{actor} ends as {article.split(' ', 1)[-1]}{_on(ended)}"
    return _with_details(view, f"{actor}, {noun}", changes)


def _with_details(view: Snapshot, what: str, changes: Changes) -> str:
    details = []
    for predicate, lost, gained in changes:
        called = _CHANGED.get(predicate) or _words(predicate)
        before = ", ".join(_shown(view, value) for value in lost)
        after = ", ".join(_shown(view, value) for value in gained)
        if before and after:
            details.append(f"{called} {after} (was {before})")
        else:
            details.append(f"{called} {after}" if after else f"no more {called} {before}")
    return ": ".join(part for part in (what, "; ".join(details)) if part)


def _when(thing: Thing, preposition: str) -> str:
    start, end = thing.value("schema:startDate"), thing.value("schema:endDate")
    over = thing.value("mg:endedBy")
    text = ""
    if start is not None:
        text = _on(start) if preposition == "on" else f" {preposition} {date(start)}"
    if end is not None and end != start:
        text += f" {'to' if preposition == 'on' and start else 'until'} {date(end)}"
    if over is not None:
        text += f", gone by {date(over)}"
    return text


def _on(text: str) -> str:
    return f" {'in' if len(text) < len('2025-04-09') else 'on'} {date(text)}"


def _place(view: Snapshot, thing: Thing) -> str:
    places = [*thing.values("mg:city"), *(view.label(one) for one in thing.values("mg:hostState"))]
    return (
        f", {', '.join(re.sub(r' [(][a-z-]+[)]$', '', place) for place in places)}"
        if places
        else ""
    )


def _words(predicate: str) -> str:
    local = predicate.rpartition(":")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def _shown(view: Snapshot, value: str) -> str:
    text = view.label(value) if "://" in value else date(value)
    return text if len(text) <= 120 else f"{text[:119]}…"
