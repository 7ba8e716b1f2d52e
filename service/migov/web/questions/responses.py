"""The language, ETag and URLs of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import Request

from migov.questions.answer import QuestionAnswer
from migov.web.http.languages import language
from migov.web.http.representations import Validators
from migov.web.http.requests import Format
from migov.web.service import Service


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
        service.modified,
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
