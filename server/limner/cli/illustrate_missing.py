"""``limner illustrate … --missing``: draws what image links ask for, or only reports it.

With ``--dry-run`` it says what would be asked for; see `limner.cli.rehearse_missing`.
"""

import argparse
import asyncio
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from limner.actions import batch, batch_plan, drawing, findings
from limner.actions.batch import DrawingResult, MissingPicture
from limner.actions.document_files import (
    Search,
    line_in_file,
    look_into,
    read_documents,
    read_text,
    write_document,
)
from limner.actions.findings import Code
from limner.cli import baseline
from limner.cli.check_formats import PRINTERS, Reported
from limner.cli.console import (
    Asking,
    clear_bar,
    confirm,
    interactive,
    print_json,
    print_line,
    say,
    show_bar,
)
from limner.cli.earlier import settle_earlier
from limner.cli.inputs import KEYS, lines_of, settings, shown_path
from limner.cli.rehearse_missing import place_of, rehearse
from limner.errors import ConsentNeeded, InputError, LimitReached, LimnerError
from limner.image.jobs.recovery import Waiting
from limner.image.pricing import MICRO
from limner.markup import amendment
from limner.project import destinations
from limner.services.backends import ConfiguredBackends

IMAGES: tuple[Code, ...] = ("missing-image",)


def run(options: argparse.Namespace) -> int:
    """Report or draw what is missing in the documents that the command line names."""
    backends = ConfiguredBackends(os.environ)
    earlier: tuple[Waiting, ...] = ()
    if not options.check and not options.dry_run:
        # First: what an earlier run paid for may be missing no more.
        earlier = asyncio.run(settle_earlier(backends, options.paths))
    search = look_into(
        _paths(options),
        lambda project: settings(project, options),
        findings.wanted if options.check else lambda held: IMAGES,
        say,
        listed=options.files_from is not None or (options.check and len(options.paths) > 1),
    )
    _say_made(search.made)
    if options.check:
        return _check(search, options)
    paid = {one.picture for one in earlier}
    found = batch.distinct(
        missing
        for document, project, held, seen in search.looks
        for missing in batch.missing_pictures_of(seen, document, project, held, paid)
    )
    found = tuple(missing for missing in found if not _linked_earlier(missing, earlier))
    if not found:
        say("No picture is missing.")
        return 0
    found, unfit = batch_plan.drawable(found)
    progress = _Progress(options)
    for result in unfit:
        progress.refuse(result)
    if options.dry_run:
        return max(asyncio.run(rehearse(found, backends, options)), 1 if unfit else 0)
    if not found:
        say(_sum(0, len(unfit)))
        return 1
    asking = Asking(options.yes)
    estimate = asyncio.run(batch.estimate(found, backends, asking.consent))
    if options.format == "text":
        _list(found)
    sentence = f"{estimate.sentence[0].upper()}{estimate.sentence[1:]}."
    asked, held = len(found), estimate.allowance
    if held is not None:
        if not held.pictures:
            raise LimitReached(
                f"{sentence} Nothing was drawn: raise {held.setting} in your config.toml."
            )
        found = found[: held.pictures]
    # Outside of any event loop, which would keep a Ctrl-C from ending the question.
    _agree(sentence, options)
    code = asyncio.run(_draw(found, backends, asking, progress, len(unfit)))
    if held is not None:
        left = asked - len(found)
        say(f"Left for later, by your limit of {held.limit}: {left}. The same command goes on.")
    return 1 if held is not None else code


def _paths(options: argparse.Namespace) -> list[Path]:
    """Return what is looked into: what the command line names, and what a list of files does."""
    if options.files_from is None:
        return list(options.paths)
    listed = sys.stdin.read() if str(options.files_from) == "-" else read_text(options.files_from)
    return [*options.paths, *map(Path, lines_of(listed.replace("\0", "\n")))]


def _say_made(made: Sequence[Path]) -> None:
    if made:
        many = (
            "1 link leads to a picture" if len(made) == 1 else f"{len(made)} links lead to pictures"
        )
        say(f"{many} that a build makes, such as {shown_path(made[0])}: not looked for.")


# --check


def _check(search: Search, options: argparse.Namespace) -> int:
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


# Drawing


async def _draw(
    found: Sequence[MissingPicture],
    backends: ConfiguredBackends,
    asking: Asking,
    progress: "_Progress",
    failed: int,
) -> int:
    """Draw what was agreed to, show how it goes on, and sum up with what has *failed* already."""
    total = len(found) + failed

    async def on_result(result: DrawingResult) -> None:
        nonlocal failed
        try:
            _finish(result)
        except LimnerError as error:
            result = DrawingResult(result.missing, result.picture, result.engine, error)
        failed += result.error is not None
        progress.show(result, len(found))

    try:
        await batch.draw_all(found, backends, asking.consent, on_result)
    finally:
        progress.end()
        progress.sum_up()
    say(_sum(total - failed, failed))
    return 1 if failed else 0


