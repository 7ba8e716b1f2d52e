"""What terms of the vocabulary are used for: the questions that ask with them, facts of the data.

Questions are read token by token (SPARQL 1.1, section 19.8), so that a term in a comment or in a
literal counts for nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from migov.engine.interface import Term, text
from migov.questions.catalogue import Catalogue
from migov.service_queries import service_query
from migov.web.service import Service

#: Vocabularies whose terms examples are sought for: ours, and those that its axioms speak of.
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
    """A question that a term is used in."""

    name: str
    summary: str


class Fact(NamedTuple):
    """A fact that shows a term at work, and in how many facts it is used.

    The term is a property of the `subject` with the `value` (an IRI or a text), or a class of it;
    `value` is then empty.
    """

    subject: str
    value: str
    times: int


def iris(query: str) -> set[str]:
    """The IRIs that a query's tokens name; those of its prefixes are none of them."""
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
    """By term, the questions whose query names it."""
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    for name in sorted(catalogue.names()):
        question = catalogue.get(name)
        for term in iris(question.body):
            uses[term].append(Use(name, question.summary))
    return uses


async def facts(service: Service) -> Mapping[str, Fact]:
    """By term, a fact of the release; one of the Khartoum Process where there is any."""
    found: dict[str, Fact] = {}
    for query in ("usage-of-classes", "usage-of-properties"):
        found.update(_facts((await service.engine.select(service_query(query))).rows))
    return found


def _facts(rows: Iterable[Mapping[str, Term]]) -> dict[str, Fact]:
    made = {}
    for row in rows:
        subject, _, value = text(row["fact"])[1:].partition(" ")
        made[text(row["term"])] = Fact(subject, value, int(text(row["times"])))
    return made
