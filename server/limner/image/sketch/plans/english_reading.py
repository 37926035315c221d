"""What an English description mentions: noun phrases, and the relations that stand between them."""

import re
from collections.abc import Sequence
from functools import cache

from limner.image.sketch.plans.figure_choice import english_figure, is_clothing_word, worn_on_head
from limner.image.sketch.plans.mentions import Mention, MentionLink, Mentions
from limner.image.sketch.plans.place_words import english_relations, forms
from limner.prompt.ledger.extraction import number_of
from limner.prompt.ledger.language_words import language_words
from limner.prompt.ledger.names import MEASURE, RATIO_OR_YEAR
from limner.prompt.ledger.nouns import ALWAYS_PLURAL, is_plural
from limner.prompt.ledger.vocabulary import COLOURS, VERBS, word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import PRONOUNS, Tag, tags

TOKEN = re.compile(r"⟦\d+⟧|[^\W_]+(?:[-'’][^\W_]+)*|[.,:;()\"“”!?▯]")

MEASURES = word_set(
    "pair couple trio group bunch set stack pile row collection herd flock swarm lot handful "
    "series slice piece bit kind type view photo photograph picture image painting drawing sketch "
    "illustration portrait scene number crowd close-up closeup shot front back edge middle side "
    "end top bottom corner part version variety loaf sheet line leg pack school team family "
    "logo icon emblem "
    "sticker symbol badge pictogram avatar silhouette pattern headshot close-ups "
    "depiction rendering poster cartoon dozen closeup"
)
SEVERAL = {
    "group": 4, "bunch": 4, "stack": 3, "pile": 4, "row": 5, "collection": 5, "herd": 7,
    "flock": 7, "swarm": 9, "crowd": 12, "lot": 6, "handful": 4, "series": 3, "line": 4,
    "pair": 2, "couple": 2, "trio": 3, "pack": 4, "school": 8, "team": 5, "family": 3, "dozen": 12,
}  # fmt: skip
"""How many a word for several stands for, where no number does."""

QUANTIFIERS = {"several": 4, "many": 7, "some": 3, "few": 3, "numerous": 8, "both": 2}

SCALES = {
    "huge": 1.6, "giant": 1.6, "gigantic": 1.6, "enormous": 1.6, "large": 1.3, "big": 1.3,
    "small": 0.8, "little": 0.8, "tiny": 0.6, "miniature": 0.6,
}  # fmt: skip
"""How much larger or smaller than usual something is that is called so."""

PARTICIPLES = word_set("seen hung made lit worn held built taken shown given kept laid swam sang")
"""Forms of verbs that are taken for nouns elsewhere."""

CONTENTS = word_set("coffee tea wine beer milk juice soup ramen noodles salad rice popcorn cocoa")
"""What a cup or bowl is known by, rather than by itself."""

ASIDE = word_set(
    "left right background foreground horizon distance way time front back side sides middle "
    "centre center top bottom view close-up closeup edge corner end reflection shadow shape "
    "colour color pattern style form kind type lot group thing something everything nothing "
    "sketch drawing illustration print rendering render artwork wash ink "
    "closeup landscape scenery scene background texture style "
    "wearing looking sitting standing it them each other others one ones surface part piece"
)
"""Words for parts of a picture, and for no thing at all."""

MARKS = word_set("logo icon emblem favicon badge sticker pictogram avatar crest logotype")
"""What a mark calls itself, behind what it shows."""

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


def read_english(text: str) -> Mentions:
    """Return what *text* mentions, English words without lettering and without what is excluded."""
    found = Mentions()
    text = MEASURE.sub(" ▯ ", RATIO_OR_YEAR.sub(" ▯ ", text))
    words = TOKEN.findall(_relations().sub(lambda one: f" ⟦{_number(one)}⟧ ", text))
    plain = ["with" if word.startswith("⟦") else word for word in words]
    reader = _Reader(found, words, tags(plain))
    reader.read()
    return found


