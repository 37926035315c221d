"""What kind of picture a description asks for.

A description says it by a word ("bar chart of …", "Logo: …"), by being no description at all (a
heading, a sentence of prose), or by what it is about: one creature and no place is a portrait, one
thing a product. What is left is a scene.
"""

import re
from functools import cache
from itertools import pairwise
from typing import Literal, cast, get_args

from limner.files import packaged
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import WORD_OR_MARK, head
from limner.prompt.wordnet.word_classes import Tag, tags

PictureKind = Literal[
    "abstract", "chart", "diagram", "heading", "icon", "interface", "logo", "map", "pattern",
    "portrait", "poster", "product", "prose", "scene",
]  # fmt: skip
"""Heading and prose are texts that were highlighted as they stand in the document."""

CREATURES = frozenset(
    (
        "worker", "artist", "soldier", "athlete", "ruler", "child", "woman", "man", "relative",
        "person", "imaginary being", "dog", "cat", "big cat", "wolf or fox", "horse", "bear",
        "bird", "fish", "insect", "reptile", "sea creature", "hoofed animal", "rodent", "primate",
        "animal",
    )
)  # fmt: skip
THINGS = frozenset(
    (
        "hand tool", "kitchen ware", "weapon", "musical instrument", "container", "lamp", "clock",
        "phone", "computer", "machine", "camera", "device", "seat", "table", "bed", "furniture",
        "bedding or rug", "headwear", "footwear", "clothing", "jewellery", "toy", "ball",
        "sculpture", "book", "fabric", "artifact", "bread or cake", "dish", "drink", "meat",
        "food", "fruit", "vegetable", "cycle", "thing", "substance",
    )
)  # fmt: skip
VEHICLES = frozenset(("car", "vehicle", "aircraft"))
PLACES = frozenset(
    (
        "house", "religious building", "tower or castle", "shop or restaurant",
        "transport building", "building", "bridge or dam", "room", "structure", "road", "mountain",
        "shore", "sea", "river", "lake", "wave", "body of water", "forest", "desert", "landform",
        "celestial body", "sky", "outer space", "city", "country", "garden or park", "region",
        "weather", "cloud", "season or hour", "event", "tree", "boat", "train", "vehicle",
        "aircraft", "car", "part of a building",
    )
)  # fmt: skip
IDEAS = frozenset(
    ("feeling", "abstract", "action", "number or unit", "money", "language or speech")
)
CLOSE = frozenset(("face", "hair", "body part"))
"""What a close view of is a portrait, beside creatures."""

NO_PLACE = word_set("of with without for to from about like as next than")
"""Prepositions that lead to no place."""

ASIDE = word_set(
    "middle side sides front back top bottom left right corner end edge background centre center "
    "foreground horizon distance sun"
)
"""Parts of a picture or of a thing, no places."""

FACIAL = word_set(
    "laughing smiling crying looking wearing staring frowning grinning winking squinting blushing "
    "yawning glancing gazing listening missing marked dressed wrinkled"
)
"""What one does in a portrait too."""

MEASURES = word_set(
    "pair sheet set couple piece slice spool bunch stack pile jar cup plate half handful"
)

ELECTRIC = word_set("wireless usb cordless bluetooth charging gaming optical")
"""With them a mouse is no animal."""

