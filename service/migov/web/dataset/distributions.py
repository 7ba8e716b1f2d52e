"""The files of a release as DCAT-AP distributions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pyoxigraph as ox

from migov.knowledge.release.partitions import fragment
from migov.knowledge.release.release import Manifest
from migov.vocabulary import ONTOLOGY
from migov.web.dataset.terms import (
    ADMS,
    DCATAP,
    EU,
    EU_LICENSE,
    IANA,
    SPDX,
    Node,
    compression,
    day,
    english,
    file_type,
    say,
    term,
)


def linked(manifest: Manifest, dataset: Node, described: str) -> Iterator[ox.Triple]:
    """Links the data set `dataset` to the files of the data set `described`."""
    for file in sorted(manifest["files"]):
        node = Node(f"{described}#{fragment(file)}")
        yield ox.Triple(dataset, term("dcat:distribution"), node)


def distributions(
    manifest: Manifest, described: str, dumps: str, modified: datetime
) -> Iterator[ox.Triple]:
    """The files of a release as distributions of the data set `described`.

    Their IRIs are fragments of its IRI; their URLs are under `dumps`.
    """
    dataset = Node(described)
    yield from linked(manifest, dataset, described)
    for file, entry in sorted(manifest["files"].items()):
        kind = file_type(file)
        node, address = Node(f"{described}#{fragment(file)}"), Node(dumps + file)
        checksum = Node(f"{described}#{fragment(file)}-sha256")
        size = ox.Literal(str(entry["size"]), datatype=term("xsd:nonNegativeInteger"))
        yield from say(
            node,
            (
                ("rdf:type", term("dcat:Distribution")),
                ("dcterms:title", english(f"{file}: {kind.title}")),
                ("dcat:downloadURL", address),
                ("dcat:accessURL", address),
                ("dcat:mediaType", Node(IANA + kind.media)),
                ("dcterms:format", Node(f"{EU}file-type/{kind.code}")),
                ("dcat:byteSize", size),
                ("dcterms:license", Node(EU_LICENSE)),
                ("dcterms:modified", day(modified)),
                ("dcterms:conformsTo", Node(ONTOLOGY)),
                (ADMS + "status", Node(EU + "distribution-status/COMPLETED")),
                (DCATAP + "availability", Node(EU + "planned-availability/STABLE")),
                (SPDX + "checksum", checksum),
            ),
        )
        if coding := compression(file):
            yield ox.Triple(node, term("dcat:compressFormat"), Node(IANA + coding))
        if kind.code not in ("CSV", "JSON"):
            yield ox.Triple(dataset, term("void:dataDump"), address)
        value = ox.Literal(entry["sha256"], datatype=term("xsd:hexBinary"))
        yield from say(
            checksum,
            (
                ("rdf:type", Node(SPDX + "Checksum")),
                (SPDX + "algorithm", Node(SPDX + "checksumAlgorithm_sha256")),
                (SPDX + "checksumValue", value),
            ),
        )
