"""Withdrawn IRIs: they answer 410 with their replacement."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from migov.stored_queries import service_query
from migov.vocabulary import kind_of, local_name, slug_of
from migov.web.http.problems import Problem
from migov.web.http.templating import local
from migov.web.release_cache import release_cache
from migov.web.service import Service

#: The statements about withdrawn IRIs: by IRI, the values by local name of the property.
Withdrawn = dict[str, dict[str, list[str]]]


async def standing(service: Service, iri: str) -> None:
    """Raises Problem (410) if `iri` was withdrawn."""
    gone = await release_cache(service).once("withdrawn", lambda: _withdrawn(service))
    stated = gone.get(iri)
    if stated is None:
        return
    replacements, notes = stated["isReplacedBy"], stated["changeNote"]
    detail = f"The {kind_of(iri)} “{slug_of(iri)}” was withdrawn."
    if notes:
        detail += " " + " ".join(notes)
    links = [f'<{service.root}{local(other)}>; rel="successor-version"' for other in replacements]
    raise Problem(
        410,
        "withdrawn",
        detail,
        headers={"Link": ", ".join(links)} if links else None,
        replacedBy=replacements,
        suggestions=[
            {
                "iri": other,
                "kind": kind_of(other),
                "slug": slug_of(other),
                "label": service.labels.label(other) or other,
                "url": service.root + local(other).replace("/id/", "/doc/", 1),
            }
            for other in replacements
        ],
    )


async def _withdrawn(service: Service) -> Withdrawn:
    made: Withdrawn = {}
    for row in (await service.engine.select(service_query("withdrawn"))).rows:
        gone, property, value = row["gone"], row["property"], row["value"]
        if (
            isinstance(gone, ox.NamedNode)
            and isinstance(property, ox.NamedNode)
            and isinstance(value, ox.NamedNode | ox.Literal)
        ):
            stated = made.setdefault(gone.value, defaultdict(list))
            stated[local_name(property.value)].append(value.value)
    for stated in made.values():
        for values in stated.values():
            values.sort()
    return made
