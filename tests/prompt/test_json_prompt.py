"""Prompts in the JSON that Ideogram 4 and FLUX.2 publish, from what is known of a picture."""

import json
from dataclasses import replace

import pytest

from limner.actions import expanding
from limner.prompt import dialects
from limner.prompt.checks.verification import violations
from limner.prompt.expansion import Added, Expansion
from limner.prompt.json_prompt import shortened, structured
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.offline_expander import expand
from limner.settings.declaration import DEFAULTS

WORDS = 'a café front in #2f4a66 and #fffb, the sign says "OPEN"'
ADDED = Added("a quiet street", "low sun", "seen straight on", "slate and cream", "a photograph",
              "calm")  # fmt: skip
TEXT = 'A café front in #2f4a66 and #fffb, the sign says "OPEN". Low sun. A cat sleeps. It is calm.'


def chat(text: str = TEXT, added: Added = ADDED) -> Expansion:
    prompt = json.dumps({"high_level_description": text})
    return Expansion(prompt, None, "A café front", "A café front.", added)


def built(item: Expansion, words: str = WORDS, dialect: str = "ideogram") -> dict:
    return json.loads(structured(item, words, dialects.get(dialect)))


def test_a_models_text_becomes_ideograms_caption_in_the_order_of_its_keys():
    caption = built(chat())

    assert caption == {
        "high_level_description": TEXT[: TEXT.index(" A cat")],
        "style_description": {
            "aesthetics": "calm, slate and cream",
            "lighting": "low sun",
            "photo": "a photograph, seen straight on",
            "medium": "photograph",
            "color_palette": ["#2F4A66", "#FFFFFF"],
        },
        "compositional_deconstruction": {
            "background": "A cat sleeps. It is calm.",
            "elements": [
                {"type": "obj", "desc": TEXT[: TEXT.index(". Low")]},
                {"type": "text", "text": "OPEN", "desc": TEXT[: TEXT.index(". Low")]},
            ],
        },
    }
    assert list(caption["style_description"]) == [
        "aesthetics", "lighting", "photo", "medium", "color_palette",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("medium", "kind"),
    [
        ("watercolour on rough paper", "painting"),
        ("a flat vector drawing", "graphic design"),
        ("a clay render", "3d render"),
        ("a pencil sketch", "illustration"),
    ],
)
def test_what_is_no_photograph_has_an_art_style_instead(medium, kind):
    look = built(chat("A fox.", replace(ADDED, medium=medium)), "a fox")["style_description"]

    assert list(look) == ["aesthetics", "lighting", "medium", "art_style"]
    assert (look["medium"], look["art_style"]) == (kind, medium)


def test_flux_gets_its_scene():
    assert built(chat("A fox. It runs."), "a fox, #0f0", "flux2-json") == {
        "scene": "A fox. It runs.",
        "subjects": [{"description": "A fox"}],
        "style": "a photograph",
        "color_palette": ["#00FF00"],
        "lighting": "low sun",
        "mood": "calm, slate and cream",
        "background": "a quiet street",
        "composition": "seen straight on",
    }


def test_what_is_not_known_is_not_said():
    assert built(chat("A fox.", Added()), "a fox") == {
        "high_level_description": "A fox.",
        "compositional_deconstruction": {
            "background": "A fox.",
            "elements": [{"type": "obj", "desc": "A fox"}],
        },
    }


SOURCES = (
    "a lake at dawn", WORDS, "three red boats without people", "a watercolour of a fox",
    "ein See im Wald", "a bar chart of rainfall", "a fox left of two blue mugs", "湖の夜明け",
)  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", ["ideogram", "flux2-json"])
def test_offline_prompts_have_the_schema_and_keep_the_words(name, source):
    dialect, settings = dialects.get(name), replace(DEFAULTS, dialect=name)
    before = expand(expanding.expansion_request(source, settings))
    item = expanding.finished(before, source, settings).items[0]
    held = json.loads(item.prompt)
    ledger = read(source)

    assert violations(ledger, item, dialect) == violations(ledger, before.items[0], dialect)
    assert dialects.fits(item.prompt, dialect)
    if name == "ideogram":
        look = held.get("style_description", {})
        assert {"background", "elements"} == set(held["compositional_deconstruction"])
        assert not look or len({"photo", "art_style"} & set(look)) == 1
        assert not look or look["medium"]
        assert all(element["desc"] for element in held["compositional_deconstruction"]["elements"])


def test_details_and_palette_go_first_and_medium_and_viewpoint_stay():
    request = expanding.expansion_request(WORDS, replace(DEFAULTS, dialect="ideogram"))
    item = expand(replace(request, variations=2)).items[1]
    whole = structured(item, WORDS, dialects.get("ideogram"))
    lengths = [len(whole)]
    for _ in range(9):
        lengths.append(len(shortened(whole, lambda text: len(text) < lengths[-1])))
    least = json.loads(shortened(whole, lambda text: False))

    assert lengths[:4] == sorted(set(lengths[:4]), reverse=True)
    assert set(least["style_description"]) == {"art_style", "medium"}
    assert [each["type"] for each in least["compositional_deconstruction"]["elements"]] == [
        "obj", "text",
    ]  # fmt: skip
    assert shortened("no JSON", lambda text: False) == "no JSON"
    assert shortened("[1]", lambda text: False) == "[1]"
