"""Two real replicas behind nginx with the configuration that `deploy/nginx` ships.

The last test kills a replica, so that it comes last in the file.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
from tests.conftest import alive
from tests.deploy.conftest import THING, Deployment

#: Longer than the time for which nginx answers without asking, in seconds.
FRESH = 2.2
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"


def asked(deployment: Deployment, path: str) -> int:
    """How often a replica was asked for a path."""
    return deployment.log().count(f'"path": "{path}"')


def test_an_answer_is_kept(deployment: Deployment) -> None:
    path = "/doc/mechanism/lakes-dialogue.nt"
    first = deployment.get(path)
    assert first.headers["x-cache"] == "MISS"
    for _ in range(5):
        again = deployment.get(path)
        assert again.headers["x-cache"] == "HIT"
        assert again.headers["etag"] == first.headers["etag"]
        assert again.content == first.content
    # A replica may write its log line after the client has the whole answer.
    deployment.wait(lambda: asked(deployment, path) > 0)
    assert asked(deployment, path) == 1


def test_a_client_that_holds_it_gets_304(deployment: Deployment) -> None:
    held = deployment.get(THING).headers["etag"]
    answer = deployment.get(THING, If_None_Match=held)
    assert answer.status_code == 304
    assert not answer.content
    assert deployment.get(THING, If_None_Match='"another"').status_code == 200


def test_what_is_kept_is_asked_after_by_its_etag(deployment: Deployment) -> None:
    path = "/doc/mechanism/lakes-dialogue.rdf"
    first = deployment.get(path)
    deployment.wait(lambda: deployment.get(path).headers["x-cache"] == "REVALIDATED")
    assert deployment.get(path).content == first.content
    deployment.wait(lambda: f'"path": "{path}", "status": 304' in deployment.log())


def test_representations_are_kept_apart(deployment: Deployment) -> None:
    tags = {
        deployment.get(
            "/doc/mechanism/lakes-dialogue", Accept=accept, Accept_Encoding=coding
        ).headers["etag"]
        for _ in range(2)
        for accept in ("text/turtle", "application/ld+json", "application/trig")
        for coding in ("identity", "gzip")
    }
    assert len(tags) == 6


def test_what_must_not_be_stored_is_not(deployment: Deployment) -> None:
    for path in ("/sparql?query=SELECT%20(RAND()%20AS%20%3Fx)%20%7B%7D", "/health/ready"):
        answers = [deployment.get(path, Accept="application/json") for _ in range(3)]
        assert "HIT" not in {answer.headers.get("x-cache") for answer in answers}
    assert deployment.get("/metrics").status_code == 200
    with deployment.client("127.0.0.5") as stranger:
        assert stranger.get("/metrics").status_code == 403


def test_limits_are_per_client_whatever_it_writes(deployment: Deployment) -> None:
    """A crowd is refused; the addresses that it writes do not help it, nor does it hurt others."""
    with deployment.client("127.0.0.2") as crowd, deployment.client("127.0.0.3") as other:

        def slow(number: int) -> int:
            headers = {"X-Forwarded-For": f"198.51.100.{number}", "Accept": "application/json"}
            query = f"{SLOW} # {number}"
            return crowd.post("/sparql", data={"query": query}, headers=headers).status_code

        with ThreadPoolExecutor(30) as pool:
            answers = pool.map(slow, range(30))
            quick = [
                other.get("/sparql", params={"query": f"ASK {{}} # {n}"}).status_code
                for n in range(5)
            ]
            statuses = list(answers)
    assert quick == [200] * 5
    assert 429 in statuses
    log = deployment.log()
    assert '"client": "127.0.0.2"' in log
    assert "198.51.100." not in log


def test_a_replica_believes_its_proxy_alone(deployment: Deployment) -> None:
    url = deployment.replicas[0].url
    written = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    with httpx.Client(transport=httpx.HTTPTransport(local_address="127.0.0.9")) as stranger:
        answer = stranger.get(f"{url}/dataset.nt", headers=written)
    assert "https://127.0.0.1" not in answer.text
    with httpx.Client() as proxy:
        answer = proxy.get(f"{url}/dataset.nt", headers=written)
    assert "https://127.0.0.1" in answer.text
    deployment.wait(lambda: '"client": "203.0.113.7"' in deployment.log())
    deployment.wait(lambda: '"client": "127.0.0.9"' in deployment.log())
    assert deployment.log().count('"client": "203.0.113.7"') == 1


def test_a_new_release_takes_the_place_of_what_is_kept(deployment: Deployment) -> None:
    before = deployment.get(THING)
    assert "Alpha" in before.text
    deployment.move("Beta")
    deployment.wait(lambda: "Beta" in deployment.get(THING).text)
    # Each replica may lead by the time for which nginx does not ask.
    deployment.wait(
        lambda: all("Beta" in replica.client.get(THING).text for replica in deployment.replicas)
    )
    settled = deployment.get(THING, If_None_Match=before.headers["etag"])
    threading.Event().wait(FRESH)
    after = deployment.get(THING, If_None_Match=before.headers["etag"])
    assert (settled.status_code, after.status_code) == (200, 200)
    assert "Beta" in after.text
    assert after.headers["etag"] != before.headers["etag"]


def test_a_replica_dies_and_no_request_fails(deployment: Deployment) -> None:
    ended = threading.Event()
    statuses: list[int] = []

    def ask(number: int) -> None:
        with deployment.client(f"127.0.1.{number}") as client:
            while not ended.is_set():
                query = f"ASK {{}} # {number} {len(statuses)}"
                statuses.append(client.get("/sparql", params={"query": query}).status_code)
                sent = client.post("/sparql", data={"query": query + " sent"})
                statuses.append(sent.status_code)
                ended.wait(0.02)

    killed = deployment.replicas[0]
    family = killed.family()
    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask, number) for number in range(1, 5)]
        try:
            deployment.wait(lambda: len(statuses) > 20)
            os.kill(killed.process.pid, signal.SIGKILL)
            killed.process.wait(timeout=20)
            before = len(statuses)
            deployment.wait(lambda: len(statuses) > before + 60)
        finally:
            ended.set()
        for each in asking:
            each.result()
    assert set(statuses) == {200}
    deployment.wait(lambda: not alive(family))
