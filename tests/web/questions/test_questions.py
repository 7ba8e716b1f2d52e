"""Questions over HTTP: formats, errors, and the seed's facts as a user would ask for them."""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import sys
from typing import ClassVar

import httpx
import pytest

MEMBERS = {"actor": "khartoum-process", "asOf": "2022-06-01", "role": "member", "limit": "500"}


def ask(client, name, accept="application/json", **params):
    return client.get(f"/questions/{name}", params=params, headers={"Accept": accept})


class TestTheKhartoumProcess:
    def test_it_has_forty_members_on_a_day_of_2022_each_with_sources(self, client):
        answer = ask(client, "members", **MEMBERS).json()
        assert answer["total"] == len(answer["rows"]) == 40
        assert all(row["sources"] for row in answer["rows"])
        assert answer["asOf"] == "2022-06-01"
        slugs = {row["member"]["slug"] for row in answer["rows"]}
        assert {"ETH", "CHE", "NOR", "UGA", "LBY"} <= slugs
        assert "GBR" not in slugs

    def test_the_united_kingdom_is_unknown_then(self, client):
        answer = ask(client, "members", **MEMBERS, certainty="all").json()
        row = next(row for row in answer["rows"] if row["member"]["slug"] == "GBR")
        assert row["basis"] == "unknown"
        assert row["goneBy"] == "2022"

    @pytest.mark.parametrize(
        ("day", "chair"),
        [
            ("2015-06-01", "EGY"),
            ("2017-06-01", "ETH"),
            ("2018-06-01", "ITA"),
            ("2019-06-01", "ERI"),
            ("2021-06-01", "NLD"),
            ("2022-06-01", "SSD"),
            ("2023-06-01", "DEU"),
            ("2024-06-01", "EGY"),
            ("2025-06-01", "FRA"),
        ],
    )
    def test_its_chairs(self, client, day, chair):
        answer = ask(client, "chairs", actor="khartoum-process", asOf=day).json()
        assert [row["chair"]["slug"] for row in answer["rows"]] == [chair]

    def test_its_secretariat(self, client):
        rows = ask(client, "secretariats", actor="khartoum-process").json()["rows"]
        found = {(row["organization"]["slug"], row["role"]["slug"]) for row in rows}
        assert found == {
            ("auc", "secretariat"),
            ("european-commission", "secretariat"),
            ("icmpd", "technical-support"),
        }

    def test_the_netherlands_sit_for_malta_on_its_steering_committee(self, client):
        today = {"actor": "khartoum-process", "today": "2022-06-01"}
        rows = ask(client, "steering-committee", **today).json()["rows"]
        current = {row["member"]["slug"]: row["current"] for row in rows}
        assert current["NLD"] is True
        assert current["MLT"] is False
        assert current["auc"] is current["european-commission"] is True

    def test_it_monitors_the_valletta_plan_with_the_rabat_process(self, client):
        answer = ask(client, "cooperation", a="khartoum-process", b="rabat-process").json()
        text = ask(client, "cooperation", a="khartoum-process", b="rabat-process").text
        assert answer["total"] > 3
        assert "joint-monitoring" in text
        assert "joint-valletta-action-plan" in text
        assert "iom-khartoum-process-summary-of-findings-2019" in text

    def test_its_meetings(self, client):
        rows = ask(client, "meetings", actor="khartoum-process", limit="100").json()["rows"]
        slugs = {row["meeting"]["slug"] for row in rows}
        assert "khartoum-process-2022-03-22-senior-officials" in slugs
        assert "khartoum-process-2014-11-28-ministerial-conference" in slugs


