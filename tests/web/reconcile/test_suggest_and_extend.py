"""The other services of `/reconcile`: suggestions, previews, data extension, a pandas client."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from tests.web.reconcile import reconciliation_schemas as schemas
from tests.web.reconcile.batches import valid

TYPES = ["state", "mechanism", "organization", "instrument", "initiative", "theme"]


class TestSuggest:
    def test_things_by_the_beginning_of_a_name_or_the_identifier(
        self, client: httpx.Client
    ) -> None:
        def suggested(**asked: Any) -> list[dict[str, Any]]:
            response = client.get("/reconcile/suggest/entity", params=asked)
            found: list[dict[str, Any]] = valid(response.json(), schemas.SUGGEST_ENTITY)["result"]
            return found

        assert suggested(prefix="Khartoum Pro")[0]["id"] == "mechanism/khartoum-process"
        assert suggested(prefix="state/ETH")[0]["id"] == "state/ETH"
        assert {each["id"].partition("/")[0] for each in suggested(prefix="m", type="state")} <= {
            "state"
        }
        first, second = suggested(prefix="migration"), suggested(prefix="migration", cursor=20)
        assert len(first) == 20
        assert not {each["id"] for each in first} & {each["id"] for each in second}
        assert suggested(prefix="") == []

    def test_properties_and_types(self, client: httpx.Client) -> None:
        found = client.get("/reconcile/suggest/property", params={"prefix": "iso"}).json()
        assert {"iso3", "iso2", "m49"} <= {e["id"] for e in valid(found, schemas.SUGGEST)["result"]}
        found = client.get("/reconcile/suggest/type", params={"prefix": "treat"}).json()
        assert [e["id"] for e in valid(found, schemas.SUGGEST)["result"]] == ["instrument"]
        whole = client.get("/reconcile/suggest/type").json()["result"]
        assert [each["id"] for each in whole] == TYPES

    @pytest.mark.parametrize("asked", ["cursor=-1", "cursor=x", "type=planet"])
    def test_what_is_no_cursor_or_type_is_422(self, client: httpx.Client, asked: str) -> None:
        response = client.get(f"/reconcile/suggest/entity?prefix=a&{asked}")
        assert response.status_code == 422
        assert response.json()["parameter"] == asked.partition("=")[0]

    @pytest.mark.parametrize("what", ["entity", "property", "type", "planet"])
    def test_a_flyout_of_nothing_is_404(self, client: httpx.Client, what: str) -> None:
        assert client.get(f"/reconcile/flyout/{what}?id=none").status_code == 404


class TestPreview:
    def test_it_may_stand_in_a_frame_and_runs_nothing(self, client: httpx.Client) -> None:
        response = client.get("/reconcile/preview?id=state%2FETH&lang=fr")
        assert "Éthiopie" in response.text
        policy = response.headers["content-security-policy"]
        assert "frame-ancestors *" in policy
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
        assert "x-frame-options" not in response.headers
        # No other page may be framed.
        assert "frame-ancestors 'none'" in client.get("/").headers["content-security-policy"]

    @pytest.mark.parametrize("identifier", ["", "state/XYZ", "role/member", "../x", "<b>"])
    def test_of_nothing_it_is_404(self, client: httpx.Client, identifier: str) -> None:
        assert client.get("/reconcile/preview", params={"id": identifier}).status_code == 404


class TestExtend:
    def extended(self, client: httpx.Client, ids: list[str], *properties: str) -> dict[str, Any]:
        query = {"ids": ids, "properties": [{"id": each} for each in properties]}
        response = client.post("/reconcile", data={"extend": json.dumps(query)})
        assert response.status_code == 200, response.text
        body: dict[str, Any] = valid(response.json(), schemas.EXTENSION)
        assert [each["id"] for each in body["meta"]] == list(properties)
        assert list(body["rows"]) == ids
        assert all(list(row) == list(properties) for row in body["rows"].values())
        rows: dict[str, Any] = body["rows"]
        return rows

    def test_codes_names_regions_and_memberships(self, client: httpx.Client) -> None:
        rows = self.extended(
            client, ["state/ETH", "state/VAT"], "iso2", "m49", "cow", "gw", "label-ar", "region",
            "memberOf", "partyTo",
        )  # fmt: skip
        row = rows["state/ETH"]
        assert [row[each] for each in ("iso2", "m49", "cow", "gw", "label-ar")] == [
            [{"str": text}] for text in ("ET", "231", "530", "530", "إثيوبيا")
        ]
        assert {"id": "region/eastern-africa", "name": "Eastern Africa"} in row["region"]
        assert "mechanism/khartoum-process" in {each["id"] for each in row["memberOf"]}
        assert "instrument/1951-refugee-convention" in {each["id"] for each in row["partyTo"]}
        assert rows["state/VAT"]["cow"] == []

    def test_of_what_is_not_known_all_is_empty(self, client: httpx.Client) -> None:
        rows = self.extended(client, ["Q115", "mechanism/gfmd"], "iso3", "established")
        assert rows["Q115"] == {"iso3": [], "established": []}
        assert (
            rows["mechanism/gfmd"]["established"] == [{"str": "2007"}]
            or rows["mechanism/gfmd"]["established"]
        )

    def test_every_property_of_a_type_has_a_value_somewhere(self, client: httpx.Client) -> None:
        for kind, example in {
            "state": "state/ETH", "mechanism": "mechanism/khartoum-process",
            "organization": "organization/igad", "instrument": "instrument/1951-refugee-convention",
            "initiative": "initiative/eutf-africa", "theme": "theme/voluntary-return",
        }.items():  # fmt: skip
            asked = client.get("/reconcile/properties", params={"type": kind}).json()
            proposed = [each["id"] for each in valid(asked, schemas.PROPOSAL)["properties"]]
            row = self.extended(client, [example], *proposed)[example]
            assert sum(bool(cells) for cells in row.values()) >= 4, row
        limited = client.get("/reconcile/properties?type=state&limit=3").json()
        assert (len(limited["properties"]), limited["limit"]) == (3, 3)
        assert client.get("/reconcile/properties?type=planet").status_code == 422

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("{", "JSON"),
            ("{}", "ids"),
            ('{"ids": [1], "properties": []}', "ids"),
            ('{"ids": [], "properties": {}}', "properties"),
            ('{"ids": [], "properties": [{"id": "height"}]}', "height"),
            ('{"ids": [], "properties": ["iso3"]}', "property"),
        ],
    )
    def test_a_fault_is_400(self, client: httpx.Client, query: str, said: str) -> None:
        response = client.post("/reconcile", data={"extend": query})
        assert response.status_code == 400
        assert said in response.json()["detail"]
        assert response.json()["parameter"] == "extend"

    def test_too_much_is_413(self, client: httpx.Client) -> None:
        query = json.dumps({"ids": ["state/ETH"] * 10_000, "properties": []})
        assert client.post("/reconcile", data={"extend": query}).status_code == 413


def test_the_client_library_for_pandas_reconciles_a_column(server: Any) -> None:
    import pandas as pd
    from reconciler import reconcile

    names = pd.Series(["Korea, Rep.", "Zaire", "Congo", "Ethopia", "Korea, Rep.", "Türkiye"])
    found = reconcile(
        names, type_id="state", top_res=1, reconciliation_endpoint=f"{server.url}/reconcile"
    )
    by_name = found.set_index("input_value")
    assert len(by_name) == 5  # the library asks for each name once
    assert by_name.loc["Korea, Rep.", "id"] == "state/KOR"
    assert by_name.loc["Zaire", "id"] == "state/COD"
    assert by_name["match"].to_dict() == {
        "Korea, Rep.": True, "Zaire": True, "Congo": False, "Ethopia": False, "Türkiye": True,
    }  # fmt: skip
    countries = pd.DataFrame({"name": ["Congo", "Korea"], "code": ["COD", "PRK"]})
    chosen = reconcile(
        countries["name"],
        type_id="state",
        property_mapping={"iso3": countries["code"]},
        reconciliation_endpoint=f"{server.url}/reconcile",
    )
    assert list(chosen["id"]) == ["state/COD", "state/PRK"]
    assert chosen["match"].all()
