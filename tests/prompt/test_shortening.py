import pytest

from limner.prompt import dialects
from limner.prompt.ledger.extraction import read
from limner.prompt.shortening import shorten

GENERIC = dialects.get("generic")
PROMPT = (
    "Three red boats without people on a lake. Waves roll in, pale and slow. "
    "The light is low, warm and soft. Framed wide, at eye level. Calm and unhurried."
)


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (500, PROMPT),
        (120, PROMPT[: PROMPT.index(" Framed")]),
        (100, PROMPT[: PROMPT.index(" The light")]),
        (60, "Three red boats without people on a lake."),
        (10, "Three red boats without people on a lake."),
    ],
)
def test_whole_sentences_go_from_the_end_and_never_a_committed_one(limit, left):
    assert shorten(PROMPT, read("three red boats without people"), GENERIC, limit) == left


def test_a_committed_sentence_in_the_middle_stays():
    prompt = 'A shop. Soft light. A sign reads "OPEN". Calm.'

    assert shorten(prompt, None, GENERIC, 32) == 'A shop. A sign reads "OPEN".'


def test_clauses_go_when_no_sentence_can():
    prompt = "a fox, on moss, in soft light, wide view, calm --no people --ar 3:2"

    assert shorten(prompt, read("a fox"), dialects.get("midjourney"), 50) == (
        "a fox, on moss, in soft light --no people --ar 3:2"
    )


def test_flags_stay_at_the_end():
    prompt = "a fox, " + "soft light, " * 200 + "calm --ar 3:2"

    short = shorten(prompt, read("a fox"), dialects.get("midjourney"))

    assert len(short) <= 1000
    assert short.startswith("a fox")
    assert short.endswith("--ar 3:2")
