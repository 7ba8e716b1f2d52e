"""The title of an answer: the question with the names in place of its letters."""

from __future__ import annotations

import pytest

from migov.questions.catalogue import Catalogue
from migov.questions.labels import Entry
from migov.questions.titles import title

ACTORS = {
    "khartoum-process": ("mechanism", "Khartoum Process"),
    "rabat-process": ("mechanism", "Rabat Process"),
    "ETH": ("state", "Ethiopia"),
    "palermo-protocol-smuggling": ("instrument", "Smuggling Protocol"),
    "member": ("role", "member"),
}


def entry(slug: str) -> Entry:
    kind, label = ACTORS[slug]
    return Entry(f"https://w3id.org/migov/id/{kind}/{slug}", kind, slug, {"en": label})


@pytest.mark.parametrize(
    ("question", "named", "expected"),
    [
        (
            "cooperation",
            {"a": ["khartoum-process"], "b": ["rabat-process"]},
            "What ties the Khartoum Process and the Rabat Process together, and who says so?",
        ),
        ("memberships", {"actor": ["ETH"]}, "What does Ethiopia belong to?"),
        (
            "not-parties",
            {"actor": ["khartoum-process"], "instrument": ["palermo-protocol-smuggling"]},
            "Which members of the Khartoum Process are no party to the Smuggling Protocol?",
        ),
        # A letter without a name: the names follow the summary.
        (
            "shared-members",
            {"actors": ["khartoum-process", "rabat-process"], "role": ["member"]},
            "Who is in all of these, and who is in A but not in B? "
            "(Khartoum Process, Rabat Process)",
        ),
        ("gaps", {}, "Where is the graph thin or old?"),
    ],
)
def test_names_take_the_place_of_letters(
    catalogue: Catalogue, question: str, named: dict[str, list[str]], expected: str
) -> None:
    entries = {name: [entry(slug) for slug in slugs] for name, slugs in named.items()}
    assert title(catalogue.get(question), entries) == expected
