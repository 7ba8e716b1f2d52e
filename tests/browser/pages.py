"""The pages that are looked at, by the name of their picture."""

from __future__ import annotations

from playwright.sync_api import Page

PAGES = {
    "front": "/",
    "mechanism": "/doc/mechanism/khartoum-process",
    "state": "/doc/state/ETH",
    "organization": "/doc/organization/icmpd",
    "source": "/doc/source/iom-khartoum-process-factsheet-2022",
    "questions": "/questions",
    "members": "/questions/members?actor=khartoum-process&asOf=2022-06-01",
    "overlap": "/questions/overlap",
    "sparql": "/sparql?example=most-connected-states",
    "network": "/network",
    "two-mode": "/network?kind=actor-mechanism",
    "support": "/network?kind=support",
    "compare": "/compare?actors=khartoum-process,rabat-process",
    "search": "/search?q=khartoum",
    "ontology": "/ontology",
    "dataset": "/dataset",
    "docs": "/docs",
    "treaty": "/doc/instrument/palermo-protocol-smuggling",
    "asked": "/ask?q=who+chairs+the+Bali+Process",
    "brief": "/brief/mechanism/rabat-process",
    "panel": "/panel/state-year?from=2015&to=2020",
    "changes": "/changes",
    "correct": "/correct?statement=https://w3id.org/migov/id/mechanism/rabat-process",
    "missing": "/doc/mechanism/khartum-process",
}


def settle(page: Page, name: str) -> None:
    """Brings a page that scripts fill to where a person would look at it."""
    if name == "sparql":
        page.get_by_role("button", name="Run the query").click()
        page.locator("#result tbody tr").first.wait_for()
    if name == "network":
        page.locator("svg.network a[tabindex='0']").wait_for()
