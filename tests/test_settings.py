"""Settings: every one is documented with its default, and nonsense is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from migov.settings import Settings

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


def documented() -> dict[str, str]:
    rows = re.findall(r"^\| `MIGOV_(\w+)` \| (.*?) \|", DOCS.read_text(), re.MULTILINE)
    return {name.lower(): default.strip("`") for name, default in rows}


def test_the_page_lists_exactly_the_settings():
    assert set(documented()) == set(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_page_gives_the_default(name):
    default = Settings.model_fields[name].default
    shown = documented()[name]
    if default is None or default == ():
        assert shown == "none" or name == "releases"
    else:
        assert shown == f"{default:g}" if isinstance(default, float) else str(default)


def test_every_example_is_a_value_that_the_setting_takes(monkeypatch):
    examples = re.findall(r"\| `MIGOV_(\w+)=(.*?)` \|", DOCS.read_text())
    assert len(examples) == len(Settings.model_fields)
    for name, value in examples:
        monkeypatch.setenv(f"MIGOV_{name}", value.strip("'"))
    settings = Settings()
    assert settings.port == 80
    assert settings.federation == ("https://example.org/sparql",)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "99999"), ("QUERY_SECONDS", "61"), ("WORKERS", "0"), ("QUERY_SECONDS", "soon")],
)
def test_nonsense_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"MIGOV_{name}", value)
    with pytest.raises(ValidationError):
        Settings()
