"""Over the name of somebody in the cast: the look, what of it never changes, and pictures.

What settings say may come from anyone: it is shown as words, never as links, images or commands.
"""

from lsprotocol import types

from limner.lsp import to_proto
from limner.lsp.configuration import settings_for
from limner.lsp.documents.open_documents import OpenDocument
from limner.lsp.documents.text import Position
from limner.lsp.features.project_cast.cast_actions import in_prose
from limner.lsp.server import LimnerServer
from limner.prompt.looks.cast_mentions import CastMention, cast_mentions
from limner.settings.cast_members import Cast, CastMember

REACH = 200
"""Code points on each side of the pointer that say whether a name is one."""

MOST_PICTURES = 4

NO_LOOK = "No look is written yet."


async def name_hover(
    ls: LimnerServer, document: OpenDocument, place: Position
) -> types.Hover | None:
    """Say how somebody looks whose name is at *place*; ``None`` where there is none, or code."""
    found = _named(document.text.line(place.line), place.column, document.cast.members)
    if found is None:
        return None
    start = Position(place.line, found.start)
    if not in_prose(document, start, document.text.line(place.line)[found.start : found.end]):
        return None
    if not (await settings_for(ls, document)).hover:
        return None
    if ls.protocol.features.markdown_hover:
        shown = _markdown(found.member, document)
        content = types.MarkupContent(types.MarkupKind.Markdown, shown)
    else:
        content = types.MarkupContent(types.MarkupKind.PlainText, _plain_text(found.member))
    return types.Hover(content)


def _named(line: str, column: int, cast: Cast) -> CastMention | None:
    """Return who of *cast* has the name that touches *column*; its place counts from the line's."""
    if not cast:
        return None
    first = max(column - REACH, 0)
    for one in cast_mentions(line[first : column + REACH], cast):
        start, end = first + one.start, first + one.end
        if one.is_name and start <= column <= end:
            return CastMention(one.member, start, end, is_name=True)
    return None


def _markdown(member: CastMember, document: OpenDocument) -> str:
    look = to_proto.escaped(member.look or NO_LOOK)
    parts = [f"**{to_proto.escaped(member.name)}**: {look}"]
    if member.keep:
        parts.append(f"Never changes: {to_proto.escaped(member.keep)}")
    pictures = document.cast.pictures.get(member.name, ())[:MOST_PICTURES]
    if pictures:
        parts.append(" ".join(f"![]({path.as_uri()})" for path in pictures))
    return "\n\n".join(parts)


def _plain_text(member: CastMember) -> str:
    keep = f"Never changes: {member.keep}" if member.keep else ""
    said = f"{member.name}: {member.look or NO_LOOK}"
    return "\n\n".join(filter(None, (said, keep)))
