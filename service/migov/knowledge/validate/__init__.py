"""Validation: SHACL shapes and SPARQL checks, and reports of their findings."""
