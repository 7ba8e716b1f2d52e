"""The SPARQL protocols: queries, graphs, the service description, the page to write queries in."""
