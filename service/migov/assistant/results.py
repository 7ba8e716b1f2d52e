"""The results of the tools: compact JSON with sources.

A thing is `{"id": "state:ETH", "label": "Ethiopia"}`, and its id may be given to any tool. A
membership is its id only. Sources are referenced by id and described once, under `sources`. Unknown
values are omitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from migov.engine.solutions import text
from migov.graph import Actor, Answer, Graph, QuestionSummary, Table
from migov.stored_queries import bound_query
from migov.vocabulary import compact, iri

#: Kinds whose cells hold ids only: their labels are in `sources` or follow from other cells.
_BY_ID = (iri("source", ""), iri("membership", ""))
#: The members of a parameter in the list of questions.
_LISTED = ("name", "type", "required", "several", "choices")


def cited(graph: Graph, iris: Iterable[str]) -> list[dict[str, Any]]:
    """The sources with those IRIs: title, publisher, content date, address."""
    wanted = [ox.NamedNode(each) for each in sorted(set(iris))]
    if not wanted:
        return []
    return [
        {"id": compact(text(row["source"])), **_known(row, ("label", "publisher", "date", "url"))}
        for row in graph.query(bound_query("sources", {"source": wanted})).terms
    ]


def answer_result(graph: Graph, answer: Answer, offset: int) -> dict[str, Any]:
    """A page of an answer from `offset` on."""
    result = {
        **answer.json(),
        **({"leftOut": answer.left_out} if answer.left_out else {}),
        "rows": [
            {column: _cell(cell) for column, cell in row.items() if cell not in (None, [])}
            for row in answer.rows
        ],
        "sources": cited(graph, (source["iri"] for source in answer.sources())),
    }
    following = offset + len(answer.rows)
    if following < answer.total:
        result["nextOffset"] = following
    return result


def table_result(table: Table, most: int) -> dict[str, Any]:
    """The first `most` rows of a query's result, and their total number."""
    return {
        "release": table.release,
        "columns": table.columns,
        "rows": [
            {key: value for key, value in row.items() if value is not None}
            for row in table.rows[:most]
        ],
        "total": len(table),
    }


def actor_result(graph: Graph, actor: Actor) -> dict[str, Any]:
    """An actor: its names, its stated facts, and the numbers of its current roles."""
    return {
        "release": graph.release,
        "id": f"{actor.kind}:{actor.slug}",
        "iri": actor.iri,
        "label": actor.label,
        "labels": actor.labels,
        "names": list(actor.names),
        "classes": list(actor.classes),
        "facts": [
            {
                "property": fact.property,
                "value": _shortened(fact.value),
                **({"label": fact.label} if fact.label else {}),
                "sources": [compact(source) for source in fact.sources],
            }
            for fact in actor.facts
        ],
        "rolesHeldInIt": _roles(graph.ask("members", actor=actor.iri)),
        "rolesItHolds": _roles(graph.ask("memberships", actor=actor.iri)),
        "sources": cited(graph, (source for fact in actor.facts for source in fact.sources)),
    }


def question_entry(question: QuestionSummary) -> dict[str, Any]:
    """A question in a list: its summary, parameters and column names."""
    return {
        "name": question.name,
        "summary": question.summary,
        "parameters": [_filled(each, _LISTED) for each in question.parameters],
        "columns": [each["name"] for each in question.columns],
    }


def question_result(question: QuestionSummary) -> dict[str, Any]:
    """The full description of a question: parameters, columns and examples."""
    return {
        "name": question.name,
        "summary": question.summary,
        "description": question.description,
        "parameters": [_filled(each, each) for each in question.parameters],
        "columns": {each["name"]: each["description"] for each in question.columns},
        "phrases": question.phrases,
    }


def _roles(answer: Answer) -> dict[str, int]:
    """The number of rows of an answer by role label."""
    counts: dict[str, int] = {}
    for row in answer:
        role = row["role"]["label"]
        counts[role] = counts.get(role, 0) + 1
    return dict(sorted(counts.items()))


def _cell(cell: Any) -> Any:
    if isinstance(cell, list):
        return [_cell(item) for item in cell]
    if not isinstance(cell, dict):
        return cell
    compacted = compact(cell["iri"])
    return (
        compacted if cell["iri"].startswith(_BY_ID) else {"id": compacted, "label": cell["label"]}
    )


def _shortened(value: Any) -> Any:
    return compact(value) if isinstance(value, str) else value


def _filled(parameter: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """The members of a parameter that are present and not the default."""
    return {key: parameter[key] for key in keys if parameter[key] not in (None, False, [])}


def _known(row: Any, keys: Iterable[str]) -> dict[str, str]:
    return {key: text(row[key]) for key in keys if key in row}
