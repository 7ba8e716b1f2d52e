"""Reads and checks the parameters of a network request."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from migov.networks.ties import VIA, When
from migov.questions import types
from migov.questions.certainty import ALLOWED
from migov.questions.errors import AmbiguousActor, ParameterError, UnknownActor
from migov.questions.header import Parameter
from migov.questions.labels import Labels
from migov.questions.messages import marked
from migov.questions.resolve import resolve
from migov.vocabulary import local_name

KINDS: dict[str, str] = {
    "actor-mechanism": marked("Actors and the mechanisms they sit in, lead or serve (two-mode)."),
    "mechanism-mechanism": marked("Mechanisms joined by the members that they share."),
    "state-state": marked("States joined by the mechanisms that both sit in."),
    "partnership": marked("Partnerships, and partners of mechanisms."),
    "support": marked("Actors and what they run, support or fund (directed)."),
}
#: Default roles of a kind of network; empty means every role.
_DEFAULT_ROLES = {
    "actor-mechanism": (),
    "mechanism-mechanism": ("member",),
    "state-state": ("member",),
    "partnership": ("partner",),
    "support": ("secretariat", "technical-support", "funder"),
}
#: Roles that a kind of network allows, if not all.
_ONLY_ROLES = {
    "partnership": ("partner",),
    "support": ("secretariat", "technical-support", "funder", "host"),
}
#: Kinds of actor, by their class in the ontology.
ACTOR_KINDS: dict[str, str] = {
    "state": "State",
    "mechanism": "ConsultationMechanism",
    "organization": "",
    "united-nations-entity": "UnitedNationsEntity",
    "intergovernmental-organization": "IntergovernmentalOrganization",
    "regional-organization": "RegionalOrganization",
    "regional-economic-community": "RegionalEconomicCommunity",
    "supranational-union": "SupranationalUnion",
    "organization-body": "OrganizationBody",
    "non-governmental-organization": "NonGovernmentalOrganization",
    "public-agency": "PublicAgency",
    "network": "Network",
}
#: The value of `asOf` that means any day.
ANY_DAY = "any"
#: The most rows in a page's table; files have all.
ROWS = 200
ROWS_MOST = 10_000

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")

#: Parameters of networks and comparisons: certainty of ties, and kinds of partnership.
SHARED = (
    Parameter(
        "certainty",
        "text",
        marked('"strict" leaves out what is merely assumed to hold; "all" adds what is unknown.'),
        default="default",
        choices=tuple(ALLOWED),
    ),
    Parameter(
        "via",
        "text",
        marked(
            'Which partnerships count: "default" leaves out labour agreements, "dialogues" all '
            'agreements; "agreements" takes nothing else, "all" everything.'
        ),
        default="default",
        choices=VIA,
    ),
)
PARAMETERS: dict[str, Parameter] = {
    p.name: p
    for p in (
        Parameter(
            "kind",
            "text",
            marked("The kind of network: its nodes and edges."),
            default="actor-mechanism",
            choices=tuple(KINDS),
        ),
        Parameter(
            "actor",
            "actor",
            marked("Only the network around these actors or mechanisms."),
            several=True,
            example="khartoum-process",
        ),
        Parameter(
            "depth",
            "integer",
            marked("How many steps around them."),
            default="1",
            minimum=1,
            maximum=3,
        ),
        Parameter(
            "actorKind",
            "text",
            marked("Only actors of these kinds."),
            several=True,
            choices=tuple(ACTOR_KINDS),
            example="state",
        ),
        Parameter(
            "region",
            "text",
            marked(
                "Only mechanisms that cover this region or a part of it; between states, only "
                "states in it."
            ),
            several=True,
            example="africa",
        ),
        Parameter(
            "theme",
            "theme",
            marked("Only mechanisms that give priority to this theme or a narrower one."),
            several=True,
            example="human-trafficking",
        ),
        Parameter(
            "role",
            "role",
            marked(
                "Only ties in these roles. Shared membership counts members unless you say "
                "otherwise."
            ),
            several=True,
            example="member",
        ),
        Parameter(
            "hub",
            "text",
            marked("The hubs of the network: mechanisms, organizations, or all."),
            default="mechanism",
            choices=("mechanism", "organization", "all"),
        ),
        Parameter(
            "asOf",
            "date",
            marked(
                "The day for which the network holds; a year or month means its last day; any "
                "gives all that ever held."
            ),
            default="today",
            example="2022-06-01",
        ),
        *SHARED,
        Parameter(
            "minWeight",
            "integer",
            marked("Only edges of at least this weight."),
            default="1",
            minimum=1,
        ),
        Parameter(
            "limit",
            "integer",
            marked("Maximum number of rows in the page's tables; other formats have all."),
            default=str(ROWS),
            minimum=1,
            maximum=ROWS_MOST,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """A network request: things by IRI, roles by slug."""

    kind: str
    actors: tuple[str, ...]
    depth: int
    actor_kinds: tuple[str, ...]
    regions: tuple[str, ...]
    themes: tuple[str, ...]
    roles: tuple[str, ...]
    hub: str
    when: When
    least_weight: int
    lang: str
    rows: int = field(compare=False)
    parameters: Mapping[str, Any] = field(compare=False)
    via: str = "default"


def read(params: Mapping[str, str], labels: Labels, today: date) -> NetworkRequest:
    """Reads the parameters of a network; raises a QuestionError that names the faulty one."""
    refuse_unknown(params, PARAMETERS, "network")
    plain: dict[str, Any] = {}
    found: dict[str, tuple[str, ...]] = {}
    for parameter in PARAMETERS.values():
        text = params.get(parameter.name, "").strip()
        found[parameter.name] = _values(parameter, text or parameter.default, labels, today)
        if text or parameter.default:
            values = found[parameter.name]
            slugs = [local_name(value) for value in values]
            plain[parameter.name] = slugs if parameter.several else slugs[0]
    kind = found["kind"][0]
    roles = tuple(local_name(role) for role in found["role"])
    _agree(kind, roles, params)
    day = found["asOf"][0]
    return NetworkRequest(
        kind=kind,
        actors=found["actor"],
        depth=int(found["depth"][0]),
        actor_kinds=found["actorKind"],
        regions=found["region"],
        themes=found["theme"],
        roles=roles or _DEFAULT_ROLES[kind],
        hub=found["hub"][0],
        when=When(None if day == ANY_DAY else day, today.isoformat(), found["certainty"][0]),
        least_weight=int(found["minWeight"][0]),
        lang=language(params.get("lang", "")),
        rows=int(found["limit"][0]),
        parameters=plain,
        via=found["via"][0],
    )


def refuse_unknown(given: Collection[str], parameters: Collection[str], what: str) -> None:
    """Raises ParameterError for a given name that is not a parameter of `what`."""
    for name in given:
        if name not in parameters and name != "lang":
            raise ParameterError(
                name,
                f"A {what} has no such parameter.",
                f"It takes: {', '.join(parameters)}; and lang, format.",
            )


def language(text: str) -> str:
    """The language tag for labels; the default is English."""
    lang = text.strip().lower() or "en"
    if not _LANGUAGE.fullmatch(lang):
        raise ParameterError(
            "lang", "`lang` is the tag of a language.", "Write en, fr, es, ar, pt, ru, zh or de."
        )
    return lang


def _values(parameter: Parameter, text: str | None, labels: Labels, today: date) -> tuple[str, ...]:
    """The values of a parameter as text: IRIs, ISO days, digits or choices."""
    if text is None:
        return ()
    if parameter.name == "asOf" and text.casefold() == ANY_DAY:
        return (ANY_DAY,)
    if parameter.type != "text" or not parameter.several:
        return tuple(term.value for term in types.parse(parameter, text, labels, today).terms)
    one = replace(parameter, several=False)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > types.MOST:
        raise ParameterError(
            parameter.name,
            f"`{parameter.name}` has {len(parts)} values.",
            f"Give at most {types.MOST}.",
        )
    values = [str(types.parse(one, part, labels, today).plain[0]) for part in parts]
    if parameter.name == "region":
        values = [_region(parameter, text, labels) for text in values]
    return tuple(dict.fromkeys(values))


def _region(parameter: Parameter, text: str, labels: Labels) -> str:
    try:
        return resolve(labels, text, ("region",), "region").iri
    except UnknownActor as error:
        raise UnknownActor(text, error.what, error.near, parameter.name) from None
    except AmbiguousActor as error:
        raise AmbiguousActor(text, error.what, error.candidates, parameter.name) from None


def _agree(kind: str, roles: tuple[str, ...], params: Mapping[str, str]) -> None:
    """Refuses contradictory parameters."""
    only = _ONLY_ROLES.get(kind)
    strangers = [role for role in roles if only is not None and role not in only]
    if only is not None and strangers:
        raise ParameterError(
            "role",
            f"A {kind} network has no ties in the role {strangers[0]}.",
            f"Take one of {', '.join(only)}, or another kind of network.",
        )
    if kind == "partnership" and params.get("hub", "").strip():
        raise ParameterError(
            "hub", "A partnership network joins partners without a hub.", "Leave `hub` out."
        )
    if params.get("depth", "").strip() and not params.get("actor", "").strip():
        raise ParameterError(
            "depth", "`depth` says how far to go from an actor.", "Name an `actor` too."
        )
