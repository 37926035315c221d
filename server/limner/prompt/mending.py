"""The smallest edits that put a model's prompt right; all else stays as it was written."""

import re
from collections.abc import Iterable
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.assembly import join_parts, opening, written
from limner.prompt.checks.exclusion_checks.absence import unsaid_faults
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.verification import hard_faults, split_flags, words_of
from limner.prompt.dialects import Dialect
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.names import ODD, WORD
from limner.prompt.ledger.tokens import sentences
from limner.prompt.ledger.vocabulary import VERBS, word_set
from limner.prompt.phrase_removal import phrase_around
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

LEAST_SENTENCE = 4
"""Words below which the rest of a trimmed sentence is no sentence."""

LEAST_OPENING = 2
"""The same for the first sentence, which may be a phrase: "A kitchen."."""

PLACING = (
    "with|beside|near|past|under|over|above|below|beneath|underneath|behind|bearing|carrying"
    "|mit|neben|unter|über|vor|hinter|con|junto|bajo|sobre|avec|sous|sur|devant|derrière|près"
)
"""What a phrase begins with that can be taken from the end of a clause."""

BREAK = lazy_regex(rf"[,;:](?=\s)|\s(?=[—–-]\s)|\s(?=(?:while|where|and|und|et|y|{PLACING})\s)")

ATTACHED = lazy_regex(rf"\s(?:{PLACING})\s")

LEADING = lazy_regex(
    r"[\s,]+(?:together|along|complete|combined|paired|and|und|et|y)$", re.IGNORECASE
)
"""What stands before the "with" of a phrase and goes with it, or joins it."""

LISTED = lazy_regex(r"\s(?:and|und|et|y)\s(?:an?|one|two|three|some|several|eine?n?|une?|una?)\s")
"""What the last item of a list begins with: "a bunch of grapes and a jar of honey"."""