def _sum(drawn: int, failed: int) -> str:
    rest = f", {failed} could not be" if failed else ""
    return f"{drawn} of {drawn + failed} missing pictures drawn{rest}."


def _list(found: Iterable[MissingPicture]) -> None:
    for missing in found:
        document = shown_path(missing.project.document)
        place = shown_path(missing.path) if missing.path else "new"
        print_line(f"missing  {document}: {place}: {missing.words or '?'}")


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


def _finish(result: DrawingResult) -> None:
    """Let the document show the picture where its link does not say so already.

    Raises:
        LimnerError: the document has changed, or cannot be written.
    """
    target = batch.target_of(result)
    if target is not None:
        _relink(result.missing, target)
    if result.picture is not None:
        drawing.record_shown(result.picture)


def _linked_earlier(missing: MissingPicture, earlier: Iterable[Waiting]) -> bool:
    """Link the picture that an earlier run has paid for this link; say whether there is one."""
    project, path = missing.project, missing.path
    for one in earlier:
        asked = path.with_suffix("") == one.picture.with_suffix("") if path else not path
        if one.document != project.document or one.words != missing.words or not asked:
            continue
        _relink(
            missing,
            destinations.renamed(project, missing.settings, missing.link.target, path, one.picture)
            if path
            else destinations.target(project, missing.settings, one.picture),
        )
        one.journal.done(one.job)
        say(f"An earlier run has paid for {shown_path(one.picture)}: it is used, free of charge.")
        return True
    return False


def _relink(missing: MissingPicture, target: str) -> None:
    file = missing.project.document
    locate = findings.locator(missing.project, missing.settings)
    asked = (missing.link.target, missing.link.alt)
    for document in read_documents(file):
        for one in findings.look(document, locate, IMAGES):
            if (one.link.target, one.link.alt) == asked:
                edit = amendment.with_target(document, one.link, target)
                if edit is not None:
                    write_document(document, edit, None, missing.project.root / target)
                    return
    raise InputError(f"The picture {target} is drawn, but its link in {file} must be written.")


class _Progress:
    """Shows what became of each picture: a bar on a terminal, a line each elsewhere."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._done = 0
        self._alike: Counter[str] = Counter()
        self._json = options.format == "json"
        self._bar = sys.stderr.isatty()

    def show(self, result: DrawingResult, total: int) -> None:
        self._done += 1
        if self._json:
            print_json(_picture_row(result))
        elif result.error is not None:
            self._alike[str(result.error)] += 1
            if self._alike[str(result.error)] == 1:
                self.end()
                print_line(f"failed   {_name(result)}: {result.error}")
        elif not self._bar:
            print_line(f"drawn    {_name(result)}")
        if self._bar:
            show_bar(self._done / total, f"{self._done} of {total}")

    def sum_up(self) -> None:
        """Say how many failed as one that was shown."""
        for message, many in self._alike.items():
            if many > 1:
                others = "1 more picture" if many == 2 else f"{many - 1} more pictures"
                print_line(f"failed   {others} alike: {message}")

    def refuse(self, result: DrawingResult) -> None:
        """Show what is known to fail before anything is asked."""
        if self._json:
            print_json(_picture_row(result))
        else:
            print_line(f"failed   {_name(result)}: {result.error}")

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._bar:
            clear_bar()


def _name(result: DrawingResult) -> str:
    if result.picture is not None:
        return shown_path(result.picture.placed.picture)
    return place_of(result.missing)


def _picture_row(result: DrawingResult) -> dict[str, object]:
    """Return the JSON object of one picture; keys never vanish."""
    missing, picture = result.missing, result.picture
    row: dict[str, object] = dict.fromkeys(KEYS)
    row |= {
        "file": shown_path(missing.project.document),
        "source": missing.words or None,
        "link": batch.target_of(result) or missing.link.target,
        "alt": missing.link.alt,
        "engine": result.engine,
        "error": None if result.error is None else str(result.error),
        "code": None if result.error is None else result.error.code,
    }
    if picture is not None:
        placed = picture.placed
        row |= {
            "picture": shown_path(placed.picture),
            "renderer": placed.renderer,
            "model": placed.model,
            "prompt": picture.expansion.prompt,
            "cost": None if placed.cost is None else placed.cost / MICRO,
        }
    return row
