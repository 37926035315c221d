"""What a description quotes: lettering, not what somebody says aloud."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.heads import is_quality

QUOTE = lazy_regex(
    r"“([^“”]+)”|„([^“”„\"]+)[“”\"]|«\s?([^«»]+?)\s?»|»(\S(?:[^«»]*\S)?)«|\"([^\"]+)\"|‘((?:[^‘’]|(?<=\w)’(?=\w))+)’"
    r"|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)"
)

SPEAKING = """
    said says? asked asks told tells cried cries whispered whispers shouted shouts replied replies
    answered answers called calls murmured muttered laughed hissed hisses snapped growled yelled
    screamed grumbled mumbled breathed sobbed groaned sighed pleaded begged insisted announced
    declared exclaimed warned barked roared bellowed gasped panted stammered mused remarked
    protested demanded whined croaked squeaked
    sagte sagt fragte fragt rief ruft schrie flüsterte antwortete erwiderte murmelte zischte
    brummte knurrte seufzte keuchte stöhnte meinte
    dit demanda demande cria crie murmura répondit souffla chuchota soupira grogna hurla lança
    dijo dice preguntó gritó susurró respondió murmuró contestó exclamó
    disse chiese rispose gridò sussurrò mormorò esclamò
"""
"""How somebody is told to speak, in five languages."""

SAYING = f"(?:{'|'.join(SPEAKING.split())})"

SPOKEN = lazy_regex(rf"\W*(?:[\w'’]+\s+){{0,2}}{SAYING}\b|\W*{SAYING}\b", re.IGNORECASE)

TOLD_ON = lazy_regex(r"\s*[\"“«„]|\s*[A-Z]")
"""What follows a line of speech: another, or the next sentence of the story."""

ILLUSTRATED = lazy_regex(
    r"\W*(?:please )?(?:illustrat|draw|paint|show|depict)\w* (?:this|that|the|my) "
    r"(?:line|sentence|passage|quote|scene|moment)\b",
    re.IGNORECASE,
)
"""What follows words out of a story that are to be shown rather than written."""

SENTENCE = 5
"""Words from which a quote that is all of a text is a line of speech."""

LETTERED = lazy_regex(
    r"\b(?:sign|board|label|poster|banner|card|button|title|letters?|lettering|text|words?|caption|"
    r"inscription|plaque|screen|headline|logo|cover)\b[^.]*$",
    re.IGNORECASE,
)
"""What quoted words are written on: a sign that says "Open" does not speak."""

KEYED = lazy_regex(r"[{,]\s*\"[^\"]+\"\s*:")
"""A key of JSON."""

INCHES = lazy_regex(r"(?<=\d)\"(?=[\s,.;)]|$)")
"""What stands behind a measure in inches, or behind lettering that ends with a digit."""

DOUBTED = lazy_regex(r"\b(?:an?|the|his|her|its|their|so-called)\s$", re.IGNORECASE)
"""What stands before a word in doubt."""

BEFORE_QUOTE = 200
"""Characters in front of a quote in which it may say who speaks, or what it is written on."""


def quotations(source: str) -> tuple[tuple[str, ...], str]:
    """Return the quoted lettering, and the source with each quote replaced by a neutral mark.

    What somebody says aloud is no lettering.
    """
    source = without_inch_marks(source)
    found = [one for one in QUOTE.finditer(source) if not _is_no_lettering(source, one)]
    spoken = [match for match in found if _is_spoken(source, match)]
    if spoken:  # What somebody says may go on behind "she said".
        spoken = [one for one in found if one in spoken or _ends_open(one)]
    lettering = [match for match in found if match not in spoken]
    quotes = tuple(next(filter(None, match.groups())) for match in lettering)
    spans = {match.span() for match in lettering}
    return quotes, QUOTE.sub(lambda m: "▯" if m.span() in spans else f" {m.group()[1:-1]} ", source)


def without_inch_marks(text: str) -> str:
    """Return *text*, as long as before, without the marks of inches: a 27" monitor."""
    plain = list(text)
    for match in INCHES.finditer(text):
        if "".join(plain[: match.start()]).count('"') % 2 == 0:
            plain[match.start()] = "▯"
    return "".join(plain)


def _is_no_lettering(source: str, quote: re.Match[str]) -> bool:
    """Say whether quoted words are a part of JSON, or a word in doubt: a "happy" clown."""
    if source.lstrip().startswith(("{", "[{")) and KEYED.search(source):
        return True
    inner = quote.group()[1:-1]
    doubted = inner.isalpha() and inner.islower() and is_quality(inner)
    before, after = source[: quote.start()], source[quote.end() :]
    return doubted and bool(DOUBTED.search(before)) and re.match(r"\s[a-z]", after) is not None


def _is_spoken(source: str, quote: re.Match[str]) -> bool:
    """Say whether somebody says what is quoted: "'Put it down,' she said"."""
    start = quote.start()
    before = source[max(0, start - BEFORE_QUOTE) : start]
    if LETTERED.search(before):
        return False
    said_after = SPOKEN.match(source, quote.end()) is not None
    said_before = re.search(rf"\b{SAYING}\b(?:\s+\w+){{0,2}}[,:]?\s*$", before, re.IGNORECASE)
    alone = quote.group().strip() == source.strip() and len(source.split()) >= SENTENCE
    told_on = (
        start <= BEFORE_QUOTE
        and before.strip() == ""
        and (alone or TOLD_ON.match(source, quote.end()) is not None)
    )
    if alone or ILLUSTRATED.match(source, quote.end()):
        return True
    return _ends_open(quote) and (said_after or said_before is not None or told_on)


def _ends_open(quote: re.Match[str]) -> bool:
    return quote.group()[-2:-1] in ",!?.…"
