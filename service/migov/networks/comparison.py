"""Compares mechanisms or organizations: their members and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from migov.networks.joint import Joint
from migov.networks.parameters import ANY_DAY, SHARED, language, refuse_unknown
from migov.networks.ties import Membership, ReleaseTies, Tie, When
from migov.questions import types
from migov.questions.errors import AmbiguousActor, ParameterError, UnknownActor
from migov.questions.header import Parameter
from migov.questions.labels import Labels
from migov.questions.messages import marked
from migov.questions.resolve import resolve

#: The kinds that can be compared, and the number of them.
COMPARED = ("mechanism", "organization")
FEWEST, MOST = 2, 4
#: Roles whose holders are listed together.
_PARTNERS = ("partner", "observer")
_SECRETARIATS = ("secretariat", "technical-support", "host")
_SUPPORT = ("technical-support", "funder")

PARAMETERS: dict[str, Parameter] = {
    p.name: p
    for p in (
        Parameter(
            "actors",
            "actor",
            marked("Two to four mechanisms or organizations, separated by commas."),
            required=True,
            several=True,
            example="khartoum-process,rabat-process",
        ),
        Parameter(
            "role",
            "role",
            marked("The roles that count as membership."),
            several=True,
            default="member",
        ),
        Parameter(
            "asOf",
            "date",
            marked(
                "The day for which the comparison holds; a year or month means its last day; any "
                "counts all that ever held."
            ),
            default="today",
            example="2022-06-01",
        ),
        *SHARED,
    )
}


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """A comparison request: actors by IRI, `roles` as slugs."""

    actors: tuple[str, ...]
    roles: tuple[str, ...]
    when: When
    lang: str
    via: str = "default"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two compared actors: the members of both, and of only one."""

    one: str
    other: str
    shared: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]

    @property
    def jaccard(self) -> float | None:
        """Jaccard's index: shared members over all members; None without members."""
        whole = len(self.shared) + len(self.only_one) + len(self.only_other)
        return round(len(self.shared) / whole, 6) if whole else None


