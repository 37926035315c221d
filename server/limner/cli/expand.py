"""``limner expand``: descriptions in, image prompts out."""

import argparse
import asyncio
import os
from pathlib import Path

from limner.actions import expanding
from limner.actions.outside_editors.json_rows import expansion_row
from limner.cli.console import Asking, print_json, print_line, print_lines, say
from limner.cli.inputs import Description, add_prompt_options, descriptions, settings
from limner.errors import InputError
from limner.project.roots import project_of
from limner.prompt.expansion import Expanded
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

MOST_VARIATIONS = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner expand``."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="the description; standard input without it"
    )
    parser.add_argument(
        "--from", dest="file", type=Path, metavar="FILE", help="expand each line of FILE"
    )
    parser.add_argument(
        "--variations", type=_count, default=1, metavar="N", help="how many prompts for each (1)"
    )
    add_prompt_options(parser)


def run(options: argparse.Namespace) -> int:
    """Expand what the command line, a file or standard input describes; 1 when a line failed."""
    found = settings(project_of(Path.cwd() / "description"), options)
    return asyncio.run(_expand_all(descriptions(options), found, options))


async def _expand_all(
    sources: list[Description], found: Settings, options: argparse.Namespace
) -> int:
    """Expand one after the other; 1 when one of several lines holds nothing to depict."""
    backends, asking = ConfiguredBackends(os.environ), Asking(options.yes)
    code = printed = 0
    for source in sources:
        try:
            expanded = await expanding.expand(
                source.words, found, backends, asking.consent, options.variations
            )
        except InputError as error:
            if len(sources) == 1:
                raise InputError(source.said_of(error)) from error
            code = 1
            say(source.said_of(error))
            if options.format == "json":
                print_json({"source": source.words, "error": str(error), "code": error.code})
            continue
        if options.format == "json":
            print_json(expansion_row(source.words, found.dialect, expanded))
            continue
        if printed:
            print_line()
        printed += 1
        _print(expanded)
        for note in expanded.notes:
            say(note)
    return code


def _print(expanded: Expanded) -> None:
    several = len(expanded.items) > 1
    for number, item in enumerate(expanded.items, 1):
        print_lines(f"{number}. {item.prompt}" if several else item.prompt)
        if item.negative is not None:
            print_lines(f"Negative prompt: {item.negative}")


def _count(text: str) -> int:
    if text not in map(str, range(1, MOST_VARIATIONS + 1)):
        raise argparse.ArgumentTypeError(f"must be a number from 1 to {MOST_VARIATIONS}")
    return int(text)
