"""Which missing pictures an earlier run has asked for, so that they may be paid for already."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from limner.actions.batches.batch import MissingPicture
from limner.image.jobs.image_backend import Billing
from limner.image.journal.rows import DUPLICATE_SECONDS, JournalEntry

LOOKED_THROUGH = 10_000
"""Rows of the journal in which an earlier run is looked for."""


@dataclass(frozen=True)
class AskedBefore:
    """A missing picture that was asked for, and of which nobody knows whether it was drawn.

    Attributes:
        missing: the picture.
        entry: what the journal says of it.
    """

    missing: MissingPicture
    entry: JournalEntry

    @property
    def waits_until(self) -> float:
        """The Unix time before which it is not asked for again without a person's yes."""
        return self.entry.created + DUPLICATE_SECONDS


def asked_before(
    pictures: Sequence[MissingPicture], billing: Billing | None
) -> tuple[AskedBefore, ...]:
    """Return those of *pictures* whose last request was sent and never answered.

    None where nothing is paid: then it does no harm to ask again.

    Raises:
        SaveError: the journal cannot be read.
    """
    if billing is None or billing.free:
        return ()
    last: dict[tuple[str, ...], JournalEntry] = {}
    for entry in billing.journal.history(LOOKED_THROUGH):
        last.setdefault(_asked_place(entry), entry)
    found = ((missing, last.get(_place(missing))) for missing in pictures)
    return tuple(
        AskedBefore(missing, entry)
        for missing, entry in found
        if entry is not None and entry.state == "unknown"
    )


def _asked_place(entry: JournalEntry) -> tuple[str, ...]:
    asked = entry.details
    if asked.get("name"):
        return str(Path(asked.get("root", ""), asked.get("folder", ""), asked["name"])), ""
    return str(asked.get("document")), str(asked.get("words"))


def _place(missing: MissingPicture) -> tuple[str, ...]:
    if missing.path is None:
        return str(missing.project.document), missing.words
    return str(missing.path), ""
