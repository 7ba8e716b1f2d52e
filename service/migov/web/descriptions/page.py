"""The HTML of a description: which tables, in which order, for which kind of thing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import Request

from migov.vocabulary import kind_of, slug_of
from migov.web.descriptions.answers import Answered, ask
from migov.web.descriptions.cache import kept
from migov.web.descriptions.description import Captions, Description, describe, stated_in
from migov.web.descriptions.layout import ANSWERED, QUESTIONS, layout
from migov.web.descriptions.schema_org import schema_org
from migov.web.descriptions.sections import stated
from migov.web.descriptions.summary import glance
from migov.web.descriptions.view import Facts
from migov.web.http.languages import LANGUAGES, language
from migov.web.http.rdf_formats import alternates
from migov.web.http.templating import page
from migov.web.service import Service, client

#: Statements of a source that its page shows.
STATED = 500


#: A page asks for the captions of what it shows, one by one.
_NO_CAPTIONS = Captions(())


class _Asked(NamedTuple):
    """What a page is made for: the thing, its kind, the day, the language."""

    subject: str
    kind: str
    slug: str
    as_of: str
    lang: str


async def page_of(request: Request, service: Service, subject: str) -> str | None:
    """The page of `subject`; None where the release states nothing of it.

    Raises QuestionError where `?asOf=` is no date.
    """
    given = _Asked(
        subject,
        kind_of(subject),
        slug_of(subject),
        request.query_params.get("asOf", "").strip(),
        language(request),
    )
    if given.kind in QUESTIONS and service.labels.entry(subject) is None:
        return None
    facts, answers, said = await asyncio.gather(
        _facts(service, given, client(request)),
        ask(
            service,
            QUESTIONS.get(given.kind, ()),
            subject,
            given.as_of,
            given.lang,
            client(request),
        ),
        _said(service, given, client(request)),
    )
    if facts is None:
        return None
    return await asyncio.to_thread(_rendered, request, service, given, facts, answers, said)


async def _facts(service: Service, given: _Asked, client: str) -> Facts | None:
    """What is told of a thing beside the answers; None where the release states nothing of it."""
    captions = await kept(service).captions()
    description = await describe(
        service.engine,
        _NO_CAPTIONS,
        given.subject,
        graphs=True,
        client=client,
        but=ANSWERED if given.kind in QUESTIONS else (),
    )
    if description is None:
        return None
    # While answers are still being worked out.
    return await asyncio.to_thread(
        Facts, description, captions, service.labels, given.lang, service.root
    )


def _rendered(
    request: Request,
    service: Service,
    given: _Asked,
    facts: Facts,
    answers: Mapping[str, Answered],
    said: Sequence[ox.Triple],
) -> str:
    subject = given.subject
    # The first to be read, so that footnotes are numbered from it on.
    first = glance(facts, subject, given.kind, answers)
    made = [section for section in layout(facts, subject, given.kind, answers) if section.rows]
    if said:
        made.insert(1, stated(facts, subject, said, STATED))
    original = f"/doc/{given.kind}/{given.slug}"
    path = service.root + original
    definition = next(
        (facts.value_cell(value) for value in facts.values(subject, "skos:definition")), None
    )
    data = json.dumps(schema_org(facts, subject, given.kind), ensure_ascii=False)
    return page(
        request,
        "thing.html",
        release=service.release.id,
        released=service.release.manifest["date"] or "",
        iri=subject,
        kind=given.kind,
        slug=given.slug,
        title=facts.cell(subject),
        types=facts.cells(facts.types(subject)),
        definition=definition,
        glance=first,
        sections=made,
        notes=facts.notes(),
        more=_more(facts.description, path),
        alternates=alternates(path),
        address=path,
        original=original,
        root=service.root,
        asked=bool(answers),
        as_of=_day(answers, given),
        today=service.today().isoformat(),
        lang=given.lang,
        languages=LANGUAGES,
        # A script's text ends at "</", wherever that stands.
        data=data.replace("<", "\\u003c"),
    )


async def _said(service: Service, given: _Asked, client: str) -> list[ox.Triple]:
    """What a source states; nothing for any other thing."""
    if given.kind != "source":
        return []
    return await stated_in(service.engine, given.subject, STATED, client)


def _day(answers: Mapping[str, Answered], given: _Asked) -> str:
    """The day that the page answers for."""
    days = [each.answer.as_of.isoformat() for each in answers.values()]
    return days[0] if days else given.as_of


def _more(description: Description, path: str) -> str | None:
    if not description.more:
        return None
    return f"{path}.ttl?{urlencode({'page': description.number + 1})}"
