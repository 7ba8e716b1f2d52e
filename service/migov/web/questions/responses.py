"""The reader's language, the ETag of an answer, and the addresses that ask for an answer again."""

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
    """The parameters `given` with the language of the answer, and the headers that follow from it.

    A page is in the language of its reader; data is in English unless asked.
    """
    if chosen.name != "html":
        return dict(given), {}
    vary = {"Vary": "Accept, Accept-Encoding, Accept-Language"}
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
    """The tag of what `what` answers to `given` today: it may depend on the day it is asked."""
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
    """Where a question is answered with these parameters."""
    return f"/questions/{question}" + (f"?{urlencode(given)}" if given else "")


def wider(answer: QuestionAnswer) -> str:
    """Where the same is answered with the less sure rows too; English goes without saying."""
    asked = {name: text for name, text in answer.wider.items() if (name, text) != ("lang", "en")}
    return address(answer.question, asked)


def widened(answer: QuestionAnswer) -> dict[str, str]:
    """The header that leads from an answer to the rows that it leaves out as not sure enough.

    A table has no other place to say it.
    """
    if not answer.left_out:
        return {}
    return {
        "Link": f'<{wider(answer)}>; rel="related"; title="The less sure too"; '
        f"left-out={answer.left_out}"
    }