class TestFormats:
    @pytest.mark.parametrize(
        ("accept", "content_type"),
        [
            ("application/json", "application/json"),
            ("text/csv", "text/csv; charset=utf-8"),
            ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
            ("application/sparql-results+json", "application/sparql-results+json"),
            ("application/sparql-results+xml", "application/sparql-results+xml"),
            ("text/html", "text/html; charset=utf-8"),
        ],
    )
    def test_every_format_by_accept(self, client, accept, content_type):
        response = ask(client, "members", accept, **MEMBERS)
        assert response.status_code == 200
        assert response.headers["content-type"] == content_type

    def test_csv_is_read_by_programs(self, client):
        response = ask(client, "members", **MEMBERS, format="csv")
        assert response.content.startswith(b"Member,")
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert len(rows) == 40
        assert rows[0]["Member"] == "Austria"

    def test_labels_come_in_the_language_asked_for(self, client):
        rows = ask(client, "members", **MEMBERS, lang="fr").json()["rows"]
        assert "Éthiopie" in {row["member"]["label"] for row in rows}

    def test_limit_and_offset_page(self, client):
        whole = ask(client, "members", **MEMBERS).json()["rows"]
        params = {**MEMBERS, "limit": "7", "offset": "5"}
        page = ask(client, "members", **params).json()
        assert page["rows"] == whole[5:12]
        assert page["total"] == 40

    def test_a_page_shows_every_row_with_its_sources_and_the_query(self, client):
        page = ask(client, "members", "text/html", **MEMBERS).text
        assert page.count("<tr data-fact>") == 40
        assert 'href="/id/source/iom-khartoum-process-factsheet-2022"' in page
        assert "SELECT ?member" in page

    def test_without_its_actor_a_browser_gets_the_form(self, client):
        response = ask(client, "members", "text/html")
        assert response.status_code == 200
        assert '<input id="p-actor" name="actor"' in response.text

    def test_an_unchanged_answer_is_304(self, client):
        first = ask(client, "members", **MEMBERS)
        again = client.get(
            "/questions/members", params=MEMBERS, headers={"If-None-Match": first.headers["etag"]}
        )
        assert again.status_code in (200, 304)
        again = client.get(
            "/questions/members",
            params=MEMBERS,
            headers={"Accept": "application/json", "If-None-Match": first.headers["etag"]},
        )
        assert again.status_code == 304


class TestFaults:
    def problem(self, response, status):
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"
        return response.json()

    def test_an_unknown_actor_is_404_with_near_names(self, client):
        problem = self.problem(ask(client, "members", actor="Khartum Proces"), 404)
        assert problem["parameter"] == "actor"
        assert problem["suggestions"][0]["slug"] == "khartoum-process"

    def test_an_ambiguous_name_is_422_with_the_candidates(self, client):
        problem = self.problem(ask(client, "memberships", actor="Congo"), 422)
        assert {c["slug"] for c in problem["candidates"]} == {"COD", "COG"}

    @pytest.mark.parametrize("text", ["CAN", "EC", "Korea"])
    def test_a_code_that_two_actors_bear_is_422(self, client, text):
        assert len(self.problem(ask(client, "memberships", actor=text), 422)["candidates"]) > 1

    @pytest.mark.parametrize("text", ["ETH", "ET", "Éthiopie", "ethiopia", "إثيوبيا"])
    def test_a_state_by_code_or_name_in_any_language(self, client, text):
        assert ask(client, "memberships", actor=text).json()["parameters"]["actor"] == "ETH"

    def test_a_missing_parameter_is_422(self, client):
        assert self.problem(ask(client, "members"), 422)["parameter"] == "actor"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("asOf", "2022-13-45"),
            ("asOf", "soon"),
            ("limit", "-1"),
            ("limit", "many"),
            ("certainty", "perhaps"),
            ("role", "emperor"),
            ("lang", "<script>"),
            ("format", "docx"),
            ("unheard-of", "x"),
        ],
    )
    def test_a_wrong_value_is_a_problem_that_names_the_parameter(self, client, name, value):
        response = ask(client, "members", **{"actor": "khartoum-process", name: value})
        assert response.status_code in (400, 404, 422)
        assert response.json()["parameter"] == name

    def test_a_parameter_twice_is_422(self, client):
        response = client.get("/questions/members?actor=ETH&actor=KEN")
        assert self.problem(response, 422)["parameter"] == "actor"

    def test_an_unknown_question_is_404_with_near_ones(self, client):
        assert "members" in self.problem(ask(client, "member"), 404)["suggestions"]

    def test_what_cannot_be_served_is_406(self, client):
        problem = self.problem(
            ask(client, "members", "image/png, application/problem+json", **MEMBERS), 406
        )
        assert "text/csv" in problem["available"]

    @pytest.mark.parametrize(
        "text",
        [
            '"} } SELECT * { ?s ?p ?o } #',
            "khartoum-process> ?x ; DROP ALL",
            "<script>alert(1)</script>",
            "\x00\x01",
            "x" * 9000,
            "../../etc/passwd",
        ],
    )
    def test_hostile_text_is_an_unknown_actor_and_never_markup(self, client, text):
        assert ask(client, "members", actor=text).status_code in (404, 422)
        page = ask(client, "members", "text/html", actor=text)
        assert page.status_code in (404, 422)
        assert "<script>alert" not in page.text


