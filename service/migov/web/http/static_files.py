"""Files of the package under `/static`, compressed where the build left a compressed copy.

`words/{language}.json` is no file: it holds the texts of the scripts in a language of the pages.
"""

from __future__ import annotations

import mimetypes

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from migov.web.http.translation import INTERFACE, script_words


class PackedFiles(StaticFiles):
    """Serves `x.js.gz` for `x.js` to clients that accept gzip."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        folder, _, language = path.removesuffix(".json").partition("/")
        if folder == "words" and language in INTERFACE:
            return JSONResponse(script_words(language), headers={"Cache-Control": "max-age=3600"})
        packed = f"{path}.gz"
        try:
            found = self.lookup_path(packed)[1] is not None
        except (ValueError, OSError):  # not a possible file name
            raise HTTPException(404) from None
        if not found:
            return await super().get_response(path, scope)
        given = Headers(scope=scope).get("accept-encoding", "")
        if not parse_accept_header(given, Accept).quality("gzip"):
            response = await super().get_response(path, scope)
        else:
            response = await super().get_response(packed, scope)
            if response.status_code == 200:
                response.headers["Content-Encoding"] = "gzip"
                response.headers["Content-Type"] = mimetypes.guess_type(path)[0] or "text/plain"
        response.headers["Vary"] = "Accept-Encoding"
        return response
