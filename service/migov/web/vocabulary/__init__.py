"""The pages and serializations of the ontology and the shapes."""