class TestWhatIsLeftOut:
    """The United Kingdom was gone from the Khartoum Process by 2022: in 2021 it is unknown."""

    PARAMS: ClassVar = {"actor": "khartoum-process", "asOf": "2021-01-01", "role": "member"}
    WIDER = "/questions/members?actor=khartoum-process&asOf=2021-01-01&role=member&certainty=all"

    def test_a_page_says_how_many_rows_and_leads_to_them(self, client):
        page = ask(client, "members", "text/html", **self.PARAMS).text
        assert re.search(r"\d+ rows? (is|are) left out", page)
        assert self.WIDER.replace("&", "&amp;") in page

    def test_a_page_without_rows_does_too(self, client):
        dormant = {"actor": "jaeu-tripoli", "asOf": "2024", "role": "member"}
        page = ask(client, "members", "text/html", **dormant).text
        assert "No row" in page
        assert "asOf=2024&amp;role=member&amp;certainty=all" in page

    @pytest.mark.parametrize("media_type", ["application/json", "text/csv"])
    def test_every_format_says_so_in_its_head(self, client, media_type):
        sure = ask(client, "members", **self.PARAMS).json()
        wider = client.get(self.WIDER)
        more = wider.json()["total"] - sure["total"]
        link = f'<{self.WIDER}>; rel="related"; title="The less sure too"; left-out={more}'
        assert more > 0
        assert ask(client, "members", media_type, **self.PARAMS).headers["link"] == link
        assert "link" not in wider.headers
        new = {row["member"]["slug"] for row in wider.json()["rows"]} - {
            row["member"]["slug"] for row in sure["rows"]
        }
        assert "GBR" in new

    def test_a_question_in_words_says_the_same(self, client):
        params = {"actor": "khartoum-process", "role": "member", "asOf": "2021-01-01"}
        named = ask(client, "members", **params)
        words = "members of the Khartoum Process on 1 January 2021"
        asked = client.get("/ask", params={"q": words})
        assert "left-out=" in asked.headers["link"]
        assert named.headers["link"] == asked.headers["link"]

    def test_strict_leaves_out_the_assumed_too(self, client):
        strict = {**self.PARAMS, "certainty": "strict"}
        page = ask(client, "members", "text/html", **strict).text
        assert "assumed, last known or unknown for that day" in page

    def test_nothing_is_left_out_of_a_list_of_all_spells(self, client):
        assert "link" not in ask(client, "chairs", actor="khartoum-process").headers


