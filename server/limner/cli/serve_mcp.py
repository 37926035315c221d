"""``limner mcp``: a server for agents, on standard input and output."""

import argparse
from pathlib import Path

from limner.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner mcp``."""
    parser.add_argument(
        "--root", type=Path, action="append", default=[], metavar="FOLDER",
        help="a folder in which may be written, for a client that names none; without it the "
        "folder the client starts this in",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Serve until the client closes the stream."""
    for folder in options.root:
        if not folder.is_dir():
            raise InputError(f"There is no folder {folder}.")
    try:
        import mcp.server.mcpserver  # noqa: F401
    except ImportError:
        raise InputError(
            "Agents are served with the official MCP SDK: pip install 'limner[mcp]'."
        ) from None
    from limner.mcp.agent_server import create_server

    create_server(tuple(options.root)).run()
    return 0
