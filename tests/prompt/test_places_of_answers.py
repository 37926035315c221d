"""What is in front stays in front, and what is above above: exchanged places are put right."""

import pytest

from limner.prompt import dialects
from limner.prompt.checks.coverage import coverage_faults
from limner.prompt.checks.verification import violations
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")


MENDED = [
    # in front and behind, in five languages
    ("heron in front, windmill behind",
     "In front, a windmill turns its sails; behind it a heron wades in the shallows.",
     "Behind, a windmill turns its sails; in front of it a heron wades in the shallows."),
    ("a rowing boat in the foreground, a castle in the background",
     "A castle rises in the foreground, and in the background a rowing boat drifts.",
     "A castle rises in the background, and in the foreground a rowing boat drifts."),
    ("a drummer in the front row, a flautist in the back row",
     "A flautist plays in the front row, a drummer in the back row.",
     "A flautist plays in the back row, a drummer in the front row."),
    ("Reiher vorn, Mühle hinten", "Vorn dreht sich eine Mühle, hinten steht ein Reiher.",
     "Hinten dreht sich eine Mühle, vorn steht ein Reiher."),
    ("Im Vordergrund ein Ruderboot, im Hintergrund eine Burg",
     "Eine Burg erhebt sich im Vordergrund, im Hintergrund treibt ein Ruderboot.",
     "Eine Burg erhebt sich im Hintergrund, im Vordergrund treibt ein Ruderboot."),
    ("un héron devant, un moulin derrière",
     "Devant, un moulin tourne lentement ; derrière, un héron guette dans l'eau.",
     "Derrière, un moulin tourne lentement ; devant, un héron guette dans l'eau."),
    ("au premier plan une barque, à l'arrière-plan un château",
     "Un château se dresse au premier plan, à l'arrière-plan dérive une barque.",
     "Un château se dresse à l'arrière-plan, au premier plan dérive une barque."),
    ("una garza delante, un molino detrás",
     "Delante gira un molino blanco; detrás de él una garza acecha en el agua.",
     "Detrás gira un molino blanco; delante de él una garza acecha en el agua."),
    ("un airone davanti, un mulino dietro",
     "Davanti, in primo piano, gira un mulino bianco; dietro di lui un airone aspetta.",
     "Dietro, sullo sfondo, gira un mulino bianco; davanti a lui un airone aspetta."),
    # above and below
    ("Moon above, lake below", "Below hangs a pale moon, and above lies the still lake.",
     "Above hangs a pale moon, and below lies the still lake."),
    ("title at the top, price at the bottom",
     "The price runs along the top in red; at the bottom stands the title.",
     "The price runs along the bottom in red; at the top stands the title."),
    ("upper photo: mill in 1910, lower photo: mill in 1990",
     "The lower photo shows the mill in 1910 in sepia; the upper photo shows the mill in 1990.",
     "The upper photo shows the mill in 1910 in sepia; the lower photo shows the mill in 1990."),
    ("Oben der Mond, unten ein See", "Unten hängt der blasse Mond, oben liegt ein stiller See.",
     "Oben hängt der blasse Mond, unten liegt ein stiller See."),
    ("arriba la luna, abajo un lago", "Abajo cuelga una luna pálida; arriba descansa un lago.",
     "Arriba cuelga una luna pálida; abajo descansa un lago."),
    ("in alto la luna, in basso un lago",
     "In basso pende una luna pallida; in alto riposa un lago.",
     "In alto pende una luna pallida; in basso riposa un lago."),
    # bow and stern, first and last
    ("fishing boat: crates at the bow, nets at the stern",
     "A fishing boat. At the stern stand blue crates; at the bow the nets are heaped.",
     "A fishing boat. At the bow stand blue crates; at the stern the nets are heaped."),
    ("red tram first, yellow bus last", "First comes a yellow bus; last waits a red tram.",
     "Last comes a yellow bus; first waits a red tram."),
    # a side that somebody turns to
    ("knight facing left, pixel art", "Pixel art of a knight, turned to face right.",
     "Pixel art of a knight, turned to face left."),
    ("horse facing right, woodcut", "A woodcut of a horse that was made to look left.",
     "A woodcut of a horse that was made to look right."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "expected"), MENDED)
def test_exchanged_places_are_put_right(source, prompt, expected):
    ledger = read(source)
    mended = repaired(ledger, Expansion(prompt, None, "", ""), GENERIC)

    assert mended.prompt == expected
    assert violations(ledger, mended, GENERIC) == ()
    assert repaired(ledger, mended, GENERIC) is mended


