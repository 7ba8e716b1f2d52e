"""Former names in a request: "Swaziland" for Eswatini."""

from __future__ import annotations

from collections.abc import Mapping

from migov.questions.header import RESOURCE_TYPES
from migov.questions.labels import Entry, Labels
from migov.questions.names import folded
from migov.questions.preparation import Prepared


def is_former(entry: Entry, text: str) -> bool:
    """Whether `text` is a name of which a note says when it went out of use, and no label."""
    words = folded(text)
    noted = any(folded(name) == words for name in entry.history)
    return noted and all(folded(label) != words for label in entry.preferred.values())


def former_names(
    prepared: Prepared, params: Mapping[str, str], labels: Labels
) -> list[tuple[str, str]]:
    """The former names in a caller's parameters, each with the IRI of what bore it."""
    former: list[tuple[str, str]] = []
    for name, value in prepared.values.items():
        if prepared.question.params[name].type not in RESOURCE_TYPES:
            continue
        entries = [entry for term in value.terms if (entry := labels.entry(term.value)) is not None]
        for text in params.get(name, "").split(","):
            former += [(text.strip(), e.iri) for e in entries if is_former(e, text)]
    return former
