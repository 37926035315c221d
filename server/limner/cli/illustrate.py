"""``limner illustrate``: draws for words of a document, and links the picture in it.

With ``--missing`` it draws what image links ask for; see `limner.cli.missing`.
"""

import argparse
import asyncio
import difflib
import os
from dataclasses import replace
from pathlib import Path

from limner.actions import drawing, expanding, figures
from limner.actions.document_files import read_documents
from limner.actions.drawing import DrawingContext
from limner.actions.drawing_check import check_can_draw
from limner.actions.outside_editors.linking import link_picture
from limner.actions.outside_editors.selection import select_line, select_words
from limner.cli.console import Asking, print_json, print_labelled, print_line, say
from limner.cli.earlier import settle_earlier
from limner.cli.inputs import (
    KEYS,
    add_prompt_options,
    progress,
    settings,
    shown_path,
    whole_number,
)
from limner.cli.missing.check_formats import PRINTERS
from limner.document import Document, split_lines
from limner.errors import InputError, ServiceError
from limner.image.jobs.recovery import Waiting
from limner.image.pricing import MICRO
from limner.markup.interface import Intent
from limner.project.roots import Project, project_of
from limner.prompt.expansion import Expansion
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import BY_KEY, Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner illustrate``."""
    parser.add_argument(
        "paths", type=Path, nargs="*", metavar="FILE",
        help="the document; with --missing also several, and folders",
    )  # fmt: skip
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--select", metavar="WORDS", help="draw these words of the document")
    place.add_argument("--line", type=int, metavar="N", help="draw the sentence of line N")
    place.add_argument(
        "--missing", action="store_true", help="draw what image links ask for; it is asked once"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="with --missing: only list missing pictures and alternative texts; 1 when any",
    )
    parser.add_argument(
        "--check-pictures",
        action="store_true",
        help="with --missing: let the chat model check the pictures that are there against the "
        "words they were drawn from; it is asked once; draws nothing; 1 when something is missing",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE.html",
        help="with --check-pictures: also write a page with thumbnails to FILE.html, a new file",
    )  # fmt: skip
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE",
        help="with --check: report only what is not in FILE, which --check --format json printed",
    )  # fmt: skip
    parser.add_argument(
        "--files-from", type=Path, metavar="LIST",
        help="with --missing: look into the documents that LIST names, one a line (- for stdin); "
        "what is no document there is passed over",
    )  # fmt: skip
    parser.add_argument(
        "--occurrence", type=int, metavar="N", help="which one, when the words occur more than once"
    )
    parser.add_argument(
        "--output", type=Path, metavar="COPY", help="write the document to COPY, leave FILE alone"
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="show the prompt and the edit, with --missing each prompt, size and price; "
        "draw and send nothing",
    )
    at_once = BY_KEY["image.jobs"].metadata
    parser.add_argument(
        "--jobs", type=whole_number(at_once["least"], at_once["most"]), metavar="N",
        help="with --missing: pictures drawn at the same time (the setting image.jobs, 3)",
    )  # fmt: skip
    add_prompt_options(parser, tuple(PRINTERS))


def run(options: argparse.Namespace) -> int:
    """Draw for the selected words, and write the document with the link."""
    if not options.paths and options.files_from is None:
        raise InputError("Give a document, or a folder with --missing.")
    if options.format in ("github", "sarif") and not (options.missing and options.check):
        raise InputError(f"--format {options.format} goes with --missing --check.")
    if options.missing:
        from limner.cli.missing import illustrate_missing

        if options.occurrence is not None or options.output:
            raise InputError("--occurrence and --output go with a selection, not with --missing.")
        if options.dry_run and options.check:
            raise InputError("Give --check or --dry-run: neither draws anything.")
        if options.baseline and not options.check:
            raise InputError("--baseline goes with --check: it says what is known already.")
        if options.report and not options.check_pictures:
            raise InputError("--report goes with --check-pictures.")
        if options.check_pictures:
            if options.check or options.dry_run:
                raise InputError("Give --check-pictures alone: it draws nothing.")
            from limner.cli.missing import check_pictures

            return check_pictures.run(options)
        return illustrate_missing.run(options)
    if options.check or options.baseline or options.files_from or options.jobs:
        raise InputError("--check, --baseline, --files-from and --jobs go with --missing.")
    if options.check_pictures or options.report:
        raise InputError("--check-pictures and --report go with --missing.")
    if len(options.paths) > 1:
        raise InputError("Give one document: several go with --missing only.")
    (options.file,) = options.paths
    if options.file.is_dir():
        raise InputError(f"{options.file} is a folder: folders go with --missing.")
    documents = read_documents(options.file)
    document, intent = (
        select_words(documents, options.select, options.occurrence)
        if options.line is None
        else select_line(documents, options.line)
    )
    output: Path = options.output or options.file
    if options.output and output.exists():
        raise InputError(f"{output} exists already: choose another name for the copy.")
    project = project_of(output, text=document.text)
    found = settings(project, options)
    if options.dry_run:
        return asyncio.run(_rehearse(document, intent, project, found, options))
    return asyncio.run(_illustrate(document, intent, project, found, options))


async def _illustrate(
    document: Document,
    intent: Intent,
    project: Project,
    found: Settings,
    options: argparse.Namespace,
) -> int:
    backends, asking = ConfiguredBackends(os.environ), Asking(options.yes)
    row: dict[str, object] = dict.fromkeys(KEYS)
    row |= {"file": str(options.output or options.file), "source": intent.subject}
    for earlier in await settle_earlier(backends, [project.document]):
        if earlier.document == project.document and earlier.words == intent.subject:
            return await asyncio.to_thread(
                _link_earlier, earlier, document, intent, project, found, options
            )
    await check_can_draw(project, found, backends)
    try:
        expansion = await _expansion(document, intent, found, backends, asking, row)
        backend = await backends.image_backend(found, asking.consent)
        drawn_with = DrawingContext(project, found, backend, asking.session, progress(options))
        picture = await drawing.draw_new(drawn_with, intent.subject, expansion)
    except ServiceError as error:
        if options.format == "json":
            print_json({**row, "error": str(error), "code": error.code})
        say(str(error))
        return 1
    placed = picture.placed
    link = link_picture(document, intent, picture.figure, found, placed.picture, options.output)
    drawing.record_shown(picture)
    row |= {
        "picture": shown_path(placed.picture),
        "link": picture.figure.target,
        "alt": picture.figure.alt,
        "renderer": placed.renderer,
        "model": placed.model,
        "cost": None if placed.cost is None else placed.cost / MICRO,
    }
    if options.format == "json":
        print_json(row)
    else:
        print_labelled("prompt", expansion.prompt)
        print_labelled("picture", str(row["picture"]))
        print_labelled("link", link)
        print_labelled("written", str(row["file"]))
    for note in placed.notes:
        say(note)
    return 0


def _link_earlier(
    earlier: Waiting,
    document: Document,
    intent: Intent,
    project: Project,
    found: Settings,
    options: argparse.Namespace,
) -> int:
    """Link the picture that an earlier run has paid for the same words; nothing is drawn."""
    figure = figures.waiting_figure(earlier, project, found)
    link = link_picture(document, intent, figure, found, earlier.picture, options.output)
    earlier.journal.done(earlier.job)
    row: dict[str, object] = dict.fromkeys(KEYS)
    row |= {
        "file": str(options.output or options.file),
        "source": intent.subject,
        "picture": shown_path(earlier.picture),
        "link": figure.target,
        "alt": figure.alt,
        "renderer": "images",
        "cost": 0.0,
    }
    if options.format == "json":
        print_json(row)
    else:
        print_labelled("picture", str(row["picture"]))
        print_labelled("link", link)
        print_labelled("written", str(row["file"]))
    say("An earlier run has paid for this picture: it is used, free of charge.")
    return 0


async def _rehearse(
    document: Document,
    intent: Intent,
    project: Project,
    found: Settings,
    options: argparse.Namespace,
) -> int:
    """Show the prompt and the edit; only the embedded expander looks at the words."""
    row: dict[str, object] = dict.fromkeys(KEYS)
    row |= {"file": str(options.output or options.file), "source": intent.subject}
    offline = replace(found, engine="offline")
    backends, asking = ConfiguredBackends(os.environ), Asking(yes=False)
    expansion = await _expansion(document, intent, offline, backends, asking, row)
    figure = figures.planned_figure(expansion, project, found)
    edit = figures.write_figure(
        document, intent, figure, found.draw_placement, found.image_template
    )
    if found.engine != "offline" and not intent.is_prompt:
        say("A chat model, where one is set up, writes its own prompt. Nothing was sent.")
    if options.format == "json":
        print_json({**row, "link": figure.target, "alt": figure.alt})
        return 0
    print_labelled("prompt", expansion.prompt)
    print_line()
    before, after = (
        [line.rstrip("\r\n") for line in split_lines(text)]
        for text in (document.text, edit.apply(document.text))
    )
    name = str(options.file)
    for part in difflib.unified_diff(before, after, name, name, lineterm=""):
        print_line(part)
    return 0


async def _expansion(
    document: Document,
    intent: Intent,
    found: Settings,
    backends: ConfiguredBackends,
    asking: Asking,
    row: dict[str, object],
) -> Expansion:
    """Return the prompt to draw, and note in *row* who wrote it."""
    expansion, engine, notes = await expanding.prompt_for(
        document, intent, found, backends, asking.consent
    )
    for note in notes:
        say(note)
    if engine == "offline" and found.engine == "auto":
        say("Expanded with the embedded lexicon: no chat model is set up or agreed to.")
    row |= {"engine": engine, "prompt": expansion.prompt}
    return expansion
