"""Questions in words: no text does harm, whatever it is made of."""

from __future__ import annotations

import re
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.questions.conftest import TODAY

from migov.questions import Catalogue, Labels, prepare
from migov.questions.labels import Entry
from migov.questions.understanding.understand import LONGEST, NotUnderstood, understand
from migov.settings import resources
from migov.vocabulary import iri

CATALOGUE = Catalogue.load(resources() / "queries" / "questions")
LABELS = Labels(
    Entry(iri(kind, slug), kind, slug, {"en": label}, [(label, "label"), *more])
    for kind, slug, label, more in (
        ("mechanism", "khartoum-process", "Khartoum Process", []),
        ("mechanism", "rabat-process", "Rabat Process", []),
        ("organization", "can", "Andean Community", [("CAN", "abbreviation")]),
        ("state", "ETH", "Ethiopia", [("ETH", "code")]),
        ("state", "ARE", "United Arab Emirates", [("ARE", "code")]),
        ("role", "member", "member", []),
        ("theme", "return", "return", []),
    )
)
#: The model is read, or fitted where it is not yet, before anything is timed.
understand("who chairs the Khartoum Process", CATALOGUE, LABELS, TODAY)
_SLOT = re.compile(r"\s*VALUES \?\w+ \{ (.*) \}")
_TERM = re.compile(r'<https?://[\w./#-]+>|"[\w .-]*"(\^\^<[\w:/.#-]+>)?')

_pieces = st.sampled_from(
    [
        *(word for question in CATALOGUE for phrase in question.phrases for word in phrase.split()),
        "Khartoum", "Rabat", "Process", "Ethiopia", "CAN", "ETH", "ARE", "and", "but", "the",
        "in", "2018", "May 2022", "2022-06-01", "since", "between", "before", "today", "return",
        "\x00", "}", "'", '"', "\\", "\ud800", "\u202e", "#", "<a>", "UNION", "\n", "Ⅷ", "½", "ﷺ",
    ]
)  # fmt: skip
_texts = st.lists(_pieces, max_size=30).map(" ".join) | st.text(max_size=LONGEST + 20)


@given(text=_texts)
@example("who chairs " + "Khartoum Process and " * 14)
@example("what links " + "x and " * 22 + "y")
@example("which states are in " + "x and " * 20 + "Ethiopia")
@settings(max_examples=300, deadline=None)
def test_no_text_does_harm(text: str) -> None:
    """Every text is understood or not; its query is the question's own but for terms in slots."""
    begun = time.process_time()  # the work, whatever else the machine has to do
    found = understand(text, CATALOGUE, LABELS, TODAY)
    assert time.process_time() - begun < 2
    if isinstance(found, NotUnderstood):
        assert found.reason
        return
    question = CATALOGUE.get(found.question)
    query = prepare(CATALOGUE, LABELS, found.question, found.parameters, TODAY).query.split("\n")
    own = set(question.lines)
    assert len(query) <= len(question.lines)
    for line in query:
        if line not in own:
            slot = _SLOT.fullmatch(line)
            assert slot, line
            assert not _TERM.sub("", slot[1]).strip()
