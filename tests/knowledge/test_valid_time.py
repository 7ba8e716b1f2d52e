"""The rule of valid time: over all data beside the rule that it replaced, and by property tests.

`before` is the rule that the questions held until one rule derived the days: what was assumed was
assumed for ever. Where presumption, founding and dissolution play no part, both say the same.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migov.engine import storage
from migov.knowledge.derive import apply_rule
from migov.knowledge.release.release import Release
from migov.networks.spells import FIRST_DAY, LAST_DAY, Spell
from migov.questions.certainty import ALLOWED
from migov.settings import resources
from migov.stored_queries import load_queries
from migov.vocabulary import PREFIXES, iri

PREFIX = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())
DAYS = """
?s mg:possibleFrom ?begin ; mg:possibleUntil ?end ; mg:attestedFrom ?shown ;
  mg:attestedUntil ?seen ; mg:presumedUntil ?presumed .
"""
DATES = [
    "1985-01-01", "1999-06-30", "2006-07-01", "2012-02-29", "2014-11-28", "2016-01-01",
    "2018-01-01", "2020-12-31", "2022-06-01", "2024-03-15", "2026-11-29", "2040-01-01",
]  # fmt: skip


def before(
    starts: str | None, ends: str | None, gone: str | None, first: str | None, last: str | None
) -> Callable[[str], str | None]:
    """The basis on a day as the questions computed it before presumption ended."""

    def basis(day: str) -> str | None:
        if (starts and day < starts) or any(over and over < day for over in (ends, gone)):
            return None
        if starts and ends:
            return "dated"
        begun = starts or first
        if begun and last and begun <= day <= last:
            return "attested"
        if gone or (begun and day < begun) or (ends and not begun):
            return "unknown"
        return "assumed"

    return basis


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return storage.load(release.path / "store", apart=False).quads


def rows(store: ox.Store, query: str) -> list[dict[str, str]]:
    """The solutions of a SELECT as texts; what is unbound is left out."""
    found = store.query(PREFIX + query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        {name: term.value for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
    ]


def test_every_tie_has_its_days_in_order(store: ox.Store) -> None:
    ties = {row["s"] for row in rows(store, "SELECT ?s { ?s org:member|mg:partner|mg:party ?a }")}
    days = rows(store, f"SELECT * {{ {DAYS} ?s mg:lastAttestedOn ?last }}")
    assert {row["s"] for row in days} == ties
    assert len(days) == len(ties)
    for row in days:
        assert row["begin"] <= row["end"], row
        assert row["shown"] <= row["seen"] <= row["presumed"] <= row["end"], row
        # What no source dates is attested on no day on which it may hold, or on the last of all.
        never = row["shown"] == row["presumed"] in (FIRST_DAY, LAST_DAY)
        assert never or row["begin"] <= row["shown"], row
        assert never or FIRST_DAY < row["last"] < LAST_DAY, row
    assert any(row["shown"] == LAST_DAY for row in days)
    assert any(row["presumed"] == FIRST_DAY for row in days)


def test_an_adherence_holds_as_a_relation_does(store: ox.Store) -> None:
    """By the documented rule: a party is bound, a signatory signed, and a vote is over."""
    known = rows(
        store,
        f"""SELECT ?s ?begin ?shown ?presumed ?day ?on (MAX(STR(?relation)) AS ?is) {{
          ?dataset mg:referenceDay ?day .
          ?s mg:party ?party ; mg:instrument ?instrument . {DAYS}
          OPTIONAL {{ ?s mg:votedOn ?on FILTER NOT EXISTS {{ ?s mg:act ?act }} }}
          OPTIONAL {{
            VALUES ?relation {{ mg:isPartyTo mg:signatoryOf }} ?party ?relation ?instrument
          }}
        }} GROUP BY ?s ?begin ?shown ?presumed ?day ?on""",
    )
    assert len(known) > 1500
    for row in known:
        holds = row["begin"] <= row["day"] and row["shown"] <= row["day"] <= row["presumed"]
        assert holds == ("is" in row), row
    votes = [row for row in known if "on" in row]
    assert len(votes) > 300
    for row in votes:
        assert row["begin"] == row["shown"] == row["presumed"] == row["on"]


def test_where_presumption_plays_no_part_it_is_the_rule_of_before(store: ox.Store) -> None:
    known = rows(
        store,
        f"""SELECT * {{
          ?s org:member ?a . {DAYS}
          OPTIONAL {{ ?s mg:startsOn ?starts }} OPTIONAL {{ ?s mg:endsOn ?ends }}
          OPTIONAL {{ ?s mg:goneBy ?gone }}
          OPTIONAL {{ ?s mg:firstAttestedOn ?first ; mg:lastAttestedOn ?last }}
        }}""",
    )
    assert len(known) > 3000
    compared = 0
    for row in known:
        days = (row[name] for name in ("begin", "end", "shown", "seen", "presumed"))
        new = Spell(*days)
        old = before(*(row.get(name) for name in ("starts", "ends", "gone", "first", "last")))
        for day in DATES:
            was, now = old(day), new.basis(day)
            if was is None or not new.possible_from <= day <= new.possible_until:
                # Outside of the stated bounds, of the founding, or of the dissolution.
                assert now is None
            elif "starts" not in row and "first" not in row:
                # By law all along, or nobody knows when.
                presumed = new.attested_from <= day <= new.presumed_until
                assert now == ("assumed" if presumed else "unknown")
            elif was == "assumed" and day > new.presumed_until:
                assert now == ("last known" if new.possible_until == LAST_DAY else "unknown")
            elif day in (row.get("starts"), new.possible_until):
                assert now in (was, "attested", "dated")
            else:
                assert now == was, (row, day)
                compared += 1
    assert compared > 10_000


@pytest.mark.parametrize("certainty", ["strict", "default", "all"])
@pytest.mark.parametrize("day", DATES)
def test_the_questions_read_the_days_as_networks_do(
    store: ox.Store, day: str, certainty: str
) -> None:
    text = (resources() / "queries/questions/members.rq").read_text(encoding="utf-8")
    block = text[text.index("?statement mg:possibleFrom") : text.index("OPTIONAL")]
    found = {
        (row["statement"], row["basis"])
        for row in rows(
            store,
            f"""SELECT ?statement ?basis {{
              VALUES ?asOf {{ "{day}"^^xsd:date }} VALUES ?certainty {{ "{certainty}" }}
              ?statement a org:Membership . {block} }}""",
        )
    }
    expected = set()
    for row in rows(store, f"SELECT * {{ ?s a org:Membership . {DAYS} }}"):
        spell = Spell(*(row[name] for name in ("begin", "end", "shown", "seen", "presumed")))
        basis = spell.basis(day)
        if basis in ALLOWED[certainty]:
            expected.add((row["s"], basis))
    assert found == expected


# ------------------------------------------------------------------------------- property tests

RULES = [
    rule
    for rule in load_queries(resources() / "queries" / "derive")
    if "10" <= rule.name < "24" and not rule.name.startswith("14")
]
YEARS = st.integers(1995, 2024)
PARTIAL = st.one_of(
    YEARS.map(str),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.dates(date(1995, 1, 1), date(2024, 12, 31)).map(str),
)


def first(text: str) -> date:
    """The first day that a partial date can mean."""
    return date.fromisoformat(text + "0000-01-01"[len(text) :])


def last(text: str) -> date:
    """The last day that a partial date can mean."""
    match len(text):
        case 4:
            return date(int(text), 12, 31)
        case 7:
            year, month = map(int, text.split("-"))
            return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(text)


def after(day: date, months: int) -> date:
    """`day` and so many months, on the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def literal(text: str) -> ox.Literal:
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(text), "date")
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + kind))


