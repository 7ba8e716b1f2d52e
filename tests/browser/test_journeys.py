"""What people come for, done as they do it: an analyst, a researcher, a developer."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

KHARTOUM = "Khartoum Process"
COUNT = """PREFIX mg: <https://w3id.org/migov/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?region (COUNT(DISTINCT ?state) AS ?states) {
  ?state a mg:State ; org:memberOf ?mechanism ; mg:inRegion/skos:prefLabel ?region
  FILTER(LANG(?region) = "en")
} GROUP BY ?region ORDER BY DESC(?states)"""


def write(page, query):
    """Types a query as a person pastes it, over what stands in the editor."""
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)


# The analyst


def test_an_analyst_goes_from_the_map_to_a_state_and_its_sources(page):
    page.goto("/")
    page.locator("svg.world").get_by_role("link", name="Ethiopia:").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/doc/state/ETH$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ethiopia")
    row = page.locator("tr[data-fact]").filter(has_text=KHARTOUM).first
    expect(row.locator("td.sources a").first).to_be_visible()


def test_an_analyst_finds_a_process_by_part_of_its_name(page):
    page.goto("/")
    page.locator("#q").fill("khartoum")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name=KHARTOUM, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(KHARTOUM)


def test_an_analyst_reads_what_ties_two_actors(page):
    page.goto("/questions/cooperation")
    page.locator("input[name=a]").fill("iom")
    page.locator("input[name=b]").fill("bali-process")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("main tbody tr").first).to_be_visible()
    expect(page.locator("main tbody")).to_contain_text("Bali Process")


def test_an_analyst_compares_three_and_reads_who_is_where(page):
    page.goto("/compare")
    for name, process in (("a", "khartoum-process"), ("b", "rabat-process"), ("c", "bali-process")):
        page.locator(f"select[name={name}]").select_option(process)
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile("actors=khartoum-process,rabat-process,bali-process"))
    columns = page.locator(".upset svg a")
    columns.first.focus()
    page.keyboard.press("Enter")
    group = page.locator("dl.groups > div:target")
    label = columns.first.get_attribute("aria-label") or ""
    expect(group.locator("dt small")).to_have_text(label.split()[0])


def test_an_analyst_takes_the_members_of_a_day_as_csv(page):
    page.goto("/questions/members?actor=khartoum-process&asOf=2022-06-01&role=member&limit=500")
    shown = page.locator("main table").first.locator("tbody tr").count()
    link = page.get_by_role("link", name="CSV", exact=True)
    answer = page.request.get("/questions/members" + (link.get_attribute("href") or ""))
    assert len(list(csv.DictReader(io.StringIO(answer.text())))) == shown == 40


def test_a_table_sorts_by_keyboard_and_back(page):
    page.goto("/network?kind=mechanism-mechanism")
    table = page.locator("details", has=page.locator("#nodes"))
    table.locator("summary").click()
    rows = table.locator("tbody tr")
    heading = table.locator("th").nth(2)
    before = rows.first.inner_text()
    heading.get_by_role("button").focus()
    for order, last in (("ascending", 0), ("descending", -1)):
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", order)
        degrees = [int(text) for text in rows.locator("td:nth-child(3)").all_inner_texts()]
        assert degrees[last] == min(degrees)
        assert degrees[-1 - last] == max(degrees)
    page.keyboard.press("Enter")
    assert rows.first.inner_text() == before


def test_an_analyst_sees_a_network_and_reads_a_tie(page):
    page.goto("/network?kind=support")
    svg = page.locator("svg.network")
    told = page.locator("#graph .details")
    marks = svg.locator("a.mark")
    marks.first.focus()
    expect(svg).to_have_class(re.compile("focused"))
    near = svg.locator("a.mark.near").count()
    assert 1 < near < marks.count()
    page.keyboard.press("Enter")
    ties = told.get_by_role("button")
    assert ties.count() == near - 1
    ties.first.click()
    expect(told.locator("[data-fact]").first).to_be_visible()
    expect(told.locator(".cited a").first).to_have_attribute("href", re.compile("^/id/source/"))
    page.get_by_label("Find").fill(KHARTOUM)
    page.get_by_label("Find").press("Tab")
    expect(told.get_by_role("link", name=KHARTOUM)).to_be_visible()
    # Arrows go from mark to mark: one stop of the Tab key for all.
    assert svg.locator("a[tabindex='0']").count() == 1
    marks.first.focus()
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.id") != first
    # The same for those who do not see it.
    page.locator("summary", has=page.locator("#ties")).click()
    assert page.locator("details[open] tbody tr[data-fact]").count() > 20


def test_a_tie_is_read_where_it_is_pressed(page):
    page.goto("/network")
    svg = page.locator("svg.network")
    svg.scroll_into_view_if_needed()
    # A third of the way along the strongest tie, which is drawn last.
    x, y = page.evaluate("""() => {
      const line = [...document.querySelectorAll("svg.network line")].at(-1);
      const numbers = ["x1", "y1", "x2", "y2"].map((name) => Number(line.getAttribute(name)));
      const [x1, y1, x2, y2] = numbers;
      const point = new DOMPoint(x1 + (x2 - x1) / 3, y1 + (y2 - y1) / 3);
      const { x, y } = point.matrixTransform(line.getScreenCTM());
      return [x, y];
    }""")
    page.mouse.click(x, y)
    told = page.locator("#graph .details")
    expect(told.get_by_role("heading")).to_contain_text("Budapest Process")
    expect(told.locator(".cited a").first).to_be_visible()


def test_a_threshold_hides_weak_ties_and_moves_nothing(page):
    page.goto("/network")
    khartoum = page.locator("[data-id='mechanism:khartoum-process'] rect")
    before = khartoum.get_attribute("x")
    slider = page.locator("#n-minWeight")
    shown = page.locator("svg.network line:not(.below)")
    every = shown.count()
    slider.fill("12")
    assert 0 < shown.count() < every
    expect(page).to_have_url(re.compile("minWeight=12"))
    few = shown.count()
    page.reload()
    expect(slider).to_have_value("12")
    assert page.locator("svg.network line").count() == few
    assert khartoum.get_attribute("x") == before


def test_no_label_of_the_network_lies_on_another(page):
    page.goto("/network")
    boxes = page.evaluate("""() => [...document.querySelectorAll("svg.network text")]
      .filter((text) => getComputedStyle(text).display !== "none")
      .map((text) => text.getBBox())
      .map(({ x, y, width, height }) => [x, y, width, height])""")
    assert len(boxes) > 30
    # A line's box is taller than its letters.
    low = [(x, y + 3, x + width, y + height - 3) for x, y, width, height in boxes]
    hits = [
        (a, b)
        for at, a in enumerate(low)
        for b in low[at + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert not hits


def test_a_field_offers_names_and_an_answer_its_pictures(page):
    page.goto("/questions/members")
    page.locator("input[name=actor]").press_sequentially("Processus de Khart")
    expect(page.locator("#p-actor-names option").first).to_have_attribute("value", KHARTOUM)
    page.goto("/questions/members?actor=khartoum-process&asOf=2022-06-01&role=member&limit=500")
    expect(page.locator("#answer svg.world a")).to_have_count(40)
    page.locator("#answer svg.world").get_by_role("link", name="Ethiopia", exact=True).focus()
    expect(page.locator("#answer output.pointed")).to_have_text("Ethiopia")
    page.goto("/doc/mechanism/khartoum-process")
    expect(page.locator(".picture svg.world a")).to_have_count(40)
    assert page.locator("#chairs td.bar rect").count() > 5
    page.goto("/questions/overlap")
    assert page.locator("td.counted rect").count() > 20


# The researcher


def test_a_researcher_counts_by_region_and_sees_a_chart(page):
    page.goto("/sparql")
    write(page, COUNT)
    page.keyboard.press("Control+Enter")
    rows = page.locator("#result tbody tr")
    expect(rows.first).to_be_visible()
    assert "query=" in page.url
    page.get_by_role("tab", name="Chart").click()
    chart = page.locator("#result figure svg")
    expect(chart).to_have_attribute("aria-label", re.compile("states by region"))
    assert chart.locator("rect").count() > 5
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    assert saved.value.path().read_text().startswith("region,states")


def test_a_researcher_begins_with_an_example_and_sees_it_as_a_map_and_a_graph(page):
    page.goto("/sparql")
    page.get_by_text("All examples", exact=True).click()
    page.get_by_role("link", name="Which states are members of the most mechanisms now?").click()
    page.get_by_role("button", name="Run the query").click()
    page.get_by_role("tab", name="Map").click()
    expect(page.locator("#result svg.world a").first).to_have_attribute(
        "href", re.compile("^/id/state/")
    )
    page.goto("/sparql?example=describe-a-mechanism")
    page.get_by_role("button", name="Run the query").click()
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator("#result .canvas canvas").first).to_be_visible()


def test_the_editor_completes_what_the_graph_uses(page):
    page.goto("/sparql")
    write(page, "PREFIX mg: <https://w3id.org/migov/ontology#>\nSELECT * { ?a mg:chairO")
    page.keyboard.press("Control+Space")
    hints = page.locator(".CodeMirror-hints li")
    expect(hints.first).to_contain_text("chairOf")
    hints.first.click()
    expect(page.locator(".CodeMirror")).to_contain_text("mg:chairOf")


def test_a_mistake_is_said_where_it_is(page):
    page.goto("/sparql")
    write(page, "SELECT * {\n  ?s ?p ?o\n} LIMIT many")
    page.get_by_role("button", name="Run the query").click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Line 3")
    expect(page.locator(".CodeMirror .fault")).to_have_text("many")
    assert page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor().line") == 2


def test_a_query_that_takes_too_long_says_so(page):
    page.goto("/sparql")
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
    page.get_by_role("button", name="Run the query").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("second|limit", re.IGNORECASE))


# The developer


def test_a_developer_finds_the_api_and_the_data_of_a_page(page):
    page.goto("/docs")
    address = page.get_by_role("link", name="openapi.json").first.get_attribute("href")
    assert page.request.get(address or "").json()["openapi"].startswith("3.")
    page.goto("/id/mechanism/khartoum-process")
    turtle = page.get_by_role("link", name="Turtle", exact=True).first.get_attribute("href")
    assert "khartoum-process" in page.request.get(turtle or "").text()


# On a phone


@pytest.fixture
def phone(opened) -> Page:
    """A page as wide as a phone, touched."""
    return opened(viewport={"width": 390, "height": 844}, has_touch=True)


def test_a_phone_shows_which_states_chair_something_now(phone):
    phone.goto("/")
    card = phone.locator("article").filter(has_text="Which states chair a dialogue now?")
    expect(card.get_by_role("link").nth(1)).to_have_attribute("href", re.compile("/state/"))
    card.get_by_role("heading").get_by_role("link").tap()
    assert phone.url.endswith("#mechanisms")
    chair = phone.locator("#mechanisms td:nth-of-type(2) a").first
    expect(chair).to_be_visible()


def test_a_phone_shows_what_ties_iom_to_the_bali_process(phone):
    phone.goto("/")
    phone.locator("#q").fill("what ties IOM to the Bali Process")
    phone.locator("#q").press("Enter")
    expect(phone.locator("table.answer tbody tr").first).to_contain_text("membership")
    source = phone.locator("table.answer td.sources > a").first
    expect(source).to_have_attribute("href", re.compile("/source/"))


def test_a_phone_leads_to_the_less_sure_members_and_their_csv(phone):
    phone.goto("/questions/members?actor=colombo-process&asOf=2015&role=member")
    sure = phone.locator("table.answer tbody tr").count()
    left = re.match(r"\d+", phone.locator(".further").inner_text())
    assert left is not None
    phone.get_by_role("link", name="show them too").tap()
    expect(phone.locator("table.answer tbody tr")).to_have_count(sure + int(left[0]))
    link = phone.get_by_role("link", name="CSV", exact=True)
    answer = phone.request.get("/questions/members" + (link.get_attribute("href") or ""))
    rows = list(csv.DictReader(io.StringIO(answer.body().decode())))
    assert {"Sri Lanka", "Philippines", "Afghanistan"} <= {row["Member"] for row in rows}


def test_a_phone_shows_members_by_region_as_a_chart(phone):
    phone.goto("/sparql")
    phone.get_by_role("link", name="states by region, as a chart").tap()
    phone.get_by_role("button", name="Run the query").tap()
    phone.get_by_role("tab", name="Chart").tap()
    chart = phone.locator("#result figure svg")
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    # A reader who gets this address sees the chart too.
    phone.reload()
    expect(phone.locator("#result figure svg")).to_be_visible()


# A reader without scripts


def test_all_of_it_works_without_scripts(opened):
    page = opened(java_script_enabled=False)
    page.goto("/sparql")
    page.locator("textarea[name=query]").fill(COUNT)
    page.get_by_role("button", name="Run the query").click()
    assert page.locator("#result tbody tr").count() > 5
    page.goto("/network?kind=support")
    expect(page.locator("svg.network a.mark").first).to_be_visible()
    expect(page.locator("#graph-tools")).to_be_hidden()
    page.locator("summary", has=page.locator("#ties")).click()
    assert page.locator("details[open] tbody tr[data-fact]").count() > 20
    page.locator(".thresholds a").last.click()
    expect(page).to_have_url(re.compile("minWeight="))
    page.goto("/")
    assert page.locator("svg.world a").count() > 150
