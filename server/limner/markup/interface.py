"""The small interface every markup implements, and the values that pass through it.

What a markup knows is asked for here and nowhere else: no other package has a list of markups.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Literal, Protocol

from limner.document import Document, Replacement, Span

Placement = Literal["replace", "below"]


class Place(Enum):
    """The kind of place a selection stands in; it decides how an insertion is written."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    MATH = "math"
    COMMENT = "comment"
    FRONT_MATTER = "front matter"
    EXPRESSION = "template expression"


@dataclass(frozen=True)
class Intent:
    """What to depict, and where it stands.

    Attributes:
        subject: the author's words on one line, without list bullets, comment leaders and
            emphasis; quoted text, case and punctuation inside are untouched.
        span: where these words stand in the document.
        place: the kind of place.
        is_prompt: the words carry Limner's mark: drawn as they are. Their length alone says
            nothing.
        original: the author's words in whose place Limner wrote the subject; ``""`` where the
            subject is the author's own.
    """

    subject: str
    span: Span
    place: Place = Place.PARAGRAPH
    is_prompt: bool = False
    original: str = ""

    @property
    def words(self) -> str:
        """The author's own words."""
        return self.original or self.subject


@dataclass(frozen=True)
class ImageLink:
    """An image link that stands in a document.

    Attributes:
        span: the whole link construct.
        target: path or URL as it means, percent-decoded and unescaped.
        alt: the alternative text as a reader gets it; ``None`` when there is no place for one,
            ``""`` when it is empty.
        caption: the caption next to it, ``None`` without one.
        made: a program in the document makes the picture.
    """

    span: Span
    target: str
    alt: str | None = None
    caption: str | None = None
    made: bool = False


@dataclass(frozen=True)
class CustomLink:
    """A picture that a template or component of a project's own is given.

    What becomes of its path, only that template knows.

    Attributes:
        custom: the template's or component's name, and the name under which it gets the path.
        link: the path, and the words beside it.
    """

    custom: str
    link: ImageLink


@dataclass(frozen=True)
class Figure:
    """An image link to write.

    Attributes:
        target: relative path with ``/``, not yet escaped for the markup.
        alt: alternative text, one line, not yet escaped; ``""`` for a decorative picture.
        caption: caption text, ``None`` for a plain image.
        label: cross-reference label without its prefix (``beach-sunset``), ``None`` for none.
        template: what to write instead of the markup's own form (`limner.markup.common.template`).
        statement: a notebook's cell of code may show it by a statement.
    """

    target: str
    alt: str
    caption: str | None = None
    label: str | None = None
    template: str | None = None
    statement: bool = False

    @property
    def captioned(self) -> bool:
        """Whether it asks for more than a plain image."""
        return self.caption is not None or self.label is not None


ReadFile = Callable[[str], str | None]
"""Returns the beginning of a file by its path in one folder: ``None`` without one, ``""`` for a
folder."""

Insertion = tuple[int, str]
"""Where in a link something is put in, and what."""

NEVER = re.compile(r"(?!)")


def _nowhere(_document: Document, _link: ImageLink, _alt: str) -> None:
    return None


@dataclass(frozen=True)
class LinkForm:
    """One way to write an image link, as far as it can be amended where it stands.

    Attributes:
        begins: how it begins.
        chosen: what in it says that there is no alternative text on purpose, or that a template
            or program supplies it.
        insert: finds the place for an alternative text in the link as it is written, and writes
            it there; ``None`` where there is no place.
        alt: where an alternative text stands; each group is a way to write it.
        fitted: what an alternative text becomes to stand in a group of *alt*.
        empty: where the path would stand that is empty, in the first group.
        defined: pattern of what stands before a path that is written elsewhere.
    """

    begins: re.Pattern[str]
    chosen: re.Pattern[str] = NEVER
    insert: Callable[[Document, ImageLink, str], Insertion | None] = _nowhere
    alt: re.Pattern[str] = NEVER
    fitted: Callable[[str, str], str] = lambda alt, _group: alt
    empty: re.Pattern[str] = NEVER
    defined: str = ""


@dataclass(frozen=True)
class Keyword:
    """A markup's own line for a setting, which there has the name of its environment variable.

    Attributes:
        whole: a line that states one: its name and its value.
        typed: the beginning of such a line, with the groups ``key`` and ``value``.
        spelled: how the markup writes the variable's name.
    """

    whole: re.Pattern[str]
    typed: re.Pattern[str]
    spelled: Callable[[str], str] = str


