"""IRIs as people write them: with a prefix."""

from __future__ import annotations

from migov.vocabulary import PREFIXES


def compact(iri: str) -> str:
    """`iri` with the prefix of the project's that fits it best, or as it is."""
    best = max(
        (p for p, start in PREFIXES.items() if iri.startswith(start)),
        key=lambda prefix: len(PREFIXES[prefix]),
        default=None,
    )
    return iri if best is None else f"{best}:{iri[len(PREFIXES[best]) :]}"
