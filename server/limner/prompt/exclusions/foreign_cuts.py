"""The same cuts in other languages than English: "ein Mann ohne Bart" becomes "ein Mann"."""

import re

from limner.patterns import lazy_regex
from limner.prompt.exclusions.english_cuts import joined
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.vocabulary import word_set

LED_BY = lazy_regex(
    r"(?:,\s*)?\b(?:(?:ganz|völlig|entièrement|totalement|complètement|totalmente|completamente|und|aber|doch|mit|et|mais|avec|y|e|pero|con|ma|en|maar|met|mas|com)\b\s*)+$",
    re.IGNORECASE,
)
"""What joins a phrase that is cut to what stands before it."""

SAID_OF = lazy_regex(
    r"(?:,?\s*\b(?:qui|où)\s+)?(?:\b(?:il|elle|ils|elles)\s+)?\bn(?:e\s+|['’])(?:y\s+)?[^\W\d_]+\s*$",
    re.IGNORECASE,
)
"""The clause that French "pas de" ends: "qui n'a | pas de barbe"."""

RELATIVE = lazy_regex(r",\s*(?:(?:in|auf|an|bei)\s+)?(?:der|die|das|dem|den|denen|wo)\s+$")
"""How a German clause about a noun begins."""

AND = {
    "de": "und|aber", "fr": "et|mais", "es": "y|e|pero", "it": "e|ed|ma", "nl": "en|maar",
    "pt": "e|mas",
}  # fmt: skip
"""What joins another phrase to one that is cut."""

UNCLEAR = lazy_regex(
    r"(?:,\s+[^\W\d_]+)+\s+(?:und|et|y|e|en)\s+[^\W\d_]+\s*(?:$|[,.;:!?])", re.IGNORECASE
)
"""A list that may belong to what is left out, or not: "ohne Menschen, Autos und Tiere"."""

ON_BODY = lazy_regex(
    r"\s+(?:(?:auf|an|um|in) (?:dem|den|der|seinem|seiner|seinen|ihrem|ihrer|ihren)"
    r" (?:Kopf|Kopfes|Nase|Gesicht|Hals|Hand|Händen|Finger|Fingern|Fuß|Füßen|Schultern|Arm|Armen)"
    r"|(?:sur|à|au|aux|dans|autour du) (?:(?:la|le|les|sa|son|ses) )?"
    r"(?:tête|nez|visage|cou|main|mains|doigt|doigts|pied|pieds|épaules|bras|dos)"
    r"|en (?:la|el|las|los|su|sus) "
    r"(?:cabeza|nariz|cara|cuello|mano|manos|dedo|dedos|pie|pies|hombros|brazo|brazos)"
    r"|(?:in|sul|sulla|sulle|al|alla|ai) "
    r"(?:testa|naso|viso|collo|mano|mani|dito|dita|piedi|spalle|braccio))\b",
    re.IGNORECASE,
)
"""Where a thing that is cut would be on somebody: "ohne Hut auf dem Kopf"."""

DENIED = r"kein|pas d|aucun|ningun|ningún|nessun|geen|nenhum"
"""How a phrase begins that can be a clause of its own."""

EXCEPT = lazy_regex(
    r"\s+(?:außer|sauf|hormis|excepto|salvo|tranne|behalve|exceto)\b", re.IGNORECASE
)

WHERE = lazy_regex(r"^\s*(?:dans|sur|en|à)\s+", re.IGNORECASE)

AFTER = word_set(
    "am im an auf in bei vor neben unter über hinter zwischen und aber nur mit ohne zu aus von "
    "à au aux dans sur sous contre devant derrière près avec et mais seulement la le les pendant "
    "en a al junto contra bajo sobre con y pero sólo solo frente durante ante entre por "
    "su di da contro nel nella sul sulla alla ai all ad e ma solo presso davanti sotto "
    "op bij met naast onder maar no na nos nas ao à junto sob"
)
"""Words behind a noun that begin something else."""

WHEN = word_set("noche día madrugada tarde mañana jour nuit notte giorno sera mattina noite dia")
"""What "de noche" tells by itself."""

OF = word_set("de d di da del della")


def cut(text: str, start: int, end: int, language: str) -> str:
    """Return *text* without the phrase from *start* to *end*; as it is where that is uncertain."""
    words = language_words(language)
    before, after = text[:start], text[end:]
    if EXCEPT.match(after) or UNCLEAR.match(after):
        return text
    if there := ON_BODY.match(after):
        after = after[there.end() :]
    is_denied = re.match(DENIED, text[start:end], re.IGNORECASE) is not None
    if words is not None and is_denied and _opens(before):
        return _denied(text, before, after)
    if words is None or (words.language != "de" and not _ends_here(after, words)):
        return text
    after = _colours_off(after, words)
    joint = AND.get(language, r"\b\B")
    if joins := re.match(rf",?\s+(?:{joint})\s+(?P<next>[^\W\d_]+)\b", after, re.IGNORECASE):
        is_another = re.fullmatch(words.without, joins["next"], re.IGNORECASE) if words else None
        if joins["next"].lower() not in AFTER | words.small and not is_another:
            return text  # "Sin gafas y sonrisa amplia".
        if joins["next"].lower() in AFTER:
            after = after[joins.start("next") - 1 :]
    if is_denied:
        return _denied(text, before, after)
    led = LED_BY.search(before)
    return joined(before[: led.start()] if led else before, after, text)


def _denied(text: str, before: str, after: str) -> str:
    """Return the words without a denied thing: a part between commas, or what a clause says."""
    if relative := RELATIVE.search(before):
        return joined(before[: relative.start()], re.sub(r"^[^,.;:!?]*,?", "", after), text)
    if said := SAID_OF.search(before):
        rest = after if before[: said.start()].strip() else WHERE.sub("", after)
        return joined(before[: said.start()], rest, text)
    led = LED_BY.search(before)
    if _opens(before):
        rest = re.sub(r"^[^.,;:!?)]*", "", after)
        if re.match(r", [a-zß-ÿ]+t\b", rest) and before.count(",") == 1:
            return joined(before.rstrip()[:-1], rest[1:], text)  # "…, kein Hut, steht am Tor".
        return joined(before, rest, text)
    return joined(before[: led.start()], after, text) if led else text


def _opens(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in ".,;:!?("


def _colours_off(after: str, words: LanguageWords) -> str:
    found = re.match(r"\s+([^\W\d_]+)", after)
    return after[found.end() :] if found and found[1].lower() in words.colours else after


def _ends_here(after: str, words: LanguageWords) -> bool:
    """Say whether nothing behind the noun belongs to it, or may be an adjective of it."""
    found = re.match(r"\s+([^\W\d_]+)['’]?(?:\s*([^\W\d_]+))?", _colours_off(after, words))
    if found is None:
        return re.match(r"\s*(?:$|[^\w\s])", _colours_off(after, words)) is not None
    first, second = found[1].lower(), (found[2] or "").lower()
    if first in OF and first not in ("en", "a"):
        return second in WHEN
    return first in AFTER or first in words.small
