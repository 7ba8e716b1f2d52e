"""Releases: the same input gives the same bytes, and no accident harms what is built."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

from migov.engine import storage
from migov.knowledge.release.build import build
from migov.knowledge.release.release import NoRelease, Release

DERIVED = NamedNode("https://w3id.org/migov/graph/derived")
RDF = ("nq", "trig", "ttl", "jsonld")


def built(world) -> Release:
    result = build([world.data], world.releases, world.root)
    assert result.release is not None, result.findings
    return result.release


def content(folder: Path) -> dict[str, bytes]:
    """Every file of the releases, by name; not the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def dumps(release: Release) -> dict[str, bytes]:
    return {name: (release.path / name).read_bytes() for name in release.manifest["files"]}


def test_a_release_holds_store_dumps_tables_and_a_manifest(world):
    release = built(world)
    manifest = json.loads((release.path / "manifest.json").read_text())
    assert release.path == world.releases / manifest["id"]
    assert manifest["hash"].startswith(manifest["id"])
    assert manifest["date"] == "2025-04-09"
    assert manifest["ontologyVersion"] == "0.0.1"
    assert set(manifest["files"]) == {
        *(f"migov.{form}.{coding}" for form in RDF for coding in ("gz", "zst")),
        "actors.csv",
        "agreements.csv",
        "meetings.csv",
        "memberships.csv",
        "adherences.csv",
        "partnerships.csv",
        "tables.csv-metadata.json",
    }
    for name, entry in manifest["files"].items():
        stored = (release.path / name).read_bytes()
        assert entry == {"size": len(stored), "sha256": hashlib.sha256(stored).hexdigest()}
    counts = manifest["counts"]
    assert (counts["states"], counts["mechanisms"], counts["sources"]) == (2, 2, 3)
    assert (counts["memberships"], counts["partnerships"], counts["meetings"]) == (1, 1, 0)


def test_the_default_graph_is_the_merge_without_duplicates(world):
    release = built(world)
    store = storage.load(release.store, apart=False).quads
    merge = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    named = [quad for quad in store if quad.graph_name != DefaultGraph()]
    assert merge == {quad.triple for quad in named}
    assert len(merge) < len(named), "two sources state the same membership"
    assert release.manifest["counts"]["triples"] == len(merge)
    assert release.manifest["counts"]["quads"] == len(named)
    assert release.manifest["counts"]["graphs"] == len({quad.graph_name for quad in named})
    assert any(quad.graph_name == DERIVED for quad in named)


def test_the_dumps_say_the_same_as_the_store(world):
    release = built(world)
    store = storage.load(release.store, apart=False).quads
    named = {str(quad) for quad in store if quad.graph_name != DefaultGraph()}
    merge = {str(q.triple) for q in store.quads_for_pattern(None, None, None, DefaultGraph())}

    def dump(name, form):
        return parse(gzip.decompress((release.path / name).read_bytes()), format=form)

    assert {str(quad) for quad in dump("migov.nq.gz", RdfFormat.N_QUADS)} == named
    assert len(list(dump("migov.trig.gz", RdfFormat.TRIG))) == len(named)
    assert {str(q.triple) for q in dump("migov.trig.gz", RdfFormat.TRIG) if _is_ground(q)} <= merge
    assert len(list(dump("migov.ttl.gz", RdfFormat.TURTLE))) == len(merge)
    lines = gzip.decompress((release.path / "migov.nq.gz").read_bytes()).splitlines()
    assert lines == sorted(lines)
    assert b"PREFIX" in gzip.decompress((release.path / "migov.trig.gz").read_bytes()).upper()


def _is_ground(quad) -> bool:
    return isinstance(quad.subject, NamedNode) and "_:" not in str(quad.object)


def test_the_tables(world):
    release = built(world)

    def table(name):
        content = (release.path / name).read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf"), "programs read it as part of a name"
        return list(csv.DictReader(io.StringIO(content.decode())))

    [row] = table("memberships.csv")
    assert row["actor"] == "ETH"
    assert row["actor_label"] == "Ethiopia"
    assert (row["organization"], row["mechanism_label"]) == ("k", "Khartoum Process")
    assert (row["role"], row["start"], row["end"]) == ("member", "2014-11-28", "")
    assert (row["first_attested"], row["last_attested"]) == ("2022-01-01", "2025-04-09")
    assert row["sources"] == "news | sheet"
    [row] = table("partnerships.csv")
    assert (row["partners"], row["partner_labels"]) == ("k | r", "Khartoum Process | Rabat Process")
    assert [(row["actor"], row["kind"], row["class"]) for row in table("actors.csv")] == [
        ("k", "mechanism", "ConsultationMechanism"),
        ("r", "mechanism", "ConsultationMechanism"),
        ("ETH", "state", "State"),
        ("FRA", "state", "State"),
    ]
    assert table("meetings.csv") == []


def test_both_codings_hold_the_same(world):
    release = built(world)
    for form in RDF:
        packed = (release.path / f"migov.{form}.zst").read_bytes()
        plain = gzip.decompress((release.path / f"migov.{form}.gz").read_bytes())
        assert zstandard.ZstdDecompressor().decompress(packed) == plain


