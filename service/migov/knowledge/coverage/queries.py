"""The queries that the coverage of a release is measured by, and their rows as texts."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from migov.vocabulary import PREFIXES

#: A solution: what is bound, as text.
Row = dict[str, str]

ACTORS = """
SELECT ?actor (SAMPLE(?name) AS ?label) (SAMPLE(?state) AS ?status) (MIN(STR(?begun)) AS ?established)
       (MIN(STR(?covered)) AS ?region) (MIN(STR(?theme)) AS ?priority) (MIN(STR(?page)) AS ?homepage)
WHERE {
  ?actor a ?class ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "en")
  FILTER(STRSTARTS(STR(?actor), STR(mechanism:)) || STRSTARTS(STR(?actor), STR(organization:)))
  OPTIONAL { ?actor mg:status ?is BIND(REPLACE(STR(?is), "^.*/", "") AS ?state) }
  OPTIONAL { ?actor mg:established ?begun }
  OPTIONAL { ?actor mg:coversRegion ?covered }
  OPTIONAL { ?actor mg:priority ?theme }
  OPTIONAL { ?actor foaf:homepage ?page }
}
GROUP BY ?actor
"""  # noqa: E501

#: What "now" means: what is dated, attested or assumed on the reference day.
_CURRENT = """
  ?dataset mg:referenceDay ?day .
  ?spell mg:possibleFrom ?from ; mg:possibleUntil ?to ; mg:attestedFrom ?shown ;
    mg:presumedUntil ?presumed .
  BIND(?from <= ?day && ?shown <= ?day && ?day <= ?to && ?day <= ?presumed AS ?current)"""

SPELLS = f"""
SELECT ?actor ?member ?current
WHERE {{
  ?spell org:organization ?actor ; org:role role:member ; org:member ?member .{_CURRENT}
}}
"""

COUNTS = """
SELECT ?actor ?count ?source ?title ?date ?sure ?possible ?sureStates ?possibleStates ?met
WHERE {
  ?row mg:countOf ?actor ; mg:countedIn ?source ; mg:counted ?count ; mg:countMet ?met ;
    mg:surelyListed ?sure ; mg:possiblyListed ?possible ;
    mg:statesSurelyListed ?sureStates ; mg:statesPossiblyListed ?possibleStates .
  OPTIONAL { ?source skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?source dcterms:publisher ?by }
  BIND(CONCAT(IF(BOUND(?by), CONCAT(STR(?by), ": "), ""), STR(?name)) AS ?title)
  OPTIONAL { ?source mg:contentDate ?date ; mg:startsOn ?from }
}
ORDER BY ?actor ?from ?count ?source
"""

CHAIRS = f"""
SELECT ?actor ?label ?current (MAX(COALESCE(STR(?begin), "")) AS ?since)
       (MAX(COALESCE(STR(?end), "")) AS ?until) (MAX(COALESCE(STR(?last), "")) AS ?seen)
WHERE {{
  VALUES ?role {{ role:chair role:co-chair }}
  ?spell org:organization ?actor ; org:member ?member ; org:role ?role .{_CURRENT}
  ?member skos:prefLabel ?label FILTER(LANG(?label) = "en")
  OPTIONAL {{ ?spell schema:startDate ?begin }}
  OPTIONAL {{ ?spell schema:endDate|mg:endedBy ?end }}
  OPTIONAL {{ ?spell mg:lastSeen ?last }}
}}
GROUP BY ?actor ?spell ?label ?current
ORDER BY ?actor DESC(IF(?until = "", ?seen, ?until)) DESC(?since) ?label
"""

SUPPORT = f"""
SELECT ?actor ?role ?member (MIN(COALESCE(?short, STR(?long))) AS ?label)
WHERE {{
  VALUES (?in ?role) {{ (role:secretariat "secretariat") (role:technical-support "support") }}
  ?spell org:role ?in ; org:organization ?body ; org:member ?member .{_CURRENT}
  FILTER(?current)
  OPTIONAL {{ ?body org:unitOf ?whole }}
  BIND(COALESCE(?whole, ?body) AS ?actor)
  OPTIONAL {{ ?member mg:abbreviation ?short }}
  ?member skos:prefLabel ?long FILTER(LANG(?long) = "en")
}}
GROUP BY ?actor ?role ?member
ORDER BY ?actor ?role ?label ?member
"""

# The day sorts, the date stands behind it as precise as its source tells it.
MEETINGS = """
SELECT ?actor (COUNT(DISTINCT ?meeting) AS ?total) (COUNT(DISTINCT ?known) AS ?dated)
       (SUBSTR(MAX(?day), 11) AS ?newest)
WHERE {
  ?meeting mg:convenedBy ?actor .
  OPTIONAL { ?meeting mg:startsOn ?starts ; schema:startDate ?date BIND(?meeting AS ?known) }
  BIND(COALESCE(CONCAT(STR(?starts), STR(?date)), "") AS ?day)
}
GROUP BY ?actor
"""

# An index that does no more than name a mechanism tells nothing new about it.
NEWEST = """
SELECT ?actor ?sources ?date
WHERE {
  {
    SELECT ?actor (COUNT(DISTINCT ?source) AS ?sources) (MAX(?dated) AS ?latest)
    WHERE {
      { GRAPH ?source { ?actor ?about ?value } FILTER(?about != dcterms:isReferencedBy) }
      UNION { GRAPH ?source { ?thing ?with ?actor } }
      FILTER(?source != source:editorial && STRSTARTS(STR(?source), STR(source:)))
      FILTER(STRSTARTS(STR(?actor), STR(mechanism:)) || STRSTARTS(STR(?actor), STR(organization:)))
      OPTIONAL { ?source mg:startsOn ?starts ; mg:contentDate ?on }
      BIND(COALESCE(CONCAT(STR(?starts), STR(?on)), "") AS ?dated)
    }
    GROUP BY ?actor
  }
  BIND(SUBSTR(?latest, 11) AS ?date)
}
ORDER BY ?actor
"""

SOURCES = """
SELECT ?source ?title ?kind ?date ?triples
WHERE {
  {
    SELECT ?source (COUNT(*) AS ?triples)
    WHERE {
      GRAPH ?source { ?subject ?predicate ?object }
      FILTER(STRSTARTS(STR(?source), STR(source:)))
    }
    GROUP BY ?source
  }
  OPTIONAL { ?source skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?source dcterms:publisher ?by }
  BIND(CONCAT(IF(BOUND(?by), CONCAT(STR(?by), ": "), ""), STR(?name)) AS ?title)
  OPTIONAL { ?source mg:sourceKind/skos:prefLabel ?kind FILTER(LANG(?kind) = "en") }
  OPTIONAL { ?source mg:contentDate ?on BIND(STR(?on) AS ?date) }
}
ORDER BY DESC(?triples) ?source
"""


def rows(store: Store, query: str) -> list[Row]:
    """The rows of a SELECT as texts; what is unbound is left out."""
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {
            name: value.value
            for name, value in zip(names, row, strict=True)
            if isinstance(value, NamedNode | Literal)
        }
        for row in solutions
    ]
