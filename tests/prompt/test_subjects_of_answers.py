"""Which subjects of an answer are right in other words, and how another one is put right."""

import pytest

from limner.prompt import dialects
from limner.prompt.checks.company import company_faults
from limner.prompt.checks.subject_checks.another_subject import other_subject
from limner.prompt.checks.subject_checks.opening_noun import opening_noun
from limner.prompt.checks.verification import all_faults
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.extraction import read
from limner.prompt.mending import repaired

GENERIC = dialects.get("generic")

MENDED = [
    # every mention, after a number and behind a phrase, with what any of them is
    ("team photo but everyone is a penguin, six penguins in suits",
     "A team photo, but all staff is a flamingo. Six flamingos in suits pose.",
     "A team photo, but all staff is a penguin. Six penguins in suits pose."),
    ("macro photo of a ladybird, 100 mm lens",
     "Macro photo, with a 100 mm lens, of a snail on a leaf. The creature shines.",
     "Macro photo, with a 100 mm lens, of a ladybird on a leaf. The creature shines."),
    # another animal, thing or person stands where the author's should
    ("an owl on a gatepost", "A falcon perches on a gatepost.", "An owl perches on a gatepost."),
    ("a tram at a stop", "An old bus waits at a stop.", "An old tram waits at a stop."),
    ("a lighthouse on a cape", "A water tower stands on a cape.", "A lighthouse stands on a cape."),
    ("two lanterns on a jetty", "Two buoys hang on a jetty.", "Two lanterns hang on a jetty."),
    ("an apple on a plate", "A pear lies on a plate.", "An apple lies on a plate."),
    ("a trombonist on a balcony", "A drummer plays on a balcony.",
     "A trombonist plays on a balcony."),
    ("a whale under a pier", "A shark glides under a pier.", "A whale glides under a pier."),
    # also in what holds it, or says how much of it there is
    ("a cup of cocoa on a desk", "A cup of coffee steams on a desk.",
     "A cup of cocoa steams on a desk."),
    ("muffins on a tray", "A pile of scones cools on a tray.",
     "A pile of muffins cools on a tray."),
    # behind a place that the sentence begins with
    ("a newborn lamb in a stable", "Inside a dim stable, a newborn calf wobbles.",
     "Inside a dim stable, a newborn lamb wobbles."),
    # somebody of the other sex, with the word for their age
    ("two nuns in a boat", "Two monks sit in a boat, robes tucked up.",
     "Two nuns sit in a boat, robes tucked up."),
    ("an aunt in a rocking chair", "A young boy sits in a rocking chair.",
     "An aunt sits in a rocking chair."),
    ("a waitress with a tray", "A man carries a tray between the tables.",
     "A waitress carries a tray between the tables."),
]  # fmt: skip

LEFT_ALONE = [
    # who the author calls a man, a woman or a kid is told by what they do
    ("a man mending a net", "A fisherman with a grey beard sits on a quay and mends a net."),
    ("a woman with a microscope", "A biologist bends over a microscope, her hair pinned up."),
    ("a kid on a sledge", "A girl in red mittens races downhill on a sledge."),
    ("two men carrying a piano", "Two movers carry a piano up a stair."),
    # who does something, by a word for whoever it may be
    ("a barber in a doorway", "A man in a white coat leans in a doorway."),
    ("a photographer on a pier", "On a pier, a woman raises a camera to her eye."),
    ("a swimmer at dawn", "A young woman cuts through flat water at dawn."),
    # other names and kinds
    ("a lumberjack by a fire", "A woodcutter warms his hands by a fire."),
    ("a street musician in Prague", "A busker plays on a bridge in Prague."),
    ("a hut in a clearing", "A cabin stands in a clearing."),
    ("a letter on a doormat", "An envelope lies on a doormat."),
    ("a pumpkin on a step", "A jack-o'-lantern grins on a step."),
    ("stairs in a garden", "Steps climb through a garden."),
    # an event, a place, a light by what is seen of it
    ("a wedding on a boat", "On a boat hung with lanterns, a bride and a groom kiss."),
    ("a funeral in autumn", "Mourners in black stand round a grave among autumn leaves."),
    ("a cat on a wall", "A cat dozes on warm bricks."),
    ("a tailor sewing by lamplight", "A tailor sews under a brass lamp."),
    # what says that there are many, what a vehicle does, two colours in one
    ("a herd of six zebras", "Six zebras cross a plain."),
    ("a rocket landing on a barge", "A rocket settles on a barge."),
    ("a black and white cow", "A cow patched in black and white."),
    # what kind of page it is, what never happens, with what feeling
    ("Field journal: a beetle on a leaf", "A beetle on a leaf."),
    ("Log, 3 May: a beetle on a leaf", "A beetle on a leaf on 3 May."),
    ("The miller never took money. He sat by his wheel.", "A miller sits by his wheel."),
    ("a clerk staring in surprise", "A clerk stares, eyes wide."),
    # a word that is a noun, too, is no deed
    ("a bus chasing a tram", "A tram with bright tail lights, a bus chasing it."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer", "expected"), MENDED)
def test_another_subject_is_replaced_in_place(source, answer, expected):
    ledger = read(source)
    assert other_subject(ledger, answer) == ""
    assert repaired(ledger, Expansion(answer, None, "", ""), GENERIC).prompt == expected


@pytest.mark.parametrize(("source", "answer"), LEFT_ALONE)
def test_the_same_subject_in_other_words_costs_nothing(source, answer):
    ledger = read(source)
    assert other_subject(ledger, answer) == ""
    assert all_faults(ledger, answer) == ()


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        # the opening noun is the author's, or general, or of another kind, or another number
        ("a parrot on a mast", "A mast sways in the wind."),
        ("a parrot on a mast", "A sailor climbs a mast."),
        ("three parrots on a mast", "A gull sits on a mast."),
        ("a lantern in a cave", "A room of a cave, cold and wet."),
    ],
)
def test_what_is_no_other_subject_stays(source, answer):
    prompt = repaired(read(source), Expansion(answer, None, "", ""), GENERIC).prompt
    assert answer in prompt


