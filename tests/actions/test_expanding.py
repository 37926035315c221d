"""The use cases, without an editor."""

import re
from dataclasses import replace

import pytest

from limner.actions import expanding, intents, written_prompts
from limner.document import Document, Span
from limner.errors import InputError
from limner.prompt import dialects
from limner.prompt.offline.offline_expander import OfflineExpander
from limner.settings.declaration import DEFAULTS
from tests.support.fake_backends import FakeBackends, FakeExpander

LONG = (
    "A red fox in the snow, in watercolour. The light is low and cold and falls from behind the "
    "trees. Frost covers every twig. The fox looks over its shoulder. A wide view at eye level, "
    "with the fox a third from the edge. The palette is blue, white and rust. The mood is quiet. "
    "Tracks lead from the foreground into the distance. Fine paper grain shows in the sky. "
    "The trees stand close together, and their shadows are long and soft on the snow before them. "
    "A line of old fence posts leads past the fox and is half lost under drifts and brambles. "
    "The air is clear and very still, and a thin column of smoke stands over a roof far behind. "
    "Far off, a hill rises into the mist, pale and still."
)


def test_shortening_cuts_whole_sentences_and_keeps_the_first():
    shorter = expanding.shorten(LONG, DEFAULTS)

    assert shorter.startswith("A red fox in the snow, in watercolour.")
    assert len(shorter) < len(LONG)
    assert all(sentence in LONG for sentence in shorter.split(". "))


@pytest.mark.parametrize("prompt", ["A red fox in the snow.", LONG.split(" Far")[0][:200]])
def test_what_fits_is_left_alone(prompt):
    with pytest.raises(InputError, match="fits"):
        expanding.shorten(prompt, DEFAULTS)


@pytest.mark.parametrize(
    ("text", "after"),
    [("A red fox.", "A Fur."), ("A red fox", "A Fur."), ("A red fox, running", "A Fur, running")],
)
def test_a_stop_behind_the_words_is_not_doubled(text, after):
    document = Document(text, "markdown")
    intent = intents.read(document, Span(2, 9))

    assert written_prompts.write_prompts(document, intent, ["Fur."], "replace").apply(text) == after


@pytest.mark.parametrize(
    ("text", "span", "subject"),
    [
        ("A red fox.", Span(2, 9), "red fox"),
        ("A red fox.\n\nx", Span(10, 10), "A red fox."),
        ("\n\n", Span(1, 1), ""),
        ("A red fox.", Span(50, 60), "A red fox."),
        ("", Span(50, 60), ""),
    ],
)
def test_a_result_finds_its_place_when_the_words_are_gone(text, span, subject):
    assert intents.place(Document(text, "markdown"), span).subject == subject


@pytest.mark.parametrize(
    ("document", "language"), [("---\nlang: nb\n---\n", "no"), ("# Fyr\n", "")]
)
async def test_an_expander_is_told_the_language_that_the_document_states(document, language):
    backends = FakeBackends()
    await expanding.expand("fyr i storm", DEFAULTS, backends, None, document_text=document)

    assert backends.fake.requests[0].document_language == language


async def expanded_by(expander, source, settings):
    async def agreed(host):
        return True

    return await expanding.expand(source, settings, FakeBackends(expander), agreed)


SOURCE = "a lake --ar 16:9 --no snow --stylize 250 --fast"


@pytest.mark.parametrize("dialect", ["midjourney", "generic"])
async def test_flags_of_the_author_are_kept_from_either_expander(dialect):
    settings = replace(DEFAULTS, dialect=dialect)
    model = FakeExpander()
    embedded = await expanded_by(OfflineExpander(), SOURCE, settings)
    chat = await expanded_by(model, SOURCE, settings)

    assert model.requests[0].source == "a lake, no snow"
    assert embedded.notes == chat.notes
    for expanded in (embedded, chat):
        kept = "--no snow --ar 16:9 --stylize 250" in expanded.items[0].prompt
        assert kept == (dialect == "midjourney")
        assert "--fast" not in expanded.items[0].prompt
        assert (expanded.items[0].title, expanded.items[0].alt) == ("A lake", "A lake.")


@pytest.mark.parametrize(
    ("words", "ratio"),
    [
        ("a lake at dawn, phone wallpaper", "9:16"),
        ("a lake at dawn, banner 1200x400", "3:1"),
        ("a lake at dawn in 21:9", "7:3"),
        ("a social card with a lake", "40:21"),
    ],
)
async def test_words_for_a_shape_say_it_in_the_prompt_where_that_says_it(words, ratio):
    settings = replace(DEFAULTS, dialect="midjourney")
    item = (await expanded_by(OfflineExpander(), words, settings)).items[0]
    body, _, flag = item.prompt.partition(" --ar ")

    assert flag == ratio
    assert not re.search(r"\d", body + item.title + item.alt)


HOSTILE = (
    "a cat --no fur --ar 99:1 --s 1000 --seed 7 :: dog",
    "a cat --v 5 --niji 6 --sref https://x.org/a.png --iw 2 --oref https://x.org/b.png",
    "a cat --turbo --repeat 40 --q 4 --hd --stealth --p abc --video --draft",
    "a cat --ar 16:9; --chat.baseUrl https://x.org --model other",
    "<lora:evil:2> (((castle))) AND a (red:1.4) barn {sunset|night}::2",
)
HARMLESS = {"no", "ar", "stylize", "seed"}


@pytest.mark.parametrize("source", HOSTILE)
@pytest.mark.parametrize("dialect", dialects.ids())
async def test_words_of_a_document_set_no_model_no_reference_and_no_cost(dialect, source):
    settings = replace(DEFAULTS, dialect=dialect)
    item = (await expanded_by(OfflineExpander(), source, settings)).items[0]
    flags = set(re.findall(r"--(\w+)", f"{item.prompt} {item.negative}"))

    assert flags <= (HARMLESS if dialect == "midjourney" else set())
    assert "99:1" not in item.prompt.partition("--")[2]
    assert "lora" not in item.prompt
    assert "::" not in item.prompt
    assert "x.org/a.png" not in item.prompt
