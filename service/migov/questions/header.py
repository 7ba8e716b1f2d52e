"""The header of a stored question: YAML in the `#+` comment lines of a `.rq` file.

`docs/questions.md` describes every key. Parameters and columns that many questions share are in
`standard.yaml` beside them and are included by name. Faults raise CatalogueError, with the line of
the file and the remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from migov import stored_queries
from migov.questions.errors import CatalogueError
from migov.questions.measures import MEASURES
from migov.questions.page_tables import InvalidPages, PageTable, read_pages
from migov.questions.phrasings import InvalidPhrasing, Phrasing, parse, read_phrasings

#: Types whose values are things of the graph, with the kinds that each allows.
RESOURCE_TYPES: dict[str, tuple[str, ...]] = {
    "actor": ("mechanism", "state", "organization", "body"),
    "mechanism": ("mechanism",),
    "state": ("state",),
    "organization": ("organization",),
    "instrument": ("instrument",),
    "initiative": ("initiative",),
    "framework": ("mechanism", "instrument", "initiative", "organization"),
    "meeting": ("meeting",),
    "theme": ("theme",),
    "region": ("region",),
    "role": ("role",),
    "statement": (
        "membership",
        "partnership",
        "agreement",
        "adherence",
        "meeting",
        "instrument",
        "initiative",
    ),
}
TYPES = (*RESOURCE_TYPES, "date", "integer", "text")
#: The file of shared parameters and columns in the folder of the questions.
STANDARD = "standard.yaml"
#: The pictures of answers: map, timeline, calendar and bars.
PICTURES = ("map", "timeline", "calendar", "bars")
COLUMN_KEYS = {"label", "kind", "description"}
COLUMN_KINDS = ("resource", "resources", "value", "values", "flag", "number")

HEADER_KEYS = {
    "summary", "description", "tags", "params", "phrases", "columns", "expect", "measure",
    "any_of", "pages", "subject", "picture",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question.

    `several` takes a list separated by commas. `choices` lists the only values of a text. `bound`
    is the day that a partial date means: the "first" or "last" of its period. `minimum` and
    `maximum` hold for integers. `kinds` are those of the type that the question is about, if it is
    not about all.
    """

    name: str
    type: str
    description: str
    required: bool = False
    default: str | None = None
    example: str | None = None
    several: bool = False
    choices: tuple[str, ...] = ()
    bound: str = "last"
    minimum: int | None = None
    maximum: int | None = None
    kinds: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The kinds of thing that a value may be; empty if a value is no thing."""
        return self.kinds or RESOURCE_TYPES.get(self.type, ())


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a question's answer."""

    name: str
    label: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """A small known answer: rows that must occur, rows that must not, and the total.

    In `contains` and `excludes` a resource is its slug, several resources a list of which all must
    be among the cell's. `source` is where a person verified it.
    """

    params: Mapping[str, str]
    contains: tuple[Mapping[str, Any], ...]
    excludes: tuple[Mapping[str, Any], ...]
    total: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a question.

    At least one of the parameters in `any_of` must be given. `pages` lists the entity pages that
    show the answer, `subject` is the column that the answer's sentence names, `picture` one of
    `PICTURES` or None.
    """

    summary: str
    description: str
    tags: tuple[str, ...]
    params: Mapping[str, Parameter]
    phrasings: tuple[Phrasing, ...]
    columns: Mapping[str, Column]
    expect: tuple[Expectation, ...]
    measure: str | None = None
    any_of: tuple[str, ...] = ()
    pages: tuple[PageTable, ...] = ()
    subject: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderLines:
    """The lines of a header, without `#+`, with their numbers in the file."""

    path: Path
    lines: list[tuple[int, str]]

    def fault(self, message: str, remedy: str, word: str | None = None) -> CatalogueError:
        """The error at the first line with `word`, or at the first line."""
        first = self.lines[0][0] if self.lines else 1
        hits = (number for number, text in self.lines if word is not None and word in text)
        return CatalogueError(self.path, next(hits, first), message, remedy)


class _Reader(HeaderLines):
    """Reads one header."""

    def mapping(self, value: Any, where: str) -> dict[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self.fault(f"`{where}` is not a mapping.", "Write it as `name: value`.", where)
        return value

    def text(self, value: Any, where: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"`{where}` is missing or not text.", "Write a sentence.", where)
        return " ".join(value.split())

    def texts(self, value: Any, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(f"`{where}` is not a list of texts.", "Write `[one, two]`.", where)
        return tuple(value)

    def shared(self, section: str, name: str, value: Any) -> Any:
        """The shared definition in `standard.yaml` if `value` is a text such as `standard`, else
        `value`."""
        if not isinstance(value, str):
            return value
        file = self.path.with_name(STANDARD)
        variants = _standard(file).get(section, {}).get(name, {})
        if value not in variants:
            raise self.fault(
                f"{STANDARD} has no `{value}` of `{name}` among its {section}.",
                f"Describe it here, or take one of: {', '.join(variants) or 'none'}.",
                name,
            )
        return variants[value]


@cache
def _standard(file: Path) -> Mapping[str, Any]:
    """The shared parameters and columns in `file`; empty if it does not exist."""
    if not file.exists():
        return {}
    try:
        shared: Mapping[str, Any] = stored_queries.load_yaml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(file, 1, f"Cannot be read: {error}.", "Write it as YAML.") from None
    return shared


def read_header(path: Path, lines: list[tuple[int, str]]) -> Header:
    """The header in `lines`: (number in the file, text without `#+`); raises CatalogueError."""
    reader = _Reader(path, lines)
    try:
        raw = stored_queries.load_yaml("\n".join(text for _, text in lines))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        number = lines[min(mark.line, len(lines) - 1)][0] if mark and lines else 1
        raise CatalogueError(
            path, number, f"The header is not YAML: {error.problem}.", "Correct that line."
        ) from None
    if raw is None:
        raise reader.fault("The file has no header.", "Begin it with `#+ summary: …`.")
    header = reader.mapping(raw, "header")
    for key in header.keys() - HEADER_KEYS:
        keys = ", ".join(sorted(HEADER_KEYS))
        raise reader.fault(f"The header has no key `{key}`.", f"It may have: {keys}.", key)
    params = {
        name: _parameter(reader, name, reader.shared("params", name, value))
        for name, value in reader.mapping(header.get("params") or {}, "params").items()
    }
    columns = {
        name: _column(reader, name, reader.shared("columns", name, value))
        for name, value in reader.mapping(header.get("columns"), "columns").items()
    }
    nameable = {**params, "limit": None}
    try:
        phrasings = parse(header.get("phrases") or [], nameable)
        pages = read_pages(header.get("pages") or [], path.stem, params, columns)
    except (InvalidPhrasing, InvalidPages) as error:
        raise reader.fault(error.message, error.remedy, error.word) from None
    beside = path.parent.parent / "phrasings" / f"{path.stem}.yaml"
    measure = header.get("measure")
    if measure is not None and measure not in MEASURES:
        raise reader.fault(
            f"There is no measure `{measure}`.", f"Use one of: {', '.join(MEASURES)}.", "measure"
        )
    return Header(
        summary=reader.text(header.get("summary"), "summary"),
        description=reader.text(header.get("description"), "description"),
        tags=reader.texts(header.get("tags") or [], "tags"),
        params=params,
        phrasings=(*phrasings, *read_phrasings(beside, nameable)),
        columns=columns,
        expect=tuple(_expectation(reader, item) for item in header.get("expect") or []),
        measure=measure,
        any_of=reader.texts(header.get("any_of") or [], "any_of"),
        pages=pages,
        subject=_subject(reader, header.get("subject"), columns),
        picture=_picture(reader, header.get("picture")),
    )


def _subject(reader: _Reader, value: Any, columns: Mapping[str, Column]) -> str | None:
    if value is not None and value not in columns:
        raise reader.fault(f"`subject` names no column {value}.", "Name a column.", "subject")
    return None if value is None else str(value)


def _picture(reader: _Reader, value: Any) -> str | None:
    if value is not None and value not in PICTURES:
        raise reader.fault(
            f"There is no picture `{value}`.", f"Use one of: {', '.join(PICTURES)}.", "picture"
        )
    return None if value is None else str(value)


def _parameter(reader: _Reader, name: str, value: Any) -> Parameter:
    settings = dict(reader.mapping(value, name))
    kind = settings.pop("type", None)
    if kind not in TYPES:
        raise reader.fault(
            f"The parameter `{name}` has no type that exists.", f"Types: {', '.join(TYPES)}.", name
        )
    for key in ("default", "example"):
        if settings.get(key) is not None:
            settings[key] = str(settings[key])
    settings["description"] = reader.text(settings.get("description"), f"{name}.description")
    settings["choices"] = reader.texts(settings.get("choices") or [], f"{name}.choices")
    settings["kinds"] = reader.texts(settings.get("kinds") or [], f"{name}.kinds")
    if not set(settings["kinds"]) <= set(RESOURCE_TYPES.get(kind, ())):
        raise reader.fault(
            f"The parameter `{name}` names a kind that its type does not have.",
            f"Kinds: {', '.join(RESOURCE_TYPES.get(kind, ('none',)))}.",
            name,
        )
    try:
        return Parameter(name=name, type=kind, **settings)
    except TypeError:
        keys = ", ".join(field for field in Parameter.__slots__ if field != "name")
        raise reader.fault(
            f"The parameter `{name}` says something that none can say.", f"Keys: {keys}.", name
        ) from None


def _column(reader: _Reader, name: str, value: Any) -> Column:
    settings = reader.mapping(value, name)
    if settings.get("kind") not in COLUMN_KINDS or settings.keys() - COLUMN_KEYS:
        raise reader.fault(
            f"The column `{name}` needs `label`, `kind` and `description`.",
            f"Kinds: {', '.join(COLUMN_KINDS)}.",
            name,
        )
    return Column(
        name,
        reader.text(settings.get("label"), f"{name}.label"),
        settings["kind"],
        reader.text(settings.get("description"), f"{name}.description"),
    )


def _expectation(reader: _Reader, value: Any) -> Expectation:
    entry = reader.mapping(value, "expect")
    allowed = {"params", "contains", "excludes", "total", "source"}
    if entry.keys() - allowed:
        raise reader.fault(
            "An expectation says something that none can say.",
            f"Keys: {', '.join(sorted(allowed))}.",
            "expect",
        )
    return Expectation(
        params={
            name: str(text)
            for name, text in reader.mapping(entry.get("params") or {}, "params").items()
        },
        contains=tuple(entry.get("contains") or ()),
        excludes=tuple(entry.get("excludes") or ()),
        total=entry.get("total"),
        source=reader.text(entry.get("source"), "source"),
    )
