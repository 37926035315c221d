"""What kind of scene the author's words make: place, subjects, and what they leave open."""

import re
from dataclasses import dataclass

from limner.prompt.exclusions import Recast
from limner.prompt.ledger import QUOTE, Ledger, number_of
from limner.prompt.names import WORD
from limner.prompt.nouns import is_plural, singular
from limner.prompt.offline import lexicon
from limner.prompt.offline.grammar import is_clause
from limner.prompt.vocabulary import ACTIONS, ADJECTIVES, COLOURS, FUNCTION_WORDS, word_set


@dataclass(frozen=True)
class Subject:
    """One thing that the words name: "red boats" → ``Subject("boats", True, "boat")``."""

    noun: str
    plural: bool
    kind: str


@dataclass(frozen=True)
class Scene:
    """The author's words, read for expansion.

    Attributes:
        words: the words that open the prompt, exclusions recast, without a final stop.
        clause: whether they make a whole sentence, or a list, rather than one noun phrase.
        frame: name of the scene frame.
        subjects: things named, in order.
        station: a setting that comes with the first subject, ``""`` for none.
        closed: slots that the words already fill.
        on: preposition of the last place the words give ("on", "in"), ``""`` for none.
    """

    words: str
    clause: bool
    frame: str
    subjects: tuple[Subject, ...]
    station: str = ""
    closed: frozenset[str] = frozenset()
    on: str = ""

    @property
    def the(self) -> str:
        """The subjects as a reader would name them again: "the bench and the bowl"."""
        nouns = list(dict.fromkeys(subject.noun for subject in self.subjects))
        if not 1 <= len(nouns) <= 2:
            return "the group" if nouns else "the subject"
        return " and ".join(f"the {noun}" for noun in nouns)

    @property
    def of(self) -> str:
        """The possessive of the first subject: "the cats'"."""
        if not self.subjects:
            return "the subject's"
        return possessive(self.subjects[0])


GRAPHICS = (
    (r"logo|emblem|emoji|sticker|monogram|crest|coat of arms|clip ?art|icon|favicon", "logo"),
    (r"poster|flyer|book cover|album cover|magazine cover|greeting card|banner ad", "poster"),
    (
        r"infographic|diagram|chart|flow ?chart|timeline|schematic|blueprint|mind map|bar chart"
        r"|pie chart|venn diagram",
        "infographic",
    ),
    (r"map|floor plan|street map", "map"),
    (
        r"screenshot|user interface|ui|dashboard|wireframe|landing page|website|web page|home page"
        r"|app screen|login screen|mock-?up",
        "screen",
    ),
    (r"seamless pattern|pattern|wallpaper", "pattern"),
    (r"line art|lineart|colou?ring page|doodle|line drawing|tattoo", "drawing"),
)
CLOSING = {
    "light": r"lighting|back-?lit|back-?light\w*|rim light|spotlights?|sunlit|moonlit|candle-?lit|"
    r"lit by|sunlight|moonlight|neon lights?|low light|chiaroscuro|firelight",
    "composition": r"close-?ups?|macro|aerial|overhead|top-down|bird's[- ]eye|wide[- ]?(?:shot|"
    r"angle|view)|panoram\w*|in profile|(?:front|side|rear|back) view|from (?:behind|above|below)|"
    r"(?:low|high)[- ]angle|eye[- ]level|isometric|full[- ](?:length|body)|head ?shot|fisheye|"
    r"symmetrical|perspective|satellite|wide",
    "mood": r"happy|sad|angry|scary|spooky|eerie|cheerful|gloomy|peaceful|serene|dramatic|moody|"
    r"joyful|calm|tranquil|co[sz]y|romantic|mysterious|melanchol\w+|playful|ominous|tense|festive|"
    r"creepy|epic|whimsical|dreamy|nostalgic|lonely",
    "palette": r"colou?rful|rainbow|pastels?|vibrant|multi-?colou?red|psychedelic",
}
AMBIGUOUS = word_set(
    "fly watch drink play swing saw match ring tie iron fan drill brush box ski light dream "
    "fish "
    "fire change stamp paint park duck bat train cook coach ship book bar orange plant water"
)
"""Nouns that are verbs as well: they count as nouns only after an article, a number or the like."""

LATE = {"idea", "figure", "wording"}
"""Kinds that give way to any other: words about words, numbers and notions."""

ABOVE = {"sky", "night"}
"""Places that are rather times and weathers: they give way to any place on the ground."""

