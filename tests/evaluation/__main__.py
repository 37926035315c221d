"""Print the table: ``python -m tests.evaluation [FILES…]``.

Each file holds one prompt per line; without files the committed sample is measured offline. What
Limner makes of a chat model's answers is measured on answers that others wrote, right and wrong
(see `tests.evaluation.faithfulness`).
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from limner.prompt.chat.chat_expander import ChatExpander
from limner.prompt.expansion import Expander
from limner.prompt.offline.offline_expander import OfflineExpander
from tests.evaluation import (
    durability,
    faithfulness,
    language_rows,
    measures,
    processes,
    services,
)
from tests.evaluation.measures import Bars, Row
from tests.evaluation.samples import drawbench_pairs, sample
from tests.evaluation.scripted import ScriptedChat


def main(arguments: list[str]) -> int:
    """Print both tables; return 1 when a row falls short."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation")
    parser.add_argument("files", nargs="*", type=Path, help="prompts, one per line")
    parser.add_argument("--examples", type=int, default=3, help="how many failures to show per row")
    options = parser.parse_args(arguments)
    sources = [line for file in options.files for line in _lines(file)] or list(sample())
    offline = asyncio.run(column(OfflineExpander(), sources, measures.OFFLINE))
    offline += [processes.identical_across_processes(sources), processes.import_time()]
    offline += language_rows.rows()
    chat = asyncio.run(chat_rows(sources))
    reference = measures.reference_rows(drawbench_pairs())
    print(f"\n{len(sources)} descriptions, offline; published: GPT-4\n")
    for line in lines(offline, reference):
        print(line)
    print("\nAnswers of a chat model\n")
    for line in lines(chat, []):
        print(line)
    for row in (row for row in (*offline, *chat) if row.bar and row.examples):
        print(f"\n{row.name}")
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


async def chat_rows(sources: Sequence[str]) -> list[Row]:
    """Measure what is made of a chat model's answers, and of a service's failures."""
    some = sources[:: max(1, len(sources) // 20)]
    scripted = ChatExpander(ScriptedChat(), OfflineExpander())
    return [
        *await faithfulness.precision_rows(),
        *await faithfulness.recall_rows(measures.PUT_RIGHT),
        *await faithfulness.scripted_rows(),
        await durability.injection_row(scripted),
        await durability.rough_row(scripted),
        await services.over_http_row(some, measures.CHAT),
        await services.failure_row(),
    ]


def lines(rows: list[Row], reference: list[Row]) -> list[str]:
    """Return a table in Markdown, a line each: measure, value, bar, published prompts."""
    published = {row.name: row.value for row in reference}
    table = [("measure", "value", "bar", "published"), ("---",) * 4]
    for row in rows:
        value = row.value + ("" if row.holds else " ✗")
        table.append((row.name.strip(), value, row.bar, published.get(row.name, "")))
    columns = range(4 if reference else 3)
    widths = [max(len(row[place]) for row in table) for place in columns]
    return [
        "| " + " | ".join(row[place].ljust(widths[place]) for place in columns) + " |"
        for row in table
    ]


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text("utf-8").split("\n") if line.strip()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
