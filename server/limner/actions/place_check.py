"""Whether a picture can be drawn at all: found out before a model is asked for its prompt."""

import asyncio
from pathlib import Path

from limner.actions import linked_picture, requests
from limner.image import file_names
from limner.image.jobs import paid_drawing
from limner.project import destinations
from limner.project.roots import Project
from limner.services.backends import Backends
from limner.settings.declaration import Settings


async def check_place(
    project: Project, settings: Settings, backends: Backends, at: Path | None = None
) -> None:
    """Make sure that the picture has a place, its references are there, and its model can draw it.

    A refusal that is certain must not come behind a request that costs. Nothing is sent or written.

    Args:
        project: where it goes.
        settings: what it should be like.
        backends: who would draw it.
        at: the file that a link asks for; without it the picture gets a new name.

    Raises:
        InputError: its place is not to be written to, a reference is not there, or the model
            cannot do what is asked.
        SaveError: its folder takes no files.
    """
    await asyncio.to_thread(_check, project, settings, backends, at)


def _check(project: Project, settings: Settings, backends: Backends, at: Path | None) -> None:
    folder = file_names.place_of(project.root, at) if at else destinations.folder(project, settings)
    paid_drawing.look_ahead(project.root, folder)
    tariff = backends.tariff(settings)
    requests.price(settings, tariff)
    # A service on this machine has no tariff, and follows references all the same.
    if tariff is not None or settings.image_base_url:
        linked_picture.references(project, settings)
