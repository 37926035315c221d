"""Checks a picture that is there against its words, and keeps what was found out with it."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from limner import files
from limner.errors import ConsentNeeded, InputError, SaveError, ServiceError
from limner.image import ocr
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance
from limner.image.formats.validation import decoded
from limner.image.jobs.inspection import Viewer, When, look_at, may_send
from limner.image.jobs.session import Session
from limner.image.journal.entries import EVERY_JOB, open_journal
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.check_table import PictureCheck
from limner.prompt.picture_check.picture_questions import Looks, questions
from limner.services.backends import Backends, Consent
from limner.settings.declaration import Settings

NOBODY = (
    "Nobody is set up who could look at the picture: set chat.baseUrl and chat.model to a model "
    "that takes pictures, or install limner[ocr], which reads lettering on this machine."
)


@dataclass(frozen=True)
class CheckConditions:
    """What holds for a check, whatever is checked.

    Attributes:
        viewer: who looks; ``None`` where lettering is only read on this machine.
        when: what the person wants to be asked; ``never`` is about checks that nobody chose.
        session: what they have said, and how they are asked.
        report: told what is happening.
    """

    viewer: Viewer | None
    when: When
    session: Session
    report: Callable[[str], None] = lambda message: None


async def conditions_of(
    settings: Settings,
    backends: Backends,
    consent: Consent,
    session: Session,
    report: Callable[[str], None] = lambda message: None,
) -> CheckConditions:
    """Return what holds for a check that the person has chosen.

    Raises:
        InputError: nobody is set up who could look.
        LimnerError: a setting is wrong.
    """
    viewer = await backends.viewer(settings, consent)
    if viewer is None and not ocr.installed():
        raise InputError(NOBODY)
    when: When = "ask" if settings.image_check == "never" else settings.image_check
    return CheckConditions(viewer, when, session, report)


async def check(
    conditions: CheckConditions, path: Path, data: bytes, words: str, looks: Looks = ()
) -> PictureCheck:
    """Find out whether the picture *data*, the file at *path*, shows what *words* say.

    Raises:
        InputError: the words commit to nothing that can be seen, or it is no whole picture.
        ConsentNeeded: the person does not want to send it.
    """
    asked = questions(read(words), looks)
    if not asked:
        raise InputError("Nothing in these words can be looked for: describe what is to be seen.")
    try:
        picture = await decoded(data)
    except ServiceError as error:
        raise InputError(f"{path.name} is no whole picture: draw it again.") from error
    viewer, session = conditions.viewer, conditions.session
    if viewer is not None and not await may_send(viewer, asked, 1, conditions.when, session):
        host = viewer.model.host
        raise ConsentNeeded(f"{path.name} was not sent to {host}, because you did not agree.")
    found = await look_at(picture, asked, viewer, conditions.report)
    if found is None:
        raise InputError(NOBODY)
    return found


async def check_and_keep(
    conditions: CheckConditions,
    root: Path,
    path: Path,
    data: bytes,
    record: Provenance | None,
    words: str = "",
) -> PictureCheck:
    """Check a picture against *words*, or those of its *record*, and keep what was found out.

    It is kept where the record is, inside the project at *root*, and in the history, for the
    record's own words only. Where the record could not be written, the note of what is returned
    says so.

    Raises:
        InputError: there are no words, or see `check`.
        ConsentNeeded: see `check`.
    """
    said = words.strip() or (record.words if record else "")
    if not said:
        raise InputError(f"{path.name} does not say what it should show: give the words.")
    own = record is not None and said == record.words
    found = await check(conditions, path, data, said, record.looks if record and own else ())
    if record is not None and own:
        told = await asyncio.to_thread(keep, root, path, data, replace(record, check=found))
        found = replace(found, note=f"{found.note} {told}".strip())
    return found


def keep(root: Path, path: Path, data: bytes, record: Provenance) -> str:
    """Write *record* where that of the picture *data* is, and its check into the history.

    Nothing is written outside the project at *root*, nor through a link.

    Returns:
        What to tell the person where the record stays as it was: why, and where the check is.
    """
    try:
        if files.read_regular(path, provenance.MOST_BYTES) != data:
            return f"{path.name} has changed meanwhile: the check is not kept."
        _rewrite(root, path, data, record)
        told = ""
    except OSError:
        return f"{path.name} can no longer be read: the check is not kept."
    except SaveError as error:
        told = str(error)
    noted = _note(path, record)
    if told:
        told += " The check is kept in the history only." if noted else " The check is not kept."
    return told


def _rewrite(root: Path, path: Path, data: bytes, record: Provenance) -> None:
    """Write *record* into the file of the picture *data*, or into the one beside it.

    Raises:
        SaveError: it could not be written, or would not be read back whole; all is as it was.
    """
    if provenance.read(data) is not None:
        target, new = path, provenance.embed(data, record)
        back = provenance.read(new)
    else:
        target = path.with_name(path.name + provenance.SIDECAR)
        new = provenance.write_beside(record)
        back = provenance.read_beside(new)
    # The old record is all there is: it is given up only for one that says as much.
    if back != provenance.bounded(record):
        raise SaveError(f"{target.name} has no room for more: it stays as it was.")
    files.replace_picture(root, target, new)


def _note(path: Path, record: Provenance) -> bool:
    """Write the check into the row of the job that drew the picture; say whether there is one."""
    folder = files.state_folder()
    if not folder.is_dir() or record.check is None:
        return False
    try:
        journal = open_journal(folder)
        for job in journal.history(EVERY_JOB):
            if path in job.pictures:
                journal.inspected(job.id, asdict(record.check))
                return True
    except SaveError:
        pass
    return False
