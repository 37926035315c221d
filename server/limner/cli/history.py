"""``limner history``: what was drawn, what waits to be inserted, what is unknown, what it cost."""

import argparse
import os
from datetime import datetime

from limner import files
from limner.cli.console import print_json
from limner.image.journal import Job, open_journal
from limner.image.prices import MICRO, dollars

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
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner history``."""
    parser.add_argument("--cost", action="store_true", help="only what was spent, by day")
    parser.add_argument("--most", type=int, default=50, metavar="N", help="how many pictures (50)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")


def run(options: argparse.Namespace) -> int:
    """Print the journal, newest first."""
    jobs = open_journal(files.state_folder()).history(options.most)
    if options.cost:
        _print_cost(jobs, options.format)
        return 0
    for job in jobs:
        if options.format == "json":
            print_json(_row(job))
        else:
            price = dollars(job.price) if job.price is not None else "price unknown"
            print(f"{_when(job)}  {STATES[job.state]}  ({price})")
            print(f"  {job.intent.get('words', '')}")
            for picture in job.pictures:
                print(f"  {picture}")
            if job.note:
                print(f"  {job.note}")
    if not jobs and options.format == "text":
        print("No picture was asked of an image service yet.")
    return 0


def _row(job: Job) -> dict[str, object]:
    return {
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


def _print_cost(jobs: tuple[Job, ...], form: str) -> None:
    days: dict[str, list[int]] = {}
    for job in jobs:
        if job.state != "refused":
            days.setdefault(_when(job)[:10], []).append(job.price or 0)
    for day, prices in days.items():
        if form == "json":
            print_json({"day": day, "pictures": len(prices), "cost": sum(prices) / MICRO})
        else:
            print(f"{day}  {len(prices)} pictures  {dollars(sum(prices))}")
    if form == "text":
        print(f"total       {dollars(sum(map(sum, days.values())))}")


def _when(job: Job) -> str:
    return datetime.fromtimestamp(job.created).astimezone().strftime("%Y-%m-%d %H:%M")
