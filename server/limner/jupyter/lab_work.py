"""What JupyterLab's commands do: the same use cases, with files through the contents manager."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from limner import files, markup
from limner.actions import drawing, expanding, findings, intents, written_prompts
from limner.actions.drawing import DrawingContext, DrawnPicture
from limner.actions.drawing_check import check_can_draw
from limner.actions.effective_settings import check_settings, effective_settings
from limner.actions.linked_picture import LinkedPicture, link_at
from limner.actions.outside_editors import picture_files
from limner.document import Document
from limner.errors import ConsentNeeded, InputError, LimnerError
from limner.image.formats import provenance
from limner.image.jobs.session import Session
from limner.image.pricing import MICRO
from limner.jupyter import lab_files, lab_questions
from limner.jupyter.lab_files import Contents
from limner.jupyter.lab_jobs import Event, LabJob
from limner.jupyter.lab_place import LabPlace, beside
from limner.markup.interface import ImageLink
from limner.project.roots import HEAD, Project, project_of
from limner.prompt.chat.chat_model import ChatModel
from limner.prompt.expansion import Expansion
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

ALLOWED = (
    "style", "dialect", "image.size", "image.exact", "image.quality", "image.candidates",
    "expand.placement", "draw.placement",
)  # fmt: skip
"""Settings that a page may set: JupyterLab keeps the person's own values of them."""


