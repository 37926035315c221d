"""What a description commits to: read by code, so that no model can lose it.

`read` turns the author's words into a `Ledger`; `limner.prompt.checks.verification` says
what a text fails to keep of it. Counts, colours, relations and negations are read from English;
quotes, addresses, hex colours and measures from any language.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt.cleaning import clean
from limner.prompt.language import language
from limner.prompt.ledger import other_languages
from limner.prompt.ledger.commitments import Ledger, Negation
from limner.prompt.ledger.english_commitments import colours, counts, listed, relations
from limner.prompt.ledger.given_names import is_given_name
from limner.prompt.ledger.heads import is_quality
from limner.prompt.ledger.language_words import LanguageWords, language_words
from limner.prompt.ledger.names import ACTING, WORD, literals, proper_names
from limner.prompt.ledger.negations import negations, without
from limner.prompt.ledger.quotations import quotations
from limner.prompt.ledger.sides import sides
from limner.prompt.ledger.vocabulary import MEDIA, SEASONS, TIMES, WEATHERS
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

LONGEST_DESCRIPTION = 4000
"""Characters beyond which a text is a log or a chapter rather than a description."""

LIKENED = lazy_regex(r"-(?:ish|like|esque|style|inspired|era|themed)$")
"""What makes a name a quality: "NASA-ish"."""

MOST_COMMITMENTS = 40
"""Commitments of one kind beyond which a text is a list rather than a description."""


def read(source: str, document_language: str = "") -> Ledger:
    """Return what *source* commits to; never fails, an empty source commits to nothing.

    *document_language* decides where the words leave their language open.

    Of a text too long to describe one picture, or a list, only quotes and literals are read.
    """
    source = clean(source)
    tongue = language(source, document_language)
    quotes, outside = quotations(source)
    words = language_words(tongue)
    plain = Ledger(source, tongue, quotes=quotes, names=literals(outside), is_picture=False)
    if len(source) > LONGEST_DESCRIPTION:
        return plain
    if words is None:
        return replace(plain, is_picture=True)
    ledger = _english(plain, outside, words) if tongue == "en" else _other(plain, outside, words)
    kinds = (ledger.counts, ledger.colours, ledger.relations, ledger.sides, ledger.negations)
    return plain if max(map(len, kinds)) > MOST_COMMITMENTS else ledger


def _english(plain: Ledger, outside: str, words: LanguageWords) -> Ledger:
    excluded = tuple(negations(outside))
    present = without(outside, excluded)
    return replace(
        plain,
        counts=tuple(counts(present)),
        colours=tuple(colours(present)),
        names=tuple(dict.fromkeys((*plain.names, *_names_seen(outside, excluded)))),
        relations=tuple(relations(present)),
        sides=tuple(sides(present, words)),
        negations=excluded,
        media=listed(MEDIA, present),
        times=listed(TIMES, present),
        weathers=listed(WEATHERS, present),
        seasons=listed(SEASONS, present),
        is_picture=True,
    )


def _other(plain: Ledger, outside: str, words: LanguageWords) -> Ledger:
    excluded = tuple(other_languages.negations(outside, words))
    shown = without(outside, excluded)
    return replace(
        plain,
        counts=tuple(other_languages.counts(shown, words)),
        colours=tuple(other_languages.colours(shown, words)),
        names=tuple(dict.fromkeys((*plain.names, *_names_inside(outside, plain.language)))),
        sides=tuple(sides(shown, words)),
        negations=excluded,
        is_picture=True,
    )


def _names_seen(text: str, excluded: tuple[Negation, ...]) -> Iterator[str]:
    """Yield the names of an English text, but for what is left out: "Earth not visible"."""
    return (
        _without_quality(name, text)
        for name in proper_names(text, "en")
        if not _is_left_out(name, text, excluded)
        and not LIKENED.search(name)
        and not name.startswith(("I'", "I’"))
        and not _is_label(name, text)
    )


def _is_left_out(name: str, text: str, excluded: tuple[Negation, ...]) -> bool:
    """Say whether a name stands only in what is left out: "no Christmas tree"."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    left_out = any(one.thing and word.search(one.what) for one in excluded)
    return left_out and word.search(without(text, excluded)) is None


def _is_label(name: str, text: str) -> bool:
    """Say whether a word only says what follows it: "Background: beige linen"."""
    labels = re.search(rf"{re.escape(name)}:", text) is not None
    return labels and not is_given_name(name) and entry(lemma(name.lower())) is not None


def _without_quality(name: str, text: str) -> str:
    """Return *name* without the quality that opens the words: Marta, of "Old Marta"."""
    first, _, rest = name.partition(" ")
    opens = text.startswith(name) and is_quality(first) and is_given_name(rest)
    opens = opens and entry(name.lower()) is None  # "Big Ben".
    return rest if opens else name


def _names_inside(text: str, tongue: str) -> Iterator[str]:
    """Yield names; in German, where every noun is written like one, only what people are called."""
    if tongue == "de":
        return (word for word in WORD.findall(text) if is_given_name(word))
    return (name for name in proper_names(text) if not _only_opens(name, text, tongue))


def _only_opens(name: str, text: str, tongue: str) -> bool:
    """Say whether a word has its capital from the sentence that it begins, as far as is known."""
    if " " in name or is_given_name(name):
        return False
    acting = ACTING.get(tongue, r"\b\B")
    inside = rf"(?<![.!?])(?<!^)\s{re.escape(name)}\b|{re.escape(name)} {acting}"
    return re.search(inside, text) is None
