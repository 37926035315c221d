"""Which things of its author a prompt no longer refers to in any way: they are asked for once."""

import pytest

from limner.prompt.checks.coverage import coverage_faults
from limner.prompt.ledger.extraction import read

LOST = [
    ("a fox beside a lantern", "A fox sits in the dark.", "lantern"),
    ("ein Nachttisch mit Wecker und Lampe", "Auf dem Nachttisch steht ein Wecker.", "Lampe"),
    ("un atelier avec un chevalet et un poêle", "Un atelier, un chevalet, un vieux canapé.",
     "poêle"),
    ("una abuela con una radio en la cocina", "Una abuela en la cocina, con un perro.", "radio"),
    ("a cover with camels and an author", "A cover with camels.", "author"),
    ("a train on top of a board", "A train under a board.", "train on top of board"),
    ("a cube next to a box", "A cube rests on top of a small box.", "cube next to box"),
    ("a lamp above a table", "A table; under it hangs a lamp.", "lamp above table"),
    ("a fish eating a pelican", "A pelican is eating a fish.", "fish eating pelican"),
    # a thing that an article makes one, though its word is more often a deed
    ("a boy with a paddle on a jetty", "A boy stands on a jetty, hands in his pockets.", "paddle"),
    ("a bell with a diagonal slash", "The outline of a bell, rounded.", "slash"),
    # the thing behind the word that says what it is for
    ("a poet at a writing desk", "A poet, writing, sits on a bench.", "desk"),
    ("a hall with a floor lamp", "A hall with an oak floor and a bench.", "lamp"),
    # what a picture may be, as a thing in it
    ("a pond with a marble statue", "A pond with lilies and a bench of marble.", "statue"),
    # another time of day
    ("a windmill at sunset", "A windmill at high noon under a hard sky.", "sunset"),
    ("a market in the early morning", "A market on a summer evening.", "morning"),
    ("a street at night", "A street in the late afternoon.", "night"),
    ("eine enge Gasse mit Laternen, nachts", "Eine enge Gasse mit Laternen am Nachmittag.",
     "nachts"),
    ("une gare au petit matin", "Une gare devant un coucher de soleil rouge.", "matin"),
    ("un puerto al amanecer", "Un puerto de noche, con faroles.", "amanecer"),
    ("una piazza al tramonto", "Una piazza a mezzogiorno, senza ombre lunghe.", "tramonto"),
    # another season
    ("a village in winter", "A village in high summer, gardens in bloom.", "winter"),
    ("ein Dorf im Herbst", "Ein Dorf im Frühling, mit blühenden Bäumen.", "Herbst"),
    ("un village en hiver", "Un village en été, volets clos.", "hiver"),
    # a noun of another language that no table knows
    ("Werkbank mit Hobel und Schraubstock", "Auf der Werkbank ein Hobel und Späne.",
     "Schraubstock"),
    ("une cour avec un puits et un tilleul", "Une cour pavée, un tilleul, un banc.", "puits"),
    ("una mesa con un embudo y una vela", "Una mesa con una vela y flores.", "embudo"),
]  # fmt: skip

KEPT = [
    ("ein Nachttisch mit Wecker und Lampe",
     "Auf dem Nachttisch stehen ein Wecker und eine Laterne."),
    ("cork stopper in a flask", "A flask sealed with a chunky cork."),
    ("a garden in a storm", "A garden in a howling gale."),
    ("a garden by moonlight", "A moonlit garden."),
    ("a kitchen. It is for a blog post about the end of summer", "A bright kitchen."),
    ("a fox beside a lantern", "A fox sits by a lamp."),
    ("two foxes play chess", "Two foxes sit over a chessboard."),
    ("a cosy attic", "A snug attic under beams."),
    ("an empty classroom after school", "A classroom once lessons are over."),
    ("a cover with camels, author not shown", "A cover with camels."),
    ("a train on top of a board", "A train rides upon a board."),
    ("a fish eating a pelican", "A fish is eating a pelican."),
    # deeds, also behind an article's noun
    ("a plane landing at dawn", "A plane touches down at dawn."),
    ("a woman hands a key to a man", "A woman gives a man a key."),
    ("a sailor mending a net", "A sailor mends torn netting."),
    ("an owl made of gears", "An owl assembled from brass cogs."),
    # the kind is named, which is the thing
    ("a steam locomotive on a viaduct", "A steam engine crosses a viaduct."),
    ("a log bridge over a brook", "A fallen log lies across a brook."),
    ("a maple tree on a hill", "A maple on a hill."),
    ("a room in candle light", "A room with tall candles and bright flames."),
    # a medium is no thing in its picture
    ("a knight as a marble statue", "A knight in pale, carved marble."),
    ("a watercolour of a barn", "A barn in loose washes of paint."),
    # a time of day that may be the same, is told by its light or is a name
    ("a windmill at sunset", "A windmill on an autumn evening."),
    ("a windmill at sunset", "A windmill under a burning sky."),
    ("a harbour at dawn", "A harbour in the early morning, as night gives way to dawn."),
    ("a bed at noon, a night table", "A bed at noon beside a night table."),
    ("a street at night", "A street in the small hours, hours before dawn."),
    ("eine Gasse, nachts", "Eine Gasse bei Mondschein, im Abendkleid eine Frau."),
    ("eine Gasse am Morgen", "Eine Gasse bei Sonnenaufgang."),
    ("une gare au petit matin", "Une gare à l'aube, après la nuit."),
    ("un puerto al amanecer", "Un puerto por la mañana, el sol muy bajo."),
    ("a village in winter", "A village under snow, a summer dress in a window."),
    ("a village in winter", "A village in winter, a memory of summer in its faded shutters."),
    ("a spring in a clock", "A coiled spring in a clock, in the warm light of an autumn day."),
    ("un visage brûlé par l'été", "Un visage brûlé par le soleil de l'été, qui a été peint."),
    # other languages: parts of compounds, plurals, words about the picture, another language
    ("vor der Hüttentür stehen Stiefel", "Stiefel vor der Tür einer Hütte."),
    ("zwei Gärten mit Zaun", "Ein Garten links, ein Garten rechts, dazwischen ein Zaun."),
    ("ein Plakat mit der Aufschrift „Tanz“ und Lampions",
     "Ein Plakat: Lampions, oben steht „Tanz“."),
    ("ein Mädchen springt in eine Pfütze", "A girl jumps into a puddle."),
    ("un seul arbre dans un champ", "Un arbre unique au milieu d'un champ."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "lost"), LOST)
def test_things_that_are_nowhere_are_asked_for(source, prompt, lost):
    assert [one.says for one in coverage_faults(read(source), prompt)] == [
        f"the source also says: {lost}"
    ]


@pytest.mark.parametrize(("source", "prompt"), KEPT)
def test_things_told_in_other_words_are_not_asked_for(source, prompt):
    assert [one.says for one in coverage_faults(read(source), prompt)] == []
