"""The bases of a statement on a day, and the bases that each `certainty` selects.

docs/model.md ("When something holds") says what each basis means.
"""

from __future__ import annotations

from typing import Literal

Basis = Literal["dated", "attested", "assumed", "last known", "unknown"]
#: From the surest to the least sure.
BASES: tuple[Basis, ...] = ("dated", "attested", "assumed", "last known", "unknown")
#: The bases included in an answer, by the caller's `certainty`.
ALLOWED: dict[str, tuple[Basis, ...]] = {
    "strict": ("dated", "attested"),
    "default": ("dated", "attested", "assumed"),
    "all": BASES,
}
