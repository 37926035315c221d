"""Whether a prompt is about what its author named."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from limner.prompt.checks.absence import is_denied
from limner.prompt.checks.fault import Edit, Fault
from limner.prompt.checks.numbers.numbers_in_text import numbers
from limner.prompt.checks.subject_checks.replaced_heads import (
    replaced_animal,
    replaced_head,
    replaced_kind,
)
from limner.prompt.checks.subject_checks.replaced_subject import replacement
from limner.prompt.checks.subject_checks.rivals import (
    is_animal,
    is_general,
    opens_with_another,
    rival,
)
from limner.prompt.checks.subject_checks.same_scene import (
    is_mostly_kept,
    is_same_scene,
    is_somebody,
    is_told_by_people,
)
from limner.prompt.checks.subject_checks.topics import lost_topics
from limner.prompt.checks.things import is_named, share_stem
from limner.prompt.kinds.picture_cues import PictureKind, kinds_spoken_of, named_kind
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.heads import NOT_PARTICIPLES, is_quality, may_act
from limner.prompt.ledger.language_words import INDEFINITE, language_words
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import sentences, tokens
from limner.prompt.ledger.vocabulary import (
    COLOURS,
    FUNCTION_WORDS,
    MEDIA,
    NEWCOMERS,
    NUMBERS,
    VERBS,
    word_set,
)
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import tags

MEDIUM = (word_set(MEDIA.replace("|", " ")) - FUNCTION_WORDS) | word_set(
    "picture image scene view shot sketch screen banner illustration figure graphic print symbol "
    "logo icon emoji poster map diagram chart pattern page timeline dashboard portrait cover "
    "mockup tile wallpaper header word lettering caption title text label cutaway spread close-up "
    "art concept artwork mock-up"
)
"""What a picture is, rather than what it shows."""

GENERAL = word_set(
    "type kind sort piece instrument thing object way part set group lot pair view moment stack "
    "pile "
    "row collection weight height width length end record top middle bottom front back side "
    "background style shape form colour color size item one detail example "
    "number work cut drawn nobody nothing anybody everybody somebody everyone am pm"
)
"""Nouns that say little of what is seen."""

ALL = word_set("all both each")

LONG_STEM = 5
"""Letters of a word above which one that begins with it is made from it."""

LABEL = 3
"""Words before a colon that say what something is for: "game item: a cracked crystal"."""

HOLDING = re.compile(
    r"\b(?P<holds>plate|bowl|cup|mug|glass|jar|pot|basket|tray|platter|dish|slice|bag|crate|box)"
    r" of (?!the\b)",
    re.IGNORECASE,
)
"""What holds the subject: "a bowl of congee"."""

AUDIENCE = re.compile(r"\bfor (?:the |our |my |all |young )?[a-z]+s\b(?! in\b)", re.IGNORECASE)
"""Whom a graphic is for need not be seen in it: "a map for hikers"."""

PURPOSE = re.compile(r"\b(?:used|kept|good|intended|or) for [a-z]+ing\b[^.,;:()]*", re.IGNORECASE)
"""What something is for need not be seen: "a pet for catching mice"."""

GENDERED = {
    "female": word_set("she her hers herself woman women girl girls lady mother daughter sister"),
    "male": word_set("he him his himself man men boy boys gentleman father son brother"),
}
"""Words that tell who somebody is, in English."""

MOMENTS = word_set("moment momento instant instante augenblick weile rato minute minuto tag jour")
"""Nouns behind "a" in other languages that say when something is."""

UNSEEN = frozenset(
    {None, "season or hour", "feeling", "abstract", "number or unit", "action", "writing", "event",
     "language or speech", "picture", "diagram", "chart", "map", "region"}
)  # fmt: skip
"""Categories of the lexicon that a picture shows only by something else."""

MARKS = frozenset({"logo", "icon", "poster"})
"""Kinds that are for somebody who need not be seen: "logo for a blacksmith: an anvil"."""

OPEN = frozenset({"abstract", "heading", "prose"})
"""Kinds whose words name nothing that must be seen under its own name."""

WEATHER = frozenset({"weather", "cloud", "wave", "fire"})
"""Categories by which a storm is seen."""

LEAST_THINGS = 2
"""Things of a passage of which one must be seen."""

GRAPHICS: Mapping[str, frozenset[PictureKind]] = {
    "chart": frozenset({"chart", "diagram"}),
    "diagram": frozenset({"chart", "diagram", "map"}),
    "interface": frozenset({"interface"}),
    "map": frozenset({"diagram", "map"}),
}
"""Kinds that are what the picture is about, and as what else they may be spoken of."""


def subject_faults(ledger: Ledger, text: str) -> Iterator[Fault]:
    """Yield subjects that are not named in *text*: by no form, synonym or kind of them."""
    if ledger.language != "en":
        if lost := replacement(ledger, text):
            says = f"write about what the source names: {lost.noun}"
            yield Fault("subject", says, clause=lost.noun)
            return
        if _shares_words(ledger, text):
            return
    for subject in subjects(ledger):
        if ledger.language == "en" and is_told_by_people(subject, ledger, text):
            continue
        if not is_named(subject, text, ledger.language):
            says = f"write about what the source names: {subject}"
            if _is_told_otherwise(subject, ledger, text):
                continue
            if edits := _in_its_place(subject, ledger, text):
                yield Fault("subject", says, edits)
            else:
                yield Fault("subject", says, clause=subject)
    if ledger.language == "en":
        first = _lost_altogether(ledger, text)
        topics = lost_topics(ledger, ledger.present, picture_kind(ledger.source), text)
        for noun in dict.fromkeys(filter(None, (first, *topics))):
            if _is_told_otherwise(noun, ledger, text):
                continue
            yield Fault("subject", f"write about what the source names: {noun}", clause=noun)
        if other := replaced_animal(ledger.present, text) or replaced_kind(ledger, text):
            yield Fault("subject", "write about what the source names", tuple(other))
    if _is_somebody_else(ledger, text):
        yield Fault("subject", "write about the same person", clause=ledger.source)
    kind = named_kind(ledger.present) if ledger.language == "en" else None
    is_named_so = kind is None or kind not in GRAPHICS or kinds_spoken_of(text) & GRAPHICS[kind]
    if kind is not None and not is_named_so and not is_mostly_kept("", ledger, text):
        yield Fault("subject", f"write for a picture of this kind: {kind}", clause=kind)


def _is_told_otherwise(subject: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* keeps the scene of an English *subject*, and nothing in its place.

    Only people are told in ever other words, what is told by a general noun, and what a longer
    word begins with: a beekeeper, a team, "a monolithic application".
    """
    base = lemma(subject.lower(), ("noun",))
    if ledger.language != "en" or is_animal(base):
        return False
    in_word = any(one.lower.startswith(base) for one in tokens(text) if len(base) > LONG_STEM)
    if not (in_word or is_general(subject) or is_somebody(base)):
        return False
    if not is_mostly_kept(subject, ledger, text) or _rival(subject, ledger, text):
        return False
    start, end = next(iter(sentences(text)), (0, len(text)))
    own = [word for word in WORD_OR_MARK.findall(ledger.source) if len(word) > 2]
    return not opens_with_another(own, _seen(text[start:end], ledger), text[start:end])


