"""One-line descriptions of things, for search results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from migov.engine import BaseEngine
from migov.engine.solutions import Term
from migov.questions.labels import Labels
from migov.service_queries import service_query
from migov.vocabulary import local_name
from migov.web.tables import Cell

#: Maximum number of characters of a definition in a line.
LONGEST = 160
#: Properties shown for things without a definition: the first known of each group.
_PLACES = ("inRegion", "convenedBy", "unitOf")
_DATES = ("contentDate", "date", "startDate")


class Lines:
    """One-line descriptions by IRI, read once per release."""

    def __init__(self, rows: Iterable[Mapping[str, Term]]) -> None:
        self._stated: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            thing, property = row["thing"], row["property"]
            if isinstance(thing, ox.NamedNode) and isinstance(property, ox.NamedNode):
                self._stated[thing.value][local_name(property.value)].append(row["value"])

    @classmethod
    async def load(cls, engine: BaseEngine) -> Lines:
        """Reads the descriptions of a release with one query."""
        return cls((await engine.select(service_query("what-things-are"))).rows)

    def line(self, iri: str, labels: Labels, language: str) -> Cell:
        """The definition, else convener, place and date; "" if nothing is known."""
        stated = self._stated.get(iri, {})
        definition, lang = _in(stated.get("definition", ()), language)
        if definition:
            whole = len(definition) <= LONGEST
            text = definition if whole else f"{definition[:LONGEST].rpartition(' ')[0]} …"
            return Cell(text, lang=lang)
        parts = [
            ", ".join(sorted({labels.label(iri, language) for iri in _things(values)})[:2])
            for values in (stated.get(name, ()) for name in _PLACES)
        ]
        dates = sorted(
            {v.value for name in _DATES for v in stated.get(name, ()) if isinstance(v, ox.Literal)}
        )
        return Cell(", ".join(part for part in (*parts, *dates[:1]) if part))


def _things(values: Iterable[Term]) -> list[str]:
    return [value.value for value in values if isinstance(value, ox.NamedNode)]


def _in(values: Iterable[Term], language: str) -> tuple[str, str]:
    """The text in a language, else in English, else in any, and its language."""
    texts = {v.language or "": v.value for v in values if isinstance(v, ox.Literal)}
    lang = next((tag for tag in (language, "en", *texts) if texts.get(tag)), "")
    return texts.get(lang, ""), lang