WRAPPING = re.compile(
    r"^\s*(?:<!--|\{\{|!?\[(?!\s?\]|item)|\(|%+|//+|/\*+|;+|\.\. |- \[ \]|\* \[ \])\s*"
    r"|\s*(?:-->|\}\}|\](?:\(\S*\))?|\*/)\s*$"
)
LABEL = re.compile(
    r"^\s*(?:(?:todo|fixme|tbd|xxx)\b(?:\([^)]*\))?[:\s]*|(?:image|picture|photo|illustration|figure"
    r"|drawing|alt|img|placeholder|caption)(?: placeholder| here)?\s*:\s*"
    r"|(?:insert|add|put|draw|show|need|make)\s+(?:an?\s+|the\s+)?"
    r"(?:(?:image|picture|photo|illustration|figure|drawing)\s*(?:here)?\s*(?:of|:)\s*)?)",
    re.IGNORECASE,
)
HERO = re.compile(
    r"^\s*(?:an?\s+|the\s+)?(?:blog\s+|article\s+|page\s+)?(?:header|hero|cover|banner|title|lead"
    r"|opening|featured)(?:\s+(?:image|picture|photo|illustration))?\s*(?=:|for\b|of\b)(?::|of)?\s*",
    re.IGNORECASE,
)
TOPIC = re.compile(
    r"^\s*(?:(?:an?\s+|the\s+)?(?:image|picture|photo|illustration)\s+)?(?:for\s+(?:an?|the|my|our)"
    r"\s+(?:[\w-]+\s+)?(?:post|essay|article|talk|blog|chapter|newsletter|story|column|page|section)"
    r"\s+(?:about|on)|that\s+(?:says|means|conveys|expresses)|(?:about|expressing|evoking))\s+",
    re.IGNORECASE,
)
PAGE = re.compile(r"^\W*(?:page|spread|panel)s?\s+\d", re.IGNORECASE)
HOW = re.compile(r"^\W*how\s", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*fig(?:ure|\.)?\s*\d+[a-z]?[.:]\s*", re.IGNORECASE)
CHAPTER = re.compile(
    r"^\s*(?:#+\s|=+ |\d+(?:\.\d+)*\.?\s+[A-Z][\w'’-]*(?:\s+[\w'’-]+){0,5}$"
    r"|(?:chapter|part|section|appendix)\s+(?:\w|\d+|[ivxlc]+|one|two|three|four|five)(?:[:.]\s.*)?$)",
    re.IGNORECASE,
)

SPEECH = re.compile(r"^\s*(?:[“\"«„][^”\"»“]*[,.?!…—][”\"»“]|[-–—]\s+\w.*[.?!])")
PRONOUN = re.compile(r"^\W*(?:i|he|she|we|they)\s", re.IGNORECASE)
TOLD = word_set(
    "was were had did said went came ran stood sat knew took gave told heard began brought thought "
    "fell blew slept spoke swam threw understood woke wore wrote drew drove ate forgot got grew "
    "shook sang sank sighed whispered nodded seemed could asked wanted"
)
"""Past forms that are nothing else."""
AFTER_SUBJECT = re.compile(
    r"\b(?:i|he|she|it|we|they|you)\s+(?:\w+ed|left|felt|found|kept|held|saw|put|read|rose|hung|led"
    r"|met|paid|won|shut|lay|hid|made|lost|let|set|cut)\b",
    re.IGNORECASE,
)
STOPPED = re.compile(r"[.!?…][\"”’»)]*\s*$")

CLOSE_UP = re.compile(r"^\W*(?:\w+\s+){0,3}close[\s-]?ups?\b(\s+(?:photo\s+)?of)?", re.IGNORECASE)
NAME = re.compile(r"^\W*[A-Z]\w+ [A-Z]\w+")
SIZE = re.compile(r"\b\d+\s?(?:px|dp|pt)\b")
GAME_ITEM = re.compile(
    r"^\s*(?:\+\d\s|\[?item\b)|\((?:legendary|rare|uncommon|common|epic)\)", re.I
)


def picture_kind(source: str) -> PictureKind:
    """Return the kind of picture that *source* asks for; ``scene`` where nothing says another."""
    if _is_heading(source):
        return "heading"
    text = _bare(source)
    if _is_prose(text):
        return "prose"
    if GAME_ITEM.search(text):
        return "product"
    if SIZE.search(text):
        return "icon"
    text, numbered = NUMBERED.subn("", text)
    text = HERO.sub("", text)
    if TOPIC.search(text):
        about = _category(TOPIC.sub("", text))
        return "scene" if about in CREATURES | THINGS | PLACES else "abstract"
    if PAGE.search(text):
        return "scene"
    kind = _named(text) or _of_parts(text) or ("diagram" if numbered else None)
    return kind or _by_head(text)


def _bare(source: str) -> str:
    """Return *source* without marks of comments and placeholders, and without "TODO:"."""
    text, before = source, ""
    while text != before:
        before = text
        text = LABEL.sub("", WRAPPING.sub("", text))
    return text.strip() or source


def _is_heading(source: str) -> bool:
    if CHAPTER.search(source):
        return True
    parts = re.split(r"\s+(?:and|&)\s+", source.strip().rstrip(":").lower())
    return source.strip().lower() in _phrases("headings") or all(
        part in _phrases("headings") for part in parts
    )


def _is_prose(text: str) -> bool:
    """Say whether *text* is speech, or tells in whole sentences what happened."""
    if SPEECH.search(text):
        return True
    spoken = PRONOUN.search(text) is not None
    stopped = STOPPED.search(text) is not None
    told = AFTER_SUBJECT.search(text) is not None or not TOLD.isdisjoint(
        re.findall(r"\w+", text.lower())
    )
    return (spoken and (stopped or told)) or (stopped and told)


def _named(text: str) -> PictureKind | None:
    """Return the kind that the words for the picture itself name."""
    first, *others = re.split(r"[,;:.(]\s", text)
    lead, rest = _lead(first)
    found = _cues(lead)
    if found:
        return found[-1]
    found = _cues(rest)
    if found:
        return found[0]
    # Behind a comma the picture is named in a few words only: "formal portrait".
    for other in others:
        found = _cues(other) if len(other.split()) <= 5 else []
        if found:
            return found[-1]
    return None


def _lead(clause: str) -> tuple[str, str]:
    """Return the noun phrase that *clause* begins with, and an "of" phrase that follows it."""
    words = WORD_OR_MARK.findall(clause)
    classes = tags(words)
    end = next((n for n, one in enumerate(classes) if n and one in ("preposition", "verb")), None)
    if end is None:
        return clause, ""
    rest = words[end:]
    if words[end].lower() not in ("of", "for", "from", "to", "about"):
        rest = []
    later = next(
        (n for n, one in enumerate(classes[end + 1 :]) if one in ("preposition", "verb")), len(rest)
    )
    return " ".join(words[:end]), " ".join(rest[: later + 1])


@cache
def _phrases(name: str) -> frozenset[str]:
    text: str = packaged.table("prompt", "picture_kinds.toml")[name]
    return frozenset(phrase.strip() for phrase in text.replace("\n", " ").split(","))


@cache
def _cue_pattern() -> re.Pattern[str]:
    groups = []
    for kind in get_args(PictureKind):
        if kind not in ("heading", "prose"):
            phrases = sorted(_phrases(kind), key=len, reverse=True)
            inner = "|".join(re.escape(one).replace(r"\ ", r"[\s-]") for one in phrases)
            groups.append(f"(?P<{kind}>{inner})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})s?(?!\w)", re.IGNORECASE)


def _cues(text: str) -> list[PictureKind]:
    return [cast(PictureKind, found.lastgroup) for found in _cue_pattern().finditer(text)]


def _of_parts(text: str) -> PictureKind | None:
    """Return ``diagram`` for what says how something works, or names parts of a system."""
    if HOW.search(text):
        return "diagram"
    words = [lemma(word, ("noun",)) for word in re.findall(r"[\w-]+", text)]
    found = {*words, *(" ".join(pair) for pair in pairwise(words))}
    systems, parts = found & _phrases("systems"), found & _phrases("parts")
    return "diagram" if systems and len(systems | parts) >= 2 else None


def _by_head(text: str) -> PictureKind:
    """Return the kind by what *text* is about, and by whether it stands or acts somewhere."""
    found = head(text)
    if found is None:
        return "scene"
    about = _category(text)
    words = WORD_OR_MARK.findall(text)
    near = CLOSE_UP.search(text)
    if near and (near[1] is None or about in CREATURES | CLOSE):
        return "portrait"
    if about in CREATURES and not ELECTRIC.isdisjoint(word.lower() for word in words):
        about = "device"
    classes = tags(words)
    if _is_placed(words, classes):
        return "scene"
    is_one = lemma(found.noun, ("noun",)) == found.noun.lower()
    if about in CREATURES or (about is None and NAME.search(text)):
        return "portrait" if is_one and not _acts(words, classes) else "scene"
    if about in THINGS or (about in VEHICLES and "preposition" not in classes):
        return "product"
    if about in IDEAS and not any(
        category(lemma(word, ("noun",))) in CREATURES | PLACES
        for word, one in zip(words, classes, strict=True)
        if one == "noun"
    ):
        return "abstract"
    return "scene"


def _category(text: str) -> str | None:
    """Return the category of what *text* is about, also behind "a pair of"."""
    found = head(text)
    if found is None:
        return None
    if lemma(found.noun, ("noun",)) in MEASURES:
        _, of, measured = text.partition(" of ")
        inner = head(measured) if of else None
        found = inner or found
    compound = category(lemma(found.compound.lower(), ("noun",)))
    return compound or category(lemma(found.noun, ("noun",)))


def _is_placed(words: list[str], classes: list[Tag]) -> bool:
    """Say whether a preposition leads to a place, a season or an hour."""
    for number, word in enumerate(words):
        if classes[number] != "preposition" or word.lower() in NO_PLACE:
            continue
        place = head(" ".join(words[number + 1 :]))
        if place is None or lemma(place.noun, ("noun",)) in ASIDE | MEASURES:
            continue
        if category(lemma(place.noun, ("noun",))) in PLACES:
            return True
    return False


def _acts(words: list[str], classes: list[Tag]) -> bool:
    """Say whether somebody does something that a portrait does not show."""
    return any(
        one == "verb" and word.lower() not in FACIAL
        for word, one in zip(words, classes, strict=True)
    ) or not {"who", "that"}.isdisjoint(words)