def test_the_json_ld_says_the_same_as_the_turtle(world):
    release = built(world)
    ground = {
        form: {
            q.triple
            for q in parse(
                gzip.decompress((release.path / f"migov.{form}.gz").read_bytes()), format=syntax
            )
            if _is_ground(q)
        }
        for form, syntax in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD))
    }
    assert ground["jsonld"] == ground["ttl"]
    assert len(ground["ttl"]) > 50


def test_the_same_input_gives_the_same_bytes(world, tmp_path):
    first = built(world)
    again = build([world.data], tmp_path / "other", world.root).release
    assert again is not None
    assert (again.id, again.manifest) == (first.id, first.manifest)
    assert dumps(again) == dumps(first)


def test_the_order_of_blocks_and_files_does_not_matter(world, tmp_path):
    first = built(world)
    states = world.data / "states" / "all.trig"
    states.rename(world.data / "mechanisms" / "a.trig")
    assert built(world).id == first.id


def test_another_fact_gives_another_release_and_leaves_the_first(world):
    first = built(world)
    before = content(first.path)
    world.write("data/states/eri.trig", "source:editorial { state:ERI a mg:State . }")
    second = built(world)
    assert second.id != first.id
    assert content(first.path) == before
    assert Release.current(world.releases).id == second.id
    assert {release.id for release in Release.all(world.releases)} == {first.id, second.id}


def test_building_again_writes_nothing_new(world):
    release = built(world)
    before = content(world.releases)
    times = {path: path.stat().st_mtime_ns for path in release.path.rglob("*")}
    built(world)
    assert content(world.releases) == before
    assert times == {path: path.stat().st_mtime_ns for path in release.path.rglob("*")}


def test_bad_data_stops_the_build_and_leaves_every_file_as_it_was(world):
    built(world)
    before = content(world.releases)
    world.write("data/mechanisms/k.trig", "source:sheet { membership:a a org:Membership . }")
    result = build([world.data], world.releases, world.root)
    assert result.release is None
    assert result.findings
    assert content(world.releases) == before


def test_warnings_do_not_stop_a_build(world):
    path = world.data / "mechanisms" / "k.trig"
    text = path.read_text().replace("schema:startDate", "schema:endDate")
    path.write_text(text.replace('"2014-11-28"^^xsd:date', '"2014"^^xsd:gYear , "2015"^^xsd:gYear'))
    result = build([world.data], world.releases, world.root)
    assert result.release is not None
    assert [finding.severity.value for finding in result.findings] == ["warning"]


KILLED = """
import os, signal, sys
from pathlib import Path
from migov.knowledge.release import build

step = sys.argv[2]
original = getattr(build, step)

def killed(*arguments):
    if step == "_fill":
        original(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(build, step, killed)
build.build([Path("data")], Path("build/releases"), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("step", ["_fill", "_counts", "_replace"])
def test_a_killed_build_leaves_the_last_release_in_use(world, step):
    first = built(world)
    before = content(world.releases)
    world.write("data/states/eri.trig", "source:editorial { state:ERI a mg:State . }")

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(world.root), step], cwd=world.root, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert Release.current(world.releases).id == first.id
    assert before.items() <= content(world.releases).items()
    second = built(world)
    assert Release.current(world.releases).id == second.id != first.id
    assert not [path for path in world.releases.iterdir() if path.name.startswith(".building")]


BUILD = """
import sys
from pathlib import Path
from migov.knowledge.release.build import build

print(build([Path(sys.argv[2])], Path("build/releases"), Path(sys.argv[1])).release.id)
"""


def test_builds_at_once_do_not_disturb_each_other(world):
    other = world.root / "other"
    for path in world.data.rglob("*.trig"):
        target = other / path.relative_to(world.data)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    world.write("other/eri.trig", "source:editorial { state:ERI a mg:State . }")
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(world.root), data],
            cwd=world.root,
            stdout=subprocess.PIPE,
            text=True,
        )
        for data in ("data", "other", "data")
    ]
    outputs = [build.communicate(timeout=120)[0].strip() for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0]
    assert outputs[0] == outputs[2] != outputs[1]
    assert Release.current(world.releases).id in outputs
    assert {release.id for release in Release.all(world.releases)} == set(outputs)


def test_a_damaged_release_is_refused_and_built_anew(world):
    release = built(world)
    (release.path / "migov.nq.gz").write_bytes(b"")
    with pytest.raises(NoRelease, match=r"migov\.nq\.gz"):
        Release.current(world.releases)
    assert Release.all(world.releases) == []
    assert built(world).id == release.id
    assert dumps(Release.current(world.releases))["migov.nq.gz"]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (None, "has no manifest.json"),
        ("{", "cannot be read"),
        ("[]", "id"),
        ('{"id": "x"}', "hash"),
    ],
)
def test_a_bad_manifest_is_explained(tmp_path, manifest, message):
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(NoRelease, match=message):
        Release.open(tmp_path)


@pytest.mark.parametrize("current", [None, "", "../../etc", "123456789abc"])
def test_no_current_release(tmp_path, current):
    if current is not None:
        (tmp_path / "current").write_text(current)
    with pytest.raises(NoRelease, match="migov build"):
        Release.current(tmp_path)


def test_a_folder_that_cannot_be_written(world, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(OSError, match="file"):
        build([world.data], file / "releases", world.root)