#: The ties by IRI of an actor, then by IRI of a compared actor.
Ties = dict[str, dict[str, list[Tie]]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of a comparison.

    `members` holds the members of any of them; `partners`, `secretariats` and `support` only actors
    with such a tie to at least two; `partnerships` those between any of the compared.
    """

    wanted: ComparisonRequest
    members: Ties
    partners: Ties
    secretariats: Ties
    support: Ties
    partnerships: tuple[tuple[tuple[str, ...], Tie], ...]
    joint: tuple[Joint, ...]

    def of(self, actor: str) -> tuple[str, ...]:
        """The members of one compared actor."""
        return tuple(member for member, ties in self.members.items() if actor in ties)

    @property
    def shared(self) -> tuple[str, ...]:
        """The members of all compared actors."""
        every = len(self.wanted.actors)
        return tuple(member for member, ties in self.members.items() if len(ties) == every)

    @property
    def pairs(self) -> list[Pair]:
        """All pairs of compared actors."""
        result = []
        for one, other in combinations(self.wanted.actors, 2):
            left, right = self.of(one), self.of(other)
            result.append(
                Pair(
                    one,
                    other,
                    tuple(member for member in left if member in right),
                    tuple(member for member in left if member not in right),
                    tuple(member for member in right if member not in left),
                )
            )
        return result

    @property
    def combinations(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Members by the exact set they belong to: (set, members), the largest group first."""
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for member, ties in self.members.items():
            groups[tuple(actor for actor in self.wanted.actors if actor in ties)].append(member)
        sets = [(places, tuple(some)) for places, some in groups.items()]
        return sorted(sets, key=lambda group: (-len(group[1]), -len(group[0]), group[0]))

    @property
    def jaccard(self) -> float | None:
        """Jaccard's index over all: members of all over members of any."""
        return round(len(self.shared) / len(self.members), 6) if self.members else None


def read(params: Mapping[str, str], labels: Labels, today: date) -> ComparisonRequest:
    """Reads the parameters of a comparison; raises a QuestionError that names the faulty one."""
    refuse_unknown(params, PARAMETERS, "comparison")
    texts = {p.name: params.get(p.name, "").strip() or p.default for p in PARAMETERS.values()}
    day = texts["asOf"] or "today"
    roles = types.parse(PARAMETERS["role"], texts["role"] or "member", labels, today)
    return ComparisonRequest(
        actors=_compared(texts["actors"] or "", labels, today),
        roles=tuple(str(slug) for slug in roles.plain),
        when=When(
            None if day.casefold() == ANY_DAY else _parsed("asOf", day, labels, today),
            today.isoformat(),
            _parsed("certainty", texts["certainty"] or "", labels, today),
        ),
        lang=language(params.get("lang", "")),
        via=_parsed("via", texts["via"] or "", labels, today),
    )


def _parsed(name: str, text: str, labels: Labels, today: date) -> str:
    return types.parse(PARAMETERS[name], text, labels, today).terms[0].value


def _compared(text: str, labels: Labels, today: date) -> tuple[str, ...]:
    # A text that cannot be a name (too long, unreadable) is refused before the lookup.
    types.parse(Parameter("actors", "text", ""), text, labels, today)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    # The number is checked before any lookup.
    actors = tuple(parts)
    if len(parts) <= MOST:
        actors = tuple(dict.fromkeys(_one(part, labels) for part in parts))
    if not FEWEST <= len(actors) <= MOST:
        raise ParameterError(
            "actors",
            f"A comparison takes two to four different mechanisms, and here are {len(actors)}.",
            "Write for example actors=khartoum-process,rabat-process.",
        )
    return actors


def _one(text: str, labels: Labels) -> str:
    try:
        return resolve(labels, text, COMPARED, "mechanism or organization").iri
    except AmbiguousActor as error:
        raise AmbiguousActor(text, error.what, error.candidates, "actors") from None
    except UnknownActor as error:
        unknown = UnknownActor(text, error.what, error.near, "actors")
    try:
        other = resolve(labels, text, ("state", "body"), "actor")
    except (UnknownActor, AmbiguousActor):
        raise unknown from None
    raise ParameterError(
        "actors",
        f"{other.label()} is a {other.kind}, which nobody is a member of.",
        "Compare mechanisms or organizations; for two states ask the question `cooperation`.",
    )


def compare(
    release_ties: ReleaseTies,
    labels: Labels,
    wanted: ComparisonRequest,
    joint: Sequence[Joint] = (),
) -> Comparison:
    """The comparison; `joint` are the things that the actors share."""
    held = [
        fact
        for fact in release_ties.memberships
        if fact.hub in wanted.actors and wanted.when.holds(fact.spell)
    ]
    # Who is in a working group is a member of that group, not of the mechanism.
    seated = [
        fact
        for fact in held
        if fact.role in wanted.roles and not (fact.body and fact.role in ("member", "observer"))
    ]
    partnerships = []
    between: list[tuple[str, str, Tie]] = []
    for partnership in release_ties.partnerships:
        if not wanted.when.holds(partnership.spell) or not release_ties.counts(
            partnership, wanted.via
        ):
            continue
        tie = wanted.when.tie(partnership, " ".join(partnership.kinds))
        inside = [partner for partner in partnership.partners if partner in wanted.actors]
        if len(inside) > 1:
            partnerships.append((partnership.partners, tie))
        else:
            others = [p for p in partnership.partners if p not in wanted.actors]
            between += [(other, actor, tie) for other in others for actor in inside]
    return Comparison(
        wanted,
        members=_ordered(_ties(seated, wanted), labels, wanted.lang),
        partners=_common(_ties(held, wanted, _PARTNERS), labels, wanted, between),
        secretariats=_common(_ties(held, wanted, _SECRETARIATS), labels, wanted),
        support=_common(_ties(held, wanted, _SUPPORT), labels, wanted),
        partnerships=tuple(partnerships),
        joint=tuple(joint),
    )


def _ties(
    held: Iterable[Membership], wanted: ComparisonRequest, roles: tuple[str, ...] | None = None
) -> Ties:
    ties: Ties = defaultdict(lambda: defaultdict(list))
    for fact in held:
        if roles is None or fact.role in roles:
            tie = wanted.when.tie(fact, fact.role)
            ties[fact.actor][fact.hub].append(tie)
    return ties


def _common(
    ties: Ties, labels: Labels, wanted: ComparisonRequest, more: Iterable[tuple[str, str, Tie]] = ()
) -> Ties:
    """The ties of actors with ties to at least two of the compared."""
    for actor, hub, tie in more:
        ties[actor][hub].append(tie)
    common = {actor: around for actor, around in ties.items() if len(around) > 1}
    return _ordered(common, labels, wanted.lang)


def _ordered(ties: Ties, labels: Labels, lang: str) -> Ties:
    """Sorted by label."""
    names = {actor: labels.label(actor, lang) for actor in ties}
    return {actor: dict(ties[actor]) for actor in sorted(ties, key=lambda a: (names[a], a))}
