"""Draws missing pictures: one, or many at once, each at the place its link says."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from limner.actions import context, drawing, expanding, findings
from limner.actions.drawing import DrawingContext, DrawnPicture
from limner.actions.drawing_check import check_can_draw
from limner.document import Document
from limner.errors import (
    InputError,
    KeyRefused,
    LimitReached,
    LimnerError,
    ModelUnknown,
    QuotaUsedUp,
    RateLimited,
)
from limner.image.jobs.session import Session
from limner.markup.interface import ImageLink, Intent
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt.expansion import Engine, Expansion
from limner.services.backends import Backends, Consent
from limner.settings.declaration import Settings

LONGEST_WAIT = 600.0
"""Seconds without any picture, because of rate limits, after which the rest is given up."""

_HOPELESS = (KeyRefused, QuotaUsedUp, ModelUnknown, LimitReached)
"""What fails for every picture alike: after one of these nothing more is sent."""


@dataclass(frozen=True)
class MissingPicture:
    """A picture that a link asks for.

    Attributes:
        project: of the document the link stands in.
        settings: those that hold for that document.
        link: the link.
        words: what the picture should show.
        path: the file it asks for; ``None`` when the link names none.
        prompt: what stands as its prompt below the link; ``""`` when the words are expanded.
        around: what stands around the link, as far as the setting ``context`` asks for it.
        before: what stands before the link in its section, where somebody of the cast may be named.
        heading: the words of the heading it stands under.
        again: the person knows that it may have been paid for already, and wants it.
        redrawn: the file that is there and stays; the link is to show a new one beside it.
        also: other links to the same file, which are to show the new one as well.
    """

    project: Project
    settings: Settings
    link: ImageLink
    words: str
    path: Path | None
    prompt: str = ""
    around: str = ""
    before: str = ""
    heading: str = ""
    again: bool = False
    redrawn: Path | None = None
    also: "tuple[MissingPicture, ...]" = ()


@dataclass(frozen=True)
class DrawingResult:
    """What became of a missing picture.

    Attributes:
        missing: what was asked for.
        picture: the picture; ``None`` when there is none.
        engine: who wrote its prompt, ``None`` when the words were one.
        error: why there is no picture.
    """

    missing: MissingPicture
    picture: DrawnPicture | None = None
    engine: Engine | None = None
    error: LimnerError | None = None


def missing_pictures_of(
    found: Iterable[findings.Finding],
    document: Document,
    project: Project,
    settings: Settings,
    paid: Container[Path] = (),
) -> tuple[MissingPicture, ...]:
    """Return the missing pictures among what was *found* in *document*.

    One that stands elsewhere is none, unless it is among those that an earlier run has *paid* for
    and no document shows yet.
    """
    around = context.surroundings(document, settings.context)
    is_read = settings.cast or settings.context == "section"
    before = context.sections_before(document) if is_read else None
    heading = context.headings_above(document)
    return tuple(
        MissingPicture(
            project,
            settings,
            finding.link,
            findings.words_of(finding),
            finding.path,
            findings.prompt_below(document, finding.link),
            around(finding.link.span, findings.words_of(finding)),
            before(finding.link.span) if before else "",
            heading(finding.link.span),
        )
        for finding in found
        if finding.code == "missing-image" or finding.elsewhere in paid
    )


def distinct(pictures: Iterable[MissingPicture]) -> tuple[MissingPicture, ...]:
    """Return each file of *pictures* once: a second link to it shows the same picture."""
    held: dict[object, MissingPicture] = {}
    for number, missing in enumerate(pictures):
        held.setdefault(missing.path or number, missing)
    return tuple(held.values())


async def draw_one(
    missing: MissingPicture,
    backends: Backends,
    consent: Consent,
    session: Session,
    report: Callable[[str], None] = lambda message: None,
) -> DrawingResult:
    """Draw one picture where its link says.

    Raises:
        LimnerError: it has no description, its place is not to be written to, or it could not be
            drawn.
    """
    project, settings = missing.project, missing.settings
    await check_can_draw(project, settings, backends, missing.path)
    check_words(missing)
    expansion, engine, _ = await expansion_of(missing, settings, backends, consent)
    backend = await backends.image_backend(settings, consent)
    if missing.again and backend.billing is not None:
        backend = replace(backend, billing=replace(backend.billing, again=True))
    drawn_with = DrawingContext(project, settings, backend, session, report)
    picture = await drawing.draw_new(drawn_with, missing.words, expansion, missing.path)
    return DrawingResult(missing, picture, engine)


def check_words(missing: MissingPicture) -> None:
    """Make sure that something says what is to be seen.

    Raises:
        InputError: nothing does.
    """
    if not missing.words and not missing.prompt:
        raise InputError(
            f"Nothing says what {missing.link.target} shows: give it an alternative text first."
        )


async def expansion_of(
    missing: MissingPicture, settings: Settings, backends: Backends, consent: Consent
) -> tuple[Expansion, Engine | None, tuple[str, ...]]:
    """Return the prompt of *missing*, who wrote it, and notes; ``None`` where its document did.

    Raises:
        LimnerError: there is no such dialect, or the chat service failed.
    """
    if missing.prompt:
        names = expanding.as_written(Intent(missing.words, missing.link.span), settings.cast)
        return replace(names, prompt=missing.prompt), None, ()
    expanded = await expanding.expand(
        missing.words,
        settings,
        backends,
        consent,
        context=missing.around,
        document_text=missing.project.text,
        before=missing.before,
        heading=missing.heading,
        file_name=missing.path.name if missing.path else "",
    )
    return expanded.items[0], expanded.engine, expanded.notes


async def draw_all(
    pictures: Sequence[MissingPicture],
    backends: Backends,
    consent: Consent,
    on_result: Callable[[DrawingResult], Awaitable[None]],
    stop: asyncio.Event | None = None,
    report: Callable[[str], None] = lambda message: None,
    name: str = "",
    *,
    check: bool = False,
) -> None:
    """Draw many pictures, as many at once as the setting ``image.jobs`` says.

    The person has agreed to all of them: nothing is asked. One that fails does not hold up the
    rest; one that a rate limit holds back is asked for again, as long as others arrive.

    Args:
        pictures: what is drawn.
        backends: who expands and draws.
        consent: asks whether a host may be used.
        on_result: told what became of each as it ends, one after the other.
        stop: once it is set no further picture is begun, and those that are under way end.
        report: told why nothing happens for a while.
        name: what the journal calls them together; see `new_name`.
        check: the person has agreed to have them looked at, too.
    """
    session = Session(
        ask=None, quiet=True, agreed=True, may_check=check or None, batch=name or new_name()
    )
    waiting, turn = iter(pictures), asyncio.Lock()
    hopeless: list[LimnerError] = []
    clock = asyncio.get_running_loop().time
    arrived = clock()

    async def drawn(missing: MissingPicture) -> DrawingResult:
        nonlocal arrived
        while not hopeless:
            try:
                result = await draw_one(missing, backends, consent, session)
            except RateLimited as error:
                wait = error.seconds or 0
                if stop is not None and stop.is_set():
                    return DrawingResult(missing, error=error)
                if clock() + wait < arrived + LONGEST_WAIT:
                    report(str(error))
                    await asyncio.sleep(wait)
                    continue
                hopeless.append(error)
            except _HOPELESS as error:
                hopeless.append(error)
            except LimnerError as error:
                return DrawingResult(missing, error=error)
            else:
                arrived = clock()
                return result
        return DrawingResult(missing, error=hopeless[0])

    async def work() -> None:
        for missing in waiting:
            if stop is not None and stop.is_set():
                return
            result = await drawn(missing)
            async with turn:
                await on_result(result)

    async with asyncio.TaskGroup() as group:
        for _ in range(min((missing.settings.image_jobs for missing in pictures), default=0)):
            group.create_task(work())


def new_name() -> str:
    """Return a name for pictures that are drawn together, which no others have."""
    return secrets.token_hex(4)


def target_of(result: DrawingResult) -> str | None:
    """Return what the link must say now; ``None`` when it is right as it stands."""
    missing, picture = result.missing, result.picture
    if picture is None:
        return None
    placed = picture.placed.picture
    if picture.placed.address:
        return picture.placed.address
    if missing.path is None:
        return destinations.target(missing.project, missing.settings, placed)
    if placed == missing.path or (missing.path.exists() and missing.redrawn is None):
        return None
    # The service sent another format: only the file's name differs.
    old = missing.redrawn or missing.path
    return destinations.renamed(missing.project, missing.settings, missing.link.target, old, placed)
