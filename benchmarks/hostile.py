"""What strangers may send as a query, and what must come of it.

The queries of `REFUSED` end in a problem, at the latest at a limit; those of `STRANGE` in a problem
or in an answer. Nothing else may come of either.
"""

from __future__ import annotations

from typing import Final

_DEEP = 10_000
_DOUBLED = "BIND('abcdefgh' AS ?x0)" + "".join(
    f" BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40)
)
_MEGABYTE = "".join(f"({i})" for i in range(130_000))

#: Nobody waits for its end.
RUNAWAY: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"

REFUSED: Final[dict[str, str | bytes]] = {
    "parentheses": (f"SELECT ({'(' * _DEEP}1{')' * _DEEP} AS ?x) {{}}"),
    "braces": ("SELECT * " + "{" * _DEEP + "}" * _DEEP),
    "negations": (f"ASK {{ FILTER({'!' * _DEEP}true) }}"),
    "paths of paths": ("ASK { ?s " + "(" * _DEEP + "<p>" + ")*" * _DEEP + " ?o }"),
    "sub-selects": ("SELECT * { " + "{ SELECT * " * _DEEP + "}" * _DEEP + " }"),
    "exists in exists": (
        "ASK { FILTER " + "EXISTS { ?s ?p ?o FILTER " * _DEEP + "(true)" + "}" * _DEEP + " }"
    ),
    "string doubling": (f"SELECT (STRLEN(?x40) AS ?n) {{ {_DOUBLED} }}"),
    "sort of a product": ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f ?c"),
    "product": (RUNAWAY),
    "distinct product": ("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }"),
    "endless result": ("SELECT * { ?a ?b ?c . ?d ?e ?f }"),
    "product of values": (
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {' 1' * 250_000} }} VALUES ?y "
        f"{{ {' 2' * 250_000} }} }}"
    ),
    "one long text": (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) { ?a ?b ?c . ?d ?e ?f }"
    ),
    "paths everywhere": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?b (!<x:y>|^!<x:y>)* ?c . "
        "?c (!<x:y>)* ?d }"
    ),
    "regular expressions": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)),"
        " '^(.*a.*)*(.*b.*)*(.*c.*)*z{50}$', 'i')) }"
    ),
    "service": ("ASK { SERVICE <http://127.0.0.1:22/> { ?s ?p ?o } }"),
    "NUL": ("ASK { ?s ?p '\0' }"),
    "unfinished": ("SELECT * { ?s ?p ?o "),
    "load": ("LOAD <file:///etc/passwd>"),
    "surrogate": ("ASK { ?s ?p '\ud800' }".encode("utf-8", "surrogatepass")),
}

STRANGE: Final[dict[str, str | bytes]] = {
    "a megabyte of values": (f"SELECT (COUNT(*) AS ?n) {{ VALUES (?x) {{ {_MEGABYTE} }} }}"),
    "1 MB literal": (f"ASK {{ FILTER(STRLEN('{'a' * 1_000_000}') = 1000000) }}"),
    "1 MB IRI": (f"SELECT * {{ <http://a/{'a' * 1_000_000}> ?p ?o }}"),
    "a path of 20,000 steps": (f"ASK {{ ?s {'/'.join(['<http://a/p>'] * 20_000)} ?o }}"),
    "20,000 unions": ("SELECT * { " + " UNION ".join(["{ ?s <http://a/p> ?o }"] * 20_000) + " }"),
    "catastrophic regex": ("ASK { FILTER(REGEX('" + "a" * 30_000 + "!', '^(a+)+$')) }"),
    "huge regex": ("ASK { FILTER(REGEX('aaa', '((((a{100}){100}){100}){100}){100}')) }"),
    "replace": ("ASK { FILTER(REPLACE('aaaa', '', '" + "b" * 99_999 + "') = '') }"),
}
