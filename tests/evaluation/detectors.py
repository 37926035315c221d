"""What a text holds and loses, found strictly and apart from Limner's own readers.

Nothing here imports `limner`: a checker that shares its word lists with what it checks proves
nothing. Definitions follow the published measures for prompt rewriters; where a published
detector was generous ("background" as a setting, "image" as a medium), this one is not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise


def _words(text: str) -> set[str]:
    return set(text.split())


WORD = re.compile(r"[a-zà-ÿ0-9]+(?:['’-][a-zà-ÿ0-9]+)*")
NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "dozen": "12", "pair": "2",
}  # fmt: skip
COLOURS = _words(
    "red orange yellow green blue purple violet pink brown black white gray grey gold golden "
    "silver beige cyan magenta turquoise teal crimson scarlet navy maroon olive"
)
WRAPPING = {"todo", "fixme", "hero", "image", "picture"}
"""Words of a comment's wrapping and of what a picture is for; they are nothing to depict."""

STOP = _words(
    "a an the of in on at by for with without from to into onto over under above below behind "
    "between near next beside is are was were be been being has have had and or but that which who "
    "this these those it its his her their he she they as while where there no not very some any "
    "so than then also up down out off about around through across each all both one"
)
SPATIAL = (
    "on top of", "in front of", "left of", "right of", "next to", "on the side of",
    "on the bottom of", "underneath", "under", "below", "above", "beneath", "behind", "between",
    "inside", "beside", "near", "over", "hidden by",
)  # fmt: skip
QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|(?<!\w)'((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)|‘([^’]+)’")
DOUBLE = re.compile(r"\"([^\"]*)\"|“([^”]*)”")

DIMENSIONS = {
    "light": r"(?:sun|moon|day|lamp|candle|sky|star|back|side)[- ]?light\w*|backlit|sunlit|"
    r"\w+ (?:light|sun|glow|afterglow) (?:\w+ )?(?:falls?|comes?|crosses|lies|lays|slants?|catches|"
    r"picks|fills|rakes|reaches|from|on|across|through|over|into|in|over|is|meets|settles|rests|"
    r"touches|keeps|models|shapes|spreads|shows|brings|puts|gives|leaves|throws|makes|turns|seeps|"
    r"skims|warms|streams|and|to|at|softens|describes|separates|lifts|wraps|reads?|along|"
    r"without|evens|strikes|drops|outlines|gathers|lets|holds|sweeps|sharpens|rims|edges|grazes|grazing|"
    r"stretches|with|fades|pours|against|around|under|down|tints|breaks|breaking|bounces|dances)|"
    r"light (?:falls|comes|from|filters|slants|spills|pools|shines|drifts|through|is|of)|"
    r"lit (?:by|from)|lighting|shadows?|highlights?|glow(?:s|ing)?|golden hour|rim of light|"
    r"tonal|contrast|shading|(?:low|late|first|last|hard|high|early|weak|winter) (?:\w+ )?sun|"
    r"flat,? even tone|even tone|flat tint\w*|darkness to brightness|moonlit|overcast",
    "setting": r"beach|shore|sand|sea|ocean|waves?|surf|forest|trunks?|meadow|field|pasture|"
    r"grass\w*|desert|dunes?|mountains?|ridges?|valley|slopes?|hill\w*|river\w*|lake|stream|water|bank|"
    r"garden|lawn|park|hedges?|path|street|road\w*|pavement|paving|courtyard|square|city|skyline|"
    r"towers?|rooftops?|village|houses?|room|interior|kitchen|bedroom|office|studio|workshop|"
    r"classroom|library|shelves|cafe|bakery|table\w*|counter|worktop|desk|floor\w*|boards|wall\w*|"
    r"window\w*|backdrop|plinth|surface|stage|hall|gallery|doorway|sky|horizon|stars|space|"
    r"seabed|reef|ice|snow\w*|clearing|undergrowth|woodland|branch|ledge|ground|gravel|asphalt|"
    r"paper|page|sheet|deck|quay|forge|laboratory|platform|track|rails|leaf|surroundings|"
    r"distance|shed|barn|terrace|slab|leaves|waterhole|plain|canopy|savann\w+|forecourt|margins|"
    r"panels|open air|open space|clear space|stone|moss|foliage|corridor|facades?|tiles?|stalls?",
    "composition": r"close-up|wide (?:\w+ )?(?:view|shot|angle)|[\w-]+ view|view (?:of|from|across|"
    r"along|down|over|at|with|through|in|up|level|toward|into|that|straight|upward|looking|split|"
    r"square|cropped|framed|under|built)|composition|framed|framing|eye level|overhead|low angle|"
    r"symmetric\w*|symmetrical|centred|centered|off[- ]centre|foreground|diagonal|perspective|"
    r"layout|arrangement|margins|arranged|grid|mark in the centre|silhouette with|portrait of|"
    r"aerial|profile|frame|repeat|panoram\w+",
    "medium": r"photograph\w*|photo|painting|watercolou?r|illustration|drawing|sketch|engraving|"
    r"print(?:ed)?|render\w*|3d|vector|graphic|gouache|collage|mosaic|sculpture|statue|pixel art|"
    r"poster|logo|icon|comic|cartoon|anime|map|infographic|diagram|mural|tapestry|woodcut|etching|"
    r"line art|interface design|mock-up|surface design|textile design|composition in|abstract",
    "mood": r"mood|atmosphere|feeling|feels|tone (?:is|that is)|serene|tranquil|peaceful|cosy|cozy|"
    r"melanchol\w+|joyful|eerie|whimsical|playful|majestic|nostalgic|dreamy|gentle|calm|solemn|"
    r"cheerful|dramatic|mysterious|tense|romantic|happy|sad|lonely|gloomy",
    "material": r"wood\w*|timber|oak|pine|metal\w*|glass|marble|leather|velvet|silk|linen|cotton|"
    r"wool\w*|porcelain|ceramic|glazed?|stone|brick|concrete|plaster|chrome|steel|iron|copper|brass|"
    r"plastic|paper|rust|fur|feathers?|fabric|cloth|weave|woven|cobbles?|granite|slate|bark|moss|"
    r"sand|grain|skin|coat|hide|petals?|bristle|canvas|rubber|clay|gravel|asphalt|limestone|"
    r"sandstone|pigment|ink|tile|terrazzo|felt|foam|frost|lichen|hair|crust|dust|snow|ice|mud|"
    r"earth|straw|plumage|scales?|enamel|lacquered|texture\w*|brushed|polished|rough|smooth|matte",
    "colour": r"red|orange|yellow|green|blue|purple|violet|pink|brown|black|white|gr[ae]y|"
    r"gold(?:en)?|silver|beige|cyan|magenta|turquoise|teal|crimson|scarlet|navy|maroon|olive|amber|ivory|"
    r"cream|lavender|lilac|indigo|ochre|coral|cobalt|emerald|rose|rust|sage|umber|terracotta|mauve|"
    r"apricot|saffron|jade|vermilion|azure|mustard|copper|bronze|charcoal|#[0-9a-f]{6}",
    "time": r"morning|noon|midday|afternoon|evening|night|midnight|dawn|dusk|sunset|sunrise|"
    r"twilight|golden hour|blue hour|summer|winter|autumn|spring",
}
"""What makes a prompt paintable, each with what counts as settling it."""

