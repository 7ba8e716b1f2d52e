"""Reading TriG files: parsing, positions of triples, and the rules that every file obeys."""
