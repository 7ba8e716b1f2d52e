"""Questions in words: how many of a file are understood, answered right, refused, and how fast.

A text file has one sentence a line. A JSON file has a list `questions` of objects: `q`, the
sentence; `expect_question`, the questions of the catalogue that it asks; `expect_params`, slugs
among the parameters; `expect_dates`, beginnings of dates among them (`<=2020-01-31` is any day up
to it); `answer`, what the rows hold; or `expect: not_sure` with `candidates` for a sentence that
must not be answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.client import percentile
from benchmarks.table import table
from migov.commands.opening import engine_over, release_id
from migov.questions import Catalogue, Labels, answer
from migov.questions.understanding.understand import NotUnderstood, Understood, understand
from migov.settings import resources

#: Rows of an answer that are judged.
ROWS = 5000


@dataclass(frozen=True)
class Result:
    """One sentence: what became of it (a column of the table), why, and the seconds it took.

    `processor` are the seconds that this process worked; other work on the machine adds to
    `seconds` alone.
    """

    case: Mapping[str, Any]
    outcome: str
    detail: str
    seconds: float
    processor: float

    @property
    def language(self) -> str:
        return str(self.case.get("lang") or "all")


def main() -> None:
    """Read the file, ask every sentence, and print the table."""
    parser = argparse.ArgumentParser(prog="migov bench words --", description=__doc__)
    parser.add_argument("file", type=Path, help="sentences: JSON, or text with one a line")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    parser.add_argument("--list", action="store_true", help="print each sentence and its outcome")
    options = parser.parse_args()
    cases = read(options.file)
    results = asyncio.run(measure(cases, options.today))
    if options.list:
        for result in results:
            print(f"{result.outcome:10} {result.case['q']}  |  {result.detail}")
        print()
    print("\n".join(report(results)))


def read(path: Path) -> list[dict[str, Any]]:
    """The sentences of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".json":
        return [{"q": line.strip()} for line in text.splitlines() if line.strip()]
    content = json.loads(text)
    cases: list[dict[str, Any]] = content["questions"] if isinstance(content, dict) else content
    for case in cases:
        if isinstance(case["q"], dict):  # a long text: what is repeated how often, between what
            text = case["q"]
            case["q"] = text["q"] + text["repeat"] * text["times"] + text.get("then", "")
    return cases


async def measure(cases: list[dict[str, Any]], today: date) -> list[Result]:
    """Ask every sentence of the current release."""
    catalogue = Catalogue.load(resources() / "queries" / "questions")
    results = []
    async with await engine_over(None) as engine:
        labels = await Labels.load(engine)
        before = _memory()
        begun = time.perf_counter()
        understand("who chairs the Khartoum Process", catalogue, labels, today)
        print(
            f"The first sentence takes {time.perf_counter() - begun:.2f} s and "
            f"{(_memory() - before) / 1024:.0f} MB.",
            file=sys.stderr,
        )
        for case in cases:
            begun, worked = time.perf_counter(), time.process_time()
            found = understand(case["q"], catalogue, labels, today)
            seconds, processor = time.perf_counter() - begun, time.process_time() - worked
            rows: dict[str, Any] = {}
            if isinstance(found, Understood):
                given = {**found.parameters, "limit": str(ROWS)}
                result = await answer(
                    engine, catalogue, labels, found.question, given, release_id(), today,
                    wider=False,
                )  # fmt: skip
                rows = result.json()
            results.append(Result(case, *judge(case, found, rows), seconds, processor))
    return results


def judge(
    case: Mapping[str, Any], found: Understood | NotUnderstood, result: Mapping[str, Any]
) -> tuple[str, str]:
    """The outcome of a sentence and the reason."""
    if isinstance(found, NotUnderstood):
        offered = " ".join(f"{s.question} {s.parameters}" for s in found.suggestions)
        said = f"{found.reason[:110]} {[s.text for s in found.suggestions][:3]}"
        if case.get("expect") != "not_sure":
            return "refused", said
        lacking = [c for c in case.get("candidates", ()) if not _in(c, offered + found.reason)]
        return ("right", said) if not lacking else ("unhelpful", f"lacks {lacking}: {said}")
    asked = f"{found.question} {found.parameters}"
    if case.get("expect") == "not_sure":
        return "answered", asked
    if "expect_question" not in case:
        return "understood", asked
    if found.question not in case["expect_question"]:
        return "wrong", asked
    faults = list(_faults(case, result))
    return ("right", asked) if not faults else ("inexact", f"{asked}: {'; '.join(faults)}")


