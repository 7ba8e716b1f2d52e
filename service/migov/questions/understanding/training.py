"""Training examples made of phrasings: gaps filled with masks, and varied as people write.

Every tenth phrasing, chosen by the digest of its text, is held out of fitting; `heldout` gives it.
"""

from __future__ import annotations

import hashlib
import logging
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from migov import settings, stored_queries
from migov.questions.catalogue import Catalogue, Question
from migov.questions.header import RESOURCE_TYPES, Parameter
from migov.questions.phrasings import GAP, LANGUAGES, Phrasing, parse
from migov.questions.understanding.features import MASK
from migov.questions.understanding.model import Frame, Model, fit
from migov.questions.understanding.text import composed, tokens
from migov.questions.understanding.vocabulary import Filler, Vocabulary
from migov.vocabulary import iri

OUTSIDE = Frame("")
OUT_OF_SCOPE = "out-of-scope.yaml"
#: One of so many phrasings is held out.
HELD_OUT = 10
#: Number of training examples per phrasing.
RENDERINGS = 2
_AND = {"en": "and", "fr": "et", "es": "y", "pt": "e", "ar": "و"}
#: Roles that may be named in a question; others have questions of their own.
_ROLES = ("observer", "funder", "co-chair", "incoming-chair")
#: The fillers of gaps in out-of-scope phrasings.
_KINDS = {
    name: Parameter(name, name, name)
    for name in ("state", "mechanism", "organization", "instrument", "theme", "region", "role")
} | {
    "actor": Parameter("actor", "actor", "", example="khartoum-process"),
    "city": Parameter("city", "text", ""),
    "date": Parameter("date", "date", ""),
}  # fmt: skip
_ALSO = {
    "mechanism": ("mechanism", "mechanism", "mechanism", "mechanism", "organization"),
    "state": ("state", "state", "state", "state", "organization"),
    "organization": ("organization", "organization", "organization", "mechanism", "state"),
}
log = logging.getLogger(__name__)


def held_out(phrasing: Phrasing) -> bool:
    """Whether a phrasing is held out for measuring."""
    digest = hashlib.sha256(f"held out {phrasing.text}".encode()).digest()
    return digest[0] % HELD_OUT == 0


def out_of_scope(folder: Path) -> tuple[Phrasing, ...]:
    """The out-of-scope phrasings."""
    raw = stored_queries.load_yaml((folder / OUT_OF_SCOPE).read_text(encoding="utf-8"))
    return tuple(each for language in raw for each in parse(raw[language], _KINDS, language))


def frame_of(question: str, phrasing: Phrasing) -> Frame:
    """The frame of a phrasing of a question."""
    return Frame(question, tuple(sorted(phrasing.settings.items())))


def train(catalogue: Catalogue, vocabulary: Vocabulary, folder: Path) -> Model:
    """Fits the model to the catalogue's phrasings and the out-of-scope ones in `folder`."""
    examples: list[tuple[list[str], Frame]] = []
    words: set[str] = set(vocabulary.words)
    for texts in vocabulary.courtesies.values():
        words.update(token.word for text in texts for token in tokens(composed(text)))
    for question in catalogue:
        for phrasing in question.header.phrasings:
            words.update(plain(phrasing))
            if not held_out(phrasing):
                frame = frame_of(question.name, phrasing)
                for sentence in renderings(phrasing, question, vocabulary):
                    examples.append((sentence, frame))
    for phrasing in out_of_scope(folder):
        words.update(plain(phrasing))
        if not held_out(phrasing):
            for sentence in renderings(phrasing, None, vocabulary):
                examples.append((sentence, OUTSIDE))
    spoken = {
        each.text: plain(each) for question in catalogue for each in question.header.phrasings
    }
    return fit(examples, frozenset(words), spoken)


def plain(phrasing: Phrasing) -> tuple[str, ...]:
    """The words of a phrasing, without its gaps."""
    found = _plain.get(phrasing.text)
    if found is None:
        found = tuple(token.word for token in tokens(composed(GAP.sub(" ", phrasing.text))))
        _plain[phrasing.text] = found
    return found


#: The words of phrasings by their texts. A kept model brings them, for to find them takes longer
#: than to read the model.
_plain: dict[str, tuple[str, ...]] = {}


def renderings(
    phrasing: Phrasing, question: Question | None, vocabulary: Vocabulary
) -> Iterator[list[str]]:
    """A phrasing as masked sentences: unchanged, and with variations."""
    generator = random.Random(phrasing.text)  # noqa: S311 - the same for the same text
    yield _masked(phrasing, question, vocabulary, generator)
    for _ in range(RENDERINGS - 1):
        sentence = _masked(phrasing, question, vocabulary, generator)
        if question is not None and generator.random() < _dated(phrasing, question):
            sentence.insert(0 if generator.random() < 0.15 else len(sentence), f"{MASK}date")
        if generator.random() < 0.5:
            sentence = _surrounded(sentence, phrasing.language or "en", vocabulary, generator)
        if generator.random() < 0.4:
            sentence = _misspelt(sentence, generator)
        yield sentence


def _dated(phrasing: Phrasing, question: Question) -> float:
    """The share of examples with an added date."""
    dates = {name for name, each in question.params.items() if each.type == "date"} - {"today"}
    gaps = {*GAP.findall(phrasing.text), *phrasing.settings}
    return 0.4 if dates and not dates & gaps else 0.0


