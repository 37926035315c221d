"""``limner history``: what was drawn, what waits to be inserted, what is unknown, what it cost.

What came and is in no project is in the journal's spool; ``--save`` brings it out, whatever it is.
"""

import argparse
import asyncio
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from limner import files
from limner.actions.across_documents.unused_pictures import UnusedPicture, delete, unused_pictures
from limner.actions.effective_settings import effective_settings
from limner.cli.batch_history import batch_of, grouped, numbers, summary
from limner.cli.console import confirm, interactive, print_json, print_line, say
from limner.cli.earlier import settle_earlier
from limner.cli.inputs import shown_path, whole_number
from limner.errors import InputError
from limner.image import file_names
from limner.image.formats.containers import foreign
from limner.image.journal.entries import Journal, open_journal
from limner.image.journal.rows import JournalEntry
from limner.image.pricing import MICRO, dollars
from limner.project.roots import Project
from limner.prompt.picture_check.check_table import check_of
from limner.services.answers.kept_pictures import RAW, history_row, kept, kept_pictures, says
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

ALL = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner history``."""
    parser.add_argument("--cost", action="store_true", help="only what was spent, by day")
    parser.add_argument(
        "--save", type=int, metavar="NUMBER", help="write that row's pictures into this folder"
    )
    parser.add_argument(
        "--batch", type=int, metavar="NUMBER",
        help="only the pictures that were drawn together with that row's",
    )  # fmt: skip
    parser.add_argument(
        "--unused",
        action="store_true",
        help="only drawn pictures that no document links; on a terminal, delete them after a yes",
    )
    parser.add_argument(
        "--most", type=whole_number(1, ALL), metavar="N",
        help="how many rows (50; with --cost all that are kept)",
    )  # fmt: skip
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")


def run(options: argparse.Namespace) -> int:
    """Print the journal, newest first; pictures that were drawn together as one line."""
    asyncio.run(settle_earlier(ConfiguredBackends(os.environ)))
    journal = open_journal(files.state_folder())
    if options.save is not None:
        return _save(journal, options.save, options.format)
    if options.unused:
        return _unused(journal, options)
    if options.cost:
        _print_cost(journal.history(options.most or ALL), options.format)
        return 0
    jobs, most = journal.history(ALL), options.most or 50
    if options.batch is not None:
        groups = [[job] for job in batch_of(jobs, options.batch)]
    elif options.format == "json":
        groups = [[job] for job in jobs[:most]]
    else:
        groups = grouped(jobs)[:most]
    for group in groups:
        if options.format == "json":
            print_json(history_row(group[0], kept(journal, group[0])))
        elif len(group) == 1:
            _print(group[0], kept(journal, group[0]))
        else:
            _print_batch(group)
    if not jobs and options.format == "text":
        print_line("No picture was asked of an image service yet; sketches are not listed.")
    return 0


def _print(job: JournalEntry, kept: Path | None) -> None:
    price = dollars(job.price) if job.price is not None else "price unknown"
    print_line(f"{job.id}  {_when(job)}  {says(job)}  ({price})")
    print_line(f"  {job.details.get('words', '')}")
    for picture in job.pictures:
        print_line(f"  {picture}")
    if kept:
        print_line(f"  kept in {kept}")
        print_line(f"  “limner history --save {job.id}” writes it into the current folder")
    if (check := check_of(job.details.get("check"))) is not None:
        print_line(f"  checked: {check.summary}")
    if job.note:
        print_line(f"  {job.note}")


def _print_batch(group: Sequence[JournalEntry]) -> None:
    spent = dollars(_spent(job for job in group if job.state != "refused"))
    many = f"{len(group)} missing pictures"
    print_line(f"{numbers(group)}  {_when(group[-1])}  {many}  ({spent})")
    print_line(f"  {summary(group)}")
    print_line(f"  “limner history --batch {group[-1].id}” lists them")


def _unused(journal: Journal, options: argparse.Namespace) -> int:
    """List the pictures that nothing shows, and delete them if the person says yes."""

    def settings_of(project: Project) -> Settings:
        return effective_settings(project, {}, os.environ).settings

    def look() -> tuple[UnusedPicture, ...]:
        return unused_pictures(journal.history(options.most or ALL), settings_of, say)

    found = look()
    for one in found:
        if options.format == "json":
            print_json(
                history_row(one.job, kept(journal, one.job)) | {"pictures": [str(one.picture)]}
            )
        else:
            print_line(f"{one.job.id}  {_when(one.job)}  {shown_path(one.picture)}")
    if not found or options.format == "json":
        if not found:
            say("No drawn picture is unused.")
        return 0
    many = "1 picture" if len(found) == 1 else f"{len(found)} pictures"
    size = f"{sum(one.bytes for one in found) / 1_000_000:.1f} MB"
    if not interactive():
        say(f"{many} ({size}) that no document links; run this on a terminal to delete them.")
        return 0
    asked = f"Delete {many} ({size}) for good? Documents that are open and unsaved were not read."
    if not confirm(asked):
        say("Nothing was deleted.")
        return 0
    # A document may have been saved while the question stood.
    still = {one.picture for one in look()}
    gone = [one for one in found if one.picture in still]
    for one in gone:
        delete(one, journal)
    say(f"{'1 picture' if len(gone) == 1 else f'{len(gone)} pictures'} deleted.")
    if len(gone) < len(found):
        say(f"{len(found) - len(gone)} kept: a document may show it by now.")
    return 0


def _save(journal: Journal, number: int, form: str) -> int:
    """Write what came for one row into the current folder; 1 when no whole picture is in it."""
    job, raw = journal.job(number), journal.answer(number)
    if job is None or raw is None:
        raise InputError(f"The history keeps no pictures of number {number}: see “limner history”.")
    name = file_names.slug(job.details.get("title") or job.details.get("words", ""))
    settings = effective_settings(None, {}, os.environ).settings
    found = asyncio.run(kept_pictures(raw, ConfiguredBackends(os.environ), settings))
    for problem in found.problems:
        say(problem)
    for stem, ending, data in ((name, *part) for part in found.whole):
        _write(number, (stem, ending), data, form)
    for ending, data in found.others:
        stem = name if foreign(data) or ending == RAW else f"{name}-damaged"
        _write(number, (stem, ending), data, form)
    if not found.whole:
        say("No picture came back that documents can show: what came is written as it is.")
    return 0 if found.whole else 1


def _write(number: int, file: tuple[str, str], data: bytes, form: str) -> None:
    path = files.write_picture(Path.cwd(), "", *file, data)
    if form == "json":
        print_json({"number": number, "picture": os.fspath(path)})
    else:
        print_line(str(path))


def _print_cost(jobs: tuple[JournalEntry, ...], form: str) -> None:
    days: dict[str, list[JournalEntry]] = {}
    for job in jobs:
        if job.state != "refused":
            days.setdefault(_when(job)[:10], []).append(job)
    for day, drawn in days.items():
        pictures = sum(job.candidates for job in drawn)
        if form == "json":
            print_json({"day": day, "pictures": pictures, "cost": _spent(drawn) / MICRO})
        else:
            many = "1 picture " if pictures == 1 else f"{pictures} pictures"
            print_line(f"{day}  {many}  {dollars(_spent(drawn))}")
    if form == "text":
        print_line(f"total       {dollars(sum(map(_spent, days.values())))}")


def _spent(jobs: Iterable[JournalEntry]) -> int:
    return sum(job.price or 0 for job in jobs)


def _when(job: JournalEntry) -> str:
    return datetime.fromtimestamp(job.created).astimezone().strftime("%Y-%m-%d %H:%M")