PEOPLED = {"person", "group", "portrait", "action"}
INDOORS = {"product", "furniture", "food", "drink", "clothing", "pet", "statue", "robot"}
OUTDOORS = {
    "pasture",
    "savanna",
    "wild",
    "jungle",
    "polar",
    "bird",
    "insect",
    "flower",
    "field_tree",
}
"""Frames whose things can stand side by side."""

LISTED = re.compile(
    r"(?:(?!\b(?:with|wearing|holding|in|on|at|that|which|who)\b).)*\b(?:and|or)\b",
    re.IGNORECASE,
)
"""Words whose first "and" joins two things, rather than two parts of one."""

PICTURED = re.compile(
    r"\b(?:on (?:it|them)|printed|written|decal|embroidered|carved|engraved|depicting|shaped like|"
    r"in the shape of|made of|made from|made out of|(?:picture|image|photo) of|in the style of)\b",
    re.IGNORECASE,
)
"""Words that make what follows a picture or a material rather than a second thing."""

QUANTITY = word_set(
    "pair group bunch set stack pile row collection couple herd flock swarm lot handful series "
    "slice piece loaf bit cup bowl glass plate bottle can bar jar bucket basket bag box kind "
    "variety type view photo photograph picture image painting drawing sketch illustration "
    "portrait scene number"
)
"""Nouns that only introduce the one after "of"."""

PLACED = re.compile(
    r"\b(in|on|at|inside|atop|onto|into|through|across|along|down|up|under|over|around|from)\s+"
    r"(?:(?:the|an?|his|her|its|their|some|top of|front of)\s+)*((?:[\w'-]+\s*){1,3})",
    re.IGNORECASE,
)


def read_scene(ledger: Ledger, words: Recast, style: str) -> Scene:
    """Return the scene that *ledger* and the recast *words* make, to be drawn in *style*."""
    text = words.text.rstrip(" .,;:")
    present = QUOTE.sub(" ▯ ", text)
    for negation in ledger.negations:
        present = present.replace(negation.text, " ")
    found = _found(present)
    places = [name for meaning, name, _, _ in found if meaning == "place"]
    subjects = _subjects(found, ledger, bool(PICTURED.search(present)))
    if _opens_with_name(text, ledger, subjects):
        subjects = ()
        places = [place for place in places if place not in ABOVE]
    frame = _frame(present, places, subjects, ledger)
    named = lexicon.frame(frame)
    return Scene(
        words=text,
        clause=is_clause(present, {noun for _, _, noun, _ in found}),
        frame=frame,
        subjects=subjects,
        station=_station(subjects, places) if named.form == "subject" else "",
        closed=_closed(present, ledger, style, named, places, subjects),
        on=_last_preposition(present, ledger),
    )


def possessive(subject: Subject) -> str:
    """Return "the cat's" or "the cats'"."""
    return f"the {subject.noun}'" if subject.noun.endswith("s") else f"the {subject.noun}'s"


def _found(text: str) -> list[tuple[str, str, str, int]]:
    """Return ``(meaning, name, noun, position)`` of each known noun, the longest match first."""
    known = lexicon.nouns()
    words = WORD.findall(text)
    found: list[tuple[str, str, str, int]] = []
    place = 0
    while place < len(words):
        for length in (3, 2, 1):
            run = words[place : place + length]
            key = " ".join([*(word.lower() for word in run[:-1]), singular(run[-1])])
            plain = " ".join(run).lower()
            meaning = known.get(plain) or known.get(key)
            if len(run) == length and meaning and not (length == 1 and _is_verb(words, place)):
                following = words[place + length : place + length + 1]
                if not (following == ["of"] and singular(run[-1]) in QUANTITY):
                    noun = re.sub(r"['’]s?$", "", " ".join(run))
                    found.append((*meaning, noun, place))
                place += length - 1
                break
        place += 1
    return [row for number, row in enumerate(found) if not _modifies(found, number)]


def _is_verb(words: list[str], place: int) -> bool:
    word = words[place].lower()
    if singular(word) not in AMBIGUOUS or not place:
        return False
    before = words[place - 1].lower()
    introduces = {"a", "an", "the", "his", "her", "its", "their", "some", "of", "with", "and"}
    known = before in introduces or before in COLOURS or before in ADJECTIVES
    return not (known or number_of(before) or before in FUNCTION_WORDS)


def _modifies(found: list[tuple[str, str, str, int]], number: int) -> bool:
    """Say whether a thing stands directly before another and only describes it: a dog bed."""
    if number + 1 >= len(found) or found[number][0] == "place":
        return False
    _, _, noun, place = found[number]
    meaning, _, _, next_place = found[number + 1]
    return meaning == "thing" and next_place == place + len(noun.split()) and noun.islower()


