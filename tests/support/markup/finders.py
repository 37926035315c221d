"""What Limner's finders of image links see, and what the parsers of the same markups see."""

from urllib.parse import unquote

from limner.document import Document
from limner.markup import for_language
from tests.support.markup import parsers

Images = list[tuple[str, str]]
"""Target and alternative text of each image, in order."""


def found(text: str, language: str) -> Images:
    """Return what Limner finds; of Markdown without HTML's tags, which its parsers leave alone."""
    links = for_language(language).links(Document(text, language))
    return [
        (link.target, link.alt or "")
        for link in links
        if language == "html" or not link.span.of(text).startswith("<")
    ]


def wiki_images(text: str) -> Images:
    """Return the files that mwparserfromhell finds in MediaWiki's markup, also in templates."""
    import mwparserfromhell

    images: Images = []
    for link in mwparserfromhell.parse(text).filter_wikilinks():
        if str(link.title).startswith("File:"):
            options = str(link.text or "").split("|")
            alt = next((option[4:] for option in options if option.startswith("alt=")), "")
            images.append((unquote(str(link.title).removeprefix("File:")), alt))
    return images


PARSED = {
    "markdown": lambda text: parsers.commonmark(text).images,
    "restructuredtext": lambda text: parsers.docutils(text).images,
    "html": lambda text: parsers.html5(text).images,
    "mediawiki": wiki_images,
}
"""For each markup its own parser, in this process."""
