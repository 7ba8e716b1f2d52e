"""The tables in Croissant and as a data package, read by the reference implementation of each."""

from __future__ import annotations

from typing import Any

import frictionless
import httpx
import mlcroissant
import pytest

from migov.knowledge.release.release import Release
from migov.knowledge.release.tables import TABLES


@pytest.fixture(scope="module")
def package(client: httpx.Client) -> dict[str, Any]:
    made: dict[str, Any] = client.get("/dataset/datapackage.json").json()
    return made


@pytest.fixture(scope="module")
def croissant(client: httpx.Client) -> dict[str, Any]:
    response = client.get("/dataset/croissant.json")
    assert response.headers["content-type"] == "application/ld+json"
    made: dict[str, Any] = response.json()
    return made


def rows(client: httpx.Client, file: str) -> int:
    """The rows of a table, whose cells hold no line break."""
    return len(client.get(f"/dump/{file}").content.splitlines()) - 1


def test_the_data_package_is_valid_with_its_tables(package: dict[str, Any]) -> None:
    report = frictionless.Package.from_descriptor(package).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize("part", ["hash", "primaryKey", "pattern"])
def test_a_faulty_data_package_is_found(package: dict[str, Any], part: str) -> None:
    resource = next(each for each in package["resources"] if each["name"] == "memberships")
    fields = [dict(field) for field in resource["schema"]["fields"]]
    schema = {"fields": fields, "missingValues": [""]}
    broken = {**resource, "schema": schema}
    if part == "hash":
        broken["hash"] = "sha256:" + "0" * 64
    elif part == "primaryKey":
        schema["primaryKey"] = ["actor"]
    else:
        start = next(field for field in fields if field["name"] == "start")
        start["constraints"] = {"pattern": "[a-z]+"}
    assert not frictionless.Resource.from_descriptor(broken).validate().valid


def test_the_croissant_is_valid(croissant: dict[str, Any]) -> None:
    read = mlcroissant.Dataset(jsonld=croissant)
    assert not read.metadata.issues.errors
    assert not read.metadata.issues.warnings
    assert str(read.metadata.ctx.conforms_to.value).endswith("/1.1")


def test_the_croissant_gives_the_rows_of_the_tables(
    client: httpx.Client, croissant: dict[str, Any]
) -> None:
    read = mlcroissant.Dataset(jsonld=croissant)
    assert [each.uuid for each in read.metadata.record_sets] == [
        table.file.removesuffix(".csv") for table in TABLES
    ]
    for name in ("actors", "partnerships"):
        found = list(read.records(name))
        assert len(found) == rows(client, f"{name}.csv")
    first = found[0]
    assert first["partnerships/partnership"].startswith(b"https://w3id.org/migov/id/")


def test_a_faulty_croissant_is_found(croissant: dict[str, Any]) -> None:
    files = croissant["distribution"][1:]  # the fields of the first name a file that is not there
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(jsonld={**croissant, "distribution": files})


def test_both_name_the_release_and_its_files(
    package: dict[str, Any], croissant: dict[str, Any], release: Release
) -> None:
    assert package["version"] == release.id
    assert release.id in croissant["version"]
    for file in croissant["distribution"]:
        assert file["sha256"] == release.manifest["files"][file["name"]]["sha256"]
    for resource in package["resources"]:
        file = resource["path"].rpartition("/")[2]
        assert resource["hash"] == f"sha256:{release.manifest['files'][file]['sha256']}"
