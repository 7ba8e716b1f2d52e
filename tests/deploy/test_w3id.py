"""The redirects of w3id.org, replayed with the server that w3id.org runs."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import lacking
from tests.deploy.conftest import DEPLOY

SERVICE = "https://migov.example.org"
_MODULES = Path("/usr/lib/apache2/modules")


@pytest.fixture(scope="module")
def w3id(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Apache with `.htaccess` in the folder `migov`, as at w3id.org."""
    apache = shutil.which("apache2") or "/usr/sbin/apache2"
    if not Path(apache).exists() or not _MODULES.is_dir():
        lacking("apache2 is not installed (apt-get install apache2-bin)")
    folder = tmp_path_factory.mktemp("w3id")
    for each in (folder, *folder.parents):
        if each.name.startswith(("pytest-", "popen-", "w3id")):
            each.chmod(0o755)  # Apache's own user reads it
    (folder / "www" / "migov").mkdir(parents=True)
    shutil.copy(DEPLOY / "w3id" / ".htaccess", folder / "www" / "migov")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    modules = ("mpm_event", "authz_core", "rewrite")
    (folder / "apache.conf").write_text(
        "".join(f"LoadModule {m}_module {_MODULES}/mod_{m}.so\n" for m in modules)
        + f"ServerRoot {folder}\nServerName w3id.test\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/error.log\nDocumentRoot {folder}/www\n"
        f"User www-data\nGroup www-data\nMutex pthread\n"
        f"<Directory {folder}/www>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    command = [apache, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}/migov", timeout=20)
    deadline = time.monotonic() + 20
    while True:
        try:
            client.get("/")
            break
        except httpx.ConnectError:
            assert running.poll() is None, running.stderr.read() if running.stderr else ""
            assert time.monotonic() < deadline
            time.sleep(0.05)
    yield client
    client.close()
    running.terminate()
    running.wait(timeout=20)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/id/mechanism/khartoum-process",
        "/doc/state/ETH.ttl",
        "/ontology",
        "/ontology/0.2.0",
        "/graph/derived",
        "/release/0123456789ab/",
        "/.well-known/void",
        "/sparql?query=ASK%20%7B%7D&x=a%2Bb",
        "/questions/members?actor=khartoum-process&asOf=2022-06-01",
        "/search?q=%C3%89thiopie",
        "/id/state/%C3%89",
    ],
)
def test_every_address_leads_to_the_service(w3id: httpx.Client, path: str) -> None:
    for accept in ("text/turtle", "text/html"):
        answer = w3id.get(path, headers={"Accept": accept})
        assert answer.status_code == 302
        location = httpx.URL(answer.headers["Location"])
        assert location == httpx.URL(SERVICE + path)


def test_the_readme_is_what_w3id_asks_for() -> None:
    readme = (DEPLOY / "w3id" / "README.md").read_text()
    assert "## Maintainers" in readme
    assert SERVICE.removeprefix("https://") in readme
