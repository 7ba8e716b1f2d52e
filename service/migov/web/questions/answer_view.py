"""An answer as a page tells it: rows with their sources as footnotes, and pictures beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from migov.questions.answer import LIMIT_MOST, QuestionAnswer
from migov.questions.header import RESOURCE_TYPES, Column
from migov.questions.labels import Labels
from migov.vocabulary import ID
from migov.web.charts.answers import Pictures, pictures
from migov.web.charts.bars import Bar
from migov.web.http.footnotes import Footnotes, Note
from migov.web.http.templating import local
from migov.web.questions.addresses import address, wider

#: Columns that stand at the end of every row in a way of their own.
_SOURCES = "sources"
_STATEMENTS = ("statement", "statements")


class Row(NamedTuple):
    """A row: its cells by column, its sources, where its statements are told, and its time."""

    cells: Mapping[str, Any]
    sources: Sequence[Note]
    statements: Sequence[str]
    bar: Bar | None


class Told(NamedTuple):
    """An answer for the template: `about` names the things that were asked about.

    `counted` is the column whose numbers are drawn, "" where none is, and `widths` how long its
    bars are. `further` and `whole` lead to the next rows and to all, None where there are none;
    `wider` to the less sure too.
    """

    about: list[tuple[str, str]]
    columns: list[Column]
    rows: list[Row]
    notes: list[Note]
    pictures: Pictures
    counted: str
    widths: Sequence[float | None]
    further: str | None
    whole: str | None
    wider: str


def told(
    answer: QuestionAnswer,
    columns: Sequence[Column],
    labels: Labels,
    given: Mapping[str, str],
    lang: str,
) -> Told:
    """`answer` with the columns of its question; `given` is what asks it again."""
    # A column that is empty in every row tells nothing.
    shown = [
        column
        for column in columns
        if column.name != _SOURCES
        and column.name not in _STATEMENTS
        and any(row.get(column.name) not in (None, "", []) for row in answer.rows)
    ]
    drawn = pictures({column.name: column.label for column in shown}, answer.rows, answer.as_of)
    titles = {
        source["iri"]: source["label"] for row in answer.rows for source in row.get(_SOURCES) or ()
    }
    notes = Footnotes(lambda source: titles[source])
    rows = [
        Row(
            row,
            notes.of(source["iri"] for source in row.get(_SOURCES) or ()),
            _statements(row),
            bar,
        )
        for row, bar in zip(answer.rows, drawn.bars, strict=True)
    ]
    counted = _ranked(answer.rows, list(drawn.counted))
    offset, count = int(given.get("offset", "0")), len(answer.rows)
    kept = {key: value for key, value in given.items() if key not in ("limit", "offset", "format")}
    limit = {"limit": given["limit"]} if "limit" in given else {}
    left = answer.total - offset - count
    return Told(
        about=about(answer, labels, lang),
        columns=shown,
        rows=rows,
        notes=notes.all(),
        pictures=drawn,
        counted=counted,
        widths=drawn.counted.get(counted, ()),
        wider=wider(answer),
        further=_asking(answer, {**kept, **limit, "offset": str(offset + count)})
        if left > 0 and count
        else None,
        whole=(
            _asking(answer, {**kept, "limit": str(answer.total)})
            if count < answer.total <= LIMIT_MOST
            else None
        ),
    )


def about(answer: QuestionAnswer, labels: Labels, lang: str) -> list[tuple[str, str]]:
    """The things that an answer's parameters name: the label of each, and its page."""
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


def _asking(answer: QuestionAnswer, given: Mapping[str, str]) -> str:
    return address(answer.question, given)


def _statements(row: Mapping[str, Any]) -> list[str]:
    found = [row.get(name) for name in _STATEMENTS]
    several = [one for each in found for one in (each if isinstance(each, list) else [each])]
    return [local(one["iri"]) for one in several if isinstance(one, dict)]


def _ranked(rows: Sequence[Mapping[str, Any]], counted: Sequence[str]) -> str:
    """The number by which the rows stand in order, else the first; "" where there is none."""
    for column in counted:
        numbers = [row[column] for row in rows if row.get(column) is not None]
        if numbers == sorted(numbers, reverse=True):
            return column
    return next(iter(counted), "")


def downloads(answer: QuestionAnswer, given: Mapping[str, str]) -> dict[str, str]:
    """The files of the whole answer, where nobody asked for a part of it, by the name of each."""
    whole = dict(given)
    if answer.total > len(answer.rows) and not {"limit", "offset"} & set(given):
        whole["limit"] = str(LIMIT_MOST)
    files = {"CSV": "csv", "JSON": "json", "TSV": "tsv", "SPARQL JSON": "srj", "SPARQL XML": "srx"}
    return {what: f"?{urlencode({**whole, 'format': file})}" for what, file in files.items()}
