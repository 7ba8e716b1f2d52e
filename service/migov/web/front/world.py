"""The map of the front page: the number of dialogues of each state now."""

from __future__ import annotations

from typing import NamedTuple

from migov.web.charts import world as figure
from migov.web.charts.world import Spot, World
from migov.web.front.questions import rows_of
from migov.web.service import Service
from migov.web.tables import Names

#: Number of states named under the map.
MOST = 10


class Memberships(NamedTuple):
    """The map, and the states with the most memberships."""

    map: World
    most: list[Spot]


async def memberships(service: Service, names: Names) -> Memberships | None:
    """The map of current memberships; None if the map was not built."""
    rows = await rows_of(service, "most-connected", names.lang, kind="state")
    counts = {row["actor"]["iri"]: int(row["mechanisms"]) for row in rows}
    spots = [
        Spot(
            entry.iri, names.label(entry.iri), names.href(entry.iri) or "", counts.get(entry.iri, 0)
        )
        for entry in service.labels.of_kinds(["state"])
    ]
    drawn = figure.world(spots, "Dialogues")
    if drawn is None:
        return None
    spots.sort(key=lambda spot: (-spot.total, spot.label.casefold()))
    return Memberships(drawn, spots[:MOST])
