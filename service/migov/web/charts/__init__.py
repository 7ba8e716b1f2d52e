"""Server-side SVG charts: maps, timelines, rankings, UpSet plots, networks.

Each repeats a table beside it, so a page is readable without them.
"""
