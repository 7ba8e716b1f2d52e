"""Pages that work without script, hold facts with their sources, and take no markup from anyone."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx
import pytest
from tests.web.html_pages import HTML, Page, page

from migov.web.http.formats import dated

THINGS = (Path(__file__).parents[1] / "things.txt").read_text().split()
PAGES = ["/", "/search?q=migration", "/dataset", "/ontology", "/shapes"]


@pytest.mark.parametrize("path", [*PAGES, *(f"/doc/{thing}" for thing in THINGS)])
class TestEveryPage:
    def test_nothing_inline_and_nothing_from_elsewhere(
        self, client: httpx.Client, path: str
    ) -> None:
        found = page(client, path)
        for tag, attributes in found.elements:
            assert "style" not in attributes, tag
            assert not any(name.startswith("on") for name in attributes), tag
            assert tag != "style"
            if tag == "script" and "src" not in attributes:
                assert attributes["type"] == "application/ld+json"
            if tag in ("script", "img", "iframe", "source") and "src" in attributes:
                assert attributes["src"].startswith("/")
            if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
                assert attributes["href"].startswith("/")
            if tag == "a":
                assert attributes["href"].startswith(("/", "#", "?", "http://", "https://"))

    def test_it_can_be_read_by_anyone(self, client: httpx.Client, path: str) -> None:
        found = page(client, path)
        assert found.having("html")[0]["lang"] == "en"
        assert len(found.having("h1")) == 1
        assert len(found.having("main")) == 1
        labelled = {each["for"] for each in found.having("label")}
        for each in [*found.having("input"), *found.having("select")]:
            if each.get("type") != "hidden":
                assert each["id"] in labelled
        ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        anchors = {each["href"][1:] for each in found.having("a") if each["href"][0] == "#"}
        assert anchors <= set(ids)


@pytest.mark.parametrize("thing", THINGS)
class TestThings:
    def test_every_fact_names_its_source(self, client: httpx.Client, thing: str) -> None:
        found = page(client, f"/doc/{thing}")
        assert found.facts
        for text, addresses in found.facts:
            sources = [a for a in addresses if a.startswith(("/doc/source/", "/dataset#"))]
            assert sources, text

    def test_it_is_had_as_data_too(self, client: httpx.Client, thing: str) -> None:
        found = page(client, f"/doc/{thing}")
        links = [each for each in found.having("link") if each["rel"] == "alternate"]
        # The others are the page's translations and the feed of its changes.
        alternates = [
            each
            for each in links
            if each["href"].startswith(f"/doc/{thing}.") and "hreflang" not in each
        ]
        assert len(alternates) == 7
        for each in alternates:
            assert client.head(each["href"]).headers["content-type"].startswith(each["type"])
        (data,) = found.data
        assert data["@id"].endswith(thing)
        assert data["name"]


class TestMechanism:
    def test_members_hold_for_the_day_asked(self, client: httpx.Client) -> None:
        path = "/doc/mechanism/khartoum-process?all=members&asOf="
        then = page(client, f"{path}2022-06-01").sections["members"]
        assert len(then) == 40
        assert all("attested" in row for row in then)
        assert not any(row.startswith("United Kingdom") for row in then)
        before = page(client, f"{path}2018-01-01")
        assert any(row.startswith("United Kingdom") for row in before.sections["members"])

    def test_a_section_shows_ten_rows_and_leads_to_all(self, client: httpx.Client) -> None:
        path = "/doc/mechanism/khartoum-process"
        found = page(client, f"{path}?asOf=2022-06-01&lang=fr")
        assert len(found.sections["members"]) == 10
        addresses = {each["href"] for each in found.having("a")}
        assert f"{path}?asOf=2022-06-01&lang=fr&all=members#members" in addresses
        question = "/questions/members?actor=khartoum-process&asOf=2022-06-01&role=member"
        assert question in addresses
        assert client.get(question, headers={"Accept": "application/json"}).json()["total"] == 40

    @pytest.mark.parametrize(
        "thing", ["organization/iom", "organization/eu", "mechanism/rabat-process", "state/FRA"]
    )
    def test_the_page_of_the_largest_actors_is_small(
        self, client: httpx.Client, thing: str
    ) -> None:
        response = client.get(f"/doc/{thing}", headers=HTML)
        assert len(response.content) < 150 * 1024
        # What is asked most comes first, in sentences.
        found = Page(response.text)
        assert len([a for _, a in found.elements if a.get("class") == "answers"]) == 1
        assert response.text.index('class="answers"') < response.text.index("<table")

    def test_nothing_of_a_later_year_is_listed(self, client: httpx.Client) -> None:
        path = "/doc/mechanism/khartoum-process?asOf=2016-01-01"
        found = page(client, path)
        dated = ("meetings", "documents", "partnerships", "bodies", "priorities")
        assert {"meetings", "documents", "bodies"} <= found.sections.keys()
        whole = {id: page(client, f"{path}&all={id}").sections.get(id, ()) for id in dated}
        told = " ".join(row for rows in whole.values() for row in rows)
        assert not re.findall(r"\b20(?:1[7-9]|2\d)\b", told)
        for row in found.sections.get("initiatives", ()):
            assert all(year <= "2016" for year in re.findall(r"\b20\d\d\b", row)[:1])
        for row in whole["meetings"]:
            assert re.search(r"\b201[45]\b", row)
        later = [
            address
            for _, addresses in found.facts
            for address in addresses
            if re.match(r"/doc/meeting/.*20(1[6-9]|2)", address)
        ]
        assert later == []

    def test_each_table_is_the_answer_of_a_question(self, client: httpx.Client) -> None:
        found = page(client, "/doc/mechanism/khartoum-process?asOf=2022-06-01")
        addresses = [
            each["href"]
            for each in found.having("a")
            if each.get("href", "").startswith("/questions/") and "format=csv" in each["href"]
        ]
        assert len(addresses) > 8
        for address in addresses:
            answer = client.get(address)
            assert answer.headers["content-type"].startswith("text/csv"), address
            assert answer.text.count("\n") > 1

    def test_chairs_follow_one_another(self, client: httpx.Client) -> None:
        found = page(client, "/doc/mechanism/khartoum-process")
        chairs = " | ".join(found.sections["chairs"])
        for name in ("Egypt", "Ethiopia", "Italy", "Eritrea", "Netherlands", "South Sudan"):
            assert name in chairs
        assert len(found.having("rect")) >= 6

    def test_it_tells_who_supports_meets_and_works_with_it(self, client: httpx.Client) -> None:
        sections = page(client, "/doc/mechanism/khartoum-process?all=meetings").sections
        told = {name: " | ".join(rows) for name, rows in sections.items()}
        assert "International Centre for Migration Policy Development" in told["secretariat"]
        assert "Rabat Process" in told["partnerships"]
        assert "Kampala" in told["meetings"]
        assert "steering" in told
        assert "documents" in told
        assert "priorities" in told

    @pytest.mark.parametrize("day", ["yesterday", "2022-13-01", "<script>", "2022-06-01\x00"])
    def test_a_day_that_is_none_is_said_to_be_none(self, client: httpx.Client, day: str) -> None:
        response = client.get("/doc/mechanism/khartoum-process", params={"asOf": day}, headers=HTML)
        assert response.status_code == 422
        assert "<script>" not in response.text


class TestIntroduction:
    @pytest.mark.parametrize(
        ("thing", "lang", "said"),
        [
            ("state/ETH", "en", r"Ethiopia is a member state of the United Nations in Eastern "
             r"Africa; it sits in \d+ dialogues on migration and is party to \d+ treaties"),
            ("state/ETH", "fr", r"Éthiopie : État membre des Nations Unies"),
            ("state/ETH", "es", r"Etiopía: Estado Miembro de las Naciones Unidas"),
            ("state/ETH", "pt", r"Etiópia: Estado-Membro das Nações Unidas"),
            ("state/ETH", "ar", r"إثيوبيا: دولة عضو في الأمم المتحدة"),
            ("organization/iom", "en", r"The International Organization for Migration is an? .* "
             r"with 1\d\d members, established in 1951"),
            ("mechanism/khartoum-process", "en", r"Inter-regional dialogue between states"),
        ],
    )  # fmt: skip
    def test_an_actor_is_introduced_in_a_sentence(
        self, client: httpx.Client, thing: str, lang: str, said: str
    ) -> None:
        text = client.get(f"/doc/{thing}", params={"lang": lang}, headers=HTML).text
        lead = re.search(r'<p class="lead">(.*?)</p>', text)
        assert lead, thing
        assert re.search(said, re.sub(r"<[^>]+>", "", lead[1]))

    def test_a_tie_is_called_by_its_parts(self, client: httpx.Client) -> None:
        titles = {
            "membership/khartoum-process-ETH-member": "Ethiopia, member, Khartoum Process",
            "adherence/palermo-protocol-smuggling-ETH": "Ethiopia, accession, Protocol against",
        }
        for thing, title in titles.items():
            text = client.get(f"/doc/{thing}", headers=HTML).text
            assert f"<h1>{title}" in text


class TestState:
    def test_it_shows_the_network_around_it(self, client: httpx.Client) -> None:
        images = page(client, "/doc/state/ETH?asOf=2016-01-01").having("img")
        (source,) = {image["src"] for image in images if image["src"].startswith("/picture/")}
        assert source == "/picture/network.svg?actor=state%3AETH&asOf=2016-01-01"
        assert client.get(source).status_code == 200

    def test_without_a_dialogue_it_shows_none(self, client: httpx.Client) -> None:
        assert not page(client, "/doc/state/ATA").having("img")

    def test_it_tells_what_it_has_chaired(self, client: httpx.Client) -> None:
        leads = " | ".join(page(client, "/doc/state/EGY").sections["leads"])
        assert "Khartoum Process" in leads
        assert "17 Apr 2024" in leads


class TestSource:
    def test_it_shows_what_it_states(self, client: httpx.Client) -> None:
        path = "/doc/source/iom-khartoum-process-factsheet-2022"
        assert len(page(client, path).sections["states"]) == 10
        stated = page(client, f"{path}?all=states").sections["states"]
        assert len(stated) > 200
        assert any(row.startswith("Khartoum Process") for row in stated)


class TestLanguages:
    def test_arabic_names_run_from_right_to_left(self, client: httpx.Client) -> None:
        found = page(client, "/doc/state/ETH?lang=ar")
        arabic = [a for _, a in found.elements if a.get("lang") == "ar" and "dir" in a]
        assert arabic
        assert all(each["dir"] == "rtl" for each in arabic)

    def test_the_browser_s_language_is_heeded(self, client: httpx.Client) -> None:
        response = client.get(
            "/doc/state/ETH.html", headers={**HTML, "Accept-Language": "fr-CH, fr;q=0.9, en;q=0.1"}
        )
        assert "<h1>Éthiopie</h1>" in response.text
        assert "Accept-Language" in response.headers["vary"]

    @pytest.mark.parametrize("lang", ["xx", "<b>", "ar'\"", "../..", "e" * 400])
    def test_an_unknown_language_is_english(self, client: httpx.Client, lang: str) -> None:
        response = client.get("/doc/state/ETH", params={"lang": lang}, headers=HTML)
        assert response.status_code == 200
        assert "<h1>Ethiopia</h1>" in response.text
        assert "<b>" not in response.text


@pytest.mark.parametrize("day", ["2026-11-29", "2026-06-24"])
def test_the_sentences_of_a_day_are_those_of_the_answers_beside_them(
    client: httpx.Client, day: str
) -> None:
    """A page of a day does not deny the last known chair that its answer names."""
    path = "/doc/mechanism/khartoum-process"
    text = unescape(client.get(path, params={"asOf": day}, headers=HTML).text)
    for question in ("chairs", "secretariats"):
        params = {"actor": "khartoum-process", "asOf": day}
        assert client.get(f"/questions/{question}", params=params).json()["answer"] in text


def test_derived_relations_name_the_day_that_they_hold_for(client: httpx.Client) -> None:
    day = client.get("/dataset.jsonld").text.partition("referenceDay")[2]
    year = re.search(r"\d{4}-\d\d-\d\d", day)
    assert year is not None
    text = client.get("/doc/state/ZWE", headers=HTML).text
    assert f"are those of {dated(year[0])}, the day of its newest source." in text


@pytest.mark.parametrize(
    "path",
    [
        "membership/sacm-PRY-chair",  # gone by a day, seen on none
        "partnership/frontex-osce-cooperation",  # seen on no day
        "adherence/palermo-protocol-smuggling-UGA",  # signed, and named as no party
        "adherence/global-compact-for-migration-HUN",
        "membership/acp-ZMB-member",  # by law, and shown by no dated source
    ],
)
def test_a_page_has_no_day_that_means_no_bound(client: httpx.Client, path: str) -> None:
    text = client.get(f"/doc/{path}", headers=HTML).text
    assert "possible" in text.casefold()
    assert not re.search(r"\b0*1 Jan(uary)? 0*1\b|9999|0001-01-01", text)


def test_the_page_of_a_text_that_binds_nobody_has_no_parties(client: httpx.Client) -> None:
    text = unescape(client.get("/doc/instrument/global-compact-for-migration", headers=HTML).text)
    main = text[text.index("<main") : text.index("</main")]
    assert "states voted for the Global Compact for Safe, Orderly and Regular Migration" in main
    assert "Which members of which mechanism did not approve it" in main
    assert 'id="approvals"' in main
    assert not re.search(r"no party|Parties|parties to|are bound", main)
    bound = client.get("/doc/instrument/palermo-protocol-smuggling", headers=HTML).text
    assert "Which members of which mechanism are no party" in bound
    assert 'id="parties"' in bound
    assert 'id="approvals"' not in bound
