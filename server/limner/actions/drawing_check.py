"""Whether a picture can be drawn at all: found out before a model is asked for its prompt."""

import asyncio
from dataclasses import replace
from pathlib import Path

from limner import files
from limner.actions import linked_picture, requests
from limner.image import file_names
from limner.image.jobs import paid_drawing
from limner.image.journal.budget import caps_of
from limner.image.journal.entries import open_journal
from limner.project import destinations
from limner.project.roots import Project
from limner.services.backends import Backends
from limner.settings.declaration import Settings


async def check_can_draw(
    project: Project, settings: Settings, backends: Backends, at: Path | None = None
) -> None:
    """Make sure that the picture has a place and references, and may be drawn at all.

    A refusal that is certain must not come behind a request that costs. Nothing is sent.

    Args:
        project: where it goes.
        settings: what it should be like.
        backends: who would draw it.
        at: the file that a link asks for; without it the picture gets a new name.

    Raises:
        InputError: its place is not to be written to, a reference is not there, or the model
            cannot do what is asked.
        LimitReached: one more picture would pass a limit.
        SaveError: its folder takes no files, or there can be no journal.
    """
    await asyncio.to_thread(_check, project, settings, backends, at)


def check_place(project: Project, settings: Settings, at: Path | None) -> None:
    """Make sure that a picture can be saved where it goes; see `check_can_draw`.

    Raises:
        InputError: its place is not to be written to.
        SaveError: its folder takes no files.
    """
    folder = file_names.place_of(project.root, at) if at else destinations.folder(project, settings)
    paid_drawing.check_writable(project.root, folder)


def _check(project: Project, settings: Settings, backends: Backends, at: Path | None) -> None:
    check_place(project, settings, at)
    tariff = backends.tariff(settings)
    price = requests.price(replace(settings, image_candidates=1), tariff)
    if tariff is not None:
        linked_picture.references(project, settings)
        open_journal(files.state_folder()).check(price, caps_of(settings))
