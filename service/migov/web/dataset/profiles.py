"""`/dataset/croissant.json` and `/dataset/datapackage.json`: descriptions of the tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from migov.vocabulary import LICENSE
from migov.web.dataset.croissant import croissant
from migov.web.dataset.datapackage import datapackage
from migov.web.http.addresses import base_address
from migov.web.http.operations import gives
from migov.web.http.representations import Validators, represent
from migov.web.linked_data.versions import Version
from migov.web.service import Running, Service

router = APIRouter(tags=["Linked data"])


@router.head("/dataset/croissant.json", include_in_schema=False)
@router.get(
    "/dataset/croissant.json",
    summary="The tables in Croissant",
    response_class=Response,
    responses=gives("The tables, in Croissant 1.1.", ["application/ld+json"]),
)
async def as_croissant(request: Request, service: Running) -> Response:
    """Files and columns of the tables for machine learning tools."""
    return _described(request, service, croissant, "application/ld+json")


@router.head("/dataset/datapackage.json", include_in_schema=False)
@router.get(
    "/dataset/datapackage.json",
    summary="The tables as a data package",
    response_class=Response,
    responses=gives("The tables, as a Tabular Data Package.", ["application/json"]),
)
async def as_datapackage(request: Request, service: Running) -> Response:
    """Files and columns of the tables for Frictionless tools."""
    return _described(request, service, datapackage, "application/json")


def _described(
    request: Request,
    service: Service,
    describe: Callable[[Version, str], dict[str, Any]],
    media: str,
) -> Response:
    base = base_address(request)
    validators = Validators(request, service.modified, service.release.id, describe.__name__, base)
    made = describe(Version(service.release, service.modified), base)
    content = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    headers = {"Link": f'</dataset>; rel="describedby", <{LICENSE}>; rel="license"'}
    return represent(request, content, media, validators, headers=headers)
