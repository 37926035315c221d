"""The public functions as coroutines; `limner` has the same ones without ``await``.

They do what the terminal's commands do, by the same settings: the person's ``config.toml`` and
environment, the project's ``limner.toml`` and the document's own. Nothing is sent to a host that
the person has not agreed to, there or by *agree*; a service that is not agreed to counts as not
set up, and the embedded expander and the sketch answer. Calling `draw` or `illustrate` is the
yes to one picture, within the person's limits; nothing is asked.
"""

import asyncio
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from limner import files
from limner.actions import drawing, expanding
from limner.actions.document_files import line_in_file, read_documents
from limner.actions.document_search import search_documents
from limner.actions.drawing import DrawingContext, DrawnPicture
from limner.actions.drawing_check import check_can_draw
from limner.actions.effective_settings import check_settings, effective_settings
from limner.actions.findings import Code, words_of
from limner.actions.outside_editors.linking import link_picture
from limner.actions.outside_editors.selection import select_line, select_words
from limner.actions.outside_editors.word_pictures import (
    DrawingConditions,
    draw_words,
    folder_settings,
)
from limner.errors import InputError
from limner.files.whole import to_its_end
from limner.image.jobs.session import Session
from limner.image.pricing import MICRO
from limner.image.request import Renderer
from limner.project.own_markups import use_own_markups
from limner.project.roots import Project, project_of
from limner.prompt.expansion import Engine, Expanded
from limner.services.backends import Consent
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

__all__ = ["Illustration", "Missing", "Picture", "draw", "expand", "find_missing", "illustrate"]


@dataclass(frozen=True)
class Picture:
    """A picture that was drawn.

    Attributes:
        path: its file.
        prompt: what it was drawn from.
        alt: what it shows, as alternative text.
        renderer: ``"images"`` for an image service, ``"placeholder"`` for a sketch.
        engine: who wrote the prompt.
        model: the image model's name, ``None`` for the embedded picture.
        cost: US dollars, as far as they are known.
        notes: what the author should know.
    """

    path: Path
    prompt: str
    alt: str
    renderer: Renderer
    engine: Engine | None
    model: str | None
    cost: float | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Illustration:
    """A document that links a new picture.

    Attributes:
        document: the file that was written.
        link: what was written into it.
        picture: the picture.
    """

    document: Path
    link: str
    picture: Picture


@dataclass(frozen=True)
class Missing:
    """An image link in which something is missing.

    Attributes:
        document: the file it stands in.
        line: its line there, counted from 1.
        code: ``"missing-image"``, ``"missing-alt"`` or ``"elsewhere"``.
        target: where the link leads, as it is written.
        path: the file it means, ``None`` when it names none; with ``"elsewhere"``, the file of its
            name that stands elsewhere in the project.
        words: what the picture should show, ``""`` when nothing says so.
        message: the finding as a sentence.
    """

    document: Path
    line: int
    code: Code
    target: str
    path: Path | None
    words: str
    message: str


async def expand(
    words: str,
    *,
    variations: int = 1,
    settings: Mapping[str, object] | None = None,
    agree: Collection[str] = (),
) -> Expanded:
    """Turn a description into image prompts.

    Args:
        words: what the picture should show.
        variations: how many different prompts, 1 to 12.
        settings: by dotted key (``{"dialect": "midjourney", "style": "ink wash"}``).
        agree: hosts that *words* may be sent to, besides those the person has agreed to.

    Raises:
        LimnerError: there is nothing to depict, or the service declined or could not be used.
    """
    if not 1 <= variations <= MOST_VARIATIONS:
        raise InputError(f"Ask for 1 to {MOST_VARIATIONS} variations.")
    _, held = await asyncio.to_thread(_folder_settings, None, settings)
    return await expanding.expand(words, held, _backends(), _consent(agree), variations)


async def draw(
    words: str,
    output: Path | str | None = None,
    *,
    again: bool = False,
    settings: Mapping[str, object] | None = None,
    agree: Collection[str] = (),
) -> Picture:
    """Draw a picture for words, without a document.

    Args:
        words: what the picture should show.
        output: the file, whose ending says the format; without it the words name one in the
            current folder. A file that is there is never written over.
        again: pay once more for what was drawn within the last ten minutes; without it the picture
            that is there is returned, free of charge.
        settings: by dotted key (``{"image.size": "1536x1024", "image.exact": "1200x630"}``).
        agree: hosts that may be used, besides those the person has agreed to.

    Raises:
        LimnerError: there is nothing to depict, the file cannot be written, a limit would be
            passed, or the service declined or could not be used.
    """
    file = await asyncio.to_thread(_new_file, output) if output is not None else None
    project, held = await asyncio.to_thread(_folder_settings, file, settings)
    conditions = DrawingConditions(project, held, _backends(), _consent(agree), Session())
    made = await draw_words(words, conditions, file, again=again)
    return _picture(made.drawn, made.engine, made.notes)


