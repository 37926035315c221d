"""What all markup languages share: `MarkupLanguage` is a `Markup` made of parts.

A language is a table of patterns (`BlockShape`), a way to find its links, and the forms it writes.
Everything that is the same everywhere stands here once: peeling the words, choosing between in
place and below, blank lines, prefixes and the document's own line ending.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from limner.document import Document, Replacement, Span
from limner.markup.common.blocks import BlockShape, Spot, line_start, line_stop, spot_at
from limner.markup.common.headings import heading_lines
from limner.markup.common.regions import flatten
from limner.markup.common.subject import BULLET, Peel, subject_of, words_span
from limner.markup.common.template import templated
from limner.markup.common.words import MARK, literal, plain, url
from limner.markup.interface import (
    NEVER,
    Annotations,
    CustomLink,
    Figure,
    ImageLink,
    Intent,
    LinkForm,
    Parts,
    PictureFolders,
    Place,
    Placement,
    ReadFile,
)

Lines = list[str]
WINDOW = 1 << 13
"""Characters that `read` looks at on either side of the selection."""

_TEXT_PLACES = frozenset(
    {Place.PARAGRAPH, Place.HEADING, Place.LIST_ITEM, Place.QUOTE, Place.TABLE}
)


def comment_line(before: str, after: str = "") -> Callable[[str], Lines]:
    """Return a writer of a prompt as one comment line between *before* and *after*."""
    return lambda prompt: [f"{before}{MARK}: {prompt}{after}"]


def numbered(marker: str = "{}. ") -> Callable[[Sequence[str], Spot, str], Lines]:
    """Return a writer of a numbered list; *marker* has the number as ``{}``."""
    return lambda prompts, _spot, _following: [
        marker.format(number) + prompt for number, prompt in enumerate(prompts, 1)
    ]


@dataclass(frozen=True)
class MarkupLanguage:
    """A markup language, described by its parts.

    Attributes:
        shape: how its lines form blocks.
        links_in: finds the image links of a flat text.
        inline: writes an image inside a line; ``None`` where the markup has no such form.
        standalone: an image that is a whole paragraph is written as a block, not as in a line.
        block: writes an image as lines of its own.
        figure: writes an image with caption and label; the same as *block* where there is none.
        escape: makes a prompt plain words in running text.
        mark: writes one prompt as a marked block or comment.
        several: writes prompts as a numbered list, for a spot and the text that follows it.
        comment_safe: keeps a prompt from closing the marked block that holds it.
        decoded: what words mean that the markup writes in another way: references, accents.
        carried: what becomes of an alternative text that the markup cannot hold as it is.
        peels: inline marks around words.
        bullet: what stands before an item of a list or a heading, as a pattern.
        heads: marks before words that are no leader: headings and comment prefixes.
        noise: lines without words: underlines, fences, comment ends.
        locate: finds the spot, where the shape alone cannot.
        wrapped: a whole construct around words, which stay in the group ``words``.
        verbatim: openings of code blocks in which a prompt may replace words, as it is.
        apart: whether a marked prompt needs blank lines around it.
        captions: whether *block* or *figure* write a caption; else it stands below as words.
        address: writes a path as a template takes it.
        headings_in: finds where headings begin in a flat text, in any order.
        signs: one of these stands in every text that holds an image link.
        forms: how image links are amended where they stand.
        annotations: how marked prompts and settings stand in a document.
        stated: what a document in a folder says about where its pictures are.
        used_in: what a project's folder holds whose documents are in this dialect of a markup.
        parts: how a document is made of several files.
        customs_in: finds what a project's own templates and components are given to show.
        searched: its files are looked through when a folder is named.
        served: a leading slash means the root of a server.
    """

    shape: BlockShape
    links_in: Callable[[str], Iterable[ImageLink]]
    block: Callable[[Figure], Lines]
    escape: Callable[[str, Spot], str]
    mark: Callable[[str], Lines]
    several: Callable[[Sequence[str], Spot, str], Lines]
    inline: Callable[[Figure, Spot], str] | None = None
    standalone: bool = False
    figure: Callable[[Figure], Lines] | None = None
    comment_safe: Callable[[str], str] = str
    decoded: Callable[[str], str] = str
    carried: Callable[[str], str] = str
    peels: Sequence[Peel] = ()
    bullet: str = BULLET
    heads: re.Pattern[str] = NEVER
    noise: re.Pattern[str] = NEVER
    locate: Callable[[str, Span, BlockShape], Spot] = spot_at
    wrapped: re.Pattern[str] = NEVER
    verbatim: re.Pattern[str] = NEVER
    apart: bool = True
    captions: bool = True
    address: Callable[[str], str] = url
    headings_in: Callable[[str, BlockShape], Iterable[int]] = heading_lines
    signs: Sequence[str] = ("",)
    forms: Sequence[LinkForm] = ()
    annotations: Annotations = field(default_factory=Annotations)
    stated: Callable[[str, str], PictureFolders | None] = lambda _text, _folder: None
    used_in: Callable[[ReadFile], bool] = lambda _read: False
    parts: Parts | None = None
    customs_in: Callable[[str], Iterable[CustomLink]] = lambda _flat: ()
    searched: bool = True
    served: bool = False

    def read(self, document: Document, span: Span) -> Intent | None:
        """Say what the selection is; looks only at a window of the document around it."""
        from_offset = max(0, span.start - WINDOW)
        flat = flatten(document.text[from_offset : span.end + WINDOW])
        here = Span(span.start - from_offset, span.end - from_offset)
        here = self._words(flat, here)
        subject = self.decoded(
            subject_of(here.of(flat), self._leader, self.noise, self.peels, self.bullet)
        )
        if not any(character.isalnum() or ord(character) > 0x2190 for character in subject):
            return None
        spot = self.locate(flat, here, self.shape)
        is_prompt = _is_marked(flat, here, spot)
        return Intent(
            subject, Span(here.start + from_offset, here.end + from_offset), spot.place, is_prompt
        )

    def links(self, document: Document) -> tuple[ImageLink, ...]:
        """Find the image links, in document order."""
        return tuple(self.links_in(flatten(document.text)))

    def headings(self, document: Document) -> tuple[int, ...]:
        """Return where headings begin, in order."""
        return tuple(sorted(set(self.headings_in(flatten(document.text), self.shape))))

    def is_used_in(self, read: ReadFile) -> bool:
        """Say whether a folder's files ask for this dialect of a markup in its documents."""
        return self.used_in(read)

    def pictures(self, text: str, folder: str) -> PictureFolders | None:
        """Return what a document in *folder* that begins with *text* says about its pictures."""
        return self.stated(text, folder)

    def normalise(self, alt: str) -> str:
        """Return *alt* on one line and visible only, and as this markup can carry it."""
        return self.carried(plain(alt))

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write the image link after the block that holds the words, or in their place."""
        flat = flatten(document.text)
        spot = self.locate(flat, intent.span, self.shape)
        figure = replace(
            figure,
            alt=self.normalise(figure.alt),
            caption=None if figure.caption is None else plain(figure.caption),
        )
        lines, inline = self._forms(figure, spot)
        whole = spot.place in {Place.PARAGRAPH, Place.QUOTE} and _is_whole(flat, intent.span, spot)
        if placement == "replace" and spot.inline:
            if whole and (figure.captioned or inline is None or self.standalone):
                lines = [spot.hosted(line) for line in lines]
                return Replacement(intent.span, (document.line_ending + spot.prefix).join(lines))
            if inline is not None:
                return Replacement(intent.span, spot.fitted(inline))
        return _below(document, flat, self._spot_below(flat, intent.span), lines)

    def _forms(self, figure: Figure, spot: Spot) -> tuple[Lines, str | None]:
        """Return an image as lines of its own, and as a part of a line where there is such."""
        if figure.template:
            lines = templated(
                figure.template, figure, lambda text: self.escape(text, spot), self.address
            )
            return lines, lines[0] if len(lines) == 1 else None
        lines = self.figure(figure) if figure.captioned and self.figure else self.block(figure)
        if figure.caption and not self.captions:
            lines = [*lines, "", self.escape(figure.caption, spot)]
        return lines, self.inline(figure, spot) if self.inline else None

    def prompt(
        self, document: Document, intent: Intent, prompts: Sequence[str], placement: Placement
    ) -> Replacement:
        """Write image prompts in place of the words, or below them; several go below as a list."""
        flat = flatten(document.text)
        if len(prompts) > 1:
            spot = self._spot_below(flat, intent.span)
            listed = replace(spot, place=Place.LIST_ITEM, region=None)
            escaped = [self.escape(plain(prompt), listed) for prompt in prompts]
            following = flat[spot.block.end : spot.block.end + WINDOW]
            return _below(document, flat, spot, self.several(escaped, spot, following))
        safe = self.comment_safe(literal(prompts[0]))
        if placement == "replace":
            spot = self.locate(flat, intent.span, self.shape)
            words = spot.words or self.words_at(spot)
            if words == "text":
                text = self.escape(plain(prompts[0]), spot)
                return Replacement(intent.span, spot.fitted(text))
            if words == "literal":
                return Replacement(intent.span, spot.fitted(safe))
        spot = self._spot_below(flat, intent.span)
        if not self.apart:
            spot = replace(spot, tight=True, joint="")
        return _below(document, flat, spot, self.mark(safe))

    def words_at(self, spot: Spot) -> Literal["text", "literal", "none"]:
        """Say how a prompt may replace words here: escaped, as it is, or not at all."""
        # Tables and underlined headings are drawn to fit where there is no inline image either.
        fits = self.inline is not None or spot.place not in {Place.TABLE, Place.HEADING}
        if spot.place in _TEXT_PLACES and fits:
            return "text"
        region = spot.region
        block = region and region.rule.block and self.verbatim.match(region.opening)
        return "literal" if spot.place is Place.COMMENT or block else "none"

    def _spot_below(self, flat: str, span: Span) -> Spot:
        """Return the spot of the block in which the selection ends."""
        return self.locate(flat, Span(max(span.start, span.end - 1), span.end), self.shape)

    def _words(self, flat: str, span: Span) -> Span:
        span = words_span(flat, span, self._leader, self.noise)
        wrapped = self.wrapped.fullmatch(flat, span.start, span.end)
        return Span(*wrapped.span("words")) if wrapped else span

    @property
    def _leader(self) -> re.Pattern[str]:
        return re.compile(
            f"(?:{self.heads.pattern})|(?:{self.shape.leader.pattern})(?:{self.heads.pattern})?"
        )


def _is_marked(flat: str, span: Span, spot: Spot) -> bool:
    """Whether the words stand in a fence or comment that carries Limner's mark."""
    if spot.region and MARK in spot.region.opening:
        return True
    start = spot.region.span.start if spot.region else line_start(flat, span.start)
    return bool(re.search(rf"{MARK}:?\s*$", flat[max(start, span.start - 200) : span.start]))


