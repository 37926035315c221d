"""``limner completion``: a script for the shell, made from the parser by shtab.

The script is static: pressing Tab starts no Python, as it would with argcomplete.
"""

import argparse

from limner.cli.console import print_lines
from limner.errors import InputError

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("shell", choices=SHELLS, help="your shell")


def run(options: argparse.Namespace) -> int:
    """Print the script.

    Raises:
        InputError: shtab is not installed.
    """
    try:
        import shtab
    except ModuleNotFoundError:
        raise InputError(
            "Completion is made by shtab, which is not installed: install limner[completion]."
        ) from None
    from limner.cli import SUBCOMMANDS, parser_of

    print_lines(shtab.complete(parser_of(*SUBCOMMANDS), options.shell))
    return 0
