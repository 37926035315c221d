"""Documents with the selection drawn in them: ``A «red fox» in snow``."""

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.interface import Intent, Markup


def marked(text: str, language: str = "markdown") -> tuple[Document, Span]:
    """Return the document without its marks, and what stood between them."""
    start = text.index("«")
    end = text.index("»") - 1
    return Document(text.replace("«", "").replace("»", ""), language), Span(start, end)


def read(text: str, language: str = "markdown") -> tuple[Markup, Document, Intent]:
    """Return the markup, the document and the intent of a marked text that holds words."""
    document, span = marked(text, language)
    markup = for_language(language)
    intent = markup.read(document, span)
    assert intent is not None
    return markup, document, intent
