"""What of a description tells its genre: its words, what they name, and the form of the text."""

from itertools import pairwise

from limner.patterns import lazy_regex
from limner.prompt.source_form import SPEECH, bare, is_heading, is_prose
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK, head
from limner.prompt.wordnet.word_classes import Tag, tags

LONGEST = 400
"""Characters that are looked at: what is pictured stands at the beginning."""

YEAR_DIGITS = 4
MOST_WORDS, MOST_COMMAS, MOST_PASTS = 32, 4, 3
"""Counts beyond which more makes no difference."""

CAPITALS = 0.6
"""Share of words with a capital from which a text reads as a title."""

QUOTATION_MARK = lazy_regex(r"[\"“”«»]")
PAST = lazy_regex(r"[a-z]{2,}ed")


def features(text: str) -> frozenset[str]:
    """Return the features of *text*: words and pairs of words in base form, categories, form."""
    text = bare(" ".join(text.split()))[:LONGEST]
    words = WORD_OR_MARK.findall(text)
    classes = tags(words)
    bases = [_base(word.lower(), one) for word, one in zip(words, classes, strict=True)]
    found = {f"w={base}" for base in bases} | {f"b={a} {b}" for a, b in pairwise(bases)}
    for base, one in zip(bases, classes, strict=True):
        if one == "noun":
            found.add(f"c={category(base)}")
    found |= {f"first={base}" for base in bases[:1]} | {f"last={base}" for base in bases[-1:]}
    found.add("tags=" + " ".join(classes[:3]))
    return frozenset(found | _head(text) | _form(text, words, classes))


def _base(word: str, word_class: Tag) -> str:
    if word.isdigit():
        return "0" if len(word) < YEAR_DIGITS else "0000"
    if word_class in ("noun", "possessive"):
        return lemma(word, ("noun",))
    return lemma(word, ("verb",)) if word_class == "verb" else word


def _head(text: str) -> set[str]:
    found = head(text)
    if found is None:
        return set()
    noun = lemma(found.noun.lower(), ("noun",))
    return {f"h={noun}", f"hc={category(noun)}"}


def _form(text: str, words: list[str], classes: list[Tag]) -> set[str]:
    letters = [word for word in words if word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    titled = capitals >= max(2, CAPITALS * len(letters))
    begun = bool(words) and words[0][:1].isupper()
    pasts = sum(PAST.fullmatch(word.lower()) is not None for word in words)
    marks = {
        "prose": is_prose(text),
        "speech": SPEECH.search(text) is not None,
        "quote": QUOTATION_MARK.search(text) is not None,
        "heading": is_heading(text),
        "stop": text[-1:] in (".", "!", "?"),
        "verb": "verb" in classes,
        "colon": ":" in words,
    }
    return {name for name, holds in marks.items() if holds} | {
        "caps" if titled else "cap" if begun else "nocap",
        f"len={min(len(words), MOST_WORDS) // 4}",
        f"past={min(pasts, MOST_PASTS)}",
        f"commas={min(words.count(','), MOST_COMMAS)}",
    }
