"""``limner show``: how a picture was made, as its own file or the one beside it says."""

import argparse
import asyncio
import os
from dataclasses import asdict
from pathlib import Path

from limner import files
from limner.actions import checking
from limner.actions.effective_settings import effective_settings
from limner.cli.console import Asking, interactive, print_json, print_labelled
from limner.errors import ConsentNeeded, InputError
from limner.image.formats import provenance
from limner.image.formats.containers import foreign, recognise
from limner.project.roots import project_of
from limner.prompt.picture_check.check_table import PictureCheck
from limner.services.configured_backends import ConfiguredBackends


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner show``."""
    parser.add_argument("image", type=Path, metavar="IMAGE", help="a PNG, JPEG or WebP file")
    parser.add_argument(
        "--check",
        action="store_true",
        help="let the chat model check the picture against its words; 1 when something is missing",
    )
    parser.add_argument(
        "--words", metavar="WORDS", help="with --check: what it should show, if not its own words"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")
    parser.add_argument(
        "--yes", action="store_true", help="answer yes to what would be asked on a terminal"
    )


def run(options: argparse.Namespace) -> int:
    """Print the words, the prompt and the rest."""
    if options.words and not options.check:
        raise InputError("--words goes with --check.")
    try:
        data = files.read_regular(options.image, provenance.MOST_BYTES)
    except OSError as error:
        raise InputError(f"Cannot read {options.image}: {error.strerror}.") from error
    if recognise(data) is None and foreign(data) != "avif":
        raise InputError(f"{options.image} is no picture: give a PNG, JPEG or WebP file.")
    record, mark = provenance.read_file(options.image, data), provenance.source_type(data)
    if options.check:
        return _check(options, data, record)
    if record is None and not mark:
        raise InputError(f"{options.image} does not say how it was made.")
    if options.format == "json":
        row = asdict(record or provenance.Provenance("", ""))
        print_json(row | {"digital_source_type": mark or None})
        return 0
    if record is not None:
        _print(record)
    if mark:
        print_labelled("marked", f"{mark.rpartition('/')[2]} (IPTC Digital Source Type)")
    return 0


def _check(options: argparse.Namespace, data: bytes, record: provenance.Provenance | None) -> int:
    """Check the picture, and print what was found out; 1 when something is missing."""
    # A link in the path stays one: what it leads to may lie outside the project.
    path = Path(os.path.normpath(options.image.absolute()))
    project = project_of(path)
    settings = effective_settings(project, {}, os.environ).settings
    asking, backends = Asking(options.yes), ConfiguredBackends(os.environ)

    async def checked() -> PictureCheck:
        conditions = await checking.conditions_of(
            settings, backends, asking.consent, asking.session
        )
        words = options.words or ""
        return await checking.check_and_keep(conditions, project.root, path, data, record, words)

    try:
        check = asyncio.run(checked())
    except ConsentNeeded as error:
        raise error if interactive() else ConsentNeeded(f"{error} Add --yes.") from None
    if options.format == "json":
        print_json({"picture": str(options.image), **asdict(check)})
    else:
        print_labelled("checked", f"by {_said(check)}")
        _print_rows(check)
        if check.mending:
            print_labelled("to mend", check.mending)
    return 1 if check.of("missing") else 0


def _said(check: PictureCheck) -> str:
    return f"{check.looked or 'somebody'}, {check.created}: {check.summary}"


def _print_rows(check: PictureCheck) -> None:
    """Print a table: one line for each thing the words commit to."""
    for row in check.rows:
        seen = f" (seen: {row.seen})" if row.seen else ""
        print_labelled("", f"{row.verdict:<9} {row.words}{seen}")
    if check.note:
        print_labelled("", check.note)


def _print(record: provenance.Provenance) -> None:
    print_labelled("words", record.words)
    print_labelled("prompt", record.prompt)
    if record.negative:
        print_labelled("negative", record.negative)
    for name, look in record.looks:
        print_labelled("shows", f"{name}: {look}")
    for edit in record.edits:
        print_labelled("then", edit)
    print_labelled("made by", f"{record.model or 'Limner, as a sketch'}, {record.created}")
    for name, value in record.parameters:
        print_labelled(name, value)
    if record.check is not None:
        # The file may come from anyone, and name anyone.
        print_labelled("checked", f"its file says by {_said(record.check)}")
        _print_rows(record.check)
