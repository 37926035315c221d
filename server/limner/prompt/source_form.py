"""In what form a description stands in its document: as a placeholder, a heading, or in prose."""

import re

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_cues import phrases
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.naming import without_marks

WRAPPING = lazy_regex(
    r"^\s*(?:<!--|\{\{|!?\[(?!\s?\]|item)|\(|%+|//+|/\*+|;+|\.\. |- \[ \]|\* \[ \])\s*"
    r"|\s*(?:-->|\}\}|\](?:\(\S*\))?|\*/)\s*$"
)
LABEL = lazy_regex(
    r"^\s*(?:(?:todo|fixme|tbd|xxx)\b(?:\([^)]*\))?[:\s]*|(?:image|picture|photo|illustration|figure"
    r"|drawing|alt|img|placeholder|caption)(?: placeholder| here)?\s*:\s*"
    r"|(?:an?\s+)?(?:(?:(?:children|kid)s?['’]?s?|picture)[ -]book|storybook)"
    r"(?:\s*:|\s+(?:page|spread|illustration)\s*[:,])\s*"
    r"|(?:insert|add|put|draw|show|need|make|replace(?:\s+this)?\s+with)\s+(?:an?\s+|the\s+)?"
    r"(?:(?:image|picture|photo|illustration|figure|drawing)\s*(?:here)?\s*(?:of|:)\s*)?)",
    re.IGNORECASE,
)
CHAPTER = lazy_regex(
    r"^\s*(?:#+\s|=+ |\d+(?:\.\d+)*\.?\s+[A-Z][\w'’-]*(?:\s+[\w'’-]+){0,5}$"
    r"|(?:chapter|part|section|appendix)\s+(?:\w|\d+|[ivxlc]+|one|two|three|four|five)(?:[:.]\s.*)?$)",
    re.IGNORECASE,
)

NOT_SHOWN = (
    r"(?!\s+(?:on|in|at|as|over|above|under|across|along|painted|written|printed|lettered|sign|poster|"
    r"banner|label|card|cover|button|logo|sticker|icon)\b)"
)
SPEECH = lazy_regex(
    r"^\s*(?:(?:[“\"«„][^”\"»“]*[,.?!…—][”\"»“]|['‘](?:[^'‘’]|['’](?=\w))+[,.?!…—]['’])"
    rf"{NOT_SHOWN}|[-–—]\s+\w.*[.?!])"
)
"""What somebody says, and no lettering: \"SALE!\" on a banner is none."""
PRONOUN = lazy_regex(r"^\W*(?:i|he|she|we|they)\s", re.IGNORECASE)
TOLD = word_set(
    "was were had did said went came ran stood sat knew took gave told heard began brought thought "
    "fell blew slept spoke swam threw understood woke wore wrote drew drove ate forgot got grew "
    "shook sang sank sighed whispered nodded seemed could asked wanted"
)
"""Past forms that are nothing else."""
AFTER_SUBJECT = lazy_regex(
    r"\b(?:i|he|she|it|we|they|you|(?:my|his|her|our|their)\s+\w+)\s+(?:\w+ed|left|felt|found|kept|held|saw|put|read|rose|hung|led"
    r"|met|paid|won|shut|lay|hid|made|lost|let|set|cut)\b",
    re.IGNORECASE,
)
STOPPED = lazy_regex(r"[.!?…][\"”’»)]*\s*$")

MOST_MARKS = 6
"""How many a description may be wrapped in, such as ``<!-- TODO: [image: …] -->``."""


def bare(source: str) -> str:
    """Return *source* without marks of comments and placeholders, and without "TODO:"."""
    text = without_marks(source)
    for _ in range(MOST_MARKS):
        text = LABEL.sub("", WRAPPING.sub("", text))
    return text.strip() or source


def is_heading(source: str) -> bool:
    """Say whether *source* is a heading: marked, numbered, or the name of a part of a text."""
    if CHAPTER.search(source):
        return True
    parts = re.split(r"\s+(?:and|&)\s+", source.strip().rstrip(":").lower())
    return source.strip().lower() in phrases("headings") or all(
        part in phrases("headings") for part in parts
    )


def is_prose(text: str) -> bool:
    """Say whether *text* is speech, or tells in whole sentences what happened."""
    if SPEECH.search(text):
        return True
    spoken = PRONOUN.search(text) is not None
    stopped = STOPPED.search(text) is not None
    told = AFTER_SUBJECT.search(text) is not None or not TOLD.isdisjoint(
        re.findall(r"\w+", text.lower())
    )
    return (spoken and (stopped or told)) or (stopped and told)
