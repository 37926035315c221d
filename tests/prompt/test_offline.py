import asyncio
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from limner.errors import InputError
from limner.prompt import dialects
from limner.prompt.checks.verification import split_flags, violations, words_of
from limner.prompt.cleaning import clean
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.generator_syntax import findings, neutralise
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.grammar import is_clause
from limner.prompt.offline.offline_expander import OfflineExpander, expand


def prompt(source, dialect="generic", **options):
    return expand(ExpansionRequest(source, dialect, **options)).items[0].prompt


def test_a_beach_sunset_becomes_one_paintable_scene():
    expansion = expand(ExpansionRequest("a beach sunset")).items[0]
    sentences = re.findall(r"[^.]+\.", expansion.prompt)
    added = expansion.added

    assert 5 <= len(sentences) <= 7
    assert "a beach sunset" in expansion.prompt.lower()
    assert all((added.setting, added.light, added.composition, added.palette, added.mood))
    assert all(part.lower() in expansion.prompt.lower() for part in (added.light, added.mood))
    assert not re.search(r"noon|midday|moon|overcast|8k|masterpiece", expansion.prompt, re.I)
    assert (expansion.title, expansion.alt) == ("A beach sunset", "A beach sunset.")


KEPT = [
    ("three red apples and two green pears on a blue plate", "hree red apples and two green pears"),
    ("a sign that says 'Deep Learning'", 'that says "Deep Learning"'),
    ("a plate that has no bananas on it. there is a glass.", "has no bananas on it. there is"),
    ("The Starry Night in the style of pixel art", "The Starry Night in the style of pixel art"),
    ("a horse riding an astronaut", "a horse riding an astronaut"),
    ("Grace Hopper at a UNIVAC, 1952", "Grace Hopper at a UNIVAC, 1952"),
    ("Figure 3: a cutaway of a volcano", "A cutaway of a volcano"),
    ("fold the egg whites into the batter", "Fold the egg whites into the batter."),
    ("a baker at his oven", "a baker at his oven."),
    ("abandoned amusement park", "Abandoned amusement park"),
    ("- [ ] hero image: foggy forest, #2F4A66 accents", "Foggy forest, #2F4A66 accents"),
    ("// TODO: draw a robot holding a red skateboard", "a robot holding a red skateboard"),
]


@pytest.mark.parametrize(("source", "words"), KEPT)
def test_the_authors_words_open_the_prompt(source, words):
    assert words.lower() in prompt(source).lower()[: len(source) + 60]
    assert words in prompt(source) or words.capitalize() in prompt(source)


CLAUSES = [
    "the blue liquid settles at 50% height", "the dust settles on the shelf",
    "the red liquid boils in a flask", "the function returns a list",
    "three tired writers argued over which copy of the manual was current",
    "a call of the API returns three rows", "the query returns three rows",
    "two editors argued about a comma", "four old men played cards in the square",
    "an old woman told a story to three children", "a small team wrote the first version",
    "the user clicks the button", "the server sends a reply to the client",
    "old books rest on a shelf",
]  # fmt: skip
PHRASES = [
    "three tired writers in a small office", "a call centre with three rows of desks",
    "a painted door in a white wall", "a woman dressed in red", "two stacked boxes on a desk",
    "a bridge lit at night", "five roses tied with a ribbon", "a village covered in snow",
    "a child wrapped in a blanket", "two chairs pushed against a wall",
    "a letter sealed with wax", "a wooden settle in a farmhouse kitchen",
    "a cake decorated with berries", "a tailor sewing a coat", "five cards pinned to a board",
]  # fmt: skip


@pytest.mark.parametrize("words", CLAUSES)
def test_no_clause_follows_photograph_of(words):
    assert is_clause(words, set())
    for item in expand(ExpansionRequest(words, variations=4)).items:
        assert f"of {words}" not in item.prompt


def test_where_much_is_said_little_is_added():
    words = "an empty office on a rainy evening, one monitor still lit"
    assert prompt(words) == f"{words.capitalize()}. A finely detailed photograph."


