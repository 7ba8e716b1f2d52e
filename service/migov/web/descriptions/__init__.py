"""The description of one thing: as RDF, as JSON-LD, as a page."""
