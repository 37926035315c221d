"""Rows of the history that were drawn together, as one line."""

from collections import Counter
from collections.abc import Iterable, Sequence

from limner.errors import InputError
from limner.image.journal.rows import JournalEntry
from limner.services.answers.kept_pictures import says


def grouped(jobs: Iterable[JournalEntry]) -> list[list[JournalEntry]]:
    """Return *jobs*, newest first, with those of one batch together at the place of its newest."""
    groups: dict[object, list[JournalEntry]] = {}
    for job in jobs:
        groups.setdefault(job.details.get("batch") or job.id, []).append(job)
    return list(groups.values())


def batch_of(jobs: Iterable[JournalEntry], number: int) -> list[JournalEntry]:
    """Return the rows that were drawn together with row *number*, itself among them.

    Raises:
        InputError: there is no such row.
    """
    for group in grouped(jobs):
        if any(job.id == number for job in group):
            return group
    raise InputError(f"The history has no row of number {number}: see “limner history”.")


def numbers(group: Sequence[JournalEntry]) -> str:
    """Return the first and the last number of a batch."""
    return f"{min(job.id for job in group)}–{max(job.id for job in group)}"


def summary(group: Sequence[JournalEntry]) -> str:
    """Say what became of the pictures of a batch, the most frequent first."""
    counted = Counter(map(says, group))
    return "; ".join(f"{many} {said}" for said, many in counted.most_common())
