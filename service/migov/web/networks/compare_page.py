"""The page of a comparison: a membership matrix, and shared things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from migov.networks.comparison import PARAMETERS, Comparison, ComparisonRequest, Ties
from migov.networks.joint import Joint
from migov.networks.network import node_id
from migov.networks.tables import way_label
from migov.networks.ties import Tie
from migov.questions.labels import Labels
from migov.questions.messages import marked
from migov.vocabulary import slug_of
from migov.web.charts.timeline import Timeline
from migov.web.charts.upset import Upset, upset
from migov.web.charts.world import Spot, World, is_state, part
from migov.web.http.formats import dated
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.networks.network_page import until
from migov.web.service import Service
from migov.web.tables import Cell, Column, Footnotes, Names, Row, Table, headed

#: Labels of parts in an instrument, initiative, meeting or theme.
_PARTS = {
    "adoptedBy": marked("adopted it"),
    "monitoredBy": marked("monitors it"),
    "signatory": marked("signed it"),
    "implementedBy": marked("implements it"),
    "fundedBy": marked("funds it"),
    "withinFramework": marked("is its framework"),
    "convenedBy": marked("convened it"),
    "participant": marked("took part"),
    "concerns": marked("it concerns"),
    "foundedBy": marked("was founded by it"),
    "governedBy": marked("is governed by it"),
    "implements": marked("implements it"),
    "priority": marked("gives it priority"),
    "partner": marked("is in a partnership about it"),
}

#: The form fields for compared actors, by parameter name.
PLACES = (
    ("a", marked("Compare")),
    ("b", marked("with")),
    ("c", marked("and with")),
    ("d", marked("and with")),
)
_FIELDS = ("asOf", "role", "certainty")


def compare_form(request: Request, service: Service, given: Mapping[str, str]) -> str:
    """The empty form."""
    form = _form(service, given, given["lang"])
    return page(request, "compare.html", **form, found=None, notes=[])


def _form(
    service: Service, given: Mapping[str, str], lang: str, actors: Sequence[str] = ()
) -> dict[str, Any]:
    """The form's choices and current values."""
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
    request: Request,
    service: Service,
    found: Comparison,
    given: Mapping[str, str],
    times: Timeline | None,
) -> str:
    """The HTML of a comparison; `given` are the form's values."""
    wanted, labels = found.wanted, service.labels
    names = Names(labels, wanted.lang)
    view = _View(names, wanted)
    query = {key: value for key, value in given.items() if key != "lang"}
    joined = ",".join(node_id(actor) for actor in wanted.actors)
    own = {**query, "actors": joined, **({"lang": wanted.lang} if wanted.lang != "en" else {})}
    address = urlencode(own, safe=",:")
    return page(
        request,
        "compare.html",
        **_form(service, given, wanted.lang, wanted.actors),
        found=found,
        day=wanted.when.day or _("any day"),
        actors=names_in_order(names, wanted.actors),
        roles=[way_label(role, labels, wanted.lang) for role in wanted.roles],
        map=states_map(found, names),
        upset=combinations_plot(found, names),
        times=times,
        groups=[
            (names_in_order(names, places), names_in_order(names, members))
            for places, members in found.combinations
        ],
        tables=[
            view.pairs(found),
            view.matrix(found),
            view.common("partners", _("Shared partners and observers"), found.partners),
            view.common("secretariats", _("Shared secretariats and hosts"), found.secretariats),
            view.common("support", _("Shared support"), found.support),
            view.partnerships(found),
            *(
                view.joint(title, kind, found.joint)
                for title, kind in (
                    (_("Joint instruments"), "instrument"),
                    (_("Joint initiatives"), "initiative"),
                    (_("Joint meetings"), "meeting"),
                    (_("Shared priorities"), "theme"),
                )
            ),
        ],
        notes=view.notes.all(),
        as_json=f"?{urlencode({**query, 'format': 'json'})}",
        network=f"/network?{urlencode({'actor': joined})}",
        here=f"/compare?{address}",
        pictures={form: f"/picture/compare.{form}?{address}" for form in ("svg", "png")},
    )


def names_in_order(names: Names, iris: Iterable[str]) -> list[Cell]:
    """Things as cells, in the given order."""
    return [names.cell(iri) for iri in iris]


def states_map(found: Comparison, names: Names) -> World | None:
    """The map of states with the number of compared actors that they belong to."""
    return part(
        (
            Spot(member, names.label(member), names.href(member) or "", len(around))
            for member, around in found.members.items()
            if is_state(member)
        ),
        _("In how many of them"),
    )


def combinations_plot(found: Comparison, names: Names) -> Upset | None:
    """The plot of how many members are in exactly which of the compared actors."""
    actors = found.wanted.actors
    return upset(
        [(names.label(actor), len(found.of(actor))) for actor in actors],
        [
            ([actor in places for actor in actors], len(members))
            for places, members in found.combinations
        ],
    )


