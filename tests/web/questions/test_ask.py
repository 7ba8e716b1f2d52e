"""`/ask`: questions in words over HTTP, as data and as a page."""

from __future__ import annotations

import json

import pytest

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def ask(client, text, headers=None, **params):
    return client.get("/ask", params={"q": text, **params}, headers=headers)


def test_what_is_understood_is_answered_with_its_query(client):
    response = ask(client, "members of the Bali Process in 2010", limit="5")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert list(found) == [
        "understood", "question", "parameters", "asOf", "release", "answer", "columns", "rows",
        "total", "sources", "query",
    ]  # fmt: skip
    assert found["understood"] is True
    assert found["question"] == "members"
    assert found["parameters"]["actor"] == "bali-process"
    assert found["asOf"] == found["parameters"]["asOf"] == "2010-12-31"
    assert len(found["rows"]) == 5 < found["total"]
    assert all(row["sources"] for row in found["rows"])
    assert "SELECT" in found["query"]
    assert "mechanism/bali-process>" in found["query"]


@pytest.mark.parametrize(
    ("text", "question", "parameters"),
    [
        ("who partners with the Khartoum Process?", "partners", {"actor": "khartoum-process"}),
        (
            "which states are in both the Khartoum and the Rabat Process?",
            "shared-members",
            {"actors": ["khartoum-process", "rabat-process"]},
        ),
        ("quién ha presidido el Proceso de Rabat", "chairs", {"actor": "rabat-process"}),
        ("qui a présidé le Processus de Khartoum", "chairs", {"actor": "khartoum-process"}),
        ("what does Ethiopia belong to", "memberships", {"actor": "ETH"}),
        (
            "who runs the secretariat of the Colombo Process",
            "secretariats",
            {"actor": "colombo-process"},
        ),
    ],
)
def test_the_answer_is_that_of_the_question(client, text, question, parameters):
    found = ask(client, text).json()
    assert found["understood"] is True
    assert found["question"] == question
    assert parameters.items() <= found["parameters"].items()
    given = {name: ",".join(v) if isinstance(v, list) else v for name, v in parameters.items()}
    plain = client.get(f"/questions/{question}", params=given).json()
    assert found["rows"] == plain["rows"] != []


@pytest.mark.parametrize(
    "path", ["/ask?q=who+chairs+the+Rabat+Process", "/questions/chairs?actor=rabat-process"]
)
def test_json_is_in_the_language_of_the_reader(client, path):
    english = client.get(path)
    french = client.get(path, headers={"Accept-Language": "fr"})
    assert french.json()["answer"] == client.get(f"{path}&lang=fr").json()["answer"]
    assert "Processus de Rabat" in french.json()["answer"]
    assert french.json()["answer"] != english.json()["answer"]
    assert french.headers["content-language"] == "fr"
    assert english.headers["content-language"] == "en"
    assert french.headers["etag"] != english.headers["etag"]
    for response in (english, french):
        assert "Accept-Language" in response.headers["vary"]
    # A request that names its language has it, and a table is the same for every reader.
    named = client.get(f"{path}&lang=es", headers={"Accept-Language": "fr"})
    assert "Proceso de Rabat" in named.json()["answer"]


def test_a_refusal_is_in_the_language_of_the_reader(client):
    sentence = "how many refugees live in Kenya"
    found = ask(client, sentence, {"Accept-Language": "fr"}).json()
    assert found["understood"] is False
    assert found["reason"].startswith("Ce n’est aucune des questions")
    assert "none of the questions" in ask(client, sentence).json()["reason"]
    page = ask(client, sentence, {**HTML, "Accept-Language": "fr"}).text
    assert '<p class="lead">Ce n’est aucune des questions' in page


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("combien de réfugiés vivent au Kenya", "fr"),
        ("cuántos refugiados viven en Kenia", "es"),
        ("quantos refugiados vivem no Quénia", "pt"),
        ("asdf qwer", "fr"),
        ("asdf qwer", "es"),
        ("", "ar"),
    ],
)
def test_suggestions_are_in_the_language_of_the_question(client, sentence, lang):
    found = ask(client, sentence, lang=lang).json()
    assert found["suggestions"]
    english = {"the", "of", "is", "what", "who", "which", "does", "in"}
    for each in found["suggestions"]:
        words = {word.casefold() for word in each["text"].split()}
        assert len(words & english) < 2, each


