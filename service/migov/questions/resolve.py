"""Resolves names, codes, slugs and IRIs to things.

A slug, an IRI or `kind:slug` is always exact, and so is a state's number: `250` in ISO 3166-1 and
UN M49 (with or without leading zeros), `cow:220` and `gw:220`. A code, label, abbreviation or
demonym ("Ethiopian"), in any language, is exact only if no other thing of the requested kinds has
the same name; a state's alpha-3 code takes precedence over an equal abbreviation. A word of two
states' names ("Congo", "Korea") is ambiguous even if it is the whole short name of one. A text that
matches no name as written may match in another word order: "Korea, Republic of".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from migov.questions.errors import AmbiguousActor, Candidate, UnknownActor
from migov.questions.labels import Entry, Labels, Spelling
from migov.questions.names import DIGITS, articleless, folded, holds
from migov.vocabulary import BASE, KINDS, iri

#: Maximum number of candidates of an ambiguous name, and of similar names.
CANDIDATES = 15
NEAR = 5
#: Length of an ISO 3166-1 alpha-3 code.
ALPHA_3 = 3
#: A number of a state, as written in tables and spreadsheets: 4, 004, 250.0, cow:220.
_NUMBER = re.compile(r"(?:(iso|m49|cow|gw)[: ]\s*)?([0-9]{1,3})(?:\.0+)?", re.IGNORECASE)
#: Number of names that are examined closely, and their minimal similarity in percent.
LOOKED_AT = 80
NEAR_ENOUGH = 55


def resolve(
    labels: Labels, text: str, kinds: Sequence[str], what: str = "actor", *, whole: bool = False
) -> Entry:
    """The only entry of `kinds` that `text` means.

    `what` is the word for it in messages. `whole` means that `text` is a complete name, as in a
    table, which may be the whole name of one thing and a word of another's: "Guinea". Raises
    UnknownActor with similar names, or AmbiguousActor with the candidates.
    """
    text = text.strip()
    bearers = meant(labels, text, kinds, whole=whole)
    if len(bearers) == 1:
        return bearers[0]
    if bearers and len(bearers) <= CANDIDATES:
        raise AmbiguousActor(text, what, [entry.candidate() for entry in bearers])
    raise UnknownActor(text, what, near(labels, text, kinds))


def meant(labels: Labels, text: str, kinds: Sequence[str], *, whole: bool = False) -> list[Entry]:
    """All entries of `kinds` that `text` may mean; empty if none has that name."""
    exact = _exact(labels, text, kinds)
    if exact is not None:
        return [exact]
    words = folded(text)
    if not words:
        return []
    if "state" in kinds and (number := as_number(text)) is not None:
        return labels.numbered(*number)
    bearers = [entry for entry in labels.named(words) if entry.kind in kinds]
    settled = [entry for entry in labels.meanings(words) if entry.kind in kinds]
    if settled:
        return settled
    bearers = _with_code(bearers, words)
    if "state" in kinds and not (whole and any(_named_so(entry, words) for entry in bearers)):
        bearers = with_namesakes(labels, words, bearers)
    if not bearers:
        bearers = [entry for entry in labels.rearranged(text) if entry.kind in kinds]
    return bearers


def as_number(text: str) -> tuple[str, int] | None:
    """The list ("m49", "cow" or "gw") and the number in `text`; None if it is not a number.

    A number without prefix is ISO 3166-1 numeric, which equals UN M49.
    """
    number = _NUMBER.fullmatch(text.strip().translate(DIGITS))
    if number is None:
        return None
    system = (number[1] or "m49").casefold()
    return ("m49" if system == "iso" else system), int(number[2])


def _with_code(bearers: list[Entry], words: str) -> list[Entry]:
    """The state with the alpha-3 code `words`, else `bearers`, of states the one with the alpha-2
    code.

    "FRA" is France, though an agency abbreviates its name so; "RU" is Russia, though Spanish
    abbreviates the United Kingdom's name so.
    """
    codes = [
        entry
        for entry in bearers
        if any(how == "code" and folded(text) == words for text, how in entry.own_names)
    ]
    if len(codes) != 1:
        return bearers
    if len(words) == ALPHA_3:
        return codes
    return [entry for entry in bearers if entry.kind != "state" or entry is codes[0]]


def _named_so(entry: Entry, words: str) -> bool:
    """Whether an entry has a name, other than a demonym, spelled `words`."""
    return any(how != "demonym" and folded(text) == words for text, how in entry.own_names)


def near(
    labels: Labels, text: str, kinds: Sequence[str], limit: int = NEAR, *, lang: str = "en"
) -> list[Candidate]:
    """The things with names most similar to `text`, best first; ties in the order of `kinds`."""
    similar = nearest(labels, text, kinds, limit)
    return [each.entry.candidate(lang) for each in similar]


class Near(NamedTuple):
    """A thing with a similar name: the name, its type, and the similarity in percent."""

    entry: Entry
    name: str
    by: str
    likeness: float


def nearest(labels: Labels, text: str, kinds: Sequence[str], limit: int = NEAR) -> list[Near]:
    """The things with names most similar to `text`, with those names, best first."""
    words = folded(text)[:100]
    if not words:
        return []
    alike: list[tuple[float, str, Spelling]] = []
    for kind in kinds:
        names, owners = labels.spellings(kind)
        for name, score, index in process.extract(
            words, names, scorer=fuzz.WRatio, limit=LOOKED_AT, score_cutoff=NEAR_ENOUGH
        ):
            alike.append((score, name, owners[index]))
    best: dict[str, Near] = {}
    for score, name, owner in sorted(alike, key=lambda hit: -hit[0])[:LOOKED_AT]:
        likeness = (score + fuzz.token_set_ratio(words, name) + _best_word(words, name)) / 3
        held = best.get(owner.entry.iri)
        if likeness >= NEAR_ENOUGH and (held is None or likeness > held.likeness):
            best[owner.entry.iri] = Near(owner.entry, owner.text, owner.how, likeness)
    return sorted(
        best.values(),
        key=lambda near: (-near.likeness, kinds.index(near.entry.kind), near.entry.iri),
    )[:limit]


def _best_word(words: str, name: str) -> float:
    """The similarity of `words` to the name, or to one long word of it, in percent."""
    parts = (0.95 * fuzz.ratio(words, part) for part in name.split() if len(part) > 3)
    return max(fuzz.ratio(words, name), *parts, 0.0)


def _exact(labels: Labels, text: str, kinds: Sequence[str]) -> Entry | None:
    """The entry of an IRI, a `kind:slug` or a slug."""
    if text.startswith(BASE):
        entry = labels.entry(text)
        return entry if entry is not None and entry.kind in kinds else None
    kind, colon, slug = text.partition(":")
    if colon and kind in KINDS and kind in kinds:
        return labels.entry(iri(kind, slug))
    for kind in kinds:
        # A state's slug is its code, and a code can be another actor's abbreviation.
        entry = labels.entry(iri(kind, text)) if kind != "state" else None
        if entry is not None:
            return entry
    return None


def exact_name(labels: Labels, entry: Entry) -> str:
    """The unambiguous reference of `entry`: its slug, with its kind if the slug is not unique."""
    alone = len(labels.named(folded(entry.slug))) < 2
    return entry.slug if alone or entry.kind != "state" else f"{entry.kind}:{entry.slug}"


def with_namesakes(labels: Labels, words: str, bearers: list[Entry]) -> list[Entry]:
    """`bearers`, and the states whose label or demonym contains `words`.

    For an ambiguous name, exactly the states that it may mean.
    """
    settled = [entry for entry in labels.meanings(words) if entry.kind == "state"]
    if settled:
        return settled
    if any(
        how == "code" for entry in bearers for text, how in entry.names if folded(text) == words
    ):
        return bearers
    owners = [entry for entry in bearers if entry.kind == "state"]
    own = {entry.iri: entry for entry in bearers}
    others = {entry.iri: entry for entry in labels.states_with(words) if entry.iri not in own}
    if len(owners) == 1:
        others = {k: other for k, other in others.items() if _share(owners[0], other, words)}
    elif not owners and len(others) == 1:
        return bearers
    return [*own.values(), *others.values()]


def _share(owner: Entry, other: Entry, words: str) -> bool:
    """Whether the second state has the first's name in several languages, if both have several.

    "Ireland" occurs in the long name of the United Kingdom in most languages, but that state has a
    usual name without it: a language counts only if every name in use contains the words.
    """
    common = owner.preferred.keys() & other.preferred.keys()
    words = articleless(words)
    held = 0
    for lang in common:
        own = articleless(folded(owner.preferred[lang]))
        every = (other.preferred[lang], *other.others.get(lang, ()))
        names = [articleless(folded(text)) for text in every]
        held += all(holds(name, words) or holds(name, own) for name in names)
    return held >= min(2, len(common))
