"""``limner show``: how a picture was made, as its own file or the one beside it says."""

import argparse
from dataclasses import asdict
from pathlib import Path

from limner import files
from limner.cli.console import print_json, print_labelled
from limner.errors import InputError
from limner.image.formats import provenance
from limner.image.formats.containers import foreign, recognise
from limner.prompt.picture_check.check_table import PictureCheck


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner show``."""
    parser.add_argument("image", type=Path, metavar="IMAGE", help="a PNG, JPEG or WebP file")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")


def run(options: argparse.Namespace) -> int:
    """Print the words, the prompt and the rest."""
    try:
        data = files.read_regular(options.image, provenance.MOST_BYTES)
    except OSError as error:
        raise InputError(f"Cannot read {options.image}: {error.strerror}.") from error
    if recognise(data) is None and foreign(data) != "avif":
        raise InputError(f"{options.image} is no picture: give a PNG, JPEG or WebP file.")
    record, mark = provenance.read_file(options.image, data), provenance.source_type(data)
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


def print_check(check: PictureCheck) -> None:
    """Print a table: one line for each thing the words commit to."""
    print_labelled("checked", f"by {check.looked}, {check.created}: {check.summary}")
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
        print_check(record.check)