class _View:
    """The tables of a comparison, with footnotes in reading order."""

    def __init__(self, names: Names, wanted: ComparisonRequest) -> None:
        self.names = names
        self.wanted = wanted
        self.notes: Footnotes = names.footnotes()

    def pairs(self, found: Comparison) -> Table:
        """All pairs of compared actors: numbers of members in both, and only in one."""
        numbers = (_("In both"), _("Only in the one"), _("Only in the other"), "Jaccard")
        columns = [
            *headed(_("One"), _("Other")),
            *(Column(label, number=True) for label in numbers),
            Column(_("Ties and sources")),
        ]
        rows = []
        for pair in found.pairs:
            ends = urlencode({"a": node_id(pair.one), "b": node_id(pair.other)})
            counts = (len(pair.shared), len(pair.only_one), len(pair.only_other))
            jaccard = "" if pair.jaccard is None else f"{pair.jaccard:.2f}"
            rows.append(
                Row(
                    [
                        [self.names.cell(pair.one)],
                        [self.names.cell(pair.other)],
                        *([Cell(str(count))] for count in counts),
                        [Cell(jaccard)],
                        [Cell(_("every tie"), f"/questions/cooperation?{ends}")],
                    ]
                )
            )
        return Table("overlap", _("Overlap"), columns, rows, sourced=False, facts=False)

    def matrix(self, found: Comparison) -> Table:
        """The membership matrix, members of the most first."""
        columns = [
            Column(_("Member")),
            *(
                Column(f"{self.names.label(a)} ({len(found.of(a))})", href=self.names.href(a))
                for a in self.wanted.actors
            ),
        ]
        members = sorted(found.members.items(), key=lambda item: -len(item[1]))
        rows = [self._around(member, around, tick=True) for member, around in members]
        return Table("members", _("Members"), columns, rows, sourced=False, named=True)

    def common(self, id: str, title: str, ties: Ties) -> Table:
        """The actors with ties to at least two of the compared."""
        columns = [Column(_("Who")), *headed(*(self.names.label(a) for a in self.wanted.actors))]
        rows = [self._around(actor, around, tick=False) for actor, around in ties.items()]
        return Table(id, title, columns, rows, sourced=False, named=True)

    def partnerships(self, found: Comparison) -> Table:
        """The partnerships between any of the compared."""
        rows = [
            Row(
                [
                    names_in_order(self.names, partners),
                    [Cell(self._way(tie))],
                    [Cell(tie.since or "")],
                    [Cell(until(tie))],
                    [Cell(_(tie.basis) if tie.basis else "")],
                ],
                self.notes.of(tie.sources),
                [self.names.href(tie.statement) or ""],
            )
            for partners, tie in found.partnerships
        ]
        columns = headed(_("Partners"), _("Kind"), _("Since"), _("Until"), _("Basis"))
        return Table("partnerships", _("Partnerships between them"), columns, rows)

    def joint(self, title: str, kind: str, several: Iterable[Joint]) -> Table:
        """The things of a kind in which at least two of the compared have a part."""
        rows = [
            Row(
                [
                    [self.names.cell(one.iri)],
                    [
                        Cell(f"{self.names.label(actor)} " + ", ".join(map(_part, ways)))
                        for actor, ways in one.parts.items()
                    ],
                    *([[Cell(one.since or "")]] if kind != "theme" else []),
                ],
                self.notes.of(one.sources),
            )
            for one in several
            if one.kind == kind
        ]
        columns = headed(
            _("What"), _("Who has which part"), *([_("When")] if kind != "theme" else [])
        )
        return Table(f"{kind}s", title, columns, rows)

    def _around(self, actor: str, around: Mapping[str, Sequence[Tie]], *, tick: bool) -> Row:
        """A row: an actor with its ties to each compared actor."""
        cells = [
            [self._tie(tie, tick=tick) for tie in around.get(one, ())] or [Cell("–")]
            for one in self.wanted.actors
        ]
        return Row([[self.names.cell(actor)], *cells])

    def _tie(self, tie: Tie, *, tick: bool) -> Cell:
        end = until(tie)
        since = _("since %(day)s") % {"day": dated(tie.since)} if tie.since else ""
        ended = _("to %(day)s") % {"day": dated(end)} if tie.until else end
        note = " ".join(filter(None, (_(tie.basis) if tie.basis else "", since, ended)))
        text = "✓" if tick else self._way(tie)
        return Cell(text, note=note, sources=self.notes.of(tie.sources))

    def _way(self, tie: Tie) -> str:
        ways = (way_label(way, self.names.labels, self.names.lang) for way in tie.way.split())
        return ", ".join(ways)


def _part(way: str) -> str:
    return _(_PARTS.get(way, way))


def _choices(labels: Labels, lang: str, chosen: Iterable[str] = ()) -> list[tuple[str, Cell]]:
    """The form's choices: all mechanisms, and those already compared."""
    names = Names(labels, lang)
    offered = {entry.iri: entry for entry in labels.of_kinds(["mechanism"])}
    offered |= {iri: entry for iri in chosen if (entry := labels.entry(iri)) is not None}
    return sorted(
        ((entry.slug, names.cell(entry.iri)) for entry in offered.values()),
        key=lambda choice: choice[1].text.casefold(),
    )
