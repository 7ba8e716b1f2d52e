"""The page of a network: filter form, tables of nodes and ties, downloads."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from urllib.parse import urlencode

from fastapi import Request

from migov.networks import KINDS, PARAMETERS, Edge, Network, NetworkRequest, Node
from migov.networks.network import node_id
from migov.networks.parameters import ACTOR_KINDS, ANY_DAY
from migov.networks.tables import way_label
from migov.networks.ties import Tie
from migov.web.charts.network import NetworkPicture
from migov.web.http.formats import dated
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.networks.drawing import around
from migov.web.service import Service
from migov.web.tables import Cell, Column, Footnotes, Names, Row, Table, headed

#: Maximum number of shared things and sources in a row; files have all.
_NAMED = 8
#: Number of actors named before the picture, for readers who cannot see it.
_FIRST = 6
_CITED = 4
#: Thresholds linked from the page, if there are such strong ties.
_THRESHOLDS = (1, 2, 3, 5, 8, 12, 20, 30, 50, 80)


def network_page(
    request: Request,
    service: Service,
    network: Network,
    picture: NetworkPicture,
    asked: NetworkRequest,
    given: Mapping[str, str],
) -> str:
    """The HTML of a network; `given` are the form's values."""
    names = Names(service.labels, asked.lang)
    notes = names.footnotes()
    table = _pairs if network.projected else _ties
    total = len(network.edges) if network.projected else sum(len(e.ties) for e in network.edges)
    query = {key: value for key, value in given.items() if key not in ("lang", "limit")}
    return page(
        request,
        "network.html",
        release=service.release.id,
        network=network,
        picture=picture,
        langs={node_id(node.iri): names.cell(node.iri).lang for node in network.nodes},
        asked=asked,
        day=asked.when.day or _("any day"),
        kinds=KINDS,
        parameters=PARAMETERS,
        given=given,
        choices=_choices(service, names),
        most=[(names.cell(n.iri), n.degree, around(n, asked)) for n in _best(network)],
        strongest=_strongest(names, network),
        thresholds=_thresholds(query, picture.heaviest),
        pictures={
            kind: f"/picture/network.{kind}?{urlencode({**query, 'lang': asked.lang})}"
            for kind in ("svg", "png")
        },
        nodes=_nodes(names, network),
        ties=table(names, notes, network),
        tie_count=total,
        notes=notes.all(),
        downloads=_downloads(query),
        drawing=f"?{urlencode({**query, 'lang': asked.lang, 'format': 'json'})}",
        timeline=f"?{urlencode({**query, 'asOf': ANY_DAY, 'format': 'gexf'})}",
        everything=f"?{urlencode({**query, 'limit': max(total, len(network.nodes))})}",
    )


def _downloads(query: Mapping[str, str]) -> dict[str, str]:
    files = {
        _("Excel of edges"): "xlsx",
        _("Excel of nodes"): "nodes.xlsx",
        _("CSV of edges"): "csv",
        _("CSV of nodes"): "nodes.csv",
        "Cytoscape JSON": "json",
        "GraphML": "graphml",
        "GEXF": "gexf",
    }
    return {what: f"?{urlencode({**query, 'format': file})}" for what, file in files.items()}


def _choices(service: Service, names: Names) -> dict[str, list[tuple[str, Cell]]]:
    """The choices of the form's fields, with labels."""
    found = {
        kind: sorted(
            ((entry.slug, names.cell(entry.iri)) for entry in service.labels.of_kinds([kind])),
            key=lambda choice: choice[1].text.casefold(),
        )
        for kind in ("region", "theme", "role")
    }
    found["actorKind"] = [(kind, Cell(_(kind.replace("-", " ")))) for kind in ACTOR_KINDS]
    return found


def _best(network: Network) -> list[Node]:
    """The actors with the most neighbours, best first."""
    return sorted(network.nodes, key=lambda node: (-node.degree, node.label))[:_FIRST]


def _strongest(names: Names, network: Network) -> list[tuple[Cell, Cell, int, str]]:
    """The heaviest edges of a projection: ends, weight, and the URL of all ties."""
    if not network.projected:
        return []
    return [
        (
            names.cell(edge.source).unlinked,
            names.cell(edge.target).unlinked,
            edge.weight,
            _cooperation(edge),
        )
        for edge in network.edges[:_FIRST]
    ]


