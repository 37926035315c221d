"""Who of the cast a description shows.

A wrong look in a picture that was paid for is worse than none: a name counts where it can mean no
one else and somebody is seen, not only spoken of; another name, such as "the girl" or "she", only
where exactly one of the cast has been named since the last heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from limner.files import packaged
from limner.prompt.cleaning import clean
from limner.prompt.ledger.extraction import QUOTE, read
from limner.prompt.ledger.names import proper_names
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.wordnet.categories import categories
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.settings.cast_members import Cast, CastMember

PRONOUNS = frozenset({"she", "he", "it", "they"})
BODY = frozenset({"body part", "hair", "face"})
"""Of whose owner something is seen: "Mia's hands", but not with "in Mia's coat"."""

OTHERS = frozenset(
    {"boat", "vehicle", "woman", "person", "child", "man", "worker", "soldier", "athlete", "artist"}
)
OWNED = re.compile(r"['’]s?\s+((?:[\w-]+\s+){0,3}[\w-]+)")
ARTICLE = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)
WORD_BEHIND = re.compile(r"\s+([\w'’-]+)")
SENTENCE_START = re.compile(r"(?:^|[.!?:…\n–—])[\s\"“”‘’'(*_#>-]*$")


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


@dataclass(frozen=True)
class CastMention:
    """Where a text names one of the cast."""

    member: CastMember
    start: int
    end: int
    is_name: bool


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
    for mention, _ in seen:
        written = words[mention.start : mention.end]
        near = written.lower() not in PRONOUNS or mention.member.name in _named(before, cast)
        if near and mention.member.name not in sure:
            may_be.setdefault(written, []).append(mention.member.name)
    return tuple(
        f"“{written}” may be {' or '.join(dict.fromkeys(names))}, or somebody else: no look is "
        "said; write the name of who is meant."
        for written, names in may_be.items()
    )


def _seen(words: str, cast: Cast, before: str) -> Iterator[tuple[CastMention, bool]]:
    """Yield who is seen and not only spoken of, and whether it is certain who that is."""
    text = QUOTE.sub(lambda quote: "▯" * len(quote.group()), words)
    for mention in cast_mentions(text, cast):
        if _is_seen(text, mention):
            yield mention, mention.is_name or _can_mean(mention, text, before, cast)


def _named(text: str, cast: Cast) -> dict[str, CastMember]:
    return {one.member.name: one.member for one in cast_mentions(text, cast) if one.is_name}


def cast_mentions(text: str, cast: Cast) -> Iterator[CastMention]:
    """Yield where *text* names somebody of *cast*, a name before another one inside it."""
    owners = _owners(cast)
    for found in _pattern(cast).finditer(text):
        written = found.group()
        for member, is_name in owners.get(_key(written)) or owners.get(written.lower(), ()):
            mention = CastMention(member, found.start(), found.end(), is_name)
            if not is_name or _is_name_of(text, mention):
                yield mention


@cache
def _owners(cast: Cast) -> dict[str, tuple[tuple[CastMember, bool], ...]]:
    """Return who may be meant by each name, and whether it is one with a capital letter.

    Such a name means nobody else than who is called so first of all; of several who have it beside
    their own, none.
    """
    owners: dict[str, list[CastMember]] = {}
    for member in cast:
        for name in dict.fromkeys((member.name, *member.names)):
            owners.setdefault(_key(name), []).append(member)
    found: dict[str, tuple[tuple[CastMember, bool], ...]] = {}
    for key, members in owners.items():
        if any(key == _key(name) and not name.islower() for one in members for name in _all(one)):
            first = [member for member in members if _key(member.name) == key]
            sole = first or (members if len(members) == 1 else [])
            found[key] = tuple((member, True) for member in sole)
        else:
            found[key] = tuple((member, False) for member in members)
    return found


def _all(member: CastMember) -> tuple[str, ...]:
    return (member.name, *member.names)


def _key(name: str) -> str:
    """Return a name as it is compared: small letters and an article may open a sentence."""
    return name.lower() if name.islower() or name.startswith("The ") else name


@cache
def _pattern(cast: Cast) -> re.Pattern[str]:
    names = {name for member in cast for name in (member.name, *member.names)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    parts = (_written(name) for name in longest_first)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(parts)})(?![\w-])")


def _written(name: str) -> str:
    """Return the pattern of a name: one of small letters may open a sentence."""
    if name.islower():
        return f"(?i:{re.escape(name)})"
    article, _, rest = name.partition(" ")
    if rest and article in ("The", "A", "An"):
        return f"(?i:{article}) {re.escape(rest)}"
    return re.escape(name)


def _is_name_of(text: str, mention: CastMention) -> bool:
    """Say whether a name is the member's, and no part of a longer one or another word."""
    before, behind = text[: mention.start], text[mention.end :]
    name = text[mention.start : mention.end]
    last = re.search(r"([\w'’-]+|\b[A-Z][a-z]{0,2}\.)[ \t]+$", before)
    own = mention.member.name.replace("’", "'").split()
    titles = {word for name in mention.member.names for word in name.lower().split()}
    if last and last[1][0].isupper() and last[1] not in own and last[1].lower() not in titles:
        opens = SENTENCE_START.search(before[: last.start()])
        small = last[1].lower()
        allowed = _listed("adjectives") | _listed("orders") | FUNCTION_WORDS
        if not opens or small not in allowed:
            return False
    following = re.match(r"[ \t]+([A-Z][\w'’-]*)", behind)
    if following and following[1] not in own and following[1].lower() not in FUNCTION_WORDS:
        return False
    known = entry(name.lower()) if " " not in name else None
    if known is not None and max(known.frequencies) > 0 and SENTENCE_START.search(before):
        return _can_follow_name(behind)  # "Rose petals on the floor", "Rose climbs the stairs".
    return True


