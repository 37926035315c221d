"""Closed lists of English words that a description commits with."""


def word_set(text: str) -> frozenset[str]:
    """Return the words of *text*, which stand apart by white space."""
    return frozenset(text.split())


NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "dozen": 12, "pair": 2, "couple": 2,
    "one": 1, "single": 1, "lone": 1, "trio": 3, "twin": 2,
}  # fmt: skip
"""Words that say how many; ``one`` and its kin count only directly before a noun."""

COLOURS = word_set(
    """red orange yellow green blue purple violet pink brown black white gray grey gold golden
    silver silvery beige cyan magenta turquoise teal crimson scarlet navy maroon olive amber ivory
    cream lavender lilac indigo ochre coral salmon khaki tan bronze copper burgundy mint peach
    mustard rust emerald ruby sapphire azure cobalt charcoal mauve plum rose fuchsia aqua lime
    blonde reddish greenish bluish yellowish purplish
    rainbow"""
)
AMBIGUOUS_COLOURS = word_set(
    "orange gold rose plum peach lime mint olive salmon coral cream rust ruby emerald sapphire "
    "copper bronze silver charcoal mustard amber lavender lilac rainbow tan violet ivory"
)
"""Colours that are also things: they count only directly before another noun."""

FUNCTION_WORDS = word_set(
    """a an the this that these those some any each every all both half several many few much more
    most other another such its his her their our my your and or but nor so yet if then than while
    as when where which who whose whom what that because though although since until after before
    of in on at by for with without from to into onto upon over under above below beneath
    underneath behind between among amid amidst beside besides near next inside outside through
    across along around against toward towards beyond within about off out up down like per via is
    are was were be been being am has have had having does do did doing can could will would shall
    should may might must not no never it he she they we you i him them us me there here very too
    also just only quite rather instead whether either neither front left right top bottom side
    don't doesn't isn't aren't wasn't weren't can't cannot"""
)
"""Words that end a run of adjectives and nouns."""

VERBS = word_set(
    """sits sit sat stands stand stood lies lie lay rests rest flies fly flew runs run ran walks
    walk rides ride rode holds hold held eats eat ate plays play swims swim swam jumps jump looks
    look wears wear wore says say said reads read shows show makes make made goes go went hangs
    hang hung leans lean floats float grows grow grew drives drive drove carries carry watches
    watch sleeps sleep slept dances dance sings sing chases chase pulls pull pushes push throws
    throw threw catches catch kicks kick fills fill covers cover surrounds rises rise rose falls
    fall fell shines shine glows glow reflects reflect drinks drink cooks cook paints paint draws
    drew writes write wrote waits wait works work turns turn opens close closes stretches stretch
    gathers drifts drift faces face contains hugs hug kisses kiss feeds feed bites bite lifts lift
    leads lead follows follow grazes graze climbs climb gleams sways sway crashes"""
)
"""Finite verbs that are common in descriptions and end a run of nouns."""

RELATIONS: tuple[tuple[str, str, str], ...] = (
    (r"(?:to|on|at) the (?:far )?left(?:-hand)?(?: side)? of|left of", "left of", "right of"),
    (r"(?:to|on|at) the (?:far )?right(?:-hand)?(?: side)? of|right of", "right of", "left of"),
    (r"on (?:the )?top of|atop", "on top of", "under"),
    (r"on the bottom of|at the bottom of", "on the bottom of", ""),
    (r"on the side of|at the side of|by the side of", "on the side of", ""),
    (r"in front of", "in front of", "behind"),
    (r"behind", "behind", "in front of"),
    (r"hidden by", "hidden by", ""),
    (r"underneath|under|beneath|below", "under", "above"),
    (r"above|over", "above", "under"),
    (r"next to|beside|alongside|adjacent to", "next to", "next to"),
    (r"near|close to", "near", "near"),
    (r"between", "between", ""),
    (r"inside", "inside", ""),
    (r"outside", "outside", ""),
    (r"surrounded by", "surrounded by", "around"),
    (r"around", "around", "surrounded by"),
    (r"opposite|across from", "opposite", "opposite"),
)
"""Spatial relations: how they are written, their canonical name, and the name of the inverse."""

ACTIONS = word_set(
    "riding holding chasing eating carrying pushing pulling kissing feeding biting hugging "
    "watching following leading painting reading drinking throwing kicking catching lifting "
    "driving wearing attacking fighting stealing pouring"
)
"""Transitive actions whose arguments must keep their order: a horse riding an astronaut."""

