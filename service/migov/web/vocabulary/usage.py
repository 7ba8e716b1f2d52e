"""The uses of vocabulary terms: questions, and example facts.

Questions are tokenized (SPARQL 1.1, section 19.8), so that terms in comments or literals do not
count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from migov.engine.solutions import Term, text
from migov.questions.catalogue import Catalogue
from migov.stored_queries import service_query
from migov.web.service import Service

#: Vocabularies whose terms get examples: the project's, and those in its axioms.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|\'\'\'(?:[^\'\\]|\\.|\'{1,2}(?!\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<(?P<iri>[^<>\"{}|^`\\\s]*)>"
    r"|\#[^\n]*"
    r"|[?$]\w+"
    r"|(?P<name>(?:[A-Za-z][\w.-]*)?:(?:[\w.-]*[\w-])?)",
    re.DOTALL,
)
_DECLARED = re.compile(r"^\s*PREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<iri>[^>]*)>", re.M | re.I)


class Use(NamedTuple):
    """A question that uses a term."""

    name: str
    summary: str


class Fact(NamedTuple):
    """An example fact of a term, and the number of its facts.

    The term is a property of `subject` with the `value` (an IRI or a text), or a class of it; then
    `value` is empty.
    """

    subject: str
    value: str
    times: int


def iris(query: str) -> set[str]:
    """The IRIs in a query's tokens, without those of its prefixes."""
    prefixes = {found["prefix"]: found["iri"] for found in _DECLARED.finditer(query)}
    body = _DECLARED.sub("", query)
    named = set()
    for token in _TOKEN.finditer(body):
        if token["iri"] is not None:
            named.add(token["iri"])
        elif token["name"] is not None:
            prefix, _, local = token["name"].partition(":")
            if prefix in prefixes:
                named.add(prefixes[prefix] + local)
    return named


def questions(catalogue: Catalogue) -> Mapping[str, list[Use]]:
    """The questions whose query uses a term, by term."""
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    for name in sorted(catalogue.names()):
        question = catalogue.get(name)
        for term in iris(question.body):
            uses[term].append(Use(name, question.summary))
    return uses


async def facts(service: Service) -> Mapping[str, Fact]:
    """An example fact of each term, preferably about the Khartoum Process."""
    examples: dict[str, Fact] = {}
    for query in ("usage-of-classes", "usage-of-properties"):
        examples.update(_facts((await service.engine.select(service_query(query))).rows))
    return examples


def _facts(rows: Iterable[Mapping[str, Term]]) -> dict[str, Fact]:
    examples = {}
    for row in rows:
        subject, _, value = text(row["fact"])[1:].partition(" ")
        examples[text(row["term"])] = Fact(subject, value, int(text(row["times"])))
    return examples
