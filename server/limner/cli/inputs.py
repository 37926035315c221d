"""What the terminal's commands have in common: options, settings, keys of the JSON they print."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from limner.actions import intents
from limner.actions.document_files import read_text
from limner.actions.effective_settings import check_settings, effective_settings
from limner.actions.outside_editors.json_rows import KEYS as KEYS
from limner.cli.console import say
from limner.document import Document, Span
from limner.errors import InputError, LimnerError
from limner.project.document_settings import without_front_matter
from limner.project.roots import Project
from limner.settings.declaration import Settings


def add_prompt_options(
    parser: argparse.ArgumentParser, formats: Sequence[str] = ("text", "json")
) -> None:
    """Declare the options that say who expands, for which generator, and how it is printed."""
    parser.add_argument("--dialect", metavar="ID", help="image generator the prompt is written for")
    parser.add_argument(
        "--engine", choices=("auto", "offline", "chat"), help="who expands (the setting engine)"
    )
    parser.add_argument("--format", choices=formats, default="text", help=" or ".join(formats))
    parser.add_argument(
        "--yes", action="store_true", help="answer yes to what would be asked on a terminal"
    )


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads an argument that is a whole number from *least* to *most*."""

    def read(text: str) -> int:
        number = int(text) if text.isdecimal() and len(text) < 20 else None
        if number is None or not least <= number <= most:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")
        return number

    return read


def settings(project: Project | None, options: argparse.Namespace) -> Settings:
    """Resolve the settings, and say on standard error what is wrong with those in files.

    Raises:
        InputError: an option has a wrong value.
    """
    given = {
        "dialect": options.dialect,
        "engine": options.engine,
        "image.jobs": getattr(options, "jobs", None),
    }
    check_settings(given)
    found = effective_settings(project, given, os.environ)
    for problem in found.problems:
        say(problem)
    return found.settings


@dataclass(frozen=True)
class Description:
    """What a picture is to show, and where it is written: ``list.txt, line 3``, or nowhere."""

    words: str
    place: str = ""

    def said_of(self, error: LimnerError) -> str:
        """Return what went wrong with it, after its place."""
        return f"{self.place}: {error}" if self.place else str(error)


def descriptions(options: argparse.Namespace) -> list[Description]:
    """Return what is described: by the command line, on each line of a file, or by all of stdin.

    Words are read as Markdown, of which the marks around them are no part of a description.

    Raises:
        InputError: nothing is.
    """
    if options.words and options.file:
        raise InputError("Give either a description or --from FILE, not both.")
    if options.words:
        return [Description(_read(" ".join(options.words)))]
    if options.file:
        lines = read_text(options.file).replace("\r\n", "\n").split("\n")
        sources = [
            Description(_unmarked(line.strip()), f"{options.file}, line {number}")
            for number, line in enumerate(lines, 1)
            if line.strip()
        ]
        if not sources:
            raise InputError(f"{options.file} holds no description: write one on each line.")
        return sources
    # An editor's filter: all of it is one description, as a selection is in an editor.
    given = without_front_matter(sys.stdin.read()).replace("\r\n", "\n")
    return [Description(_read("\n".join(line.strip() for line in given.split("\n"))))]


def _read(words: str) -> str:
    if not words.strip():
        raise InputError("There is no description: give some words, --from FILE or standard input.")
    return _unmarked(words)


def _unmarked(words: str) -> str:
    """Return *words* as they are read in a Markdown document; those that hold none as they are."""
    intent = intents.read(Document(words, "markdown"), Span(0, len(words)))
    return intent.subject if intent else words


def progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Show what is happening on a terminal; a pipe gets the result only."""
    if options.format == "json" or not sys.stderr.isatty():
        return lambda message: None
    return say


def lines_of(text: str) -> Iterable[str]:
    """Return the lines of *text* that hold anything."""
    return (line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())


def shown_path(path: Path) -> str:
    """Return *path* as a person in this folder would write it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