@dataclass
class Lab:
    """What holds while a Jupyter server runs.

    Attributes:
        contents: its contents manager.
        backends: who expands and draws.
        session: what the person has said about paying.
        recovered: what earlier servers left paid for is finished.
    """

    contents: Contents
    backends: ConfiguredBackends
    session: Session = field(default_factory=Session)
    recovered: bool = False

    async def expand(self, job: LabJob, place: LabPlace, given: Mapping[str, object]) -> Event:
        """Turn the words into prompts, which the page inserts."""
        settings, intent = self._settings(job, place.document, given), _intent(place)
        many = 3 if job.command == "vary" else 1
        expanded = await self._expanded(job, place, settings, many)
        where = settings.expand_placement if job.command == "expand" else "below"
        job.details |= {"prompts": written_prompts.prompts_of(expanded), "where": where}
        return {"words": intent.subject, "notes": list(expanded.notes)}

    async def draw(self, job: LabJob, place: LabPlace, given: Mapping[str, object]) -> Event:
        """Draw the words; the picture is saved beside the document."""
        settings, intent = self._settings(job, place.document, given), _intent(place)
        # Before anything is asked or sent: what is paid for must also be saved.
        await self.contents.check_place(beside(job.path, "picture.png"))
        project = await asyncio.to_thread(lab_files.staging, job.path, place.document)
        await check_can_draw(project, settings, self.backends)
        notes: tuple[str, ...] = ()
        if intent.is_prompt:
            expansion = expanding.as_written(intent, settings.cast)
        else:
            expanded = await self._expanded(job, place, settings)
            expansion, notes = expanded.items[0], expanded.notes
        session = lab_questions.session_on(job, self.session)
        try:
            drawn, saved = await self._drawn(
                job, project, settings, session, intent.subject, expansion
            )
        finally:
            self.session.agreed, self.session.quiet = session.agreed, session.quiet
            self.session.may_check = session.may_check
        job.details |= {"figure": drawn.figure, "settings": settings, "saved": saved}
        return _told(drawn, saved, notes)

    async def draw_missing(
        self, job: LabJob, documents: list[tuple[str, Document]], given: Mapping[str, object]
    ) -> Event:
        """Draw the pictures that links of *documents*, by cell, ask for, after one question.

        Raises:
            InputError: none is missing.
            ConsentNeeded: the person did not agree; nothing was drawn.
        """
        whole = next((document for cell, document in documents if not cell), None)
        settings = replace(self._settings(job, whole, given), image_candidates=1)
        wanted = await self._missing(job.path, documents)
        if not wanted:
            raise InputError("No picture is missing here.")
        rows, asked = list[Event](), len(wanted)
        for target, (cell, _, _) in tuple(wanted.items()):
            try:
                await self.contents.check_place(target)
            except LimnerError as error:
                rows.append(_missing_row(cell, target, error=error))
                del wanted[target]
        if wanted:
            tariff = self.backends.tariff(settings)
            await lab_questions.agree_to_many(job, len(wanted), settings, tariff)
        # That yes holds for these pictures, and for none that a person asks for later.
        asking = lab_questions.session_on(job, self.session)
        session = replace(asking, agreed=True, quiet=True)
        for number, (target, (cell, document, link)) in enumerate(wanted.items(), 1):
            words = _words_of(link)
            job.tell(progress=f"{number} of {len(wanted)}: {words}")
            try:
                project = await asyncio.to_thread(lab_files.staging, job.path, document)
                at = project.root / PurePosixPath(target).name
                prompt = findings.prompt_below(document, link)
                place = LabPlace(document, link.span)
                if prompt:
                    names = await self._offline(words, settings)
                    expansion = replace(names, prompt=prompt)
                else:
                    expanded = await self._expanded(job, place, settings, words=words)
                    expansion = expanded.items[0]
                drawn, saved = await self._drawn(
                    job, project, settings, session, words, expansion, at, target
                )
                rows.append(_missing_row(cell, target, saved))
                await asyncio.to_thread(drawing.record_shown, drawn)
            except LimnerError as error:
                rows.append(_missing_row(cell, target, error=error))
                if isinstance(error, ConsentNeeded):
                    break
        return {"pictures": rows, "asked": asked}

    async def write_alt(self, job: LabJob, place: LabPlace, given: Mapping[str, object]) -> Event:
        """Describe the picture whose link is at the place.

        Raises:
            InputError: there is no link, or nothing says what its picture shows.
        """
        settings = self._settings(job, place.document, given)
        link = link_at(place.document, place.span)
        target = beside(job.path, link.target)
        text, note = "", ""
        if target and await self.contents.exists(target):
            data = await self.contents.read(target)
            staged = files.state_folder() / "jupyter" / "alt" / PurePosixPath(target).name
            picture = LinkedPicture(link, staged, data, provenance.read(data))
            model = await self._looking(job, picture.path.name, settings)
            await asyncio.to_thread(files.private_folder, staged.parent)
            await asyncio.to_thread(files.write_private, staged, data)
            try:
                text, note = await picture_files.described(picture, model, settings.alt_length)
            finally:
                files.remove(staged)
        elif link.caption:
            text = link.caption
        if not text:
            raise InputError("Nothing here says what this picture shows: please write it yourself.")
        job.details |= {"alt": text}
        return {"alt": text, "notes": [note] if note else []}

    async def _missing(
        self, path: str, documents: list[tuple[str, Document]]
    ) -> dict[str, tuple[str, Document, ImageLink]]:
        """Return what links of *documents* ask for, by where it would be saved."""
        wanted: dict[str, tuple[str, Document, ImageLink]] = {}
        for cell, document in documents:
            for link in markup.for_language(document.language).links(document):
                target = beside(path, link.target)
                if target and _words_of(link) and not await self.contents.exists(target):
                    wanted.setdefault(target, (cell, document, link))
        return wanted

    async def _drawn(
        self,
        job: LabJob,
        project: Project,
        settings: Settings,
        session: Session,
        words: str,
        expansion: Expansion,
        at: Path | None = None,
        target: str = "",
    ) -> tuple[DrawnPicture, str]:
        """Draw, and hand the file to the contents manager; return where that has saved it."""
        if not self.recovered:
            self.recovered = True
            await self.backends.waiting()
        backend = await self.backends.image_backend(settings, lab_questions.consent(job))
        told = DrawingContext(
            project, settings, backend, session, lambda message: job.tell(progress=message)
        )
        drawn = await drawing.draw_new(told, words, expansion, at)
        data = await asyncio.to_thread(picture_files.bytes_of, drawn.placed.picture)
        wanted = target or str(PurePosixPath(job.path).parent / drawn.placed.picture.name)
        saved = await lab_files.save(self.contents, drawn.placed.picture, data, wanted)
        job.details |= {"drawn": drawn, "data": data}
        return drawn, saved

    async def _expanded(
        self,
        job: LabJob,
        place: LabPlace,
        settings: Settings,
        variations: int = 1,
        words: str = "",
    ) -> Any:
        return await expanding.expand_within(
            place.document,
            place.span,
            words or _intent(place).subject,
            settings,
            self.backends,
            lab_questions.consent(job),
            variations,
            lambda arrived: job.tell(progress=arrived[-120:]),
        )

    async def _offline(self, words: str, settings: Settings) -> Expansion:
        async def nobody(host: str) -> bool:
            return False

        offline = replace(settings, engine="offline")
        return (await expanding.expand(words, offline, self.backends, nobody)).items[0]

    async def _looking(self, job: LabJob, name: str, settings: Settings) -> ChatModel | None:
        """Return the model that may look at the picture *name*; ``None`` where none may."""
        if settings.alt_look == "never":
            return None
        model = await self.backends.vision_model(settings, lab_questions.consent(job))
        asked = model is not None and await lab_questions.may_look(job, name, model, settings)
        return model if asked else None

    def _settings(
        self, job: LabJob, document: Document | None, given: Mapping[str, object]
    ) -> Settings:
        """Return what holds: the person's, the project's, a file's own, and what their page says.

        A cell is no whole *document*, and states nothing for its notebook.
        """
        said = {key: given[key] for key in ALLOWED if given.get(key) not in (None, "")}
        check_settings(said)
        text = document.text[:HEAD] if document is not None and not job.cell else ""
        folder, name = self.contents.folder(job.path), PurePosixPath(job.path).name
        # What is not on this disk belongs to no project, and may still state something.
        none = files.state_folder() / "jupyter"
        project = (
            project_of(folder / name, text=text) if folder else Project(none, none / name, text)
        )
        found = effective_settings(project, said, os.environ).settings
        # A staged picture has no site around it, and goes beside the document.
        return replace(found, image_destination=(("**", "."),), image_link=())


def _intent(place: LabPlace) -> Any:
    intent = intents.read_selection(place.document, place.span)
    if intent is None:
        raise InputError("Nothing is selected: select a few words that say what to depict.")
    return intent


def _words_of(link: ImageLink) -> str:
    return " ".join(((link.alt or "").strip() or link.caption or "").split())


def _missing_row(
    cell: str, target: str, saved: str | None = None, error: LimnerError | None = None
) -> Event:
    row: Event = {"cell": cell, "saved": saved, "asked": target, "error": None}
    return row if error is None else {**row, "error": str(error), "code": error.code}


def _told(drawn: DrawnPicture, saved: str, notes: tuple[str, ...]) -> Event:
    placed = drawn.placed
    cost = None if placed.cost is None else placed.cost / MICRO
    return {
        "picture": saved,
        "alt": drawn.figure.alt,
        "prompt": drawn.expansion.prompt,
        "renderer": placed.renderer,
        "cost": cost,
        "notes": [*notes, *placed.notes],
    }
