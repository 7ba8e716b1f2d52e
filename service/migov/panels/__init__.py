"""Panels: one row per state, pair of states or mechanism and year, with codes other data sets use.

`facts` reads a release, `cells` codes each year as 1, 0 or missing, `columns` names and describes
the columns, `build` makes the rows, and `codebook` documents them.
"""

from __future__ import annotations

from migov.panels.build import Panel, build
from migov.panels.facts import PanelFacts
from migov.panels.parameters import PANELS, PARAMETERS, PanelRequest, read

__all__ = ["PANELS", "PARAMETERS", "Panel", "PanelFacts", "PanelRequest", "build", "read"]