async def illustrate(
    document: Path | str,
    *,
    select: str | None = None,
    line: int | None = None,
    occurrence: int | None = None,
    output: Path | str | None = None,
    settings: Mapping[str, object] | None = None,
    agree: Collection[str] = (),
) -> Illustration:
    """Draw for words of a document, and link the picture there in the document's own markup.

    Args:
        document: the file.
        select: the words as they stand there; this or *line*.
        line: the number of a line whose words are drawn, counted from 1.
        occurrence: which one, counted from 1, when the words occur more than once.
        output: a copy that is written instead, with *document* left alone.
        settings: by dotted key.
        agree: hosts that may be used, besides those the person has agreed to.

    Raises:
        AmbiguousSelection: the words occur more than once, and nothing says which one.
        LimnerError: they are not there, the document cannot be read or written or has changed
            meanwhile, a limit would be passed, or the service declined or could not be used.
    """
    if (select is None) == (line is None):
        raise InputError("Say which words to draw for: give select or line, one of them.")
    await asyncio.to_thread(use_own_markups, os.environ)
    file = Path(document)
    copy = await asyncio.to_thread(_new_file, output) if output is not None else None
    documents = await asyncio.to_thread(read_documents, file)
    read, intent = (
        select_line(documents, line) if line else select_words(documents, select or "", occurrence)
    )
    project = await asyncio.to_thread(project_of, copy or file, (), read.text)
    held = await asyncio.to_thread(_settings, project, settings)
    backends, consent = _backends(), _consent(agree)
    await check_can_draw(project, held, backends)
    expansion, engine, notes = await expanding.prompt_for(read, intent, held, backends, consent)
    backend = await backends.image_backend(held, consent)
    drawn_with = DrawingContext(project, held, backend, Session())
    drawn = await drawing.draw_new(drawn_with, intent.subject, expansion)

    def linked() -> str:
        link = link_picture(read, intent, drawn.figure, held, drawn.placed.picture, copy)
        drawing.record_shown(drawn)
        return link

    link = await to_its_end(linked)
    return Illustration(copy or file, link, _picture(drawn, engine, (*notes, *drawn.placed.notes)))


async def find_missing(
    *paths: Path | str, settings: Mapping[str, object] | None = None
) -> tuple[Missing, ...]:
    """Find image links without a picture or without alternative text; nothing is sent or drawn.

    Args:
        paths: documents, and folders of documents.
        settings: by dotted key.

    Raises:
        InputError: there is nothing at one of *paths*, or it is a file that is no text.
    """
    return await asyncio.to_thread(_find_missing, paths, settings)


MOST_VARIATIONS = 12


def _find_missing(
    paths: tuple[Path | str, ...], settings: Mapping[str, object] | None
) -> tuple[Missing, ...]:
    use_own_markups(os.environ)
    return tuple(
        Missing(
            document=document.path or Path(),
            line=line_in_file(document, finding.link.span.start)[0],
            code=finding.code,
            target=finding.link.target,
            path=finding.elsewhere or finding.path,
            words=words_of(finding),
            message=finding.message,
        )
        for document, _, _, found in search_documents(
            map(Path, paths), lambda project: _settings(project, settings)
        ).documents
        for finding in found
    )


def _new_file(output: Path | str) -> Path:
    """Return the path of a file that is to be written.

    Raises:
        InputError: there is one already, or the path begins in a folder that is gone.
    """
    file = Path(output)
    if not file.is_absolute():
        file = files.current_folder() / file
    if file.exists():
        raise InputError(f"{file} exists already: choose another name.")
    return file


def _folder_settings(
    file: Path | None, given: Mapping[str, object] | None
) -> tuple[Project, Settings]:
    """Return the project and settings of words that stand in no document."""
    project, held, _ = folder_settings(
        file.parent if file else files.current_folder(), given or {}, dict(os.environ)
    )
    return project, held


def _settings(project: Project, given: Mapping[str, object] | None) -> Settings:
    """Resolve the settings.

    Raises:
        InputError: one that was given is unknown or has a wrong value.
        SettingsError: a settings file does not parse.
    """
    given = given or {}
    check_settings(given)
    return effective_settings(project, given, os.environ).settings


def _backends() -> ConfiguredBackends:
    # A copy: the program's own environment keeps its keys.
    return ConfiguredBackends(dict(os.environ))


def _consent(agree: Collection[str]) -> Consent:
    async def consent(host: str) -> bool:
        return host in agree

    return consent


def _picture(drawn: DrawnPicture, engine: Engine | None, notes: tuple[str, ...]) -> Picture:
    placed = drawn.placed
    return Picture(
        path=placed.picture,
        prompt=drawn.expansion.prompt,
        alt=drawn.figure.alt,
        renderer=placed.renderer,
        engine=engine,
        model=placed.model,
        cost=None if placed.cost is None else placed.cost / MICRO,
        notes=notes,
    )