def test_a_page_is_headed_by_what_was_understood(client):
    page = ask(client, "Qui préside le Processus de Rabat ?", {**HTML, "Accept-Language": "fr"})
    assert "<h1><span>Qui préside le Processus de Rabat</span></h1>" in page.text
    assert "Une question en anglais, français, espagnol, portugais ou arabe" in page.text
    page = ask(client, "من يرأس عملية الرباط", {**HTML, "Accept-Language": "fr"})
    assert '<h1><span lang="ar" dir="rtl">' in page.text


def test_a_table_is_in_english_unless_it_says_otherwise(client):
    path = "/questions/members?actor=rabat-process&format=csv"
    table = client.get(path, headers={"Accept-Language": "fr"})
    assert table.text == client.get(path).text
    assert table.text != client.get(f"{path}&lang=fr").text


def test_labels_in_another_language(client):
    found = ask(client, "who chaired the Khartoum Process in 2018", lang="fr").json()
    assert found["rows"][0]["chair"]["label"] == "Italie"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "how many people crossed the Mediterranean",
        "asdf qwer",
        "who chairs Congo",
        "weather in Rabat",
        "Rabat Process'; DROP TABLE x; --",
        "who chairs } UNION { ?s ?p ?o } #",
        "who chairs\x00 the Rabat Process",
        "word " * 2_048,
    ],
    ids=lambda text: repr(text[:30]),
)
def test_what_is_not_understood_has_suggestions_that_work(client, text):
    response = ask(client, text)
    assert response.status_code == 200
    found = response.json()
    assert list(found) == ["understood", "reason", "suggestions"]
    assert found["understood"] is False
    assert found["reason"]
    assert found["suggestions"]
    for suggestion in found["suggestions"]:
        assert list(suggestion) == ["question", "text", "url"]
        assert suggestion["url"].startswith(f"/questions/{suggestion['question']}")
        assert client.get(suggestion["url"]).status_code == 200
        again = ask(client, suggestion["text"]).json()
        assert (again["understood"], again["question"]) == (True, suggestion["question"])


def test_a_request_without_a_question_is_a_problem(client):
    response = client.get("/ask")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == "q"


@pytest.mark.parametrize(
    ("name", "value"), [("limit", "many"), ("limit", "0"), ("offset", "-1"), ("lang", "?")]
)
def test_a_wrong_parameter_is_a_problem(client, name, value):
    response = ask(client, "who chairs the Rabat Process", **{name: value})
    assert response.status_code == 422
    assert response.json()["parameter"] == name


def test_only_json_and_html_are_served(client):
    response = ask(client, "who chairs the Rabat Process", {"Accept": "text/turtle"})
    assert response.status_code == 406
    assert ask(client, "who chairs the Rabat Process", format="csv").status_code == 400


def test_the_page_shows_what_was_understood_and_the_answer(client):
    response = ask(client, "who chaired the Khartoum Process in 2018", HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = response.text
    assert "Khartoum Process in 2018" in page
    assert 'href="/questions/chairs?actor=khartoum-process&amp;from=2018&amp;until=2018"' in page
    assert 'href="/sparql?query=' in page
    assert '<a href="/id/state/ITA">Italy</a>' in page
    assert "<pre>" in page


def test_the_page_offers_what_could_be_asked(client):
    page = ask(client, "memberships of Congo", HTML).text
    assert "may mean more than one actor" in page
    assert 'href="/questions/memberships?actor=COG' in page
    assert 'href="/questions/memberships?actor=COD' in page


def test_the_page_escapes_what_was_asked(client):
    page = ask(client, '"><script>alert(1)</script>', HTML).text
    assert "<script>alert" not in page


def test_a_held_copy_is_not_sent_again(client):
    first = ask(client, "who chairs the Rabat Process")
    again = ask(client, "who chairs the Rabat Process", {"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert first.headers["vary"].startswith("Accept")


def test_the_search_box_leads_here(client):
    asked = client.get("/search", params={"q": "who chairs the Rabat Process"}, headers=HTML)
    assert (asked.status_code, asked.headers["location"]) == (
        303,
        "/ask?q=who+chairs+the+Rabat+Process",
    )
    named = client.get("/search", params={"q": "Rabat Process"}, headers=HTML)
    assert named.status_code == 200
    assert 'href="/ask?q=Rabat%20Process"' in named.text


def test_it_is_described(client):
    operation = client.get("/openapi.json").json()["paths"]["/ask"]["get"]
    assert {each["name"] for each in operation["parameters"]} == {
        "q", "limit", "offset", "lang", "format",
    }  # fmt: skip
    assert json.dumps(operation["responses"]["200"]).count("understood") > 1
