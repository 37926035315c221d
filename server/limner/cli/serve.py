"""``limner serve``: the language server on standard input and output, and nothing else there."""

import argparse
import asyncio
import gc
import os
import sys

from limner.cli.log import flush_log, log_to


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner serve``."""
    parser.add_argument(
        "--stdio", action="store_true", help="accepted because editors add it; it changes nothing"
    )
    parser.add_argument("--log-file", metavar="FILE", help="write the log here, not to stderr")
    parser.add_argument(
        "--log-level",
        default="warning",
        choices=("debug", "info", "warning", "error"),
        help="how much is logged (warning)",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until the editor leaves; the process ends here."""
    # Imports make some hundred thousand objects that all stay: full collections are lost time.
    gc.set_threshold(700, 10, 1_000_000)
    from limner.lsp.protocol.stdio import claim_standard_output, serve

    output = claim_standard_output()
    log_to(options.log_file, options.log_level)
    sys.stdout = sys.stderr

    async def work() -> int:
        from limner.lsp.create import create_server
        from limner.services.configured_backends import ConfiguredBackends

        return await serve(create_server(ConfiguredBackends(os.environ)), 0, output)

    code = asyncio.run(work())
    flush_log()
    # The thread that reads standard input cannot be interrupted; leaving must not wait for it.
    os._exit(code)
