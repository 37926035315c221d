"""``limner doctor``: is everything there, who would be sent what, and which settings hold."""

import argparse
import os
from pathlib import Path

from limner.actions.document_files import read_text
from limner.actions.effective_settings import effective_settings
from limner.actions.setting_up.setup_report import setup_report
from limner.cli.console import print_line
from limner.errors import InputError
from limner.project.roots import Project, project_of
from limner.services.configured_backends import ConfiguredBackends


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner doctor``."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a document to ask about"
    )


def run(options: argparse.Namespace) -> int:
    """Print the report; 1 when something will not work."""
    project = _project(options.file)
    found = effective_settings(project, {}, os.environ)
    standings = ConfiguredBackends(os.environ).standing(found.settings)
    is_file = options.file is not None and options.file.is_file()
    report = setup_report(project, found, standings, is_file=is_file)
    print_line(report.title)
    for row in report.rows:
        print_line(f"  {row.label:<15} {row.text}")
    print_line("Settings that differ from their defaults:")
    for key, value, origin in report.settings:
        print_line(f"  {key} = {value!r} (from {origin})")
    if not report.settings:
        print_line("  none")
    for problem in report.problems:
        print_line(f"! {problem}")
    return 1 if report.problems else 0


def _project(file: Path | None) -> Project | None:
    if file is None:
        return project_of(Path.cwd() / "document")
    if not file.exists():
        raise InputError(f"There is no file {file}.")
    return project_of(file, text=read_text(file) if file.is_file() else "")
