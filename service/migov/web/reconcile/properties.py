"""The properties for conditions of candidates and for data extension.

Relations such as `memberOf` hold on the release's reference day, like the graph's direct relations;
use a panel or the question `memberships` for other days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from migov.engine.solutions import Term, text
from migov.questions.labels import Entry, Labels
from migov.questions.matching import TYPES, Condition
from migov.questions.names import folded
from migov.questions.resolve import meant
from migov.stored_queries import service_query
from migov.vocabulary import ID, KINDS, name
from migov.web.http.languages import LANGUAGES
from migov.web.service import Service, release_cache

_STATE, _ALL = ("state",), tuple(TYPES)
_ENGLISH = {
    "en": "English", "ar": "Arabic", "de": "German", "es": "Spanish", "fr": "French",
    "pt": "Portuguese", "ru": "Russian", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its id, name and meaning, and the types that have it.

    `values` is the type of its values, "" for texts; with `lang` the values are labels in that
    language.
    """

    id: str
    name: str
    description: str
    types: tuple[str, ...]
    values: str = ""
    lang: str = ""


PROPERTIES: Final = {
    each.id: each
    for each in (
        Property("iso3", "ISO 3166-1 alpha-3 code", "Three letters: ETH.", _STATE),
        Property("iso2", "ISO 3166-1 alpha-2 code", "Two letters: ET.", _STATE),
        Property(
            "m49", "UN M49 code", "Three digits, the same as ISO 3166-1 numeric: 231.", _STATE
        ),
        Property(
            "cow", "Correlates of War code", "The number in the list of states, of today.", _STATE
        ),
        Property("gw", "Gleditsch and Ward code", "The number in their list, of today.", _STATE),
        *(
            Property(f"label-{lang}", f"name in {_ENGLISH[lang]}", "The label in that language.",
                     _ALL, lang=lang)
            for lang in LANGUAGES
        ),
        Property("abbreviation", "abbreviation", "Abbreviations in use: IOM, OIM.", _ALL),
        Property("region", "region", "Regions that it lies in or covers.",
                 ("state", "mechanism"), "region"),
        Property("memberOf", "member of", "Mechanisms and organizations of which it is a member.",
                 ("state", "organization"), "mechanism"),
        Property("members", "members", "Its members.", ("mechanism", "organization"), "state"),
        Property("partyTo", "party to", "Treaties that bind it.",
                 ("state", "organization"), "instrument"),
        Property("theme", "theme", "Themes it works on.", ("mechanism", "initiative"), "theme"),
        Property("established", "established", "When it was founded, as precise as known.",
                 ("mechanism", "organization")),
        Property("date", "date", "When it was adopted, as precise as known.", ("instrument",)),
        Property("adoptedBy", "adopted by", "Who adopted it.", ("instrument",), "mechanism"),
        Property("inForceFrom", "in force from", "When it came into force.", ("instrument",)),
        Property("start", "start", "When it began, as precise as known.", ("initiative",)),
        Property("end", "end", "When it ended, as precise as known.", ("initiative",)),
        Property("implementedBy", "implemented by", "Who carries it out.", ("initiative",),
                 "organization"),
        Property("fundedBy", "funded by", "Who pays for it.", ("initiative",), "organization"),
        Property("broader", "broader theme", "The theme above it.", ("theme",), "theme"),
        Property("definition", "definition", "What it is, in a sentence.",
                 ("mechanism", "organization", "instrument", "initiative", "theme")),
        Property("homepage", "homepage", "The address of its own site.",
                 ("mechanism", "organization", "initiative")),
        Property("sameAs", "same as", "Its IRIs in Wikidata, GeoNames, ROR and ISNI.", _ALL),
    )
}  # fmt: skip
#: The properties with numbers as values, with or without leading zeros, by list.
_NUMBERS = ("m49", "cow", "gw")

Values = Mapping[str, Mapping[str, Sequence[Term]]]


