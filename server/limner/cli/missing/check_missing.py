"""``--missing --check``: reports what is missing, and draws nothing."""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from limner.actions.document_files import line_in_file
from limner.actions.document_search import Search
from limner.cli.console import say
from limner.cli.inputs import shown_path
from limner.cli.missing import baseline
from limner.cli.missing.check_formats import PRINTERS, Reported


def check(search: Search, options: argparse.Namespace) -> int:
    """Print every finding that is new; 1 when there is any that asks for something."""
    known = baseline.read(options.baseline) if options.baseline else frozenset()
    found = []
    for document, _, _, seen in search.documents:
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
        _say_where_many_lead(found)
    return 1 if total else 0


MANY_IN_A_FOLDER = 20
"""Missing pictures of one folder that a build may be about to make."""


def _say_where_many_lead(found: Iterable[Reported]) -> None:
    """Say once of a folder that most pictures are missed in how all of these are left out.

    They stay findings: so is a new book whose pictures are all to be drawn.
    """
    missing = {one.finding.path for one in found if one.finding.code == "missing-image"}
    folders = Counter(path.parent for path in missing if path is not None)
    for folder, many in folders.most_common():
        if many >= MANY_IN_A_FOLDER:
            name = Path(shown_path(folder)).as_posix()
            what_to_do = "if a build fills it, name it in missing.exclude"
            say(f"{many} of them belong in {name}: {what_to_do}.")
