"""An answer for readers: its language, ETag and URLs, and the view of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Request

from migov.questions.answer import QuestionAnswer
from migov.questions.header import RESOURCE_TYPES, Column
from migov.questions.labels import Labels
from migov.questions.preparation import LIMIT_MOST
from migov.questions.titles import entries, title
from migov.vocabulary import ID
from migov.web.answer_tables import answer_map, answer_table
from migov.web.charts.timeline import YearLink, years
from migov.web.http.languages import language
from migov.web.http.representations import Validators
from migov.web.http.requests import Format
from migov.web.http.table_files import links
from migov.web.http.templating import local
from migov.web.http.translation import gettext as _
from migov.web.service import Service
from migov.web.tables import Names, Note, Table


def addressed(
    request: Request, chosen: Format, given: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The parameters `given` with the language of the answer, and its headers.

    A page and JSON, which hold a sentence, are in the reader's language; tables are in English
    unless `lang` says otherwise.
    """
    if chosen.name not in ("html", "json"):
        return dict(given), {}
    vary = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
    if chosen.name == "json":
        return {"lang": language(request), **given}, vary
    return {**given, "lang": language(request)}, vary


def validators(
    request: Request,
    service: Service,
    what: str,
    given: Mapping[str, str],
    chosen: Format,
    *,
    excel: bool = False,
) -> Validators:
    """The validators of the answer of `what` to `given` today: it may depend on the current day."""
    return Validators(
        request,
        service.modified_today,
        service.release.id,
        what,
        service.today().isoformat(),
        repr(sorted(given.items())),
        f"{chosen.name} for Excel" if excel else chosen.name,
    )


def address(question: str, given: Mapping[str, str]) -> str:
    """The URL of a question's answer with these parameters."""
    return f"/questions/{question}" + (f"?{urlencode(given)}" if given else "")


def wider(answer: QuestionAnswer, root: str = "") -> str:
    """The URL of the same answer with less certain rows; without the default `lang=en`."""
    asked = {name: text for name, text in answer.wider.items() if (name, text) != ("lang", "en")}
    return root + address(answer.question, asked)


def widened(answer: QuestionAnswer, root: str = "") -> dict[str, str]:
    """The Link header from an answer to the one with its less certain rows.

    It is the only place in tabular formats. `root` is the path of the release.
    """
    if not answer.left_out:
        return {}
    return {
        "Link": f'<{wider(answer, root)}>; rel="related"; title="The less sure too"; '
        f"left-out={answer.left_out}"
    }


class AnswerView(NamedTuple):
    """An answer for the template: `about` names the things in the parameters.

    `further` and `whole` link to the next rows and to all, None if there are none; `wider` includes
    less certain rows. `years` are links to the map at other times.
    """

    about: list[tuple[str, str]]
    table: Table
    notes: list[Note]
    further: str | None
    whole: str | None
    wider: str
    years: list[YearLink]


def view(
    answer: QuestionAnswer,
    columns: Sequence[Column],
    labels: Labels,
    given: Mapping[str, str],
    lang: str,
    today: date,
    picture: str | None = None,
    every: Sequence[Mapping[str, Any]] | None = None,
) -> AnswerView:
    """The view of `answer`; `given` are the parameters of its URL.

    `every` holds all rows if `answer` has only a part: the map shows all.
    """
    names = Names(labels, lang)
    notes = names.footnotes()
    table = answer_table(
        answer.rows,
        columns,
        names,
        notes,
        answer.as_of,
        id="answer",
        title=_("Rows"),
        picture=picture,
    )
    if every is not None and len(every) > len(answer.rows):
        table.map = answer_map(every, columns, names)
    offset, count = int(given.get("offset", "0")), len(answer.rows)
    kept = {key: value for key, value in given.items() if key not in ("limit", "offset", "format")}
    limit = {"limit": given["limit"]} if "limit" in given else {}
    left = answer.total - offset - count
    further = {**kept, **limit, "offset": str(offset + count)}
    whole = {**kept, "limit": str(answer.total)}
    return AnswerView(
        about=about(answer, labels, lang),
        table=table,
        notes=notes.all(),
        further=address(answer.question, further) if left > 0 and count else None,
        whole=address(answer.question, whole) if count < answer.total <= LIMIT_MOST else None,
        wider=wider(answer),
        years=(
            years(
                (row.get("since") for row in answer.rows),
                answer.as_of,
                today,
                lambda day: address(answer.question, {**kept, **limit, "asOf": day}),
            )
            if table.map and "asOf" in answer.parameters
            else []
        ),
    )


def about(answer: QuestionAnswer, labels: Labels, lang: str) -> list[tuple[str, str]]:
    """The things in an answer's parameters: label and page of each."""
    found = []
    for slug in (
        slug
        for value in answer.parameters.values()
        for slug in (value if isinstance(value, list) else [value])
        if isinstance(slug, str)
    ):
        for kind in RESOURCE_TYPES["actor"]:
            iri = f"{ID}{kind}/{slug}"
            if labels.entry(iri) is not None:
                found.append((labels.label(iri, lang), local(iri)))
                break
    return found


def downloads(answer: QuestionAnswer, given: Mapping[str, str]) -> dict[str, str]:
    """The downloads of the whole answer by name, unless a part was requested."""
    whole = dict(given)
    if answer.total > len(answer.rows) and not {"limit", "offset"} & set(given):
        whole["limit"] = str(LIMIT_MOST)
    files = {
        "CSV": "csv",
        "TSV": "tsv",
        "JSON": "json",
        "Parquet": "parquet",
        "SPARQL JSON": "srj",
        "SPARQL XML": "srx",
    }
    offered = {**links(whole), **{what: {**whole, "format": file} for what, file in files.items()}}
    return {what: f"?{urlencode(parameters)}" for what, parameters in offered.items()}


def heading(service: Service, answer: QuestionAnswer, lang: str) -> str:
    """The page title of an answer: the question with its names filled in."""
    question = service.catalogue.get(answer.question)
    named = entries(question, answer.parameters, service.labels)
    return title(question, named, lang, _(question.summary))
