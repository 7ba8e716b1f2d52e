"""`/reconcile` as clients of the Reconciliation Service API use it, by its text and its schemas."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from tests.web.reconcile import reconciliation_schemas as schemas
from tests.web.reconcile.batches import one, refused, results, valid

TYPES = ["state", "mechanism", "organization", "instrument", "initiative", "theme"]


class TestManifest:
    def test_it_is_the_answer_without_parameters(self, client: httpx.Client) -> None:
        response = client.get("/reconcile", headers={"Accept": "text/html"})
        assert response.headers["content-type"] == "application/json"
        manifest = valid(response.json(), schemas.MANIFEST)
        assert [each["id"] for each in manifest["defaultTypes"]] == TYPES
        assert manifest["identifierSpace"] == "https://w3id.org/migov/id/"

    def test_every_address_in_it_answers(self, client: httpx.Client) -> None:
        manifest = client.get("/reconcile").json()
        wanted = quote("state/ETH", safe="")
        viewed = client.get(manifest["view"]["url"].replace("{{id}}", wanted))
        assert viewed.headers["location"].endswith("/doc/state/ETH")
        assert client.get(manifest["preview"]["url"].replace("{{id}}", wanted)).status_code == 200
        for what, service in manifest["suggest"].items():
            prefix = {"entity": "eth", "property": "iso", "type": "sta"}[what]
            address = service["service_url"] + service["service_path"]
            found = client.get(address, params={"prefix": prefix}).json()["result"]
            flyout = service["flyout_service_url"] + service["flyout_service_path"]
            flown = client.get(flyout.replace("${id}", quote(found[0]["id"], safe="")))
            assert valid(flown.json(), schemas.FLYOUT)["id"] == found[0]["id"]
        proposed = manifest["extend"]["propose_properties"]
        address = proposed["service_url"] + proposed["service_path"]
        assert client.get(address, params={"type": "state"}).status_code == 200
        for address in (manifest["logo"], manifest["documentation"]):
            assert client.get(address).status_code == 200

    def test_the_address_with_a_slash_answers_too(self, client: httpx.Client) -> None:
        assert client.get("/reconcile/").json() == client.get("/reconcile").json()
        batch = {"queries": json.dumps({"q": {"query": "Ethiopia"}})}
        for path in ("/reconcile", "/reconcile/"):
            response = client.post(path, data=batch)
            assert response.status_code == 200
            assert response.json()["q"]["result"][0]["id"] == "state/ETH"

    def test_any_origin_may_read_it(self, client: httpx.Client) -> None:
        origin = {"Origin": "https://refine.example"}
        for path in (
            "/reconcile",
            "/reconcile/suggest/type?prefix=s",
            "/reconcile/preview?id=state/ETH",
        ):
            assert client.get(path, headers=origin).headers["access-control-allow-origin"] == "*"
        asked = {**origin, "Access-Control-Request-Method": "POST"}
        assert "POST" in client.options("/reconcile", headers=asked).headers["allow"]
        problem = client.get("/reconcile?queries=x", headers=origin)
        assert problem.headers["access-control-allow-origin"] == "*"


class TestQueries:
    def test_get_and_post_answer_alike(self, client: httpx.Client) -> None:
        batch = json.dumps({"q0": {"query": "Ethiopia"}, "q1": {"query": "GFMD"}})
        got = client.get("/reconcile", params={"queries": batch}).json()
        assert got == client.post("/reconcile", data={"queries": batch}).json()
        assert [got[key]["result"][0]["id"] for key in got] == ["state/ETH", "mechanism/gfmd"]

    @pytest.mark.parametrize(
        ("name", "identifier"),
        [
            ("Korea, Rep.", "state/KOR"),
            ("Guinea", "state/GIN"),
            ("الاردن", "state/JOR"),
            ("004", "state/AFG"),
            ("state/ETH", "state/ETH"),
            ("https://w3id.org/migov/id/theme/return", "theme/return"),
            ("khartoum-process", "mechanism/khartoum-process"),
            ("1951 Convention", "instrument/1951-refugee-convention"),
            ("EUTF", "initiative/eutf-africa"),
        ],
    )
    def test_a_certain_name_is_a_match(
        self, client: httpx.Client, name: str, identifier: str
    ) -> None:
        best = one(client, name)[0]
        assert (best["id"], best["match"], best["score"]) == (identifier, True, 100)

    def test_an_ambiguous_name_has_its_candidates_and_no_match(self, client: httpx.Client) -> None:
        found = one(client, "Congo", type="state")
        assert {each["id"] for each in found[:2]} == {"state/COG", "state/COD"}
        assert not any(each["match"] for each in found)

    def test_a_misspelt_name_has_candidates_and_no_match(self, client: httpx.Client) -> None:
        found = one(client, "Ethopia")
        assert found[0]["id"] == "state/ETH"
        assert not any(each["match"] for each in found)
        assert [each["score"] for each in found] == sorted(
            (each["score"] for each in found), reverse=True
        )

    def test_a_former_name_says_when_it_was_in_use(self, client: httpx.Client) -> None:
        best = one(client, "Zaire")[0]
        assert (best["id"], best["match"]) == ("state/COD", True)
        assert "until 17 May 1997" in best["description"]

    def test_the_type_decides(self, client: httpx.Client) -> None:
        found = results(
            client,
            state={"query": "CAN", "type": "state"},
            organization={"query": "CAN", "type": ["organization"]},
            both={"query": "CAN", "type": ["state", "organization"]},
            all={"query": "CAN", "type": ["state", "organization"], "type_strict": "all"},
            should={"query": "Khartoum Process", "type": "state", "type_strict": "should"},
            none={"query": "CAN", "type": ""},
        )
        assert [each["id"] for each in found["state"] if each["match"]] == ["state/CAN"]
        assert [each["id"] for each in found["organization"] if each["match"]] == [
            "organization/can"
        ]
        assert not any(each["match"] for each in found["both"] + found["none"])
        assert found["all"] == []
        assert found["should"][0]["id"] == "mechanism/khartoum-process"
        assert found["should"][0]["score"] < 100

    def test_a_property_decides_between_namesakes(self, client: httpx.Client) -> None:
        found = results(
            client,
            code={"query": "Congo", "properties": [{"pid": "iso3", "v": "cod"}]},
            number={"query": "Congo", "properties": [{"pid": "m49", "v": 180}]},
            padded={"query": "Congo", "properties": [{"pid": "cow", "v": ["0490", "1"]}]},
            thing={"query": "Korea", "properties": [{"pid": "memberOf",
                                                     "v": {"id": "mechanism/colombo-process"}}]},
            name={"query": "Congo", "properties": [{"pid": "label-fr", "v": "Congo"}]},
            wrong={"query": "Ethiopia", "properties": [{"pid": "iso3", "v": "KEN"}]},
            blank={"query": "Ethiopia", "properties": [{"pid": "iso3", "v": ""}]},
        )  # fmt: skip
        for key in ("code", "number", "padded"):
            assert [each["id"] for each in found[key] if each["match"]] == ["state/COD"], key
        assert [each["id"] for each in found["name"] if each["match"]] == ["state/COG"]
        assert found["thing"][0]["features"][1]["id"] == "property_memberOf"
        assert found["wrong"][0]["id"] == "state/ETH"
        assert not any(each["match"] for each in found["wrong"])
        assert {"id": "property_iso3", "value": False} in found["wrong"][0]["features"]
        assert found["blank"][0]["match"]

    def test_properties_alone_find_things(self, client: httpx.Client) -> None:
        found = results(
            client,
            code={"properties": [{"pid": "cow", "v": 220}]},
            region={"properties": [{"pid": "region", "v": "Horn of Africa"}], "type": "mechanism",
                    "limit": 50},
        )  # fmt: skip
        assert [(each["id"], each["match"]) for each in found["code"]] == [("state/FRA", True)]
        assert "mechanism/khartoum-process" in {each["id"] for each in found["region"]}

    def test_the_limit_holds(self, client: httpx.Client) -> None:
        assert len(one(client, "migration", limit=2)) == 2
        assert len(one(client, "migration")) == 5
        assert 5 < len(one(client, "migration", limit=100000)) <= 50

    def test_names_come_in_the_language_asked_for(self, client: httpx.Client) -> None:
        batch = json.dumps({"q": {"query": "Ethiopia"}})
        for lang, name in {"fr": "Éthiopie", "ar": "إثيوبيا"}.items():
            answered = client.post(f"/reconcile?lang={lang}", data={"queries": batch}).json()
            assert answered["q"]["result"][0]["name"] == name

    def test_nothing_like_it_is_an_empty_result(self, client: httpx.Client) -> None:
        assert results(client, a={"query": "☃"}, b={"query": " "}) == {"a": [], "b": []}
        assert results(client) == {}

    def test_hostile_text_is_data(self, client: httpx.Client) -> None:
        for text in ("<script>alert(1)</script>", "' } DROP ALL #", "\u202e\0", "a" * 100_000):
            assert isinstance(one(client, text), list)


class TestFaults:
    @pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, "1" * 5000, '{"a": 1}'])
    def test_what_is_no_batch_is_400(self, client: httpx.Client, text: str) -> None:
        assert refused(client, text)["parameter"] == "queries"

    def test_a_fault_of_json_has_its_place(self, client: httpx.Client) -> None:
        problem = refused(client, '{"q0":\n {"query": x}}')
        assert (problem["line"], problem["column"]) == (2, 12)

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ({}, "neither `query` nor `properties`"),
            ({"query": 1}, "not a string"),
            ({"query": "x", "type": "planet"}, "planet"),
            ({"query": "x", "type": {"a": 1}}, "type"),
            ({"query": "x", "limit": 0}, "limit"),
            ({"query": "x", "limit": "5"}, "limit"),
            ({"query": "x", "limit": 1.5}, "limit"),
            ({"query": "x", "type_strict": "maybe"}, "type_strict"),
            ({"query": "x", "lang": "fr"}, "lang"),
            ({"query": "x", "properties": [{"pid": "height", "v": 1}]}, "height"),
            ({"query": "x", "properties": [{"pid": "iso3"}]}, "pid"),
            ({"query": "x", "properties": [{"pid": "iso3", "v": {"name": "x"}}]}, "iso3"),
            ({"query": "x", "properties": {"pid": "iso3", "v": "x"}}, "properties"),
        ],
    )
    def test_a_fault_names_the_query_and_the_field(
        self, client: httpx.Client, query: Any, said: str
    ) -> None:
        detail = refused(client, {"good": {"query": "Ethiopia"}, "bad one": query})["detail"]
        assert "bad one" in detail
        assert said in detail

    def test_a_batch_that_is_too_large_is_413(self, client: httpx.Client) -> None:
        batch = {str(at): {"query": "France"} for at in range(10_000)}
        most = client.get("/reconcile").json()["batchSize"]
        assert refused(client, batch, 413)["limit"] == most
        full = {str(at): {"query": "France"} for at in range(most)}
        assert len(results(client, **full)) == most

    def test_one_of_queries_and_extend(self, client: httpx.Client) -> None:
        for data in ({}, {"queries": "{}", "extend": "{}"}):
            assert client.post("/reconcile", data=data).status_code == 400
        assert client.post("/reconcile", json={"queries": {}}).status_code == 415
        bytes_ = {"Content-Type": "application/x-www-form-urlencoded"}
        assert client.post("/reconcile", content=b"queries=%ff", headers=bytes_).status_code == 400
