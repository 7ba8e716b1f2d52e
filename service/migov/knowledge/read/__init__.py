"""Reads TriG files: parsing, positions of triples, and rules for every file."""
