"""The SPARQL protocols: queries, graphs, the service description, the query editor."""