def _cooperation(edge: Edge) -> str:
    """The URL of the ties between the ends of an edge."""
    ends = {"a": node_id(edge.source), "b": node_id(edge.target)}
    return f"/questions/cooperation?{urlencode(ends)}"


def _thresholds(query: Mapping[str, str], heaviest: int) -> list[tuple[int, str]]:
    """Offered thresholds with URLs; empty if all weights are equal."""
    if heaviest < 2:
        return []
    return [
        (weight, f"/network?{urlencode({**query, 'minWeight': weight})}")
        for weight in _THRESHOLDS
        if weight <= heaviest
    ]


def _nodes(names: Names, network: Network) -> Table:
    """The nodes with their measures."""
    columns = [
        *headed(_("Actor"), _("Kind")),
        *(
            Column(label, number=True)
            for label in (_("Degree"), _("Weighted degree"), _("Betweenness"))
        ),
        *headed(_("Component"), _("Ties and sources")),
    ]
    rows = [
        Row(
            [
                [names.cell(node.iri)],
                [Cell(_(_words(node.type)))],
                [Cell(str(node.degree))],
                [Cell(str(node.weighted_degree))],
                [Cell(f"{node.betweenness:.4f}")],
                [Cell(str(node.component))],
                [Cell(_("network around it"), around(node, network.asked))],
            ]
        )
        for node in network.nodes[: network.asked.rows]
    ]
    return Table("nodes", _("Nodes"), columns, rows, sourced=False, facts=False)


def _ties(names: Names, notes: Footnotes, network: Network) -> Table:
    """The table of memberships and partnerships behind the edges."""
    asked = network.asked
    if network.directed:
        ends = (_("Supporter"), _("Supported"))
    elif asked.kind == "partnership":
        ends = (_("Partner"), _("Partner"))
    else:
        ends = (_("Actor"), _("In"))
    columns = headed(ends[0], _("Tie"), ends[1], _("Since"), _("Until"), _("Basis"))
    several = ((edge, tie) for edge in network.edges for tie in edge.ties)
    rows = [
        Row(
            [
                [names.cell(edge.source)],
                [Cell(", ".join(way_label(w, names.labels, asked.lang) for w in tie.way.split()))],
                [names.cell(edge.target)],
                [Cell(tie.since or "")],
                [Cell(until(tie))],
                [Cell(_(tie.basis) if tie.basis else "")],
            ],
            notes.of(tie.sources),
            [names.href(tie.statement) or ""],
        )
        for edge, tie in islice(several, asked.rows)
    ]
    return Table("ties", _("Ties"), columns, rows)


def until(tie: Tie) -> str:
    """The end of a tie, or the date by which it was over; "" if unknown."""
    if tie.until or not tie.over_by:
        return tie.until or ""
    return _("gone by %(day)s") % {"day": dated(tie.over_by)}


def _pairs(names: Names, notes: Footnotes, network: Network) -> Table:
    """The table of pairs of a projection, with shared things."""
    shared = _("Both sit in") if network.asked.kind == "state-state" else _("Members of both")
    columns = [
        *headed(_("One"), _("Other")),
        Column(_("Weight"), number=True),
        Column("Jaccard", number=True),
        *headed(shared, _("Basis")),
    ]
    rows = []
    for edge in network.edges[: network.asked.rows]:
        further = len(edge.sources) - _CITED
        things = names.cells(edge.shared)
        left_out = len(things) - _NAMED
        counted = [Cell(_("and %(number)s more") % {"number": left_out})] if left_out > 0 else []
        cells = [
            [names.cell(edge.source)],
            [names.cell(edge.target)],
            [Cell(str(edge.weight))],
            [Cell("" if edge.jaccard is None else f"{edge.jaccard:.2f}")],
            [*things[:_NAMED], *counted],
            [Cell(_(edge.basis) if edge.basis else "")],
        ]
        more = _("%(number)s more") % {"number": further} if further > 0 else _("every tie")
        rows.append(
            Row(
                cells,
                notes.of(edge.sources[:_CITED]),
                more=Cell(more, _cooperation(edge)),
            )
        )
    return Table("ties", _("Pairs"), columns, rows)


def _words(of_class: str) -> str:
    """A class name as words: InterregionalForum gives "interregional forum"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in of_class).strip()
