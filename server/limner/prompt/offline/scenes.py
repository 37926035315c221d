"""What kind of scene the author's words make: place, subjects, and what they leave open."""

import re
from dataclasses import dataclass

from limner.prompt.dialects import DETAILED, LONG
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.exclusions import Recast
from limner.prompt.ledger.extraction import QUOTE
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import ACTIONS
from limner.prompt.offline import lexicon
from limner.prompt.offline.frames import ABOVE, PLACED, frame_for, is_placed, opens_with_name
from limner.prompt.offline.grammar import is_clause
from limner.prompt.offline.subjects import Noun, Subject, nouns_in, possessive, subjects_of


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
        ends_in_place: whether the last word is the place itself, so that "where …" can follow.
    """

    words: str
    clause: bool
    frame: str
    subjects: tuple[Subject, ...]
    station: str = ""
    closed: frozenset[str] = frozenset()
    on: str = ""
    ends_in_place: bool = False

    @property
    def the(self) -> str:
        """The subjects as a reader would name them again: "the bench and the bowl"."""
        nouns = list(dict.fromkeys(subject.noun for subject in self.subjects))
        if not 1 <= len(nouns) <= 2:
            return "all of them" if nouns else "the scene"
        return " and ".join(f"the {noun}" for noun in nouns)

    @property
    def of(self) -> str:
        """The possessive of the first subject: "the cats'"."""
        if not self.subjects:
            return "the scene's"
        return possessive(self.subjects[0])


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

SAID = {
    "light": r"light\w*|lit|sun\w*|lamps?|lanterns?|shadows?|shade|glow\w*|moon\w*|candle\w*",
    "composition": r"views?|framed|framing|foreground|composition|composed|perspective|shot|layout|"
    r"angle|profile|centred|centered",
    "medium": r"photograph\w*|photo\w*|render\w*|illustration|drawn|painted|print\w*|design",
    "mood": r"mood|feeling|feels?|tone|atmosphere|calm|serene|quiet",
    "palette": r"palette|colou?rs?",
}
"""Words by which a detailed description fills a slot on its own."""


FITTINGS = frozenset({"oven", "stove", "kitchen counter", "windowsill", "mantelpiece", "fireplace"})
"""Nouns that tell the room, though nothing happens inside them."""


def read_scene(ledger: Ledger, words: Recast, style: str) -> Scene:
    """Return the scene that *ledger* and the recast *words* make, to be drawn in *style*."""
    text = words.text.rstrip(" .,;:")
    present = QUOTE.sub(" ▯ ", text)
    for negation in ledger.negations:
        present = present.replace(negation.text, " ")
    found = nouns_in(present)
    places = [noun.name for noun in found if noun.meaning == "place"]
    subjects = subjects_of(found, ledger, present)
    if opens_with_name(text, ledger, subjects):
        subjects = ()
        places = [place for place in places if place not in ABOVE]
    frame = frame_for(present, places, subjects, ledger)
    named = lexicon.frame(frame)
    return Scene(
        words=text,
        clause=is_clause(present, {noun.words for noun in found}),
        frame=frame,
        subjects=subjects,
        station=_station(subjects, places) if named.form == "subject" else "",
        closed=_closed(present, ledger, style, named, places, subjects),
        on=_last_preposition(present, ledger),
        ends_in_place=_ends_in_place(present, found),
    )


def _ends_in_place(text: str, found: list[Noun]) -> bool:
    if not found or found[-1].meaning != "place" or found[-1].name in ABOVE:
        return False
    last = found[-1]
    if last.words.lower() in FITTINGS:
        return False
    return last.position + len(last.words.split()) == len(WORD.findall(text))


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
    words = len(text.split())
    if words > DETAILED:
        closed |= {slot for slot, said in SAID.items() if re.search(rf"\b(?:{said})\b", text, re.I)}
    if words >= LONG:
        closed |= {"setting", "detail", "palette"}
    if not places and frame.form in {"subject", "shown"} and is_placed(text, subjects):
        closed.add("setting")
    return frozenset(closed)


def _last_preposition(text: str, ledger: Ledger) -> str:
    if any(relation.name not in ACTIONS for relation in ledger.relations):
        return ""
    found = PLACED.findall(text)
    return found[-1][0].lower() if found else ""