async def values_of(service: Service) -> Values:
    """The values of all things by property and IRI, read once per release."""

    async def read() -> Values:
        found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for row in (await service.engine.select(service_query("reconcile-values"))).rows:
            found[text(row["id"])][text(row["thing"])].append(row["value"])
        for by_thing in found.values():
            for terms in by_thing.values():
                terms.sort(key=str)
        return found

    return await release_cache(service).once("reconcile-values", read)


def entity(labels: Labels, identifier: str) -> Entry | None:
    """The thing of an identifier: `state/ETH`, `state:ETH` or an IRI; None if there is none."""
    path = identifier.strip().removeprefix(ID)
    kind, _, slug = path.partition("/") if "/" in path else path.partition(":")
    return labels.entry(f"{ID}{kind}/{slug}") if kind in KINDS and slug else None


def identifier(iri: str) -> str:
    """The identifier of a thing in the identifier space: `state/ETH`."""
    return iri.removeprefix(ID)


def condition(found: Property, wanted: Sequence[Any], labels: Labels, values: Values) -> Condition:
    """Whether a thing has one of the `wanted` JSON values of a property."""
    if found.id in _NUMBERS:
        numbers = {int(digits) for each in wanted if (digits := _digits(each)) is not None}
        return lambda entry: any(
            number.isdigit() and int(number) in numbers
            for number in entry.numbers.get(found.id, ())
        )
    known = values.get(found.id, {})
    words = {folded(str(each)) for each in wanted if not isinstance(each, dict)}
    if found.lang:
        return lambda entry: folded(entry.preferred.get(found.lang, "")) in words
    things = _things(found, wanted, labels) if found.values else set()
    return lambda entry: any(
        (isinstance(term, ox.NamedNode) and term.value in things) or folded(text(term)) in words
        for term in known.get(entry.iri, ())
    )


def _things(found: Property, wanted: Iterable[Any], labels: Labels) -> set[str]:
    """The IRIs of a condition's values: `{"id": …}`, or a name."""
    kinds = tuple(dict.fromkeys((found.values, *TYPES, "region")))
    iris: set[str] = set()
    for each in wanted:
        text = str(each.get("id", "")) if isinstance(each, dict) else str(each)
        entry = entity(labels, text)
        meanings = [entry] if entry is not None else meant(labels, text, kinds, whole=True)
        iris.update(entry.iri for entry in meanings)
    return iris


def _digits(value: Any) -> str | None:
    digits = str(value).strip().removesuffix(".0")
    return digits if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def cells(found: Property, entry: Entry, labels: Labels, values: Values, lang: str) -> list[Any]:
    """The values of a thing's property for data extension; [] if there are none.

    A thing is `{"id", "name"}`, anything else `{"str"}`: a partial date is not an instant, which
    the API's `date` requires.
    """
    if found.lang:
        label = entry.preferred.get(found.lang)
        return [{"str": label}] if label else []
    given = []
    terms = values.get(found.id, {}).get(entry.iri, ())
    in_lang = [t for t in terms if isinstance(t, ox.Literal) and t.language == lang]
    for term in in_lang if found.id == "definition" and in_lang else terms:
        if isinstance(term, ox.NamedNode) and name(term.value) is not None:
            given.append({"id": identifier(term.value), "name": labels.label(term.value, lang)})
        else:
            given.append({"str": text(term)})
    distinct = {tuple(each.items()): each for each in given}
    return sorted(distinct.values(), key=lambda each: str(each.get("name", each.get("str"))))


def one_line(entry: Entry, values: Values) -> str:
    """A one-line description to distinguish namesakes: type, codes or abbreviations, founding."""
    codes = [text(term) for term in values.get("abbreviation", {}).get(entry.iri, ())][:2]
    if entry.kind == "state":
        codes = [entry.slug]
    founded = [text(term) for term in values.get("established", {}).get(entry.iri, ())][:1]
    parts = [TYPES.get(entry.kind, entry.kind), *codes, *(f"since {each}" for each in founded)]
    return ", ".join(parts)
