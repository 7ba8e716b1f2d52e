"""Labels of charts: estimated width, wrapping, and collision-free placement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Widths of letters relative to the font size, in DejaVu Sans, the widest of the fonts that
#: browsers use.
_WIDTHS = {
    0.32: " ijl.,:;'|!",
    0.42: "frtI()[]/-J",
    0.56: "csxzky",
    0.73: "ABCDEFGHKNPRTUVXYZ",
    0.83: "wOQÖØ&",
    0.98: "mMW@%—…",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_USUAL, _FULL = 0.64, 1.0
#: First code point of scripts with square characters.
_SQUARE = "\u2e80"


class Box(NamedTuple):
    """A rectangle given by its top left corner and size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap by more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: Box) -> bool:
        """Whether `other` is inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


class Occupied:
    """The occupied rectangles of a picture, indexed by the cells of a grid."""

    def __init__(self, cell: float = 60) -> None:
        self._cell = cell
        self._boxes: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Marks a rectangle as occupied."""
        for key in self._cells(box):
            self._boxes.setdefault(key, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether `box` overlaps no occupied rectangle."""
        return not any(box.meets(other) for key in self._cells(box) for other in self._at(key))

    def _at(self, key: tuple[int, int]) -> list[Box]:
        return self._boxes.get(key, [])

    def _cells(self, box: Box) -> list[tuple[int, int]]:
        columns = range(int(box.x // self._cell), int((box.x + box.width) // self._cell) + 1)
        rows = range(int(box.y // self._cell), int((box.y + box.height) // self._cell) + 1)
        return [(column, row) for column in columns for row in rows]


def width_of(text: str, size: float) -> float:
    """An upper estimate of the width of `text` at a font size, in the same units."""
    return size * sum(
        _WIDTH_OF.get(letter, _FULL if letter >= _SQUARE else _USUAL) for letter in text
    )


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """`text` wrapped to at most `most` lines of about `width`, truncated with an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        if len(lines) == most - 1 and words:
            line = f"{line} {words[0]}"
            words = []
            while len(line) > 1 and width_of(f"{line}…", size) > width:
                line = line[:-1]
            line = f"{line.rstrip()}…"
        elif width_of(line, size) > width:
            while len(line) > 1 and width_of(f"{line}…", size) > width:
                line = line[:-1]
            line = f"{line}…"
        lines.append(line)
    return lines


def widest(lines: Sequence[str], size: float) -> float:
    """The width of the widest line."""
    return max((width_of(line, size) for line in lines), default=0.0)
