"""The introduction of an entity: its definition, or a sentence composed of its facts."""

from __future__ import annotations

from migov.questions.articles import Name, indefinite
from migov.questions.sentence import Sentences
from migov.vocabulary import MG, expand, slug_of
from migov.web.descriptions.answers import Answers, rows_of
from migov.web.descriptions.summary import dialogues, finest, members, supported
from migov.web.descriptions.view import Facts
from migov.web.tables import Cell

#: Classes that are less specific than the kind of a thing.
_WIDE = frozenset({"Actor", "Organization", "ConsultationMechanism", "Body", "Instrument"})
_NONE = "none"


def introduction(
    facts: Facts, subject: str, kind: str, answers: Answers, sentences: Sentences
) -> Cell | None:
    """The definition of `subject`, else a sentence on a state, organization or mechanism."""
    definition = next(
        (facts.value_cell(value) for value in facts.values(subject, "skos:definition")), None
    )
    # A definition in another language than the page's is used only if no sentence can be composed.
    if kind not in ("state", "organization", "mechanism") or (
        definition and definition.lang == facts.lang
    ):
        return definition
    kinds = [iri for iri in facts.types(subject) if iri.startswith(MG)]
    narrow = next((iri for iri in kinds if iri[len(MG) :] not in _WIDE), MG + "Organization")
    noun = facts.caption_text(narrow, expand("rdfs:label"))
    status = next(iter(facts.iris(subject, "mg:unStatus")), _NONE)
    treaties = {
        row["instrument"]["iri"]
        for row in rows_of(answers, "treaties")
        if row.get("standing") == "party"
    }
    text = sentences.message(
        f"actor-{kind}",
        {
            "kind": noun,
            "kind-a": indefinite(noun, facts.lang),
            "status": slug_of(status) if status != _NONE else _NONE,
            "region": _first(facts, subject, "mg:inRegion"),
            "seat": _first(facts, subject, "mg:headquarters"),
            "established": finest(facts.texts(subject, "mg:established"))[:4] or _NONE,
            "members": members(answers),
            "dialogues": dialogues(answers),
            "supports": supported(answers),
            "treaties": len(treaties),
        },
        Name(facts.label(subject), kind),
        facts.lang,
    )
    return Cell(text) if text else definition


def _first(facts: Facts, subject: str, prefixed: str) -> str:
    values = facts.values(subject, prefixed)
    return facts.value_cell(values[0]).text if values else _NONE