MEDIA = (
    "photograph|photographs|photo|photos|photography|photographic|photorealistic|snapshot|"
    "polaroid|daguerreotype|oil painting|"
    "oil on canvas|watercolou?r|painting|painted|gouache|acrylic|fresco|mural|sketch|pencil|"
    "charcoal drawing|ink drawing|pen and ink|drawing|illustration|line art|lineart|engraving|"
    "etching|woodcut|linocut|lithograph|screen ?print|ukiyo-e|cartoon|comic|anime|manga|"
    "pixel art|8-bit|16-bit|vector|flat design|3d render|render|rendering|cgi|claymation|clay|"
    "origami|papercut|paper cut-?out|collage|mosaic|stained glass|tapestry|embroidery|sculpture|"
    "statue|graffiti|stencil|poster|logo|icon|emoji|sticker|diagram|infographic|flowchart|chart|"
    "map|blueprint|schematic|wireframe|mockup|screenshot|tattoo|doodle|crayon|pastel drawing|"
    "charcoal|chalk portrait|oil portrait|oil sketch|mixed media|airbrush|"
    "ink wash|ink painting|tempera|pastels?|crayon drawing|scratchboard|batik|cave painting|"
    "hieroglyphics?|clip art|caricature|storyboard|graphic novel|comic strip|postcard|photocopy|"
    "double exposure|tilt-shift|selfie|stop[- ]motion|diorama|wood carving|relief carving|"
    "film still|movie still|cinematic still|low poly|isometric|silhouette|x-ray|hologram|"
    "satellite image|colou?ring page|concept art|digital art|cross stitch|chalk drawing|"
    "close-?up photo|impressionis[tm]\\w*|surrealis[tm]\\w*|"
    "cubis[tm]\\w*|abstract|minimalis[tm]\\w*|"
    "art deco|art nouveau|pop art|baroque|renaissance|black[- ]and[- ]white|monochrome|sepia"
)
ADJECTIVES = word_set(
    """old new big small large tall little young long short high low tiny huge giant red blue
    fresh dark light bright soft hard round square wooden metal plastic ancient modern vintage
    wild empty full beautiful pretty cute happy sad angry friendly fat thin wet dry hot cold warm
    fluffy furry rubber leather fabric glass metallic oblong cubic spherical"""
)
"""Adjectives so common that a participle after them still belongs to the noun phrase."""

TIMES = (
    "full moon|crescent moon|moon|starry|milky way|northern lights|aurora|fireworks|"
    "sunset|sunrise|dawn|daybreak|morning|noon|midday|afternoon|evening|dusk|twilight|night|"
    "midnight|nighttime|golden hour|blue hour|daytime|moonlit|moonlight"
)
WEATHERS = (
    "rain|rainy|raining|drizzle|storm|stormy|thunderstorm|snow|snowy|snowing|snowfall|blizzard|"
    "fog|foggy|mist|misty|haze|hazy|overcast|cloudy|sleet|drizzling|clear sky|sunny|windy|hail|"
    "lightning"
)
SEASONS = "spring|springtime|summer|autumn|fall foliage|winter|wintry"

UNITS = (
    "%|° ?[cf]|°|px|pixels?|mm|cm|km/h|km|m|metres?|meters?|miles?|inch(?:es)?|feet|foot|ft|kg|g|"
    "lbs?|oz|pounds?|litres?|liters?|l|dl|cl|ml|mph|hz|k|fps|h|years?|months?|days?|hours?|minutes?|"
    "seconds?|weeks?|yards?|yd|acres?|hectares?|ha|m²|km²|m³|tonnes?|tons?|knots|watts?|kw|kwh|volts?|"
    "dpi|ppi|mb|gb|tb|db|bpm|ppm|(?-i:[WV])"
)

NEWCOMERS = {
    "people": word_set(
        """man woman boy girl child kid baby person people figure crowd couple family tourist
        passer-by passerby passersby passers-by pedestrian onlooker bystander stranger visitor
        farmer fisherman worker student pupil shopper dancer lover vendor shopkeeper waiter waitress
        barista cyclist hiker walker runner commuter traveller traveler customer villager musician
        photographer lady gentleman mother father grandmother grandfather friend spectator sailor
        soldier monk nun teenager toddler bride groom swimmer surfer skater painter artist child
        chef baker teacher doctor nurse policeman violinist guitarist busker jogger rider angler
        craftsman merchant somebody someone men women children"""
    ),
    "animals": word_set(
        """animal dog cat horse cow sheep goat bird gull seagull crow raven pigeon dove duck swan
        goose butterfly bee insect spider fish deer fox rabbit squirrel mouse owl eagle hawk heron
        sparrow frog dolphin whale wolf lizard snake moth dragonfly firefly kitten puppy pony
        donkey hen rooster parrot hummingbird hare hedgehog turtle cattle lamb stork pelican
        monkey elephant lion tiger flamingo robin starling"""
    ),
    "vehicles": word_set(
        """car truck bus van bicycle bike motorcycle scooter train tram boat ship yacht sailboat
        plane airplane aeroplane aircraft helicopter taxi cab carriage tractor lorry ferry canoe
        rowboat vehicle kayak dinghy motorbike"""
    ),
    "lettering": word_set(
        """sign signage signpost lettering caption label logo poster billboard graffiti slogan
        inscription watermark signature headline typography writing text letter title banner
        placard nameplate"""
    ),
}
"""Who and what a picture may show only when its author names it, in the singular."""

TITLED = word_set(
    """i a the january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday victorian edwardian georgian
    gothic renaissance baroque rococo romanesque art deco nouveau bauhaus mediterranean nordic
    scandinavian european asian african american english french italian spanish german dutch
    japanese chinese indian persian moorish greek roman byzantine celtic alpine impressionist
    impressionism expressionist cubist surrealist christmas easter x-ray led ascii 3d 2d cgi"""
)
"""Words with a capital that name a time or a manner rather than a brand, a person or a place."""
