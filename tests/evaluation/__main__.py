"""Print the table: ``python -m tests.evaluation [FILES…]``.

Each file holds one prompt per line; without files the committed sample is measured. With
``--expander MODULE:FACTORY`` another expander is measured, against the bars of the chat path.
"""

import argparse
import asyncio
import importlib
import sys
from pathlib import Path

from limner.prompt.expansion import Expander
from limner.prompt.offline import OfflineExpander
from tests.evaluation import measures
from tests.evaluation.samples import drawbench_pairs, sample


def main(arguments: list[str]) -> int:
    """Print the table; return 1 when a row falls short."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation")
    parser.add_argument("files", nargs="*", type=Path, help="prompts, one per line")
    parser.add_argument("--expander", help="MODULE:FACTORY of an expander for the chat path")
    parser.add_argument("--examples", type=int, default=3, help="how many failures to show per row")
    options = parser.parse_args(arguments)
    sources = [line for file in options.files for line in _lines(file)] or list(sample())
    offline = options.expander is None
    expander: Expander = OfflineExpander() if offline else _load(options.expander)
    bars = measures.OFFLINE if offline else measures.CHAT
    rows = asyncio.run(measures.table(expander, sources, bars))
    if offline:
        rows += [measures.identical_across_processes(sources), measures.import_time()]
    _print(f"{len(sources)} prompts, {'offline' if offline else options.expander}", rows, options)
    _print("published GPT-4 expansions of DrawBench, same detectors",
           measures.reference_rows(drawbench_pairs()), options)  # fmt: skip
    return 0 if all(row.holds for row in rows) else 1


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text("utf-8").split("\n") if line.strip()]


def _load(name: str) -> Expander:
    module, _, factory = name.partition(":")
    made: Expander = getattr(importlib.import_module(module), factory)()
    return made


def _print(title: str, rows: list[measures.Row], options: argparse.Namespace) -> None:
    print(f"\n{title}\n{'-' * 92}")
    for row in rows:
        mark = " " if not row.bar else "✓" if row.holds else "✗"
        print(f"{mark} {row.name:<44} {row.value:<28} {row.bar}")
        for example in row.examples[: options.examples] if not row.holds or row.bar else ():
            print(f"      {example[:150]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
