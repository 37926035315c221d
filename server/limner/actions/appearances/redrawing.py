"""Pictures whose cast looks different now, drawn again: each beside the one that is there."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from limner.actions.appearances.cast_appearances import ShownPicture
from limner.actions.batches.batch import MissingPicture
from limner.actions.context import headings_above, section_before
from limner.actions.editing import name_beside


def outdated(pictures: Iterable[ShownPicture]) -> tuple[MissingPicture, ...]:
    """Return what is to be drawn for *pictures*: from the words that they were drawn from.

    Each file is drawn once, under a name of its own beside the picture that is there, which stays;
    all links to it are to show the new one.
    """
    links: dict[Path, list[MissingPicture]] = {}
    for one in pictures:
        if one.record.words:
            links.setdefault(one.path, []).append(_missing(one))
    return tuple(replace(first, also=tuple(others)) for first, *others in links.values())


def _missing(one: ShownPicture) -> MissingPicture:
    return MissingPicture(
        one.project,
        one.settings,
        one.link,
        one.record.words,
        one.path.with_name(name_beside(one.path, one.record.words)),
        before=section_before(one.document, one.link.span),
        heading=headings_above(one.document)(one.link.span),
        redrawn=one.path,
    )
