"""Print the table: ``python -m tests.evaluation [FILES…]``.

Each file holds one prompt per line; without files the committed sample is measured: offline, and
by a chat model that breaks every rule in turn (see `tests.evaluation.scripted`). With
``--expander MODULE:FACTORY`` another expander takes the chat model's column.
"""

import argparse
import asyncio
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from limner.prompt.expansion import Expander
from limner.prompt.offline import OfflineExpander
from tests.evaluation import durability, measures, processes, services
from tests.evaluation.measures import Bars, Row
from tests.evaluation.samples import drawbench_pairs, sample

CHAT = "tests.evaluation.scripted:careless"


def main(arguments: list[str]) -> int:
    """Print the table; return 1 when a row falls short."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation")
    parser.add_argument("files", nargs="*", type=Path, help="prompts, one per line")
    parser.add_argument("--expander", default=CHAT, help="MODULE:FACTORY of the chat column")
    parser.add_argument("--examples", type=int, default=3, help="how many failures to show per row")
    options = parser.parse_args(arguments)
    sources = [line for file in options.files for line in _lines(file)] or list(sample())
    offline = asyncio.run(column(OfflineExpander(), sources, measures.OFFLINE))
    offline += [processes.identical_across_processes(sources), processes.import_time()]
    chat = asyncio.run(column(_load(options.expander), sources, measures.CHAT))
    chat += asyncio.run(service_rows(sources))
    reference = measures.reference_rows(drawbench_pairs())
    print(f"\n{len(sources)} prompts; the chat column is {options.expander}; published: GPT-4\n")
    for line in lines(offline, chat, reference):
        print(line)
    for title, rows in (("offline", offline), ("chat", chat)):
        for row in (row for row in rows if row.bar and row.examples):
            print(f"\n{title}: {row.name}")
            for example in row.examples[: options.examples]:
                print(f"  {example[:150]}")
    return 0 if all(row.holds for row in [*offline, *chat]) else 1


async def column(expander: Expander, sources: Sequence[str], bars: Bars) -> list[Row]:
    """Measure all that is measured of any expander."""
    return [
        *await measures.table(expander, sources, bars),
        await durability.injection_row(expander),
        await durability.again_row(expander, sources[:: max(1, len(sources) // 80)], bars.apart),
        await durability.rough_row(expander),
    ]


async def service_rows(sources: Sequence[str]) -> list[Row]:
    """Measure what only a service has: a socket, and failures."""
    some = sources[:: max(1, len(sources) // 20)]
    return [await services.over_http_row(some, measures.CHAT), await services.failure_row()]


def lines(offline: list[Row], chat: list[Row], reference: list[Row]) -> list[str]:
    """Return the table in Markdown, a line each: measure, both columns, published prompts."""
    columns = [{row.name: row for row in rows} for rows in (offline, chat)]
    published = {row.name: row.value for row in reference}
    names = dict.fromkeys(row.name for row in [*offline, *chat])
    table = [("measure", "offline", "bar", "chat", "bar", "published"), ("---",) * 6]
    for name in names:
        cells = [cell for rows in columns for cell in _cells(rows.get(name))]
        table.append((name.strip(), *cells, published.get(name, "")))
    widths = [max(len(row[place]) for row in table) for place in range(6)]
    return [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in table
    ]


def _cells(row: Row | None) -> tuple[str, str]:
    if row is None:
        return "–", ""
    return row.value + ("" if row.holds else " ✗"), row.bar


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text("utf-8").split("\n") if line.strip()]


def _load(name: str) -> Expander:
    module, _, factory = name.partition(":")
    made: Expander = getattr(importlib.import_module(module), factory)()
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
