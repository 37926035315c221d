"""What a check finds in a prompt, and the smallest edit that puts it right."""

from dataclasses import dataclass
from typing import Literal

from limner.patterns import lazy_regex
from limner.prompt.ledger.tokens import cased_like, indefinite_article

ARTICLE = lazy_regex(r"\b(?P<article>[Aa]n?) $")

FaultKind = Literal[
    "number", "colour", "quote", "name", "side", "exclusion", "lettering", "subject",
    "thing", "intrusion", "syntax", "length", "language",
]  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """Text that stands in place of another: ``Edit(4, 8, "three")``; places are code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fault:
    """One thing that a prompt has lost, changed or added.

    Attributes:
        kind: what it is about.
        says: one sentence, for the model that repairs and for the author who reads.
        edits: what puts it right in place; there is something wrong, and it is certain.
        clause: the author's words that bring back what is lost, where nothing stands for it.
        shown: the place of something that must not be there.
    """

    kind: FaultKind
    says: str
    edits: tuple[Edit, ...] = ()
    clause: str = ""
    shown: tuple[int, int] | None = None

    @property
    def is_hard(self) -> bool:
        """Whether code puts it right when the model does not; a soft one changes no text."""
        return bool(self.edits or self.clause or self.shown)


def with_articles(edits: tuple[Edit, ...], text: str) -> tuple[Edit, ...]:
    """Return *edits* of an English *text* with "a" and "an" before them as they must be then."""
    return tuple(_with_article(edit, text) for edit in edits)


def _with_article(edit: Edit, text: str) -> Edit:
    before = ARTICLE.search(text, max(0, edit.start - 3), edit.start)
    if before is None or edit.end == edit.start or not edit.text[:1].isalnum():
        return edit
    said = cased_like(indefinite_article(edit.text), before["article"])
    if said == before["article"]:
        return edit
    return Edit(before.start(), edit.end, f"{said} {edit.text}")
