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

SPELLS = """
SELECT ?actor ?member ?membership ?begins ?first ?ended ?over
WHERE {
  ?membership org:organization ?actor ; org:role role:member ; org:member ?member .
  OPTIONAL { ?membership mg:startsOn ?begins }
  OPTIONAL { ?membership mg:firstAttestedOn ?first }
  OPTIONAL { ?membership mg:endsOn ?ended }
  OPTIONAL { ?membership mg:goneBy ?over }
}
"""

NAMED = """
SELECT ?source ?membership
WHERE {
  { SELECT DISTINCT ?source WHERE { GRAPH ?source { ?actor mg:statedMemberCount ?count } } }
  GRAPH ?source { ?membership org:member ?member }
}
"""

COUNTS = """
SELECT ?actor ?count ?source ?title ?date ?from ?to
WHERE {
  GRAPH ?source { ?actor mg:statedMemberCount ?count }
  FILTER(STRSTARTS(STR(?source), STR(source:)))
  OPTIONAL { ?source skos:prefLabel ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?source dcterms:publisher ?by }
  BIND(CONCAT(IF(BOUND(?by), CONCAT(STR(?by), ": "), ""), STR(?name)) AS ?title)
  OPTIONAL { ?source mg:contentDate ?date ; mg:startsOn ?from ; mg:endsOn ?to }
}
ORDER BY ?actor ?from ?count ?source
"""

CHAIRS = """
SELECT ?actor ?label (MAX(COALESCE(STR(?begin), "")) AS ?since)
       (MAX(COALESCE(STR(?end), "")) AS ?until) (MAX(COALESCE(STR(?last), "")) AS ?shown)
       (GROUP_CONCAT(DISTINCT STR(?day)) AS ?days) (MAX(COALESCE(STR(?bound), "")) AS ?ended)
       (MAX(COALESCE(STR(?gone), "")) AS ?over)
WHERE {
  ?spell org:organization ?actor ; org:member ?member .
  { ?spell org:role role:chair } UNION { ?spell org:role role:co-chair }
  ?member skos:prefLabel ?label FILTER(LANG(?label) = "en")
  OPTIONAL { ?spell schema:startDate ?begin }
  OPTIONAL { ?spell schema:endDate|mg:endedBy ?end }
  OPTIONAL { ?spell mg:endsOn ?bound }
  OPTIONAL { ?spell mg:goneBy ?gone }
  OPTIONAL { ?spell mg:lastAttestedOn ?last . ?spell mg:attestedOn ?day }
}
GROUP BY ?actor ?spell ?label
ORDER BY ?actor DESC(IF(?until = "", ?shown, ?until)) DESC(?since) ?label
"""

SUPPORT = """
SELECT ?actor ?role ?member (MIN(COALESCE(?short, STR(?long))) AS ?label)
WHERE {
  VALUES (?in ?role) { (role:secretariat "secretariat") (role:technical-support "support") }
  ?spell org:role ?in ; org:organization ?body ; org:member ?member .
  OPTIONAL { ?body org:unitOf ?whole }
  BIND(COALESCE(?whole, ?body) AS ?actor)
  FILTER NOT EXISTS { ?spell schema:endDate|mg:endedBy ?over }
  OPTIONAL { ?member mg:abbreviation ?short }
  ?member skos:prefLabel ?long FILTER(LANG(?long) = "en")
}
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