@pytest.mark.parametrize("words", PHRASES)
def test_a_noun_phrase_may_follow_photograph_of(words):
    assert not is_clause(words, set())


@pytest.mark.parametrize(
    ("source", "never"),
    [
        ("a black-and-white photo of a barn at night", r"sun(?:light|lit)?|daylight|amber|teal"),
        ("a watercolour of a harbour", r"photograph\w*|lens|photo"),
        ("logo for a bakery", r"photograph\w*|lens|bokeh|sunlight|depth of field"),
        ("a classroom without any students", r"students? (?!quiet)|people|children"),
        ("a summer tree without any leaves", r"through the leaves|leafy|translucent"),
        ("a snowy village in winter", r"lush|blossoms?|summer"),
        ("a close-up of a dandelion", r"wide view|panoram\w+|aerial"),
        ("portrait of a violinist from behind", r"catchlight|frontal|the eyes"),
        ("outline icon of a bell, 24px", r"solid|filled|flat vector|two-tone"),
        ("a busy harbour", r"open water|swell|horizon|empty|quiet"),
        ("the old harbour before the storm", r"lightning|rain|swell|bruised"),
        ("a barn on fire at the edge of a field", r"bright sky"),
        ("Otto the octopus in his cave", r"photograph\w*|oil"),
        ("a children's book illustration of Otto the octopus", r"photograph\w*|still life"),
        ("portrait of a robot barista", r"skin|hairs?|cheek"),
        ("portrait of a badger wearing a waistcoat", r"skin|hairs?|cheek"),
        ("they sat in the boat, a stove between them, and rowed", r"room|doorway|wall|oven"),
        ("a fox", r"dogs?|birds?|people|signs?|lettering"),
    ],
)  # fmt: skip
def test_nothing_contradicts_the_words(source, never):
    for item in expand(ExpansionRequest(source, variations=6)).items:
        added = item.prompt.lower().replace(source.lower(), "")
        assert not re.search(rf"\b(?:{never})\b", added), item.prompt


@pytest.mark.parametrize(
    ("source", "slot"),
    [
        ("seamless pattern of fans, black and gold", "palette"),
        ("a poster for a swimming club in teal and white", "palette"),
        ("a mug on a white background", "palette"),
        ("sepia portrait of a sailor", "palette"),
        ("press photo of the minister at a lectern", "palette"),
        ("a car, slightly turned", "composition"),
        ("a ceramic mug seen from above", "composition"),
        ("a chair, one sees both the front and the left side", "composition"),
        ("side view of a kettle", "composition"),
    ],
)
def test_what_the_author_settles_is_not_said_again(source, slot):
    for item in expand(ExpansionRequest(source, variations=4)).items:
        assert not getattr(item.added, slot), item.prompt


@pytest.mark.parametrize("source", ["a beach sunset", "a photo of a bench", "infinity", "two cats"])
def test_variants_differ_in_three_slots_and_the_first_is_the_plain_one(source):
    items = expand(ExpansionRequest(source, variations=4)).items
    slots = [vars(item.added) for item in items]

    assert items[0] == expand(ExpansionRequest(source)).items[0]
    assert items[:2] == expand(ExpansionRequest(source, variations=2)).items
    for number, one in enumerate(slots):
        for other in slots[number + 1 :]:
            assert sum(one[slot] != other[slot] for slot in one) >= 3


@pytest.mark.parametrize("dialect", dialects.ids())
@pytest.mark.parametrize(
    "source",
    ["a beach sunset", "three red boats without people, watercolor, 'LA MER' on the sail",
     "a cat --no fur --ar 99:1 (((x:1.4))) <lora:y:1>", "logo for \"Brot & Co.\" {bakery}"],
)  # fmt: skip
def test_every_dialect_gets_its_own_form(source, dialect):
    row = dialects.get(dialect)
    expansion = expand(ExpansionRequest(source, dialect)).items[0]
    ledger = read(neutralise(source, row))
    body, flags = split_flags(words_of(expansion.prompt, row))

    assert violations(ledger, expansion, row) == ()
    assert findings(body, row, source) == ()
    assert dialects.fits(expansion.prompt, row)
    assert bool(flags) == (row.exclusions == "flag")
    assert bool(expansion.negative) == (row.exclusions == "field")
    assert "99:1" not in expansion.prompt


