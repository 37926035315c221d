"""HTML: block structure comes from tags, not from lines.

- Image: ``<img src="…" alt="…">``, or a ``figure`` with ``figcaption``; all text survives.
- Prompt below: a comment, ``<!-- limner-prompt: … -->``.
- What goes below goes after the element that holds the words, in the nearest element that may hold
  an image: after a paragraph, heading, figure or list; inside a list item, table cell or section.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from limner.document import Span
from limner.markup.common.blocks import BlockShape, Spot, line_start
from limner.markup.common.html_links import HTML_HEADING, TAG_FORM, TAG_SIGNS, image_tags
from limner.markup.common.markup_language import Lines, MarkupLanguage, comment_line
from limner.markup.common.regions import Rule, Rules, mask, region_at
from limner.markup.common.words import url, without_references
from limner.markup.interface import Figure, ImageLink, Place
from limner.patterns import lazy_regex

_COMMENT = Rule(Place.COMMENT, "<!--", "-->", runs_on=True)
_RAW = Rule(
    Place.CODE, r"<(?i:script|style|textarea)\b",
    lambda opening, _before: f"(?i:</{opening[1:]}[^<>]*>)", runs_on=True,
)  # fmt: skip
_TITLE = Rule(Place.CODE, r"<(?i:title)(?=[\s/>])", r"(?i:</title[^<>]*>)", runs_on=True)
_TEMPLATE = (
    Rule(Place.EXPRESSION, r"\{\{", r"\}\}"),
    Rule(Place.EXPRESSION, r"\{%", r"%\}"),
    Rule(Place.EXPRESSION, r"<%", r"%>"),
    Rule(Place.EXPRESSION, r"<\?", r"\?>", runs_on=True),
)
RULES = Rules((_COMMENT, _RAW, *_TEMPLATE))
_WITHOUT_TAGS = Rules((_COMMENT, _RAW, _TITLE))

TAG = lazy_regex(r"""<(/?)([A-Za-z][\w:.-]*+)((?:[^<>"'/]|/(?!>)|"[^"]*+"|'[^']*+')*+)(/?)>""")
_VOID = lazy_regex(
    r"(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)", re.IGNORECASE
)
_FLOW = lazy_regex(
    r"(?:body|html|div|section|article|main|aside|header|footer|nav|li|td|th|dd|blockquote|details|"
    r"form|fieldset|center|dialog|search|noscript|template)",
    re.IGNORECASE,
)
_BLOCK = lazy_regex(
    _FLOW.pattern + r"|(?:p|h[1-6]|pre|ul|ol|dl|dt|table|caption|thead|tbody|tfoot|tr|colgroup|"
    r"figure|figcaption|picture|video|audio|object|svg|math|select|option|optgroup|datalist|button|"
    r"summary|legend|address|head|title|hgroup|menu|map|iframe|canvas)",
    re.IGNORECASE,
)
_ENDED_BY = {
    "p": re.compile(rf"(?!svg|math|picture|video|audio|object|button|select)(?:{_BLOCK.pattern})"),
    "li": re.compile("li"), "dt": re.compile("d[td]"), "dd": re.compile("d[td]"),
    "td": re.compile("t[dhr]"), "th": re.compile("t[dhr]"), "tr": re.compile("tr"),
    "option": re.compile("option"),
}  # fmt: skip
"""Elements whose end tag may be left out, and the tags that end them then."""
_PLACES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), Place.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), Place.LIST_ITEM),
    **dict.fromkeys(("td", "th", "caption"), Place.TABLE),
    "blockquote": Place.QUOTE, "math": Place.MATH,
}  # fmt: skip


@dataclass(frozen=True)
class _Open:
    name: str
    start: int
    end: int


def locate(flat: str, span: Span, shape: BlockShape) -> Spot:
    """Return the spot after the element or run of words that holds *span*."""
    region = region_at(flat, shape.rules, span)
    after = max(span.end, region.span.end) if region else span.end
    stack = _open_elements(flat, shape.rules, 0, span.start)
    tag = _tag_around(flat, span)
    if tag:
        after = max(after, tag.end())
    names = [element.name for element in stack]
    flow = max((index for index, name in enumerate(names) if _FLOW.fullmatch(name)), default=-1)
    child = next((element for element in stack[flow + 1 :] if _BLOCK.fullmatch(element.name)), None)
    end = _end_of(flat, shape.rules, child, after) if child else _next_block(flat, after)
    if "head" in names:
        body = re.compile(r"<body\b[^<>]*>|</head>", re.IGNORECASE)
        opened = [*body.finditer(flat, after)]
        end = opened[-1].end() if opened else end
    place = next((_PLACES[name] for name in reversed(names) if name in _PLACES), Place.PARAGRAPH)
    begin = child.start if child else min(span.start, end)
    inline = not (
        region or tag or "head" in names or {"svg", "select", "title", "button"} & {*names}
    )
    return Spot(
        region.rule.place if region else place,
        Span(begin, end), _indentation(flat, begin), inline, tight=True, region=region,
    )  # fmt: skip


# Braces are a template engine's; a backslash can begin an escape where the HTML is in a program.
_ALSO = str.maketrans({mark: f"&#{ord(mark)};" for mark in "{}\\"})


