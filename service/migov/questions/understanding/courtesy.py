"""What people say around a question, and what asks nothing: "please", "tell me", "list all"."""

from __future__ import annotations

from collections.abc import Sequence

from migov.questions.understanding.text import Word, words

_BEFORE = (
    "please", "can you tell me", "could you tell me", "can you show me", "could you show me",
    "tell me", "show me", "show", "list", "give me", "find", "name", "do you know",
    "i want to know", "i would like to know", "i'd like to know", "all", "all of",
    "hi", "hello",
    "s'il vous plaît", "dis-moi", "dites-moi", "montre-moi", "montrez-moi", "donne-moi",
    "donnez-moi", "tous", "toutes", "quels sont", "quel est", "qui sont", "qui est",
    "por favor", "dime", "dígame", "muéstrame", "muestra", "lista", "enumera", "todos", "todas",
    "cuáles son", "cuál es", "quién es", "quiénes son",
    "who are", "what are", "which are",
)  # fmt: skip
_AFTER = ("please", "s'il vous plaît", "por favor", "thanks", "thank you", "merci", "gracias")

_LEADING = tuple(tuple(word.word for word in words(each)) for each in _BEFORE)
_TRAILING = tuple(tuple(word.word for word in words(each)) for each in _AFTER)


def openings(run: Sequence[Word]) -> list[tuple[Word, ...]]:
    """`run` as it is, and with one courtesy after the other taken off."""
    found = [tuple(run)]
    for form in found:
        for said in _LEADING:
            if _words(form[: len(said)]) == said and len(form) > len(said):
                _add(found, form[len(said) :])
        for said in _TRAILING:
            if _words(form[-len(said) :]) == said and len(form) > len(said):
                _add(found, form[: -len(said)])
    return found


def _words(run: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.word for word in run)


def _add(found: list[tuple[Word, ...]], form: tuple[Word, ...]) -> None:
    if form not in found:
        found.append(form)