ENTITIES = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|kids?|bab(?:y|ies)|people|persons?|crowds?|"
    r"couples?|famil(?:y|ies)|tourists?|passers-by|pedestrians?|onlookers?|strangers?|visitors?|"
    r"farmers?|fisherm[ae]n|workers?|students?|shoppers?|dancers?|lovers?|figures?|"
    r"dogs?|cats?|horses?|cows?|sheep|birds?|gulls?|seagulls?|crows?|pigeons?|doves?|ducks?|swans?|"
    r"butterfl(?:y|ies)|bees?|insects?|spiders?|fish(?:es)?|deer|fox(?:es)?|rabbits?|squirrels?|mice|"
    r"cars?|trucks?|bus(?:es)?|vans?|bicycles?|bikes?|motorcycles?|trains?|trams?|boats?|ships?|"
    r"yachts?|sailboats?|planes?|aircraft|helicopters?|vehicles?|carriages?|taxis?|"
    r"signs?|lettering|letters?|captions?|labels?|logos?|posters?|billboards?|graffiti|text|"
    r"writing|headlines?|titles?|slogans?|inscriptions?|watermarks?|signatures?|typography)\b"
)
"""People, animals, vehicles and lettering: nothing of these may be added."""

JUNK = re.compile(
    r"\b(?:[48]k|uhd|hdr|masterpiece|best quality|award[- ]winning|trending|artstation|stunning|"
    r"ultra[- ]\w+|hyper[- ]?realistic|highly detailed|insanely|octane|unreal engine|breathtaking|"
    r"gorgeous|mesmeri[sz]ing)\b"
)


def tokens(text: str) -> list[str]:
    """Return the lower-case words of *text*."""
    return WORD.findall(text.lower())


