"""Drafts: words at the end of a line that ask to become a prompt, and what would be written.

Two lines ask: one that begins with the author's trigger (``/imagine a beach sunset``), and one
that ends inside an image's alternative text (``![a beach sunset``). Everything here is offline.
"""

import os
import re
from dataclasses import dataclass

from limner import markup
from limner.actions import expanding, intents, written_prompts
from limner.document import Document, Span
from limner.errors import LimnerError
from limner.image import file_names
from limner.markup.common.words import PROMPT_WORDS, count
from limner.markup.interface import ImageLink
from limner.patterns import lazy_regex
from limner.project import destinations
from limner.project.roots import Project
from limner.prompt.expansion import Expanded
from limner.settings.declaration import Settings

LONGEST = 600
"""Code points of a line that can be a draft."""

MOST_NAMES = 100
"""How many names of a picture are tried until one is free."""

_LEADER = r"[^\w\r\n]{0,40}?(?:\d{1,9}[.)][ \t]+)?"
"""What may stand before a trigger: indentation, a comment's prefix, a bullet, quote marks."""

_OPENED = lazy_regex(r"(?<!\\)(?P<draft>!\[(?P<words>[^\]\[]+))$")


@dataclass(frozen=True)
class Draft:
    """Words that ask to become a prompt.

    Attributes:
        words: the author's words.
        start: in the line, the column of the trigger or of ``![``.
        first: the column where the words begin.
        opens_image: they are the alternative text of an image whose link is not complete.
    """

    words: str
    start: int
    first: int
    opens_image: bool


def draft_in(before: str, after: str, trigger: str) -> Draft | None:
    """Return the draft on a line, with *before* and *after* on both sides of the cursor.

    An editor may have written the bracket that closes the alternative text already.

    Args:
        before: the line up to the cursor.
        after: the rest of the line.
        trigger: what begins a line that asks; with ``""`` only image links are drafts. White
            space must follow one that ends with a letter or digit.
    """
    if not may_hold(before, after):
        return None
    asked = None if after else _asked(before, trigger.strip())
    found = asked or _OPENED.search(before)
    if found is None:
        return None
    words = found["words"].strip()
    if not any(map(str.isalnum, words)) or count(words) >= PROMPT_WORDS:
        return None
    first = found.start("words") + found["words"].index(words)
    return Draft(words, found.start("draft"), first, asked is None)


def asks(before: str, trigger: str) -> bool:
    """Say whether the line *before* the cursor begins with the trigger and has words."""
    return len(before) <= LONGEST and _asked(before, trigger.strip()) is not None


def may_hold(before: str, after: str) -> bool:
    """Say at once whether a line can hold a draft: the cursor stands at its end."""
    return len(before) <= LONGEST and after in ("", "]")


def expanded(draft: Draft, settings: Settings) -> Expanded | None:
    """Expand *draft* by the lexicon alone; ``None`` when there is nothing to depict."""
    from limner.prompt.offline.offline_expander import expand

    try:
        request = expanding.expansion_request(draft.words, settings)
        return expanding.finished(expand(request), draft.words, settings)
    except LimnerError:
        return None


def continuation(
    document: Document, cursor: int, draft: Draft, settings: Settings, project: Project | None
) -> str | None:
    """Return what to write at *cursor*: the prompt in a marked block below the line.

    A link that was begun is completed first: the words stay its alternative text, and it orders
    the picture that is not drawn yet. Nothing that stands in the document changes.

    Returns:
        ``None`` where the document's markup has no such link, or no place for the block right
        behind the line.
    """
    found = expanded(draft, settings)
    if found is None:
        return None
    try:
        link = f"]({_target(found, settings, project)})" if draft.opens_image else ""
    except LimnerError:  # The settings lead out of the project: drawing would say so.
        return None
    rest = 1 if document.text[cursor : cursor + 1] == "]" else 0
    text = document.text[:cursor] + link + document.text[cursor + rest :]
    ready = Document(text, document.language, document.path)
    line = ready.line_start(cursor)
    words = Span(line + draft.first, line + draft.first + len(draft.words))
    image = line + draft.start
    if link and image not in {each.span.start for each in _links(ready)}:
        return None
    intent = intents.read(ready, words)
    if intent is None:
        return None
    written = written_prompts.write_prompts(
        ready, intent, written_prompts.prompts_of(found), "below"
    )
    if written.span != Span(cursor + len(link), cursor + len(link)):
        return None
    return link + written.text


def _asked(before: str, trigger: str) -> re.Match[str] | None:
    if not trigger:
        return None
    apart = r"\s" if trigger[-1].isalnum() else ""
    pattern = rf"{_LEADER}(?P<draft>{re.escape(trigger)}{apart}\s*(?P<words>\S.*))$"
    return re.match(pattern, before)


def _links(document: Document) -> tuple[ImageLink, ...]:
    return markup.for_language(document.language).links(document)


def in_place(document: Document, cursor: int, draft: Draft, settings: Settings) -> str | None:
    """Return the prompt that takes the place of the trigger and the words behind it.

    Returns:
        ``None`` where a prompt cannot stand in the place of words.
    """
    found = expanded(draft, settings)
    if found is None:
        return None
    line = document.line_start(cursor)
    start, first = line + draft.start, line + draft.first
    # As if the words stood there alone: what the trigger is to the markup does not matter.
    ready = Document(
        document.text[:start] + document.text[first:], document.language, document.path
    )
    words = Span(start, start + len(draft.words))
    intent = intents.read(ready, words)
    if intent is None or intent.span != words:
        return None
    written = written_prompts.write_prompts(
        ready, intent, written_prompts.prompts_of(found), "replace"
    )
    return written.text if written.span == words else None


def _target(found: Expanded, settings: Settings, project: Project | None) -> str:
    """Return what a link to the picture will say, by a name that no file has yet."""
    name = file_names.slug(found.items[0].title)
    ending = file_names.ENDING_OF[settings.image_format]
    if project is None:
        return f"{name}.{ending}"
    folder = project.root / destinations.folder(project, settings)
    names = (name, *(f"{name}-{number}" for number in range(1, MOST_NAMES)))
    paths = [folder / f"{each}.{ending}" for each in names]
    free = next((path for path in paths if not os.path.exists(path)), paths[0])  # noqa: PTH110 (it never raises)
    return destinations.target(project, settings, free)
