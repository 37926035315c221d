"""``%imagine`` and ``%%imagine``: a picture for words, in a cell of IPython.

The picture is kept beside the notebook: the same words and options show it again free of charge,
also when the whole notebook runs anew.
"""

import asyncio
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from limner import files
from limner.actions import editing, expanding, written_prompts
from limner.actions.drawing import DrawingContext
from limner.actions.outside_editors import picture_files, word_pictures
from limner.actions.outside_editors.word_pictures import DrawingConditions
from limner.errors import InputError, LimnerError
from limner.image import file_names
from limner.image.formats import provenance
from limner.image.jobs.drawing_job import record_shown
from limner.image.jobs.session import Session
from limner.image.pricing import dollars
from limner.jupyter.cell_questions import asking_in_cell, consent_in_cell, showing_in_cell
from limner.jupyter.interruptible import MainThread, run
from limner.jupyter.magic_line import read_line
from limner.jupyter.progress_output import Progress
from limner.jupyter.rich_output import bundle
from limner.project.roots import Project
from limner.prompt import naming
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.declaration import Settings

USAGE = (
    "Give some words: %imagine a beach sunset. Options: --style, --size, --exact, --dialect, "
    "--quality, --candidates, --prompt, --again."
)
KEPT = "This picture is kept from before, free of charge; --again draws another."


class NotDrawn(Exception):
    """There is no picture, for a reason that is one sentence and no traceback.

    Attributes:
        code: the stable word of `limner.LimnerError`; ``"interrupted"`` when the cell was.
    """

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code

    def _render_traceback_(self) -> list[str]:
        """Show the sentence: IPython asks the class itself."""
        return [str(self)]


def register(shell: InteractiveShell) -> None:
    """Let *shell* know the magic."""
    notebook = Notebook(shell, ConfiguredBackends(dict(os.environ)))
    shell.register_magic_function(notebook.imagine, "line_cell", "imagine")  # type: ignore[arg-type]