class TestPages:
    def page(self, client, question, **params):
        lang = params.pop("accept_language", "en")
        headers = {"Accept": "text/html", "Accept-Language": lang}
        return client.get(f"/questions/{question}", params=params, headers=headers)

    def test_labels_are_in_the_readers_language(self, client):
        answer = self.page(client, "members", **MEMBERS, accept_language="ar")
        assert answer.headers["content-language"] == "ar"
        assert "Accept-Language" in answer.headers["vary"]
        assert "إثيوبيا" in answer.text
        assert "إثيوبيا" not in self.page(client, "members", **MEMBERS).text

    def test_counts_are_drawn_in_their_rows(self, client):
        text = self.page(client, "overlap", limit="5").text
        assert text.count('class="number counted"') == 5
        assert 'x="0.0%" width="100.0%"' in text  # the first pair has the largest overlap

    def test_chairs_stand_on_a_line_of_time(self, client):
        text = self.page(client, "chairs", actor="khartoum-process").text
        assert text.count('<td class="bar"><svg') > 5
        assert "<span>2014</span>" in text

    def test_a_part_of_an_answer_leads_to_the_rest_and_its_files_hold_all(self, client):
        text = self.page(client, "overlap").text
        assert 'href="/questions/overlap?offset=100" rel="next"' in text
        files = re.search(r'href="(\?[^"]*format=csv)"', text)
        assert files is not None
        lines = client.get("/questions/overlap" + html.unescape(files[1])).text.splitlines()
        total = ask(client, "overlap").json()["total"]
        assert len(lines) == total + 1
        second = self.page(client, "overlap", offset="100").text
        assert 'href="/questions/overlap?offset=200" rel="next"' in second

    def test_snippets_run(self, client, server, tmp_path):
        text = self.page(client, "members", **MEMBERS).text
        curl, python = (
            html.unescape(each) for each in re.findall(r"<pre>(.*?)</pre>", text, re.S)[1:3]
        )
        assert curl.startswith("curl ")
        subprocess.run(["bash", "-c", curl], cwd=tmp_path, check=True, capture_output=True)
        assert len((tmp_path / "members.csv").read_text("utf-8").splitlines()) == 41
        told = subprocess.run(
            [sys.executable, "-c", python + "\nprint(len(rows), rows[0]['Member'])"],
            check=True,
            capture_output=True,
            text=True,
        )
        assert told.stdout == "40 Austria\n"

    def test_every_example_of_the_catalogue_is_answered(self, client):
        text = client.get("/questions", headers={"Accept": "text/html"}).text
        examples = [html.unescape(each) for each in re.findall(r'href="(/ask\?q=[^"]+)"', text)]
        assert len(examples) > 15
        for example in examples:
            answer = client.get(example).json()
            assert answer["understood"], example
            assert answer["total"] or "last known" in answer["answer"], example


class TestForms:
    def test_a_name_in_a_form_becomes_a_slug_in_the_address(self, client: httpx.Client) -> None:
        html = {"Accept": "text/html"}
        given = {"actor": "Processus de Khartoum", "asOf": "2022-06-01"}
        sent = client.get("/questions/members", params=given, headers=html)
        assert sent.status_code == 303
        assert sent.headers["location"] == (
            "/questions/members?actor=khartoum-process&asOf=2022-06-01"
        )
        shown = client.get(sent.headers["location"], headers=html).text
        assert 'name="actor" value="Khartoum Process"' in shown
        assert '<option value="Ethiopia">state</option>' in shown
        assert "<h1>Who is in the Khartoum Process, in which role, since when?</h1>" in shown
        # Data is given as it is asked for.
        assert client.get("/questions/members", params=given).status_code == 200

    def test_an_ambiguous_slug_keeps_its_kind(self, client: httpx.Client) -> None:
        sent = client.get("/questions/memberships?actor=France", headers={"Accept": "text/html"})
        assert sent.headers["location"] == "/questions/memberships?actor=state%3AFRA"
        assert client.get(sent.headers["location"]).json()["parameters"]["actor"] == "FRA"

    def test_an_unknown_name_is_said_to_be_unknown(self, client: httpx.Client) -> None:
        html = {"Accept": "text/html"}
        assert client.get("/questions/members?actor=zzzqqq", headers=html).status_code == 404


def test_a_page_reports_an_unknown_parameter_where_a_required_one_is_missing(client) -> None:
    """The form alone would hide why there is no answer."""
    html = {"Accept": "text/html"}
    assert client.get("/questions/members", headers=html).status_code == 200
    answer = client.get("/questions/members?mechanism=khartoum-process", headers=html)
    assert answer.status_code == 422
    assert "mechanism" in answer.text
