"""From a problem document of the service (RFC 9457) back to the error that it tells of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from migov.engine import errors
from migov.questions.errors import (
    AmbiguousActor,
    Candidate,
    ParameterError,
    QuestionError,
    UnknownActor,
    UnknownQuestion,
)


def error_of(
    status: int, body: bytes, address: str, parameters: Mapping[str, str]
) -> errors.EngineError | QuestionError:
    """The error that an answer with `status` stands for; its text is the service's own.

    `address` and `parameters` are what was asked.
    """
    try:
        problem = json.loads(body)
        detail = str(problem["detail"])
    except (ValueError, TypeError, KeyError):
        phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "?"
        return errors.StoreUnavailable(
            f"{address} answered {status} {phrase}: it may be no migov service."
        )
    error = _meant(problem, detail, address, parameters)
    error.args = (detail,)
    return error


def _meant(
    problem: Mapping[str, Any], detail: str, address: str, parameters: Mapping[str, str]
) -> errors.EngineError | QuestionError:
    parameter = str(problem.get("parameter", ""))
    said = parameters.get(parameter, "")
    match str(problem.get("type", "")).rpartition("/")[2]:
        case "unknown-question":
            name = unquote(address.rpartition("/")[2])
            return UnknownQuestion(name, [str(near) for near in problem.get("suggestions", [])])
        case "unknown-actor":
            return UnknownActor(said, "actor", _things(problem.get("suggestions")), parameter)
        case "ambiguous-actor":
            return AmbiguousActor(said, "actor", _things(problem.get("candidates")), parameter)
        case "parameter":
            return ParameterError(parameter, detail, str(problem.get("remedy", "")))
        case "query-syntax":
            return errors.QuerySyntaxError(
                detail,
                problem.get("line"),
                problem.get("column"),
                str(problem.get("fragment", "")),
            )
        case "query-refused":
            return errors.QueryRefused(detail)
        case "query-failed":
            return errors.QueryFailed(detail)
        case "result-too-large":
            return errors.LimitExceeded("result-size", problem.get("limit"), detail)
        case "limit-exceeded":
            return errors.LimitExceeded(
                problem.get("exceeded", "time"), problem.get("limit"), detail
            )
        case "too-many-queries":
            return errors.Overloaded(detail, retry_after=2)
        case _:
            return errors.StoreUnavailable(detail)


def _things(found: Any) -> list[Candidate]:
    """The things that a problem offers."""
    return [
        Candidate(each["iri"], each["kind"], each["slug"], each["label"]) for each in found or []
    ]
