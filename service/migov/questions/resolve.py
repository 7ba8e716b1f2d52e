"""From what a person calls something to its IRI.

A slug, an IRI or `kind:slug` is always exact. A code, label or abbreviation, in any language, is
exact only where nothing else of the kinds asked for bears the same text, and so is a demonym
("Ethiopian"). A word of two states' names ("Congo", "Korea") is ambiguous even where it is the
whole short name of one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from migov.questions.errors import AmbiguousActor, Candidate, UnknownActor
from migov.questions.labels import Entry, Labels
from migov.questions.names import folded, holds
from migov.vocabulary import BASE, KINDS, iri

#: Candidates and near names shown at most.
SHOWN = 8
NEAR = 5
#: Names that are looked at closely, and how like they must be, in percent.
LOOKED_AT = 80
NEAR_ENOUGH = 55


def resolve(labels: Labels, text: str, kinds: Sequence[str], what: str = "actor") -> Entry:
    """The one entry of `kinds` that `text` means.

    `what` is the word for it in messages. Raises UnknownActor with near names, AmbiguousActor
    with the candidates.
    """
    text = text.strip()
    exact = _exact(labels, text, kinds)
    if exact is not None:
        return exact
    words = folded(text)
    bearers = [entry for entry in labels.named(words) if entry.kind in kinds] if words else []
    if "state" in kinds and words:
        bearers = with_namesakes(labels, words, bearers)
    if len(bearers) == 1:
        return bearers[0]
    if bearers and len(bearers) <= SHOWN:
        raise AmbiguousActor(text, what, [entry.candidate() for entry in bearers])
    raise UnknownActor(text, what, near(labels, text, kinds))


def near(labels: Labels, text: str, kinds: Sequence[str], limit: int = NEAR) -> list[Candidate]:
    """What is called most like `text`, best first; of equals the kind named first."""
    words = folded(text)[:100]
    if not words:
        return []
    alike: list[tuple[float, str, Entry]] = []
    for kind in kinds:
        names, owners = labels.spellings(kind)
        for name, score, index in process.extract(
            words, names, scorer=fuzz.WRatio, limit=LOOKED_AT, score_cutoff=NEAR_ENOUGH
        ):
            alike.append((score, name, owners[index].entry))
    ranked: dict[str, tuple[float, int, str]] = {}
    for score, name, entry in sorted(alike, key=lambda found: -found[0])[:LOOKED_AT]:
        likeness = (score + fuzz.token_set_ratio(words, name) + _best_word(words, name)) / 3
        rank = (-likeness, kinds.index(entry.kind), entry.iri)
        if likeness >= NEAR_ENOUGH:
            ranked[entry.iri] = min(rank, ranked.get(entry.iri, rank))
    found = (labels.entry(iri) for _, _, iri in sorted(ranked.values())[:limit])
    return [entry.candidate() for entry in found if entry is not None]


def _best_word(words: str, name: str) -> float:
    """How like `words` the name is, or one long word of it, in percent."""
    parts = (0.95 * fuzz.ratio(words, part) for part in name.split() if len(part) > 3)
    return max(fuzz.ratio(words, name), *parts, 0.0)


def _exact(labels: Labels, text: str, kinds: Sequence[str]) -> Entry | None:
    """The entry that an IRI, a `kind:slug` or a slug names."""
    if text.startswith(BASE):
        entry = labels.entry(text)
        return entry if entry is not None and entry.kind in kinds else None
    kind, colon, slug = text.partition(":")
    if colon and kind in KINDS and kind in kinds:
        return labels.entry(iri(kind, slug))
    for kind in kinds:
        # A state's slug is its code, and a code can be somebody else's abbreviation.
        entry = labels.entry(iri(kind, text)) if kind != "state" else None
        if entry is not None:
            return entry
    return None


def exact_name(labels: Labels, entry: Entry) -> str:
    """What names `entry` and nothing else: its slug, with its kind where others bear it too."""
    alone = len(labels.named(folded(entry.slug))) < 2
    return entry.slug if alone or entry.kind != "state" else f"{entry.kind}:{entry.slug}"


def with_namesakes(labels: Labels, words: str, bearers: list[Entry]) -> list[Entry]:
    """`bearers` and the states of whose label or demonym `words` are a part."""
    if any(
        how == "code" for entry in bearers for text, how in entry.names if folded(text) == words
    ):
        return bearers
    states = [entry for entry in labels.of_kinds(["state"]) if entry.sovereign]
    owners = [entry for entry in bearers if entry.kind == "state"]
    found = {entry.iri: entry for entry in bearers}
    others: dict[str, Entry] = {}
    for entry in states:
        whole = (text for text, how in entry.names if how in ("label", "demonym"))
        if entry.iri not in found and any(holds(folded(text), words) for text in whole):
            others[entry.iri] = entry
    if len(owners) == 1:
        others = {k: other for k, other in others.items() if _share(owners[0], other, words)}
    elif not owners and len(others) == 1:
        return bearers
    return [*found.values(), *others.values()]


def _share(owner: Entry, other: Entry, words: str) -> bool:
    """Whether the second state bears the first's name in more than one language, if both have more.

    "Ireland" stands in the long name of the United Kingdom in most languages, but that state has
    a usual name without it: a language counts where every name in use holds the words.
    """
    common = owner.preferred.keys() & other.preferred.keys()
    held = 0
    for lang in common:
        own = folded(owner.preferred[lang])
        names = map(folded, (other.preferred[lang], *other.others.get(lang, ())))
        held += all(holds(name, words) or holds(name, own) for name in names)
    return held >= min(2, len(common))