def test_midjourney_and_stable_diffusion_take_exclusions_in_their_own_place():
    midjourney = expand(ExpansionRequest("a street, no people", "midjourney")).items[0]
    diffusion = expand(ExpansionRequest("a street, no people", "sd")).items[0]

    assert re.search(r"--no people --ar \d+:\d+$", midjourney.prompt)
    assert diffusion.negative.startswith("people, ")
    assert "people" not in diffusion.prompt


def test_a_detailed_source_is_tidied_not_padded():
    source = (
        "a narrow kitchen in an old stone house, lit by one small window above the sink, with "
        "copper pans hanging from a black iron rail, a scrubbed pine table covered in flour, two "
        "loaves cooling on a wire rack and a striped cloth thrown over the back of a chair"
    )
    once = prompt(source)

    assert len(once.split()) <= 1.3 * len(source.split())
    assert once.lower().startswith(source)


@pytest.mark.parametrize("source", ["a beach sunset", "two dogs", "a red car", "freedom", "a map"])
def test_expanding_an_expansion_does_not_balloon(source):
    once = prompt(source, "openai")
    twice = prompt(once, "openai")

    assert len(twice.split()) <= 1.3 * len(once.split())
    assert twice.count("Create an image of") <= 1


@pytest.mark.parametrize(
    ("source", "foreign"),
    [
        ("ein Strand bei Sonnenuntergang", r"\b(?:the|with|and|light)\b"),
        ("un chat noir sur une table", r"\b(?:the|with|and|light)\b"),
        ("una tazza di caffè su un tavolo", r"\b(?:the|with|and|light)\b"),
        ("un gato negro en la ventana", r"\b(?:the|with|and|light)\b"),
        ("um gato preto na janela de uma casa", r"\b(?:the|with|and|light)\b"),
        ("een zwarte kat op het dak van een huis", r"\b(?:the|with|and|light)\b"),
        ("夕暮れの海辺", r"[A-Za-z]"),
        ("закат на пляже", r"[A-Za-z]"),
    ],
)
def test_languages_are_never_mixed(source, foreign):
    text = prompt(source)

    assert source.lower() in text.lower()
    assert not re.search(foreign, text)


def test_a_standing_style_holds_unless_the_words_commit_to_another():
    assert "watercolour" in prompt("a barn", style="watercolour")
    assert "photograph" not in prompt("a barn", style="watercolour")
    assert "watercolour" not in prompt("an oil painting of a barn", style="watercolour")


@pytest.mark.parametrize("source", ["", "   ", "…", "--- *** !!!", "\u200b\u202e"])
def test_nothing_to_depict_is_said(source):
    with pytest.raises(InputError, match="nothing to depict"):
        expand(ExpansionRequest(source))


def test_words_too_long_for_a_generator_are_kept_and_said():
    source = "a hall with " + ", ".join(f"a carved door number {n}" for n in range(40))
    expanded = expand(ExpansionRequest(source, "sd"))

    assert "carved door number 39" in expanded.items[0].prompt
    assert "longer than" in expanded.notes[0]


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(dialects.ids()))
def test_any_words_are_expanded_and_always_alike(source, dialect):
    words = neutralise(clean(source), dialects.get(dialect))
    assume(any(character.isalnum() for character in words))
    expanded = expand(ExpansionRequest(source, dialect, variations=2))

    assert all(item.prompt and "\n" not in item.prompt for item in expanded.items)
    assert expanded == expand(ExpansionRequest(source, dialect, variations=2))


def test_the_expander_answers_at_once_and_reports_its_words():
    heard = []
    expanded = asyncio.run(OfflineExpander().expand(ExpansionRequest("a fox"), heard.append))

    assert heard == [expanded.items[0].prompt]
    assert (expanded.engine, expanded.model) == ("offline", None)