@dataclass(frozen=True)
class Annotations:
    """How a markup holds what is said to Limner: marked prompts and settings.

    Attributes:
        comment: pattern of what begins a comment.
        ends: what ends a comment in its own line.
        fence: pattern of what stands before the mark of a prompt that has lines of its own.
        fence_end: returns how the line begins that ends them, from what *fence* has matched.
        keyword: a line for settings besides front matter and comments.
        remark: what stands before and behind the words of a comment; behind it nothing, where it
            ends with its line.
    """

    comment: str = r"%+|//+|#+|;+|--|\.\.|<!--|\{?/\*+|\*"
    ends: tuple[str, ...] = ("-->", "*/}", "*/")
    fence: str = NEVER.pattern
    fence_end: Callable[[str], str] = str
    keyword: Keyword | None = None
    remark: tuple[str, str] = ("<!-- ", " -->")


@dataclass(frozen=True)
class PictureFolders:
    """What a document, or the program that reads it, says about where its pictures are.

    Attributes:
        name: whose convention it is, for people.
        folders: the folders that are stated, from the document's own; new pictures go into the
            first. Links leave them out.
        beside: links may also begin in the folder of the document that says so.
        endings: the endings of files that links may leave out, the usual one first.
        root: a file of the folder that links beginning with ``/`` mean; ``""`` for the project's
            own folder; ``None`` where the markup does not say.
        supplied: the names of pictures that the program brings along.
        loose: the program may look where no document says.
    """

    name: str
    folders: tuple[str, ...] = ()
    beside: bool = True
    endings: tuple[str, ...] = ()
    root: str | None = None
    supplied: re.Pattern[str] = NEVER
    loose: bool = False


@dataclass(frozen=True)
class Parts:
    """How a document is made of several files, of which one, the whole, speaks for all.

    Attributes:
        included: yields the files that a text includes, as it writes them; the texts that are
            read meanwhile say what the names in it mean.
        is_whole: what only a whole document has; ``""`` where any file may be one.
        named: a line of a part that names its whole, in the first group.
        usual: names that the whole often has.
        endings: what the names of included files may leave out.
    """

    included: Callable[[str, Iterable[str]], Iterable[str]]
    is_whole: str = ""
    named: re.Pattern[str] = NEVER
    usual: tuple[str, ...] = ()
    endings: tuple[str, ...] = ("",)

    def named_whole(self, part: Path, text: str) -> Path | None:
        """Return the file that *part*, which begins with *text*, names as its whole."""
        named = self.named.search(text)
        return Path(os.path.normpath(part.parent / named[1].strip())) if named else None


class Markup(Protocol):
    """One markup language: read the place, find image links, write and escape an insertion."""

    @property
    def searched(self) -> bool:
        """Whether its files are looked through when a folder is named."""
        ...

    @property
    def served(self) -> bool:
        """Whether a leading slash means the root of a server, which no file tells."""
        ...

    @property
    def signs(self) -> Sequence[str]:
        """What stands in every document that holds an image link: one of these, at least."""
        ...

    @property
    def forms(self) -> Sequence[LinkForm]:
        """How its image links are amended where they stand; others are left alone."""
        ...

    @property
    def annotations(self) -> Annotations:
        """How a document holds marked prompts and its own settings."""
        ...

    @property
    def parts(self) -> Parts | None:
        """How a document is made of several files; ``None`` where each is one by itself."""
        ...

    def is_used_in(self, read: ReadFile) -> bool:
        """Say whether a folder's files ask for this dialect of a markup in its documents."""
        ...

    def pictures(self, text: str, folder: str) -> PictureFolders | None:
        """Return what a document in *folder* that begins with *text* says about its pictures."""
        ...

    def headings(self, document: Document) -> tuple[int, ...]:
        """Return where headings begin, in order; none inside code, comments or front matter."""
        ...

    def read(self, document: Document, span: Span) -> Intent | None:
        """Say what the selection is; ``None`` when it holds no words."""
        ...

    def links(self, document: Document) -> tuple[ImageLink, ...]:
        """Find the image links, in document order; none inside code, comments or math."""
        ...

    def normalise(self, alt: str) -> str:
        """Return *alt* as this markup can carry it; idempotent, documented per markup."""
        ...

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write the image link: after the block that holds the words, or in their place.

        The document stays valid, keeps its own line ending, indentation and comment prefix,
        and nothing outside the returned span changes.
        """
        ...

    def prompt(
        self, document: Document, intent: Intent, prompts: Sequence[str], placement: Placement
    ) -> Replacement:
        """Write image prompts: in place of the words as text, or below them.

        Below, one prompt stands in a marked block (a ``limner-prompt`` fence or its comment
        form); several stand as a numbered list. Whatever the prompts hold, they add no link,
        image, raw markup or command to the document.
        """
        ...
