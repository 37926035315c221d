"""Colours and sides in a model's prompt: what is right stays, what is wrong is put right."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

MENDED = [
    # where the other thing stands, told from the first one
    ("a white cup left of a green bottle", "A white cup; a green bottle stands to its left.",
     "A white cup; a green bottle stands to its right."),
    ("a white cup left of a green bottle", "A white cup with a green bottle to its left.",
     "A white cup with a green bottle to its right."),
    ("a dog to the right of a cat", "A dog sits on a rug. To its right, a cat sleeps.",
     "A dog sits on a rug. To its left, a cat sleeps."),
    ("a fox to the left of a drum", "A fox sits there, and on its left a large drum lies.",
     "A fox sits there, and on its right a large drum lies."),
    ("une tasse à gauche d'une lampe", "Une tasse fume ; à sa gauche, une lampe est allumée.",
     "Une tasse fume ; à sa droite, une lampe est allumée."),
    # a thing that an adjective follows
    ("red gate overgrown with ivy", "A green gate stands open, ivy on its red sides.",
     "A red gate stands open, ivy on its red sides."),
    ("blue cloak torn at the hem", "A grey cloak, torn at the hem.",
     "A blue cloak, torn at the hem."),
    # two colours that have changed places, the second without an article
    ("blue coat and grey gloves", "A clerk in a grey coat and blue gloves.",
     "A clerk in a blue coat and grey gloves."),
    ("orange door and purple windows", "A hut with a purple door and orange windows.",
     "A hut with an orange door and purple windows."),
    ("a brown dog and black puppies", "A black dog and brown puppies.",
     "A brown dog and black puppies."),
    ("a purple kettle and yellow mugs", "A purple kettle and purple mugs.",
     "A purple kettle and yellow mugs."),
    ("una mesa verde con mantel rojo", "Una mesa roja con mantel verde.",
     "Una mesa verde con mantel rojo."),
    ("a nurse and a cook; the nurse wears blue, the cook wears white",
     "The nurse wears white, the cook wears blue.", "The nurse wears blue, the cook wears white."),
    # a noun that may be a verb
    ("a silver watch on a shelf", "A golden watch lies on a shelf.",
     "A silver watch lies on a shelf."),
    ("a white rose in a mug", "A pink rose droops in a brown mug.",
     "A white rose droops in a brown mug."),
    # what a wrong colour is likened to goes with it
    ("a white stallion", "A stallion, black as coal, rears.", "A stallion, white, rears."),
    ("a green lizard", "A lizard, as red as a brick, basks on a stone.",
     "A lizard, green, basks on a stone."),
    ("bronze bells in a tower", "Tin bells hang in a tower.", "Bronze bells hang in a tower."),
    # a colour that is said of the thing
    ("a green cloak", "A cloak in heavy scarlet wool hangs there.",
     "A cloak in heavy green wool hangs there."),
    ("a white owl", "An owl, its plumage a deep brown, blinks.",
     "An owl, its plumage a deep white, blinks."),
    ("a blue pair of mittens", "A red pair of mittens.", "A blue pair of mittens."),
    # a colour that is nowhere stands before its thing, behind size and state
    ("brown bench", "A wide bench stands here.", "A wide brown bench stands here."),
    ("grey smoke over a roof", "Smoke rises over a roof.", "Grey smoke rises over a roof."),
    # a shade does not hide a plain colour
    ("a yellow stove", "A golden-brown stove hums.",
     "A yellow stove hums."),
    # left and right have changed places, whatever stands around them
    ("pear on the left, melon on the right",
     "The melon glistens at left, and the pear rots at right.",
     "The melon glistens at right, and the pear rots at left."),
    ("Ingrid on the left lifts her bow, Sven on the right kneels",
     "To the right, Ingrid draws her bow; to the left, Sven kneels.",
     "To the left, Ingrid draws her bow; to the right, Sven kneels."),
    ("two jars, the left one green, the right one brown",
     "Two jars on a shelf. The left one is brown, the right one is green.",
     "Two jars on a shelf. The right one is brown, the left one is green."),
    ("green jar on the left, brown jar on the right",
     "A brown jar on the left and a green jar on the right.",
     "A brown jar on the right and a green jar on the left."),
    ("left torn flag, right new flag", "On the left a new flag, on the right a torn flag.",
     "On the right a new flag, on the left a torn flag."),
    ("a woman with a rope in her left hand and a hook in her right",
     "A woman holds a hook in her left hand and a rope in her right.",
     "A woman holds a hook in her right hand and a rope in her left."),
    ("two pictures: girl left, boy right", "Two pictures: on the left a boy, on the right a girl.",
     "Two pictures: on the right a boy, on the left a girl."),
    ("the goat is on the right of the hen", "The hen stands to the right of the goat.",
     "The hen stands to the left of the goat."),
    ("chair left of the stove", "The stove hums to the left of the chair.",
     "The stove hums to the right of the chair."),
    ("a fig to the left of a date", "Left: a date. Right: a fig.", "Right: a date. Left: a fig."),
    ("a mill in the north, a ferry in the south",
     "A map with a ferry in the north and a mill in the south.",
     "A map with a ferry in the south and a mill in the north."),
    ("quay to the west, school to the east",
     "At the eastern edge lies a quay; to the west a school.",
     "At the western edge lies a quay; to the east a school."),
    ("il cane a sinistra, la capra a destra",
     "In un prato: la capra a sinistra con il fieno, il cane a destra.",
     "In un prato: la capra a destra con il fieno, il cane a sinistra."),
    ('two doors, "Push" on the left, "Rest" on the right',
     'Two doors: the left reads "Rest", the right reads "Push".',
     'Two doors: the right reads "Rest", the left reads "Push".'),
    ("a kite, violet background", "A kite. The backdrop is one field of green.",
     "A kite. The backdrop is one field of violet."),
    # three places, a list, and corners
    ("Nina on the left, Tom in the middle, Eve on the right",
     "Three on a raft: Tom at the left, Eve in the middle, and Nina at the right.",
     "Three on a raft: Nina at the left, Tom in the middle, and Eve at the right."),
    ("from left to right: fork, spoon, ladle",
     "On a cloth, from left to right a ladle, a fork and a spoon.",
     "On a cloth, from left to right a fork, a spoon and a ladle."),
    ("a rope from top left to bottom right",
     "A rope runs from the upper right corner to the lower left.",
     "A rope runs from the upper left corner to the lower right."),
    ("perros blancos en la nieve", "Perros en la calle.", "Perros en la calle. Perros blancos."),
    # one side is named, and the words around it are the author's of the other
    ("banner, left half dawn, right half dusk", "A banner. The right half is dawn, the other dusk.",
     "A banner. The left half is dawn, the other dusk."),
    ("left column apples, right column pears",
     "The right column lists apples; the one facing it, pears.",
     "The left column lists apples; the one facing it, pears."),
    ("right hand on a drum, left hand on a bell",
     "The left hand is on a drum, the other on a bell.",
     "The right hand is on a drum, the other on a bell."),
    ("links 1990 rechts 2000, Balkendiagramm", "Balken: rechts 1990, auf der anderen Seite 2000.",
     "Balken: links 1990, auf der anderen Seite 2000."),
]  # fmt: skip

LEFT_ALONE = [
    # where the other thing stands, told from the first one
    ("a white cup left of a green bottle", "A white cup; a green bottle stands to its right."),
    ("a white cup left of a green bottle", "A green bottle with a white cup to its left."),
    ("a dog to the right of a cat", "A dog sits on a rug. To its left, a cat sleeps."),
    ("un árbol a la derecha de la casa", "Una casa blanca y, a su derecha, un olivo retorcido."),
    ("a woman left of a man", "A woman, a ring on her right hand, left of a man."),
    ("une tasse à gauche d'une lampe", "Une tasse fume ; à sa droite, une lampe est allumée."),
    # a colour of another thing
    ("a black mare with brown eyes", "A mare as dark as pitch turns her hazel eyes."),
    ("a turquoise bay", "A bay the colour of a peacock laps at white sand."),
    ("black and white stripes", "Stripes of white and black."),
    ("blue coat and grey gloves", "A clerk in a blue coat and grey gloves."),
    ("a red and green parrot", "A green and red parrot."),
    ("una mesa verde con mantel rojo", "Una mesa verde con mantel rojo."),
    ("a nurse wears blue, a cook wears white", "A nurse in a blue gown, a cook in a white one."),
    ("a black pony", "A pony as dark as coal trots through a field of yellow."),
    # shades, and what a thing is likened to
    ("a red deer", "A russet deer lifts its head."),
    ("a yellow scarf", "A saffron scarf flutters."),
    ("a brown pony", "A chestnut pony nibbles hay."),
    ("a grey sky over a moor", "A leaden sky hangs over a moor."),
    ("a beige armchair", "A sand-coloured armchair."),
    ("a black hound", "A hound with a coat like tar sniffs the ground."),
    ("a white plate", "A plate the colour of chalk."),
    ("a red curtain", "A burgundy curtain."),
    ("a black bird on a wall", "Blackbirds sing; one sits on a wall."),
    ("a maroon tram", "A dark red tram."),
    ("a teal gate", "A blue-green gate."),
    ("a purple door", "A door painted deep aubergine."),
    # sides as they were, told in another order or in other words
    ("pear on the left, melon on the right",
     "The melon glistens at right, and the pear rots at left."),
    ("Ingrid on the left lifts her bow, Sven on the right kneels",
     "To the right, Sven kneels; to the left, Ingrid draws her bow."),
    ("two jars, the left one green, the right one brown",
     "Two jars. The right one is brown, the left one is green."),
    ("green jar on the left, brown jar on the right",
     "A brown jar on the right, a green one on the left."),
    ("left torn flag, right new flag", "On the right a new flag, on the left a torn flag."),
    ("a woman with a rope in her left hand and a hook in her right",
     "A woman holds a hook in her right hand and a rope in her left."),
    ("the goat is on the right of the hen", "The hen stands to the left of the goat."),
    ("the goat is on the right of the hen", "The goat stands to the right of the hen."),
    ("chair left of the stove", "To the left of the stove stands a chair."),
    ("a fig to the left of a date", "Left: a fig. Right: a date."),
    ("a mill in the north, a ferry in the south",
     "A ferry in the south below a mill in the north."),
    ("il cane a sinistra, la capra a destra",
     "La capra a destra con il fieno, il cane a sinistra."),
    ("a man on the left, a woman on the right",
     "On the left a man watches a woman; on the right the woman turns to the man."),
    ("Nina on the left, Tom in the middle, Eve on the right",
     "In the middle Tom, on the right Eve, on the left Nina."),
    ("from left to right: fork, spoon, ladle",
     "On a cloth lie a ladle, a spoon and a fork, from left to right a fork, a spoon, a ladle."),
    ("from left to right: fork, spoon, ladle",
     "From left to right: a long ladle, a bent fork, a spoon."),
    ("a rope from top left to bottom right", "A rope runs from the bottom right to the top left."),
    # a time of day has no colour of its own
    ("golden hour, a boy with a hoop", "A boy rolls a hoop through low amber light."),
    ("a silver watch", "A silver watch."),
    ("a white rose", "A white rose, pale as snow."),
    ("a white owl", "An owl as white as snow."),
    ("copper pots", "Copper pots beside a steel ladle."),
    # one side is named, and what stands there is the author's
    ("left half dawn, right half dusk", "The left half is dawn, the other half dusk."),
    ("right hand on a drum, left hand on a bell",
     "The right hand is on a drum, the other on a bell."),
    ("left column apples, right column pears", "Apples fill the left column, pears the other."),
    ("left half dawn, right half dusk", "The right half glows red, the other half blue."),
]  # fmt: skip


def mended(source, prompt):
    return repaired(read(source), Expansion(prompt, None, "", ""), dialects.get("generic")).prompt


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_a_wrong_colour_or_side_is_put_right_where_it_stands(source, prompt, expected):
    assert mended(source, prompt) == expected
    assert mended(source, expected) == expected


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_a_right_colour_or_side_is_left_alone(source, prompt):
    assert mended(source, prompt) == prompt
