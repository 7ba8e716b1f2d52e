"""Tables of results, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are set to the right."""
    rule = ["---", *(["---:"] * (len(columns) - 1))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, rule, *rows)) + "\n"


def seconds(value: float) -> str:
    """A time in seconds."""
    return f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def milliseconds(value: float) -> str:
    """A time that is given in seconds, in milliseconds; a dash where there is none."""
    if value != value:  # not a number
        return "–"
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"


def mebibytes(value: float) -> str:
    """An amount of memory that is given in bytes."""
    return f"{value / 2**20:.0f} MiB"