@cache
def _relation_names() -> tuple[str, ...]:
    return tuple(row["name"] for row in english_relations())


@cache
def _relations() -> re.Pattern[str]:
    """Return a pattern for all relations; its groups are numbered as the table's rows."""
    rows = enumerate(english_relations())
    marked = "|".join(rf"(?P<r{number}>\b(?:{row['pattern']})\b)" for number, row in rows)
    return re.compile(marked, re.IGNORECASE)


def _number(match: re.Match[str]) -> int:
    return next(int(name[1:]) for name, text in match.groupdict().items() if text is not None)


class _Reader:
    """Goes through the words once; holds what waits for the next noun phrase."""

    def __init__(self, found: Mentions, words: Sequence[str], classes: Sequence[Tag]) -> None:
        self.found, self.words, self.classes = found, words, classes
        self.run: list[int] = []
        self.pending = ""
        self.carried = 0
        self.chain: list[int] = []
        """Mentions since the last relation, that "and" joins."""
        self.owners: list[int] = []
        """What the pending relation is said of."""
        self.between: list[int] = []
        self.dressed: list[int] = []
        """Who wears what was mentioned last."""

    def read(self) -> None:
        for place, word in enumerate(self.words):
            if word.startswith("⟦"):
                self.flush()
                self.relate(_relation_names()[int(word[1:-1])], place)
            elif self.belongs(place):
                if self.classes[place] == "determiner" and self.nouns():
                    self.flush()
                self.run.append(place)
            else:
                self.flush()
                if word in ".;:!?":
                    self.pending, self.chain, self.owners, self.between = "", [], [], []
        self.flush()

    def belongs(self, place: int) -> bool:
        word, lower = self.words[place], self.words[place].lower()
        if lower in PRONOUNS or lower == "she":
            return False
        if (lower in VERBS and self.does(place)) or _is_verb_form(word):
            return False
        if lower in COLOURS or number_of(word) is not None or lower in QUANTIFIERS:
            return True
        if lower == "and" and self.run and self.joins_colours(place):
            return True
        if lower == "," and self.run and not self.nouns():
            return True
        return self.classes[place] in ("noun", "adjective", "determiner")

    def does(self, place: int) -> bool:
        """Say whether the thing before does something here: "five geese fly", "a man sits"."""
        nouns = self.nouns()
        return (
            bool(nouns)
            and nouns[-1] == place - 1
            and (is_plural(self.words[place - 1]) != is_plural(self.words[place]))
        )

    def joins_colours(self, place: int) -> bool:
        after = self.words[place + 1].lower() if place + 1 < len(self.words) else ""
        before = self.words[self.run[-1]].lower()
        return before in COLOURS and after in COLOURS and place + 2 < len(self.words)

    def nouns(self) -> list[int]:
        return [place for place in self.run if self.classes[place] == "noun"]

    def relate(self, name: str, place: int) -> None:
        """Keep what a relation is said of until its second thing is read."""
        if name in ("at left", "at right"):
            side = name.removeprefix("at ")
            if self.chain:
                self.found.things[self.chain[-1]].side = side
                self.chain = []
            else:
                self.pending = name
            return
        if name == "between" and self.chain:
            self.between = []
        if name == "of" and not self.chain:
            return
        joined = name in ("on", "in", "under", "behind", "in front of", "left of", "right of")
        joined = joined or name in ("above", "beside", "between", "among", "surrounded by")
        self.owners = list(self.chain if joined else self.chain[-1:])
        self.pending, self.chain = name, []
        if not self.owners and self.found.things:
            self.owners = [len(self.found.things) - 1]

    def flush(self) -> None:
        run, self.run = self.run, []
        words = [self.words[place] for place in run]
        mention = self.phrase(run, words)
        if mention is None:
            return
        noun = lemma(mention.words[-1], ("noun",))
        following = self.words[run[-1] + 1] if run[-1] + 1 < len(self.words) else ""
        of = following.startswith("⟦") and _relation_names()[int(following[1:-1])] == "of"
        if noun in MEASURES and of:
            self.carried = mention.number if mention.number > 1 else SEVERAL.get(noun, 0)
            self.carried = self.carried or mention.number
            return
        if self.carried and not mention.number:
            mention.number = self.carried
        self.carried = 0
        if not self.notes_place(mention, of):
            self.add(mention)

    def phrase(self, run: list[int], words: list[str]) -> Mention | None:
        """Return the noun phrase of a run of words, ``None`` where it has no noun."""
        last = len(words) - 1
        while last >= 0 and not self.is_head(run[last], last == len(words) - 1):
            last -= 1
        if last < 0:
            return None
        lowered = [word.lower() for word in words[: last + 1]]
        counted = [number_of(word) or QUANTIFIERS.get(word) for word in lowered[:-1]]
        number = next((one for one in counted if one), 0)
        families = language_words("en")
        colours = [word for word in lowered[:-1] if word in COLOURS]
        colour = families.colours.get(colours[0], colours[0]) if colours and families else ""
        start = max((place + 1 for place in range(last) if _is_no_name(lowered[place])), default=0)
        return Mention(
            words=tuple(words[start : last + 1]),
            number=number,
            colour="" if colour in ("multicolored", "colorful", "rainbow") else colour,
            several=not number and _are_several(words[last], lowered),
            scale=next((SCALES[word] for word in lowered[:-1] if word in SCALES), 1.0),
            nouns=self.tail(run[: last + 1]),
        )

    def tail(self, run: list[int]) -> int:
        """Return how many words at the end of a run are nouns: what a card says."""
        many = 1
        while many < len(run) and self.classes[run[-many - 1]] == "noun":
            many += 1
        return many

    def is_head(self, place: int, ends: bool) -> bool:
        lower = self.words[place].lower()
        if self.classes[place] == "noun":
            return lower not in COLOURS or (ends and lower in ("orange", "rose", "plum", "peach"))
        own = entry(lower)
        # "Oblong gold", "a square": an adjective at the end may be the thing.
        return (
            ends
            and lower not in COLOURS
            and self.classes[place] in ("adjective", "verb")
            and own is not None
            and own.frequency("noun") >= 0
            and english_figure((lower,)) is not None
        )

    def notes_place(self, mention: Mention, of: bool) -> bool:
        """Keep what says where and when; say whether *mention* is nothing else."""
        found, lowered = self.found, [word.lower() for word in mention.words]
        noun = lowered[-1]
        for word in lowered:
            for topic in ("time", "weather", "season"):
                if means := forms(topic, "en").meaning(word):
                    found.note(topic, means)
        # "A mountain lake" is a lake: the noun before it says less.
        grounds = [forms("ground", "en").meaning(word) for word in lowered]
        figure = english_figure(tuple(lowered))
        whole = figure is not None and figure.words > 1
        ground = "" if whole else grounds[-1] or forms("ground", "en").meaning(lemma(noun))
        if ground in ("sea", "lake") and self.pending == "under":
            ground = "underwater"
        ground = "moon" if noun in WORLDS and self.pending == "on" else ground
        if ground and not (ground == "room" and self.pending in ("beside",)):
            if self.pending == "from":
                self.pending = ""
                return True
            found.note("ground", ground)
            self.on_ground()
            if not of:
                self.pending = ""
            return True
        if not whole and any(grounds[:-1]):
            found.note("ground", next(filter(None, grounds)))
        if category(noun) == "city" and figure is None and not any(grounds):
            found.note("ground", "city")
            return True
        return any(forms(topic, "en").meaning(noun) for topic in ("time", "weather", "season"))

    def on_ground(self) -> None:
        """Lift what is said to be above a place."""
        if self.pending == "above":
            for owner in self.owners:
                self.found.links.append(MentionLink("flies", owner, owner))
        self.chain = list(self.owners) if self.pending else []

    def add(self, mention: Mention) -> None:
        noun = lemma(mention.words[-1], ("noun",))
        if noun in ASIDE or mention.words[-1].lower() in ASIDE:
            if self.pending:
                self.chain, self.pending = list(self.owners), ""
            return
        if noun in MARKS:  # "A rocket logo" is one of a rocket.
            if len(mention.words) == 1:
                return
            mention.words = mention.words[:-1]
            noun = lemma(mention.words[-1], ("noun",))
        choice = english_figure(mention.words)
        if choice is not None:
            mention.figure = choice.figure
            mention.words = mention.words[-max(1, choice.words) :]
        elif not _gets_card(mention, noun, not self.found.things):
            if self.pending not in ("with", "in", "worn", "on", "of"):
                return
            mention.doubtful = True
        else:
            mention.words = mention.words[-mention.nouns :]
        if self.pending == "from":
            self.pending = ""
            return
        if self.pending == "of" and self.owners:
            self.belongs_to(mention, noun)
            return
        self.found.things.append(mention)
        here = len(self.found.things) - 1
        if self.pending in ("at left", "at right"):
            mention.side = self.pending.removeprefix("at ")
            self.pending, self.chain = "", [here]
            return
        if self.pending == "between" and self.owners:
            self.between.append(here)
            if len(self.between) == 2:
                for owner in self.owners:
                    self.link("between", owner, self.between[0], self.between[1])
                self.pending, self.between = "", []
            elif mention.number == 2 or mention.several:
                for owner in self.owners:
                    self.link("between", owner, here, here)
                self.pending, self.between = "", []
            return
        clothes = is_clothing_word(mention.words[-1]) or worn_on_head(mention.figure)
        if not self.pending and clothes and self.dressed:
            self.pending, self.owners = "worn", self.dressed
        if self.pending and self.owners:
            for owner in self.owners:
                self.link(self.pending, owner, here)
            aside = self.pending in ("with", "held", "worn") or clothes
            self.chain = list(self.owners) if aside else [here]
            self.dressed = self.owners if clothes else []
            self.pending = ""
            return
        self.chain.append(here)

    def belongs_to(self, mention: Mention, noun: str) -> None:
        """Read "a cup of coffee" as the drink, "a basket of apples" as both, else as the first."""
        owner = self.found.things[self.owners[-1]]
        if noun in CONTENTS and mention.figure:
            owner.figure, owner.words = mention.figure, mention.words
        elif not owner.figure and mention.figure:
            mention.number = mention.number or owner.number
            self.found.things[self.owners[-1]] = mention
        elif category(lemma(owner.words[-1], ("noun",))) in ("container", "kitchen ware"):
            self.found.things.append(mention)
            self.link("in", len(self.found.things) - 1, self.owners[-1])
        self.chain, self.pending = list(self.owners), ""

    def link(self, name: str, first: int, second: int, third: int = -1) -> None:
        if first != second:
            self.found.links.append(MentionLink(name, first, second, third))


def _is_verb_form(word: str) -> bool:
    """Say whether *word* can only be a form of a verb: "hung", "swam", "seen"."""
    if word in PARTICIPLES:
        return True
    own, base = entry(word), entry(lemma(word, ("verb",)))
    noun = own.frequency("noun") if own is not None else -1
    verb = base.frequency("verb") if base is not None else -1
    other = lemma(word, ("verb",)) != word and lemma(word, ("noun",)) == word
    return other and word.islower() and verb > max(noun, 0) + 1


def _are_several(noun: str, words: list[str]) -> bool:
    """Say whether a plural without a number means more than one: "a scissors" does not."""
    return is_plural(noun) and noun.lower() not in ALWAYS_PLURAL and not {"a", "an"} & {*words}


def _is_no_name(word: str) -> bool:
    return (
        word in COLOURS
        or word in QUANTIFIERS
        or number_of(word) is not None
        or word
        in ("a", "an", "the", ",", "and", "this", "that", "these", "his", "her", "its", "their")
    )


def _gets_card(mention: Mention, noun: str, is_first: bool) -> bool:
    """Say whether what has no figure is a thing, whose place a card may hold."""
    word = mention.words[-1]
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
