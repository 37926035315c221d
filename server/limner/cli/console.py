"""The one place that prints and asks; whatever it is given, the terminal stays as it is.

Key names, file names, front matter, the notes in a stranger's picture and a service's words all
come this way. Characters that steer a terminal, or turn the direction of what is read, are shown as
escapes and do nothing.
"""

import argparse
import getpass
import io
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

from limner import files
from limner.errors import InputError
from limner.image.jobs.session import Session
from limner.patterns import lazy_regex

STEERING = lazy_regex(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f]"
)
"""C0 but for the tab, DEL, C1, line separators, what turns the direction, and invisible tags."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints about arguments steer no terminal either."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave with code 2."""
        super().error(visible(message))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave once the help or the version is written.

        Raises:
            ResultLost: it cannot be.
        """
        flush_result()
        super().exit(status, message)


class ResultLost(OSError):
    """The result cannot be written to standard output: the disk is full, or nobody opened it."""


def prepare_streams() -> None:
    """Read and write UTF-8, as editors do that run Limner as a filter, and never fail at a letter.

    An encoding that ``PYTHONIOENCODING`` asks for stays; letters it lacks are written as escapes.
    Standard input that is closed is empty, and what is said beside the result may go nowhere.

    Raises:
        ResultLost: standard output is closed.
    """
    # Python has None for what was closed before it started, whatever the types say.
    sys.stdin = sys.stdin or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    if not sys.stdout:
        raise ResultLost("There is no standard output to write the result to.")
    encoding = None if os.environ.get("PYTHONIOENCODING") else "utf-8"
    streams = ((sys.stdin, "replace"), (sys.stdout, ESCAPES), (sys.stderr, ESCAPES))
    for stream, errors in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors=errors)


ESCAPES = "backslashreplace"


def flush_result() -> None:
    """See to it that what was printed is written.

    Raises:
        BrokenPipeError: whoever read it has had enough.
        ResultLost: it cannot be written.
    """
    _write(sys.stdout, "")


def visible(text: str) -> str:
    """Return *text* as one line in which nothing steers the terminal."""
    return STEERING.sub(lambda found: repr(found.group())[1:-1], text)


def print_line(text: str = "") -> None:
    """Print one line of the result."""
    _write(sys.stdout, f"{visible(text)}\n")


def print_lines(text: str) -> None:
    """Print a text of several lines."""
    for part in text.split("\n"):
        print_line(part)


def print_labelled(label: str, text: str) -> None:
    """Print *text* behind a label; further lines of it stand below its beginning."""
    for part in text.replace("\r\n", "\n").split("\n"):
        print_line(f"{label:<9} {part}")
        label = ""


def say(sentence: str) -> None:
    """Tell the person something beside the result, on standard error."""
    _write(sys.stderr, f"limner: {visible(sentence)}\n")


def print_json(value: Any) -> None:
    """Print one JSON object on one line."""
    unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not unicode)
    _write(sys.stdout, STEERING.sub(lambda found: json.dumps(found.group())[1:-1], text) + "\n")


def show_bar(share: float, text: str) -> None:
    """Draw a bar in the last line of a terminal, or draw it anew."""
    full = round(30 * share)
    _write(sys.stderr, f"\r{'█' * full}{'░' * (30 - full)} {visible(text)}")


def clear_bar() -> None:
    """Leave the line of the bar."""
    _write(sys.stderr, "\r\x1b[K")


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        if stream is not sys.stderr:
            raise
    except OSError as error:
        # A terminal that was closed hears nothing more; a result that is lost is an error.
        if stream is not sys.stderr:
            # No other try is made at exit.
            files.discard(stream.fileno())
            raise ResultLost(f"The result cannot be written: {error.strerror}.") from None


class Asking:
    """Answers what would be asked: on a terminal the person does, elsewhere only ``--yes``."""

    def __init__(self, yes: bool) -> None:
        self._yes = yes
        # “--yes” says yes to what would be asked; elsewhere nobody is.
        self.session = Session(
            _choose if interactive() and not yes else None,
            advice="" if yes else "Add --yes to draw it.",
            may_check=True if yes else None,
        )
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


def tell(text: str = "") -> None:
    """Write one line of a conversation, on standard error beside its questions."""
    _write(sys.stderr, f"{visible(text)}\n")


def pick(question: str, answers: Sequence[str], default: int = 0) -> int:
    """Ask on the terminal for one of *answers*, by its number; return its place.

    Raises:
        InputError: the terminal was closed.
    """
    _list(question, answers)
    while True:
        chosen = ask("Which?", str(default + 1))
        if number := _number(chosen, len(answers)):
            return number - 1
        tell(f"Type a number from 1 to {len(answers)}, or only Enter for {default + 1}.")


def pick_name(question: str, names: Sequence[str], shown: int = 12) -> str:
    """Ask on the terminal for one of *names*, by number, or another; Enter takes the first.

    What holds no letter is a name only where it is one of *names*.

    Raises:
        InputError: the terminal was closed.
    """
    listed = names[:shown]
    _list(question, listed)
    if len(names) > shown:
        tell(f"     and {len(names) - shown} more, which can be typed")
    while True:
        chosen = ask("Number or name?", names[0])
        if number := _number(chosen, len(listed)):
            return listed[number - 1]
        if chosen in names or any(letter.isalpha() for letter in chosen):
            return chosen
        tell(f"Type a number from 1 to {len(listed)}, or a name.")


def ask(question: str, default: str = "") -> str:
    """Ask on the terminal for a text; Enter takes *default*. A key that types no letter is none.

    Raises:
        InputError: the terminal was closed.
    """
    while True:
        _write(sys.stderr, f"{visible(question)} " + (f"[{visible(default)}] " if default else ""))
        line = _line()
        if not line:
            tell()
            raise InputError("Nothing was answered, so nothing is changed.")
        text = line.strip(" \r\n")
        if text.isprintable():
            return text or default
        tell("That holds what an arrow key, a tab or the like types: answer in plain letters.")


def ask_secret(question: str) -> str:
    """Ask on the terminal for a key, without showing it.

    Raises:
        InputError: the terminal was closed.
    """
    try:
        return getpass.getpass(f"{visible(question)} ").strip()
    except EOFError:
        tell()
        raise InputError("Nothing was answered, so nothing is changed.") from None


def _list(question: str, answers: Sequence[str]) -> None:
    for part in (question, *(f"  {number}. {answer}" for number, answer in enumerate(answers, 1))):
        tell(part)


async def _choose(question: str, answers: tuple[str, ...]) -> str | None:
    """Ask on the terminal; a number chooses, everything else is no answer."""
    _list(question, answers)
    _write(sys.stderr, "Which? [none] ")
    number = _number(_line().strip(), len(answers))
    return answers[number - 1] if number else None


def _number(text: str, most: int) -> int:
    """Return the number from 1 to *most* that *text* is, 0 where it is none."""
    # “²” is a digit, and nothing that is counted with.
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    return number if number <= most else 0


def confirm(question: str, default: bool = False) -> bool:
    """Ask a yes-or-no question on the terminal; only a yes is one, and Enter is *default*."""
    _write(sys.stderr, f"{visible(question)} [{'Y/n' if default else 'y/N'}] ")
    line = _line()
    if not line:
        # The terminal was closed.
        tell()
        return False
    return line.strip().lower() in (("y", "yes", "") if default else ("y", "yes"))


def _line() -> str:
    """Read an answer. An event loop would only note a Ctrl-C, and go on waiting for the line."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return sys.stdin.readline()
    finally:
        signal.signal(signal.SIGINT, before)