def _rival(subject: str, ledger: Ledger, text: str) -> str:
    start, end = next(iter(sentences(text)), (0, len(text)))
    own = list(_seen(ledger.source, ledger))
    return rival(subject, own, _seen(text[start:end], ledger)) or _with_its_qualities(
        subject, own, ledger, text
    )


def _in_its_place(subject: str, ledger: Ledger, text: str) -> tuple[Edit, ...]:
    """Return the edits that put the first subject where another of its family stands alone."""
    if ledger.language != "en" or subject != subjects(ledger)[0]:
        return ()
    source = tokens(ledger.source)
    place = next((n for n, token in enumerate(source) if token.text == subject), 0)
    before = source[place - 1] if place else None
    named = f"{before.text} {subject}" if before is not None and before.ahead == " " else subject
    whole = named if entry(named.lower().replace("-", " ")) or entry(named.lower()) else subject
    own = [noun for noun in _seen(ledger.source, ledger) if noun != subject]
    return tuple(replaced_head(whole, own, _seen(text, ledger), text))


def subjects(ledger: Ledger) -> tuple[str, ...]:
    """Return the nouns that the author's words are about: the first thing, what counts, who lives.

    In other languages than English it is the first thing with an article, and what they count.
    """
    if ledger.language != "en":
        return tuple(dict.fromkeys(_named_first(ledger)))
    kind = picture_kind(ledger.source)
    shown = PURPOSE.sub(" ", ledger.present)
    called, colon, rest = shown.partition(":")
    if colon and (kind in MARKS or len(called.split()) <= LABEL):
        shown = rest
    if kind in MARKS | GRAPHICS.keys():
        shown = AUDIENCE.sub(" ", shown)
    nouns = list(_seen(shown, ledger))
    animals = [noun for noun in nouns if singular(noun) in NEWCOMERS["animals"]]
    living = [*animals, *(noun for noun in nouns if singular(noun) in NEWCOMERS["people"])]
    if kind == "prose":
        return tuple(dict.fromkeys(living))
    if kind in OPEN:
        return tuple(dict.fromkeys(animals))
    counted = [count.noun for count in ledger.counts if count.noun in nouns]
    held = HOLDING.search(shown)
    first = nouns[: 2 if held and nouns[:1] == [held["holds"]] else 1]
    return tuple(dict.fromkeys([*first, *living, *counted]))


