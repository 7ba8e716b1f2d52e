"""Frames a second while a network is panned in headless Chromium with software rendering.

    python -m benchmarks.panning [--nodes 400] [--edges 1600]

A network of random ties is laid out and drawn as the page does it, then panned in a circle while
the browser's own trace counts the frames that it draws. On a machine that is busy with other work
few frames are drawn; what each costs of a processor is printed too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from migov.networks import Edge, Network, Node, read
from migov.networks.build import measure
from migov.networks.layout import positions
from migov.questions.labels import Labels
from migov.vocabulary import iri
from migov.web.charts.network import HEIGHT, WIDTH, network_picture
from migov.web.http.templating import STATIC, environment

_PAGE = """<!doctype html><link rel="stylesheet" href="{root}/migov.css">
<link rel="stylesheet" href="{root}/figures.css"><link rel="stylesheet" href="{root}/networks.css">
<main><section id="graph"><div class="drawn"><figure class="network"><div class="canvas">
<svg class="network" viewBox="0 0 {width} {height}">{shapes}</svg>
</div></figure><aside></aside></div></section></main>"""
#: The picture at twice its size, dragged in a circle.
_ZOOM = """document.querySelector("svg.network").style.width = "200%";
const canvas = document.querySelector(".canvas");
canvas.style.height = "600px";
window.drag = (seconds) => new Promise((done) => {
  const begun = performance.now();
  let frames = 0;
  const step = (now) => {
    const turn = (now - begun) / 400;
    canvas.scrollTo(300 + 250 * Math.cos(turn), 250 + 200 * Math.sin(turn));
    frames += 1;
    if (now - begun < 1000 * seconds) requestAnimationFrame(step);
    else done(frames / seconds);
  };
  requestAnimationFrame(step);
});"""


def network(nodes: int, edges: int) -> Network:
    """A network of `nodes` states with `edges` ties, more for those that have many."""
    chance = random.Random(1)
    iris = [iri("state", f"S{number:03}") for number in range(nodes)]
    pairs: set[tuple[str, str]] = set()
    ends = list(iris)
    while len(pairs) < edges:
        one, other = sorted((chance.choice(ends), chance.choice(ends)))
        if one != other and (one, other) not in pairs:
            pairs.add((one, other))
            ends += [one, other]
    asked = read({"kind": "state-state"}, Labels(()), date(2026, 1, 1))
    made = Network(asked, "", directed=False)
    made.nodes = [Node(each, f"State {each[-3:]}", "State", "actor") for each in iris]
    made.edges = [Edge(a, b, chance.randint(1, 20), (), None, True, ()) for a, b in sorted(pairs)]
    measure(made)
    return made


def _used() -> float:
    """Seconds of the processors that all Chromium processes of this one have used, by Linux."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
            line = stat.with_name("cmdline").read_bytes()
        except OSError:  # it has ended
            continue
        if b"chrom" in line.split(b"\0")[0] and _ours(int(stat.parent.name)):
            fields = text.rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _ours(pid: int) -> bool:
    """Whether a process descends from this one."""
    while pid > 1:
        if pid == os.getpid():
            return True
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return False
    return False


def main() -> int:
    """Prints the figures; the exit status is 1 where fewer than 20 frames a second are drawn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=400)
    parser.add_argument("--edges", type=int, default=1600)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    made = network(asked.nodes, asked.edges)
    begun = time.process_time()
    places = positions(made, WIDTH, HEIGHT)
    picture = network_picture(
        made,
        places,
        name=lambda node: node.label,
        href=lambda node: f"#{node.slug}",
        regions=lambda _: ("africa",),
    )
    laid_out = time.process_time() - begun
    module = environment().get_template("network_figure.html").module
    shapes = module.network(picture)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "network.html"
        html = _PAGE.format(root=STATIC.as_uri(), width=WIDTH, height=HEIGHT, shapes=shapes)
        file.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(file.as_uri())
        page.evaluate(_ZOOM)
        page.evaluate("drag(1)")
        browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline.frame"])
        begun, used = time.perf_counter(), _used()
        called = page.evaluate(f"drag({asked.seconds})")
        took, used = time.perf_counter() - begun, _used() - used
        trace = json.loads(browser.stop_tracing())
        browser.close()
    frames = sum(event["name"] == "DrawFrame" for event in trace["traceEvents"])
    drawn = frames / took
    sys.stdout.write(
        f"{len(made.nodes)} nodes, {len(made.edges)} edges: laid out in {laid_out:.2f} s of the "
        f"processor; {drawn:.0f} frames drawn a second, {called:.0f} begun by the page; "
        f"{1000 * used / max(1, frames):.0f} ms of a processor a frame\n"
    )
    return 0 if drawn >= 20 else 1


if __name__ == "__main__":
    sys.exit(main())
