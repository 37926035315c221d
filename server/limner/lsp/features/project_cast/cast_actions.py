"""What is offered for the cast, from what was looked at before: as instant as all code actions."""

from collections.abc import Iterator

from lsprotocol import types

from limner import markup
from limner.actions.appearances.name_reading import name_at, name_in, names_of
from limner.document import Span
from limner.lsp import to_proto
from limner.lsp.documents.nearby import Near
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Encoding, Position
from limner.lsp.documents.window import window_around
from limner.lsp.features.code_action import KIND
from limner.lsp.features.price import priced
from limner.markup.interface import Place
from limner.settings.cast_members import named_alike

PROSE = frozenset(
    {
        Place.PARAGRAPH, Place.HEADING, Place.LIST_ITEM, Place.QUOTE, Place.TABLE, Place.COMMENT,
    }
)  # fmt: skip
"""Places whose words are the author's sentences."""

LINES = 250
"""Lines on each side of a name that say whether it stands in code."""


def on_name(
    document: OpenDocument, range_: types.Range, encoding: Encoding, *, at_cursor: bool
) -> Iterator[types.CodeAction]:
    """Offer to add whose name is selected, or stands at the cursor, and who is not in the cast."""
    text = document.text
    start = text.place(range_.start.line, range_.start.character, encoding)
    end = text.place(range_.end.line, range_.end.character, encoding)
    start, end = min(start, end), max(start, end)
    if start == end:
        found = name_at(text.line(start.line), start.column) if at_cursor else None
        if found is None:
            return
        start, end = (Position(start.line, column) for column in found)
    written = text.between(start, end) if start.line == end.line else ""
    name = name_in(written)
    if (
        not name
        or named_alike(document.cast.members, name)
        or not in_prose(document, start, written)
    ):
        return
    title = f"Add “{name}” to the cast"
    places = (
        types.Position(line=place.line, character=text.character(place, encoding))
        for place in (start, end)
    )
    yield types.CodeAction(
        title=title,
        kind=f"{KIND}.addToCast",
        command=to_proto.command(
            "limner.addToCast", title, document.uri, types.Range(*places),
            version=document.version, text=written,
        ),
    )  # fmt: skip


def on_older_look(document: OpenDocument, near: Near) -> Iterator[types.CodeAction]:
    """Offer to draw a picture again whose cast looks different now."""
    changed = document.cast.changed.get(near.link.target, ())
    if changed:
        title = f"Draw again with today’s look of {_listed(changed)}"
        yield _on_link(
            priced(title, document.prices.draw), "drawAgain", {"looks": "today"}, document, near
        )


def on_picture(document: OpenDocument, near: Near) -> Iterator[types.CodeAction]:
    """Offer to keep the look that a picture shows, where there is somebody to keep it for.

    That is a cast, or a name in the link's words.
    """
    said = f"{near.link.alt or ''}. {near.link.caption or ''}"
    if document.cast.members or names_of(said):
        yield _on_link("Keep this look in the cast…", "keepLook", {}, document, near)


def in_prose(document: OpenDocument, place: Position, words: str) -> bool:
    """Say whether the *words* at *place* are the author's, or a prompt, rather than code."""
    window, at = window_around(document, place, LINES)
    read = markup.for_language(window.language).read(window, Span(at, at + len(words)))
    return read is not None and (read.is_prompt or read.place in PROSE)


def _on_link(
    title: str, command: str, options: dict[str, object], document: OpenDocument, near: Near
) -> types.CodeAction:
    argument = to_proto.command(
        f"limner.{command}", title, document.uri, near.range,
        version=document.version, text=near.text, options=options,
    )  # fmt: skip
    return types.CodeAction(title=title, kind=f"{KIND}.{command}", command=argument)


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