def derived(facts: dict[str, str | None], term: str | None, role: str) -> dict[str, str]:
    """The five days of one membership with these facts, by the rules themselves."""
    store, graph = ox.Store(), ox.NamedNode(iri("source", "x"))
    membership, place = (
        ox.NamedNode(iri(*what)) for what in (("membership", "m"), ("mechanism", "k"))
    )

    def say(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> None:
        prefix, _, local = name.partition(":")
        predicate = ox.NamedNode(PREFIXES[prefix] + local)
        for where in (graph, ox.DefaultGraph()):
            store.add(ox.Quad(subject, predicate, value, where))

    say(membership, "org:member", ox.NamedNode(iri("state", "ETH")))
    say(membership, "org:organization", place)
    say(membership, "org:role", ox.NamedNode(iri("role", role)))
    duration = ox.NamedNode(PREFIXES["xsd"] + "duration")
    say(ox.NamedNode(iri("role", role)), "mg:presumedFor", ox.Literal("P2Y", datatype=duration))
    if term is not None:
        say(place, "mg:chairTerm", ox.Literal(term, datatype=duration))
    for name, value in facts.items():
        if value is not None:
            say(graph if name == "mg:contentDate" else membership, name, literal(value))
    for rule in RULES:
        apply_rule(store, rule)
    (row,) = rows(store, f"SELECT * {{ {DAYS} }}")
    return row


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.none() | PARTIAL,
    gone=st.none() | PARTIAL,
    shown=st.none() | PARTIAL,
    content=st.none() | PARTIAL,
    term=st.sampled_from([None, "P1Y", "P6M", "P1Y6M"]),
)
def test_the_days_follow_from_partial_dates(
    start: str | None, gone: str | None, shown: str | None, content: str | None, term: str | None
) -> None:
    facts = {
        "schema:startDate": start,
        "mg:endedBy": gone,
        "mg:attestedIn": shown,
        "mg:contentDate": content,
    }
    row = derived(facts, term, "chair")
    opens = first(start) if start else None
    over = last(gone) if gone else None
    traces = []
    for text, before_day in ((shown, None), (content, last(content) if content else None)):
        if text is not None:
            traces += [
                day
                for day in (first(text), last(text))
                if (opens is None or opens <= day) and (over is None or over > (before_day or day))
            ]
    begin = opens or date.min
    until = over or date.max
    seen = max(traces) if traces else opens
    assert row["begin"] == str(begin)
    assert row["end"] == str(until)
    if seen is None:
        assert (row["shown"], row["seen"], row["presumed"]) == (
            (LAST_DAY,) * 3 if over is None else (FIRST_DAY,) * 3
        )
        return
    seen = min(seen, until)
    # Even of an end before the start, the first trace is no later than the last.
    assert row["shown"] == str(min(opens or min(traces), until))
    assert row["seen"] == str(seen)
    months = {None: 24, "P1Y": 12, "P6M": 6, "P1Y6M": 18}[term]
    base = opens if term is not None and opens is not None else seen
    presumed = seen if over is not None else max(after(base, months), seen)
    assert row["presumed"] == str(presumed)


@settings(max_examples=60, deadline=None)
@given(start=PARTIAL, end=PARTIAL)
def test_a_stated_interval_is_dated_on_each_of_its_days(start: str, end: str) -> None:
    row = derived({"schema:startDate": start, "schema:endDate": end}, None, "member")
    spell = Spell(*(row[name] for name in ("begin", "end", "shown", "seen", "presumed")))
    opens, closes = first(start), last(end)
    for day in (opens, closes, opens + (closes - opens) / 2):
        assert spell.basis(str(day)) == ("dated" if opens <= closes else None)
    assert spell.basis(str(opens - timedelta(1))) is None
    assert spell.basis(str(closes + timedelta(1))) is None
