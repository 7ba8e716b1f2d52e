"""Converts a problem document of the service (RFC 9457) back to an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import unquote

from migov.engine import errors
from migov.questions import errors as asked
from migov.questions.errors import QuestionError, UnknownQuestion
from migov.vocabulary import local_name


def error_of(
    status: int, body: bytes, address: str, parameters: Mapping[str, str]
) -> errors.EngineError | QuestionError:
    """The error of a response with `status`; its text is that of the service.

    `address` and `parameters` are those of the request.
    """
    try:
        problem = json.loads(body)
        detail = str(problem["detail"])
    except (ValueError, TypeError, KeyError):
        phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "?"
        return errors.StoreUnavailable(
            f"{address} answered {status} {phrase}: it may not be a migov service."
        )
    code = local_name(str(problem.get("type", "")))
    given = parameters.get(str(problem.get("parameter", "")), "")
    if code == UnknownQuestion.code:
        given = unquote(local_name(address))
    kind = asked.BY_CODE.get(code) or errors.BY_CODE.get(code, errors.StoreUnavailable)
    return kind.read(detail, {**problem, "given": given})
