"""`/embed/…` may be framed by any site and nothing else may; `/oembed`, and tags for previews."""

from __future__ import annotations

import re

import httpx
import pytest

HTML = {"Accept": "text/html"}
MAP = "/embed/map?question=members&actor=khartoum-process&asOf=2022-06-01&role=member"


class TestFrames:
    @pytest.mark.parametrize(
        "path",
        [
            MAP,
            "/embed/timeline?question=chairs&actor=khartoum-process",
            "/embed/members?question=parties&instrument=palermo-protocol-smuggling",
            "/embed/members?actor=rabat-process",
        ],
    )
    def test_any_site_may_frame_an_embed(self, client: httpx.Client, path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200
        policy = response.headers["content-security-policy"]
        assert "frame-ancestors *" in policy
        assert "script-src" not in policy
        assert "default-src 'none'" in policy
        assert "<script" not in response.text
        assert "style=" not in response.text
        # It says where it is from, and its links leave the frame.
        assert "CC BY 4.0" in response.text
        assert '<base target="_blank">' in response.text
        source = re.search(r'<footer>\s*<p><a href="([^"]+)"', response.text)
        assert source
        page = source[1].replace("&amp;", "&")
        assert client.get(page, headers=HTML).status_code == 200

    @pytest.mark.parametrize(
        "path", ["/", "/doc/state/ETH", "/questions/gaps", "/embed/map?actor=x"]
    )
    def test_nothing_else_may_be_framed(self, client: httpx.Client, path: str) -> None:
        response = client.get(path, headers=HTML)
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]

    def test_a_map_has_the_states_of_its_answer(self, client: httpx.Client) -> None:
        text = client.get(MAP).text
        assert text.count('href="/doc/state/') == 40
        assert "<table" not in text

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/embed/map?question=gaps", 422),
            ("/embed/globe?actor=rabat-process", 422),
            ("/embed/map?question=nothing", 404),
            ("/embed/map?actor=%22%3E%3Cscript%3E", 404),
        ],
    )
    def test_what_cannot_be_embedded(self, client: httpx.Client, path: str, status: int) -> None:
        response = client.get(path, headers=HTML)
        assert response.status_code == status
        assert "<script>" not in response.text


class TestOembed:
    def test_a_page_leads_to_its_frame(self, client: httpx.Client) -> None:
        path = "/questions/members?actor=khartoum-process&asOf=2022-06-01"
        text = client.get(path, headers=HTML).text
        found = re.search(r'type="application/json\+oembed" href="([^"]+)"', text)
        assert found
        body = client.get(found[1].replace("&amp;", "&"), params=None).json()
        assert (body["version"], body["type"]) == ("1.0", "rich")
        frame = re.search(r'src="([^"]+)"', body["html"])
        assert frame
        framed = client.get(frame[1].replace("&amp;", "&"))
        assert framed.status_code == 200
        assert "svg" in framed.text

    def test_a_frame_is_no_larger_than_asked(self, client: httpx.Client) -> None:
        url = str(client.base_url.join("/questions/chairs?actor=rabat-process"))
        body = client.get("/oembed", params={"url": url, "maxwidth": 300}).json()
        assert body["width"] == 300
        assert 'width="300"' in body["html"]

    @pytest.mark.parametrize("url", ["https://example.org/questions/members", "/questions/members"])
    def test_other_addresses_have_none(self, client: httpx.Client, url: str) -> None:
        assert client.get("/oembed", params={"url": url}).status_code == 404

    def test_xml_is_not_implemented_and_other_formats_are_unknown(
        self, client: httpx.Client
    ) -> None:
        """oEmbed 1.0, section 2.3.3, for the formats that it knows."""
        url = str(client.base_url.join("/questions/gaps"))

        def status(name: str) -> int:
            return client.get("/oembed", params={"url": url, "format": name}).status_code

        assert [status(name) for name in ("xml", "pdf", "json", "")] == [501, 400, 200, 200]


class TestPreviews:
    @pytest.mark.parametrize(
        ("path", "image"),
        [
            ("/", "/picture/network.png"),
            ("/doc/state/ETH", "/picture/state/ETH.png"),
            (
                "/questions/chairs?actor=rabat-process",
                "/picture/question/chairs.png?actor=rabat-process",
            ),
        ],
    )
    def test_a_page_names_its_picture(self, client: httpx.Client, path: str, image: str) -> None:
        text = client.get(path, headers=HTML).text
        tags = dict(
            re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', text)
        )
        base = str(client.base_url).rstrip("/")
        assert tags["og:url"] == base + path.replace("&", "&amp;")
        assert tags["og:image"] == base + image
        assert len(tags["og:title"]) > 5
        assert len(tags["og:description"]) > 20
        assert tags["twitter:card"] == "summary_large_image"

    def test_a_kept_page_names_the_address_it_is_asked_at(self, client: httpx.Client) -> None:
        first = client.get("/doc/state/KEN", headers={**HTML, "Host": "one.example"}).text
        second = client.get("/doc/state/KEN", headers={**HTML, "Host": "two.example"}).text
        assert "http://one.example/doc/state/KEN" in first
        assert "one.example" not in second
