"""The mechanisms of a release for the front page: by region, with members, chair, newest source."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from migov.engine.interface import Term
from migov.vocabulary import ID, PREFIXES, local_name, prefixes
from migov.web.service import Service

_PREFIXES = prefixes("mg", "org", "prov", "skos", "rdf")
_MECHANISM = f'FILTER(STRSTARTS(STR(?mechanism), "{ID}mechanism/"))'
_COUNTED = f"""{_PREFIXES}
SELECT ?mechanism (COUNT(DISTINCT ?member) AS ?members) {{
  ?mechanism org:hasMember ?member . {_MECHANISM}
}} GROUP BY ?mechanism"""
_CHAIRED = f"""{_PREFIXES}
SELECT DISTINCT ?mechanism ?chair {{ ?chair mg:chairOf ?mechanism . {_MECHANISM} }}"""
_REGIONS = f"""{_PREFIXES}
SELECT DISTINCT ?mechanism ?region {{ ?mechanism mg:coversRegion ?region . {_MECHANISM} }}"""
_BROADER = f"{_PREFIXES} SELECT ?region ?broader {{ ?region skos:broader ?broader }}"
_STATUS = f"""{_PREFIXES}
SELECT DISTINCT ?mechanism ?status ?type {{
  ?mechanism a ?type . {_MECHANISM} FILTER(STRSTARTS(STR(?type), "{PREFIXES["mg"]}"))
  OPTIONAL {{ ?mechanism mg:status ?status }}
}}"""
_SOURCED = f"""{_PREFIXES}
SELECT ?mechanism ?source ?day {{
  {{ SELECT DISTINCT ?mechanism ?source {{
    {{ ?tie org:organization ?mechanism }} UNION {{ ?tie mg:convenedBy ?mechanism }}
    ?tie prov:wasDerivedFrom ?source . {_MECHANISM} }} }}
  ?source mg:endsOn ?day
}}"""
_WORLD = f"{ID}region/world"
_GLOBAL = PREFIXES["mg"] + "GlobalProcess"


class Mechanism(NamedTuple):
    """One row of the front page; `source` is the newest of those that tell of its ties."""

    iri: str
    label: str
    members: int
    chairs: list[tuple[str, str]]
    source: tuple[str, str] | None
    day: str
    concluded: bool


class Group(NamedTuple):
    """The mechanisms of one region, or of several."""

    id: str
    title: str
    mechanisms: list[Mechanism]


async def by_region(service: Service, lang: str) -> list[Group]:
    """All mechanisms, grouped by the one part of the world that they cover."""
    engine, labels = service.engine, service.labels
    counted, chaired, covered, broader, stated, sourced = (
        answer.rows
        for answer in await asyncio.gather(
            *(
                engine.select(text)
                for text in (_COUNTED, _CHAIRED, _REGIONS, _BROADER, _STATUS, _SOURCED)
            )
        )
    )
    members = {_text(row, "mechanism"): int(_text(row, "members")) for row in counted}
    chairs: dict[str, set[str]] = defaultdict(set)
    for row in chaired:
        chairs[_text(row, "mechanism")].add(_text(row, "chair"))
    newest: dict[str, tuple[str, str]] = {}
    for row in sourced:
        found = (_text(row, "day"), _text(row, "source"))
        newest[_text(row, "mechanism")] = max(newest.get(_text(row, "mechanism"), found), found)
    types: dict[str, set[str]] = defaultdict(set)
    concluded = set()
    for row in stated:
        types[_text(row, "mechanism")].add(_text(row, "type"))
        if _text(row, "status").endswith("/concluded"):
            concluded.add(_text(row, "mechanism"))
    above: dict[str, set[str]] = defaultdict(set)
    for row in broader:
        above[_text(row, "region")].add(_text(row, "broader"))
    regions: dict[str, set[str]] = defaultdict(set)
    for row in covered:
        regions[_text(row, "mechanism")] |= _tops(above, _text(row, "region"))
    groups: dict[str, list[Mechanism]] = defaultdict(list)
    for entry in labels.of_kinds(["mechanism"]):
        day, source = newest.get(entry.iri, ("", ""))
        parts = regions.get(entry.iri, set())
        if _GLOBAL in types[entry.iri] or _WORLD in parts:
            group = _WORLD
        else:
            group = next(iter(parts)) if len(parts) == 1 else ""
        groups[group].append(
            Mechanism(
                entry.iri,
                entry.label(lang),
                members.get(entry.iri, 0),
                sorted((labels.label(iri, lang), iri) for iri in chairs[entry.iri]),
                (labels.label(source, lang), source) if source else None,
                day,
                entry.iri in concluded,
            )
        )
    return [
        Group(
            local_name(iri) or "several",
            labels.label(iri, lang) if iri else "Between regions",
            sorted(found, key=lambda each: (each.concluded, each.label.casefold())),
        )
        for iri, found in sorted(groups.items(), key=lambda item: _order(item[0]))
    ]


def _order(region: str) -> tuple[int, str]:
    """Regions by name, then what lies between them, then the world."""
    return ({"": 1, _WORLD: 2}.get(region, 0), region)


def _tops(broader: Mapping[str, set[str]], region: str) -> set[str]:
    """The parts of the world, right under the world, that a region lies in."""
    seen: set[str] = set()
    found: set[str] = set()
    waiting = [region]
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        above = broader.get(each, set())
        if not above or _WORLD in above:
            found.add(each)
        else:
            waiting.extend(above)
    return found


def _text(row: Mapping[str, Term], name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
