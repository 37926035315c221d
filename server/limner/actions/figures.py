"""What a document will say of a picture: one description names everything."""

from dataclasses import replace
from pathlib import Path

from limner import files, markup
from limner.document import Document, Replacement
from limner.image import file_names
from limner.image.jobs.recovery import Waiting
from limner.markup.interface import Figure, Intent, Placement
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt import naming
from limner.prompt.expansion import Expansion
from limner.settings.declaration import Settings, TextTable

GENERATED = "Generated image"
"""The caption that says that no person drew the picture."""


def figure(expansion: Expansion, project: Project, settings: Settings, picture: Path) -> Figure:
    """Say how a document links *picture*: one description names everything."""
    return Figure(
        target=destinations.target(project, settings, picture),
        alt="" if settings.image_decorative else _alt(expansion, settings),
        caption=_caption(expansion, settings),
        label=picture.stem if settings.image_figure else None,
        statement=settings.notebook_code_cell == "display",
    )


def planned_figure(expansion: Expansion, project: Project, settings: Settings) -> Figure:
    """Say how a document would link a picture that is not drawn yet."""
    picture = files.new_picture(
        project.root,
        destinations.folder(project, settings),
        file_names.slug(expansion.title),
        file_names.ENDING_OF[settings.image_format],
        beside=settings.image_provenance == "sidecar",
    )
    return figure(expansion, project, settings, picture)


def waiting_figure(waiting: Waiting, project: Project, settings: Settings) -> Figure:
    """Say how a document links a picture of an earlier session."""
    source = waiting.words
    expansion = Expansion("", None, naming.title(source), naming.alt(source))
    return figure(expansion, project, settings, waiting.picture)


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
