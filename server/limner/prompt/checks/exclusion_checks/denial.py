"""Whether what stands in a text is denied there: "no boats", "boats are absent"."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.language_words import LanguageWords
from limner.prompt.ledger.tokens import Token
from limner.prompt.ledger.vocabulary import word_set

FREE_OF_BOTH = lazy_regex(r"\w+ (?:and|or) \w+ (?:free|less)\b")
"""What two things are missing from: "skull- and skeleton-free"."""

REACH = 9
"""Words between a thing and what denies it."""

JOINING = word_set("and but while yet und aber et mais y pero e ma")
BRINGING_IN = word_set("a an some several another ein eine einige un une des una unos unas")
"""Words that begin a clause of its own behind a comma: "clear of snow, and a hound roams"."""

ABSENT = lazy_regex(
    r"\b(?:left out|(?:left|taken) off|(?:laid|set|put) aside|absent|missing|nowhere"
    r"|nirgends|niemand|gone|avoided|omitted|excluded|removed"
    r"|plays? (?:no|not the slightest) (?:part|role)|has no place|have no place|not a single"
    r"|should be|ought to be|(?:torn|cut|ripped|broken|stripped|taken) (?:off|away)"
    r"|would (?:once |usually |normally |otherwise |have )*(?:be|been|hang|hung|stand|stood|sit|sat"
    r"|go|gone|lie|lain|rest(?:ed)?|grow|grown|fall|fallen|appear(?:ed)?|belong(?:ed)?)"
    r"|turned away|averted|(?:has |have )?left the (?:frame|picture|scene)"
    r"|out of (?:view|sight|frame|shot)|(?:outside|beyond|past) the frame"
    r"|out of the (?:design|picture|image|frame|scene|composition)"
    r"|hidden from view"
    r"|verzichtet|ausgespart|weggelassen"
    r"|not (?:among|there|present|visible|seen|shown|pictured|depicted|included|to be seen|in)"
    r"|(?:far )?below the horizon|(?:has|have) (?:long )?set|(?:not yet|yet to) ris(?:en|e)"
    r"|(?<!half )(?<!partly )(?<!almost )(?:vanished|disappeared|dissolved)|keine? mehr"
    r"|never (?:visible|seen|shown|in (?:view|sight))"
    r"|nicht (?:unter|dabei|da|zu sehen|sichtbar|mehr)"
    r"|faltan?|manca(?:no)?|manque(?:nt)?|fait défaut|omis\w*|absente?s?|se omiten?|ausentes?)\b",
    re.IGNORECASE,
)

EMPTY = lazy_regex(
    r"\b(?:empty|emptied|d[eé]sert(?:ed|s|[eé]e?s?|[ao]s?)|desiert[oa]s?|vacant|abandoned|bare|nobody"
    r"|un(?:occupied|peopled|inhabited|attended|manned|tenanted)"
    r"|no one|deserti|vac[ií][oa]s?|despoblad[oa]s?|nadie|vides?|dépeuplée?s?|personne"
    r"|(?:reste|est|demeure) désert|un alma|âme qui vive|nulle présence|menschenseele"
    r"|(?:menschen)?leer\w*|verlassen\w*|verlaten|vuot\w|une? \w+ déserts?)\b",
    re.IGNORECASE,
)
"""Words that say of a whole place that nothing and nobody is there."""

ONLY = lazy_regex(
    r"\bnothing (?:but|else|other|more)\b|\bonly the\b|\b(?:solely|exclusively)\b"
    r"|\b(?:show|contain|includ|depict)(?:s|ing|es)? only\b|\b[a-z]+s only\b"
    r"|\bcontienen? (?:únicamente|solo|sólo)\b|\buniquement\b|\bausschließlich\b",
    re.IGNORECASE,
)
"""Words that say of all that is not named that it is not there."""


def is_denied(place: int, every: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether a word near the one at *place*, in its clause, denies it."""
    start = place
    while start and not every[start - 1].ends_clause and place - start < REACH:
        if _begins_clause(start, every):
            break
        start -= 1
    end = place + 1
    while end < len(every) and not every[end - 1].ends_clause and end - place < REACH:
        end += 1
    before = " ".join(token.lower.replace("’", "'") for token in every[start:place])
    after = " ".join(token.lower for token in every[place:end])
    is_free = (
        every[place].ahead == "-"
        and every[place + 1 : place + 2]
        and (every[place + 1].lower in ("free", "less", "frei", "los"))
    )
    is_free = is_free or FREE_OF_BOTH.match(after) is not None
    denied = re.search(rf"\b(?:{words.negating})\b", before) or ABSENT.search(after)
    return bool(is_free or denied)


def _begins_clause(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the words at *place* begin a clause that nothing before them denies."""
    first, then = every[place], every[place + 1 : place + 2]
    is_joined = first.lower in JOINING and "," in every[place - 1].ahead
    return is_joined and bool(then) and then[0].lower in BRINGING_IN
