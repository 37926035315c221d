"""What an answer need not show, and another subject put right by its kind, number or opening."""

import pytest

from limner.prompt import dialects
from limner.prompt.checks.coverage import coverage_faults
from limner.prompt.checks.subject_checks.another_subject import other_subject
from limner.prompt.checks.subject_checks.opening_noun import opening_noun
from limner.prompt.checks.subject_checks.picture_uses import without_use
from limner.prompt.checks.verification import hard_faults
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

LEFT_ALONE = [
    # what the picture is for
    ("Facebook post, still life: lemons, knife, linen",
     "From above, three lemons beside a knife on crumpled linen."),
    ("Leaflet, beekeeping course, spring meadow",
     "A beekeeping course in a spring meadow, veils bright in the sun."),
    ("YouTube thumbnail – startled plumber with a bent pipe",
     "A startled plumber holds up a bent pipe."),
    # a notion is shown by whatever stands for it
    ("Hero image for a tax office website: patience",
     "An angler sits by a still lake at dawn, his line slack."),
    ("Illustration for a clinic brochure: relief",
     "A kite breaks free of a tangled tree and climbs into blue sky."),
    ("Slide for a sales talk: growth", "A seedling breaks through asphalt."),
    # a sign by what is on it
    ("Warning sign about geese", "A yellow pictogram of two geese with raised wings."),
    ("Fire door sign for penguins", "Red door pictogram for penguins, crisp edges."),
    # two people of whom each is told
    ("two card players, one bald, one bearded", "A bald man and a bearded man play cards."),
    ("two skaters on a canal", "A man and a girl glide hand in hand along a frozen canal."),
    # of what kind: a kind of it, other company, what belongs to the named one
    ("a duck family on a road", "A family of mallards crosses a road."),
    ("an elf queen in a hall", "An elf queen in a hall, a beetle queen in a jar beside her."),
    ("a dog team on ice", "A team of huskies on ice."),
    # as many of the same, or no things
    ("Two phones in love", "Two smartphones lean against each other on velvet."),
    ("Two firms merging", "Two broad rivers flow into one."),
    # the person who was asked for, beside another
    ("attic, grandmother with a trunk",
     "In an attic a man carries boxes while grandmother opens a trunk."),
    # in another language: the same by another name, or by a noun that no table knows
    ("Alte Geige auf einem Notenständer, Kerzenlicht",
     "Im Kerzenlicht ruht eine Violine auf einem Notenständer."),
    ("Winzer im Weinberg, Nebel",
     "Ein Bauer mit Hut steht im Weinberg, Nebel hängt zwischen den Reben."),
    ("Spielkarte: Hut mit Feder und Stern, gemalt",
     "Gemalte Spielkarte mit einem Dreispitz, daran eine Feder und ein Stern."),
    ("Boulanger au fournil, farine, nuit",
     "La nuit, au fournil, un artisan enfariné pétrit, un chat à ses pieds, nuage de farine."),
    ("Gato dormido en una maleta, buhardilla",
     "Una maleta abierta en la buhardilla, y dentro un minino dormido."),
]  # fmt: skip

MENDED = [
    # the subject of a picture with a use is held to as without it
    ("Newsletter header: a heron in reeds", "A stork stands in tall reeds.",
     "A heron stands in tall reeds."),
    # of what kind somebody is, and of whom a family is
    ("troll librarian between shelves", "A badger librarian sorts scrolls between shelves.",
     "A troll librarian sorts scrolls between shelves."),
    ("a rabbit family at breakfast", "A family of small grey mice sits at breakfast.",
     "A family of small grey rabbits sits at breakfast."),
    # as many other things where a figure of speech has things
    ("Three umbrellas gossiping", "Three wet shoes lean together as though whispering.",
     "Three wet umbrellas lean together as though whispering."),
    # somebody of the other sex who is not named first
    ("chapel, monk asleep on a bench", "In a chapel, a novice nun sleeps on a bench, her hood up.",
     "In a chapel, a novice monk sleeps on a bench, his hood up."),
    ("attic, grandmother with a trunk", "In a dusty attic an old man bends over a trunk.",
     "In a dusty attic a grandmother bends over a trunk."),
    # in another language the author's words stand in front
    ("Spielkarte: Kürbis mit Krone und Stern", "Spielkarte: ein Igel mit Krone und Stern.",
     "Spielkarte: Kürbis mit Krone und Stern. Spielkarte: ein Igel mit Krone und Stern."),
    ("Affiche : barque sous la lune, étang", "Affiche. Une voiture sous la lune, un étang.",
     "Affiche : barque sous la lune, étang. Affiche. Une voiture sous la lune, un étang."),
    ("tetera de latón pulido, estante", "Una paloma de latón pulido en un estante.",
     "Tetera de latón pulido, estante. Una paloma de latón pulido en un estante."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer"), LEFT_ALONE)
def test_what_is_right_arrives_as_it_was_written(source, answer):
    ledger = read(source)
    assert other_subject(ledger, answer) == ""
    assert hard_faults(ledger, answer) == ()


@pytest.mark.parametrize(("source", "answer", "expected"), MENDED)
def test_another_subject_is_put_right(source, answer, expected):
    ledger = read(source)
    assert other_subject(ledger, answer) == ""
    assert repaired(ledger, Expansion(answer, None, "", ""), GENERIC).prompt == expected


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("LinkedIn post: a red chair", "a red chair"),
        ("Cover image for a magazine: solitude", "solitude"),
        ("Wooden post, barbed wire, snow", "Wooden post, barbed wire, snow"),
        ("Crumpled flyer, wet asphalt", "Crumpled flyer, wet asphalt"),
        ("Water slide, children", "Water slide, children"),
        ("Teaser for the autumn fair", "Teaser for the autumn fair"),
    ],
)
def test_what_a_picture_is_for_is_no_part_of_it(source, shown):
    assert without_use(source) == shown


def test_what_a_picture_is_for_is_not_asked_for():
    ledger = read("Hero image for a tax office website: patience")
    assert not list(coverage_faults(ledger, "An angler sits by a still lake at dawn."))


def test_an_answer_with_the_first_of_a_list_is_kept():
    ledger = read("Facebook post, still life: passport, sunglasses, film camera, sand")
    answer = "A still life: a worn passport, a straw hat and a film camera on pale sand."
    assert other_subject(ledger, answer) == ""


def test_no_part_of_another_thing_is_replaced_alone():
    answer = "At night a huge yacht hull, 70 m long, creeps through a sleeping village."
    ledger = read("turbine blade carried through a village at night, 70 m long")
    prompt = repaired(ledger, Expansion(answer, None, "", ""), GENERIC).prompt
    assert answer in prompt


def test_a_phrase_ends_before_the_next_article():
    found = opening_noun("In a dusty attic an old man bends over a trunk.")
    assert found is not None
    assert found.text == "man"
