"""What a model may not bring in, what it may, and what is left when it did."""

import pytest

from limner.prompt import dialects
from limner.prompt.chat.chat_expander import faults
from limner.prompt.chat.filling import filled, is_short, trimmed
from limner.prompt.chat.instructions import RULES, unrecited
from limner.prompt.checks.intrusions import intrusions
from limner.prompt.checks.variety import repeated, told_apart
from limner.prompt.expansion import Added, Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.ledger.vocabulary import NEWCOMERS
from limner.prompt.repair import repair

GENERIC = dialects.get("generic")


def said(prompt):
    return Expansion(prompt, None, "", "")


BROUGHT_IN = [
    ("a beach", "A beach where two women walk.", "does not name: women"),
    ("a beach", "A beach with gulls.", "does not name: gulls"),
    ("a beach", "A beach; a sailboat passes.", "does not name: sailboat"),
    ("a child on a swing", "A child on a swing. Children play behind.", "does not name: children"),
    ("a shop", "A shop under a painted sign.", "does not name: sign"),
    ("a kitchen without a table", "A kitchen without a table, with a cat.", "does not name: cat"),
    ("a shop", "A shop with a crate from Pepsi by the door.", "the name Pepsi"),
    ("a field", "A field at noon in moonlight.", "contradiction"),
    ("a logo of a fox", "A logo of a fox, shallow depth of field.", "contradiction"),
    ("a field", "A field. This image is a testament to summer.", "only what can be seen"),
    ("a field", "A breathtaking field.", "only what can be seen"),
]


@pytest.mark.parametrize(("source", "prompt", "problem"), BROUGHT_IN)
def test_what_nobody_asked_for_is_found_and_taken_out(source, prompt, problem):
    ledger = read(source)
    mended = repair(ledger, said(prompt), GENERIC, faults)

    assert any(problem in found for found in intrusions(ledger, prompt))
    assert faults(ledger, mended, GENERIC) == ()


LET_BE = [
    ("a heron", "A heron; the bird stands in shallow water."),
    ("two dogs and a deer", "Two dogs and a deer. The dogs and the deer stand close."),
    ("three generations of bakers", "Three generations of bakers; the baker in front smiles."),
    ("a portrait of a baker", "A portrait of a baker; the person looks at the light."),
    ("a beach", "A beach seen from a bird's-eye view in a family of dove greys."),
    ("a beach", "A beach without people, no gulls and never a boat."),
    ('a wall that says "Hi"', 'A wall that says "Hi" in white lettering.'),
    ("a chapel", "A Gothic chapel in October, with Romanesque arches."),
    ("a cat at noon in moonlight", "A cat at noon in moonlight."),
    ("a pan on a stove", "A pan on a stove. There is no sign of use; the focal plane is close."),
    ("ein Strand mit Booten", "Ein Strand mit Booten. Ein Mann und ein Hund stehen am Wasser."),
]


@pytest.mark.parametrize(("source", "prompt"), LET_BE)
def test_what_belongs_to_the_scene_is_let_be(source, prompt):
    assert intrusions(read(source), prompt) == ()


@pytest.mark.parametrize(
    ("prompt", "mended"),
    [
        ("A beach at low tide. Gulls wheel. Foam lies on wet sand.",
         "A beach at low tide. Foam lies on wet sand."),
        ("A beach at low tide, with tourists. Foam lies on wet sand.",
         "A beach at low tide. Foam lies on wet sand."),
        ("A beach of sand at low tide while gulls wheel.", "A beach of sand at low tide."),
        ("Tourists fill a beach. Foam lies on wet sand.", "A beach. Foam lies on wet sand."),
    ],
)  # fmt: skip
def test_only_what_is_at_fault_goes(prompt, mended):
    assert repair(read("a beach"), said(prompt), GENERIC, faults).prompt == mended


def test_the_words_of_each_kind_are_told_apart():
    kinds = list(NEWCOMERS.values())

    assert not any(one & other for n, one in enumerate(kinds) for other in kinds[n + 1 :])


def test_recited_rules_are_left_out():
    first = RULES.split(". ")[1]

    assert unrecited(f"A mill by the river. {first}. Soft light.") == (
        "A mill by the river. Soft light."
    )


def test_a_long_prompt_is_cut_at_a_sentence():
    text = "A mill. " + "Soft light lies on the wheel. " * 40

    assert len(trimmed(text, 2, GENERIC).split()) <= GENERIC.words[1]
    assert trimmed(text, 2, GENERIC).endswith("wheel.")
    assert trimmed("word " * 500, 2, GENERIC) == ("word " * 500).strip()


