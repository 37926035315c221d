"""What a description settles itself, so that nothing is said of it again."""

import re

from limner.patterns import lazy_regex
from limner.prompt.dialects import DETAILED, LONG
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.vocabulary import COLOURS, word_set
from limner.prompt.offline.analysis.picture_reading import PictureReading
from limner.prompt.offline.frames import CLOSE
from limner.prompt.offline.lexicon import media
from limner.prompt.offline.lexicon.scene_frames import Frame
from limner.prompt.offline.symbols import symbol
from limner.prompt.own_lexicon import own_lexicon

DRAWN = frozenset({"logo", "icon", "diagram", "chart", "interface", "map", "poster", "pattern"})

UNPOSED = frozenset({"wildlife", "doing", "person", "group", "pet", "pasture", "bird", "neutral"})
"""Frames whose moods suit whatever their subjects do."""

CLOSING = {
    "light": r"lighting|back-?lit|back-?light\w*|rim light|spotlights?|sunlit|moonlit|candle-?lit|"
    r"lit by|sunlight|moonlight|neon lights?|low light|chiaroscuro|firelight|(?:the|low|late) light"
    r" (?:falls|comes)",
    "composition": r"(?:half[- ]|slightly )turned|turned (?:slightly|halfway|a little)|viewed "
    r"(?:from|at)|(?:one|you|we) (?:can )?sees?|at an angle|side-?on|head-?on|from the "
    r"(?:front|side|back|rear|left|right|air)|seen (?:at|in|side|straight)|close-?ups?|close up|"
    r"macro|aerial|overhead|top-down|bird's[- ]eye|wide[- ]?"
    r"(?:shot|angle|view)|panoram\w*|in profile|(?:front|side|rear|back|three-quarter) view|"
    r"from (?:behind|above|below|the side)|(?:low|high)[- ]angle|eye[- ]level|isometric|head only|"
    r"full[- ](?:length|body)|head ?shot|fisheye|symmetrical|perspective|satellite|wide|bust|"
    r"head and shoulders|in the foreground|seen from|half[- ]length",
    "mood": r"happy|sad|angry|scary|spooky|eerie|cheerful|gloomy|peaceful|serene|dramatic|moody|"
    r"joyful|calm|tranquil|co[sz]y|romantic|mysterious|melanchol\w+|playful|ominous|tense|festive|"
    r"creepy|epic|whimsical|dreamy|nostalgic|lonely|tired|exhausted|nervous|quarrel\w*",
    "palette": r"colou?rful|rainbow|pastels?|vibrant|multi-?colou?red|psychedelic|(?:two|three) "
    r"colou?rs|few colou?rs|cold colou?rs|warm colou?rs|in (?:two|three|four) gr[ae]ys|sepia|"
    r"daguerreotype|"
    r"(?:press|news|newspaper) (?:photo\w*|picture)",
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

COLOUR = rf"(?:{'|'.join(sorted(COLOURS))})"
COLOUR_SCHEME = lazy_regex(
    rf"\b{COLOUR}(?:-on-|-and-|\s*,\s*|\s+(?:and|&|on|with|against)\s+){COLOUR}\b"
    rf"|\bin (?:(?:deep|dark|pale|light|bright|only|just|all) )?{COLOUR}(?=\s*(?:[.,;:]|$))"
    rf"|\b{COLOUR} (?:back)?ground\b",
    re.IGNORECASE,
)
"""Colours that the author gives to the whole picture: "black and gold", "in teal"."""

USED = lazy_regex(r"\bphoto(?=:| for\b)|^\s*[\w ]{3,20} photo\b(?! of)", re.IGNORECASE)
"""A photo that is named by what it is used for."""

KIND_WORDS = word_set(
    "logo icon emoji sticker diagram infographic flowchart chart map schematic wireframe mockup "
    "screenshot poster silhouette abstract minimalist minimalism minimal statue sculpture "
    "illustration drawing isometric cartoon postcard painted stencil statues selfie vector "
    "picture"
)
"""Words that the ledger counts as media, which name a kind of picture or a thing in it."""

DENIED = lazy_regex(
    r"\bneither\b[^.;:,]*"
    r"|\b(?:instead of|rather than|anything but|minus|but no|not shown)\b[^.;:,]*"
    r"|\bnot (?:at|in|on|by|an?|the)\b[^.;:,]*?(?=\s+but\b|:|$|[.,;])"
    r"|\b(?:avoid|skip|forget)\b[^.;:,]*",
    re.IGNORECASE,
)
"""What is said not to be there, in words that the ledger does not read as an exclusion."""


def closed_slots(
    text: str, ledger: Ledger, style: str, frame: Frame, reading: PictureReading
) -> frozenset[str]:
    """Return the slots that stay empty, since *text*, its kind or *style* fills them already."""
    closed = {slot for slot, words in CLOSING.items() if re.search(rf"\b(?:{words})\b", text, re.I)}
    lowered = text.lower()
    if style or set(media_of(ledger)) or any(medium in lowered for medium in media.media()):
        closed.add("medium")
    if style and any(word in COLOURS for word in re.findall(r"\w+", style.lower())):
        closed.add("palette")
    if COLOUR_SCHEME.search(text) or (reading.kind in DRAWN and _names_colour(text, ledger)):
        closed.add("palette")
    if reading.reserved:
        closed.add("composition")
    words = len(text.split())
    if words > DETAILED:
        closed |= {slot for slot, said in SAID.items() if re.search(rf"\b(?:{said})\b", text, re.I)}
        closed |= {"mood"}
    if words >= LONG and reading.kind != "prose":
        closed |= {"setting", "detail", "palette"}
    near = reading.kind == "portrait" and CLOSE.search(text)
    if (frame.form == "subject" and reading.is_placed) or near:
        closed.add("setting")
    if frame.name == "symbol" and symbol(text, titled=reading.kind == "heading") is None:
        closed |= {
            "light",
            "composition",
            "palette",
            "detail",
        }  # There is nothing that they could suit.
    sure = reading.confidence == "sure" or (
        reading.confidence == "likely" and frame.name in UNPOSED
    )
    if reading.kind in ("prose", *DRAWN) or reading.register or not sure:
        closed.add("mood")
    return frozenset(closed)


def _names_colour(text: str, ledger: Ledger) -> bool:
    hexes = any(name.startswith("#") for name in ledger.names)
    return hexes or not COLOURS.isdisjoint(re.findall(r"\w+", text.lower()))


def media_of(ledger: Ledger) -> tuple[str, ...]:
    """Return the media that the author names, without words for kinds of picture."""
    named = (
        name
        for name in ledger.media
        if name not in KIND_WORDS and not (name == "photo" and USED.search(ledger.source))
    )
    own = (
        word.lower()
        for words, _ in own_lexicon().media
        for word in words
        if re.search(rf"\b{re.escape(word)}\b", ledger.source, re.IGNORECASE)
    )
    return tuple(dict.fromkeys((*named, *own)))