def _masked(
    phrasing: Phrasing,
    question: Question | None,
    vocabulary: Vocabulary,
    generator: random.Random,
) -> list[str]:
    params = {**(question.params if question is not None else _KINDS)}
    sentence: list[str] = []
    pieces = GAP.split(phrasing.text)
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            sentence += [token.word for token in tokens(composed(piece))]
        else:
            language = phrasing.language or "en"
            if piece in params:
                kinds = usual_kinds(question, params[piece], vocabulary)
                sentence += _filled(params[piece], kinds, language, vocabulary, generator)
    return sentence


def _filled(
    parameter: Parameter,
    kinds: Sequence[str],
    language: str,
    vocabulary: Vocabulary,
    generator: random.Random,
) -> list[str]:
    """The fillers of a gap: masks of names, or words of a role or choice."""
    if parameter.type == "role":
        wanted = (parameter.default or "").split(", ") if parameter.several else _ROLES
        options = [f for f in vocabulary.spoken if f.sort == "role" and f.value in wanted]
        return _spoken(options, language, vocabulary, generator)
    if parameter.type in RESOURCE_TYPES:
        mask = f"{MASK}{generator.choice(kinds)}"
        if not parameter.several:
            return [mask]
        and_ = _AND[language]
        return [mask, and_, mask] if generator.random() < 0.8 else [mask, mask, and_, mask]
    if parameter.type == "date":
        return [f"{MASK}date"]
    if parameter.choices:
        options = [
            f for f in vocabulary.spoken if f.sort == "choice" and f.value in parameter.choices
        ]
        return _spoken(options, language, vocabulary, generator)
    return [f"{MASK}city"] if parameter.type == "text" else ["5"]


def _spoken(
    options: Sequence[Filler], language: str, vocabulary: Vocabulary, generator: random.Random
) -> list[str]:
    if not options:
        return []
    by_language = vocabulary.spoken[generator.choice(options)]
    text = generator.choice(by_language.get(language) or by_language["en"])
    return [token.word for token in tokens(composed(text))]


def usual_kinds(
    question: Question | None, parameter: Parameter, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The kinds of a parameter, frequent ones repeated."""
    if parameter.type not in RESOURCE_TYPES:
        return ()
    if question is not None and (name := f"{question.name}.{parameter.name}") in vocabulary.kinds:
        return vocabulary.kinds[name]
    usual = usual_kind(parameter)
    return _ALSO.get(usual, (usual,))


def usual_kind(parameter: Parameter) -> str:
    """The most frequent kind of a parameter: that of its example."""
    kinds = RESOURCE_TYPES[parameter.type]
    example = (parameter.example or "").split(",")[0].strip()
    if len(kinds) == 1 or not example:
        return kinds[0]
    if example.isupper() and "state" in kinds:
        return "state"
    if "organization" in kinds and example in ("iom", "igad", "au", "eu"):
        return "organization"
    return "organization" if example.isalpha() and len(example) < 7 else kinds[0]


def _surrounded(
    sentence: list[str], language: str, vocabulary: Vocabulary, generator: random.Random
) -> list[str]:
    text = generator.choice(vocabulary.courtesies[language])
    courtesy = [token.word for token in tokens(composed(text))]
    return sentence + courtesy if generator.random() < 0.15 else courtesy + sentence


def _misspelt(sentence: list[str], generator: random.Random) -> list[str]:
    """A sentence with one typing error, or without one of its short words."""
    places = [at for at, word in enumerate(sentence) if not word.startswith(MASK)]
    if not places:
        return sentence
    at = generator.choice(places)
    word = sentence[at]
    if len(word) < 4:
        return sentence[:at] + sentence[at + 1 :] if len(sentence) > 2 else sentence
    cut = generator.randrange(1, len(word) - 1)
    changed = generator.choice(
        (
            word[:cut] + word[cut + 1 :],
            word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
            word[:cut] + word[cut] + word[cut:],
        )
    )
    return [*sentence[:at], changed, *sentence[at + 1 :]]


@lru_cache(maxsize=2)
def model(catalogue: Catalogue, folder: Path) -> tuple[Model, Vocabulary]:
    """The model and vocabulary of a catalogue, fitted once and cached on disk.

    `folder` is the one that holds `words` and `phrasings`.
    """
    vocabulary = Vocabulary.load(folder / "words")
    path = settings.fitted() / f"words-{_digest(catalogue, folder)}.npz"
    try:
        kept = Model.load(path)
        _plain.update(kept.phrasings)
        return kept, vocabulary
    except (OSError, KeyError, ValueError):
        pass
    fitted = train(catalogue, vocabulary, folder / "phrasings")
    try:
        fitted.save(path)
    except OSError as error:
        log.warning("The model of questions in words cannot be kept: %s", error)
    return fitted, vocabulary


def _digest(catalogue: Catalogue, folder: Path) -> str:
    """A digest of everything the weights depend on: phrasings, vocabulary and code."""
    digest = hashlib.sha256()
    for question in catalogue:
        digest.update(f"{question.name} {question.params}\n".encode())
        for phrasing in question.header.phrasings:
            digest.update(f"{phrasing.language} {phrasing.text} {phrasing.settings}\n".encode())
    files = [folder / "words" / "vocabulary.yaml", folder / "phrasings" / OUT_OF_SCOPE]
    here = Path(__file__).parent
    for path in (
        *files,
        *(here / f"{each}.py" for each in ("features", "model", "text", "training")),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


__all__ = [
    "LANGUAGES",
    "OUTSIDE",
    "frame_of",
    "held_out",
    "iri",
    "model",
    "train",
    "usual_kind",
    "usual_kinds",
]