def _is_whole(flat: str, span: Span, spot: Spot) -> bool:
    """Whether the words are all that their block holds, up to its prefix."""
    before = flat[line_start(flat, spot.block.start) : span.start]
    after = flat[span.end : line_stop(flat, spot.block.end)]
    return before.strip() == spot.prefix.strip() and not after.strip()


def _below(document: Document, flat: str, spot: Spot, lines: Lines) -> Replacement:
    """Insert *lines* at the end of the spot's block, with blank lines where they are needed."""
    end = spot.block.end
    # In a flat text the carriage return of a line end looks like a blank before it.
    if document.text[end - 1 : end + 1] == "\r\n":
        end -= 1
    blank = spot.prefix.rstrip()
    body = [(spot.prefix + spot.hosted(line)).rstrip() for line in lines]
    apart = not spot.tight and not spot.joint
    if spot.joint:
        body = [spot.joint, *body]
    elif apart:
        body = [blank, *body]
    followed = spot.followed
    if followed is None:
        following = flat[end : line_stop(flat, min(len(flat), line_stop(flat, end) + 1))]
        followed = bool(following.strip(" \t\n" + spot.prefix))
    if apart and followed:
        body = [*body, blank]
    if spot.closing is not None:
        body = [*body, spot.closing]
    return Replacement(Span(end, end), "".join(document.line_ending + line for line in body))
