"""The use cases, as short functions: both front doors call these and nothing deeper."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from limner import markup, missing
from limner.document import Document, Replacement, Span
from limner.errors import InputError
from limner.image import file_names
from limner.image.aspect import unwritten
from limner.image.jobs.drawing_job import DrawingJob, Placed
from limner.image.jobs.session import Session
from limner.image.journal.entries import Journal
from limner.markup.interface import Figure, Intent, Placement
from limner.painting import Painter, paint, request_of
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt import dialects, naming, shortening
from limner.prompt.chat.chat_model import ChatModel
from limner.prompt.expansion import Expanded, Expander, Expansion, ExpansionRequest
from limner.settings.declaration import Settings, TextTable

SHARED_STOPS = (".", "!", "?", ",", ";")
"""What may stand behind words in a sentence and end a prompt in their place as well."""

GENERATED = "Generated image"
"""The caption that says that no person drew the picture."""

WAITING_JOBS = 200
"""How far back in the journal is looked for pictures that wait to be inserted."""

Consent = Callable[[str], Awaitable[bool]]
"""Asks the person whether text may be sent to a host, which it names."""


class Studio(Protocol):
    """Brings the models that settings ask for; the embedded ones where none is set up."""

    def prepare(self) -> None:
        """Do once, in a thread after the start, what no first action should wait for."""
        ...

    async def waiting(self) -> "tuple[Waiting, ...]":
        """Finish what earlier sessions left paid for, and return what no document shows yet."""
        ...

    async def expander(self, settings: Settings, consent: Consent) -> Expander:
        """Return who expands descriptions."""
        ...

    async def painter(self, settings: Settings, consent: Consent) -> Painter:
        """Return who draws pictures."""
        ...

    def price(self, settings: Settings, *, edit: bool = False) -> int | None:
        """Estimate a drawing in micro-dollars; ``None`` when that is not known, or nothing."""
        ...

    async def viewer(self, settings: Settings, consent: Consent) -> ChatModel | None:
        """Return the chat model that may look at pictures; ``None`` where none is set up."""
        ...


@dataclass(frozen=True)
class Waiting:
    """A finished picture of an earlier session that its document does not show.

    Attributes:
        document: the file it was drawn for.
        words: the author's words it was drawn for.
        picture: its own file.
        journal: where it is to be written down as done.
        job: its number there.
    """

    document: Path
    words: str
    picture: Path
    journal: Journal
    job: int


@dataclass(frozen=True)
class Picture:
    """A picture in the project, and the link to it.

    Attributes:
        expansion: the prompt it was drawn from.
        placed: its file, and how it was made.
        figure: what the document will say.
    """

    expansion: Expansion
    placed: Placed
    figure: Figure


def read(document: Document, span: Span) -> Intent | None:
    """Say what the words at *span* ask for; ``None`` when there are none."""
    return markup.for_language(document.language).read(document, span)


def place(document: Document, span: Span) -> Intent:
    """Say where something for *span* goes, also when no words stand there any more."""
    line = Span(document.line_start(span.start), document.line_stop(span.end))
    return read(document, span) or read(document, line) or Intent("", span)


async def expand(
    source: str,
    settings: Settings,
    studio: Studio,
    consent: Consent,
    variations: int = 1,
    on_words: Callable[[str], None] = lambda words: None,
    context: str = "",
) -> Expanded:
    """Turn *source* into image prompts; *context* are words around it (see `limner.context`).

    Raises:
        LimnerError: nothing to depict, or the service declined or could not be used.
    """
    expander = await studio.expander(settings, consent)
    request = ExpansionRequest(source, settings.dialect, variations, settings.style, context)
    return await expander.expand(request, on_words)


def shorten(prompt: str, settings: Settings) -> str:
    """Cut whole clauses of *prompt* until it fits its image generator, never a committed one.

    Raises:
        InputError: it fits already, or nothing more can be cut.
    """
    dialect = dialects.get(settings.dialect)
    if dialects.fits(prompt, dialect) and len(prompt.split()) <= dialect.words[1]:
        raise InputError(f"The prompt fits {dialect.name} as it is.")
    shorter = shortening.shorten(prompt, None, dialect, _words_limit(prompt, dialect))
    if shorter == prompt:
        raise InputError("Nothing can be cut from this prompt without losing what it says.")
    return shorter


def _words_limit(prompt: str, dialect: dialects.Dialect) -> int:
    """Return the length, in the dialect's unit, of as many words as it aims at."""
    words = " ".join(prompt.split()[: dialect.words[1]])
    return min(dialect.limit, dialects.measure(words, dialect.unit))


def as_written(intent: Intent) -> Expansion:
    """Take words that already are a prompt as they are."""
    source = intent.subject
    return Expansion(source, None, naming.title(source), naming.alt(source))


