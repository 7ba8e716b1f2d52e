"""Compares two releases: things added, removed and changed, by actor.

Only stated triples are compared; derived triples follow from them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from migov.knowledge.diff.sentences import Snapshot, Thing, sentence
from migov.knowledge.release.release import NoRelease, Release
from migov.vocabulary import ACTOR_KINDS, kind_of

#: Properties that lead from a thing to the actor it is reported under, tried in order.
_OWNERS = {
    "membership": ("org:organization",),
    "partnership": ("mg:partner",),
    "meeting": ("mg:convenedBy",),
    "instrument": ("mg:adoptedBy", "mg:implements"),
    "initiative": ("mg:withinFramework", "mg:implementedBy"),
    "body": ("org:unitOf",),
}
#: Properties that state an end.
_ENDS = ("schema:endDate", "mg:endedBy", "mg:dissolved")
_ORDER = {"added": 0, "changed": 1, "removed": 2}


@dataclass(frozen=True)
class PropertyChange:
    """The values that one property lost and gained."""

    property: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One thing that was added, removed or changed, with its actor and a sentence.

    A source or a concept has no actor; its label is then the plural kind. `concerns` are all actors
    that the thing names, so that a follower of any of them sees the change.
    """

    actor: str | None
    actor_label: str
    change: str
    thing: str
    text: str
    properties: tuple[PropertyChange, ...]
    concerns: tuple[str, ...] = ()

    @property
    def effect(self) -> str:
        """The kind of change: added, ended, corrected or removed."""
        if self.change != "changed":
            return self.change
        ends = [one for one in self.properties if one.property in _ENDS]
        return "ended" if any(one.added and not one.removed for one in ends) else "corrected"


@dataclass(frozen=True)
class Difference:
    """All changes from one release to another, by actor's name."""

    before: Release
    after: Release
    changes: tuple[Change, ...]

    def by_actor(self) -> list[list[Change]]:
        """The changes grouped by actor, in name order; changes without an actor come last."""
        grouped: dict[tuple[str | None, str], list[Change]] = defaultdict(list)
        for change in self.changes:
            grouped[change.actor, change.actor_label].append(change)
        return list(grouped.values())


def compare(before: Release, after: Release) -> Difference:
    """The difference between two releases; raises NoRelease if a dump cannot be read."""
    old, new = Snapshot(before), Snapshot(after)
    changes = []
    for iri in old.things.keys() | new.things.keys():
        change = _change(old, new, old.things.get(iri), new.things.get(iri))
        if change is not None:
            changes.append(change)
    changes.sort(
        key=lambda c: (
            c.actor is None,
            c.actor_label.casefold(),
            c.actor or "",
            _ORDER[c.change],
            c.text,
            c.thing,
        )
    )
    return Difference(before, after, tuple(changes))


def as_text(difference: Difference) -> str:
    """The changes as text: a paragraph for each actor, a line for each change."""
    lines = [f"From release {difference.before.id} to {difference.after.id}"]
    for changes in difference.by_actor():
        lines.append("")
        lines += [f"{change.actor_label}: {change.text}" for change in changes]
    if not difference.changes:
        lines.append("Nothing that a source states has changed.")
    return "\n".join(lines)


def as_json(difference: Difference) -> str:
    """The changes as JSON: `{from, to, actors: [{iri, label, changes: [...]}]}`."""
    actors = [
        {
            "iri": changes[0].actor,
            "label": changes[0].actor_label,
            "changes": [
                {
                    "change": change.change,
                    "effect": change.effect,
                    "concerns": list(change.concerns),
                    "thing": change.thing,
                    "text": change.text,
                    "properties": [asdict(one) for one in change.properties],
                }
                for change in changes
            ],
        }
        for changes in difference.by_actor()
    ]
    content = {"from": difference.before.id, "to": difference.after.id, "actors": actors}
    return json.dumps(content, ensure_ascii=False, indent=2)


def find_release(text: str, releases: Path) -> Release:
    """Finds a release by directory, id, prefix of an id, or `current`."""
    if text == "current":
        return Release.current(releases)
    path = Path(text)
    if path.is_dir():
        return Release.open(path)
    if re.fullmatch(r"[0-9a-f]{4,12}", text) and releases.is_dir():
        folders = [folder for folder in releases.iterdir() if folder.name.startswith(text)]
        if len(folders) == 1:
            return Release.open(folders[0])
    ids = ", ".join(release.id for release in Release.all(releases)) or "none"
    raise NoRelease(f"There is no release {text}. Built releases: {ids}.")


def _change(old: Snapshot, new: Snapshot, was: Thing | None, now: Thing | None) -> Change | None:
    thing = now or was
    if thing is None:
        return None
    view = new if now is not None else old
    kind = "added" if was is None else "removed" if now is None else "changed"
    properties = _property_changes(was, now)
    gained = (now.sources if now else set()) - (was.sources if was else set())
    lost = (was.sources if was else set()) - (now.sources if now else set())
    if kind == "changed" and not properties and not gained and not lost:
        return None
    actor = _owner(view, thing)
    text = sentence(view, kind, thing, was, [(p.property, p.removed, p.added) for p in properties])
    if kind == "changed" and not properties:
        source_changes = [f"now also stated by “{new.label(source)}”" for source in sorted(gained)]
        source_changes += [f"no longer stated by “{old.label(source)}”" for source in sorted(lost)]
        text = ": ".join(part for part in (text, ", ".join(source_changes)) if part)
    label = view.label(actor) if actor else _plural(thing.iri)
    return Change(actor, label, kind, thing.iri, text, properties, _concerns(was, now, actor))


def _concerns(was: Thing | None, now: Thing | None, actor: str | None) -> tuple[str, ...]:
    """The actors that a thing names or is, and the one it is reported under."""
    named = {actor} if actor else set()
    for thing in (was, now):
        if thing is not None:
            named |= {thing.iri, *(value for each in thing.properties.values() for value in each)}
    return tuple(sorted(iri for iri in named if kind_of(iri) in ACTOR_KINDS))


def _property_changes(was: Thing | None, now: Thing | None) -> tuple[PropertyChange, ...]:
    before = was.properties if was else {}
    after = now.properties if now else {}
    changes = []
    for predicate in sorted(before.keys() | after.keys()):
        lost = before.get(predicate, set()) - after.get(predicate, set())
        gained = after.get(predicate, set()) - before.get(predicate, set())
        if lost or gained:
            changes.append(PropertyChange(predicate, tuple(sorted(lost)), tuple(sorted(gained))))
    return tuple(changes)


def _owner(view: Snapshot, thing: Thing) -> str | None:
    kind = kind_of(thing.iri)
    for predicate in _OWNERS.get(kind, ()):
        for value in sorted(thing.values(predicate), key=_mechanisms_first):
            owner = view.things.get(value)
            part_of = owner.value("org:unitOf") if owner and "/id/body/" in value else None
            return part_of or value
    return thing.iri if kind in ACTOR_KINDS else None


def _plural(iri: str) -> str:
    kind = kind_of(iri) or "resource"
    return f"{kind[:-1]}ies".capitalize() if kind.endswith("y") else f"{kind}s".capitalize()


def _mechanisms_first(iri: str) -> tuple[int, str]:
    kind = kind_of(iri)
    return (ACTOR_KINDS.index(kind) if kind in ACTOR_KINDS else len(ACTOR_KINDS), iri)
