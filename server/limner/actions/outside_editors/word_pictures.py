"""A picture for words that stand in no document: where it goes, and how it is linked.

The picture goes into a folder, under a name that its words give it. A picture that is kept there
for the same words and options can be found again, so that nobody pays for it twice.
"""

import asyncio
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from limner.actions import drawing, expanding, figures
from limner.actions.drawing import DrawingContext, DrawnPicture
from limner.actions.drawing_check import check_can_draw
from limner.actions.effective_settings import check_settings, effective_settings
from limner.document import DATA, Document, Span
from limner.errors import InputError
from limner.image import file_names
from limner.image.formats import provenance
from limner.image.jobs.session import Session
from limner.markup.interface import Figure, Intent
from limner.markup.registry import is_known, language_of
from limner.project.roots import Project, project_of
from limner.prompt.expansion import Engine
from limner.services.backends import Backends, Consent
from limner.settings.declaration import Settings


@dataclass(frozen=True)
class WordPicture:
    """A picture that was drawn for words.

    Attributes:
        drawn: the picture.
        engine: who wrote its prompt.
        notes: what the author should know.
    """

    drawn: DrawnPicture
    engine: Engine
    notes: tuple[str, ...]


@dataclass(frozen=True)
class DrawingConditions:
    """What holds for pictures that belong to no document.

    Attributes:
        project: the folder they go into, or a document's.
        settings: what they are like.
        backends: who expands and draws.
        consent: asks whether text may be sent to a host.
        session: what the person has said about paying, and how they are asked.
        report: told what is happening.
        problems: a sentence for each setting that cannot be used.
    """

    project: Project
    settings: Settings
    backends: Backends
    consent: Consent
    session: Session
    report: Callable[[str], None] = lambda message: None
    problems: tuple[str, ...] = ()


def folder_settings(
    folder: Path,
    given: Mapping[str, object],
    environ: Mapping[str, str],
    folders: Iterable[Path] = (),
) -> tuple[Project, Settings, tuple[str, ...]]:
    """Return the project and settings of pictures in *folder*, and what is wrong with settings.

    Args:
        folder: where they go.
        given: settings by dotted key; ``None`` says nothing.
        environ: the person's environment.
        folders: those of a client that has projects of its own.

    Raises:
        InputError: one that was *given* is unknown or has a wrong value.
        SettingsError: a settings file does not parse.
    """
    check_settings(given)
    project = project_of(folder / "picture", folders)
    found = effective_settings(project, given, environ)
    # Without a document no site has a say in where its pictures go.
    here = replace(found.settings, image_destination=(("**", "."),))
    return project, here, found.problems


async def draw_words(
    words: str, conditions: DrawingConditions, at: Path | None = None, *, again: Path | bool = False
) -> WordPicture:
    """Draw a picture for *words*.

    Args:
        words: what it should show.
        conditions: what holds for it.
        at: its file; without it the words name one.
        again: the same may be paid for once more; of a sketch, the picture that the new one is to
            differ from.

    Raises:
        LimnerError: there is nothing to depict, the file cannot be written, a limit would be
            passed, nobody has agreed, or the service declined or could not be used.
    """
    if not any(map(str.isalnum, words)):
        raise InputError("There is no description: give some words that say what to depict.")
    project, settings, backends = conditions.project, conditions.settings, conditions.backends
    await check_can_draw(project, settings, backends, at)
    expanded = await expanding.expand(
        words, settings, backends, conditions.consent, document_text=project.text
    )
    backend = await backends.image_backend(settings, conditions.consent)
    if again and backend.billing is not None:
        backend = replace(backend, billing=replace(backend.billing, again=True))
    composition = await asyncio.to_thread(_next_composition, again)
    context = DrawingContext(project, settings, backend, conditions.session, conditions.report)
    drawn = await drawing.draw_new(context, words, expanded.items[0], at, composition)
    await asyncio.to_thread(drawing.record_shown, drawn)
    return WordPicture(drawn, expanded.engine, (*expanded.notes, *drawn.placed.notes))


def kept_name(words: str, options: Mapping[str, object], ending: str) -> str:
    """Return the name of the file that is kept for *words* drawn with these *options*."""
    said = {key: value for key, value in options.items() if value is not None}
    if not said:
        return f"{file_names.slug(words)}.{ending}"
    told = json.dumps([words, said], sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
    return f"{file_names.slug(words)}-{hashlib.sha256(told).hexdigest()[:6]}.{ending}"


def kept_picture(
    folder: Path,
    name: str,
    words: str,
    *,
    edits: tuple[str, ...] = (),
    unrecorded: bool = False,
) -> Path | None:
    """Return the newest picture that is kept in *folder* as *name* for *words*; ``None`` for none.

    A picture that says it was made from other words, or changed by other *edits*, is not it. One
    that does not say how it was made is anyone's, unless pictures here are *unrecorded*. Its ending
    may be another one: services also send formats that nobody has asked for.
    """
    endings, stem = "|".join(file_names.DRAWN), re.escape(name.rpartition(".")[0])
    numbered = re.compile(rf"{stem}(?:-(\d{{1,4}}))?\.(?:{endings})")
    try:
        found = [match for each in folder.iterdir() if (match := numbered.fullmatch(each.name))]
    except OSError:
        return None
    for match in sorted(found, key=lambda each: int(each[1] or 0), reverse=True):
        path = folder / match[0]
        try:
            record = provenance.read_file(path)
        except OSError:
            continue
        if unrecorded if record is None else (record.words, record.edits) == (words, edits):
            return path
    return None


def link_for(picture: DrawnPicture, language: str, folder: Path) -> str:
    """Return the link to *picture* as a document in *folder* would write it.

    Args:
        picture: the picture.
        language: of the document: an editor's id (``markdown``) or a file's ending (``md``).
        folder: where the document stands.

    Raises:
        InputError: Limner knows no such language, or writes nothing into it.
    """
    placed = picture.placed
    if placed.address:
        return written(replace(picture.figure, target=placed.address), markup_language(language))
    return link_of(picture.figure, placed.picture, language, folder)


def link_of(figure: Figure, picture: Path, language: str, folder: Path) -> str:
    """Return the link to the file *picture* as `link_for` does, with what *figure* says of it.

    Raises:
        InputError: Limner knows no such language, or writes nothing into it.
    """
    target = Path(os.path.relpath(picture, folder)).as_posix()
    return written(replace(figure, target=target), markup_language(language))


def written(figure: Figure, language: str) -> str:
    """Return the link of *figure* by itself."""
    document = Document("", language)
    return figures.write_figure(document, Intent("", Span(0, 0)), figure, "below").text.strip()


def markup_language(name: str) -> str:
    """Return the language id of *name*, which is one or a file's ending.

    Raises:
        InputError: Limner knows no such language, or writes nothing into it.
    """
    wanted = name.lower().lstrip(".")
    language = wanted if is_known(wanted) else language_of(Path(f"x.{wanted}"))
    unknown = language == "plaintext" and wanted not in ("plaintext", "txt", "text")
    if unknown or language in DATA:
        raise InputError(
            f"Limner writes no links in “{name}”: name a markup such as markdown, html, rst, "
            "asciidoc, latex, org or typst."
        )
    return language


def _next_composition(before: Path | bool) -> int:
    """Return a sketch's composition, from 0: the one behind that of the sketch *before*, if any."""
    try:
        record = provenance.read_file(before) if isinstance(before, Path) else None
    except OSError:
        return 0
    return 0 if record is None or record.model is not None else record.composition + 1