def seen_nouns(ledger: Ledger) -> tuple[str, ...]:
    """Return the English nouns of a description that can be seen, in its order."""
    return tuple(dict.fromkeys(_seen(ledger.present, ledger)))


def _lost_altogether(ledger: Ledger, text: str) -> str:
    """Return the first thing of a passage or heading of which *text* names nothing at all.

    The one thing of a heading may be told by another of its category: a storm by rain.
    """
    kind = picture_kind(ledger.source)
    nouns = seen_nouns(ledger) if kind in OPEN - {"abstract"} else ()
    if any(is_named(noun, text, ledger.language) for noun in nouns):
        return ""
    if len(nouns) == 1 and kind == "heading" and not _has_one_like(nouns[0], text):
        return nouns[0]
    return nouns[0] if len(nouns) >= LEAST_THINGS else ""


def _has_one_like(noun: str, text: str) -> bool:
    """Say whether *text* shows something of the category of *noun*."""
    words = language_words("en")
    every = tokens(text)
    own = category(lemma(noun.lower(), ("noun",)))
    like = WEATHER if own in WEATHER else {own}
    return words is not None and any(
        category(lemma(token.lower, ("noun",))) in like and not is_denied(place, every, words)
        for place, token in enumerate(every)
        if len(token.text) > 2 and token.lower not in FUNCTION_WORDS
    )


def _shares_words(ledger: Ledger, text: str) -> bool:
    """Say whether half of the longer words of a description in another language are kept.

    No table knows the synonyms of its subject, so that only an answer of other words is certain.
    """
    said = tokens(text)
    words = language_words(ledger.language)
    small = words.small | INDEFINITE | words.left | words.right if words else INDEFINITE
    long = {
        token.text
        for token in tokens(ledger.present)
        if len(token.text) > 4
        and token.lower not in small
        and (ledger.language != "de" or token.text[:1].isupper())
    }
    kept = [word for word in long if any(share_stem(word, token.text) for token in said)]
    return 2 * len(kept) >= len(long)


def _is_somebody_else(ledger: Ledger, text: str) -> bool:
    """Say whether *text* has only men where the author has only a woman, or the reverse."""
    own, said = _genders(ledger.source), _genders(text)
    return len(own) == 1 and len(said) == 1 and own != said


def _genders(text: str) -> frozenset[str]:
    words = {token.lower for token in tokens(text)}
    return frozenset(gender for gender, own in GENDERED.items() if words & own)


def _named_first(ledger: Ledger) -> Iterator[str]:
    """Yield what another language's words are about: its first "a …", and what they count."""
    words = language_words(ledger.language)
    if words is None:
        return
    every = tokens(ledger.source)
    literal = " ".join([*ledger.quotes, *ledger.names]).lower()
    for place, token in enumerate(every[1:], 1):
        if every[place - 1].lower not in INDEFINITE or len(token.text) < 3:
            continue
        if token.lower in {*words.colours, *words.numbers, *MOMENTS} or token.lower in literal:
            continue
        if not is_denied(place, every, words):
            yield token.text
            break
    yield from (count.noun for count in ledger.counts[:1])


