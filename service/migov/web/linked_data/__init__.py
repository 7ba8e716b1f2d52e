"""The project's IRIs, dereferenced: things, terms, and what was withdrawn."""
