"""The terminal: each subcommand is a module of this package, imported when it is run."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from limner import files
from limner._version import __version__
from limner.cli.console import (
    Parser,
    ResultLost,
    flush_result,
    interactive,
    prepare_streams,
    print_json,
    say,
    tell,
)
from limner.cli.signals import ending_in_order
from limner.errors import LimnerError

SUBCOMMANDS = {
    "serve": "the language server, on standard input and output",
    "expand": "turn descriptions into image prompts",
    "draw": "draw a picture for words, without a document",
    "illustrate": "draw pictures for a document and link them in it",
    "mcp": "the server for agents (MCP), on standard input and output",
    "cast": "list who appears where, add somebody, draw again what shows them as before",
    "show": "say how a picture was made",
    "history": "list what was drawn, what waits to be inserted, and what it cost",
    "setup": "find local model servers, take keys, try a model and write your settings",
    "key": "keep a service's key in the system keyring",
    "doctor": "check the set-up, and show which settings hold for a document",
    "completion": "print what completes this command line in your shell",
}


MODULES = {"completion": "shell_completion", "draw": "draw_words", "mcp": "serve_mcp"}
"""Subcommands whose module has a longer name, as no two modules share one."""


WITHOUT_DOCUMENTS = frozenset({"serve", "key", "completion", "show"})
"""Subcommands that read no document; the server sees to markups itself."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code.

    0 done; 1 ran, but something asked for was not done; 2 wrong use or bad input, one sentence on
    standard error and nothing changed; 130 interrupted, 129 by a closed terminal, 143 by a kill.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["serve"]:
        # The server ends by its own rules.
        return _run(words)
    with ending_in_order() as ending:
        try:
            return _run(words)
        except KeyboardInterrupt:
            if interactive():
                # The shell goes on below the question and what the terminal shows of Ctrl-C.
                tell()
            return ending.code


def _run(words: Sequence[str]) -> int:
    options: argparse.Namespace | None = None
    try:
        prepare_streams()
        options = _parsed(words)
        if options and options.command not in WITHOUT_DOCUMENTS:
            from limner.project.own_markups import use_own_markups

            files.current_folder()
            use_own_markups(os.environ)
        code: int = options.run(options) if options else 2
        flush_result()
    except LimnerError as error:
        say(str(error))
        if getattr(options, "format", None) == "json":
            print_json({"error": str(error), "code": error.code})
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the result has had enough, as ``head`` has: no more is written, nor at exit.
        files.discard(sys.stdout.fileno())
        return 1
    except ResultLost as error:
        say(str(error))
        return 1
    return code


def parser_of(*commands: str) -> Parser:
    """Return the parser of the command line; only *commands* know their arguments.

    Only the command that runs is imported: the server starts in every editor session.
    """
    parser = Parser(
        prog="limner",
        description="Turns highlighted words into image prompts and pictures, in any document.",
    )
    parser.add_argument("--version", action="version", version=f"limner {__version__}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, about in SUBCOMMANDS.items():
        subparser = subparsers.add_parser(name, help=about, description=f"Limner: {about}.")
        if name in commands:
            module = importlib.import_module(f"limner.cli.{MODULES.get(name, name)}")
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    return parser


def _parsed(words: Sequence[str]) -> argparse.Namespace | None:
    """Return what the command line says; ``None`` where it says nothing and help was printed."""
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    parser = parser_of(*words[:1])
    if not words:
        parser.print_help(sys.stderr)
        return None
    if not words[0].startswith("-") and words[0] not in SUBCOMMANDS:
        parser.error(_unknown(words[0]))
    return parser.parse_args(words)


def _unknown(word: str) -> str:
    """Say that *word* is no command, and which one may be meant."""
    import difflib  # Whoever types the name of a command does without it.

    near = difflib.get_close_matches(word, SUBCOMMANDS, 1)
    meant = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(SUBCOMMANDS)}."
    return f"“{word}” is no command: {meant}"
