"""What is offered on the link of a picture that is there; as instant as all code actions."""

from collections.abc import Iterator

from lsprotocol import types

from limner.image.file_names import READABLE
from limner.lsp import to_proto
from limner.lsp.documents.nearby import LINES, Near, link_near
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding
from limner.lsp.features.code_action import KIND
from limner.lsp.features.price import FOUR, priced
from limner.lsp.features.project_cast import cast_actions

LONGEST_SHOWN = 40
"""Characters of an instruction that a title shows."""

LONGEST_MENDING = 90
"""The same of what a check has found missing: all of it goes into the prompt."""

OFFERS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("Draw this picture again", "limner.drawAgain", {}),
    ("Draw four more and choose one", "limner.drawAgain", {"candidates": FOUR}),
    ("Draw this picture in another style…", "limner.drawAgain", {"style": "ask"}),
    ("Draw this picture in another shape…", "limner.drawAgain", {"size": "ask"}),
    ("Write the alt text of this picture", "limner.writeAlt", {}),
    ("Insert the prompt of this picture", "limner.insertPromptOfImage", {}),
    ("Check this picture against its words", "limner.checkPicture", {}),
)
"""Title, command and options of each action, in the order they are shown."""


def near(
    document: OpenDocument, range_: types.Range, encoding: Encoding, *, at_cursor: bool
) -> Near | None:
    """Return the image link that a selection touches, or the cursor where that counts."""
    text = document.text
    start = text.place(range_.start.line, range_.start.character, encoding)
    end = text.place(range_.end.line, range_.end.character, encoding)
    start, end = min(start, end), max(start, end)
    if (start == end and not at_cursor) or end.line - start.line > LINES:
        return None
    return link_near(document, start, end, encoding)


def offers(document: OpenDocument, near: Near) -> Iterator[types.CodeAction]:
    """Offer what can be done with the picture of a link that can be a file of the project.

    With words beside it in the selection, only that they change it. Where a hint says that it is
    missing, its quick fix draws it.
    """
    line = near.range.start.line
    here = [hint for hint in document.hints_at(line, line) if hint.range.start.line == line]
    if any(hint.code != "missing-alt" for hint in here):
        return
    name = near.link.target.partition("?")[0].partition("#")[0]
    if "://" in name or name.rpartition(".")[2].lower() not in READABLE:
        return
    if near.beside:
        shown = _short(near.beside, LONGEST_SHOWN)
        options: dict[str, object] = {"instruction": near.beside}
        title = priced(f"Edit this picture: {shown}", document.prices.edit)
        yield _action(title, "limner.editImage", options, document, near)
        return
    missing = document.missing.get(near.link.target)
    if missing is not None and missing.mending:
        shown = _short(missing.mending, LONGEST_MENDING)
        # A record may come from anyone: what it finds missing is its own saying.
        minding = f"minding what its file says is missing: {shown}"
        title = priced(f"Draw again, {minding}", document.prices.draw)
        yield _action(title, "limner.drawAgain", {"mind": True}, document, near)
        if document.prices.edit is not None:  # A service that can is set up.
            title = priced(f"Edit this picture, {minding}", document.prices.edit)
            yield _action(title, "limner.editImage", {"mind": True}, document, near)
    yield from cast_actions.on_older_look(document, near)
    for title, command, options in OFFERS:
        if command == "limner.drawAgain":
            prices = document.prices
            title = priced(title, prices.four if "candidates" in options else prices.draw)
        yield _action(title, command, options, document, near)
    yield from cast_actions.on_picture(document, near)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _action(
    title: str, command: str, options: dict[str, object], document: OpenDocument, near: Near
) -> types.CodeAction:
    argument = to_proto.command(
        command, title, document.uri, near.range,
        version=document.version, text=near.text, options=options,
    )  # fmt: skip
    kind = f"{KIND}.{command.rpartition('.')[2]}"
    return types.CodeAction(title=title, kind=kind, command=argument)
