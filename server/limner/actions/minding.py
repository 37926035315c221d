"""Has a picture made again show what a check has found missing in it."""

from dataclasses import replace

from limner.actions.drawing import DrawingContext
from limner.actions.linked_picture import LinkedPicture
from limner.errors import InputError
from limner.image.jobs.inspection import When
from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.picture_check.check_table import PictureCheck

MIND = "Above all, mind this: {}. {}"
"""How a prompt begins that is to show what an earlier picture did not."""

MEND = "Change this and nothing else: {}."
"""An instruction to show what a picture does not."""


def prompt_minding(expansion: Expansion, old: LinkedPicture, dialect: str) -> Expansion:
    """Return *expansion* with what was found missing in *old* at its beginning.

    Raises:
        InputError: nothing was.
    """
    missing = lacking(old).of("missing")
    known = dialect if dialect in dialects.ids() else "generic"
    # A generator that reads "not two boats" as "two boats" is told of the three alone.
    negatable = dialects.get(known).exclusions == "text"
    told = "; ".join(row.mending if negatable else row.words for row in missing)
    return replace(expansion, prompt=MIND.format(told, expansion.prompt))


def instruction(old: LinkedPicture) -> str:
    """Return what to change in *old* so that it shows what it lacks.

    Raises:
        InputError: nothing was found missing.
    """
    return MEND.format(lacking(old).mending)


def lacking(old: LinkedPicture) -> PictureCheck:
    """Return the check that has found something missing in *old*.

    Raises:
        InputError: none has.
    """
    check = old.record.check if old.record else None
    if check is None or not check.of("missing"):
        raise InputError("No check has found anything missing in this picture: check it first.")
    return check


def when_checked(context: DrawingContext, old: LinkedPicture) -> When | None:
    """Return whether a picture is checked that was made to show what *old* did not.

    What the author's own instructions had changed, the words do not say.
    """
    if old.record is not None and old.record.edits:
        return "never"
    return "ask" if context.settings.image_check == "never" else None