def _faults(case: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[str]:
    values = [
        str(each).rpartition(":")[2]
        for value in (*result["parameters"].values(), result["asOf"])
        for each in (value if isinstance(value, list) else [value])
    ]
    for slug in case.get("expect_params", ()):
        if slug not in values:
            yield f"no parameter {slug}"
    for pattern in case.get("expect_params_like", ()):
        if not any(re.search(pattern, value, re.IGNORECASE) for value in values):
            yield f"no parameter like {pattern}"
    for wanted in case.get("expect_dates", ()):
        days = [value for value in values if re.match(r"\d{4}", value)]
        if wanted.startswith("<="):
            fits = any(value <= wanted[2:] for value in days)
        else:
            fits = any(value.startswith(wanted) for value in days)
        if not fits:
            yield f"no date {wanted}"
    yield from _rows(case.get("answer") or {}, result)


def _rows(wanted: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[str]:
    rows = result["rows"]
    text = json.dumps(rows, ensure_ascii=False)
    if result["total"] < wanted.get("count_at_least", 0):
        yield f"{result['total']} rows"
    lacking = [slug for slug in wanted.get("must_include", ()) if not _in(slug, text)]
    if lacking:
        yield f"rows lack {lacking}"
    any_of = wanted.get("any_of")
    if any_of and not any(_in(slug, text) for slug in any_of):
        yield f"rows have none of {any_of}"
    first = json.dumps([next(iter(row.values()), None) for row in rows], ensure_ascii=False)
    extra = [slug for slug in wanted.get("must_exclude", ()) if _in(slug, first)]
    if extra:
        yield f"rows have {extra}"
    for word in wanted.get("must_contain", ()):
        if str(word).casefold() not in text.casefold():
            yield f"rows lack “{word}”"
    if "number_between" in wanted:
        low, high = wanted["number_between"]
        numbers = [float(each) for each in re.findall(r"(?<![\w-])\d+(?:\.\d+)?(?![\w-])", text)]
        if not any(low <= number <= high for number in (*numbers, result["total"])):
            yield f"no number from {low} to {high}"


def _in(slug: str, text: str) -> bool:
    """Whether a slug stands in the text of rows or suggestions as a whole."""
    return re.search(rf"(?<![\w-]){re.escape(slug)}(?![\w-])", text) is not None


def report(results: list[Result]) -> list[str]:
    """The table: a row for each language and for what must not be answered."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        kind = "to refuse" if result.case.get("expect") == "not_sure" else "to answer"
        groups[f"{result.language}, {kind}"].append(result)
    rows = []
    for name, group in groups.items():
        counts = Counter(result.outcome for result in group)
        total = len(group)
        if name.endswith("refuse"):
            cells = ["", _share(counts["right"], total), _share(total - counts["answered"], total)]
        else:
            understood = counts["right"] + counts["inexact"] + counts["understood"]
            right = _share(counts["right"], total)
            cells = [_share(understood, total), right, _share(counts["refused"], total)]
        wrong = _share(counts["wrong"] + counts["answered"], total)
        rows.append([name, str(total), *cells, wrong])
    heads = ["sentences", "count", "understood", "right", "refused", "wrong"]
    return [
        table(heads, rows),
        _times("A sentence takes", [result.seconds * 1000 for result in results]),
        _times("Of the processor it takes", [result.processor * 1000 for result in results]),
    ]


def _times(what: str, times: list[float]) -> str:
    """The times of all sentences in a line, from milliseconds."""
    return (
        f"{what} {median(times):.1f} ms (median), {percentile(times, 0.95):.1f} ms at 95 %, "
        f"{max(times):.0f} ms at most."
    )


def _share(count: int, total: int) -> str:
    return f"{count} ({count / total:.0%})"


def _memory() -> int:
    """The most memory that this process has held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
