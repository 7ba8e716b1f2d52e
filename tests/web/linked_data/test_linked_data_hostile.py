"""Whatever is asked of the linked data, the answer is a document or a problem, never a failure."""

from __future__ import annotations

from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migov.vocabulary import KINDS

#: What a request may be answered with, a fault of ours not among it.
ANSWERS = {200, 302, 303, 304, 307, 308, 400, 404, 405, 406, 410, 422}
KINDS_OF_PROBLEM = ("application/problem+json", "text/html", "text/plain")

quick = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

_part = st.one_of(
    st.sampled_from(
        [*KINDS, "khartoum-process", "ETH", "member", "id", "doc", "release", "..", "."]
    ),
    st.sampled_from(
        ["%00", "%0d%0aX: y", "%2e%2e%2f", "%ff%fe", "%", "%zz", "a%2Fb", "'", "//", "\\"]
    ),
    st.text(max_size=12).map(lambda text: quote(text, safe="")),
    st.text("abcdefghijklmnop-.~:@!$&'()*+,;=", max_size=12),
)
_extension = st.one_of(
    st.sampled_from(["", ".ttl", ".trig", ".jsonld", ".rdf", ".nt", ".nq", ".html", ".", "..ttl"]),
    st.text("abcdefghijklmnopqrstuvwxyz.%0", max_size=6).map(lambda text: "." + text),
)
_root = st.sampled_from(
    ["id", "doc", "timemap", "ontology", "shapes", "dump", "graph", "release", "dataset", "void"]
)
_media = st.one_of(
    st.sampled_from(["text/turtle", "text/html", "*/*", "application/*", "a/b", "text", "/", "*"]),
    st.text('abc/*+;="q01.,- \t', max_size=20),
)
_quality = st.one_of(
    st.sampled_from(["", ";q=0", ";q=1", ";q=0.5", ";q=2", ";q=-1", ";q=x", ";q=", ";;", ';a="b'])
)
_accept = (
    st.lists(st.tuples(_media, _quality).map("".join), max_size=6).map(",".join).map(str.strip)
)


def judged(response: httpx.Response) -> None:
    assert response.status_code in ANSWERS, (response.status_code, response.text[:200])
    if response.status_code >= 400:
        kind = response.headers["content-type"].partition(";")[0]
        assert kind in KINDS_OF_PROBLEM
        assert response.headers["cache-control"] == "no-store"
    if "location" in response.headers:  # never to anywhere else
        target = response.url.join(response.headers["location"])
        assert (target.host, target.port) == (response.url.host, response.url.port)
    assert "Traceback" not in response.text
    assert "x" not in response.headers  # as a line break in a path would have it


@quick
@given(root=_root, parts=st.lists(_part, max_size=3), extension=_extension, accept=_accept)
def test_any_path(
    client: httpx.Client, root: str, parts: list[str], extension: str, accept: str
) -> None:
    path = "/" + "/".join([root, *parts]) + extension
    request = client.build_request("GET", "/", headers={"Accept": accept.encode()})
    # Sent as it is: a client of ours would put it right first.
    request.url = request.url.copy_with(raw_path=path.encode("ascii", "replace"))
    judged(client.send(request))


@quick
@given(
    accept=_accept,
    path=st.sampled_from(["/doc/state/ETH", "/ontology", "/dataset", "/id/state/ETH", "/releases"]),
    head=st.fixed_dictionaries(
        {},
        optional={
            "If-None-Match": st.text('"W/*, abc', max_size=12),
            "If-Modified-Since": st.text(st.characters(codec="ascii", categories=["L", "N"])),
            "Accept-Language": st.text("abc-;q=0.*,", max_size=12),
            "Accept-Encoding": st.text("gzipstd;q=0.*,", max_size=12),
            "Accept-Datetime": st.text("MonTue, 0123GMT:-+", max_size=30),
            "Range": st.text("bytes=-0123,", max_size=12),
        },
    ),
)
def test_any_head(client: httpx.Client, accept: str, path: str, head: dict[str, str]) -> None:
    # A client of ours sends no blanks around a value.
    stripped = {name: value.strip() for name, value in head.items()}
    judged(client.get(path, headers={"Accept": accept.encode(), **stripped}))


@quick
@given(query=st.text(max_size=30).map(lambda text: quote(text, safe="=&+%")))
def test_any_query_string(client: httpx.Client, query: str) -> None:
    for path in ("/doc/state/ETH", "/id/state/ETH", "/ontology", "/dataset"):
        judged(client.get(f"{path}?{query}"))


@quick
@given(
    name=st.sampled_from(["format", "page", "asOf", "lang"]), value=st.text(min_size=1, max_size=20)
)
def test_any_parameter(client: httpx.Client, name: str, value: str) -> None:
    for path in ("/doc/role/chair", "/doc/state/ETH.html", "/ontology.html"):
        judged(client.get(path, params={name: value}))
