"""``limner show``: how a picture was made, as its own file or the one beside it says."""

import argparse
from dataclasses import asdict
from pathlib import Path

from limner import files
from limner.cli.console import print_json, print_labelled
from limner.errors import InputError
from limner.image.formats import provenance
from limner.image.formats.containers import foreign, recognise


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
    record = provenance.read_file(options.image, data)
    if record is None:
        raise InputError(f"{options.image} does not say how it was made.")
    if options.format == "json":
        print_json(asdict(record))
        return 0
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
    return 0
