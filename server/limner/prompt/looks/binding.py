"""Who of the cast a description shows.

A wrong look in a picture that was paid for is worse than none: a name counts where it can mean no
one else and somebody is seen, not only spoken of; another name, such as "the girl" or "she", only
where exactly one of the cast has been named since the last heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from limner.prompt.cleaning import clean
from limner.prompt.ledger.names import proper_names
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set
from limner.prompt.looks.cast_mentions import CastMention, cast_mentions, owners_of
from limner.prompt.looks.mention_words import first_word, is_another, is_noun_behind, listed
from limner.prompt.looks.visibility import is_seen
from limner.prompt.wordnet.categories import categories
from limner.prompt.wordnet.forms import lemma
from limner.settings.cast_members import Cast, CastMember

PRONOUNS = frozenset({"she", "he", "it", "they"})

NAMED_PLACES = word_set("city country region")
PLACES = NAMED_PLACES | word_set("road building structure mountain landform river")
"""Categories of what has a name and is nobody: Paris, Bell Street."""

MOST_MEANT = 5
"""How many of the cast may share another name; what more of them are called means nobody."""

OTHERS = frozenset(
    {"boat", "vehicle", "woman", "person", "child", "man", "worker", "soldier", "athlete", "artist"}
)
"""Who or what else "she" and "he" may mean, ships among them."""


@dataclass(frozen=True)
class Look:
    """How one of the cast looks, where a description shows it.

    Attributes:
        name: of the member of the cast.
        written: the words that name it there.
        text: its look, in the author's words.
        keep: what of it must never change.
        references: pictures of the project that show it.
    """

    name: str
    written: str
    text: str
    keep: str = ""
    references: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of it as one text."""
        return "; ".join(filter(None, (self.text, self.keep)))


def looks_shown(words: str, cast: Cast, before: str = "") -> tuple[Look, ...]:
    """Return the looks of those of *cast* whom the picture of *words* shows, in their order.

    *before* is the text of the same section before the words; it is read for who is meant, and
    goes nowhere.
    """
    words, before = clean(words), clean(before)
    if not cast or not words:
        return ()
    shown: dict[str, Look] = {}
    for mention, is_sure in _seen(words, cast, before):
        member = mention.member
        if is_sure and member.name not in shown:
            shown[member.name] = Look(
                member.name,
                words[mention.start : mention.end],
                member.look,
                member.keep,
                member.references,
            )
    return tuple(look for look in shown.values() if look.text or look.keep or look.references)


def undecided(words: str, cast: Cast, before: str = "") -> tuple[str, ...]:
    """Return a sentence for each other name in *words* that may mean one of *cast*, or not."""
    words, before = clean(words), clean(before)
    may_be: dict[str, list[str]] = {}
    seen = list(_seen(words, cast, before)) if cast and words else []
    sure = {mention.member.name for mention, is_sure in seen if is_sure}
    near = _section(before, cast).named if seen else {}
    for mention, _ in seen:
        written = words[mention.start : mention.end]
        if mention.member.name in sure:
            continue
        if written.lower() not in PRONOUNS or mention.member.name in near:
            may_be.setdefault(written, []).append(mention.member.name)
    return tuple(
        f"“{written}” may be {' or '.join(dict.fromkeys(names))}, or somebody else: no look is "
        "said; write the name of who is meant."
        for written, names in may_be.items()
        if len(names) <= MOST_MEANT
    )


def _seen(words: str, cast: Cast, before: str) -> Iterator[tuple[CastMention, bool]]:
    """Yield who is seen and not only spoken of, and whether it is certain who that is."""
    text = QUOTE.sub(lambda quote: "▯" * len(quote.group()), words)
    for mention in cast_mentions(text, cast):
        if is_seen(text, mention):
            yield mention, mention.is_name or _can_mean(mention, text, before, cast)


@dataclass(frozen=True)
class _Section:
    """What is read of a text, once: who of the cast is named, other names, and all its words."""

    named: dict[str, CastMember]
    names: tuple[str, ...]
    words: frozenset[str]


@lru_cache(maxsize=16)
def _section(text: str, cast: Cast) -> _Section:
    return _Section(
        {one.member.name: one.member for one in cast_mentions(text, cast) if one.is_name},
        tuple(proper_names(text)),
        frozenset(re.findall(r"[\w-]+", text.lower())),
    )


def _can_mean(mention: CastMention, text: str, before: str, cast: Cast) -> bool:
    """Say whether "the girl" or "she" can mean nobody else.

    A pronoun can where exactly one of those whom it may mean has been named since the last
    heading; "the girl" also where only one of the cast is called so. No stranger may have been
    named either; of the others of the cast, none counts who has pronouns of their own.
    """
    written, behind = text[mention.start : mention.end].lower(), text[mention.end :]
    owners = owners_of(cast)[written]
    if len(owners) > MOST_MEANT or is_another(behind) or _is_compound(written, behind):
        return False
    if written == "it" and first_word(behind) in listed("nobody_does"):
        return False  # "It was snowing".
    earlier = (_section(before, cast), _section(text[: mention.start], cast))
    named = {name: member for part in earlier for name, member in part.named.items()}
    sole = written not in PRONOUNS and len(owners) == 1
    if mention.member.name not in named and not sole:
        return False
    named |= {mention.member.name: mention.member}
    others = [member for name, member in named.items() if name != mention.member.name]
    if any(_may_be(written, member) for member in others):
        return False
    known = {
        word
        for member in named.values()
        for name in (member.name, *member.names)
        for word in name.lower().split()
    }
    if any(_strangers(earlier, known)):
        return False
    if written not in PRONOUNS:
        return True
    return not any(_is_somebody(word, known) for part in earlier for word in part.words)


def _strangers(earlier: Iterable[_Section], known: set[str]) -> Iterator[str]:
    """Yield names in *earlier* of others than those whose words are *known*; places are nobody."""
    for part in earlier:
        for name in part.names:
            words = name.lower().split()
            if not set(words) & known and not _is_place(words):
                yield name


def _is_place(name: list[str]) -> bool:
    """Say whether a name is that of a place: "Paris", "Bell Street"."""
    whole, last = categories(" ".join(name))[:1], categories(name[-1])[:1]
    return bool(NAMED_PLACES & set(whole)) or (len(name) > 1 and bool(PLACES & set(last)))


def _is_compound(written: str, behind: str) -> bool:
    """Say whether the name goes on in another word: "the girl Lena", "the dog star"."""
    if written in PRONOUNS:
        return False
    following = re.match(r"\s+([A-Z][\w'’-]*)", behind)
    return is_noun_behind(behind) or (
        following is not None and following[1].lower() not in FUNCTION_WORDS
    )


def _may_be(written: str, member: CastMember) -> bool:
    """Say whether another name or a pronoun may mean *member* as well."""
    names = {name.lower() for name in member.names}
    return written in names or (written in PRONOUNS and not names & PRONOUNS)


def _is_somebody(word: str, own: set[str]) -> bool:
    base = lemma(word.lower(), ("noun",))
    kinds = categories(base)
    return bool(kinds) and kinds[0] in OTHERS and base not in own
