"""Where a prompt speaks of something that its author named."""

from functools import lru_cache

from limner.patterns import lazy_regex
from limner.prompt.checks.exclusion_checks.excluded_kinds import is_weather_of, shows_excluded
from limner.prompt.checks.lettering import QUOTED
from limner.prompt.checks.told_by import is_listed_kind, is_shown_by
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import Token, first_sentence, tokens
from limner.prompt.ledger.translated_nouns import translated
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.categories import categories, category, is_a
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.sameness import same_thing
from limner.prompt.wordnet.table import entry, is_below

ANYTHING = frozenset(
    [
        "shape",
        "shapes",
        "structure",
        "structures",
        "object",
        "objects",
        "thing",
        "things",
        "form",
        "forms",
    ]
)
"""Nouns that name whatever there is."""

JOINED = lazy_regex(r"[^\W_]+(?:['’]?-['’]?[^\W_]+)+")
"""Words with hyphens: a jack-o'-lantern."""

INTRODUCED = 4
"""Words before a noun among which its article stands."""

SHORTEST_STEM = 4
"""Letters that forms of one word share, in languages whose forms no table knows."""


@lru_cache(maxsize=1024)
def mentions(noun: str, text: str, language: str) -> tuple[int, ...]:
    """Return the numbers of those tokens of *text* that name *noun*.

    Forms of the word itself win; else synonyms, parts of compounds, and kinds count.
    """
    words = tokens(text)
    if language != "en":
        return tuple(n for n, word in enumerate(words) if share_stem(noun, word.text))
    exact = tuple(n for n, word in enumerate(words) if singular(word.text) == singular(noun))
    return exact or tuple(n for n, word in enumerate(words) if is_named_by(noun, word))


def is_named_by(noun: str, word: Token) -> bool:
    """Say whether *word* may name *noun*, in English."""
    if len(word.text) < 3 or word.lower in FUNCTION_WORDS:
        return False
    return same_thing(noun, word.lower) is not None


def share_stem(one: str, other: str) -> bool:
    """Say whether two words begin alike, or one ends with the other, as compounds do."""
    one, other = one.lower(), other.lower()
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_STEM:
        return False
    common = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short)
    )
    return common >= max(SHORTEST_STEM, len(short) - 2) or long.endswith(short)


def is_named(noun: str, text: str, language: str) -> bool:
    """Say whether *text* shows *noun*: under its own name, a synonym, or as a kind of it.

    Stricter than `mentions`: what a word may be in another sense does not count, and a more
    general word does only where it introduces the thing, in the first sentence, and where nothing
    else is named that it may be said of.
    """
    if language != "en":
        return any(
            share_stem(noun, token.text) or _means_the_same(noun, token.text, language)
            for token in tokens(text)
        )
    every = tokens(QUOTED.sub(lambda match: " " * len(match.group()), text))
    if any(singular(token.text) == singular(noun) for token in every):
        return True
    first_end = first_sentence(text)[1]
    base = lemma(noun.lower(), ("noun",))
    own = category(base)
    if any(is_listed_kind(base, name.lower()) for name in JOINED.findall(text)):
        return True
    if any(_is_named_in_two(base, place, every) for place in range(len(every) - 1)):
        return True
    opens = next((n for n in range(len(every)) if _is_introduced(n, every)), None)
    for place, token in enumerate(every):
        if len(token.text) < 3 or token.lower in FUNCTION_WORDS or token.lower in ANYTHING:
            continue
        word = lemma(token.lower, ("noun",))
        is_noun = is_rather_noun(word) or _is_introduced(place, every)
        is_head = is_noun and not is_before_noun(place, every)
        # The lexicon has no pictogram; what the table lists is a noun.
        if (is_head or entry(word) is None) and is_listed_kind(base, word):
            return True
        if is_shown_by(base, singular(token.text)):
            return True
        if is_weather_of(base, word):
            return True
        reason = same_thing(base, token.lower)
        is_ending = len(word) >= SHORTEST_STEM and (word.endswith(base) or base.endswith(word))
        if reason in ("lemma", "near", "derived") or (
            reason in ("compound", "synonym") and is_ending
        ):
            return True
        if reason == "is-a" and _is_kind(word, base) and not _only_describes(word):
            return True
        if is_head and place == opens and (_may_be_kind(word, base) or shows_excluded(base, word)):
            return True
        if reason in ("synonym", "is-a", "generic") and is_noun:
            general = is_a(base, word) or reason == "generic"
            may_be = is_a(base, word) or _is_kind(base, "person")
            if reason == "synonym" and own in (
                categories(word) if is_head else categories(word)[:1]
            ):
                return True
            if (
                general
                and may_be
                and token.end <= first_end
                and not _has_another(word, base, every)
                and not _is_of_another_kind(place, base, every)
            ):
                return True
    return False


