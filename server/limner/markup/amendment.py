"""Amends an image link where it stands: its alternative text or its target, and nothing else.

A link's form is known by how it begins, among those of its markup: Markdown also holds HTML tags.
Links in which an alternative text has no place of its own, or is seldom written (LaTeX, Org,
wikis), have no form and are never said to lack one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import quote

from limner.document import Document, Replacement, Span
from limner.markup import for_language
from limner.markup.common.words import path, plain, url
from limner.markup.interface import ImageLink, LinkForm

MOST_PLACES = 20
"""Parts of a link that are tried for its path."""


def lacks_alt(document: Document, link: ImageLink) -> bool:
    """Say whether *link* has no alternative text, and not by the author's choice.

    An empty ``alt=""`` says that a picture is decoration; ``![](…)`` says nothing.
    """
    if (link.alt or "").strip():
        return False
    form = _form_of(document, link)
    return form is not None and not form.chosen.search(link.span.of(document.text))


def is_alt(link: ImageLink, alt: str) -> bool:
    """Say whether *link* has the alternative text *alt* already."""
    return _unmarked(link.alt or "") == _unmarked(alt)


def with_alt(document: Document, link: ImageLink, alt: str) -> Replacement | None:
    """Give *link* the alternative text *alt*, in place of any that it has.

    ``None`` where its form has no place for one, or it cannot be seen where the old one stands.
    """
    form = _form_of(document, link)
    if form is None:
        return None
    if (link.alt or "").strip():
        return _replaced(form, document, link, _unmarked(alt))
    edit = form.insert(document, link, _unmarked(alt))
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
        for place in islice(_target_places(document, link), MOST_PLACES)
        for spelling in _spellings(place.of(document.text), target)
    )
    return next((edit for edit in edits if _leads(document, link, edit, target)), None)


def _spellings(old: str, target: str) -> Iterable[str]:
    """Return *target* percent-encoded and as it is: first the way in which *old* is written."""
    both = (url(target), target) if old == url(path(old)) else (target, url(target))
    return dict.fromkeys(both)


def _target_places(document: Document, link: ImageLink) -> Iterator[Span]:
    """Yield where the path of *link* may be written: in itself, then in definitions elsewhere."""
    text, start, forms = document.text, link.span.start, _forms(document)
    written = link.span.of(text)
    if not link.target:
        for empty in filter(None, (form.empty.search(written) for form in forms)):
            yield Span(start + empty.start(1), start + empty.end(1))
        return
    encoded = quote(link.target, safe="/-_.~!*'(),;:@&=+$#?")
    spellings = sorted({link.target, url(link.target), encoded}, key=len, reverse=True)
    path = f"(?P<path>{'|'.join(map(re.escape, spellings))})"
    found = [*re.finditer(path, written)]
    yield from (Span(start + each.start(), start + each.end()) for each in found)
    for defined in (form.defined for form in forms if form.defined):
        yield from (Span(*each.span("path")) for each in re.finditer(defined + path, text))


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


def _forms(document: Document) -> Sequence[LinkForm]:
    return for_language(document.language).forms


def _form_of(document: Document, link: ImageLink) -> LinkForm | None:
    written = link.span.of(document.text)
    return next((form for form in _forms(document) if form.begins.match(written)), None)


def _unmarked(alt: str) -> str:
    """Return *alt* without any character that a markup could read as its own."""
    quoted = re.sub(r'"([^"]*)"', r"“\1”", plain(alt))
    kept = re.sub(r"[\\`*_\[\]{}<>|$#~^\"]|&(?=#?\w+;)|:(?=:)", "", quoted)
    return " ".join(kept.split())


def _replaced(form: LinkForm, document: Document, link: ImageLink, alt: str) -> Replacement | None:
    stands = form.alt.search(link.span.of(document.text))
    if stands is None or stands.lastgroup is None:
        return None
    if _unmarked(link.alt or "") != _unmarked(stands[stands.lastgroup]):
        return None
    first, (start, end) = link.span.start, stands.span(stands.lastgroup)
    return Replacement(Span(first + start, first + end), form.fitted(alt, stands.lastgroup))
