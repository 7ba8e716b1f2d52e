"""A timeline of the compared mechanisms: their chairs and meetings."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from migov.questions.answer import answer
from migov.questions.preparation import LIMIT_MOST
from migov.web.charts.answers import spell
from migov.web.charts.bars import Spell, year
from migov.web.charts.timeline import Timeline, timeline
from migov.web.service import Service
from migov.web.tables import Names

Rows = Sequence[Mapping[str, Any]]


async def compared_timeline(
    service: Service, actors: Sequence[str], lang: str, client: str
) -> Timeline | None:
    """A lane for each actor with the terms of its chairs and the days of its meetings.

    None if no chairs or meetings are known.
    """
    names = Names(service.labels, lang)
    spells: list[tuple[str, Spell, str, str]] = []
    days: dict[str, list[float]] = {}
    today = service.today()
    for actor in actors:
        chairs, meetings = await asyncio.gather(
            _rows(service, "chairs", actor, lang, client),
            _rows(service, "meetings", actor, lang, client),
        )
        name = names.label(actor)
        for row in chairs:
            term = spell(row, today)
            # The chair of a body does not chair the mechanism.
            if term is not None and not row.get("body") and isinstance(row.get("chair"), dict):
                chair = row["chair"]
                title = f"{chair['label']}: {row.get('since') or ''} – {row.get('until') or ''}"
                spells.append((name, term, title.rstrip(" –"), chair["slug"].upper()))
        held = [day for row in meetings if (day := year(row.get("start"))) is not None]
        if held:
            days[name] = held
    return timeline(spells, days) if spells or days else None


async def _rows(service: Service, question: str, actor: str, lang: str, client: str) -> Rows:
    found = await answer(
        service.engine,
        service.catalogue,
        service.labels,
        question,
        {"actor": actor, "lang": lang, "limit": str(LIMIT_MOST)},
        service.release.id,
        service.today(),
        client,
        wider=False,
    )
    return found.rows