PASSIVE = lazy_regex(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?\w+(?:ed|ewn|awn|own|ung)$")
LONGEST_VERB = 40

SHORT_SUBJECT = 5
"""Words from which more than a subject stands before a verb: "The stem, thorny, bears leaves"."""

LONGEST_REST = 3
"""Words of a clause that says nothing without what it ends with: "each part tagged with …"."""

BEING = word_set("is are was were ist sind war waren est sont était es son está están è sono")
"""Verbs that cannot end a clause."""


def repaired(ledger: Ledger, expansion: Expansion, dialect: Dialect) -> Expansion:
    """Return *expansion* with everything that its author decided for certain.

    One that holds all of it comes back as it is.
    """
    body, flags = split_flags(words_of(expansion.prompt, dialect))
    text = mended(body, hard_faults(ledger, body), dialect)
    if any(one.kind == "subject" for one in hard_faults(ledger, text)):
        text = join_parts([opening(ledger, dialect), text], dialect)
    if dialect.exclusions == "text":
        text = mended(text, unsaid_faults(ledger, text), dialect)
    if text == body:
        return expansion
    return replace(expansion, prompt=written(text, flags, dialect))


def mended(text: str, found: Iterable[Fault], dialect: Dialect) -> str:
    """Return *text* with what is *found* put right: in place, else trimmed, else added."""
    found = list(found)
    edits = [edit for one in found for edit in one.edits]
    edits += [_trim(text, one.shown) for one in found if one.shown and not one.edits]
    text = _edited(text, edits)
    clauses = dict.fromkeys(one.clause for one in found if one.clause and one.kind != "subject")
    return _joined(text, list(clauses), dialect) if clauses else text


def _edited(text: str, edits: list[Edit]) -> str:
    """Return *text* after *edits*; of two that meet, the longer counts."""
    taken: list[Edit] = []
    for edit in sorted(edits, key=lambda one: one.start - one.end):
        if all(edit.end <= one.start or edit.start >= one.end for one in taken):
            taken.append(edit)
    for edit in sorted(taken, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.strip()


def _trim(text: str, shown: tuple[int, int]) -> Edit:
    """Return the edit that takes what is *shown* away: its clause, else its sentence.

    The first sentence is never dropped: there, only the words themselves go.
    """
    bounds = list(sentences(text))
    number, (start, end) = next(
        (n, one)
        for n, one in enumerate(bounds)
        if one[0] <= shown[0] < one[1] or n == len(bounds) - 1
    )
    cuts = [
        start + m.start()
        for m in BREAK.finditer(text[start:end])
        if _is_outside(text, start + m.start())
    ]
    opens = [shown[0]] if text[shown[0]] == "," else []  # ", marked with the words …"
    ahead = [*(cut for cut in cuts if cut < shown[0]), *opens]
    before = _beginning(text, ahead, shown[1], end)
    if before is not None:
        before = _without_rest(text, before, [start, *ahead])
    after = min((cut for cut in cuts if cut >= shown[1]), default=None)
    if before is not None:
        before = start + len(LEADING.sub("", text[start:before].rstrip(" ,;:")))
    stop = text[end - 1] if text[end - 1] in ".!?。" else ""
    rest = text[after:end] if after is not None and text[after] in ",;" else ""
    said = text[start:before].split()
    if rest and said and said[-1].lower() not in BEING:
        said += rest.split()  # "Sun above …, sand and sage tones."
    least = LEAST_SENTENCE if number else LEAST_OPENING
    if before is not None and len(said) >= least:
        if after is not None and (text[after] in ",;" or LISTED.match(text, after)):
            verb = WORD.match(text, after + 2)
            is_alone = len(said) - len(rest.split()) < SHORT_SUBJECT
            joins = verb is not None and is_alone and _is_verb(verb.group())
            return Edit(before, after + joins, "")
        return Edit(before, end, stop)
    if number:
        return Edit(bounds[number - 1][1], end, "")
    if after is not None and len(text[after:end].split()) >= LEAST_SENTENCE:
        rest = text[after:end].lstrip(",;: ")
        return Edit(start, end, rest[:1].upper() + rest[1:])
    if phrase := phrase_around(text, shown, (start, end)):
        return phrase
    lead = re.search(
        r"\s*\b(?:that |which )?(?:read(?:s|ing)|say(?:s|ing)|labell?ed|marked|with the "
        r"words?)?\s*$",
        text[start : shown[0]],
    )
    return Edit(start + lead.start() if lead else shown[0], shown[1], "")


def _beginning(text: str, cuts: list[int], shown: int, end: int) -> int | None:
    """Return where the clause begins that ends with what is shown.

    Not at a preposition where a verb follows, whose subject would be left: "a name with a slogan
    runs below it"; nor behind a passive that needs it: "the street is lined".
    """
    cuts = [cut for cut in cuts if not PASSIVE.search(text, max(0, cut - LONGEST_VERB), cut)]
    follows = WORD.search(text, shown, end)
    if follows and follows.group() in VERBS:
        cuts = [cut for cut in cuts if not ATTACHED.match(text, cut)]
    return max(cuts, default=None)


def _without_rest(text: str, before: int, cuts: list[int]) -> int:
    """Return where to cut so that no participle is left by itself: ", each part tagged"."""
    comma = max((cut for cut in cuts if cut < before and text[cut] == ","), default=None)
    if comma is None or text[before] == ",":
        return before
    words = WORD.findall(text[comma:before])
    is_rest = words and len(words) <= LONGEST_REST and words[-1].endswith(("ed", "ing"))
    return comma if is_rest else before


def _is_verb(word: str) -> bool:
    """Say whether *word* says what one thing does: bears, leans."""
    known = entry(lemma(word, ("verb",))) if word.endswith("s") else None
    return word in VERBS or (
        known is not None and known.frequency("verb") > known.frequency("noun")
    )


def _is_outside(text: str, place: int) -> bool:
    """Say whether *place* stands outside double quotes."""
    return text[:place].count('"') % 2 == 0


def _joined(text: str, clauses: list[str], dialect: Dialect) -> str:
    """Return *text* with *clauses* at its end, as one more sentence or as phrases."""
    if dialect.form in ("phrases", "tags"):
        return ", ".join([text.rstrip(" ,."), *clauses])
    said = ", ".join(clauses)
    if not ODD.match(said):  # "kWh" and "iPhone" keep their letters.
        said = said[:1].upper() + said[1:]
    return f"{text} {said}.".lstrip()
