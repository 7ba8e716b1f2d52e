"""A question of the catalogue as data: what it asks, what it takes, and what it answers."""

from __future__ import annotations

from typing import Any

from migov.questions.catalogue import Question


def described(question: Question) -> dict[str, Any]:
    """All that the file of `question` says of it but its expectations, as JSON holds it."""
    return {
        "name": question.name,
        "summary": question.summary,
        "description": question.description,
        "tags": list(question.tags),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "required": p.required,
                "several": p.several,
                "default": p.default,
                "example": p.example,
                "choices": list(p.choices),
            }
            for p in question.params.values()
        ],
        "columns": [
            {"name": c.name, "label": c.label, "kind": c.kind, "description": c.description}
            for c in question.columns.values()
        ],
        "phrases": list(question.phrases),
        "query": question.body,
    }
