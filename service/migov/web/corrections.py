"""`/correct`: a form about one statement that writes a text for the curators.

The text is YAML for `migov apply`. The visitor sends it by mail or as an issue to
`MIGOV_CORRECTIONS`: the service itself stores and sends nothing.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.curation.correction import LONGEST, Correction
from migov.questions.messages import marked
from migov.stored_queries import bound_query
from migov.vocabulary import BASE, ID, compact, kind_of, name
from migov.web.http.bodies import read_body
from migov.web.http.problems import Problem
from migov.web.http.rdf_formats import HTML_TYPE
from migov.web.http.representations import represent
from migov.web.http.requests import parameters
from migov.web.http.templating import page
from migov.web.http.translation import gettext as _
from migov.web.service import Running, Service, client
from migov.web.tables import in_words

router = APIRouter(include_in_schema=False)

#: Properties that a statement of each kind may lack, with their labels.
_MISSING = {
    "membership": {
        "schema:startDate": marked("Since"),
        "schema:endDate": marked("Until"),
        "mg:endedBy": marked("Gone by"),
    },
    "meeting": {"schema:startDate": marked("First day"), "schema:endDate": marked("Last day")},
    "agreement": {
        "mg:signedOn": marked("Signed"),
        "mg:inForceFrom": marked("In force from"),
        "schema:endDate": marked("Until"),
    },
    "mechanism": {"mg:established": marked("Established"), "mg:dissolved": marked("Dissolved")},
    "organization": {"mg:established": marked("Established"), "mg:dissolved": marked("Dissolved")},
}
#: The path prefix of a past release.
_RELEASE = re.compile(r"^release/[0-9a-f]{12}/")
#: Properties that a visitor cannot correct by a value.
_OWN = ("rdf:type", "skos:editorialNote", "skos:scopeNote")
_FIELDS = ("what", "right", "source", "title", "date", "comment")
#: Mail programs cut longer URLs; the text must then be copied.
_LONGEST_ADDRESS = 1900


@router.get("/correct")
async def form(request: Request, service: Running) -> Response:
    """The form about `statement`, an IRI of the project or its path."""
    params = parameters(request)
    subject = _subject(params.get("statement", ""))
    return await _form(request, service, subject, {}, "")


@router.post("/correct")
async def text(request: Request, service: Running) -> Response:
    """The text of the correction in the form, with ways to send it."""
    body = await read_body(request, service.settings)
    try:
        pairs = parse_qsl(body.decode("ascii"), errors="strict", max_num_fields=20)
    except (UnicodeDecodeError, ValueError):
        raise Problem(400, "bad-request", "The body is not a form.") from None
    params = {key: value.strip()[:LONGEST] for key, value in pairs}
    subject = _subject(params.get("statement", ""))
    fault = _fault(params)
    if fault:
        return await _form(request, service, subject, params, fault)
    prop, _, wrong = params.get("what", "").partition("=")
    correction = Correction(
        statement=subject,
        property=prop,
        wrong=wrong,
        **{key: params.get(key, "") for key in ("right", "source", "title", "date", "comment")},
        release=service.release.id,
    )
    return _html(
        request,
        "correction.html",
        service,
        about=_about(service, subject),
        text=correction.yaml(),
        ways=_ways(service, subject, correction.yaml()),
    )


async def _form(
    request: Request, service: Service, subject: str, params: dict[str, str], fault: str
) -> Response:
    query = bound_query("actor-statements", {"subject": [ox.NamedNode(subject)]})
    rows = (await service.engine.select(query, client(request))).rows
    if not rows:
        raise Problem(
            404,
            "unknown-thing",
            f"There is no statement {compact(subject)[:120]} in this release: it may have been "
            "renamed or withdrawn. Its mechanism's page has the newer one.",
        )
    choices: dict[str, dict[str, Any]] = {}
    for row in rows:
        prop, value = row["property"], row["value"]
        if not isinstance(prop, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        short = compact(prop.value)
        if short in _OWN:
            continue
        shown = (
            service.labels.label(value.value) if isinstance(value, ox.NamedNode) else value.value
        )
        words = _(_MISSING.get(kind_of(subject), {}).get(short, in_words(prop.value).capitalize()))
        key = f"{short}={value.value}"
        choices.setdefault(key, {"key": key, "words": f"{words}: {shown[:120]}"})
    stated = {key.partition("=")[0] for key in choices}
    missing = [
        {"key": f"{short}=", "words": _("%(what)s: not stated") % {"what": _(words)}}
        for short, words in _MISSING.get(kind_of(subject), {}).items()
        if short not in stated
    ]
    return _html(
        request,
        "correct.html",
        service,
        status=422 if fault else 200,
        about=_about(service, subject),
        choices=[*sorted(choices.values(), key=lambda each: each["words"]), *missing],
        given={key: params.get(key, "") for key in _FIELDS},
        fault=fault,
        longest=LONGEST,
    )


def _subject(text: str) -> str:
    """The IRI of the statement to correct; raises Problem if it is not one of the project's."""
    path = _RELEASE.sub("", text.removeprefix(BASE).lstrip("/"))
    if path.startswith("doc/"):
        path = f"id/{path.removeprefix('doc/')}"
    subject = BASE + path
    known = name(subject)
    slug = known.slug if known else ""
    if (
        known is None
        or not subject.startswith(ID)
        or not slug.replace("-", "").isalnum()
        or len(slug) > 200
    ):
        raise Problem(
            422,
            "parameter",
            "`statement` is the IRI of what is to be corrected.",
            parameter="statement",
            remedy="Follow the link “correct” of a row, or of a page.",
        )
    return subject


def _fault(params: dict[str, str]) -> str:
    if not params.get("right") and not params.get("comment"):
        return "Say what is right, or explain in words what is wrong."
    source = params.get("source", "")
    if source and not source.startswith(("https://", "http://")):
        return "The address of the source begins with https://."
    if not source and not params.get("comment"):
        return "Give the address of a page that says so: every fact has a source."
    if any(not c.isprintable() and c not in "\r\n\t" for value in params.values() for c in value):
        return "A field holds a control character."
    return ""


def _about(service: Service, subject: str) -> dict[str, str]:
    path = subject.removeprefix(ID)
    return {"iri": subject, "label": service.labels.label(subject), "href": f"/doc/{path}"}


def _ways(service: Service, subject: str, text: str) -> dict[str, str | None]:
    """The URL that sends the text with one click, and how."""
    where = service.settings.corrections
    title = f"Correction: {compact(subject)}"
    if where is None:
        return {"way": None, "send": None}
    if "@" in where and "://" not in where:
        address = where.removeprefix("mailto:")
        send = f"mailto:{quote(address, safe='@')}?" + urlencode(
            {"subject": title, "body": text}, quote_via=quote
        )
        way = f"by mail to {address}"
    else:
        joint = "&" if "?" in where else "?"
        send = where + joint + urlencode({"title": title, "body": f"```yaml\n{text}```\n"})
        way = "as an issue"
    if len(send) > _LONGEST_ADDRESS:
        send = where if "://" in where else f"mailto:{where.removeprefix('mailto:')}"
        way += ", with the text above copied into it"
    return {"way": way, "send": send}


def _html(
    request: Request, template: str, service: Service, status: int = 200, **values: Any
) -> Response:
    html = page(request, template, release=service.release.id, **values)
    return represent(request, html, HTML_TYPE, status=status)
