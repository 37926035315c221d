"""Words that tell a colour without its name: its shades, and what has it by nature."""

from collections.abc import Mapping
from functools import cache

from limner.files import packaged
from limner.prompt.ledger.vocabulary import word_set

ENDINGS = ("", "e", "en", "er", "es", "em")
"""Endings of a German adjective."""

SHADES = {
    "red": word_set(
        "russet rust rusty burgundy maroon claret oxblood carmine cerise cardinal vermillion brick "
        "terracotta garnet auburn copper coppery ginger titian fiery flaming rubicund ruddy"
    ),
    "blue": word_set(
        "ultramarine cerulean aquamarine cornflower periwinkle lapis denim prussian sapphirine"
    ),
    "green": word_set(
        "viridian verdigris celadon sage mint pistachio chartreuse malachite verdant avocado "
        "mossy grassy khaki"
    ),
    "yellow": word_set(
        "saffron canary ochre ocher primrose jonquil golden gold honeyed flaxen buttery amber "
        "citrine citron topaz sulphurous lemony sunny blonde blond"
    ),
    "purple": word_set(
        "amethyst aubergine eggplant heliotrope mulberry damson magenta periwinkle burgundy"
    ),
    "pink": word_set("coral peach peachy blush blushing cerise raspberry bubblegum apricot"),
    "brown": word_set(
        "russet caramel cognac hazel sienna sepia taupe fawn mahogany sable cinnamon toffee bronze "
        "bronzed auburn brunette bay sorrel dun tawny brindle copper coppery rust rusty mocha "
        "sandy khaki beige muddy peaty earthen burnt ochre"
    ),
    "black": word_set("inky sooty pitch ebon raven obsidian pitchy charred blackened"),
    "white": word_set(
        "milky chalky pearly pearl alabaster snow eggshell whitewashed bleached cream creamy hoary "
        "lily colourless"
    ),
    "grey": word_set(
        "smoky ashen ashy leaden steel steely pewter gunmetal silvery silver dove mousy graphite "
        "grizzled stormy taupe smoke"
    ),
    "orange": word_set(
        "ginger apricot pumpkin carroty marmalade copper coppery rust rusty terracotta persimmon "
        "coral peach fiery flaming saffron"
    ),
    "gold": word_set("brass brassy honeyed flaxen amber auric"),
    "silver": word_set("pewter steel steely chrome chromed platinum argent silvered nickel"),
    "turquoise": word_set("aquamarine verdigris"),
    "cream": word_set(
        "sandy tan ecru ivory oatmeal taupe fawn buff camel khaki eggshell vanilla champagne "
        "biscuit putty flaxen sand"
    ),
    "maroon": word_set("burgundy claret oxblood garnet"),
    "burgundy": word_set("maroon claret oxblood garnet wine"),
    "rust": word_set("russet terracotta copper rusty"),
}
"""Words that stand before a noun, or are said of it, for a colour: a russet fox, of a red one."""

LIKENESSES = {
    "red": word_set(
        "blood brick wine cherry cherries ruby rubies rose roses fire flame flames ember embers "
        "tomato poppy poppies rust strawberry strawberries lobster beetroot sunset"
    ),
    "blue": word_set(
        "sky sea ocean lapis sapphire sapphires cornflower cornflowers ice denim cobalt midnight "
        "bluebells forget-me-nots"
    ),
    "green": word_set(
        "grass moss emerald emeralds jade leaf leaves fern ferns forest lime limes pea peas apple "
        "apples bottle pine seaweed olive olives meadow"
    ),
    "yellow": word_set(
        "lemon lemons canary butter buttercup buttercups daffodil daffodils sunflower sunflowers "
        "sun straw corn honey mustard egg yolk sulphur sulfur gold saffron sunshine banana"
    ),
    "purple": word_set(
        "grape grapes plum plums amethyst amethysts lavender lilac wine aubergine heather violets"
    ),
    "pink": word_set(
        "rose roses flamingo flamingos candyfloss salmon shrimp peony peonies blossom bubblegum "
        "watermelon raspberry raspberries"
    ),
    "brown": word_set(
        "chocolate coffee cocoa caramel chestnut chestnuts walnut oak earth mud bark tobacco "
        "leather cinnamon nut nuts toffee rust peat honey cognac wood"
    ),
    "black": word_set(
        "coal soot ink pitch jet midnight night raven ravens crow tar obsidian ebony onyx charcoal "
        "liquorice licorice shadow shadows"
    ),
    "white": word_set(
        "snow milk chalk bone ivory swan cream pearl pearls salt paper frost cloud clouds ghost "
        "cotton sugar flour lily lilies porcelain alabaster marble"
    ),
    "grey": word_set(
        "ash ashes smoke steel lead slate stone iron storm granite pewter dove mouse rain fog "
        "silver concrete"
    ),
    "orange": word_set(
        "pumpkin pumpkins carrot carrots tangerine tangerines apricot apricots flame flames fire "
        "ember embers marmalade rust amber copper"
    ),
    "gold": word_set("honey straw wheat corn sun sunlight brass butter amber"),
    "silver": word_set("moonlight moon mercury quicksilver steel mirror chrome pewter tin"),
    "turquoise": word_set("lagoon peacock"),
    "cream": word_set(
        "sand oatmeal linen flax biscuit parchment straw camel stone mushroom wheat dune bone"
    ),
}
"""What a colour is told by with "like", "as" or "the colour of": a coat like soot, of a black dog.

"Sand-coloured" and "coal-dark" tell it so too.
"""


@cache
def foreign_shades(language: str) -> Mapping[str, frozenset[str]]:
    """Return words that tell each colour of another language than English: écarlate, of rouge."""
    rows = packaged.table("prompt", "ledger", "foreign_shades.toml").get(language, {})
    return {
        colour: frozenset(form for word in row.split() for form in _forms(word))
        for colour, row in rows.items()
    }


def _forms(word: str) -> tuple[str, ...]:
    stem = word.removesuffix("-")
    return (word,) if stem == word else tuple(stem + ending for ending in ENDINGS)
