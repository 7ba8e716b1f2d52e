"""From files to a release: read, derive, validate, reason, build, diff.

`read` parses files into quads with their positions; `derive` adds inferred triples; `validate`
reports findings; `build` writes the release.
"""
