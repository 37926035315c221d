"""What stands around a phrase that leaves something out, in English."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.vocabulary import word_set

OF_IT = lazy_regex(
    r"(?:,? please\b"
    r"|\s(?:on|in|around|over|at|from|to) (?:his|her|its|their|the)"
    r" (?:heads?|face|nose|neck|fingers?|hands?|wrists?|ears?|feet|foot|shoulders|back|chest"
    r"|jersey|shirt|coat|jacket|pockets?|holster|belt|branches|trees|lips|eyes)\b"
    r"|\s(?:on|in|inside|at|around|to|near|beside|behind|next to|upon|over|under|above)"
    r" (?:it|them|him|her)\b"
    r"|\s(?:in or out|to be seen|at all|whatsoever|anywhere|nearby|either|pls)\b"
    r"|\syet(?: \w+(?=[.,;]|$))?|\saround(?! an?\b| the\b)|\sabout(?=[.,;]|$)"
    r"|\sin (?:sight|view|the (?:back|fore)ground)\b"
    r"|\sin the (?:distance|picture|image|photo|frame|shot|scene)\b"
    r"|\s(?:shown|seen|visible|present|allowed|needed|on)(?=\s*(?:[.,;:)]|$))"
    r"|\s(?:of|for)"
    r"(?:\s(?!(?:in|on|at|by|with|and|or|near|under|over|behind|beside|next)\b)[\w'’-]+)+)+",
    re.IGNORECASE,
)
"""What goes on about a thing that is not there: "on it", "in sight", "of any kind"."""

ALONE = lazy_regex(
    r"(?:no|zero|neither|not (?:an?|any|one)|nobody|no one|no-one|nothing"
    r"|avoid:?|leave out|omit:?|exclude:?)\b",
    re.IGNORECASE,
)
"""How a phrase begins that can be an item of a list, or a clause of its own."""

HAVING = lazy_regex(
    r"(?P<verb>has|have|had|having|with|contains?|shows?) (?:no|zero)\b", re.IGNORECASE
)

SAYING = lazy_regex(
    r"(?:has|have|had|contains?|shows?) (?:no|zero)\b"
    r"|(?:do(?:es)?|must|should|may|can|is|are|was|were)(?: not|n['’]t)\b",
    re.IGNORECASE,
)
"""How a phrase begins that has its verb."""

LED_BY = lazy_regex(
    r"(?:,\s*)?\b(?:(?:and|but|or|yet|though|plus|just|also|even|still|please|soon|now|then)\s+)+"
    r"|\b(?:(?:who|that|which|where)\s+)?(?:there\s+)?(?:is|are|was|were|be|being)\s+"
    r"|\b(?:entirely|completely|totally|wholly|altogether|almost|quite)\s+"
    r"|,?\s*\b(?:where|in which|on which|that|who|while|as|because|since)\s+",
    re.IGNORECASE,
)
"""What stands before a phrase that is cut, and goes with it."""

LEADING = word_set("with in on of at by from under for wearing holding carrying showing having")

SUBJECT = lazy_regex(
    r"(?:(?P<start>^|[.!?,;:]\s+)|\b(?:and|but|while|where|so)\s+)"
    r"(?:(?P<told>it|they|he|she|there|this|these|you)"
    r"|(?:the|this) (?:picture|image|photo|photograph|scene|drawing|illustration|background))"
    r"(?:\s+(?:is|are|was|were))?\s*$",
    re.IGNORECASE,
)
"""A subject that says nothing where its verb is gone: "it | has no …"."""

RELATIVE = lazy_regex(r",?\s*\b(?:who|that|which)\s*$", re.IGNORECASE)

NEW_THING = lazy_regex(
    r",?\s+(?:(?:and|but)\s+(?=just|only)|(?:but\s+)?(?=(?:just|only)\s)|(?:and|but)\s+"
    r"(?=(?:an?|one|two|three|four|five|six|some|several|many|his|her|its|their|\d+)\s))",
    re.IGNORECASE,
)
"""What joins a thing that is there: "with no chairs but | a table"."""

AND_DOES = lazy_regex(r",?\s+(?:and|but)\s+(?P<verb>\w+)\b", re.IGNORECASE)

NOBODY = lazy_regex(r"no(?:body|[ -]one)\b", re.IGNORECASE)

ITS_PLACE = lazy_regex(
    r"^\s(?:in|on|at|aboard|behind) (?:the|its|their)\s(?!rain|snow|fog|dark)\w+"
)
"""Where nobody is: "with nobody in the stands"."""

EMPTY = lazy_regex(r"(?P<adjective>free|clear|bare|empty|devoid) of\b", re.IGNORECASE)

STAYING = word_set(
    "is are was were be stay stays left leaves keep keeps kept remain remains lie lies look looks"
)
SAID_ALONE = {"free": "clear", "devoid": "bare"}
"""Adjectives that say nothing without what is lacking, and others that do."""

LISTED = lazy_regex(
    r"(?:,\s[\w'’ -]{2,30}?){0,4},?\s+n?or\s+(?:an?\s+|any\s+)?[\w'’-]+", re.IGNORECASE
)
"""What else is left out, where it could not be read: "without candles or cream"."""

AND_WITH = lazy_regex(
    r",?\s+(?:(?:and|but)(?=\s+(?:with|in|on|at|by|wearing|holding|carrying|full)\s))"
)
"""What joins another phrase of the same noun: "without a hat and | with a stick"."""

IN_PLACE = lazy_regex(
    r"^\s*(?:on|in|at|along|across|around|inside)\s+(?=(?:the|an?|this|that|his|her|their|its|my)\s)",
    re.IGNORECASE,
)

EXCEPT = lazy_regex(r"\s+(?:except(?: for)?|but|other than|besides|apart from)(?=\s)")
"""What leads to the part of a thing that is there: "no text but the name"."""

CLAUSE_OPENS = lazy_regex(
    r"(?:,\s*(?:and|but)|\b(?:where|which|that|who|while|because|as))$", re.IGNORECASE
)

CLAUSE_END = lazy_regex(r"[.,;:!?)]|\s[—–-]\s|\s+(?:and|but|while|just|only)\s", re.IGNORECASE)

OPENS = lazy_regex(
    r"^no\s+.*?\s(?:on|in|at|along|across|around|inside)\s+(?=(?:the|an?|this|that|his|her|its|my)\s)",
    re.IGNORECASE,
)