def prompts_of(expanded: Expanded) -> list[str]:
    """Return each prompt as it is pasted, its negative prompt on a line of its own."""
    return [pasted(item) for item in expanded.items]


def pasted(item: Expansion) -> str:
    """Return one prompt as it is pasted into an image generator."""
    if item.negative is None:
        return item.prompt
    return f"{item.prompt}\nNegative prompt: {item.negative}"


def write_prompts(
    document: Document, intent: Intent, prompts: Sequence[str], where: Placement
) -> Replacement:
    """Write *prompts* for the words of *intent*; a full stop behind the words serves both."""
    if where == "replace" and document.text[intent.span.end : intent.span.end + 1] in SHARED_STOPS:
        prompts = [prompt.removesuffix(".") for prompt in prompts]
    return markup.for_language(document.language).prompt(document, intent, prompts, where)


async def draw(
    words: str,
    expansion: Expansion,
    project: Project,
    settings: Settings,
    painter: Painter,
    session: Session,
    report: Callable[[str], None] = lambda message: None,
    at: Path | None = None,
) -> Picture:
    """Draw the picture of *expansion* and save it in the project.

    Args:
        words: the author's own; they name the file.
        expansion: the prompt, and what the picture is called.
        project: where it may be saved.
        settings: what the picture should be like, and where it goes.
        painter: who draws.
        session: what the person has said about paying, and how they are asked.
        report: told what is happening.
        at: the file that a link asks for; without it the picture gets a new name.

    Raises:
        LimnerError: see `limner.missing.place_of` and `limner.painting.paint`.
    """
    # Neither a file's name nor a reader has any use for “16:9”.
    title, alt = unwritten(expansion.title), unwritten(expansion.alt)
    expansion = replace(expansion, title=title, alt=alt)
    drawing_job = DrawingJob(
        request=request_of(expansion, settings, at),
        words=words,
        root=project.root,
        folder=missing.place_of(project, at) if at else destinations.folder(project, settings),
        dialect=settings.dialect,
        document=str(project.document),
        provenance=settings.image_provenance,
        name=at.name if at else "",
    )
    placed = await paint(drawing_job, project, settings, painter, session, report)
    linked = figure(expansion, project, settings, placed.picture)
    if placed.address:
        linked = replace(linked, target=placed.address)
    return Picture(expansion, placed, linked)


def figure(expansion: Expansion, project: Project, settings: Settings, picture: Path) -> Figure:
    """Say how a document links *picture*: one description names everything."""
    return Figure(
        target=destinations.target(project, settings, picture),
        alt="" if settings.image_decorative else _alt(expansion, settings),
        caption=_caption(expansion, settings),
        label=picture.stem if settings.image_figure else None,
        statement=settings.notebook_code_cell == "display",
    )


def waiting_pictures(journal: Journal) -> tuple[Waiting, ...]:
    """Return the pictures that were placed in a project and never linked, and still are there."""
    return tuple(
        Waiting(Path(job.intent["document"]), job.intent["words"], job.pictures[0], journal, job.id)
        for job in journal.history(WAITING_JOBS)
        if job.state == "placed" and job.pictures and job.pictures[0].is_file()
    )


def waiting_figure(waiting: Waiting, project: Project, settings: Settings) -> Figure:
    """Say how a document links a picture of an earlier session."""
    source = waiting.words
    expansion = Expansion("", None, naming.title(source), naming.alt(source))
    return figure(expansion, project, settings, waiting.picture)


def planned_figure(expansion: Expansion, project: Project, settings: Settings) -> Figure:
    """Say how a document would link a picture that is not drawn yet."""
    ending = {"jpeg": "jpg"}.get(settings.image_format, settings.image_format)
    name = f"{file_names.slug(expansion.title)}.{ending}"
    return figure(
        expansion, project, settings, project.root / destinations.folder(project, settings) / name
    )


def write_figure(
    document: Document, intent: Intent, linked: Figure, where: Placement, templates: TextTable = ()
) -> Replacement:
    """Write an image link for the words of *intent*, by the template for its language if any."""
    by_language = dict(templates)
    template = by_language.get(document.language, by_language.get("**"))
    linked = replace(linked, template=template)
    return markup.for_language(document.language).image(document, intent, linked, where)


def _alt(expansion: Expansion, settings: Settings) -> str:
    fits = len(expansion.alt) <= settings.alt_length
    return expansion.alt if fits else naming.alt(expansion.alt, settings.alt_length)


def _caption(expansion: Expansion, settings: Settings) -> str | None:
    """Return the caption that the settings ask for."""
    title = expansion.title if settings.image_figure else None
    if not settings.image_disclosure:
        return title
    return f"{title.rstrip('.')}. {GENERATED}" if title else GENERATED