def _means_the_same(noun: str, word: str, language: str) -> bool:
    """Say whether two words of another language than English mean one thing: coche, automóvil."""
    own, other = translated(noun, language), translated(word, language)
    if own is None or other is None:
        return False
    return same_thing(own.english, other.english) in ("lemma", "synonym", "near")


def _is_named_in_two(base: str, place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the words at *place* and behind it name *base*: a German shepherd, a cut-out."""
    token, after = every[place], every[place + 1]
    if token.ahead not in (" ", "-"):
        return False
    name = f"{token.lower} {singular(after.text)}"
    if token.ahead == "-" and name.replace(" ", "") == base:
        return True
    if entry(name) is None or token.lower in FUNCTION_WORDS:
        return False
    return is_a(name, base) or shows_excluded(base, name) or same_thing(base, name) == "synonym"


def _is_introduced(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* ends a phrase that begins with "a": "a narrow lane"."""
    before = every[max(0, place - INTRODUCED) : place]
    starts = [n for n, token in enumerate(before) if token.lower in ("a", "an", "one", "the")]
    if not starts or any("," in one.ahead or one.ends_clause for one in before[starts[-1] :]):
        return False
    between = before[starts[-1] + 1 :]
    whole = not any(one.lower in FUNCTION_WORDS for one in between)
    return whole and not is_before_noun(place, every)


def is_before_noun(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* only says of what kind the next one is: "giant squid"."""
    after = every[place + 1] if place + 1 < len(every) and every[place].ahead == " " else None
    if after is None or after.lower in FUNCTION_WORDS or is_plural(every[place].text):
        return False
    known = entry(lemma(after.lower, ("noun",)))
    acts = entry(lemma(after.lower, ("verb",))) if after.lower.endswith("s") else None
    if acts is not None and acts.frequency("verb") >= 0:
        return False  # "A schooner heels".
    return known is not None and known.frequency("noun") > max(
        known.frequency("verb"), known.frequency("adjective")
    )


def _may_be_kind(word: str, base: str) -> bool:
    """Say whether *word*, in any sense, is a kind of what *base* usually is: a swallow, of bird."""
    kind, whole = entry(word), entry(base)
    return (
        kind is not None
        and whole is not None
        and any(is_below(one, sense) for one in kind.senses for sense in whole.senses[:1])
    )


def _is_of_another_kind(place: int, base: str, every: tuple[Token, ...]) -> bool:
    """Say whether a general word ends the name of something else: "rowing boat", of a gondola."""
    if not place or every[place - 1].ahead not in (" ", "-"):
        return False
    name = f"{every[place - 1].lower} {singular(every[place].text)}"
    return entry(name) is not None and not (is_a(base, name) or is_a(name, base))


def _has_another(general: str, base: str, every: tuple[Token, ...]) -> bool:
    """Say whether a text names another thing that *general* is said of: "birds" of a heron."""
    kinds = (lemma(token.lower, ("noun",)) for token in every if len(token.text) > 2)
    return any(
        kind not in (general, base)
        and is_rather_noun(kind)
        and _is_kind(kind, general)
        and not same_thing(base, kind)
        for kind in kinds
    )


def _is_kind(word: str, base: str) -> bool:
    """Say whether the usual sense of *word* is a kind of *base*: bicycle, of vehicle."""
    kind, whole = entry(word), entry(base)
    return (
        kind is not None
        and whole is not None
        and bool(kind.senses)
        and any(is_below(kind.senses[0], sense) for sense in whole.senses[:2])
    )


def _only_describes(word: str) -> bool:
    """Say whether *word* is rather an adjective: silly, which may be a child."""
    known = entry(word)
    return known is not None and known.frequency("adjective") > known.frequency("noun")


def is_rather_noun(word: str) -> bool:
    """Say whether *word* is at least as usual a noun as a verb."""
    known = entry(word)
    return known is not None and known.frequency("noun") >= known.frequency("verb")
