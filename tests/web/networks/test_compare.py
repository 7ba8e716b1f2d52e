"""`/compare` over a real socket, on the project's release."""

from __future__ import annotations

import httpx
import pytest

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TWO = {"actors": "khartoum-process,rabat-process", "asOf": "2022-06-01"}


def slugs(cells: list[dict[str, str]]) -> set[str]:
    return {cell["slug"] for cell in cells}


def test_two_processes_side_by_side(client: httpx.Client) -> None:
    answer = client.get("/compare", params=TWO)
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    khartoum, rabat = (slugs(found["members"][a]) for a in ("khartoum-process", "rabat-process"))
    assert len(khartoum) == 40
    assert "GBR" not in khartoum
    assert slugs(found["shared"]) == khartoum & rabat
    assert slugs(found["exclusive"]["khartoum-process"]) == khartoum - rabat
    assert slugs(found["exclusive"]["rabat-process"]) == rabat - khartoum
    pair = found["pairs"][0]
    assert pair["count"] == len(khartoum & rabat)
    assert pair["jaccard"] == pytest.approx(len(khartoum & rabat) / len(khartoum | rabat), abs=1e-6)
    assert found["asOf"] == "2022-06-01"
    assert sum(group["count"] for group in found["combinations"]) == len(khartoum | rabat)


def test_every_seat_has_its_basis_and_sources(client: httpx.Client) -> None:
    matrix = client.get("/compare", params=TWO).json()["matrix"]
    seats = [tie for row in matrix for ties in row["in"].values() for tie in ties]
    assert seats
    assert all(tie["basis"] in ("dated", "attested", "assumed") for tie in seats)
    assert all(tie["sources"] and tie["statement"] for tie in seats)
    strict = client.get("/compare", params={**TWO, "certainty": "strict"}).json()["matrix"]
    assert len(strict) <= len(matrix)


def test_joint_monitoring_and_the_plan_that_is_monitored(client: httpx.Client) -> None:
    found = client.get("/compare", params=TWO).json()
    ways = {partnership["tie"] for partnership in found["partnerships"]}
    assert "joint-monitoring" in ways
    plan = next(
        one for one in found["instruments"] if one["thing"]["slug"] == "joint-valletta-action-plan"
    )
    assert plan["parts"].keys() == {"khartoum-process", "rabat-process"}
    assert plan["sources"]
    assert "human-trafficking" in {one["thing"]["slug"] for one in found["themes"]}


def test_four_at_once(client: httpx.Client) -> None:
    actors = "khartoum-process,rabat-process,Budapest Process,igad"
    found = client.get("/compare", params={"actors": actors}).json()
    assert len(found["pairs"]) == 6
    shared = slugs(found["shared"])
    assert all(shared <= slugs(members) for members in found["members"].values())


def test_a_browser_gets_a_matrix_with_sources(client: httpx.Client) -> None:
    answer = client.get("/compare", params=TWO, headers=HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    matrix = answer.text.partition('<h2 id="members">')[2].partition("</table>")[0]
    rows = matrix.split("<tr data-fact>")[1:]
    total = len(client.get("/compare", params=TWO).json()["matrix"])
    assert len(rows) == total
    assert all("/id/source/" in row and "✓" in row for row in rows)


def test_without_actors_a_browser_gets_the_form(client: httpx.Client) -> None:
    answer = client.get("/compare", headers=HTML)
    assert answer.status_code == 200
    assert all(f'<select id="c-{name}" name="{name}"' in answer.text for name in "abcd")


def test_the_fields_of_the_form_become_the_one_address(client: httpx.Client) -> None:
    given = {"a": "khartoum-process", "b": "rabat-process", "c": "", "asOf": "2022"}
    answer = client.get("/compare", params=given, headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/compare?actors=khartoum-process,rabat-process&asOf=2022"


def test_the_combinations_are_plotted_and_told(client: httpx.Client) -> None:
    page = client.get("/compare", params=TWO, headers=HTML).text
    found = client.get("/compare", params=TWO).json()["combinations"]
    assert page.count('<a href="#group-') == page.count('<div id="group-') == len(found) > 1


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 422, "actors"),
        ("actors=khartoum-process", 422, "actors"),
        ("actors=khartoum-process,khartoum-process", 422, "actors"),
        ("actors=khartoum-process,ETH", 422, "actors"),
        ("actors=a,b,c,d,e", 422, "actors"),
        ("actors=khartoum-process,rabbit-proces", 404, "actors"),
        ("actors=khartoum-process,rabat-process&asOf=soon", 422, "asOf"),
        ("actors=khartoum-process,rabat-process&certainty=total", 422, "certainty"),
        ("actors=khartoum-process,rabat-process&format=xml", 400, "format"),
    ],
)
def test_faults_name_their_parameter(
    client: httpx.Client, query: str, status: int, parameter: str
) -> None:
    answer = client.get(f"/compare?{query}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter


def test_an_unknown_mechanism_is_answered_with_near_names(client: httpx.Client) -> None:
    problem = client.get("/compare?actors=khartoum-process,rabbit-process").json()
    assert "rabat-process" in {one["slug"] for one in problem["suggestions"]}


def test_an_unchanged_comparison_is_304(client: httpx.Client) -> None:
    tag = client.get("/compare", params=TWO).headers["etag"]
    again = client.get("/compare", params=TWO, headers={"If-None-Match": tag})
    assert again.status_code == 304
