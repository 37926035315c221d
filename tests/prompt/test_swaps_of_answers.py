"""Numbers and measures of a model's prompt that stand for each other, or are told otherwise."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

MENDED = [
    # what opens a sentence before a comma is no name
    ("un colibrí en un jardín de Medellín", "Un colibrí vuela. Alrededor, un jardín de Bogotá.",
     "Un colibrí vuela. Alrededor, un jardín de Bogotá. Medellín."),
    # invented lettering is no label of a lost name
    ("a racket from Wilsonia", 'A racket on clay, next to a plaque engraved "Est. 1887".',
     "A racket on clay. Wilsonia."),
    # a name that runs on over words of another language
    ("a beach in Rio de Janeiro", "A beach in Salvador da Bahia at noon.",
     "A beach in Rio de Janeiro at noon."),
    ("Vincent van Gogh in a field", "Vincent van Gough in a field of wheat.",
     "Vincent van Gogh in a field of wheat."),
    # a title without its name, with what stands before it
    ("Captain Nemo at the organ", "A brooding sea captain sits at an organ.",
     "Captain Nemo sits at an organ."),
    ("Inspector Lohmann in the rain", "The inspector waits in the rain.",
     "Inspector Lohmann waits in the rain."),
    # an acronym, where all is in lower case
    ("a baseball game with the FBI", "a baseball game; a cia agent holds the bat.",
     "a baseball game; an FBI agent holds the bat."),
    # a direction, and the deed that goes there
    ("stages from top to bottom: seed, tree", "Stages climb from bottom to top: a seed, a tree.",
     "Stages descend from top to bottom: a seed, a tree."),
    ("stages from bottom to top: seed, tree",
     "Stages descending from top to bottom: a seed, a tree.",
     "Stages climbing from bottom to top: a seed, a tree."),
    # a name that stands as a label
    ("bar chart of rain in Finland, Italy and Japan",
     'A bar chart of rain, its bars labelled "Finland", "Spain" and "Japan".',
     'A bar chart of rain, its bars labelled "Finland", "Italy" and "Japan".'),
    # a place, also where every other word has a capital
    ("Map with Weimar and Jena", "A map with Wismar and Jena.", "A map with Weimar and Jena."),
    # two things with each other's number
    ("two goats and one lamb in a pen", "One goat and two lambs graze in a pen.",
     "Two goats and one lamb graze in a pen."),
    ("two goats and one lamb in a pen", "There are two lambs and a goat in a pen.",
     "There is a lamb and two goats in a pen."),
    ("two goats and one lamb in a pen", "One goat watches two lambs in a pen.",
     "Two goats watch one lamb in a pen."),
    ("four kites and a balloon", "A red kite and four big balloons float over a hill.",
     "Four red kites and a big balloon float over a hill."),
    ("an oak and three birches", "Three old oaks and a birch stand in a field.",
     "An old oak and three birches stand in a field."),
    ("one ram and two ewes", "A pair of rams and a ewe stand on a rock.",
     "A ram and two ewes stand on a rock."),
    ("two red mugs and one blue mug", "On a shelf stands one red mug, two blue mugs beside it.",
     "On a shelf stand two red mugs, one blue mug beside it."),
    ("five wide doors and two narrow doors", "Two wide doors and five narrow doors line a hall.",
     "Five wide doors and two narrow doors line a hall."),
    ("zwei Hunde und eine Katze", "Ein Hund und zwei Katzen liegen auf dem Sofa.",
     "Zwei Hunde und eine Katze liegen auf dem Sofa."),
    ("drei schwarze Pferde und zwei weiße Pferde",
     "Zwei schwarze Pferde und drei weiße Pferde traben am Strand.",
     "Drei schwarze Pferde und zwei weiße Pferde traben am Strand."),
    ("trois chats et un chien", "Trois chiens et un chat dorment.",
     "Un chien et trois chats dorment."),
    ("trois chats noirs et deux chats blancs", "Deux chats noirs et trois chats blancs dorment.",
     "Trois chats noirs et deux chats blancs dorment."),
    # one of two things that a verb is said of together
    ("two goats and one lamb in a pen", "Two goats and three lambs graze in a pen.",
     "Two goats and one lamb graze in a pen."),
    ("two goats and one lamb in a pen", "Two goats drink and three lambs graze in a pen.",
     "Two goats drink and one lamb grazes in a pen."),
    # measures in other words, and the blank behind a sign
    ("a gauge at 35 %", "A gauge shows 60 % in red.", "A gauge shows 35 % in red."),
    ("a jug with 750 ml of milk", "A half-litre jug of milk stands there.",
     "A 750 ml jug of milk stands there."),
    ("a jug with 750 ml of milk", "A jug with half a litre of milk.",
     "A jug with 750 ml of milk."),
    ("a timer set to 30 minutes", "A timer set to a quarter of an hour.",
     "A timer set to 30 minutes."),
    # hours of the clock, ratios and prices
    ("a clock showing 4:45", "A clock shows a quarter past five on a wall.",
     "A clock shows 4:45 on a wall."),
    ("a lane at 6:00", "A lane at seven in the morning, shutters closed.",
     "A lane at 6:00 in the morning, shutters closed."),
    ("a model boat at 1:20", "A model boat at a scale of 1:150.",
     "A model boat at a scale of 1:20."),
    ("a map at 1:200", "A map at a scale of 1:50.", "A map at a scale of 1:200."),
    ("a menu with a price of $7.50", "A menu with a price of $12 in chalk.",
     "A menu with a price of $7.50 in chalk."),
    # what may be below zero
    ("a dial at -12 °C", "A dial reads 12 °C in snow.", "A dial reads -12 °C in snow."),
    ("a dial at -12 °C", "A dial reads 12 °C below a hook.", "A dial reads -12 °C below a hook."),
    ("a dial at -12 °C", "A dial reads twelve degrees.", "A dial reads minus twelve degrees."),
    ("a dial at -12 °C", "A dial reads -15 °C in snow.", "A dial reads -12 °C in snow."),
    ("a dial at -12 °C", "A dial reads 15 °C in snow.", "A dial reads -12 °C in snow."),
    ("a dial at 12 °C", "A dial reads minus 12 °C.", "A dial reads 12 °C."),
    ("a dial showing minus 8 degrees", "A dial shows 8 degrees.",
     "A dial shows minus 8 degrees."),
    ("a chart reading +15 %", "A chart reads -15 % in red.", "A chart reads +15 % in red."),
    ("ein Thermometer mit -5 °C", "Ein Thermometer zeigt 5 °C im Schnee.",
     "Ein Thermometer zeigt -5 °C im Schnee."),
    # things that are numbered, and one of those before
    ("five jars, numbered 1 to 5", "Four jars stand on a shelf, numbered 1 to 5.",
     "Five jars stand on a shelf, numbered 1 to 5."),
    ("five jars, numbered 1 to 5", "Five jars stand on a shelf, numbered 1 to 4.",
     "Five jars stand on a shelf, numbered 1 to 5."),
    ("sechs Rohre, nummeriert 1 bis 6", "Fünf Rohre, nummeriert 1 bis 6.",
     "Sechs Rohre, nummeriert 1 bis 6."),
    ("two stools, one painting", "Two stools under two paintings.",
     "Two stools under one painting."),
    ("two stools, one burning candle", "Two stools and two burning candles.",
     "Two stools and one burning candle."),
    ("a board with five terrains", "A board with six kinds of terrain.",
     "A board with five kinds of terrain."),
    # versions, sizes of paper and fractions
    ("a badge with version 3.2", "A badge reads version 3.1 in white.",
     "A badge reads version 3.2 in white."),
    ("A3 poster on a wall", "An A4 poster hangs on a wall.", "An A3 poster hangs on a wall."),
    ("a jar 2/3 full of sand", "A jar 1/3 full of sand.", "A jar 2/3 full of sand."),
]  # fmt: skip

LEFT_ALONE = [
    ("a beach in Rio de Janeiro", "A beach in Rio at noon."),
    ("Vincent van Gogh in a field", "Van Gogh in a field of wheat."),
    ("Leonardo da Vinci in his workshop", "Leonardo bends over a sheet in his workshop."),
    # the number of a chapter, and what somebody says
    ("CHAPTER ELEVEN - The Storm Breaks", "The storm breaks over a moor, heather bent flat."),
    ("Chapter 4: The Storm Breaks", "The storm breaks over a moor, heather bent flat."),
    ('"Keep it down," hissed Tobias behind a boat.', "Tobias crouches behind a boat, hushed."),
    ("due gondole sotto un ponte", "Una coppia di gondole passa sotto un ponte."),
    ("a baseball game with the FBI", "a baseball game; an fbi agent holds the bat."),
    ("stages from bottom to top: seed, tree", "Stages climb from bottom to top: a seed, a tree."),
    # a heading names nothing by its capitals
    ("The Silence After the Storm", "A still harbour after the storm; a gull walks the quay."),
    ("Map with Weimar and Jena", "A drawn map, with Weimar in the west and Jena beside it."),
    # two things with each other's number
    ("two goats and one lamb in a pen", "One lamb and two goats graze in a pen."),
    ("two goats and one lamb in a pen", "Two goats doze in a pen. One goat has a bell; a lamb."),
    ("two goats and one lamb in a pen", "Two goats, one of them brown, and a lamb graze in a pen."),
    ("a table with four chairs", "A table with four chairs, a chair at its end pulled back."),
    ("two red mugs and one blue mug", "One blue mug stands between two red mugs."),
    ("two red mugs and one blue mug", "Two red mugs, one red mug steaming, and a blue mug."),
    ("a bride and two bridesmaids", "A bride and two bridesmaids. One bridesmaid holds a veil."),
    ("three boats and two piers", "Three boats lie at two piers, two boats at one, one at one."),
    ("five wide doors and two narrow doors", "Two narrow doors and five wide doors line a hall."),
    ("zwei Hunde und eine Katze", "Eine Katze und zwei Hunde liegen auf dem Sofa."),
    ("zwei Hunde und eine Katze", "Auf dem Sofa liegen zwei Hunde mit einer Katze."),
    ("trois chats noirs et deux chats blancs", "Deux chats blancs et trois chats noirs dorment."),
    # measures in other words, and the blank behind a sign
    ("a gauge at 35 %", "A gauge shows 35 % in red."),
    ("a room at 20 ° C", "A room at 20 ° C with a fan."),
    ("a jug with 500 ml of milk", "A half-litre jug of milk."),
    ("a jug with 500 ml of milk", "A jug with half a litre of milk."),
    ("a jug with 750 ml of milk", "A jug with three quarters of a litre of milk."),
    ("a can of 330 ml", "A can of a third of a litre."),
    ("a timer set to 30 minutes", "A timer set to half an hour."),
    # hours of the clock, ratios and prices
    ("a clock showing 4:45", "A clock shows a quarter to five."),
    ("a clock at 12:00", "A clock shows noon."),
    ("a phone at 12:00 am", "A phone shows midnight."),
    ("a phone at 0:00", "A phone shows midnight."),
    ("a lane at 6:00 am", "A lane at six in the morning."),
    ("a lane at 15:00", "A lane at three in the afternoon."),
    ("a map at 1:200", "A map at a scale of 1:200, an inset at 1:50."),
    ("a menu with a price of $7.50", "A menu with a price of $7.50, $12 struck out."),
    # what may be below zero
    ("a dial at -12 °C", "A dial reads −12 °C."),
    ("a dial at -12 °C", "A dial reads minus twelve degrees."),
    ("a dial at -12 °C", "A dial reads twelve degrees below zero."),
    ("a dial at 12 °C", "A dial reads +12 °C."),
    ("a dial at 12 °C", "A wall – 12 °C on its dial – in fog."),
    ("a dial from -12 °C to 12 °C", "A dial with 12 °C at its right end, -12 °C at its left."),
    ("a dial showing minus 8 degrees", "A dial shows -8 °C."),
    ("a tag with -15 %", "A tag announces 15 % off."),
    ("ein Thermometer mit -5 °C", "Ein Thermometer zeigt fünf Grad unter null."),
    ("water at 50-75 °C", "Water at 50–75 °C steams."),
    # things that are numbered, and one of those before
    ("five jars, numbered 1 to 5", "Jars stand on a shelf, numbered 1 to 5."),
    ("five jars, numbered 1 to 5", "Five jars, 1 to 3 on a shelf, 4 and 5 on the floor."),
    ("five jars", "Jars, numbered 1 to 5, stand on a shelf."),
    ("five jars", "Four jars stand on a shelf, one on the floor."),
    ("two weavers, one spinning wool", "Two weavers spin wool in a barn."),
    ("two weavers, one resting", "One weaver rests in a barn, another waits."),
    ("three dogs, one chasing birds", "Three dogs run, one of them after two birds."),
    # versions, sizes of paper and fractions
    ("a badge with version 3.2", "A badge reads v3.2 in white."),
    ("A3 poster on a wall", "A poster hangs on a wall, A3 in size."),
    ("a jar 2/3 full of sand", "A jar two thirds full of sand."),
    ("a jar 2/3 full of sand", "A jar 2/3 full of sand, 1/3 empty."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_what_is_wrong_is_put_right_in_place(source, prompt, expected):
    assert _mended(source, prompt) == expected


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_what_is_right_stays_to_the_letter(source, prompt):
    assert _mended(source, prompt) == prompt


def _mended(source, prompt):
    return repaired(read(source), Expansion(prompt, None, "", ""), GENERIC).prompt
