"""What kinds of nouns an English description has: measures, parts of pictures, notions, things."""

from limner.image.sketch.plans.mentions import Mention
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

MEASURES = word_set(
    "pair couple trio group bunch set stack pile row collection herd flock swarm lot handful "
    "series slice piece bit kind type view photo photograph picture image painting drawing sketch "
    "illustration portrait scene number crowd close-up closeup shot front back edge middle side "
    "end top bottom corner part version variety loaf sheet line leg pack school team family "
    "logo icon emblem sticker symbol badge pictogram avatar silhouette pattern headshot close-ups "
    "depiction rendering poster cartoon dozen closeup heap bundle mound"
)
"""Nouns that only introduce the one after "of"."""

SEVERAL = {
    "group": 4, "bunch": 4, "stack": 3, "pile": 4, "row": 5, "collection": 5, "herd": 7,
    "flock": 7, "swarm": 9, "crowd": 12, "lot": 6, "handful": 4, "series": 3, "line": 4,
    "pair": 2, "couple": 2, "trio": 3, "pack": 4, "school": 8, "team": 5, "family": 3, "dozen": 12,
    "heap": 4, "mound": 4, "bundle": 3,
}  # fmt: skip
"""How many a word for several stands for, where no number does."""

QUANTIFIERS = {"several": 4, "many": 7, "some": 3, "few": 3, "numerous": 8, "both": 2}
"""How many a word says that is no number."""

SCALES = {
    "huge": 1.6, "giant": 1.6, "gigantic": 1.6, "enormous": 1.6, "large": 1.3, "big": 1.3,
    "small": 0.8, "little": 0.8, "tiny": 0.6, "miniature": 0.6,
}  # fmt: skip
"""How much larger or smaller than usual something is that is called so."""

PARTICIPLES = word_set(
    "seen hung made lit worn held built taken shown given kept laid swam sang sank wrote flew ran "
    "sat stood ate drank grew threw caught wore drove rode fell went came took gave shone swung "
    "leapt crept slept hid tore spoke woke broke chose lay written drawn driven "
    "began forgot taught sold sent met"
)
"""Forms of verbs that are taken for nouns elsewhere."""

CONTENTS = word_set("coffee tea wine beer milk juice soup ramen noodles salad rice popcorn cocoa")
"""What a cup or bowl is known by, rather than by itself."""

ASIDE = word_set(
    "left right background foreground horizon distance way time front back side sides middle "
    "centre center top bottom view close-up closeup edge corner end reflection shadow shape "
    "colour color pattern style form kind type lot group thing something everything nothing "
    "sketch drawing illustration print rendering render artwork wash ink "
    "closeup landscape scenery scene background texture style "
    "vintage retro modern wearing looking sitting standing "
    "it them each other others one ones surface part piece"
)
"""Words for parts of a picture, and for no thing at all."""

MARKS = word_set("logo icon emblem favicon badge sticker pictogram avatar crest logotype")
"""What a mark calls itself, behind what it shows."""

UNNAMED = word_set("him her whether since because although though")
"""Small words that are taken for nouns of their own."""

LIGHT = word_set("light daylight sunlight lamplight moonlight candlelight firelight")
"""What things stand in, and no thing."""

WORLDS = word_set("moon mars planet asteroid")
"""What one stands on in space."""

IDEAS = frozenset(
    (
        "feeling", "abstract", "action", "number or unit", "money", "language or speech", "event",
        "season or hour", "colour", "region", "weather", "light", "sport or game", "sky",
        "substance", "hair", "face", "body part", "country", "people",
    )
)  # fmt: skip
"""Categories of what can't be held by a card, even where it is counted or coloured."""

UNSEEN = IDEAS | frozenset(
    (
        "fabric", "shape", "letter or word", "writing", "outer space", "water", "picture",
        "part of a building", "desert", "forest", "landform", "natural object", "body of water",
        "wave", "road", "shore", "artifact",
    )
)  # fmt: skip
"""Categories of nouns that get no card: what they name is no thing beside others."""


def gets_card(mention: Mention, noun: str, is_first: bool) -> bool:
    """Say whether what has no figure is a thing, whose place a card may hold."""
    word = mention.words[-1]
    if word.lower() in UNNAMED:
        return False
    kind = category(lemma(" ".join(mention.words).lower(), ("noun",))) or category(noun)
    known, verb = entry(noun), entry(lemma(word.lower(), ("verb",)))
    if (mention.number or mention.colour) and known is not None and kind not in IDEAS:
        return known.frequency("noun") >= 0
    if kind in UNSEEN or len(noun) < 3 or (noun.endswith("ing") and kind is None):
        return False
    if word[:1].isupper() and kind is None:
        return is_first  # Further names are of styles, makers and towns.
    if known is None:
        return verb is None or verb.frequency("verb") < 0
    most = verb.frequency("verb") if verb is not None else -1
    return known.frequency("noun") >= max(0, most)


def is_verb_form(word: str) -> bool:
    """Say whether *word* can only be a form of a verb: "hung", "swam", "seen"."""
    if word in PARTICIPLES or (word in TOLD and word != "thought"):  # A thought has a balloon.
        return True
    own, base = entry(word), entry(lemma(word, ("verb",)))
    noun = own.frequency("noun") if own is not None else -1
    verb = base.frequency("verb") if base is not None else -1
    other = lemma(word, ("verb",)) != word and lemma(word, ("noun",)) == word
    return other and word.islower() and verb > max(noun, 0) + 1
