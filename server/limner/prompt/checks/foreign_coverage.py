"""Which words of a description in another language than English a prompt does not refer to."""

from collections.abc import Iterator

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.denial import is_denied
from limner.prompt.checks.things import share_stem
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.language_words import INDEFINITE, LanguageWords, language_words
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.translated_nouns import LANGUAGES, PLAIN, TranslatedNoun, translated
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import category, is_a
from limner.prompt.wordnet.sameness import same_thing

LEAST_STEMS = 4
"""Longer words in another language from which those that are gone are looked at."""

SHORTEST_PART = 3
"""Letters of a word that may be a part of another: Tür, of a Hüttentür."""

SHORTEST = 4
"""Letters of a word that is looked for."""

TOLD_OTHERWISE = frozenset({"people", "others", "signs", "science"})
"""Groups of the table of nouns whose members are told in ever other words."""


ABSTRACT = lazy_regex(r"(?:heit|keit|ung|schaft|nis|tum|tion|ment|ión|dad|tà|té)(?:en|s)?$")
"""How nouns end that no picture shows under their own name."""

ENDING = lazy_regex(r"(?:e[rns]?|ern|[ns])$")
"""How a word ends in its plural or another case."""

ASIDE = word_set(
    # German
    "aufschrift schriftzug farbe farben farbton hintergrund vordergrund modell modelle thema "
    "bild bilder motiv szene ende anfang dutzend osten westen norden süden nacht nächte tag tage "
    "morgen abend mittag nachmittag winter sommer herbst frühling frühjahr stil art blick nähe "
    "ferne mitte rand ankunft abschied jugend kindheit alter jahr jahre jahren jahrhundert mal "
    "durcheinander teil teile stück seite seiten oben unten maßstab format größe höhe breite länge "
    # French
    "couleur couleurs vieux vieille vieil ancien ancienne grand grande grands grandes petit petite "
    "petits petites jeune jeunes beau belle seul seule seuls seules fois moment instant jour nuit "
    "matin soir hiver été automne printemps façon vue image fond style "
    # Spanish and Italian
    "momento vez día noche mañana tarde invierno verano otoño primavera imagen fondo estilo vista "
    "viejo vieja pequeño pequeña gran grande joven solo sola aplicación "
    "volta giorno notte mattina sera inverno estate autunno immagine sfondo stile "
    "vecchio vecchia piccolo piccola giovane"
)
"""Words about the picture, its time or size, rather than what it shows."""


def foreign_losses(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield things of the author that *text* names in no way that is known.

    That is a noun of which the table knows the English, where nothing of its category is named; and
    the longer words, when two of three are gone.
    """
    if ledger.language:
        known, unknown = _lost_things(ledger, text), _lost_unknown(ledger, text)
        yield from dict.fromkeys((*known, *unknown, *_lost_stems(ledger, text)))


def _lost_things(ledger: Ledger, text: str) -> Iterator[str]:
    language, words = ledger.language, language_words(ledger.language)
    source, names = tokens(QUOTE.sub(" ", ledger.present)), " ".join(ledger.names)
    every = {token.text: token for token in tokens(text)}
    said = {noun.english for token in every.values() if (noun := _noun(token, language))}
    # Of a word that is said again the first place counts: a list may be long.
    first = {token.text: place for place, token in reversed(list(enumerate(source)))}
    for word, place in sorted(first.items(), key=lambda one: one[1]):
        noun = _noun(source[place], language)
        if noun is None or noun.group in TOLD_OTHERWISE or word in names:
            continue
        if words is not None and is_denied(place, source, words):
            continue
        if any(share_stem(word, other) for other in every):
            continue
        if not any(_may_be(noun.english, other) for other in said):
            yield word


def _lost_unknown(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield nouns that the table does not know, where *text* keeps more of the others."""
    language, words = ledger.language, language_words(ledger.language)
    if words is None or language not in LANGUAGES:
        return
    source, names = tokens(QUOTE.sub(" ", ledger.present)), " ".join(ledger.names)
    said = {token.text for token in tokens(text) if len(token.text) >= SHORTEST_PART}
    stems = set(map(_stem, said))
    lost, kept = [], 0
    for place, token in enumerate(source):
        if len(token.text) < SHORTEST or token.text in names or not _is_noun(place, source, words):
            continue
        own = _stem(token.text)  # Haushalts, of a Privathaushalt.
        if any(own in one or one in own for one in stems) or any(
            share_stem(token.text, other) for other in said
        ):
            kept += 1
        elif _noun(token, language) is None and not is_denied(place, source, words):
            lost.append(token.text)
    if len(lost) <= kept:
        yield from lost


def _is_noun(place: int, source: tuple[Token, ...], words: LanguageWords) -> bool:
    """Say whether the word at *place* is a noun for sure: by its capital, or an article before."""
    word = source[place]
    if word.lower in ASIDE or word.lower in words.text or ABSTRACT.search(word.lower):
        return False
    if words.language == "de":
        return word.text[:1].isupper() and place > 0
    return place > 0 and (
        source[place - 1].lower in INDEFINITE or source[place - 1].lower in words.numbers
    )


def _stem(word: str) -> str:
    """Return *word* without the ending and the vowels of its plural: Knöpfe, Knopf."""
    plain = word.lower().translate(PLAIN)
    return ENDING.sub("", plain) if len(plain) > SHORTEST else plain


def _noun(token: Token, language: str) -> TranslatedNoun | None:
    """Return what a word means, if it can be a noun: in German those have a capital."""
    if language == "de" and not token.text[:1].isupper():
        return None
    return translated(token.text, language)


def _may_be(own: str, other: str) -> bool:
    """Say whether *other* may stand for *own*: the same, a kind of it, or of its category."""
    alike = category(own) is not None and category(own) == category(other)
    return alike or is_a(other, own) or same_thing(own, other) is not None


def _lost_stems(ledger: Ledger, text: str) -> Iterator[str]:
    """Yield the longer words of another language when two of three are gone."""
    every = tokens(text)
    source = QUOTE.sub(" ", ledger.source)
    long = [word for word in WORD.findall(source) if len(word) > 5]
    if len(long) < LEAST_STEMS:
        return
    lost = [w for w in long if not any(share_stem(w, token.text) for token in every)]
    if 3 * len(lost) >= 2 * len(long):
        yield from lost
