"""Amends an image link where it stands: its alternative text or its target, and nothing else.

A link's form is known by how it begins, not by the document's language: Markdown holds HTML tags,
and the comments of programs hold all of them. Forms in which an alternative text has no place of
its own, or is seldom written (LaTeX, Org, wikis), are never said to lack one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import quote

from limner.document import Document, Replacement, Span
from limner.markup import for_language
from limner.markup.common.words import path, plain, url
from limner.markup.interface import ImageLink

MOST_PLACES = 20
"""Parts of a link that are tried for its path."""


def lacks_alt(text: str, link: ImageLink) -> bool:
    """Say whether *link* of *text* has no alternative text, and not by the author's choice.

    An empty ``alt=""`` says that a picture is decoration; ``![](…)`` says nothing.
    """
    written = link.span.of(text)
    form = _form_of(written)
    return form is not None and not (link.alt or "").strip() and not form.chosen.search(written)


def is_alt(link: ImageLink, alt: str) -> bool:
    """Say whether *link* has the alternative text *alt* already."""
    return _unmarked(link.alt or "") == _unmarked(alt)


def with_alt(document: Document, link: ImageLink, alt: str) -> Replacement | None:
    """Give *link* the alternative text *alt*, in place of any that it has.

    ``None`` where its form has no place for one, or it cannot be seen where the old one stands.
    """
    written = link.span.of(document.text)
    if (link.alt or "").strip():
        return _replaced(link, written, _unmarked(alt))
    form = _form_of(written)
    edit = form.insert(document, link, written, _unmarked(alt)) if form else None
    if edit is None:
        return None
    offset, text = edit
    at = link.span.start + offset
    return Replacement(Span(at, at), text)


def with_target(document: Document, link: ImageLink, target: str) -> Replacement | None:
    """Let *link* point to *target*, and change nothing else that it says.

    A link's words may repeat its path, and its path may be written far below it. So each part that
    reads like the path is tried, and the first one holds by which the markup itself reads what is
    wanted. ``None`` where there is none.
    """
    edits = (
        Replacement(place, spelling)
        for place in islice(_target_places(document.text, link), MOST_PLACES)
        for spelling in _spellings(place.of(document.text), target)
    )
    return next((edit for edit in edits if _leads(document, link, edit, target)), None)


def _spellings(old: str, target: str) -> Iterable[str]:
    """Return *target* percent-encoded and as it is: first the way in which *old* is written."""
    both = (url(target), target) if old == url(path(old)) else (target, url(target))
    return dict.fromkeys(both)


def _target_places(text: str, link: ImageLink) -> Iterator[Span]:
    """Yield where the path of *link* may be written: in itself, then in definitions elsewhere."""
    start, written = link.span.start, link.span.of(text)
    if not link.target:
        if empty := _EMPTY_TARGET.search(written):
            yield Span(start + empty.start(1), start + empty.end(1))
        return
    encoded = quote(link.target, safe="/-_.~!*'(),;:@&=+$#?")
    spellings = sorted({link.target, url(link.target), encoded}, key=len, reverse=True)
    path = f"(?P<path>{'|'.join(map(re.escape, spellings))})"
    found = [*re.finditer(path, written)]
    yield from (Span(start + each.start(), start + each.end()) for each in found)
    yield from (Span(*each.span("path")) for each in re.finditer(rf"\]:\s*<?{path}", text))


def _leads(document: Document, link: ImageLink, edit: Replacement, target: str) -> bool:
    """Say whether *edit* lets *link* point to *target* and say all else as before."""
    after = replace(document, text=edit.apply(document.text))
    start = link.span.start
    if edit.span.end <= start:
        start += len(edit.text) - (edit.span.end - edit.span.start)
    for now in for_language(document.language).links(after):
        if now.span.start == start:
            same = (now.alt, now.caption) == (link.alt, link.caption)
            return same and now.target in (target, path(target))
    return False


_Insertion = tuple[int, str] | None
"""Where in the link something is put in, and what."""


@dataclass(frozen=True)
class _Form:
    """One way to write an image link.

    Attributes:
        begins: how it begins.
        chosen: what in it says that there is no alternative text on purpose, or that a template
            or program supplies it.
        insert: finds the place for an alternative text, and writes it.
    """

    begins: re.Pattern[str]
    chosen: re.Pattern[str]
    insert: Callable[[Document, ImageLink, str, str], _Insertion]


def _form_of(written: str) -> _Form | None:
    return next((form for form in _FORMS if form.begins.match(written)), None)


def _unmarked(alt: str) -> str:
    """Return *alt* without any character that a markup could read as its own."""
    quoted = re.sub(r'"([^"]*)"', r"“\1”", plain(alt))
    kept = re.sub(r"[\\`*_\[\]{}<>|$#~^\"]|&(?=#?\w+;)|:(?=:)", "", quoted)
    return " ".join(kept.split())


def _replaced(link: ImageLink, written: str, alt: str) -> Replacement | None:
    stands = _ALT.search(written)
    if stands is None or stands.lastgroup is None:
        return None
    form, (start, end) = stands.lastgroup, stands.span(stands.lastgroup)
    if _unmarked(link.alt or "") != _unmarked(written[start:end]):
        return None
    if form == "apostrophes":
        alt = alt.replace("'", "’")
    elif form == "parentheses":
        alt = re.sub("[()]", "", alt)
    elif form == "macro" and re.search(r"[,=]", alt):
        alt = f'"{alt}"'
    first = link.span.start
    return Replacement(Span(first + start, first + end), alt)


def _in_brackets(_document: Document, _link: ImageLink, _written: str, alt: str) -> _Insertion:
    return len("!["), alt


def _in_tag(_document: Document, _link: ImageLink, written: str, alt: str) -> _Insertion:
    end = re.search(r"\s*/?>\Z", written)
    return (end.start(), f' alt="{alt}"') if end else None


def _as_option(document: Document, link: ImageLink, written: str, alt: str) -> _Insertion:
    """Write ``:alt:`` as the directive's first option, indented like the others."""
    text = document.text
    first = re.match(r"[^\r\n]*", written)
    if first is None or first.group().rstrip().endswith("::"):
        return None
    before = text[document.line_start(link.span.start) : link.span.start]
    lead = re.sub(r"(?:[-*+•]|[A-Za-z\d#]+[.)])(?=\s)", lambda mark: " " * len(mark[0]), before)
    if lead.strip():
        return None  # It stands in a cell of a drawn table, which another line would break.
    option = re.match(rf"\r?\n?{re.escape(lead)}([ \t]+)(?=:)", written[first.end() :])
    return first.end(), f"{document.line_ending}{lead}{option[1] if option else '   '}:alt: {alt}"


