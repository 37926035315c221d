"""The baseline of ``--check``: what it found earlier, so that only what is new is reported.

The file is what ``--check --format json`` printed then. A finding is known again by its document,
its link and its kind; the line may be another one.
"""

import json
from pathlib import Path

from limner.actions.document_files import read_text
from limner.actions.findings import Finding
from limner.cli.inputs import lines_of
from limner.errors import InputError

Identity = tuple[str, str, str]


def identity(file: str, finding: Finding) -> Identity:
    """Return by what a *finding* in the document *file* is known again."""
    return Path(file).as_posix(), finding.link.target, finding.code


def read(path: Path) -> frozenset[Identity]:
    """Return what a baseline holds.

    Raises:
        InputError: there is none, or it is not what ``--check --format json`` prints.
    """
    try:
        rows = [json.loads(line) for line in lines_of(read_text(path))]
        return frozenset((Path(row["file"]).as_posix(), row["link"], row["code"]) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no baseline: write one with --missing --check --format json > {path}."
        ) from error
