"""Writes one more member into the cast of a project, as the person agrees, and shows where."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from lsprotocol import types

from limner import files
from limner.actions.appearances.cast_file import (
    add_member,
    cast_file,
    check_can_add,
    table_of,
)
from limner.errors import InputError, NotChosen
from limner.lsp.client_window import ANSWER_SECONDS
from limner.lsp.configuration import DocumentContext
from limner.lsp.features.command_job import CommandJob
from limner.lsp.protocol.mended_protocol import ask
from limner.lsp.server import LimnerServer
from limner.project.roots import PROJECT_FILE
from limner.settings.cast_members import CastMember, named_alike
from limner.settings.layers import LARGEST_FILE

ADD = "Add"
ADD_AND_OPEN = "Add, and open the file"
CANCEL = "Cancel"


def checked_project(document: Path | None) -> None:
    """Make sure that there is a project.

    Raises:
        InputError: the document is no file yet.
    """
    if document is None:
        raise InputError(f"Save the document first: the cast is in its project’s {PROJECT_FILE}.")


async def write_member(
    job: CommandJob,
    context: DocumentContext,
    name: str,
    propose: Callable[[], Awaitable[CastMember]],
) -> None:
    """Let *propose* find out what *name* looks like, ask, and write it into the project's file.

    What cannot be written is refused before anything is looked for. Where nobody can be asked, it
    is written as it is proposed, and said where.

    Raises:
        LimnerError: see `limner.actions.appearances.cast_file.add_member`.
        NotChosen: the person would rather not.
    """
    ls, root = job.ls, context.saved_project.root
    known = named_alike(context.whole_cast, name)
    if known and known.name != name:
        raise InputError(f"“{name}” is another name of {known.name}, who is in the cast already.")
    await asyncio.to_thread(check_can_add, root, name)
    path = await asyncio.to_thread(cast_file, root)
    await _require_saved(ls, path)
    member = await propose()
    answer = await _agreed(ls, member, root, path)
    await _require_saved(ls, path)
    await asyncio.to_thread(add_member, root, member)
    ls.watch.files_changed()
    if answer != ADD_AND_OPEN or not await _open(ls, path):
        ls.tell(f"{name} is in the cast now, in {path}: {_said(member)}")


async def _agreed(ls: LimnerServer, member: CastMember, root: Path, path: Path) -> str | None:
    """Ask whether *member* is to be added; ``None`` where nobody can be asked."""
    name, is_told = member.name, bool(member.look or member.references)
    written = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    ways = [ADD] if is_told else []
    if ls.protocol.features.show_document:
        ways.append(ADD_AND_OPEN)
    unknown = InputError(
        f"Nothing here says what {name} looks like: write {table_of(name)} with a look into {path}."
    )
    if not ways:
        raise unknown
    question = (
        f"Add {name} to the cast in {written}? {_said(member)}"
        if is_told
        else f"Nothing here says what {name} looks like. Add {name} to {written}, for you to "
        "write the look there?"
    )
    answer = await ls.choose(question, *ways, CANCEL)
    if answer in ways:
        return answer
    if ls.can_ask:
        raise NotChosen(f"{name} was not added to the cast.")
    if not is_told:
        raise unknown
    return None


def _said(member: CastMember) -> str:
    pictures = f"as in {', '.join(member.references)}" if member.references else ""
    return "; ".join(filter(None, (member.look, pictures))) or "no look is written yet"


async def _require_saved(ls: LimnerServer, path: Path) -> None:
    """Refuse to write a file that the editor holds with changes: one of both would be lost."""
    held = [
        (document.path, str(document.text))
        for document in ls.documents
        if document.path is not None and document.path.name == path.name
    ]
    if held and not await asyncio.to_thread(_is_saved, path, held):
        raise InputError(f"{path.name} has changes that are not saved: save it first.")


def _is_saved(path: Path, held: Sequence[tuple[Path, str]]) -> bool:
    saved = files.read_text(path, LARGEST_FILE) if path.exists() else ""
    here = path.resolve()
    return all(_lines(text) == _lines(saved) for other, text in held if other.resolve() == here)


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n")


async def _open(ls: LimnerServer, path: Path) -> bool:
    """Show what was added in the editor; it stands at the end of the file."""
    text = _lines(await asyncio.to_thread(files.read_text, path, LARGEST_FILE))
    line = text[: text.rfind("[cast.")].count("\n")
    place = types.Position(line, 0)
    shown = types.ShowDocumentParams(
        uri=path.as_uri(), take_focus=True, selection=types.Range(place, place)
    )
    answer = await ask(ls.window_show_document_async(shown), ANSWER_SECONDS)
    return bool(answer and answer.success)
