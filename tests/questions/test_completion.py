"""Questions completed while somebody types them."""

from __future__ import annotations

import pytest

from migov.questions import Catalogue, Labels
from migov.questions.completion import SHOWN, complete


@pytest.mark.parametrize(
    ("typed", "language", "text", "question"),
    [
        ("who chairs kha", "en", "who chairs Khartoum Process", "chairs"),
        ("who chairs", "en", "who chairs Khartoum Process", "chairs"),
        ("Members of bali", "en", "members of Bali Process", "members"),
        ("qui préside le processus de rab", "fr", "Rabat", "chairs"),
        ("quién preside proceso de quito", "es", "Quito", "chairs"),
        ("overlap", "en", "overlap of Khartoum Process and Rabat Process", "overlap"),
        ("overlap between bali process and colo", "en", "and Colombo Process", "overlap"),
    ],
)
def test_a_question_that_is_begun_is_completed(
    catalogue: Catalogue, labels: Labels, typed: str, language: str, text: str, question: str
) -> None:
    found = complete(typed, catalogue, labels, language)
    assert any(text in each.text and each.question == question for each in found), found
    assert len(found) <= SHOWN


def test_what_begins_no_question_has_no_completion(catalogue: Catalogue, labels: Labels) -> None:
    for typed in ("", "k", "zzzz qqqq", "}", "who chairs zzzzqqqq"):
        assert complete(typed, catalogue, labels, "en") == []
