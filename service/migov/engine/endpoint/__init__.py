"""A remote SPARQL 1.1 endpoint as an engine: the client, and the upload of a release."""
