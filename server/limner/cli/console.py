"""What the terminal's commands have in common: settings, questions, and printing."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from limner.actions.effective_settings import effective_settings
from limner.image.jobs.session import Session
from limner.project.roots import Project
from limner.settings.declaration import Settings

KEYS = (
    "file", "source", "picture", "link", "alt", "engine", "renderer", "model", "prompt", "cost",
    "error", "code",
)  # fmt: skip
"""The keys of the JSON object of one picture, in the order they are printed."""


def add_prompt_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say who expands, for which generator, and how it is printed."""
    parser.add_argument("--dialect", metavar="ID", help="image generator the prompt is written for")
    parser.add_argument(
        "--engine", choices=("auto", "offline", "chat"), help="who expands (the setting engine)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")
    parser.add_argument(
        "--yes", action="store_true", help="answer yes to what would be asked on a terminal"
    )


def settings(project: Project | None, options: argparse.Namespace) -> Settings:
    """Resolve the settings, and say on standard error what is wrong with any of them."""
    given = {"dialect": options.dialect, "engine": options.engine}
    found = effective_settings(project, given, os.environ)
    for problem in found.problems:
        say(problem)
    return found.settings


def say(sentence: str) -> None:
    """Tell the person something beside the result, on standard error."""
    print(f"limner: {sentence}", file=sys.stderr)


def print_json(value: Any) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False))


class Asking:
    """Answers what would be asked: on a terminal the person does, elsewhere only ``--yes``."""

    def __init__(self, yes: bool) -> None:
        self._yes = yes
        self.session = Session(_choose if interactive() and not yes else None)
        self._answers: dict[str, bool] = {}

    async def consent(self, host: str) -> bool:
        """Ask whether text may be sent to *host*; once per run."""
        if host not in self._answers:
            self._answers[host] = self._agreed(host)
        return self._answers[host]

    def _agreed(self, host: str) -> bool:
        if self._yes:
            return True
        if interactive():
            return confirm(f"Limner would send your words to {host}. Do you agree to that host?")
        say(f"Nothing is sent to {host}, because you have not agreed to it: add --yes once.")
        return False


def interactive() -> bool:
    """Say whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


async def _choose(question: str, answers: tuple[str, ...]) -> str | None:
    """Ask on the terminal; a number chooses, everything else is no answer."""
    print(question, file=sys.stderr)
    for number, answer in enumerate(answers, 1):
        print(f"  {number}. {answer}", file=sys.stderr)
    print("Which? [none] ", end="", file=sys.stderr, flush=True)
    chosen = _line().strip()
    if chosen.isdigit() and 1 <= int(chosen) <= len(answers):
        return answers[int(chosen) - 1]
    return None


def confirm(question: str) -> bool:
    """Ask a yes-or-no question on the terminal; only a yes is one."""
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return _line().strip().lower() in ("y", "yes")


def _line() -> str:
    """Read an answer. An event loop would only note a Ctrl-C, and go on waiting for the line."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return sys.stdin.readline()
    finally:
        signal.signal(signal.SIGINT, before)


def lines_of(text: str) -> Iterable[str]:
    """Return the lines of *text* that hold anything."""
    return (line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())


def shown_path(path: Path) -> str:
    """Return *path* as a person in this folder would write it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
