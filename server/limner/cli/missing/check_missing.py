"""``--missing --check``: reports what is missing, and draws nothing."""

import argparse
from pathlib import Path

from limner.actions.document_files import Search, line_in_file
from limner.cli.console import say
from limner.cli.inputs import shown_path
from limner.cli.missing import baseline
from limner.cli.missing.check_formats import PRINTERS, Reported


def check(search: Search, options: argparse.Namespace) -> int:
    """Print every finding that is new; 1 when there is any that asks for something."""
    known = baseline.read(options.baseline) if options.baseline else frozenset()
    found = []
    for document, _, _, seen in search.looks:
        file = shown_path(document.path or Path())
        for finding in seen:
            if baseline.identity(file, finding) not in known:
                line, column = line_in_file(document, finding.link.span.start)
                found.append(Reported(Path(file).as_posix(), line, column, finding))
    PRINTERS[options.format](found)
    moved = sum(one.finding.code == "elsewhere" for one in found)
    total = len(found) - moved
    if options.format in ("text", "github"):
        say(f"{total} finding{'' if total == 1 else 's'}." if total else "Nothing is missing.")
        if moved:
            say(f"{moved} picture{'' if moved == 1 else 's'} that links miss stand elsewhere.")
    return 1 if total else 0
