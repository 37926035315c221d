"""A plugin's markup, checked: what goes wrong in it is one sentence that names the plugin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from limner import plugins
from limner.document import Document, Replacement, Span
from limner.errors import InputError, LimnerError
from limner.markup.interface import (
    Annotations,
    Figure,
    ImageLink,
    Intent,
    LinkForm,
    Markup,
    Parts,
    PictureFolders,
    Placement,
    ReadFile,
)

_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class PluginMarkup:
    """A `Markup` that asks a plugin's own and looks at what it answers.

    Attributes:
        name: the plugin's.
        markup: the plugin's own; the other attributes are what it says of itself.
    """

    name: str
    markup: Markup
    searched: bool
    served: bool
    signs: Sequence[str]
    forms: Sequence[LinkForm]
    annotations: Annotations
    parts: Parts | None

    def is_used_in(self, read: ReadFile) -> bool:
        """Say whether a folder's files ask for this dialect of a markup in its documents."""
        return self._asked(
            "say where it is used", lambda: self.markup.is_used_in(read), _is_a(bool)
        )

    def pictures(self, text: str, folder: str) -> PictureFolders | None:
        """Return what a document in *folder* that begins with *text* says about its pictures."""
        return self._asked(
            "say where pictures are",
            lambda: self.markup.pictures(text, folder),
            _is_a(PictureFolders, type(None)),
        )

    def headings(self, document: Document) -> tuple[int, ...]:
        """Return where headings begin, in order."""
        return self._asked(
            "find headings", lambda: self.markup.headings(document), _is_tuple_of(_is_a(int))
        )

    def read(self, document: Document, span: Span) -> Intent | None:
        """Say what the selection is; ``None`` when it holds no words."""

        def is_right(intent: object) -> bool:
            return intent is None or (
                isinstance(intent, Intent)
                and isinstance(intent.subject, str)
                and _is_in(document, intent.span)
            )

        return self._asked("read words", lambda: self.markup.read(document, span), is_right)

    def links(self, document: Document) -> tuple[ImageLink, ...]:
        """Find the image links, in document order."""

        def is_right(link: object) -> bool:
            return (
                isinstance(link, ImageLink)
                and isinstance(link.target, str)
                and isinstance(link.alt, str | None)
                and isinstance(link.caption, str | None)
                and _is_in(document, link.span)
            )

        return self._asked(
            "find links", lambda: self.markup.links(document), _is_tuple_of(is_right)
        )

    def normalise(self, alt: str) -> str:
        """Return *alt* as this markup can carry it."""
        return self._asked("write texts", lambda: self.markup.normalise(alt), _is_a(str))

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write the image link: after the block that holds the words, or in their place."""
        return self._asked(
            "write links",
            lambda: self.markup.image(document, intent, figure, placement),
            lambda edit: _is_edit(document, edit),
        )

    def prompt(
        self, document: Document, intent: Intent, prompts: Sequence[str], placement: Placement
    ) -> Replacement:
        """Write image prompts: in place of the words as text, or below them."""
        return self._asked(
            "write prompts",
            lambda: self.markup.prompt(document, intent, prompts, placement),
            lambda edit: _is_edit(document, edit),
        )

    def _asked(
        self, what: str, ask: Callable[[], _Answer], is_right: Callable[[object], bool]
    ) -> _Answer:
        return _asked(self.name, what, ask, is_right)


def checked(name: str, markup: Markup) -> PluginMarkup:
    """Return *markup*, which the plugin called *name* brings, as one that can be asked.

    Raises:
        InputError: it is no markup.
    """

    def says(attribute: str, is_right: Callable[[object], bool]) -> object:
        return _asked(name, f"say “{attribute}”", lambda: getattr(markup, attribute), is_right)

    about = {
        "searched": _is_a(bool),
        "served": _is_a(bool),
        "signs": _is_row_of(_is_a(str)),
        "forms": _is_row_of(_is_a(LinkForm)),
        "annotations": _is_a(Annotations),
        "parts": _is_a(Parts, type(None)),
    }
    said = {attribute: says(attribute, is_right) for attribute, is_right in about.items()}
    return PluginMarkup(name, markup, **said)  # type: ignore[arg-type]  # each is checked above


def _asked(
    name: str, what: str, ask: Callable[[], _Answer], is_right: Callable[[object], bool]
) -> _Answer:
    """Return the plugin's answer.

    Raises:
        LimnerError: the plugin says itself what is wrong, or raises anything else, or its answer
            is none.
    """
    try:
        answer = ask()
        if is_right(answer):
            return answer
        why = f"it gave a {type(answer).__name__} that is no such thing"
    except LimnerError:
        raise
    except (Exception, SystemExit) as error:
        why = plugins.complaint(error)
    raise InputError(
        f"The markup of the plugin “{name}” cannot {what} ({why}): update it, or take it out of "
        "plugins.markup in your config.toml."
    )


def _is_a(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


def _is_tuple_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, tuple) and all(map(is_right, value))


def _is_row_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, tuple | list) and all(map(is_right, value))


def _is_in(document: Document, span: object) -> bool:
    return isinstance(span, Span) and 0 <= span.start <= span.end <= len(document.text)


def _is_edit(document: Document, edit: object) -> bool:
    return (
        isinstance(edit, Replacement) and isinstance(edit.text, str) and _is_in(document, edit.span)
    )
