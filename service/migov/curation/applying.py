"""Turns a correction into a patch of the data files.

Statements of other sources are not overwritten: if the correction names the page of a known source,
the statement in that source's graph is corrected; a new page becomes a new source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pyoxigraph as ox

from migov.curation.collection import EDITORIAL, Collection, Stated, Value
from migov.curation.correction import Correction
from migov.curation.importing import SourceWanted, add_source, find_source, source_slug
from migov.curation.patch import Patch
from migov.curation.reader import NoDate, partial_date
from migov.errors import CannotRun
from migov.knowledge.findings import Finding, Severity
from migov.knowledge.write import dated
from migov.questions.errors import AmbiguousActor, UnknownActor
from migov.questions.resolve import near, resolve
from migov.vocabulary import KINDS, RDF_TYPE, compact, expand, kind_of, name

#: The identifying properties of each kind of statement, repeated in the graph of every source.
_BASE = {
    "membership": ("org:member", "org:organization", "org:role"),
    "adherence": ("mg:party", "mg:instrument"),
    "agreement": ("mg:partner", "mg:partnershipKind"),
    "partnership": ("mg:partner", "mg:partnershipKind"),
    "meeting": ("mg:convenedBy",),
}
_DATES = ("date", "gYearMonth", "gYear")
#: Properties whose values are dates.
_DATED = (
    *("schema:startDate", "schema:endDate", "mg:endedBy", "mg:attestedIn", "mg:established"),
    *("mg:dissolved", "mg:signedOn", "mg:inForceFrom", "dcterms:date", "mg:contentDate"),
)


@dataclass
class Applied:
    """The result of a correction: a patch, findings, and a summary in words."""

    patch: Patch = field(default_factory=Patch)
    findings: list[Finding] = field(default_factory=list)
    message: str = ""

    def refuse(self, message: str, remedy: str, place: str = "") -> Applied:
        """Add a finding that says why the correction cannot be applied."""
        file, _, line = place.rpartition(":")
        number = int(line) if line.isdigit() else None
        self.findings.append(
            Finding(Severity.VIOLATION, file or None, number, None, message, remedy, "apply")
        )
        return self


def apply_correction(correction: Correction, collection: Collection) -> Applied:
    """The patch for a correction; raises CannotRun for an invalid source."""
    done = Applied()
    subject = correction.statement
    stated = [one for one in collection.about(subject) if one.predicate]
    if not stated:
        return _gone(done, subject, collection)
    places = ", ".join(sorted({f"{one.file.name}:{_line(one, subject)}" for one in stated}))
    done.message = f"{compact(subject)} stands at {places}."
    if correction.comment:
        done.message += f"\nIn words: {correction.comment}"
    if not correction.property:
        done.message += "\nNo property is named, so there is nothing to patch."
        return done
    predicate = expand(correction.property)
    values = [one for one in stated if one.predicate == predicate]
    if correction.wrong and not any(correction.wrong == one.value.value for one in values):
        stated_values = ", ".join(dict.fromkeys(one.value.value for one in values)) or "not stated"
        return done.refuse(
            f"{correction.property} of {compact(subject)} is not {correction.wrong} any more: "
            f"it is {stated_values}.",
            "Nothing, if the data is right by now; else correct `wrong`.",
            collection.place(subject, values[0].value.value if values else None),
        )
    source, new = _source(correction, collection)
    if not correction.right:
        return _taken_away(done, correction, values, source)
    right = _value(done, correction, values, collection)
    if right is None:
        return done
    if source is None:
        return done.refuse(
            "The correction names no page that says so.",
            "Give `source`, an address, so that the fact has a source.",
            collection.place(subject),
        )
    _corrected(done, correction, stated, source, right, collection)
    if not done.patch.added:
        done.message += f"\n{compact(source)} states this already."
    elif new is not None:
        done.patch.merge(new)
    return done


def _corrected(
    done: Applied,
    correction: Correction,
    stated: list[Stated],
    source: str,
    right: Value,
    collection: Collection,
) -> None:
    """Put the right value into the graph of the source, replacing a wrong one there."""
    subject, predicate = correction.statement, expand(correction.property)
    own = [one for one in stated if one.graph == source]
    home = own[0].file.path if own else collection.home(subject)
    if home is None or any(one.predicate == predicate and one.value == right for one in own):
        return
    for one in own:
        if one.predicate == predicate and one.value.value == correction.wrong:
            done.patch.remove(home, source, subject, predicate, one.value)
    done.patch.add(home, source, subject, predicate, right)
    base = {RDF_TYPE, *(expand(name) for name in _BASE.get(kind_of(subject), ()))}
    if not own and kind_of(subject) in _BASE:
        for one in stated:
            if one.predicate in base and one.graph != EDITORIAL:
                done.patch.add(home, source, subject, one.predicate, one.value)


def _taken_away(
    done: Applied, correction: Correction, values: list[Stated], source: str | None
) -> Applied:
    wrong = [one for one in values if one.value.value == correction.wrong and one.graph == source]
    if not wrong:
        return done.refuse(
            "Nothing is given as right, and the source that is named does not state what is wrong.",
            "Read the sources that state it: a value leaves the graph of its own source only.",
        )
    for one in wrong:
        done.patch.remove(one.file.path, one.graph, correction.statement, one.predicate, one.value)
    return done


def _gone(done: Applied, subject: str, collection: Collection) -> Applied:
    thing = name(subject)
    if thing is None:
        return done.refuse(
            f"<{subject[:200]}> is not an IRI of the data.",
            "Give the IRI of a statement, which begins with https://w3id.org/migov/id/.",
        )
    text = thing.slug.replace("-", " ")[:100]
    alike = near(collection.labels, text, (thing.kind,), 3)
    hint = ", ".join(f"{each.reference} ({collection.place(each.iri)})" for each in alike)
    return done.refuse(
        f"{compact(subject)} is not in the data any more: it was renamed or withdrawn.",
        f"Look among {hint}." if hint else "Look at `/changes` and data/withdrawn.trig.",
    )


def _source(correction: Correction, collection: Collection) -> tuple[str | None, Patch | None]:
    """The source that the correction names, described in the patch if new."""
    if not correction.source:
        return None, None
    known = find_source(correction.source, collection)
    if known is not None:
        return known, None
    host = urlsplit(correction.source).hostname or ""
    title = correction.title or f"Page of {host.removeprefix('www.')}"
    slug = source_slug(title, host.removeprefix("www."), correction.date[:4] or None)
    if collection.about(expand(f"source:{slug}")):
        raise CannotRun(f"source:{slug} is another page: give `title`, so that the name differs.")
    described = Patch()
    wanted = SourceWanted(
        slug, title, correction.source, host.removeprefix("www."), correction.date or None
    )
    source, _ = add_source(wanted, collection, described)
    return source, described


def _value(
    done: Applied, correction: Correction, values: list[Stated], collection: Collection
) -> Value | None:
    """The right value as a term of the property's type; None if it is invalid."""
    text, like = correction.right, next((one.value for one in values), None)
    for one in values:
        if one.value.value == correction.wrong:
            like = one.value
    if isinstance(like, ox.NamedNode):
        kinds = (kind_of(like.value),) if kind_of(like.value) else KINDS
        try:
            return ox.NamedNode(resolve(collection.labels, text, kinds, kinds[0]).iri)
        except (UnknownActor, AmbiguousActor) as error:
            done.refuse(f"`right`: {error}", "Write a name, code or slug of the data.")
            return None
    is_date = like is not None and like.datatype.value.rpartition("#")[2] in _DATES
    if is_date or correction.property in _DATED:
        try:
            return dated(partial_date(text))
        except NoDate as error:
            done.refuse(f"`right`: {error}", error.remedy)
            return None
    if like is None:
        done.refuse(
            f"{correction.property} is not stated of {compact(correction.statement)}, so its kind "
            "of value is not known.",
            "Write the triple by hand: docs/contributing-facts.md shows how.",
        )
        return None
    if like.language:
        return ox.Literal(text, language=like.language)
    return ox.Literal(text, datatype=like.datatype)


def _line(one: Stated, subject: str) -> int:
    return one.file.line(subject, None, None, one.graph)
