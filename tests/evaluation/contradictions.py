"""Pairs of words that cannot both be true of one picture, listed apart from Limner's own table."""

import re

PAIRS = (
    ("sunset|sunrise|golden hour", "noon|midday|midnight|overcast|overhead sun|moonlight"),
    ("night|midnight", "sunlight|blue sky|daylight|noon|midday|morning|afternoon|sunny|sunshine"),
    ("morning", "sunset|dusk|midnight|moonlight|evening"),
    ("noon|midday", "dusk|dawn|moonlight|starlight|lamplight"),
    ("living room|bedroom|kitchen|classroom|office|bathroom|library", "horizon|rain falls|dunes"),
    ("underwater|seabed|coral reef", "clouds?|breeze|horizon|birds?"),
    ("outer space|galaxy|nebula|in orbit", "clouds|breeze|horizon|mist|haze|fog|wind"),
    (
        "black[- ]and[- ]white|monochrome|line art|sepia",
        "turquoise|teal|amber|rose|violet|emerald|crimson|coral|indigo|sage|terracotta|saffron",
    ),
    (
        "logo|icon|vector|pixel art|diagram|infographic|flat design",
        "depth of field|lens|film grain|bokeh|shallow focus|photograph",
    ),
    (
        "oil painting|watercolou?r|pencil sketch|gouache|charcoal drawing|ukiyo-e|stained glass",
        "photorealistic|lens|iso|bokeh|film grain|photograph|shallow focus",
    ),
    ("snow|snowy|winter", "lush|blossoms?|summer|humid"),
    ("desert", "lush|mist|fern|mossy|damp"),
    ("fog|foggy|misty", "crisp shadows|hard shadows|clear view|blue sky|hard sun"),
    ("rain|rainy|raining", "cloudless|clear sky|hard sun|dry earth|sunny"),
    ("close-up|macro|headshot", "panoram\\w+|aerial|wide view"),
    ("aerial|top-down|bird's[- ]eye|satellite image", "eye level|low angle|low view|upward view"),
    ("deserted|no people|without people", "crowd\\w*|bustling|passers-by"),
    ("single|lone|solitary", "groups?|others"),
    ("serene|tranquil|peaceful", "stormy|raging|explosive"),
    ("transparent background|white background", "table|meadow|forest|street|wooden|window"),
    ("minimalist", "cluttered|busy|ornamental"),
    ("medieval|ancient|victorian", "neon|asphalt|cars?|phones?|plastic"),
    ("photograph|photo", "oil painting|watercolou?r|gouache|engraving|vector"),
    ("autumn", "snow|spring|cherry blossom"),
    ("spring", "autumn|snow|fallen leaves"),
    ("candlelit|candlelight", "midday|noon|sunlight"),
    ("from behind|rear view", "catchlight|frontal|face in"),
    ("wooden|metallic|plastic|glass|rubber|leather", "fur|whiskers|feathers"),
)
PATTERNS = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b")) for one, other in PAIRS
)


def contradictions(source: str, prompt: str) -> list[str]:
    """Return pairs that meet in *prompt* and not already in *source*, as "one ✗ other"."""
    text, own = _plain(prompt), _plain(source)
    found = []
    for one, other in PATTERNS:
        first, second = one.search(text), other.search(text)
        if first and second and not (one.search(own) and other.search(own)):
            found.append(f"{first.group()} ✗ {second.group()}")
    return found


def _plain(text: str) -> str:
    """Return *text* without what it quotes: lettering may say anything."""
    return re.sub(r"\"[^\"]*\"|“[^”]*”|(?<!\w)'[^']*'(?!\w)", " ", text).lower()
