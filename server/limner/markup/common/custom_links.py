"""Finds pictures that documents give to templates and components of their project's own."""

from limner.document import Document
from limner.markup.common.markup_language import MarkupLanguage
from limner.markup.common.regions import flatten
from limner.markup.interface import CustomLink, Markup


def custom_links(language: Markup, document: Document) -> tuple[CustomLink, ...]:
    """Return what a project's own templates and components are given to show in *document*.

    Whether such a path is that of a file, as in a link, the project's other ones may tell.
    """
    if not isinstance(language, MarkupLanguage):
        return ()
    return tuple(language.customs_in(flatten(document.text)))
