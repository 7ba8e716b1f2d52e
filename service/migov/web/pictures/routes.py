"""`/picture/…`: networks, comparisons, answers and things as SVG and PNG."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.networks import KINDS, PARAMETERS, read
from migov.networks.comparison import PARAMETERS as COMPARISON
from migov.networks.comparison import compare
from migov.networks.comparison import read as comparison_request
from migov.questions.answer import QuestionAnswer, answer
from migov.questions.catalogue import Question
from migov.questions.header import Parameter
from migov.questions.labels import Entry
from migov.questions.preparation import prepare
from migov.questions.resolve import resolve
from migov.vocabulary import KINDS as KINDS_OF_THINGS
from migov.web.charts.answers import chart
from migov.web.http.operations import described, gives
from migov.web.http.problems import Problem
from migov.web.http.representations import Validators, not_modified, represent
from migov.web.http.requests import Format, parameters
from migov.web.http.templating import environment
from migov.web.networks.compare_page import combinations_plot, states_map
from migov.web.networks.compare_routes import compared_timeline
from migov.web.networks.drawing import drawn
from migov.web.pictures.cards import ROWS, WIDTH, Chart, card, png
from migov.web.questions.answer_view import heading
from migov.web.service import Running, Service, client, release_cache, release_ties
from migov.web.tables import Names

router = APIRouter(prefix="/picture", tags=["Pictures"])

SVG = Format("svg", "image/svg+xml")
PNG = Format("png", "image/png")
FORMATS = {SVG.name: SVG, PNG.name: PNG}
#: The width of a PNG in pixels: twice the units of a network's SVG.
_PIXELS = 1800
#: Maximum number of rows of an answer in a picture.
_ROWS = 1000
_OF_CARDS = "The picture, 1200 by 630."
#: The most informative questions by kind of thing, with the parameter that takes it and further
#: parameters; the first with rows is shown.
_MEMBERS = ("members", "actor", {"role": "member"})
_ABOUT: dict[str, tuple[tuple[str, str, dict[str, str]], ...]] = {
    "mechanism": (_MEMBERS, ("members", "actor", {})),
    "state": (("memberships", "actor", {}),),
    "organization": (_MEMBERS, ("memberships", "actor", {})),
    "body": (_MEMBERS, ("members", "actor", {})),
    "instrument": (("parties", "instrument", {}),),
}


def _network_route(form: Format) -> Callable[[Request, Running], Awaitable[Response]]:
    async def network(request: Request, service: Running) -> Response:
        """The picture of a network; parameters as for `/network`."""
        params = parameters(request)
        if not {"kind", "actor"} & params.keys():
            params["kind"] = "mechanism-mechanism"
        asked = read(params, service.labels, service.today())

        async def make() -> str:
            ties = await release_ties(service)

            def draw() -> str:
                picture = drawn(service, ties, asked)
                return (
                    environment()
                    .get_template("pictures/network.svg")
                    .render(
                        picture=picture,
                        title=KINDS[asked.kind],
                        day=asked.when.day or "any day",
                        release=service.release.id,
                    )
                )

            return await asyncio.to_thread(draw)

        return await picture(request, service, form, ("network", repr(asked)), make, _PIXELS)

    return network


#: What `/compare` draws; the first is the picture of its previews.
_SHOWN: Final = ("combinations", "map", "timeline")
_SHOW = Parameter(
    "show",
    "text",
    "The picture: how many are in exactly which, the map of members, or chairs and meetings.",
    choices=_SHOWN,
    default=_SHOWN[0],
    example=_SHOWN[0],
)


def _comparison_route(form: Format) -> Callable[[Request, Running], Awaitable[Response]]:
    async def comparison(request: Request, service: Running) -> Response:
        """The picture of a comparison; parameters as for `/compare`."""
        params = parameters(request)
        show = params.pop("show", _SHOWN[0])
        if show not in _SHOWN:
            raise Problem(
                422, "parameter", f"`show` is one of {', '.join(_SHOWN)}.", parameter="show"
            )
        asked = comparison_request(params, service.labels, service.today())

        async def make() -> str:
            names = Names(service.labels, asked.lang)
            found = compare(await release_ties(service), service.labels, asked, [])
            plot = combinations_plot(found, names)
            chart: Chart = plot
            if show == "map":
                chart = states_map(found, names)
            elif show == "timeline":
                chart = await compared_timeline(service, asked.actors, asked.lang, client(request))
            return await asyncio.to_thread(
                card,
                " · ".join(map(names.label, asked.actors)),
                plot.said if plot and show != "timeline" else "",
                chart,
                release=service.release.id,
                as_of=asked.when.day or "any day",
                lang=asked.lang,
            )

        return await picture(request, service, form, ("compare", show, repr(asked)), make, WIDTH)

    return comparison


def _question_route(form: Format) -> Callable[[Request, Running, str], Awaitable[Response]]:
    async def asked(request: Request, service: Running, name: str) -> Response:
        """The answer to a question with its picture; parameters as for the question."""
        params = parameters(request)
        question = service.catalogue.get(name)
        lang = params.get("lang", "en")

        async def make() -> str:
            answered = await _answer(service, name, params, client(request))
            title = heading(service, answered, lang)
            return await asyncio.to_thread(_card, service, title, answered, question, lang)

        key = ("question", name, repr(sorted(params.items())))
        # Invalid parameters are reported even if the client has the picture.
        prepare(service.catalogue, service.labels, name, params, service.today())
        return await picture(request, service, form, key, make, WIDTH)

    return asked


def _thing_route(form: Format) -> Callable[[Request, Running, str, str], Awaitable[Response]]:
    async def thing(request: Request, service: Running, kind: str, slug: str) -> Response:
        """A thing: its name, the most informative sentence, and its picture."""
        params = parameters(request)
        lang = params.get("lang", "en")
        if kind not in KINDS_OF_THINGS:
            raise Problem(404, "not-found", f"No picture is kept of the kind {kind[:40]!r}.")
        entry = resolve(service.labels, slug, (kind,), kind)

        async def make() -> str:
            for name, parameter, more in _ABOUT.get(kind, ()):
                asked = {parameter: entry.iri, **more, "lang": lang}
                answered = await _answer(service, name, asked, client(request))
                if answered.rows:
                    question = service.catalogue.get(name)
                    title = entry.label(lang)
                    return await asyncio.to_thread(_card, service, title, answered, question, lang)
            return await asyncio.to_thread(_plain_card, service, entry, lang)

        return await picture(request, service, form, (kind, entry.slug, lang), make, WIDTH)

    return thing


async def _answer(
    service: Service, name: str, given: Mapping[str, str], who: str
) -> QuestionAnswer:
    """The answer to a question with all rows that a picture can show."""
    return await answer(
        service.engine,
        service.catalogue,
        service.labels,
        name,
        {"limit": str(_ROWS), **given},
        service.release.id,
        service.today(),
        who,
        wider=False,
    )


def _card(
    service: Service, title: str, answered: QuestionAnswer, question: Question, lang: str
) -> str:
    columns = {column.name: column.label for column in question.columns.values()}
    drawn = chart(columns, answered.rows, answered.as_of, question.header.picture, ROWS)
    return card(
        title,
        answered.sentence,
        drawn,
        release=service.release.id,
        as_of=answered.as_of.isoformat(),
        lang=lang,
    )


def _plain_card(service: Service, entry: Entry, lang: str) -> str:
    """A card with only the name, for things without a question."""
    day = service.today().isoformat()
    return card(entry.label(lang), "", None, release=service.release.id, as_of=day, lang=lang)


async def picture(
    request: Request,
    service: Service,
    form: Format,
    key: tuple[str, ...],
    make: Callable[[], Awaitable[str]],
    pixels: int,
) -> Response:
    """The SVG of `make`, or its PNG `pixels` wide, as a response, cached with the release."""
    today = service.today().isoformat()
    validators = Validators(
        request, service.modified_today, service.release.id, "picture", today, form.name, *key
    )
    if validators.held():
        return not_modified(request, validators)
    cache = release_cache(service)
    cache_key = ("picture", today, form.name, *key)
    content = cache.get(cache_key)
    if content is None:
        svg = await make()
        content = svg.encode() if form is SVG else await asyncio.to_thread(png, svg, pixels)
        cache.put(cache_key, content)
    return represent(request, content, form.content_type, validators)


#: The path of each picture before its extension, its operation, handler and summary, what it is,
#: and the parameters of its query.
_PICTURES: Final[tuple[tuple[str, str, Callable[[Format], Any], str, str, Any], ...]] = (
    (
        "/network",
        "network",
        _network_route,
        "The picture of a network as {}",
        "The picture.",
        PARAMETERS,
    ),
    (
        "/compare",
        "compare",
        _comparison_route,
        "The picture of a comparison as {}",
        _OF_CARDS,
        {**COMPARISON, _SHOW.name: _SHOW},
    ),
    (
        "/question/{name}",
        "question",
        _question_route,
        "The answer to a question as a picture, {}",
        _OF_CARDS,
        None,
    ),
    ("/{kind}/{slug}", "thing", _thing_route, "A thing as a picture, {}", _OF_CARDS, None),
)

for _path, _operation, _route, _summary, _about, _parameters in _PICTURES:
    for _form in FORMATS.values():
        router.add_api_route(
            f"{_path}.{_form.name}",
            _route(_form),
            methods=["GET"],
            operation_id=f"picture-{_operation}-{_form.name}",
            summary=_summary.format(_form.name.upper()),
            responses=gives(_about, [_form.media_type], 404, 422),
            openapi_extra=_parameters and {"parameters": described(_parameters, [])[:-1]},
        )