def other_subject(ledger: Ledger, text: str) -> str:
    """Return what the first sentence of *text* is about when that is certainly another subject.

    It is another animal or person where the author has one, or has the qualities that the author
    gave to something else, or shares nothing with the author's words. Never where most of the
    author's other words are named: one noun that is missing is put in.
    """
    if ledger.language != "en":
        lost = replacement(ledger, text)
        return lost.other if lost and lost.is_living else ""
    wanted = subjects(ledger)[:1]
    if not wanted or is_named(wanted[0], text, ledger.language) or is_general(wanted[0]):
        return ""
    if is_same_scene(wanted[0], ledger, text):
        mended = _in_its_place(wanted[0], ledger, text)
        return "" if mended else _rival(wanted[0], ledger, text)
    own = list(_seen(ledger.source, ledger))
    if replaced := _with_its_qualities(wanted[0], own, ledger, text):
        return replaced
    start, end = next(iter(sentences(text)), (0, len(text)))
    other = next(_seen(text[start:end], ledger), "")
    if not other or any(is_named(noun, other, ledger.language) for noun in own):
        return ""
    if is_general(other):
        return ""
    living = NEWCOMERS["animals"] | NEWCOMERS["people"]
    if {singular(wanted[0]), singular(other)} <= living:
        return other
    if any(is_named(noun, text, ledger.language) for noun in own):
        mended = _in_its_place(wanted[0], ledger, text)
        return "" if mended else _rival(wanted[0], ledger, text)
    named = {word for name in ledger.names for word in name.split() if word.istitle()}
    kept = any(literal in text for literal in (*ledger.quotes, *ledger.names, *named))
    words = language_words(ledger.language)
    said = {number.value for number in numbers(text, words)} if words else set()
    if kept or any(count.number in said for count in ledger.counts if count.number > 1):
        return ""
    kinds = {category(lemma(noun.lower(), ("noun",))) for noun in own}
    return "" if category(lemma(other.lower(), ("noun",))) in kinds else other


def _with_its_qualities(subject: str, own: list[str], ledger: Ledger, text: str) -> str:
    """Return what stands in *text* behind the word that *subject* has before it: a linen coat."""
    source = tokens(ledger.source)
    place = next((n for n, token in enumerate(source) if token.text == subject), 0)
    quality = source[place - 1] if place and source[place - 1].ahead == " " else None
    if quality is None or quality.lower in FUNCTION_WORDS | MEDIUM | GENERAL:
        return ""
    words = language_words(ledger.language)
    if words and quality.lower in {*words.colours, *words.numbers}:
        return ""
    every = tokens(text)
    for before, noun in pairwise(every):
        if before.lower == quality.lower and before.ahead == " ":
            seen = next(_seen(noun.text, ledger), "")
            if seen and not any(is_named(one, seen, ledger.language) for one in own):
                return seen
    return ""


def _seen(text: str, ledger: Ledger) -> Iterator[str]:
    """Yield the nouns of *text* that can be seen: heads of their phrases, no names, no medium."""
    words = WORD_OR_MARK.findall(text)
    classes = tags(words)
    quoted = {word for quote in ledger.quotes for word in WORD_OR_MARK.findall(quote)}
    named = {word for name in ledger.names for word in WORD_OR_MARK.findall(name)}
    for place, (word, kind) in enumerate(zip(words, classes, strict=True)):
        lower = word.lower()
        after = words[place + 1] if classes[place + 1 : place + 2] == ["noun"] else ""
        if _acts(word, after):
            after = ""
        if place and _acts(words[place - 1], word):
            continue
        if kind != "noun" or (after and not after[:1].isupper() and after not in VERBS):
            continue
        plain = classes[place + 1 : place + 3] == ["adjective", "noun"]
        if plain and not words[place + 1].endswith("ed"):
            continue  # "A keyboard musical instrument".
        if lower in COLOURS and (not place or classes[place - 1] != "determiner"):
            continue
        if lower in FUNCTION_WORDS | MEDIUM | GENERAL or singular(lower) in MEDIUM | GENERAL:
            continue
        if word in quoted | named or _is_participle(lower):
            continue
        if place and words[place - 1].lower() == "one" and is_quality(lower):
            continue  # "One old and one young".
        if lower.endswith("ing") and place and words[place - 1].lower() in ALL:
            continue  # "All meeting at …"
        if lower in NUMBERS and words[place + 1 : place + 2] == ["of"]:
            continue  # "A couple of birds".
        if entry(lemma(lower, ("noun",))) is None:
            if entry(lemma(lower.rpartition("-")[2], ("noun",))):
                continue  # A great-grandmother.
            return  # What is unknown may be the subject; nothing behind it is.
        if category(lemma(lower, ("noun",))) not in UNSEEN:
            yield word


def _is_participle(word: str) -> bool:
    """Say whether a word is a deed rather than a thing: "lines meeting at a point"."""
    known = entry(word)
    return (
        word.endswith("ing")
        and (known is None or known.frequency("noun") <= known.frequency("verb"))
        and entry(lemma(word, ("verb",))) is not None
        and word not in NOT_PARTICIPLES
    )


def _acts(things: str, word: str) -> bool:
    """Say whether *word* says what *things* do: "dragons circle"."""
    return bool(word) and is_plural(things) and not is_plural(word) and may_act(word.lower())
