"""The map of the front page: how many dialogues each state belongs to now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyoxigraph as ox

from migov.engine.interface import Term
from migov.vocabulary import ID, prefixes
from migov.web.charts import world as figure
from migov.web.charts.world import Spot, World
from migov.web.http.templating import local
from migov.web.service import Service

#: States that are named under the map.
MOST = 10

_PREFIXES = prefixes("mg", "org", "kind")
_COUNTED = f"""{_PREFIXES}
SELECT ?state (COUNT(DISTINCT ?mechanism) AS ?count) {{
  ?state a mg:State .
  OPTIONAL {{
    ?state org:memberOf ?mechanism .
    FILTER(STRSTARTS(STR(?mechanism), "{ID}mechanism/"))
    FILTER NOT EXISTS {{ ?mechanism mg:status kind:concluded }}
  }}
}} GROUP BY ?state"""


class Memberships(NamedTuple):
    """The map, and the states that belong to the most."""

    map: World
    most: list[Spot]


async def memberships(service: Service, lang: str) -> Memberships | None:
    """The map over the memberships that hold now; None where it was not built."""
    spots = [
        Spot(iri, service.labels.label(iri, lang), local(iri), int(_text(row, "count")))
        for row in (await service.engine.select(_COUNTED)).rows
        for iri in [_text(row, "state")]
    ]
    drawn = figure.world(spots, "Dialogues")
    if drawn is None:
        return None
    spots.sort(key=lambda spot: (-spot.total, spot.label.casefold()))
    return Memberships(drawn, spots[:MOST])


def _text(row: Mapping[str, Term], name: str) -> str:
    term = row.get(name)
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
