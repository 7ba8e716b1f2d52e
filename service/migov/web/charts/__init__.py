"""Pictures of facts as SVG from the server: maps, times as bars, who is in which of several sets.

They say again what a table beside them says, so that nobody needs them to read a page.
"""
