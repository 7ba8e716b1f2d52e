"""migov: a knowledge graph of migration-governance actors, and the service that answers from it.

`from migov import Graph` is the way in from Python; `import migov` alone loads nothing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from migov.graph import Graph

__all__ = ["Graph", "__version__"]
__version__: str


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # takes 30 ms to import

        return version("migov")
    if name == "Graph":
        from migov.graph import Graph

        return Graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
