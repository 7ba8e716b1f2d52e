"""From files to a release: read, derive, validate, reason, build, diff.

A fact's way in is a straight line: `read` turns files into quads and remembers where each stands;
`derive` adds what follows from them; `validate` says what is wrong; `build` writes the release.
"""
