"""Representations: content coding, validators, conditional requests.

RFC 9110: an ETag is strong, so it differs between codings (8.8.3.3); `If-None-Match` takes
precedence over `If-Modified-Since` (13.2.2); 304 repeats the headers that a cache stores (15.4.5).
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime

import zstandard
from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Send
from werkzeug.datastructures import Accept
from werkzeug.http import http_date, parse_accept_header, parse_etags, parse_range_header
from werkzeug.sansio.http import is_resource_modified

from migov.web.http.middleware import HEAD
from migov.web.http.translation import interface_language

#: Minimum size for compression, in bytes.
SMALL = 1024


class StreamedResponse(StreamingResponse):
    """Closes the iterator of its body when the client leaves, so that a worker is free at once."""

    async def stream_response(self, send: Send) -> None:
        try:
            await super().stream_response(send)
        finally:
            if isinstance(self.body_iterator, AsyncGenerator):
                await self.body_iterator.aclose()


class Validators:
    """The validators of a representation: its ETag per coding, and its date."""

    def __init__(self, request: Request, modified: datetime, *parts: str) -> None:
        """`parts` identify the representation: release, request, media type."""
        named = "\0".join((*parts, interface_language()))
        digest = hashlib.sha256(named.encode()).hexdigest()[:24]
        self.coding = content_coding(request)
        self.etag = f'"{digest}-{self.coding}"'
        self.modified = modified.replace(microsecond=0)
        self._request = request

    def held(self) -> bool:
        """Whether the client's `If-None-Match` has this exact tag.

        Then 304 needs no evaluation, unlike with `*` or a date, which may come with an invalid
        request.
        """
        tags = parse_etags(self._request.headers.get("if-none-match"))
        return not tags.star_tag and tags.contains_weak(self.etag.strip('"'))

    def unchanged(self) -> bool:
        """Whether the client's copy is still valid, so that the response is 304."""
        return not is_resource_modified(
            http_if_none_match=self._request.headers.get("if-none-match"),
            http_if_modified_since=self._request.headers.get("if-modified-since"),
            etag=self.etag,
            last_modified=self.modified,
        )

    def headers(self) -> dict[str, str]:
        return {
            "ETag": self.etag,
            "Last-Modified": http_date(self.modified),
            "Cache-Control": "public, max-age=0, must-revalidate",
        }


def content_coding(request: Request) -> str:
    """The best content coding that the client accepts: zstd, gzip or identity."""
    accept = parse_accept_header(request.headers.get("accept-encoding", ""), Accept)
    best, best_quality = "identity", 0.0
    for coding in ("zstd", "gzip"):
        quality = float(accept.quality(coding))
        if quality > best_quality:
            best, best_quality = coding, quality
    return best


def represent(
    request: Request,
    content: bytes | str | AsyncIterator[bytes],
    content_type: str,
    validators: Validators | None = None,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """A response with `content` in the negotiated coding, with `validators` if given.

    Without validators the response must not be stored.
    """
    coding = validators.coding if validators else content_coding(request)
    out = {"Vary": "Accept, Accept-Encoding", **(headers or {})}
    if content_type.startswith("text/html"):
        out.setdefault("Content-Language", interface_language())
        if "Accept-Language" not in out["Vary"]:
            out["Vary"] += ", Accept-Language"
    out.update(validators.headers() if validators else {"Cache-Control": "no-store"})
    if validators and validators.unchanged() and 200 <= status < 300:
        return Response(status_code=304, headers=out)
    if isinstance(content, str):
        content = content.encode()
    if isinstance(content, bytes):
        if validators and status == 200 and coding == "identity":
            out["Accept-Ranges"] = "bytes"
            if HEAD not in request.scope and "range" in request.headers:
                return _part(request, content, content_type, validators, out)
        if coding != "identity" and len(content) >= SMALL:
            content = _coded(content, coding)
            out["Content-Encoding"] = coding
        return Response(content, status, out, content_type)
    if coding != "identity":
        content = _coding(content, coding)
        out["Content-Encoding"] = coding
    return StreamedResponse(content, status, out, content_type)


def wants_length(request: Request) -> bool:
    """Whether a client requests a range or the length of a representation.

    Programs that read Parquet and CSV by URL do so (Polars, DuckDB).
    """
    return HEAD in request.scope or "range" in request.headers


async def collected(content: AsyncIterator[bytes]) -> bytes:
    """All pieces joined, for a client of `wants_length`."""
    return b"".join([piece async for piece in content])


def _part(
    request: Request,
    content: bytes,
    content_type: str,
    validators: Validators,
    headers: dict[str, str],
) -> Response:
    """The requested range (RFC 9110, section 14); the whole if there are several or none is
    valid."""
    size = len(content)
    asked = parse_range_header(request.headers["range"])
    condition = request.headers.get("if-range")
    if condition is not None and condition != validators.etag:
        asked = None
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return Response(content, 200, headers, content_type)
    chosen = asked.range_for_length(size)
    if chosen is None:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    start, stop = chosen
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Response(content[start:stop], 206, headers, content_type)


def not_modified(request: Request, validators: Validators) -> Response:
    """304 for a client that already has the representation (`validators.held()`)."""
    return represent(request, b"", "", validators)


def _coded(content: bytes, coding: str) -> bytes:
    if coding == "gzip":
        return gzip.compress(content, 5, mtime=0)
    return zstandard.ZstdCompressor(level=3).compress(content)


async def _coding(content: AsyncIterator[bytes], coding: str) -> AsyncIterator[bytes]:
    compressor = (
        zlib.compressobj(5, wbits=31)
        if coding == "gzip"
        else zstandard.ZstdCompressor(level=3).compressobj()
    )
    async for chunk in content:
        if part := compressor.compress(chunk):
            yield part
    yield compressor.flush()
