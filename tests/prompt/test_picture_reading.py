import pytest

from limner.prompt.exclusions.recasting import Recast
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.analysis.picture_reading import read_picture
from limner.prompt.offline.analysis.reserved_space import reserved
from limner.prompt.offline.moments import moment
from limner.prompt.offline.scenes import read_scene
from limner.prompt.offline.symbols import notion, symbol


def reading(text):
    return read_picture(text, picture_kind(text), text)


@pytest.mark.parametrize(
    ("text", "noun", "kind"),
    [
        ("an elderly Sámi reindeer herder", "herder", "person"),
        ("a construction crane on a building site", "crane", "machine"),
        ("a crane standing in a marsh", "crane", "bird"),
        ("a python coiled on warm stone", "python", "reptile"),
        ("the python environment", "environment", None),
        ("a baseball bat with tape round the grip", "bat", "sport"),
        ("a bowl of miso ramen", "ramen", "food"),
        ("Nora and the hedgehog share a sandwich", "nora", None),
        ("working from a cabin in Norway", None, None),
        ("the party rests by a campfire", "party", "people"),
        ("a lonely snowman waves at a train", "snowman", "toy"),
        ("the rabbit family moving house", "family", "people"),
        ("a pair of tortoiseshell reading glasses", "glasses", "accessory"),
        ("close-up of a chameleon's face", "face", "reptile"),
        ("a murmuration of starlings over a pier", "starling", "flock"),
        ("a school of mackerel turning at once", "mackerel", "flock"),
        ("plate of oysters with lemon", "oyster", "food"),
        ("grilled sardines with bread", "sardine", "food"),
        ("a chest of drawers", "chest of drawers", "furniture"),
        ("the bar of a small hotel", "bar", None),
        ("Every evening at six my uncle waits", "uncle", "person"),
    ],
)
def test_the_subject_is_the_head_in_the_sense_of_the_words_around(text, noun, kind):
    subject = reading(text).subject

    assert (subject and subject.noun, subject and subject.kind) == (noun, kind)


@pytest.mark.parametrize(
    ("text", "frame", "confidence"),
    [
        ("a fox in a forest", "forest", "sure"),
        ("a beach sunset", "beach", "sure"),
        ("a founder alone in an empty co-working space", "indoors", "likely"),
        ("a paper trail leading to the minister", None, "likely"),
        ("a sleeping fox in a garden shed", "indoors", "likely"),
        ("the queue outside the post office", "outdoors", "likely"),
        ("two founders sketching on a whiteboard at night", "indoors", "likely"),
        ("something entirely unforeseen", None, "unsure"),
    ],
)
def test_a_place_is_known_or_closes_the_setting(text, frame, confidence):
    found = reading(text)

    assert (found.place and found.place.frame, found.confidence) == (frame, confidence)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("bar chart comparing rainfall", "bars"),
        ("scatter plot with a regression line", "points"),
        ("sequence diagram: client, server, database", "sequence"),
        ("exploded view of a bicycle hub", "exploded"),
        ("stacked area chart of growth over time", "area"),
        ("horizontal bar chart of sales over time", "chart"),
        ("icon of a sun behind a cloud", "icon"),
        ("a busy harbour in the morning", "harbour"),
        ("two trawlers at the quay", "harbour"),
        ("Otto the octopus in his cave", "storybook"),
        ("portrait of a badger wearing a waistcoat", "storybook"),
        ("tube map of our pubs", "transit"),
        ("weather icon set: sun, cloud, rain", "icon_set"),
        ("terminal window with a failing test", "terminal"),
        ("burnout", "symbol"),
        ("a healing potion with a cork stopper", "item"),
        ("a small bear in yellow wellingtons jumps into a puddle", "storybook"),
        ("hands kneading dough", "close"),
        ("a red bicycle", "road"),
    ],
)
def test_the_frame_hangs_on_the_kind_and_the_category(text, frame):
    assert read_scene(read(text), Recast(text), "", picture_kind(text)).frame == frame


@pytest.mark.parametrize(
    ("text", "side", "rest"),
    [
        ("a desk, keep space on the left for the headline", "left", "a desk"),
        ("an owl, with empty sky on the right for the text", "right", "an owl"),
        ("a harbour. Leave the upper third quiet for the title.", "top", "a harbour"),
        ("a lighthouse poster with the title at the bottom", "bottom", "a lighthouse poster"),
        (
            "jazz night poster, title at the top, a saxophone",
            "top",
            "jazz night poster, a saxophone",
        ),
        ("a co-working space for writers", None, None),
        ("a room on the left of the stairs", None, None),
    ],
)
def test_room_for_words_is_composition(text, side, rest):
    found = reserved(text)

    assert (found and found.side, found and found.without.strip(" .,")) == (side, rest)


@pytest.mark.parametrize(
    ("prose", "seen"),
    [
        ('"Run," Tove whispered, and the lantern went out.',
         "Tove whispered, and the lantern went out."),
        ('"You can\'t keep it," said Pim, but the crow was asleep in the basket.',
         "Pim spoke, but the crow was asleep in the basket."),
        ('"There\'s a horse in the kitchen." Nobody looked up.',
         "a horse in the kitchen. Nobody looked up."),
        ("She had not meant to open it, she knew. The kettle was singing.",
         "The kettle was singing."),
        ("Did you see him? - Only his umbrella, going down the canal.",
         "Only his umbrella, going down the canal."),
        ("Nothing was said.", "Nothing was said."),
        ("She had not meant to open the letter, but the seal gave way.",
         "She had not meant to open the letter, but the seal gave way."),
        ('"Don\'t move," hissed the nurse.', "the nurse hissed."),
        ('"You are late," my father said without turning from the stove.',
         "my father spoke without turning from the stove."),
        ('"Look at that pike!" cried the boy, holding up a boot.',
         "the boy cried, holding up a boot."),
    ],
)  # fmt: skip
def test_prose_becomes_one_moment(prose, seen):
    assert moment(prose) == seen


def test_a_long_passage_keeps_who_and_where_within_its_bound():
    prose = (
        "When the train finally stopped it was in the middle of a field of rape in flower, so "
        "yellow that everyone in the compartment looked ill, and after some minutes the door "
        "opened and the conductor, holding his cap against his chest, helped my grandmother "
        "down the steps, and set her suitcase next to her in the yellow, and I thought of home."
    )
    seen = moment(prose)

    assert len(seen.split()) <= 45
    assert seen.startswith("When the train finally stopped")
    assert seen.endswith("looked ill")
    assert "thought" not in seen


@pytest.mark.parametrize(
    ("words", "about", "shown"),
    [
        ("burnout", "burnout", "one burnt match"),
        ("4.2 Related Work", "Related Work", "a small boat"),
        ("why estimates are always wrong", "why estimates are always wrong", "a measuring tape"),
        ("an image that says “freedom”", "freedom", "an open cage"),
        ("antidisestablishmentarianism", "antidisestablishmentarianism", None),
    ],
)
def test_a_notion_is_shown_by_one_thing(words, about, shown):
    found = symbol(notion(words))

    assert notion(words) == about
    assert (found is None) == (shown is None)
    assert shown is None or found.startswith(shown)
