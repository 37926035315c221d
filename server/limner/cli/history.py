"""``limner history``: what was drawn, what waits to be inserted, what is unknown, what it cost.

Candidates that were not chosen are in the journal's spool; ``--save`` brings them out.
"""

import argparse
import asyncio
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from limner import files
from limner.cli.console import print_json
from limner.errors import InputError
from limner.image import file_names, images_response
from limner.image.jobs.paid_drawing import whole
from limner.image.journal.entries import Journal, JournalEntry, open_journal
from limner.image.pricing import MICRO, dollars

STATES = {
    "reserved": "about to be asked for",
    "sent": "asked for, no answer yet",
    "received": "arrived, not saved yet",
    "checked": "arrived, not saved yet",
    "placed": "saved, waits to be inserted",
    "done": "in the document",
    "refused": "not drawn, not charged",
    "unknown": "unknown: it may have been charged",
    "unusable": "charged, but no usable picture came",
    "declined": "not chosen, kept",
}

SAVED_BY_HAND = ("received", "checked", "declined")
"""Pictures in these states are in no project; their answer is kept."""

ALL = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner history``."""
    parser.add_argument("--cost", action="store_true", help="only what was spent, by day")
    parser.add_argument(
        "--save", type=int, metavar="NUMBER", help="write that row's pictures into this folder"
    )
    parser.add_argument(
        "--most", type=int, metavar="N", help="how many rows (50; with --cost all that are kept)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")


def run(options: argparse.Namespace) -> int:
    """Print the journal, newest first."""
    journal = open_journal(files.state_folder())
    if options.save is not None:
        return _save(journal, options.save, options.format)
    jobs = journal.history(options.most or (ALL if options.cost else 50))
    if options.cost:
        _print_cost(jobs, options.format)
        return 0
    for job in jobs:
        if options.format == "json":
            print_json(_row(job))
        else:
            price = dollars(job.price) if job.price is not None else "price unknown"
            print(f"{job.id}  {_when(job)}  {STATES[job.state]}  ({price})")
            print(f"  {job.intent.get('words', '')}")
            for picture in job.pictures:
                print(f"  {picture}")
            if job.state in SAVED_BY_HAND:
                print(f"  “limner history --save {job.id}” writes it into the current folder")
            if job.note:
                print(f"  {job.note}")
    if not jobs and options.format == "text":
        print("No picture was asked of an image service yet.")
    return 0


def _save(journal: Journal, number: int, form: str) -> int:
    """Write the pictures of one row's answer into the current folder."""
    job, raw = journal.job(number), journal.answer(number)
    if job is None or raw is None:
        raise InputError(f"The history keeps no pictures of number {number}: see “limner history”.")
    found = asyncio.run(whole(images_response.read(raw).pictures))
    name = file_names.slug(job.intent.get("title") or job.intent.get("words", ""))
    paths = [
        files.write_picture(Path.cwd(), "", name, picture.extension, picture.data)
        for picture in found
    ]
    for path in paths:
        if form == "json":
            print_json({"number": number, "picture": os.fspath(path)})
        else:
            print(path)
    return 0


def _row(job: JournalEntry) -> dict[str, object]:
    return {
        "number": job.id,
        "created": datetime.fromtimestamp(job.created).astimezone().isoformat(timespec="seconds"),
        "state": job.state,
        "words": job.intent.get("words"),
        "document": job.intent.get("document"),
        "model": job.intent.get("model"),
        "pictures": [os.fspath(path) for path in job.pictures],
        "usage": job.usage,
        "cost": None if job.price is None else job.price / MICRO,
        "note": job.note or None,
    }


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
            print(f"{day}  {many}  {dollars(_spent(drawn))}")
    if form == "text":
        print(f"total       {dollars(sum(map(_spent, days.values())))}")


def _spent(jobs: Iterable[JournalEntry]) -> int:
    return sum(job.price or 0 for job in jobs)


def _when(job: JournalEntry) -> str:
    return datetime.fromtimestamp(job.created).astimezone().strftime("%Y-%m-%d %H:%M")
