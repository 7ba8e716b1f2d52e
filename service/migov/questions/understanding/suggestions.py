"""What to offer where a sentence is not understood: sentences that would be, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.labels import Entry
from migov.questions.phrasings import GAP
from migov.questions.understanding.names import Names
from migov.questions.understanding.phrases import Filling, Match, Pattern, Sentence
from migov.questions.understanding.text import Word, joined, words
from migov.vocabulary import ACTOR_KINDS, iri

#: At most: sentences offered, names offered for an unknown one, names that a sentence takes up.
OFFERED = 5
NEAR = 3
THINGS = 2
#: What a name that fits is worth beside likeness, of 100, and the likeness that says nothing.
_NAME = 25.0
_UNLIKE = 60.0
#: What a thing of an unusual kind counts beside one of the kind that is asked about.
_UNUSUAL = 0.2


def surest(guesses: Sequence[Match]) -> list[Match]:
    """The guesses that take most of the sentence for fixed words, and least for unknown names."""
    ranked = sorted(guesses, key=_rank)
    return [guess for guess in ranked if _rank(guess) == _rank(ranked[0])]


def doubt(guess: Match, names: Names) -> tuple[str, list[str]]:
    """Why `guess` is no more than that, and the sentences that say what may have been meant."""
    filling = next(each for each in guess.fillings if each.doubtful)
    kinds = RESOURCE_TYPES[filling.parameter.type]
    written = filling.written
    if filling.candidates:
        candidates = filling.candidates
        reason = str(AmbiguousActor(written, filling.parameter.type, candidates))
    else:
        candidates = tuple(names.near(written, kinds)[:NEAR])
        reason = str(UnknownActor(written, filling.parameter.type, candidates))
    entries = [names.labels.entry(candidate.iri) for candidate in candidates]
    inside = [thing for thing, _ in named(written, words(written), names) if thing.kind in kinds]
    offered = []
    for entry in dict.fromkeys(each.iri for each in [*inside, *entries] if each is not None):
        thing = names.labels.entry(entry)
        spelled = names.spelled(thing, kinds) if thing is not None else None
        if spelled is not None:
            offered.append(_said(guess, names, filling, spelled))
    return reason, offered[:OFFERED]


def undated(match: Match, sentence: Sentence) -> list[str]:
    """`match` said again without its date expression, and for the year that it begins with."""
    period = match.period
    start, end = (period.start, period.end) if period else (0, 0)
    said = " ".join(
        sentence.written(index, index + 1)
        for index in range(len(sentence.run))
        if not start <= index < end
    )
    year = int(period.first[:4]) if period else sentence.today.year - 1
    return [f"{said} in {year}", said]


def nearest(sentence: Sentence, known: Sequence[Pattern]) -> Iterator[str]:
    """A sentence of each question, the likeliest questions first.

    Of questions that are as likely, that which is asked in most ways comes first.
    """
    names = sentence.names
    found = named(sentence.text, sentence.run, names)[:THINGS]
    taken = {index for _, span in found for index in span}
    rest = [word for index, word in enumerate(sentence.run) if index not in taken]
    things = [thing for thing, _ in found] or _resembling(rest, names)
    best: dict[str, tuple[float, int, str]] = {}
    for pattern in known:
        filled, used = _filled(pattern, things, names)
        if filled is None:
            continue
        fixed = joined([part for part in pattern.parts if isinstance(part, Word)])
        alike = fuzz.token_sort_ratio(joined(rest), fixed)
        score = (alike if alike >= _UNLIKE else 0.0) + _NAME * used
        held = best.get(pattern.question.name)
        if held is None or score > held[0]:
            ways = len(pattern.question.phrases)
            best[pattern.question.name] = (score, ways, filled)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    return (text for _, (_, _, text) in ranked)


def named(text: str, run: Sequence[Word], names: Names) -> list[tuple[Entry, range]]:
    """The actors and themes that a text names, from its beginning on, and with which words."""
    found = []
    at = 0
    kinds = (*ACTOR_KINDS, "theme", "instrument", "region")
    while at < len(run):
        hits = names.at(text, run, at, kinds, "actor")
        end, entry = next(((e, m.entry) for e, m in hits if m.entry is not None), (at + 1, None))
        if entry is not None:
            found.append((entry, range(at, end)))
        at = end
    return found


def spoken(phrase: str, texts: Mapping[str, str], when: str = "") -> str:
    """`phrase` with its gaps filled, and a date expression after it."""
    return " ".join([GAP.sub(lambda gap: texts[gap[1]], phrase), *([when] if when else [])])


def _rank(guess: Match) -> tuple[int, int]:
    unknown = sum(len(each.written.split()) for each in guess.fillings if each.doubtful)
    return (-guess.pattern.fixed, unknown)


def _said(guess: Match, names: Names, doubtful: Filling, spelled: str) -> str:
    """`guess` with the doubtful name spelled out."""
    texts = {}
    for filling in guess.fillings:
        if filling is doubtful:
            others = [_spelled(names, each, filling.parameter) for each in filling.entries]
            texts[filling.parameter.name] = " and ".join([*others, spelled])
        else:
            texts[filling.parameter.name] = filling.written
    return spoken(guess.pattern.phrase, texts, guess.when)


def _spelled(names: Names, entry: Entry, parameter: Parameter) -> str:
    return names.spelled(entry, RESOURCE_TYPES[parameter.type]) or entry.slug


def _resembling(rest: Sequence[Word], names: Names) -> list[Entry]:
    """Actors whose names hold or resemble a word that is written like a name."""
    found: dict[str, Entry] = {}
    for word in rest[1:] or rest:
        if word.raw[0].isupper() and len(word.raw) > 3:
            for candidate in names.near(word.raw, ACTOR_KINDS)[:1]:
                entry = names.labels.entry(candidate.iri)
                if entry is not None:
                    found.setdefault(entry.iri, entry)
    return list(found.values())[:THINGS]


def _filled(pattern: Pattern, things: Sequence[Entry], names: Names) -> tuple[str | None, float]:
    """The phrase with `things` in its gaps, else the examples, and how many things it took.

    A thing of another kind than the example counts little: few ask for the members of a state.
    """
    left = list(things)
    texts: dict[str, str] = {}
    used = 0.0
    for gap in pattern.gaps:
        kinds = RESOURCE_TYPES.get(gap.type, ())
        fitting = [thing for thing in left if thing.kind in kinds]
        taken = fitting if gap.several else fitting[:1]
        spelled = [text for thing in taken if (text := names.spelled(thing, kinds))]
        if gap.several and len(spelled) == 1 and len(pattern.gaps) == 1:
            spelled = []
        if spelled:
            left = [thing for thing in left if thing not in taken]
            usual = {entry.kind for entry in _examples(gap, names)} or set(kinds)
            used += sum(1 if thing.kind in usual else _UNUSUAL for thing in taken)
            texts[gap.name] = " and ".join(spelled)
        elif gap.example is None:
            return None, 0
        else:
            texts[gap.name] = _example(gap, names)
    if len(set(texts.values())) < len(texts):
        return None, 0
    return spoken(pattern.phrase, texts), used


def _example(gap: Parameter, names: Names) -> str:
    """The example of a gap as a person would say it."""
    said = [_spelled(names, entry, gap) for entry in _examples(gap, names)]
    return " and ".join(said) or gap.example or ""


def _examples(gap: Parameter, names: Names) -> list[Entry]:
    """The things that the example of a gap names by their slugs."""
    slugs = [text.strip() for text in (gap.example or "").split(",")]
    iris = (iri(kind, slug) for slug in slugs for kind in RESOURCE_TYPES.get(gap.type, ()))
    return [entry for each in iris if (entry := names.labels.entry(each)) is not None]
