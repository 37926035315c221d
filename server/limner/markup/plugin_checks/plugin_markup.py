"""A plugin's markup, checked: what goes wrong in it is one sentence that names the plugin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from limner.document import Document, Replacement, Span
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
from limner.markup.plugin_checks.plugin_answers import (
    ABOUT,
    asked,
    guarded,
    guarded_steps,
    is_a,
    is_edit,
    is_in,
    is_insertion,
    is_tuple_of,
)


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
        return asked(
            self.name, "say where it is used", lambda: self.markup.is_used_in(read), is_a(bool)
        )

    def pictures(self, text: str, folder: str) -> PictureFolders | None:
        """Return what a document in *folder* that begins with *text* says about its pictures."""
        return asked(
            self.name,
            "say where pictures are",
            lambda: self.markup.pictures(text, folder),
            is_a(PictureFolders, type(None)),
        )

    def headings(self, document: Document) -> tuple[int, ...]:
        """Return where headings begin, in order."""
        return asked(
            self.name,
            "find headings",
            lambda: self.markup.headings(document),
            is_tuple_of(is_a(int)),
        )

    def read(self, document: Document, span: Span) -> Intent | None:
        """Say what the selection is; ``None`` when it holds no words."""

        def is_right(intent: object) -> bool:
            return intent is None or (
                isinstance(intent, Intent)
                and isinstance(intent.subject, str)
                and is_in(document, intent.span)
            )

        return asked(self.name, "read words", lambda: self.markup.read(document, span), is_right)

    def links(self, document: Document) -> tuple[ImageLink, ...]:
        """Find the image links, in document order."""

        def is_right(link: object) -> bool:
            return (
                isinstance(link, ImageLink)
                and isinstance(link.target, str)
                and isinstance(link.alt, str | None)
                and isinstance(link.caption, str | None)
                and is_in(document, link.span)
            )

        return asked(
            self.name, "find links", lambda: self.markup.links(document), is_tuple_of(is_right)
        )

    def normalise(self, alt: str) -> str:
        """Return *alt* as this markup can carry it."""
        return asked(self.name, "write texts", lambda: self.markup.normalise(alt), is_a(str))

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write the image link: after the block that holds the words, or in their place."""
        return asked(
            self.name,
            "write links",
            lambda: self.markup.image(document, intent, figure, placement),
            lambda edit: is_edit(document, edit),
        )

    def prompt(
        self, document: Document, intent: Intent, prompts: Sequence[str], placement: Placement
    ) -> Replacement:
        """Write image prompts: in place of the words as text, or below them."""
        return asked(
            self.name,
            "write prompts",
            lambda: self.markup.prompt(document, intent, prompts, placement),
            lambda edit: is_edit(document, edit),
        )


def checked(name: str, markup: Markup) -> PluginMarkup:
    """Return *markup*, which the plugin called *name* brings, as one that can be asked.

    Raises:
        InputError: it is no markup.
    """
    for attribute, is_right in ABOUT.items():
        asked(name, f"say “{attribute}”", partial(getattr, markup, attribute), is_right)
    return PluginMarkup(
        name=name,
        markup=markup,
        searched=markup.searched,
        served=markup.served,
        signs=markup.signs,
        forms=tuple(_form(name, form) for form in markup.forms),
        annotations=_annotations(name, markup.annotations),
        parts=markup.parts and _parts(name, markup.parts),
    )


def _form(name: str, form: LinkForm) -> LinkForm:
    what = "amend links"
    return replace(
        form,
        insert=guarded(name, what, form.insert, is_insertion),
        fitted=guarded(name, what, form.fitted, is_a(str)),
    )


def _annotations(name: str, form: Annotations) -> Annotations:
    what = "read what is said to Limner"
    keyword = form.keyword
    if keyword is not None:
        keyword = replace(keyword, spelled=guarded(name, what, keyword.spelled, is_a(str)))
    fence_end = guarded(name, what, form.fence_end, is_a(str))
    return replace(form, keyword=keyword, fence_end=fence_end)


def _parts(name: str, parts: Parts) -> Parts:
    included = guarded_steps(name, "find what a document includes", parts.included)
    return replace(parts, included=included)
