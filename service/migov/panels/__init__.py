"""Panels: one row per state, pair of states or mechanism and year, with codes other data sets use.

`facts` reads what a release holds, `cells` says of each year what is 1, 0 or missing, `columns`
names and describes the columns, `build` makes the rows, and `codebook` writes what they mean.
"""

from __future__ import annotations

from migov.panels.build import Panel, build
from migov.panels.facts import PanelFacts
from migov.panels.parameters import PANELS, PARAMETERS, PanelRequest, read

__all__ = ["PANELS", "PARAMETERS", "Panel", "PanelFacts", "PanelRequest", "build", "read"]
