"""``limner draw``: words in, a picture out, without a document."""

import argparse
import asyncio
import os
from dataclasses import replace
from pathlib import Path

from limner.actions import requests
from limner.actions.outside_editors import word_pictures
from limner.actions.outside_editors.json_rows import KEYS, refusal_row, word_picture_row
from limner.actions.outside_editors.word_pictures import DrawingConditions
from limner.cli import paid_words
from limner.cli.console import (
    Asking,
    confirm,
    interactive,
    print_json,
    print_labelled,
    print_line,
    say,
)
from limner.cli.earlier import settle_earlier
from limner.cli.inputs import (
    Description,
    add_prompt_options,
    descriptions,
    progress,
    shown_path,
)
from limner.errors import ConsentNeeded, InputError, LimnerError, ServiceError
from limner.image import file_names
from limner.image.pricing import dollars
from limner.prompt import naming
from limner.services.configured_backends import ConfiguredBackends


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner draw``."""
    parser.add_argument(
        "words", nargs="*", metavar="WORDS", help="the description; standard input without it"
    )
    parser.add_argument(
        "--from", dest="file", type=Path, metavar="FILE", help="draw each line of FILE"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE",
        help="the picture's file, whose ending says the format; without it the words name one here",
    )  # fmt: skip
    parser.add_argument(
        "--markup", metavar="LANGUAGE",
        help="print the link as a document would write it: markdown, html, rst, latex, …",
    )  # fmt: skip
    parser.add_argument(
        "--exact", metavar="WxH", help="size of the saved file in pixels, such as 1200x630"
    )
    parser.add_argument(
        "--candidates", type=int, metavar="N", help="draw N and choose one, on a terminal"
    )
    parser.add_argument(
        "--again", action="store_true", help="draw once more what was just drawn, and pay for it"
    )
    add_prompt_options(parser)


def run(options: argparse.Namespace) -> int:
    """Draw what the command line, a file or standard input describes."""
    sources = descriptions(options)
    if len(sources) > 1 and options.output:
        raise InputError("--output goes with one description: without it the words name the files.")
    language = word_pictures.markup_language(options.markup) if options.markup else ""
    at = _output(options.output) if options.output else None
    given = {
        "dialect": options.dialect,
        "engine": options.engine,
        "image.exact": options.exact,
        "image.candidates": options.candidates,
    }
    folder = at.parent if at else Path.cwd()
    project, found, problems = word_pictures.folder_settings(folder, given, os.environ)
    for problem in problems:
        say(problem)
    asking, backends = Asking(options.yes), ConfiguredBackends(os.environ)
    if (options.candidates or 1) > 1 and asking.session.ask is None:
        say(f"Of {options.candidates} candidates one is drawn, because nobody is asked to choose.")
    conditions = DrawingConditions(
        project, found, backends, asking.consent, asking.session, progress(options)
    )
    if len(sources) > 1:
        # Outside of any event loop, which would keep a Ctrl-C from ending the question.
        _agree_to_all(len(sources), conditions, options.yes)
        quiet = replace(asking.session, quiet=True, agreed=True)
        conditions = replace(conditions, session=quiet)
    return asyncio.run(_draw_all(sources, conditions, backends, at, language, options))


def _agree_to_all(many: int, conditions: DrawingConditions, yes: bool) -> None:
    """Ask once for several pictures, where they cost.

    Raises:
        ConsentNeeded: nobody can be asked, or the answer was no; nothing was drawn.
    """
    tariff = conditions.backends.tariff(conditions.settings)
    if tariff is None or tariff.free:
        return
    price = requests.price(conditions.settings, tariff)
    cost = "at a price that is not known" if price is None else f"for about {dollars(many * price)}"
    sentence = f"{many} pictures with {tariff.model}, {cost}."
    if yes:
        say(sentence)
    elif not interactive():
        raise ConsentNeeded(f"{sentence} Nothing was drawn: add --yes to draw them.")
    elif not confirm(f"{sentence} Draw them?"):
        raise ConsentNeeded("Nothing was drawn, because you did not agree.")


async def _draw_all(
    sources: list[Description],
    conditions: DrawingConditions,
    backends: ConfiguredBackends,
    at: Path | None,
    language: str,
    options: argparse.Namespace,
) -> int:
    """Draw one after the other; 1 when a service did not give one of them."""
    earlier = list(await settle_earlier(backends, [conditions.project.document]))
    code = 0
    for number, source in enumerate(sources):
        words = source.words
        row: dict[str, object] = dict.fromkeys(KEYS)
        notes: tuple[str, ...] = ()
        try:
            paid = None if options.again else paid_words.take(words, conditions, earlier, at)
            if paid is not None:
                row, notes = paid_words.used(paid, conditions, language), (paid_words.USED,)
            else:
                _require_free(at, options.output)
                again = options.again and (_last(words, conditions) or True)
                made = await word_pictures.draw_words(words, conditions, at, again=again)
                link = (
                    word_pictures.link_for(made.drawn, language, Path.cwd()) if language else None
                )
                row, notes = word_picture_row(words, made, shown_path, link), made.notes
        except LimnerError as error:
            if len(sources) == 1 and not isinstance(error, ServiceError):
                raise
            row = refusal_row(error, source=words)
            notes, code = (source.said_of(error),), 1
        if options.format == "json":
            print_json(row)
        else:
            _print(row, blank=number > 0)
        for note in notes:
            say(note)
    return code


def _output(named: Path) -> Path:
    """Return the whole path of the file that the picture becomes.

    Raises:
        InputError: no picture can be written there.
    """
    if not named.name:
        raise InputError("--output takes the name of a picture's file, such as fox.png.")
    if named.suffix[1:].lower() not in file_names.DRAWN:
        raise InputError(
            f"{named} cannot be drawn: choose a name that ends in .png, .jpg, .webp or .avif."
        )
    at = named.absolute()
    if not at.parent.is_dir():
        raise InputError(f"There is no folder {named.parent}: make it, or choose another name.")
    _require_free(at, named)
    return at


def _require_free(at: Path | None, named: Path | None) -> None:
    """Make sure that nothing stands at the file that was named.

    Raises:
        InputError: something does.
    """
    if at is not None and os.path.lexists(at):
        raise InputError(f"{named} exists already: choose another name.")


def _last(words: str, conditions: DrawingConditions) -> Path | None:
    """Return the last picture of the same words here, from which a sketch is to differ."""
    name = f"{file_names.slug(naming.title(words))}.png"
    return word_pictures.kept_picture(conditions.project.document.parent, name, words)


def _print(row: dict[str, object], *, blank: bool) -> None:
    if row["picture"] is None:
        return
    if blank:
        print_line()
    print_labelled("picture", str(row["picture"]))
    print_labelled("alt", str(row["alt"]))
    if row["prompt"] is not None:
        print_labelled("prompt", str(row["prompt"]))
    if row["link"] is not None:
        print_labelled("link", str(row["link"]))