def stem(word: str) -> str:
    """Return a crude stem, so that forms of one word compare equal."""
    word = re.sub(r"['’]s?$", "", word)
    for ending in ("ies", "es", "s", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def added(source: str, prompt: str) -> list[str]:
    """Return the words of *prompt* that are not the source's own."""
    own = {stem(word) for word in tokens(source)}
    return [word for word in tokens(prompt) if stem(word) not in own]


def lost_counts(source: str, prompt: str) -> list[str]:
    """Return numbers with their noun that are gone or that now read otherwise."""
    have = list(_numbered(prompt))
    return [
        f"{number} {noun}"
        for number, noun in _numbered(source)
        if (number, noun) not in have
        or any(other != number and thing == noun and (other, noun) not in list(_numbered(source))
               for other, thing in have)
    ]  # fmt: skip


def lost_colours(source: str, prompt: str) -> list[str]:
    """Return pairs of a colour and the word after it that are gone."""
    have = set(_coloured(prompt))
    return [" ".join(pair) for pair in _coloured(source) if pair not in have]


def wrong_quotes(source: str, prompt: str) -> list[str]:
    """Return quoted strings that are not in double quotes letter by letter, and any others."""
    meant = [next(filter(None, match.groups())) for match in QUOTED.finditer(source)]
    have = [match[1] if match[1] is not None else match[2] for match in DOUBLE.finditer(prompt)]
    stray = source.count('"') % 2
    others = [quote for quote in have if quote not in meant and not stray]
    return [quote for quote in meant if quote not in have] + others


def lost_names(source: str, prompt: str) -> list[str]:
    """Return capitalised words inside sentences, addresses and codes that are gone."""
    source = QUOTED.sub(" ", source)
    named = re.findall(r"(?<=[a-z,] )[A-Z][\w-]+|https?://\S+[\w/]|#[0-9A-Fa-f]{6}\b", source)
    return [name for name in named if name not in prompt]


def lost_relations(source: str, prompt: str) -> list[str]:
    """Return spatial phrases whose words, with the nearest ones on both sides, are gone."""
    flat = " ".join(tokens(prompt))
    text = " ".join(tokens(_without_negations(source)))
    lost = []
    for phrase in SPATIAL:
        for match in re.finditer(rf"(?:\S+ )?\b{phrase}\b(?: (?:a|an|the))?(?: \S+)?", text):
            lost += [match.group()] if match.group() not in flat else []
    return lost


def shown_exclusions(source: str, prompt: str) -> list[str]:
    """Return excluded things that *prompt* names outside a negation."""
    flat = QUOTED.sub(" ", prompt.lower())
    flat = re.sub(r"\b(?:no|not|without|never|--no)\b[^.;]*", " ", flat)
    positive = _without_negations(source).lower()
    return [
        what
        for what in _excluded(source)
        if re.search(rf"\b{what}\b", flat) and not re.search(rf"\b{what}\b", positive)
    ]


def content_recall(source: str, prompt: str) -> float:
    """Return the share of the source's content words that the prompt holds."""
    wanted = {stem(word) for word in tokens(source) if word not in STOP | WRAPPING}
    have = {stem(word) for word in tokens(prompt)}
    return len(wanted & have) / len(wanted) if wanted else 1.0


def new_entities(source: str, prompt: str) -> list[str]:
    """Return people, animals, vehicles and lettering that the source does not name."""
    own = {stem(word) for word in tokens(source)}
    found = [match.group() for match in ENTITIES.finditer(" ".join(tokens(prompt)))]
    return [word for word in found if stem(word) not in own]


def coverage(prompt: str) -> set[str]:
    """Return the dimensions that *prompt* settles."""
    text = prompt.lower()
    return {name for name, words in DIMENSIONS.items() if re.search(rf"\b(?:{words})\b", text)}


def junk(source: str, prompt: str) -> list[str]:
    """Return filler that the source does not hold."""
    return [word for word in JUNK.findall(prompt.lower()) if word not in source.lower()]


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    text = QUOTED.sub(" ", text)
    for part in re.split(r"[,.;:()]", text):
        words = tokens(part)
        for place, word in enumerate(words):
            number = NUMBERS.get(word, word if re.fullmatch(r"[2-9]|1\d|20", word) else "")
            following = [after for after in words[place + 1 : place + 4] if after != "of"]
            plural = [after for after in following if after.endswith("s") and after not in STOP]
            if number and plural:
                yield number, plural[0]


def _coloured(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"[,.;:()]", QUOTED.sub(" ", text)):
        words = tokens(part)
        for colour, noun in pairwise(words):
            if colour in COLOURS and noun not in STOP:
                yield colour, noun


def _excluded(source: str) -> list[str]:
    text = QUOTED.sub(" ", source.lower())
    found = re.findall(
        r"\b(?:without|with no|has no|have no|there (?:is|are) no|no|empty of)\s+"
        r"(?:any |a |an |the |its )?(?:pairs? of )?([a-z-]+)",
        text,
    )
    return [word for word in found if word not in {"more", "less", "longer"}]


def _without_negations(source: str) -> str:
    return re.sub(
        r"\b(?:without|with no|has no|have no|there (?:is|are) no|no)\s+"
        r"(?:any |a |an |the |its )?(?:pairs? of )?(?:orange )?[a-z-]+",
        " ",
        source,
        flags=re.IGNORECASE,
    )