def _subjects(
    found: list[tuple[str, str, str, int]], ledger: Ledger, pictured: bool
) -> tuple[Subject, ...]:
    things = [row for row in found if row[0] == "thing"]
    if any(name not in LATE for _, name, _, _ in things):
        things = [row for row in things if row[1] not in LATE]
    subjects = []
    for _, kind, noun, _ in things[: 1 if pictured else 4]:
        last = noun.split()[-1]
        plural = is_plural(last) or any(
            count.number > 1 and singular(count.noun) == singular(last) for count in ledger.counts
        )
        kind = "people" if kind == "person" and plural else kind
        subjects.append(Subject(noun if noun[0].islower() else _lower(noun), plural, kind))
    return tuple(subjects)


def _lower(noun: str) -> str:
    return noun if len(noun.split()) > 1 else noun.lower()


def _frame(text: str, places: list[str], subjects: tuple[Subject, ...], ledger: Ledger) -> str:
    graphic = _graphic(text)
    if graphic:
        return graphic
    people = not subjects or subjects[0].kind in {"person", "people", "athlete"}
    if people and not places and re.search(r"\b(?:portrait|head ?shot|selfie)\b", text, re.I):
        return "portrait"
    ground = [place for place in places if place not in ABOVE]
    if ground or (places and people):
        return (ground or places)[0]
    if not subjects:
        return "text" if ledger.quotes else "open"
    homes = list(dict.fromkeys(lexicon.home(subject.kind) for subject in subjects))
    spatial = any(relation.name not in ACTIONS for relation in ledger.relations)
    listed = spatial or LISTED.match(text)
    return _shared_home(homes) if listed and len(homes) > 1 else homes[0]


def _shared_home(homes: list[str]) -> str:
    """Return a frame where things from all these homes can stand together."""
    elsewhere = [home for home in homes if home not in PEOPLED]
    if not elsewhere or set(elsewhere) <= INDOORS:
        return homes[0]
    if set(elsewhere) <= OUTDOORS or len(elsewhere) == 1:
        return elsewhere[0] if lexicon.frame(elsewhere[0]).form == "subject" else "neutral"
    return "neutral"


def _opens_with_name(text: str, ledger: Ledger, subjects: tuple[Subject, ...]) -> bool:
    """Say whether the words begin with a proper name that the lexicon does not know."""
    name = ledger.names[0] if ledger.names else ""
    known = any(subject.noun.lower() in name.lower() for subject in subjects)
    return bool(name) and not known and bool(re.match(rf"(?:the )?{re.escape(name)}", text, re.I))


def _graphic(text: str) -> str:
    """Return the frame of a drawn thing when the words are one: "a logo for …", "city map"."""
    words = WORD.findall(text.lower())
    stop = next((n for n, word in enumerate(words) if n and word in FUNCTION_WORDS), len(words))
    if words[:1] == ["the"]:
        return ""
    phrase = " ".join(words[: max(stop, 1)])
    for pattern, frame in GRAPHICS:
        if re.search(rf"\b(?:{pattern})s?$", phrase):
            return frame
    return ""


def _station(subjects: tuple[Subject, ...], places: list[str]) -> str:
    if not subjects or places:
        return ""
    return lexicon.stations().get(singular(subjects[0].noun.split()[-1]), "")


def _closed(
    text: str,
    ledger: Ledger,
    style: str,
    frame: lexicon.Frame,
    places: list[str],
    subjects: tuple[Subject, ...],
) -> frozenset[str]:
    closed = {slot for slot, words in CLOSING.items() if re.search(rf"\b(?:{words})\b", text, re.I)}
    if frame.name == "portrait":
        closed.discard("composition")
    if ledger.media or style:
        closed.add("medium")
    if not places and frame.form == "subject" and _is_placed(text, subjects):
        closed.add("setting")
    return frozenset(closed)


def _is_placed(text: str, subjects: tuple[Subject, ...]) -> bool:
    """Say whether the words give a place of their own that the lexicon does not know."""
    things = {singular(subject.noun.split()[-1]) for subject in subjects}
    for match in PLACED.finditer(text):
        words = [word for word in WORD.findall(match[2]) if word.lower() not in FUNCTION_WORDS]
        if words and not any(singular(word) in things or "▯" in word for word in words):
            return True
    return False


def _last_preposition(text: str, ledger: Ledger) -> str:
    if any(relation.name not in ACTIONS for relation in ledger.relations):
        return ""
    found = PLACED.findall(text)
    return found[-1][0].lower() if found else ""