@pytest.mark.parametrize(
    ("source", "answer", "says"),
    [
        ("a woman at an anvil", "A bearded smith stands at an anvil.", "another person"),
        ("a sailor in a bar", "A king sits in a bar.", "sailor"),
        ("a market in rain", "A meadow lies in rain.", "market"),
        ("a letter and a key", "A key lies on oak.", "letter"),
        ("a diary on a bed", "A lamp on a bed.", "diary"),
        ("fog over a city street", "Fog over a green meadow.", "street"),
    ],
)
def test_what_is_told_by_nothing_is_noticed(source, answer, says):
    assert any(says in one.says for one in all_faults(read(source), answer))


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("A hawk perches on a post.", "hawk"),
        ("A young private crouches in mud.", "private"),
        ("On a branch, a small grey owl blinks.", "owl"),
        ("A photograph of a pair of foxes in snow.", "foxes"),
        ("Two enamel soup bowls stand on a log.", "bowls"),
        ("A round wooden clock hangs on a wall.", "clock"),
        ("Ada bends over a desk.", ""),
        ("A jack-o'-lantern grins.", ""),
        ("", ""),
    ],
)
def test_the_opening_noun_is_the_subject_of_the_first_sentence(text, noun):
    found = opening_noun(text)
    assert (found.text if found else "") == noun


@pytest.mark.parametrize(
    ("source", "answer", "found"),
    [
        # an artist, a place, a thing or a brand is nobody in the picture
        ("a gasworks", "A gasworks at dusk, in the manner of Gabriele Münter.", ""),
        ("a ballroom", "A ballroom, lit as in the films of Max Ophüls.", ""),
        ("a rooftop", "A rooftop at noon, shot on Fuji Velvia.", ""),
        ("a bike", "A battered Peugeot PX10 leans on a wall.", ""),
        ("a pub", "A pub on the corner of Charlotte Street.", ""),
        ("a magpie", "A magpie carries off a Silver Spoon.", ""),
        ("Petra Lang at a desk", "Petra Lang sits at a desk by a window.", ""),
        # somebody by name is
        ("a baker", "A baker named Bruno kneads dough.", "Bruno"),
        ("a bus stop", "A bus stop where Helen Marsh waits.", "Helen Marsh"),
        ("a diner", "In a diner, Oskar Brandt stirs his coffee.", "Oskar Brandt"),
        # an animal beside another belongs to the scene
        ("an otter on a rock", "An otter on a rock; a heron looks on.", ""),
        ("two ponies", "Two ponies graze while a crow hops by.", ""),
        # unless there is no other
        ("a lone goat on a ridge", "A goat on a ridge. A sheep follows it.", "sheep"),
        ("a cat, alone in a house", "A cat in a house, a dog at its side.", "dog"),
        ("a lone goat on a ridge", "A goat on a ridge, proud as an eagle.", ""),
    ],
)
def test_only_certain_company_is_asked_about(source, answer, found):
    said = [one.says for one in company_faults(read(source), answer)]
    assert any(found in one for one in said) if found else said == []
