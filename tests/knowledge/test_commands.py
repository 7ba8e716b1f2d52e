"""The commands build, validate, reason and diff: exit status 0, 1 or 2, and what is printed."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from migov import settings
from migov.commands import knowledge

app = typer.Typer()
for command in (knowledge.build, knowledge.validate, knowledge.reason, knowledge.diff):
    app.command()(command)

K = "data/mechanisms/k.trig"


@pytest.fixture
def run(world, monkeypatch):
    """A function that runs a command in the world, and returns its result."""
    monkeypatch.setattr(settings, "resources", lambda: world.root)
    monkeypatch.setenv("MIGOV_RELEASES", str(world.releases))
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def spoil(world):
    path = world.root / K
    path.write_text(path.read_text().replace("role:member .", "role:nobody ."))


def test_build_and_validate_good_data(world, run):
    done = run("build")
    assert done.exit_code == 0, done.output
    assert "Release" in done.stdout
    assert "Validating" in done.stderr
    assert run("validate").exit_code == 0
    assert run("validate", "data", "--format", "json").stdout == '{\n  "findings": []\n}\n'


def test_build_json_tells_the_manifest(world, run):
    content = json.loads(run("build", "--format", "json").stdout)
    assert content["path"] == str(world.releases / content["id"])


def test_build_elsewhere(world, run, tmp_path):
    assert run("build", "data", "--output", str(tmp_path / "elsewhere")).exit_code == 0
    assert (tmp_path / "elsewhere" / "current").is_file()
    assert not world.releases.exists()


def test_findings_are_exit_status_1(world, run):
    assert run("build").exit_code == 0
    current = (world.releases / "current").read_text()
    spoil(world)
    done = run("validate")
    assert done.exit_code == 1
    assert f"{K}:{world.line(K, 'role:nobody')}: violation:" in done.stdout
    done = run("build")
    assert done.exit_code == 1
    assert "role/nobody" in done.stderr
    assert "Nothing was built" in done.stderr
    assert (world.releases / "current").read_text() == current


@pytest.mark.parametrize("form", ["json", "ttl", "sarif", "text"])
def test_each_format_has_the_finding_on_stdout_alone(world, run, form):
    spoil(world)
    done = run("validate", K, "--format", form)
    assert done.exit_code == 1
    assert "role/nobody" in done.stdout
    assert "role/nobody" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "nowhere"),
        ("build", "nowhere"),
        ("reason", "nowhere"),
        ("diff", "current", "current"),
        ("validate", "--format", "xml"),
    ],
)
def test_what_cannot_run_is_exit_status_2_in_a_line(run, arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.output


def test_a_folder_that_cannot_be_written_is_exit_status_2(world, run):
    (world.root / "file").write_text("")
    done = run("build", "--output", "file")
    assert done.exit_code == 2
    assert "file" in done.stderr


def test_reason(world, run):
    done = run("reason", "--reasoner", "both")
    assert done.exit_code == 0, done.output
    assert "pellet: consistent" in done.stdout
    assert "hermit: consistent" in done.stdout
    path = world.root / K
    path.write_text(path.read_text() + "source:sheet { state:ETH a mg:Meeting . }")
    done = run("reason", "--format", "json")
    assert done.exit_code == 1
    content = json.loads(done.stdout)
    [verdict] = content["verdicts"]
    assert verdict["consistent"] is False
    assert {
        "statement": "state:ETH type mg:Meeting",
        "file": K,
        "line": world.line(K, "state:ETH a"),
    } in verdict["clash"]
    assert {finding["severity"] for finding in content["findings"]} == {"violation"}


def test_diff(world, run):
    first = json.loads(run("build", "--format", "json").stdout)["id"]
    path = world.root / K
    path.write_text(path.read_text().replace("2014-11-28", "2014-11-29"))
    assert run("build").exit_code == 0
    done = run("diff", first, "current")
    assert done.exit_code == 0
    assert "Khartoum Process: Ethiopia, membership: begins 29 November 2014" in done.stdout
    assert json.loads(run("diff", first, "current", "--format", "json").stdout)["from"] == first


class TestStandardInput:
    """`migov validate -` reads what is piped to it, as a file of its own."""

    @pytest.fixture
    def pipe(self, world, monkeypatch):
        monkeypatch.setattr(settings, "resources", lambda: world.root)
        return lambda content, *more: CliRunner().invoke(
            app, ["validate", *more, "-", "--format", "json"], input=content
        )

    def test_good_data_is_fine(self, world, pipe):
        whole = b"\n".join(path.read_bytes() for path in sorted(world.root.glob("data/**/*.trig")))
        done = pipe(whole)
        assert done.exit_code == 0, done.output
        assert json.loads(done.stdout) == {"findings": []}

    def test_a_finding_names_standard_input_and_the_line(self, world, pipe):
        spoil(world)
        content = (world.root / K).read_text()
        (world.root / K).unlink()
        done = pipe(content, "data")
        assert done.exit_code == 1
        found = [f for f in json.loads(done.stdout)["findings"] if "role/nobody" in str(f)]
        line = 1 + content[: content.index("role:nobody")].count("\n")
        assert {(f["file"], f["line"]) for f in found} == {("-", line)}

    @pytest.mark.parametrize("content", [b"this is not TriG", b"\xff\xfe\x00", b"<a> <b> <c"])
    def test_nonsense_is_a_finding(self, pipe, content):
        done = pipe(content)
        assert done.exit_code == 1
        assert [f["file"] for f in json.loads(done.stdout)["findings"]] == ["-"]
        assert "/tmp" not in done.output
