"""What pages show of time: parties of a treaty, chairs beside one another, the years of a map."""

from __future__ import annotations

import html
import re
import time

import httpx
import pytest

TREATY = "palermo-protocol-smuggling"


def page(client: httpx.Client, path: str) -> str:
    """A page; asked for again where the machine was too busy for the server's short limit."""
    for _ in range(10):
        response = client.get(path, headers={"Accept": "text/html"})
        if response.status_code not in (503, 504):
            break
        time.sleep(0.5)
    assert response.status_code == 200, path
    return response.text


class TestTreaty:
    @pytest.fixture(scope="class")
    def rows(self, client: httpx.Client) -> list[tuple[str, int, int, int, str]]:
        """Mechanism, members bound, members, members missing, and the address that explains."""
        text = page(client, f"/doc/instrument/{TREATY}")
        found = re.findall(
            r'<tr><th scope="row"><a [^>]*>([^<]+)</a></th><td class="number">(\d+) of (\d+)<svg.*?'
            r'<td class="number">(?:<a href="([^"]+)">)?(\d+)',
            text,
        )
        return [(n, int(p), int(w), int(m), html.unescape(a)) for n, p, w, a, m in found]

    def test_who_is_missing_is_who_is_not_bound(self, rows) -> None:
        assert len(rows) > 20
        assert all(missing == whole - bound for _, bound, whole, missing, _ in rows)
        assert any(missing for *_, missing, _ in rows)
        sizes = [whole for _, _, whole, _, _ in rows]
        assert sizes == sorted(sizes, reverse=True)

    def test_a_number_leads_to_how_it_is_known(self, client: httpx.Client, rows) -> None:
        name, _, _, missing, address = next(row for row in rows if row[0] == "Khartoum Process")
        answer = client.get(address + "&format=json").json()
        assert answer["total"] + answer.get("leftOut", 0) >= missing, name
        assert answer["total"] > 0

    def test_the_chart_ends_at_the_number_of_parties(self, client: httpx.Client) -> None:
        text = page(client, f"/doc/instrument/{TREATY}")
        section = text[text.index('id="over-time"') :]
        said = re.search(r'aria-label="The number of parties by year, (\d+) on', section)
        total = re.search(r'<a href="#parties">Parties</a> <small>(\d+)</small>', text)
        assert said is not None
        assert total is not None
        assert said[1] == total[1]
        assert re.search(r'<path class="line" d="M[^"]{200,}"', section)


class TestCompared:
    def test_chairs_stand_in_a_lane_for_each_mechanism(self, client: httpx.Client) -> None:
        text = page(client, "/compare?actors=khartoum-process,rabat-process")
        drawn = text[text.index('id="times"') :]
        drawn = drawn[: drawn.index("</svg>")]
        lanes = re.findall(r'text-anchor="end"[^>]*>([^<]+)', drawn)
        assert sorted(lanes) == ["Khartoum Process", "Rabat Process"]
        titles = re.findall(r"<rect [^>]*><title>([^<]+)</title>", drawn)
        assert any("Ethiopia" in title for title in titles)
        assert any("Nigeria" in title for title in titles)
        assert drawn.count('<path class="day"') > 20


class TestYears:
    def test_each_year_is_a_link_to_the_same_answer(self, client: httpx.Client) -> None:
        text = page(client, "/questions/members?actor=khartoum-process&role=member&asOf=2020-12-31")
        nav = text[text.index('<nav class="years"') :]
        nav = nav[: nav.index("</nav>")]
        links = re.findall(r'<a href="([^"]+)"( aria-current="true")?>(\d{4})</a>', nav)
        years = [int(year) for _, _, year in links]
        assert years == sorted(set(years))
        assert [year for _, current, year in links if current] == ["2020"]
        earlier = html.unescape(next(href for href, _, year in links if year == "2016"))
        assert earlier.endswith("actor=khartoum-process&role=member&asOf=2016")
        assert 'aria-current="true">2016</a>' in page(client, earlier)
