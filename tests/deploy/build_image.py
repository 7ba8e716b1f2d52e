"""Builds the image of the Containerfile from a base made here, and runs its service.

It takes some minutes and needs root, debootstrap and buildah, so that `make image-test` runs it
and `make test` does not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import program
from tests.deploy.conftest import DEPLOY

ROOT = DEPLOY.parent
VENDOR = Path("service/migov/web/static/vendor")
CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
#: No kernel feature beyond chroot is needed.
ENVIRONMENT = {"STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot"}
PORT = 18080
URL = f"http://127.0.0.1:{PORT}"

pytestmark = pytest.mark.timeout(1800)


def run(*command: str, **options: object) -> str:
    """The standard output of a command; fails with its last lines."""
    done = subprocess.run(
        command, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True, **options
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout.strip()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An image with Debian's smallest system and its Python."""
    debootstrap = program("debootstrap", "apt-get install debootstrap")
    buildah = program("buildah", "apt-get install buildah")
    folder = tmp_path_factory.mktemp("base")
    packages = "--include=python3,python3-venv,ca-certificates"
    run(debootstrap, "--variant=minbase", packages, "bookworm", str(folder))
    # The registries may be reached through a proxy that has a certificate of its own.
    shutil.copy(Path("/") / CERTIFICATES, folder / CERTIFICATES)
    container = run(buildah, "from", "scratch")
    run(buildah, "add", "--quiet", container, str(folder), "/")
    image = run(buildah, "commit", "--quiet", "--rm", container, "localhost/migov-test-base")
    yield "localhost/migov-test-base"
    run(buildah, "rmi", "--force", image)


@pytest.fixture(scope="module")
def container(base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A container of the image, built from the committed files and the assets of this checkout."""
    buildah = program("buildah", "apt-get install buildah")
    folder = tmp_path_factory.mktemp("context")
    archive = folder.with_suffix(".tar")
    run("git", "-C", str(ROOT), "archive", "--output", str(archive), "HEAD")
    with tarfile.open(archive) as files:
        files.extractall(folder, filter="data")
    shutil.copytree(ROOT / VENDOR, folder / VENDOR)
    run(
        *(buildah, "bud", "--format", "docker", "--pull-never", "--network", "host"),
        *("--file", "deploy/Containerfile", "--build-arg", f"BASE={base}"),
        *("--tag", "localhost/migov-test", "."),
        cwd=folder,
    )
    name = run(buildah, "from", "--pull-never", "localhost/migov-test")
    yield name
    run(buildah, "rm", name)
    run(buildah, "rmi", "--force", "localhost/migov-test")


@pytest.fixture(scope="module")
def service(container: str) -> Iterator[httpx.Client]:
    """A client of the service in the container, as the user of the image."""
    buildah = program("buildah", "apt-get install buildah")
    settings = ("--env", f"MIGOV_PORT={PORT}", "--env", "MIGOV_HOST=127.0.0.1")
    process = subprocess.Popen(
        [buildah, "run", "--network", "host", *settings, container, "--", "migov", "serve"],
        env={**os.environ, **ENVIRONMENT},
        start_new_session=True,
    )
    with httpx.Client(base_url=URL, timeout=30) as client:
        deadline = time.monotonic() + 120
        while True:
            try:
                if client.get("/health/ready").status_code == 200:
                    break
            except httpx.TransportError:
                assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield client
    os.killpg(process.pid, 15)
    process.wait(timeout=30)


def test_it_answers_from_its_release(service: httpx.Client) -> None:
    answer = service.get("/questions/members", params={"actor": "khartoum-process"}).json()
    assert answer["total"] > 30
    assert service.get("/", headers={"Accept": "text/html"}).status_code == 200
    assert service.get("/static/vendor/sparql-editor.js").status_code == 200


def test_its_user_can_write_nothing(container: str) -> None:
    buildah = program("buildah", "apt-get install buildah")
    folders = ("/opt/migov", "/var/lib/migov/releases", "/etc")
    refused = " && ".join(f"! touch {folder}/x" for folder in folders)
    run(buildah, "run", container, "--", "sh", "-c", f'test "$(id -u)" = 10001 && {refused}')


def test_it_keeps_its_health_check(container: str) -> None:
    buildah = program("buildah", "apt-get install buildah")
    assert "/health/ready" in run(buildah, "inspect", "--type", "image", "localhost/migov-test")
