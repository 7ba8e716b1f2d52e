"""The data set in schema.org terms, for the JSON-LD script on its page."""

from __future__ import annotations

from typing import Any

from migov.vocabulary import BASE, LICENSE, MG
from migov.web.dataset.formats import compression, file_type
from migov.web.dataset.statistics import Statistics
from migov.web.dataset.terms import DATASET, DESCRIPTION, KEYWORDS, TITLE
from migov.web.linked_data.versions import Version, iri


def schema_org(
    in_use: Version, known: list[Version], counted: Statistics, base: str
) -> dict[str, Any]:
    """The current release as a `Dataset` with its files, reached at the URL `base`."""
    manifest = in_use.release.manifest
    publisher = {"@type": "Organization", "name": "The migov contributors", "url": BASE}
    return {
        "@context": "https://schema.org/",
        "@id": DATASET,
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": DATASET,
        "identifier": [DATASET, iri(manifest["id"])],
        "keywords": list(KEYWORDS),
        "license": LICENSE,
        "version": manifest["id"],
        "datePublished": min(each.modified for each in (*known, in_use)).date().isoformat(),
        "dateModified": in_use.modified.date().isoformat(),
        "temporalCoverage": f"{counted.first or '..'}/{manifest['date'] or '..'}",
        "spatialCoverage": {
            "@type": "Place",
            "name": "World",
            "geo": {"@type": "GeoShape", "box": "-90 -180 90 180"},
        },
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "variableMeasured": [
            "memberships",
            "chairs",
            "partnerships",
            "ratifications",
            "agreements",
        ],
        "about": {"@type": "DefinedTermSet", "@id": MG, "name": "The ontology of migov"},
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "migov", "url": BASE},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file,
                "description": file_type(file).title,
                "encodingFormat": [
                    media for media in (file_type(file).media, compression(file)) if media
                ],
                "contentUrl": f"{base}dump/{file}",
                "contentSize": f"{entry['size']} B",
                "sha256": entry["sha256"],
                "license": LICENSE,
            }
            for file, entry in sorted(manifest["files"].items())
        ],
    }
