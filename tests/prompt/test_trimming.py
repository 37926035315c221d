"""What its author leaves out goes from a prompt, and every sentence that stays reads whole."""

import pytest

from limner.prompt import dialects
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

REST = " Soft light falls on moss and clay. Muted colours, calm mood."

TRIMMED = [
    # a clause, a phrase with its participle, a quality
    ("a street, no cars", "A street glows under sodium lamps, lined with parked taxis and a van.",
     "A street glows under sodium lamps."),
    ("a street, no cars", "A wet street, lined with parked taxis, glows under lamps.",
     "A wet street glows under lamps."),
    ("a path without stones", "A path paved with flat stones leads through ferns.",
     "A path leads through ferns."),
    ("a hill, no trees", "A green hill crowned by three trees under a pale sky.",
     "A green hill under a pale sky."),
    ("a room, no windows", "Light pours through a tall window into a room with bare boards.",
     "Light pours into a room with bare boards."),
    ("a street, no neon", "A street lit by neon signs, puddles on the asphalt.",
     "A street, puddles on the asphalt."),
    ("an icon, no gradient", "A flat icon of a leaf, rendered with a soft gradient, on white.",
     "A flat icon of a leaf, on white."),
    # what the subject does stays, and so does what else it does
    ("a pier, no boats", "A pier with a rowing boat tied to its end reaches into a lake.",
     "A pier reaches into a lake."),
    ("a knight without a helmet", "A knight wearing a plumed helmet rides a black horse.",
     "A knight rides a black horse."),
    ("a soldier without a rifle", "A soldier holds a rifle and stares across the mud.",
     "A soldier stares across the mud."),
    ("a table without a tablecloth", "A table covered with a white tablecloth and set for two.",
     "A table set for two."),
    ("a girl reading, no glasses", "A girl with round glasses reads by a window, alone.",
     "A girl reads by a window, alone."),
    # one of several things
    ("a garden, no statues", "A garden watched over by two marble statues and a peacock.",
     "A garden watched over by a peacock."),
    ("a desk, no plants", "A desk with a lamp, a potted fern, and a stack of books.",
     "A desk with a lamp and a stack of books."),
    ("a desk, no plants", "A potted fern, a lamp and a stack of books stand on a desk.",
     "A lamp and a stack of books stand on a desk."),
    ("an attic, no mannequins", "Mannequins and hat boxes in a dusty attic.",
     "Hat boxes in a dusty attic."),
    ("a queen, no crown", "A queen wearing a golden crown and a velvet cloak, dark ground.",
     "A queen wearing a velvet cloak, dark ground."),
    ("breakfast, no eggs", "A breakfast: toast, berries, a sunny-side-up egg and a glass of juice.",
     "A breakfast: toast, berries and a glass of juice."),
    ("a cake, no cream", "A cake crowned with a swirl of whipped cream and a dusting of nuts.",
     "A cake crowned with a dusting of nuts."),
    ("a cake, no cream", "A cake filled with a mix of cream and nuts, on slate.",
     "A cake filled with a mix of nuts, on slate."),
    # what is only about it goes with it
    ("a bridge, no traffic", "A bridge spans the gorge, cars crossing it, their lights lit.",
     "A bridge spans the gorge."),
    ("a forest, no people", "Beeches in a forest where a hiker rests, his pack beside him.",
     "Beeches in a forest."),
    ("a lake, no birds", "A lake. A heron stands in the reeds. It spears a fish.", "A lake."),
    # the beginning of the first sentence
    ("a wolf in snow, no moon", "Under a full moon, a wolf crosses deep snow.",
     "A wolf crosses deep snow."),
    ("a forest without people", "A hiker in a red coat walks along a forest path, beeches around.",
     "A forest without people, beeches around."),
    ("a car without a driver", "The driver grips the wheel of a car, rain on the glass.",
     "A car without a driver, rain on the glass."),
    ("ein Marktplatz ohne Brunnen", "Ein Brunnen mit vier Delfinen steht dort, ringsum Häuser.",
     "Ein Marktplatz ohne Brunnen, ringsum Häuser."),
    ("un village sans neige", "Un village. Toits et murs couverts de neige, ciel bleu, calme.",
     "Un village. Toits, ciel bleu, calme."),
    ("une table sans nappe", "Une nappe blanche couvre la table et une carafe attend.",
     "Une table sans nappe."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "shown", "left"), TRIMMED)
def test_what_is_left_out_goes_and_whole_sentences_stay(source, shown, left):
    expansion = Expansion(shown + REST, None, "", "")

    mended = repaired(read(source), expansion, dialects.get("generic")).prompt

    assert mended.startswith(left + REST)
