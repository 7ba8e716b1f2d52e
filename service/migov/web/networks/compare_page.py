"""The page of a comparison: who is where as a matrix, and what the compared have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from migov.networks.comparison import PARAMETERS, Comparison, Ties, Wanted
from migov.networks.export import way_label
from migov.networks.joint import Joint
from migov.networks.network import node_id
from migov.networks.ties import Tie
from migov.questions.labels import Labels
from migov.vocabulary import slug_of
from migov.web.charts.upset import Upset, upset
from migov.web.charts.world import Spot, World, is_state, part
from migov.web.http.templating import local, page
from migov.web.service import Service
from migov.web.tables import Names

#: What a part in an instrument, initiative, meeting or theme is called.
_PARTS = {
    "adoptedBy": "adopted it",
    "monitoredBy": "monitors it",
    "signatory": "signed it",
    "implementedBy": "implements it",
    "fundedBy": "funds it",
    "withinFramework": "is its framework",
    "convenedBy": "convened it",
    "participant": "took part",
    "concerns": "it concerns",
    "foundedBy": "was founded by it",
    "governedBy": "is governed by it",
    "implements": "implements it",
    "priority": "gives it priority",
    "partner": "is in a partnership about it",
}

#: The fields of the form for those to compare, by the names of their parameters.
PLACES = (("a", "Compare"), ("b", "with"), ("c", "and with"), ("d", "and with"))
_FIELDS = ("asOf", "role", "certainty")


def compare_form(request: Request, service: Service, given: Mapping[str, str]) -> str:
    """The form, where nothing is chosen yet."""
    form = _form(service, given, given["lang"])
    return page(request, "compare.html", **form, found=None, notes=[])


def _form(
    service: Service, given: Mapping[str, str], lang: str, actors: Sequence[str] = ()
) -> dict[str, Any]:
    """What the form shows: what may be chosen, and what is."""
    return {
        "release": service.release.id,
        "given": given,
        "parameters": PARAMETERS,
        "fields": _FIELDS,
        "choices": _choices(service.labels, lang, actors),
        "places": PLACES,
        "chosen": [slug_of(iri) for iri in actors],
        "lang": lang,
    }


def compare_page(
    request: Request, service: Service, found: Comparison, given: Mapping[str, str]
) -> str:
    """The HTML of a comparison; `given` is what the form was filled in with."""
    wanted, labels = found.wanted, service.labels
    view = _View(labels, wanted.lang)
    query = {key: value for key, value in given.items() if key != "lang"}
    joined = ",".join(node_id(actor) for actor in wanted.actors)
    matrix = [
        {
            **view.thing(member),
            "cells": [view.ties(around.get(actor, ())) for actor in wanted.actors],
            "count": len(around),
        }
        for member, around in found.members.items()
    ]
    return page(
        request,
        "compare.html",
        **_form(service, given, wanted.lang, wanted.actors),
        found=found,
        day=wanted.when.day or "any day",
        actors=[{**view.thing(a), "count": len(found.of(a))} for a in wanted.actors],
        roles=[way_label(role, labels, wanted.lang) for role in wanted.roles],
        matrix=sorted(matrix, key=lambda row: -row["count"]),
        map=_map(found, view),
        upset=_upset(found, view),
        groups=[
            {"places": view.things(places), "members": view.things(members)}
            for places, members in found.combinations
        ],
        pairs=[
            {
                "one": view.thing(pair.one),
                "other": view.thing(pair.other),
                "shared": len(pair.shared),
                "only_one": len(pair.only_one),
                "only_other": len(pair.only_other),
                "jaccard": "" if pair.jaccard is None else f"{pair.jaccard:.2f}",
                "cooperation": "/questions/cooperation?"
                + urlencode({"a": node_id(pair.one), "b": node_id(pair.other)}),
            }
            for pair in found.pairs
        ],
        common=[
            ("Shared partners and observers", "partners", view.common(found.partners, wanted)),
            (
                "Shared secretariats and hosts",
                "secretariats",
                view.common(found.secretariats, wanted),
            ),
            ("Shared support", "support", view.common(found.support, wanted)),
        ],
        partnerships=[
            {"partners": view.things(partners), **view.tie(tie)}
            for partners, tie in found.partnerships
        ],
        joint=[
            (title, kind, [view.joint(one) for one in found.joint if one.kind == kind])
            for title, kind in (
                ("Joint instruments", "instrument"),
                ("Joint initiatives", "initiative"),
                ("Joint meetings", "meeting"),
                ("Shared priorities", "theme"),
            )
        ],
        notes=view.notes.all(),
        as_json=f"?{urlencode({**query, 'format': 'json'})}",
        network=f"/network?{urlencode({'actor': joined})}",
    )


def _map(found: Comparison, view: _View) -> World | None:
    """The states, each with the number of the compared that it is in."""
    return part(
        (
            Spot(member, view.thing(member)["label"], local(member), len(around))
            for member, around in found.members.items()
            if is_state(member)
        ),
        "In how many of them",
    )


def _upset(found: Comparison, view: _View) -> Upset | None:
    actors = found.wanted.actors
    return upset(
        [(view.thing(actor)["label"], len(found.of(actor))) for actor in actors],
        [
            ([actor in places for actor in actors], len(members))
            for places, members in found.combinations
        ],
    )


class _View:
    """Things and ties as the template shows them, sources numbered as they come."""

    def __init__(self, labels: Labels, lang: str) -> None:
        self.labels = labels
        self.lang = lang
        self.notes = Names(labels, lang).footnotes()

    def thing(self, iri: str) -> dict[str, Any]:
        return {"label": self.labels.label(iri, self.lang), "href": local(iri)}

    def things(self, iris: Iterable[str]) -> list[dict[str, Any]]:
        return [self.thing(iri) for iri in iris]

    def tie(self, tie: Tie) -> dict[str, Any]:
        ways = (way_label(way, self.labels, self.lang) for way in tie.way.split())
        return {
            "way": ", ".join(ways),
            "since": tie.since,
            "until": tie.until or (f"gone by {tie.over_by}" if tie.over_by else None),
            "basis": tie.basis,
            "statement": local(tie.statement),
            "sources": self.notes.of(tie.sources),
        }

    def ties(self, ties: Iterable[Tie]) -> list[dict[str, Any]]:
        return [self.tie(tie) for tie in ties]

    def common(self, ties: Ties, wanted: Wanted) -> list[dict[str, Any]]:
        return [
            {
                **self.thing(actor),
                "cells": [self.ties(around.get(one, ())) for one in wanted.actors],
            }
            for actor, around in ties.items()
        ]

    def joint(self, joint: Joint) -> dict[str, Any]:
        return {
            **self.thing(joint.iri),
            "parts": [
                f"{self.labels.label(actor, self.lang)} "
                + ", ".join(_PARTS.get(way, way) for way in ways)
                for actor, ways in joint.parts.items()
            ],
            "since": joint.since,
            "sources": self.notes.of(joint.sources),
        }


def _choices(labels: Labels, lang: str, chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """What the form offers: every mechanism, and what is compared already."""
    offered = {entry.iri: entry for entry in labels.of_kinds(["mechanism"])}
    offered |= {iri: entry for iri in chosen if (entry := labels.entry(iri)) is not None}
    return sorted(
        ((entry.slug, entry.label(lang)) for entry in offered.values()),
        key=lambda choice: choice[1].casefold(),
    )
