"""Which image links of a document ask for a picture, and which lack alternative text.

A link to a file that does not exist asks for a picture already: its path says where, its
alternative text says what. Addresses, templates, code and comments are never reported.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from limner import markup
from limner.document import Document, Span
from limner.image import file_names
from limner.markup import amendment, marked_prompts, silenced
from limner.markup.common.custom_links import custom_links
from limner.markup.interface import ImageLink
from limner.project.links import linked_files
from limner.project.links.linked_files import Located
from limner.project.roots import Project
from limner.settings.declaration import Settings

Code = Literal["missing-image", "missing-alt", "elsewhere", "there", "unsure"]

CODES: tuple[Code, ...] = ("missing-image", "missing-alt")
"""What is looked for; a picture that stands elsewhere is found with those that are missing."""

IMAGES_ONLY: tuple[Code, ...] = ("missing-image",)
"""What is looked for before pictures are drawn."""

NOTED: tuple[Code, ...] = ("there", "unsure")
"""What other documents of a project may explain: a picture that is there, and one of which nobody
says where its link leads."""

THERE: tuple[Code, ...] = ("there",)
"""What is looked for before pictures are checked against their words: nothing is wrong yet."""


@dataclass(frozen=True)
class Finding:
    """One image link, and what was found out about its picture.

    Attributes:
        code: what is missing, or that the picture is ``"there"``, or that it is ``"unsure"`` where
            the link leads.
        link: the link.
        path: the file the link means; ``None`` when it names none (``![a fox]()``).
        elsewhere: a file of its name that stands elsewhere in the project.
        settled: there is no doubt about *path*, as other pictures stand there.
        custom: the project's own template or component that is given the link.
    """

    code: Code
    link: ImageLink
    path: Path | None
    elsewhere: Path | None = None
    settled: bool = True
    custom: str = ""

    @property
    def message(self) -> str:
        """What a person reads at the link."""
        if self.code == "missing-alt":
            return "This picture has no alternative text."
        if self.path is None:
            return "This picture is not drawn yet."
        if self.elsewhere is not None:
            other = os.path.relpath(self.elsewhere, self.path.parent).replace(os.sep, "/")
            return f"The picture {self.link.target} is not there, but {other} is."
        return f"The picture {self.link.target} does not exist."


Locate = Callable[[str], Located]


def locator(project: Project, settings: Settings) -> Locate:
    """Return a function that says where links of a document lead; it remembers what it has seen."""
    return cache(linked_files.resolver(project, settings))


def findings_in(
    document: Document, locate: Locate, codes: Collection[Code] = CODES
) -> tuple[Finding, ...]:
    """Find what is missing in *document*, in its order.

    Args:
        document: the document.
        locate: see `locator`.
        codes: what is looked for.
    """
    if not may_hold_images(document):
        return ()
    found = _findings(document, locate, codes)
    if silenced.MARK not in document.text:  # Asked once, not for each link of a long text.
        return tuple(found)
    return tuple(
        finding
        for finding in found
        if not silenced.is_silenced(document, finding.link.span, finding.code)
    )


def wanted(settings: Settings) -> tuple[Code, ...]:
    """Return what *settings* let be reported."""
    alts = settings.diagnostics_missing_alt and not settings.image_decorative
    asked = (settings.diagnostics_missing_image, alts)
    return tuple(code for code, yes in zip(CODES, asked, strict=True) if yes)


def may_hold_images(document: Document) -> bool:
    """Say quickly whether there is any sign of an image link in *document*."""
    signs = markup.for_language(document.language).signs
    return any(sign in document.text for sign in signs)


def words_of(finding: Finding) -> str:
    """Return what the picture of *finding* should show: alternative text, caption or file name.

    ``""`` when none of them says anything.
    """
    link = finding.link
    said = (link.alt or "").strip() or (link.caption or "").strip()
    # An attribute may go on over several lines.
    return " ".join(said.split()) or (file_names.name_words(finding.path) if finding.path else "")


def prompt_below(document: Document, link: ImageLink) -> str:
    """Return the prompt that stands in a marked block right below *link*; ``""`` without one."""
    return marked_prompts.prompt_behind(document, link.span.end)


def _findings(document: Document, locate: Locate, codes: Collection[Code]) -> Iterator[Finding]:
    if "<" in document.text and re.search(r"<base\s", document.text, re.IGNORECASE):
        return
    told: Span | None = None
    for link in markup.for_language(document.language).links(document):
        found = locate(link.target)
        is_tag = document.text.startswith("<", link.span.start)
        if found.path is None and (link.target or is_tag):
            # An address, a template, or a tag that waits for a script.
            continue
        if "missing-image" in codes and _is_order(document, link, found):
            code: Code = "elsewhere" if found.elsewhere else "missing-image"
            yield Finding(code, link, found.path, found.elsewhere, found.settled)
        elif "unsure" in codes and _is_missing(link, found):
            yield Finding("unsure", link, found.path, found.elsewhere, found.settled)
        if "there" in codes and found.there:
            yield Finding("there", link, found.path)
        # One tag or chunk with several pictures has one alternative text.
        is_film = found.path is not None and found.path.suffix[1:].lower() in _FILMS
        asks_for_alt = "missing-alt" in codes and link.span != told and not is_film
        if asks_for_alt and amendment.lacks_alt(document, link):
            told = link.span
            yield Finding("missing-alt", link, found.path)
    if "unsure" in codes:
        yield from _given(document, locate)


def _given(document: Document, locate: Locate) -> Iterator[Finding]:
    """Yield the pictures that templates of the project are given: there, or unsure."""
    for given in custom_links(markup.for_language(document.language), document):
        found = locate(given.link.target)
        if found.path is not None and found.there:
            yield Finding("there", given.link, found.path, custom=given.custom)
        elif _is_missing(given.link, found):
            yield Finding(
                "unsure", given.link, found.path, found.elsewhere, found.settled, given.custom
            )


_FILMS = frozenset({"mp4", "webm", "mov", "ogv", "mp3", "ogg", "wav"})


def _is_order(document: Document, link: ImageLink, found: Located) -> bool:
    """Say whether a picture is missing, and the link asks for one."""
    if found.path is None:
        return bool((link.alt or "").strip())
    return found.understood and _is_missing(link, found)


def _is_missing(link: ImageLink, found: Located) -> bool:
    """Say whether a link means a picture that is not there, and that no program makes."""
    if found.path is None or found.there or found.made or link.made:
        return False
    return found.path.suffix[1:].lower() in file_names.PICTURES
