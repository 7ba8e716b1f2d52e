"""The picture of a network: layout, computed once per release, and labels."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urlencode

from migov.networks import Network, NetworkRequest, Node, ReleaseTies, build
from migov.networks.layout import Point, positions
from migov.networks.parameters import ANY_DAY
from migov.vocabulary import iri
from migov.web.charts.labels import width_of
from migov.web.charts.network import FONT, HEIGHT, LABEL, WIDTH, NetworkPicture, network_picture
from migov.web.service import Service, release_cache

#: The regions with a colour, each with its subregions.
REGIONS = ("africa", "americas", "asia", "europe", "oceania")
#: The mark of actors that cover none of them, or most of them.
WORLD = ("worldwide",)
_MOST = 3


def drawn(
    service: Service, ties: ReleaseTies, asked: NetworkRequest, made: Network | None = None
) -> NetworkPicture:
    """The picture of the requested network; the same nodes have the same positions.

    `made` is the network, if already computed.
    """
    whole = made
    if whole is None or asked.least_weight > 1:
        whole = build(ties, service.labels, replace(asked, least_weight=1), service.release.id)
    return network_picture(
        whole,
        _places(service, whole),
        name=lambda node: short_name(service, node),
        href=lambda node: around(node, asked),
        regions=lambda one: regions_of(ties, one),
        least=asked.least_weight,
    )


def _places(service: Service, network: Network) -> dict[str, Point]:
    """The positions of the nodes, cached with the release for all languages."""
    cache = release_cache(service)
    asked = replace(network.asked, lang="en")
    key = ("layout", repr(asked))
    content = cache.get(key)
    if content is None:
        content = json.dumps(positions(network, WIDTH, HEIGHT)).encode()
        cache.put(key, content)
    return {one: (x, y) for one, (x, y) in json.loads(content).items()}


def short_name(service: Service, node: Node) -> str:
    """The label of a node, or its abbreviation if the label is long."""
    entry = service.labels.entry(node.iri)
    if entry is None or width_of(node.label, FONT) <= 1.8 * LABEL:
        return node.label
    short = [text for text, how in entry.own_names if how == "abbreviation" and text.isascii()]
    return min(short, key=len) if short else node.label


def around(node: Node, asked: NetworkRequest) -> str:
    """The URL of the network around one node."""
    query = {"kind": asked.kind, "actor": node.id}
    if asked.when.day != asked.when.today:
        query["asOf"] = asked.when.day or ANY_DAY
    if asked.lang != "en":
        query["lang"] = asked.lang
    return f"/network?{urlencode(query)}"


def regions_of(ties: ReleaseTies, one: str) -> tuple[str, ...]:
    """The slugs of the regions that `one` covers or lies in, for its mark."""
    covered = ties.regions.get(one, frozenset())
    found = tuple(slug for slug in REGIONS if iri("region", slug) in covered)
    return found if 0 < len(found) <= _MOST else WORLD