ASKED_FOR = [
    # one thing alone, told elsewhere
    ("a terrace, an orchard behind", "A terrace in the sun; in front of it lies an orchard.",
     "orchard behind"),
    ("ein Garten hinter der Mauer", "Eine Mauer aus Ziegeln, davor ein Garten in voller Blüte.",
     "Garten hinter"),
    ("una mujer en un balcón, cipreses detrás",
     "Una mujer en un balcón; delante de ella, en primer plano, unos cipreses.",
     "cipreses detrás"),
    # two who walk one behind the other: their deeds go with them
    ("Ada walks ahead, Ben follows behind",
     "Ben strides ahead along the dyke while Ada follows a few steps behind.",
     "Ada walks ahead, Ben follows behind"),
    ("Ida geht voran, Jonas folgt", "Jonas geht voran, Ida folgt ihm mit dem Rucksack.",
     "Ida geht voran, Jonas folgt"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt", "told"), ASKED_FOR)
def test_a_thing_in_the_opposite_place_is_asked_for(source, prompt, told):
    says = [one.says for one in coverage_faults(read(source), prompt)]
    assert says == [f"the source also says: {told}"]
    assert repaired(read(source), Expansion(prompt, None, "", ""), GENERIC).prompt == prompt


LEFT_ALONE = [
    # both as the author has them, told by one another or with more around
    ("heron in front, windmill behind",
     "In front, a heron wades; behind it a windmill turns its sails in front of grey clouds."),
    ("heron in front, windmill behind",
     "A heron wades in the foreground. Behind it, far away, a windmill stands above the dyke."),
    ("heron in front, windmill behind", "Behind the heron rises a windmill."),
    ("heron in front, windmill behind",
     "In front of the windmill stands a heron, and behind the bird its sails turn."),
    ("a rowing boat in the foreground, a castle in the background",
     "A castle looms in the background, its foreground meadow empty; a rowing boat drifts in the "
     "foreground."),
    ("cabin in the foreground, mountains in the background",
     "In the foreground, below the mountains, a cabin; in the background their peaks."),
    ("Moon above, lake below",
     "Above hangs a pale moon, below lies the lake, its reflection beneath the moon."),
    ("Moon above, lake below",
     "Below the moon spreads a lake; above the lake hang the moon and thin clouds."),
    ("title at the top, price at the bottom",
     "The title stands at the top above a line, the price at the bottom under it."),
    ("a kite above the beach, a dog below",
     "A dog runs on the beach below, chasing the shadow of a kite above."),
    ("cake: cherries on top, sponge at the bottom",
     "A cake with a sponge at the bottom and, on top of the cream, cherries."),
    ("a cat under a table, a vase on top",
     "A vase stands on top of the table; under it a cat sleeps."),
    ("Reiher vorn, Mühle hinten", "Vorn steht ein Reiher, hinter ihm eine Mühle vor Wolken."),
    ("un jardin derrière un mur", "Devant le jardin se dresse un mur."),
    ("ropa tendida detrás de una mujer", "Una mujer baila delante de la ropa tendida."),
    ("case colorate dietro, barca davanti",
     "Una barca davanti alle case colorate; dietro, le colline."),
    # another thing in front or behind
    ("a woman and her dog, garden behind",
     "A woman and her dog on a step. Behind them lies a garden; in front of them, a bowl."),
    ("a garden behind a wall", "In front of the wall lies a lane; behind it, a garden."),
    ("a lantern above a gate", "A lantern burns above a gate, its light falling below."),
    ("man with umbrella in front of a bookshop, taxi behind him",
     "A man with an umbrella waits in front of a bookshop. A taxi passes behind him, in front of "
     "a tram."),
    # told by something that the author does not name
    ("a cat in front of a stove, a dog behind a chair",
     "A stove and a chair. The dog sleeps in front of the window, the cat behind a bowl."),
    ("Paul ouvre un portail. Derrière, un verger",
     "Paul ouvre un portail de fer. Devant lui, un verger en fleurs."),
    # the same words in another sense
    ("first light over a harbour, last boat", "The last boat leaves the harbour at first light."),
    ("an archer with a bow", "A stern archer in a wood. He has drawn his bow."),
    # who goes first
    ("Ada walks ahead, Ben follows behind", "Ben follows Ada, who walks ahead, along the dyke."),
    ("Ada walks ahead, Ben follows behind",
     "Ada strides ahead along the dyke while Ben follows a few steps behind."),
    # which way somebody turns
    ("knight facing left, pixel art", "Pixel art of a knight, turned to face left."),
    ("knight, pixel art", "Pixel art of a knight, turned to face right."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt"), LEFT_ALONE)
def test_places_told_in_other_words_are_left_alone(source, prompt):
    expansion = Expansion(prompt, None, "", "")
    assert repaired(read(source), expansion, GENERIC) is expansion
    assert [one.says for one in coverage_faults(read(source), prompt)] == []
