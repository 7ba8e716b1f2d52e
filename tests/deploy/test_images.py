"""The Containerfile and the compose file agree with the service and with each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from tests.deploy.conftest import DEPLOY

from migov.settings import Settings

ROOT = DEPLOY.parent
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def instructions() -> list[tuple[str, str]]:
    """The instructions with what follows them, continued lines joined."""
    lines = [line for line in CONTAINERFILE.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    split = (line.partition(" ") for line in joined.splitlines() if line.strip())
    return [(word, rest) for word, _, rest in split]


def test_what_is_copied_exists() -> None:
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            for name in rest.split()[:-1]:
                assert (ROOT / name).exists(), name


def test_the_image_does_not_run_as_root() -> None:
    last = [rest for word, rest in instructions() if word == "USER"][-1]
    assert int(last.split(":")[0]) > 0
    words = [word for word, _ in instructions()]
    assert words.index("USER") > max(n for n, word in enumerate(words) if word == "COPY")


def test_it_has_one_entry_a_command_and_a_health_check() -> None:
    words = [word for word, _ in instructions()]
    for word in ("ENTRYPOINT", "CMD", "HEALTHCHECK", "STOPSIGNAL"):
        assert words.count(word) == 1, word


@pytest.mark.parametrize("text", [CONTAINERFILE, (DEPLOY / "compose.yaml").read_text()])
def test_settings_that_it_names_exist(text: str) -> None:
    named = {name.lower() for name in re.findall(r"MIGOV_([A-Z_]+)", text)}
    assert named
    assert named <= Settings.model_fields.keys()


def test_the_replicas_are_those_of_the_proxy() -> None:
    proxy = (DEPLOY / "nginx" / "migov.conf").read_text()
    names = set(re.findall(r"server ([a-z0-9-]+):8080", proxy))
    services = COMPOSE["services"]
    assert names == services.keys() - {"proxy"}
    for name in names:
        replica = services[name]
        assert replica["read_only"]
        assert replica["cap_drop"] == ["ALL"]
        (network,) = yaml.safe_load(replica["environment"]["MIGOV_TRUSTED_PROXIES"])
        assert network == COMPOSE["networks"]["migov"]["ipam"]["config"][0]["subnet"]


def test_the_files_that_compose_mounts_exist() -> None:
    for volume in COMPOSE["services"]["proxy"]["volumes"]:
        assert (DEPLOY / Path(volume.split(":")[0])).is_file()