def escape(text: str, _spot: Spot | None = None) -> str:
    """Return *text* with references for what is markup here or to a template engine."""
    return html.escape(text).translate(_ALSO)


def uncomment(text: str) -> str:
    """Return *text* so that it neither ends a comment nor begins one."""
    return re.sub(r"-(?=-+!?>)|<(?=!--)", r"\g<0> ", re.sub(r"^(?=-?>)|-$", " ", text)).strip()


def image(figure: Figure) -> str:
    """Return an ``<img>`` tag."""
    return f'<img src="{escape(url(figure.target))}" alt="{escape(figure.alt)}">'


def _figure(figure: Figure) -> Lines:
    label = f' id="fig-{escape(figure.label)}"' if figure.label else ""
    caption = [f"  <figcaption>{escape(figure.caption)}</figcaption>"] if figure.caption else []
    return [f"<figure{label}>", f"  {image(figure)}", *caption, "</figure>"]


def links(flat: str) -> Iterator[ImageLink]:
    """Yield image tags outside of comments, scripts, styles and titles, whose tags are words."""
    yield from image_tags(mask(flat, _WITHOUT_TAGS))


def headings(flat: str, shape: BlockShape) -> Iterator[int]:
    """Yield heading tags outside of comments, scripts and templates."""
    yield from (tag.start() for tag in HTML_HEADING.finditer(mask(flat, shape.rules)))


def _several(prompts: Sequence[str], _spot: Spot, _following: str) -> Lines:
    return ["<ol>", *(f"  <li>{prompt}</li>" for prompt in prompts), "</ol>"]


def _tags(flat: str, rules: Rules, start: int, stop: int) -> Iterator[re.Match[str]]:
    searched = mask(flat[start:stop], rules)
    for tag in TAG.finditer(searched):
        found = TAG.match(flat, start + tag.start())
        if found:
            yield found


def _open_elements(flat: str, rules: Rules, start: int, stop: int) -> list[_Open]:
    """Return the elements that are open at *stop*, outermost first."""
    stack: list[_Open] = []
    names: Counter[str] = Counter()
    for tag in _tags(flat, rules, start, stop):
        name = tag[2].lower()
        if tag[1]:
            while names[name]:
                ended = stack.pop().name
                names[ended] -= 1
                if ended == name:
                    break
        elif not _VOID.fullmatch(name) and not tag[4]:
            while stack and _is_ended(stack[-1].name, name):
                names[stack.pop().name] -= 1
            stack.append(_Open(name, tag.start(), tag.end()))
            names[name] += 1
    return stack


def _end_of(flat: str, rules: Rules, element: _Open, after: int) -> int:
    """Return where *element* ends, seen from *after* inside it: its end tag, or what implies it."""
    inner = _open_elements(flat, rules, element.end, after)
    depth = 1 + sum(held.name == element.name for held in inner)
    for tag in TAG.finditer(flat, after):
        name = tag[2].lower()
        if name == element.name:
            if tag[1]:
                depth -= 1
                if depth == 0:
                    return tag.end()
            elif _is_ended(element.name, name):
                return _trimmed(flat, after, tag.start())
            elif not tag[4]:
                depth += 1
        elif not inner and _is_ended(element.name, name):
            return _trimmed(flat, after, tag.start())
    return len(flat.rstrip())


def _is_ended(element: str, by: str) -> bool:
    ended = _ENDED_BY.get(element)
    return bool(ended and ended.fullmatch(by))


def _next_block(flat: str, after: int) -> int:
    for tag in TAG.finditer(flat, after):
        if _BLOCK.fullmatch(tag[2]):
            return _trimmed(flat, after, tag.start())
    return max(after, len(flat.rstrip()))


def _trimmed(flat: str, after: int, end: int) -> int:
    return after + len(flat[after:end].rstrip())


def _tag_around(flat: str, span: Span) -> re.Match[str] | None:
    """Return the tag that *span* stands inside of, in an attribute."""
    opened = flat.rfind("<", 0, span.start)
    tag = TAG.match(flat, opened) if opened >= 0 else None
    return tag if tag and tag.end() > span.start else None


def _indentation(flat: str, offset: int) -> str:
    start = line_start(flat, offset)
    line = flat[start:offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


HTML = MarkupLanguage(
    shape=BlockShape(rules=RULES),
    links_in=links,
    inline=lambda figure, _spot: image(figure),
    block=lambda figure: [image(figure)],
    figure=_figure,
    escape=escape,
    mark=comment_line("<!-- ", " -->"),
    several=_several,
    comment_safe=uncomment,
    peels=((re.compile(r"<[^<>]*>"), ""),),
    decoded=without_references,
    wrapped=re.compile(r"<(\w+)\b[^<>]*>\s*(?P<words>[^<>]*?)\s*</\1>", re.DOTALL),
    noise=re.compile(r"[ \t]*(?:<!--|-->|<[^<>]*>)[ \t]*"),
    locate=locate,
    headings_in=headings,
    signs=TAG_SIGNS,
    forms=(TAG_FORM,),
    served=True,
)

COMPONENT = replace(HTML, searched=False)
"""HTML inside a program's file: Vue, Svelte, Astro."""