def test_a_short_prompt_is_filled_with_what_it_leaves_open():
    ledger = read("a mill")
    light = "low sun lies along the wall"
    spare = Expansion(
        "A photograph of a mill. Low sun lies along the wall. Seen as a wide view. Wet stone "
        "darkens at the waterline. A boat waits.",
        None, "", "", Added(light=light, composition="a wide view"),
    )  # fmt: skip
    item = said("A mill, seen from afar in a close view.")
    longer = filled(item, spare, ledger, GENERIC, faults)

    assert is_short(item, ledger, GENERIC)
    assert longer.prompt == (
        "A mill, seen from afar in a close view. Low sun lies along the wall. "
        "Wet stone darkens at the waterline."
    )
    assert longer.added == Added(light=light)


def test_variations_that_repeat_each_other_are_told_apart():
    one, two = said("A mill in thick fog."), said("A mill under hard noon sun.")

    assert list(repeated([one, two], "a mill")) == []
    assert list(repeated([one, one, two, two], "a mill")) == [1, 3]
    assert told_apart([one, one], [one, two], "a mill") == [one, two]
    assert told_apart([one, one], [one], "a mill") == [one, one]


WELL_WRITTEN = [
    ("a beach sunset",
     "A beach sunset on a wide, empty stretch of sand at low tide. The sun sits just above "
     "the horizon, laying a path of molten orange across shallow water, while the sky "
     "fades from apricot near the waterline to dusky violet overhead. Thin sheets of foam "
     "slide back over wet sand that mirrors the color of the clouds. Low camera angle "
     "close to the waterline, the shoreline curving away into haze. Warm copper, coral, "
     "and slate blue. A natural-color photograph with soft contrast; calm and unhurried."),
    ("portrait of a baker",
     "Portrait of a baker standing behind a flour-dusted wooden bench in the early "
     "morning. Soft window light from one side models the face and forearms, leaving the "
     "far shoulder in gentle shadow. A linen apron, rolled sleeves, fingertips white with "
     "flour; loaves cool on a rack in the blurred background. Framed from the waist up at "
     "eye level with a shallow depth of field. Cream, oat and warm brown. A documentary "
     "photograph, steady and kind."),
    ("a robot holding a red skateboard",
     "A robot holding a red skateboard under one arm on a sunlit concrete plaza. Its "
     "brushed aluminum plates show fine scratches and small rivets, and the lens of its "
     "single eye catches the sky. Late afternoon light rakes in low from the left, casting "
     "a long, crisp shadow across the paving slabs. Seen from slightly below at a three- "
     "quarter angle. Cool grey and pale blue with the red deck as the only strong accent. "
     "A crisp editorial photograph."),
    ("an old library",
     "An old library with tall oak shelves rising into shadow, their ladders resting on "
     "brass rails. Dust hangs in a shaft of daylight from a high arched window and falls "
     "across a long reading table with green-shaded lamps. Cracked leather spines, worn "
     "carpet, a faint sheen on the polished wood. A wide, symmetrical view down the "
     "central aisle. Deep brown, bottle green, old gold. Rendered as a detailed oil "
     "painting; hushed and timeless."),
    ("logo for a bakery",
     "Logo for a bakery: a single wheat ear curving into a simple round loaf, drawn with "
     "two even line weights. The mark sits centred on a plain off-white ground with "
     "generous space on every side. Flat shapes, no gradients, no lettering. Warm brown on "
     "cream. A clean vector mark that reads at any size."),
    ("a fox in the snow",
     "A fox in the snow at the edge of a birch wood, one paw raised. Its russet coat "
     "stands out against blue-white drifts, guard hairs tipped with frost. Low winter sun "
     "filters through bare trunks and lights the breath in front of its muzzle. Close view "
     "at the animal's eye level, background softly out of focus. Rust, pale blue and "
     "charcoal. A wildlife photograph, alert and quiet."),
    ("a winter street at night",
     "A winter street at night, lit by a row of old lamps whose amber pools overlap on "
     "packed snow. Narrow houses with dark windows lean over the pavement; icicles hang "
     "from the gutters. Fresh flakes drift through the lamplight. Seen from the middle of "
     "the road at eye level, the street narrowing to a vanishing point. Ink blue, amber "
     "and white. A long-exposure photograph; hushed and expectant."),
    ("a bowl of ramen",
     "A bowl of ramen on a dark wooden counter, steam curling through warm lamplight. "
     "Springy noodles, a halved soft egg with a jammy yolk, scallions and glossy broth "
     "with tiny beads of fat. Seen from a high three-quarter angle, close enough that the "
     "rim of the glazed bowl leaves the frame. Umber, gold and leaf green. A food "
     "photograph with shallow focus; comforting."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "prompt"), WELL_WRITTEN, ids=[row[0] for row in WELL_WRITTEN])
def test_a_well_written_prompt_is_taken_as_it_is(source, prompt):
    """A rule that is too strict would cost a second request for most prompts."""
    assert faults(read(source), said(prompt), GENERIC) == ()
    assert repair(read(source), said(prompt), GENERIC, faults).prompt == prompt
