"""The API described: an OpenAPI document that is one, and a page of it."""

from __future__ import annotations

from collections import Counter


def operations(client):
    paths = client.get("/openapi.json").json()["paths"]
    return [
        (path, method, operation)
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]


def test_every_operation_has_an_id_of_its_own(client):
    ids = Counter(operation["operationId"] for _, _, operation in operations(client))
    assert [name for name, times in ids.items() if times > 1] == []


def test_every_question_is_an_operation_with_its_parameters(client):
    listed = client.get("/questions", headers={"Accept": "application/json"}).json()["questions"]
    found = {path: operation for path, method, operation in operations(client) if method == "get"}
    assert len(listed) >= 21
    for question in listed:
        parameters = {p["name"]: p for p in found[question["url"]]["parameters"]}
        for parameter in question["parameters"]:
            assert parameters[parameter["name"]]["description"]
            assert parameters[parameter["name"]]["required"] == parameter["required"]
        assert {"limit", "offset", "lang"} <= set(parameters)


def test_the_page_needs_no_script_and_names_every_operation(client):
    page = client.get("/docs").text
    assert 'href="/openapi.json"' in page
    # What scripts there are only sort and copy: all of the page is in its text.
    assert page.count("<script") == page.count('<script type="module" src="/static/')
    for path, _, _ in operations(client):
        assert path in page


def test_head_answers_as_get_without_a_body(client):
    for path in ("/docs", "/questions", "/health/ready", "/openapi.json"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]
