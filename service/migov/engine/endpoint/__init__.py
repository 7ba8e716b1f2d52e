"""A SPARQL endpoint elsewhere as an engine: the client, the dialects of servers, and upload."""
