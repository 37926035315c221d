"""JSX: JavaScript that holds elements.

- Image among elements: ``<img src="…" alt="…" />``; text between tags and attributes know
  HTML's character references, and braces begin an expression, so braces are written as references.
- Prompt below, among elements: ``{/* limner-prompt: … */}``.
- Elsewhere a JSX file is JavaScript: see `limner.markup.programs.comments`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from limner.document import Document, Replacement, Span
from limner.markup.common.blocks import BlockShape
from limner.markup.common.html_links import image_tags
from limner.markup.common.markup_language import WINDOW, Lines, MarkupLanguage, comment_line
from limner.markup.common.regions import Rule, Rules, flatten, mask
from limner.markup.common.searching import Brackets
from limner.markup.html import HTML, TAG, escape, image
from limner.markup.interface import Annotations, Figure, ImageLink, Intent, Place, Placement
from limner.markup.programs.syntaxes import JAVASCRIPT

_RULES = Rules((Rule(Place.EXPRESSION, r"\{", ends=Brackets.end),))
_COMMENTS = Rules(
    (
        Rule(Place.COMMENT, r"/\*", r"\*/", runs_on=True),
        Rule(Place.COMMENT, r"(?m:^)[ \t]*//", "$"),
    )
)


def _figure(figure: Figure) -> Lines:
    label = f' id="fig-{escape(figure.label)}"' if figure.label else ""
    caption = [f"  <figcaption>{escape(figure.caption)}</figcaption>"] if figure.caption else []
    return [f"<figure{label}>", f"  {_image(figure)}", *caption, "</figure>"]


def _image(figure: Figure) -> str:
    return image(figure)[: -len(">")] + " />"


def _links(flat: str) -> Iterator[ImageLink]:
    yield from image_tags(mask(flat, _COMMENTS))


_ELEMENTS = replace(
    HTML,
    shape=BlockShape(rules=_RULES),
    links_in=_links,
    inline=lambda figure, _spot: _image(figure),
    block=lambda figure: [_image(figure)],
    figure=_figure,
    mark=comment_line("{/* ", " */}"),
    comment_safe=lambda text: re.sub(r"\*(?=/)", "* ", text),
)


@dataclass(frozen=True)
class Jsx(MarkupLanguage):
    """Elements where the words stand between tags, JavaScript elsewhere."""

    def read(self, document: Document, span: Span) -> Intent | None:
        """Say what the selection is."""
        return _language(document, span).read(document, span)

    def links(self, document: Document) -> tuple[ImageLink, ...]:
        """Find the image tags, and the image links in comments."""
        found = (*_ELEMENTS.links(document), *JAVASCRIPT.links(document))
        return tuple(sorted(found, key=lambda link: link.span.start))

    def image(
        self, document: Document, intent: Intent, figure: Figure, placement: Placement
    ) -> Replacement:
        """Write the image among the elements, or in a comment."""
        language = _language(document, intent.span)
        return language.image(document, intent, figure, placement)

    def prompt(
        self, document: Document, intent: Intent, prompts: Sequence[str], placement: Placement
    ) -> Replacement:
        """Write the prompts among the elements, or as JavaScript does."""
        language = _language(document, intent.span)
        return language.prompt(document, intent, prompts, placement)


def _language(document: Document, span: Span) -> MarkupLanguage:
    """Say whether the words stand between two tags, with no expression around them."""
    flat = flatten(document.text)
    before = flat[max(0, span.start - WINDOW) : span.start]
    opened = before.rfind("<")
    tag = TAG.match(before, opened) if opened >= 0 else None
    between = before[tag.end() :] if tag else "{"
    following = flat[span.end : span.end + WINDOW].lstrip()
    next_tag = re.search(r"<(?=/?[A-Za-z>])", following)
    is_text = next_tag and not re.search(r"[{};]", between + following[: next_tag.start()])
    return _ELEMENTS if is_text else JAVASCRIPT


JSX = Jsx(
    **vars(
        replace(
            JAVASCRIPT,
            carried=_ELEMENTS.carried,
            signs=(*_ELEMENTS.signs, *JAVASCRIPT.signs),
            annotations=Annotations(remark=("{/* ", " */}")),
            served=True,
        )
    )
)
