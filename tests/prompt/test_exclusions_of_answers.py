"""What is left out may be told in many words; what only has its name is not taken away."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

TOLD = [
    # by what would be there, or was, or stands in for it
    ("a throne room, no king", "A throne room, the seat vacant where a king would have sat."),
    ("a stew without meat", "A stew of lentils, with mushrooms standing in for meat."),
    ("a desert without trees", "A desert plain, its horizon unbroken by any tree."),
    ("an old doll, no arms", "An old doll in a box, its arms torn off long ago."),
    ("portrait from behind, no face", "Portrait from behind, the face turned away."),
    ("two chess kings, no other pieces", "Two kings on a board where only these pieces remain."),
    # by a word of its own, in five languages
    ("tea, no sugar", "A glass of tea, unsweetened, on a brass tray."),
    ("a candle, no flame", "A candle on a sill, unlit, its wick black."),
    ("a lane, no cars", "A pedestrian lane between whitewashed walls."),
    ("ein Seemann ohne Mütze", "Ein Seemann steht barhäuptig im Wind."),
    ("ein Tee ohne Zucker", "Ein Tee im Glas, ungesüßt."),
    ("un marin sans bonnet", "Un marin, tête nue, regarde la mer."),
    ("un pescador sin barba", "Un pescador joven, afeitado, mira el mar."),
    ("un frate senza scarpe", "Un frate scalzo attraversa il chiostro."),
    ("una plaza sin coches", "Una plaza; no circula ningún vehículo."),
    # what nobody does, though others are there; nothing to do
    ("a pink bicycle, and nobody in the village would admit to it",
     "A pink bicycle. Across the green a few villagers study the sky."),
    ("a letter that nobody could read", "A clerk and his wife bend over a letter."),
    ("non c'era niente da fare alla stazione", "Una stazione; un uomo aspetta su una panca."),
    # something else of its name, or made of it
    ("a harbour, no birds", "A harbour with cranes above stacked containers."),
    ("a study, no trees", "A study with a walnut desk and a lamp."),
    ("a dessert, no ice", "A dessert of ice cream in a glass."),
    ("a table, no fish", "A table with fish knives beside the plates."),
    ("a hall, no animals", "A hall with a rug in a leopard pattern."),
    ("a park, no people", "A park with a bronze rider on a plinth."),
    ("a train on a bridge, no cars", "A train with four carriages on a bridge."),
    ("a kitchen, no knives", "A kitchen in knife-edge light."),
    ("a cat at night, no lamps", "A cat at night, its eyes glowing like lamps."),
    ("a plain shirt, no print", "A plain shirt; soft folds complete the picture."),
]  # fmt: skip

SHOWN = [
    # what has it is seen, and only that is taken away
    ("a sailor, no beard", "A bearded sailor mends a net.", "A sailor mends a net. No beard."),
    ("a lake without ice", "An icy lake under stars.", "A lake under stars. Without ice."),
    ("a garden, no wall", "A walled garden in June.", "A garden in June. No wall."),
    # a part of it, or a dish of it
    ("ramen, no pork", "A bowl of ramen. Slices of pork belly fan out on it.",
     "A bowl of ramen. No pork."),
    ("a lunch, no tomatoes", "A lunch of bread. A cup of tomato soup steams.",
     "A lunch of bread. No tomatoes."),
    # in short, in Spanish and Italian
    ("un porto con una barca, niente auto", "Un porto con una barca. Due auto sul molo.",
     "Un porto con una barca. Niente auto."),
    ("una playa con una barca, nada de gente", "Una playa con una barca. Gente en la orilla.",
     "Una playa con una barca. Nada de gente."),
    # beside what only has its name
    ("a room, no trees", "A room, a palm tree by the window, dust.", "A room, dust. No trees."),
    ("a square, no people", "A square. A woman crosses it, past a statue.",
     "A square. No people."),
    ("toast without jam", "Toast with butter, honey and jam rests on a plate.",
     "Toast with butter and honey rests on a plate. Without jam."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt"), TOLD)
def test_what_is_left_out_may_be_told_in_other_words(source, prompt):
    expansion = Expansion(prompt, None, "", "")

    assert repaired(read(source), expansion, GENERIC).prompt.startswith(prompt)


@pytest.mark.parametrize(("source", "prompt", "expected"), SHOWN)
def test_what_is_shown_is_taken_away(source, prompt, expected):
    mended = repaired(read(source), Expansion(prompt, None, "", ""), GENERIC)

    assert mended.prompt == expected
