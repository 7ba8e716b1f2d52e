"""The settings of the service: limits and addresses, with unit and default.

Each setting is an environment variable `MIGOV_<NAME>`; `docs/settings.md` describes each.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, IPvAnyNetwork
from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


class Settings(BaseSettings):
    """The settings of one process, read from the environment; raises ValidationError."""

    model_config = SettingsConfigDict(env_prefix="MIGOV_", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address that `migov serve` listens on.")
    port: int = Field(8080, ge=0, le=65535, description="Port that `migov serve` listens on.")
    releases: Path | None = Field(
        None, description="Folder of the built releases; by default build/releases of the checkout."
    )
    changes: Path | None = Field(
        None,
        description="Folder that keeps what changed between releases; by default build/changes.",
    )
    corrections: str | None = Field(
        None,
        description="Where corrections go: a mail address, or the address of a form for issues.",
        pattern=r"^(mailto:)?[^\s@:/?]+@[^\s@:/?]+$|^https?://\S+$",
    )
    store: str | None = Field(
        None,
        description="URL of a SPARQL 1.1 endpoint that holds the release; replaces the own store.",
    )
    workers: int = Field(
        4,
        ge=1,
        le=64,
        description="Number of query workers, and so of queries that run at the same time.",
    )
    workers_most: int = Field(
        12,
        ge=1,
        le=128,
        description="Upper limit on query workers while slow queries occupy the standing ones.",
    )
    query_seconds: float = Field(
        20.0, gt=0, le=60, description="Wall-clock limit of one query, in seconds."
    )
    query_memory_mib: int = Field(
        512, ge=64, description="Memory limit of one query beyond the release, in MiB."
    )
    result_mib: int = Field(256, ge=1, description="Size limit of one result, in MiB.")
    query_kib: int = Field(1024, ge=100, description="Length limit of a query text, in KiB.")
    body_mib: int = Field(16, ge=1, le=31, description="Size limit of a request body, in MiB.")
    queue: int = Field(
        256, ge=1, description="Length limit of the queue for workers, all clients together."
    )
    queue_per_client: int = Field(
        96,
        ge=1,
        description="Queries of one client address that may run or wait at the same time.",
    )
    body_seconds: float = Field(
        20.0, gt=0, description="Time limit for receiving a request body, in seconds."
    )
    earlier_releases: int = Field(
        2,
        ge=0,
        le=16,
        description="Earlier releases held in memory at a time; 0 serves them as downloads only.",
    )
    cache_mib: int = Field(
        64, ge=0, description="Size of the answer caches, in MiB; 0 disables them."
    )
    access_log: bool = Field(
        True, description="Logs each request as a line of JSON on standard error."
    )
    shutdown_seconds: float = Field(
        10.0,
        gt=0,
        description="Time that running requests get to finish after SIGTERM, in seconds.",
    )
    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        (),
        description="Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto "
        "are trusted, as a JSON list; none by default.",
    )
    federation: tuple[str, ...] = Field(
        (), description="SPARQL endpoints that SERVICE may name, as a JSON list; none by default."
    )


@cache
def resources() -> Path:
    """The folder that holds ontology/, data/, shapes/ and queries/.

    In a checkout that is its top level; in an installed wheel, `migov/resources`.
    """
    packaged = _PACKAGE / "resources"
    return packaged if packaged.is_dir() else _CHECKOUT


def releases() -> Path:
    """The folder of the built releases.

    `MIGOV_RELEASES` if set; else `build/releases` of the checkout, or the user's data folder
    where the package is installed from a wheel.
    """
    chosen = Settings().releases
    if chosen is not None:
        return chosen
    if resources() == _CHECKOUT:
        return _CHECKOUT / "build" / "releases"
    return user_data_path("migov") / "releases"


def differences() -> Path:
    """The cache folder for differences between built releases; rebuilt if lost.

    `MIGOV_CHANGES` if set; else beside the releases of a checkout, or in the user's cache folder of
    an installed package.
    """
    chosen = Settings().changes
    if chosen is not None:
        return chosen
    if resources() == _CHECKOUT:
        return _CHECKOUT / "build" / "changes"
    return user_cache_path("migov") / "changes"


def fitted() -> Path:
    """The folder of fitted models: the intent model of questions in words.

    Beside the releases of a checkout, or in the user's cache folder of an installed package.
    """
    if resources() == _CHECKOUT:
        return _CHECKOUT / "build" / "words"
    return user_cache_path("migov") / "words"
