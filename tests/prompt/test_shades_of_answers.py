"""Colours of a model's prompt that are told by a shade: right is kept, wrong put in its place."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

MENDED = [
    # a name in place of a hex colour, where it is said of no thing
    ("gradient from #0F2027 to #2C5364", "A gradient from deep charcoal to #2C5364, smooth.",
     "A gradient from #0F2027 to #2C5364, smooth."),
    ("soft waves in #FFB703 and #023047", "Soft waves roll from #FFB703 into deep navy blue.",
     "Soft waves roll from #FFB703 into #023047."),
    ("Wellen in #3A86FF auf Weiß", "Sanfte Wellen in kräftigem Himmelblau auf Weiß.",
     "Sanfte Wellen in #3A86FF auf Weiß."),
    # of another colour, or of a thing: the value is said besides
    ("soft waves in #FFB703", "Soft waves in deep blue.", "Soft waves in deep blue. #FFB703."),
    ("soft waves in #023047", "Soft waves in a navy frame.",
     "Soft waves in a navy frame. #023047."),
    # the author's colour stands only in a list of colours, and on its thing is another one's
    ("a red fox beside a blue mushroom", "A red fox beside a large red mushroom. Rust, blue, grey.",
     "A red fox beside a large blue mushroom. Rust, blue, grey."),
    # another colour on its own noun, in the form that it takes there
    ("une barque rouge", "Une barque jaune glisse sur un lac gris.",
     "Une barque rouge glisse sur un lac gris."),
    ("ein blauer Schal", "Eine Frau mit einem gelben Schal wartet.",
     "Eine Frau mit einem blauen Schal wartet."),
    ("ein blauer Schal", "Ein smaragdgrüner Schal hängt am Haken.",
     "Ein blauer Schal hängt am Haken."),
    ("tres sillas rojas", "Tres sillas azules rodean una mesa blanca.",
     "Tres sillas rojas rodean una mesa blanca."),
    ("tres barcas rojas", "Tres barcas, de un azul gastado, descansan en la arena.",
     "Tres barcas, de un rojo gastado, descansan en la arena."),
    ("una porta verde", "Una porta gialla si apre su un cortile bianco.",
     "Una porta verde si apre su un cortile bianco."),
    ("un manteau vert", "Un manteau bleu nuit pend à un clou.",
     "Un manteau vert pend à un clou."),
    ("un chat blanc dans la neige", "Un chat noir marche dans la neige.",
     "Un chat blanc marche dans la neige."),
    # a colour that only begins with a capital
    ("Red Ferrari on a pier", "A blue Ferrari stands on a pier.",
     "A red Ferrari stands on a pier."),
    # the verb behind a group that is put right
    ("five lamps on a shelf", "A trio of lamps glows on a shelf.",
     "Five lamps glow on a shelf."),
    ("three lamps on a shelf", "A pair of lamps stands on a shelf.",
     "Three lamps stand on a shelf."),
    # one of what there are several of, and several of what there is one of
    ("three kites in the sky", "One kite hangs in the sky above a bay.",
     "Three kites hang in the sky above a bay."),
    ("two foxes in a barn", "A fox sleeps in a barn. The fox dreams.",
     "Two foxes sleep in a barn. The foxes dream."),
    ("a horse on a beach", "Two horses gallop on a beach.", "A horse gallops on a beach."),
    # "each" and "one …, another …" of a wrong number
    ("five monks on a path", "Four monks walk on a path, each carrying a bell.",
     "Five monks walk on a path, each carrying a bell."),
    ("four sailors on a deck", "Three sailors stand on a deck. One sings, another smokes.",
     "Four sailors stand on a deck. One sings, another smokes."),
]  # fmt: skip

LEFT_ALONE = [
    ("soft waves in #023047", "Soft waves in deep navy blue, #023047."),
    # a colour stands in a list of colours, and on its thing as well, or nothing else is
    ("a red fox beside a blue mushroom", "A red fox beside a blue mushroom. Red, blue, grey."),
    ("a red fox beside a blue mushroom", "A red fox beside a mushroom, deep blue. Rust and grey."),
    # a shade of the colour, beside things of other colours
    ("une barque rouge", "Une barque vermillon glisse devant des volets jaunes."),
    ("une écharpe bleue", "Une écharpe couleur saphir pend près d'un mur blanc."),
    ("un manteau vert", "Un manteau céladon est posé sur un fauteuil brun."),
    ("una bufanda azul", "Una bufanda añil cuelga junto a una puerta amarilla."),
    ("un gato negro", "Un gato color azabache duerme en un tejado rojo."),
    ("una porta rossa", "Una porta scarlatta si apre su un cortile bianco."),
    ("un'auto blu", "L'auto celeste corre tra muri gialli."),
    ("ein rotes Auto", "Ein bordeauxfarbenes Auto parkt vor einem weißen Haus."),
    ("ein blaues Boot", "Ein kobaltfarbenes Boot liegt vor gelbem Schilf."),
    ("ein grüner Mantel", "Ein olivfarbener Mantel hängt an einer weißen Tür."),
    ("un lion jaune", "Un lion doré se repose sous un ciel rose."),
    ("une femme aux cheveux roux", "Une femme aux cheveux cuivrés lit, un châle vert au bras."),
    ("tres gatos negros", "Tres gatos de ojos verdes, negros como la noche, descansan."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_another_colour_is_put_right_on_its_own_thing(source, prompt, expected):
    assert _mended(source, prompt) == expected


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_a_shade_of_the_colour_stays_to_the_letter(source, prompt):
    assert _mended(source, prompt) == prompt


def _mended(source, prompt):
    return repaired(read(source), Expansion(prompt, None, "", ""), GENERIC).prompt
