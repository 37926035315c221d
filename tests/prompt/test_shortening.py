import json

import pytest

from limner.prompt import dialects
from limner.prompt.ledger.extraction import read
from limner.prompt.shortening import shorten

GENERIC = dialects.get("generic")
FIRST = "Three red boats without people on a lake."
PROMPT = (
    "Three red boats without people on a lake. Waves roll in, pale and slow. "
    "The light is low, warm and soft. Framed wide, at eye level. Calm and unhurried."
)


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (500, PROMPT),
        (140, PROMPT.replace(" Waves roll in, pale and slow.", "")),
        (120, f"{FIRST} The light is low, warm and soft. Framed wide, at eye level."),
        (100, f"{FIRST} Framed wide, at eye level."),
        (60, "Three red boats without people on a lake."),
        (10, "Three red boats without people on a lake."),
    ],
)
def test_details_go_first_the_viewpoint_last_and_a_committed_sentence_never(limit, left):
    assert shorten(PROMPT, read("three red boats without people"), GENERIC, limit) == left


def test_a_committed_sentence_in_the_middle_stays():
    prompt = 'A shop. Soft light. A sign reads "OPEN". Calm.'

    assert shorten(prompt, None, GENERIC, 32) == 'A shop. A sign reads "OPEN".'


def test_clauses_go_when_no_sentence_can():
    prompt = "a fox, on moss, in soft light, wide view, calm --no people --ar 3:2"

    assert shorten(prompt, read("a fox"), dialects.get("midjourney"), 50) == (
        "a fox, wide view --no people --ar 3:2"
    )


def test_the_last_details_go_before_the_palette_and_the_medium_stays():
    prompt = "A fox. Moss glistens. A twig bends. The palette is green. An oil painting."

    assert shorten(prompt, read("a fox"), GENERIC, 60) == (
        "A fox. Moss glistens. The palette is green. An oil painting."
    )
    assert shorten(prompt, read("a fox"), GENERIC, 40) == "A fox. An oil painting."


def test_prose_becomes_phrases_where_the_generator_has_these():
    prompt = "A fox in Lisbon. The light is low. A wide view, calm. Tiles shine. --ar 3:2"

    assert shorten(prompt, read("a fox"), dialects.get("midjourney"), 74) == (
        "A fox in Lisbon, the light is low, a wide view, calm, tiles shine --ar 3:2"
    )
    assert shorten(prompt, read("a fox"), dialects.get("midjourney"), 500) == prompt


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Pale light falls.", "pale light falls"),
        ("Seen from below.", "seen from below"),
        ("Anna waits.", "Anna waits"),
        ("Paris glows.", "Paris glows"),
        ("MUJI cups steam.", "MUJI cups steam"),
        ("Kyloren waits.", "Kyloren waits"),
    ],
)
def test_a_sentence_becomes_a_phrase_but_for_names(sentence, phrase):
    prompt = f"A fox. {sentence} A wide view over hills in calm morning weather."
    short = shorten(prompt, read("a fox"), dialects.get("midjourney"), len(prompt) - 1)

    assert short.startswith(f"A fox, {phrase}, a wide view")


def test_a_list_goes_as_a_whole_or_stays():
    prompt = "A fox on moss, white, slate blue and brown, beside a brook, in a wide view."

    assert shorten(prompt, read("a fox"), GENERIC, 60) == (
        "A fox on moss, white, slate blue and brown, in a wide view."
    )
    assert shorten(prompt, read("a fox"), GENERIC, 40) == "A fox on moss, in a wide view."


def test_json_keeps_its_form():
    caption = {
        "high_level_description": "A fox.",
        "style_description": {"aesthetics": "calm", "photo": "a wide view", "medium": "photograph"},
        "compositional_deconstruction": {
            "background": "moss",
            "elements": [{"type": "obj", "desc": "A fox"}, {"type": "obj", "desc": "a twig"}],
        },
    }
    line = json.dumps(caption, separators=(",", ":"))
    short = shorten(line, None, dialects.get("ideogram"), len(line) - 1)
    caption["compositional_deconstruction"]["elements"].pop()

    assert json.loads(short) == caption


def test_flags_stay_at_the_end():
    prompt = "a fox, " + "soft light, " * 200 + "calm --ar 3:2"

    short = shorten(prompt, read("a fox"), dialects.get("midjourney"))

    assert len(short) <= 1000
    assert short.startswith("a fox")
    assert short.endswith("--ar 3:2")
