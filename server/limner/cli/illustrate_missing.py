"""``limner illustrate … --missing``: draws what image links ask for, or only reports it."""

import argparse
import asyncio
import os
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

from limner import files, missing, orders
from limner.cli.console import Asking, confirm, interactive, print_json, read_document, say
from limner.cli.looking import IMAGES, Look, look_into
from limner.cli.picture_row import KEYS, shown
from limner.document import LINE_END
from limner.errors import ConsentNeeded, InputError, LimnerError
from limner.image.pricing import MICRO
from limner.markup import amendment
from limner.missing import Finding
from limner.orders import Filled, Order
from limner.studio import HouseStudio


def run(options: argparse.Namespace) -> int:
    """Report or draw what is missing in the documents that the command line names."""
    looks = [found for path in options.paths for found in look_into(path, options)]
    if options.check:
        return _check(looks, options)
    found = orders.distinct(
        order
        for document, project, held, findings in looks
        for order in orders.orders_of(findings, document, project, held)
    )
    if not found:
        say("No picture is missing.")
        return 0
    studio, asking = HouseStudio(os.environ), Asking(options.yes)
    bill = asyncio.run(orders.bill(found, studio, asking.consent))
    if options.format == "text":
        _list(found)
    # Outside of any event loop, which would keep a Ctrl-C from ending the question.
    _agree(f"{bill.sentence[0].upper()}{bill.sentence[1:]}.", options)
    return asyncio.run(_draw(found, studio, asking, options))


# --check


def _check(looks: Sequence[Look], options: argparse.Namespace) -> int:
    """Print every finding; 1 when there is any."""
    total = 0
    for document, _, _, findings in looks:
        file = shown(document.path or Path())
        ends = [0, *(end.end() for end in LINE_END.finditer(document.text))]
        for finding in findings:
            total += 1
            start = finding.link.span.start
            line = bisect_right(ends, start)
            if options.format == "json":
                print_json(_finding_row(finding, file, line))
            else:
                print(f"{file}:{line}:{start - ends[line - 1] + 1}: {finding.message}")
    if options.format == "text":
        say(f"{total} finding{'' if total == 1 else 's'}." if total else "Nothing is missing.")
    return 1 if total else 0


def _finding_row(finding: Finding, file: str, line: int) -> dict[str, object]:
    return {
        **dict.fromkeys(KEYS),
        "file": file,
        "source": missing.words_of(finding) or None,
        "picture": shown(finding.path) if finding.path else None,
        "link": finding.link.target,
        "alt": finding.link.alt,
        "error": finding.message,
        "code": finding.code,
        "line": line,
    }


# Drawing


async def _draw(
    found: Sequence[Order], studio: HouseStudio, asking: Asking, options: argparse.Namespace
) -> int:
    """Draw what was agreed to, show how it goes on, and sum up."""
    progress = _Progress(len(found), options)
    failed = 0

    async def on_filled(filled: Filled) -> None:
        nonlocal failed
        try:
            _finish(filled)
        except LimnerError as error:
            filled = Filled(filled.order, filled.picture, filled.engine, error)
        failed += filled.error is not None
        progress.show(filled)

    try:
        await orders.fill_all(found, studio, asking.consent, on_filled)
    finally:
        progress.end()
    drawn = len(found) - failed
    rest = f", {failed} could not be" if failed else ""
    say(f"{drawn} of {len(found)} missing pictures drawn{rest}.")
    return 1 if failed else 0


def _list(found: Iterable[Order]) -> None:
    for order in found:
        place = order.path and shown(order.path)
        print(f"missing  {shown(order.project.document)}: {place or 'new'}: {order.words or '?'}")


def _agree(sentence: str, options: argparse.Namespace) -> None:
    """Ask once for everything.

    Raises:
        ConsentNeeded: nobody can be asked, or the answer was no; nothing was drawn.
    """
    if options.yes:
        say(sentence)
    elif not interactive():
        raise ConsentNeeded(f"{sentence} Nothing was drawn: add --yes to draw them.")
    elif not confirm(f"{sentence} Draw them?"):
        raise ConsentNeeded("Nothing was drawn, because you did not agree.")


def _finish(filled: Filled) -> None:
    """Let the document show the picture where its link does not say so already.

    Raises:
        LimnerError: the document has changed, or cannot be written.
    """
    target = orders.target_of(filled)
    if target is not None:
        _relink(filled, target)
    orders.paid_in_full(filled)


def _relink(filled: Filled, target: str) -> None:
    order, file = filled.order, filled.order.project.document
    document = read_document(file)
    now = missing.look(document, missing.locator(order.project, order.settings), IMAGES)
    asked = (order.link.target, order.link.alt)
    link = next((one.link for one in now if (one.link.target, one.link.alt) == asked), None)
    edit = amendment.with_target(document, link, target) if link else None
    if edit is None:
        raise InputError(f"The picture {target} is drawn, but its link in {file} must be written.")
    files.replace_text(file, edit.apply(document.text).encode())


class _Progress:
    """Shows what became of each picture: a bar on a terminal, a line each elsewhere."""

    def __init__(self, total: int, options: argparse.Namespace) -> None:
        self._total, self._done = total, 0
        self._json = options.format == "json"
        self._bar = sys.stderr.isatty()

    def show(self, filled: Filled) -> None:
        self._done += 1
        if self._json:
            print_json(_picture_row(filled))
        elif filled.error is not None:
            self.end()
            print(f"failed   {_name(filled)}: {filled.error}")
        elif not self._bar:
            print(f"drawn    {_name(filled)}")
        if self._bar:
            share = round(30 * self._done / self._total)
            bar = "█" * share + "░" * (30 - share)
            print(f"\r{bar} {self._done} of {self._total}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._bar:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _name(filled: Filled) -> str:
    if filled.picture is not None:
        return shown(filled.picture.placed.picture)
    return shown(filled.order.path) if filled.order.path else filled.order.words


def _picture_row(filled: Filled) -> dict[str, object]:
    """Return the JSON object of one picture; keys never vanish."""
    order, picture = filled.order, filled.picture
    row: dict[str, object] = dict.fromkeys(KEYS)
    row |= {
        "file": shown(order.project.document),
        "source": order.words or None,
        "link": orders.target_of(filled) or order.link.target,
        "alt": order.link.alt,
        "engine": filled.engine,
        "error": None if filled.error is None else str(filled.error),
    }
    if picture is not None:
        placed = picture.placed
        row |= {
            "picture": shown(placed.picture),
            "renderer": placed.renderer,
            "model": placed.model,
            "prompt": picture.expansion.prompt,
            "cost": None if placed.cost is None else placed.cost / MICRO,
        }
    return row
