"""Where a question is answered, and the link from an answer to its wider one."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from migov.questions.answer import QuestionAnswer


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