@dataclass
class Notebook:
    """What holds for the cells of one notebook.

    Attributes:
        shell: the IPython that runs them.
        backends: who expands and draws.
        session: what the person has said.
        recovered: what earlier kernels left paid for is finished.
    """

    shell: InteractiveShell
    backends: ConfiguredBackends
    session: Session = field(default_factory=Session)
    recovered: bool = False

    def imagine(self, line: str, cell: str | None = None) -> "ImaginedPicture | None":
        """Draw a picture for words, or show the one that is kept for them.

        ``%imagine a beach sunset`` or ``%%imagine --style "ink wash"`` above several lines of
        words. ``{braces}`` hold Python values. ``--prompt`` shows the prompt alone.
        """
        with _sentences():
            words, given, flags = read_line(line)
        if cell is not None:
            # IPython expands the line, and leaves the cell alone.
            words = f"{words} {self.shell.var_expand(cell)}"  # type: ignore[no-untyped-call]
        words = " ".join(words.split())
        if not any(map(str.isalnum, words)):
            raise UsageError(USAGE)
        with _sentences():
            if "prompt" in flags:
                self._show_prompt(words, given)
                return None
            return self.draw(words, given, again="again" in flags)

    def draw(self, words: str, given: Mapping[str, object], *, again: bool) -> "ImaginedPicture":
        """Return the picture of *words*, drawn or kept."""
        project, settings, problems = self._settings(given)
        options = {key: value for key, value in given.items() if key != "image.candidates"}
        off = settings.image_provenance == "off"
        if off:
            # Such a picture does not say what it shows: its name has to.
            options["image.provenance"] = "off"
        ending = file_names.ENDING_OF[settings.image_format]
        name = word_pictures.kept_name(words, options, ending)
        folder = project.document.parent
        kept = word_pictures.kept_picture(folder, name, words, unrecorded=off)
        if kept is not None and not again:
            return self._show(kept, words, given, (*problems, KEPT))

        async def work(main: MainThread) -> tuple[Path, tuple[str, ...]]:
            await self._recover()
            conditions = DrawingConditions(
                project,
                settings,
                self.backends,
                consent_in_cell(main),
                self._session_in_cell(main, settings, edit=False),
                shown.reporting(main),
            )
            made = await word_pictures.draw_words(
                words, conditions, folder / name, again=again and (kept or True)
            )
            placed = made.drawn.placed
            cost = (f"It cost {dollars(placed.cost)}.",) if placed.cost else ()
            return placed.picture, (*cost, *made.notes)

        with Progress(self.shell) as shown:
            path, notes = run(work)
        return self._show(path, words, given, (*problems, *notes), shown)

    def edit(self, old: "ImaginedPicture", instruction: str, *, again: bool) -> "ImaginedPicture":
        """Return *old* changed as *instruction* says, drawn or kept.

        Raises:
            LimnerError: *instruction* says nothing, or see `limner.actions.editing.edit`.
        """
        if not isinstance(instruction, str) or not any(map(str.isalnum, instruction)):
            raise InputError('Say in words what should change: .edit("make it night").')
        project, settings, problems = self._settings(old.options)
        before = picture_files.read_picture(old.path, project)
        record = before.record
        asked = (*(record.edits if record else ()), " ".join(instruction.split()))
        plain = re.sub(r"-\d+\Z", "", old.path.stem) + old.path.suffix
        kept = word_pictures.kept_picture(old.path.parent, plain, old.words, edits=asked)
        if kept is not None and not again:
            return self._show(kept, old.words, old.options, (*problems, KEPT))

        async def work(main: MainThread) -> tuple[Path, tuple[str, ...]]:
            await self._recover()
            backend = await self.backends.image_backend(settings, consent_in_cell(main))
            session = self._session_in_cell(main, settings, edit=True)
            # The old picture is in the notebook already.
            session.show = None
            context = DrawingContext(project, settings, backend, session, shown.reporting(main))
            placed = await editing.edit(context, before, instruction)
            await asyncio.to_thread(record_shown, backend.billing, placed)
            cost = (f"It cost {dollars(placed.cost)}.",) if placed.cost else ()
            return placed.picture, (*cost, *placed.notes)

        with Progress(self.shell) as shown:
            path, notes = run(work)
        return self._show(path, old.words, old.options, (*problems, *notes), shown)

    def _show_prompt(self, words: str, given: Mapping[str, object]) -> None:
        project, settings, _ = self._settings(given)

        async def work(main: MainThread) -> list[str]:
            expanded = await expanding.expand(
                words, settings, self.backends, consent_in_cell(main), document_text=project.text
            )
            return written_prompts.prompts_of(expanded)

        for prompt in run(work):
            display({"text/plain": prompt}, raw=True)  # type: ignore[no-untyped-call]

    def _show(
        self,
        path: Path,
        words: str,
        given: Mapping[str, object],
        notes: tuple[str, ...],
        shown: "Progress | None" = None,
    ) -> "ImaginedPicture":
        record = None
        with suppress(OSError):
            record = provenance.read_file(path)
        prompt = " ".join((record.prompt, *record.edits)) if record else words
        picture = ImaginedPicture(path, prompt, naming.alt(words), words, dict(given), self)
        forms = picture.forms()
        (shown or Progress(self.shell)).end(*forms)
        picture.shown_in = self.shell.execution_count
        for note in notes:
            display({"text/plain": note}, raw=True)  # type: ignore[no-untyped-call]
        return picture

    def _settings(self, given: Mapping[str, object]) -> tuple[Project, Settings, tuple[str, ...]]:
        return word_pictures.folder_settings(files.current_folder(), given, os.environ)

    async def _recover(self) -> None:
        """Finish once, for nothing, what earlier kernels left paid for."""
        if not self.recovered:
            self.recovered = True
            await self.backends.waiting()

    def _session_in_cell(self, main: MainThread, settings: Settings, *, edit: bool) -> Session:
        """Return the session, which asks in this cell."""
        self.session.ask = asking_in_cell(main, settings, self.backends, edit=edit)
        self.session.show = showing_in_cell(main)
        self.session.agreed = self.session.agreed or settings.draw_unasked == "allow"
        return self.session


@dataclass
class ImaginedPicture:
    """A picture that a cell shows.

    Attributes:
        path: its file, beside the notebook.
        prompt: what it was drawn from, with what it was changed by.
        alt: what it shows, as alternative text.
        words: the author's own.
        options: the settings it was asked for with.
        notebook: what holds for the cells.
        shown_in: the number of the cell that has shown it already.
    """

    path: Path
    prompt: str
    alt: str
    words: str
    options: dict[str, object] = field(repr=False)
    notebook: Notebook = field(repr=False)
    shown_in: int = field(default=-1, repr=False)

    def again(self) -> "ImaginedPicture":
        """Draw another picture of the same words, and pay for it."""
        with _sentences():
            return self.notebook.draw(self.words, self.options, again=True)

    def edit(self, instruction: str, *, again: bool = False) -> "ImaginedPicture":
        """Change the picture as *instruction* says; the same change is kept and costs once."""
        with _sentences():
            return self.notebook.edit(self, instruction, again=again)

    def forms(self) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """Return what front ends may show."""
        return bundle(self.path, picture_files.bytes_of(self.path), self.alt, self.prompt)

    def _ipython_display_(self) -> None:
        """Show the picture, unless the cell whose value it is has just done so."""
        if self.shown_in != self.notebook.shell.execution_count:
            data, metadata = self.forms()
            display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn what can be expected to go wrong into one sentence."""
    try:
        yield
    except LimnerError as error:
        raise NotDrawn(str(error), error.code) from None
    except KeyboardInterrupt:
        raise NotDrawn("Cancelled.", "interrupted") from None