def _in_macro(_document: Document, _link: ImageLink, written: str, alt: str) -> _Insertion:
    start = written.index("[") + 1
    quoted = f'"{alt}"' if re.search(r"[,=]", alt) else alt
    return start, quoted if written[start] in "],\n" else f"{quoted},"


def _in_call(_document: Document, _link: ImageLink, written: str, alt: str) -> _Insertion:
    path = re.match(r'#?image\(\s*"(?:[^"\\]|\\.)*"', written)
    return (path.end(), f', alt: "{alt}"') if path else None


def _in_colons(_document: Document, _link: ImageLink, written: str, alt: str) -> _Insertion:
    return len(written[: -len(":::")].rstrip()), f' alt-text="{alt}"'


def _in_exclamation_marks(
    _document: Document, _link: ImageLink, written: str, alt: str
) -> _Insertion:
    return len(written) - 1, f"({re.sub('[()]', '', alt)})"


_FORMS = (
    _Form(re.compile(r"!\[(?!\[)"), re.compile(r"(?!)"), _in_brackets),
    _Form(
        re.compile("<img", re.IGNORECASE),
        re.compile(
            r"\balt\b|[{]|<[%?]|v-bind|\brole=.?(?:presentation|none)|aria-hidden", re.IGNORECASE
        ),
        _in_tag,
    ),
    _Form(re.compile(r"\.\.[ \t]+(?:image|figure)::"), re.compile(r":alt:"), _as_option),
    _Form(
        re.compile(r"image::?[^\s:\[]"),
        re.compile(r"\balt=|\[[ \t]*\"\"|\bopts?(?:ions)?=.?interactive"),
        _in_macro,
    ),
    _Form(re.compile(r"#?image\("), re.compile(r"\balt:|\.\."), _in_call),
    _Form(re.compile(":::image"), re.compile(r"alt-text=|type=.?(?:icon|complex)"), _in_colons),
    _Form(re.compile(r"!\S[^\[]*!\Z"), re.compile(r"(?!)"), _in_exclamation_marks),
)

_ALT = re.compile(
    r"""\A!\[(?P<brackets>(?:\\.|[^\[\]\\])*)\]
    |\balt(?:-text)?\s*[=:]\s*(?:"(?P<quotes>(?:\\.|[^"\\])*)"|'(?P<apostrophes>[^']*)')
    |:alt:[ \t]*(?P<option>[^\r\n]*\S)
    |\Aimage::?[^\s\[]+\[(?:"(?P<quoted>[^"]*)"|(?P<macro>[^\],="]+))
    |\A!\S[^(\n]*\((?P<parentheses>[^()\n]*)\)!
    """,
    re.VERBOSE,
)
"""Where the alternative text of a link stands, as it is written."""

_EMPTY_TARGET = re.compile(r"\]\([ \t]*(<>|)[ \t]*\)\Z")
