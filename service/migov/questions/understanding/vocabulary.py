"""Words that are not in labels of the graph: `queries/words/*.yaml`.

`names.yaml` has the places and the words that say what kind of thing a name is of (its further
names of things come with `Labels`); `vocabulary.yaml` the words for roles and choices, events,
negations and courtesies. docs/questions.md describes both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from migov import stored_queries
from migov.questions.understanding.text import key, tokens

Words = tuple[str, ...]


class Filler(NamedTuple):
    """A role or choice with its words; `sort` is "role" or "choice"."""

    sort: str
    value: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The files of `queries/words`, normalized with `text.key`."""

    heads: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    places: Mapping[str, Sequence[str]]
    endings: Mapping[str, Sequence[str]]
    fillers: Mapping[Words, tuple[Filler, ...]]
    spoken: Mapping[Filler, Mapping[str, Sequence[str]]]
    events: Mapping[Words, str]
    without: frozenset[Words]
    #: Words before two names of which the second is excluded: "difference between A and B".
    differences: frozenset[Words]
    interrogatives: frozenset[str]
    conjunctions: frozenset[str]
    courtesies: Mapping[str, Sequence[str]]
    #: The normalized courtesies of all languages, and events without an agreed day.
    polite: frozenset[Words]
    undated: frozenset[Words]
    #: What a question for causes, or one for the future, begins with.
    causes: frozenset[Words]
    future: frozenset[Words]
    #: Choices whose words only count beside a name of a kind.
    beside: Mapping[str, str]
    #: Anaphora: words such as "it" for something named before.
    unnamed: frozenset[Words]
    #: The kinds of things that a question's parameter is usually filled with, by both names.
    kinds: Mapping[str, tuple[str, ...]]
    #: The kinds of things that it is hardly ever filled with.
    unlikely: Mapping[str, frozenset[str]]
    #: Choices with the general words beside which they are examples of what is asked.
    general: Sequence[tuple[frozenset[str], frozenset[str]]]

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Reads the two files of `folder`; raises OSError or KeyError if they are incomplete."""
        names = _read(folder / "names.yaml")
        words = _read(folder / "vocabulary.yaml")
        spoken = {
            Filler(sort, str(value)): {lang: tuple(texts) for lang, texts in by_language.items()}
            for sort, member in (("role", "roles"), ("choice", "choices"))
            for value, by_language in words[member].items()
        }
        fillers: dict[Words, tuple[Filler, ...]] = {}
        for filler, by_language in spoken.items():
            for text in (text for texts in by_language.values() for text in texts):
                at = sequence(text)
                fillers[at] = tuple(dict.fromkeys((*fillers.get(at, ()), filler)))
        return cls(
            heads={kind: frozenset(map(key, texts)) for kind, texts in names["heads"].items()},
            generic=frozenset(map(key, names["generic"])),
            places=names["places"],
            endings=names["endings"],
            fillers=fillers,
            spoken=spoken,
            events={
                sequence(text): str(day) for day, texts in words["events"].items() for text in texts
            },
            without=frozenset(map(sequence, words["without"])),
            differences=frozenset(map(sequence, words["differences"])),
            interrogatives=frozenset(map(key, words["interrogatives"])),
            conjunctions=frozenset(map(key, words["and"])),
            courtesies=words["courtesies"],
            polite=frozenset(
                sequence(text) for texts in words["courtesies"].values() for text in texts
            ),
            undated=frozenset(map(sequence, words["undated"])),
            causes=frozenset(map(sequence, words["causes"])),
            future=frozenset(map(sequence, words["future"])),
            beside=words["beside"],
            unnamed=frozenset(map(sequence, words["unnamed"])),
            kinds={name: tuple(kinds) for name, kinds in words["kinds"].items()},
            general=tuple(
                (frozenset(each["choices"]), frozenset(map(key, each["words"])))
                for each in words["general"]
            ),
            unlikely={name: frozenset(kinds) for name, kinds in words["unlikely"].items()},
        )

    @property
    def words(self) -> Iterable[str]:
        """All words of the fillers, negations and events."""
        for phrase in (*self.fillers, *self.events, *self.without):
            yield from phrase


def sequence(text: str) -> Words:
    """The normalized words of `text`."""
    return tuple(token.word for token in tokens(text))


def _read(path: Path) -> dict[str, Any]:
    content = stored_queries.load_yaml(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise KeyError(f"{path.name} is no mapping.")
    return content