def _can_follow_name(behind: str) -> bool:
    """Say whether what follows a word that opens a sentence can only follow a name."""
    if re.match(r"\s*(?:,|['’]s\b|$)", behind) or _acts(behind):
        return True
    return _first_word(behind) in {"is", "and", "the"}


def _first_word(behind: str) -> str:
    found = WORD_BEHIND.match(behind)
    return found[1].lower() if found else ""


def _acts(behind: str) -> bool:
    """Say whether what follows a name says what it does or did."""
    word = _first_word(behind)
    base = lemma(word, ("verb",))
    known = entry(base)
    return known is not None and known.frequency("verb") >= 0 and word != base


def _is_seen(text: str, mention: CastMention) -> bool:
    """Say whether whom *mention* names is seen, rather than spoken of, denied or left out."""
    before, behind = text[: mention.start], text[mention.end :]
    if re.match(r"['’]s?(?!\w)", behind):
        owned = OWNED.match(behind)
        return owned is not None and _is_part(owned[1])
    if ARTICLE.search(before) and mention.is_name and _is_noun_behind(behind):
        return False  # "The Winterhold road".
    clause = re.split(r"[.;:!?—–]", before)[-1]
    denied = any(
        (at := text.find(one.text)) >= 0 and at <= mention.start < at + len(one.text)
        for one in read(text).negations
    )
    if _patterns()["thoughts"].search(clause):
        return False
    earlier = clause.split()[-1:]
    said = earlier[0].lower() if earlier else ""
    if said in _listed("times") and (_acts(behind) or _first_word(behind) in _listed("pasts")):
        return False  # "After Mia left".
    if said in _listed("places") and not _acts_now(behind):
        return False
    return not (
        denied or _patterns()["before"].search(clause) or _patterns()["behind"].match(behind)
    )


def _acts_now(behind: str) -> bool:
    """Say whether what follows a name says what it does in the present: "sits", "is sitting"."""
    found = re.match(r"\s+(?:(?:\w+ly|always|often|still|now)\s+)?([\w'’-]+)", behind)
    return found is not None and found[1].lower().endswith("s") and found[1].lower() != "was"


def _is_noun_behind(behind: str) -> bool:
    found = WORD_BEHIND.match(behind)
    known = entry(found[1].lower()) if found and found[1].islower() else None
    return known is not None and known.frequency("noun") > max(0, known.frequency("verb"))


def _is_part(owned: str) -> bool:
    """Say whether what somebody owns is a part of them: "Mia's cold hands", not "Mia's chair"."""
    for word in owned.split():
        if word.lower() in FUNCTION_WORDS:
            return False
        noun = lemma(word.lower(), ("noun",))
        kinds = categories(noun)
        if noun in _listed("parts") or (kinds and kinds[0] in BODY):
            return True
    return False


def _can_mean(mention: CastMention, text: str, before: str, cast: Cast) -> bool:
    """Say whether "the girl" or "she" can mean nobody else.

    A pronoun can where exactly one of those whom it may mean has been named since the last
    heading; "the girl" also where only one of the cast is called so. No stranger may have been
    named either; of the others of the cast, none counts who has pronouns of their own.
    """
    written = text[mention.start : mention.end].lower()
    if _patterns()["another"].match(text, mention.end):
        return False
    if written == "it" and _first_word(text[mention.end :]) in _listed("nobody_does"):
        return False  # "It was snowing".
    both = f"{before}\n{text[: mention.start]}"
    named = _named(both, cast)
    sole = written not in PRONOUNS and len(_owners(cast)[written]) == 1
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
    if any(not set(name.lower().split()) & known for name in proper_names(both)):
        return False
    if written not in PRONOUNS:
        return True
    return not any(_is_somebody(word, known) for word in re.findall(r"[\w-]+", both))


def _may_be(written: str, member: CastMember) -> bool:
    """Say whether another name or a pronoun may mean *member* as well."""
    names = {name.lower() for name in member.names}
    return written in names or (written in PRONOUNS and not names & PRONOUNS)


def _is_somebody(word: str, own: set[str]) -> bool:
    base = lemma(word.lower(), ("noun",))
    kinds = categories(base)
    return bool(kinds) and kinds[0] in OTHERS and base not in own


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = packaged.table("prompt", "looks", "mentions.toml")
    article = r"(?:\s+(?:the|a|an|her|his|their|its))?"
    return {
        "before": re.compile(rf"\b(?:{'|'.join(table['before'])}){article}\s+$", re.IGNORECASE),
        "behind": re.compile(rf"\s+(?:{'|'.join(table['behind'])})\b", re.IGNORECASE),
        "thoughts": re.compile(rf"\b(?:{'|'.join(table['thoughts'])})\b[^,]*$", re.IGNORECASE),
        "another": re.compile(rf"\s+(?:{'|'.join(table['another'])})\b", re.IGNORECASE),
    }


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(packaged.table("prompt", "looks", "mentions.toml")[key].split())
