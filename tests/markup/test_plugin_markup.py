"""A plugin's markup that fails, or answers with what is none, is one sentence that names it."""

from dataclasses import replace

import pytest

from limner.document import Document, Replacement, Span
from limner.errors import InputError
from limner.markup.interface import Figure, ImageLink, Intent, Markup
from limner.markup.plain import PLAIN
from limner.markup.plugin_markup import checked

NOTE = Document("We saw a red fox.\n", "scribe")
FOX = Intent("a red fox", Span(7, 16))
FIGURE = Figure("fox.png", "A red fox.")

ASKED = {
    "is_used_in": lambda markup: markup.is_used_in(lambda _name: None),
    "pictures": lambda markup: markup.pictures(NOTE.text, ""),
    "headings": lambda markup: markup.headings(NOTE),
    "read": lambda markup: markup.read(NOTE, FOX.span),
    "links": lambda markup: markup.links(NOTE),
    "normalise": lambda markup: markup.normalise("A red\nfox."),
    "image": lambda markup: markup.image(NOTE, FOX, FIGURE, "below"),
    "prompt": lambda markup: markup.prompt(NOTE, FOX, ["A red fox in snow."], "below"),
}


class Failing:
    """PLAIN, but for the one method that gives or raises what it is told."""

    def __init__(self, method: str, gives: object) -> None:
        self.method, self.gives = method, gives

    def __getattribute__(self, name: str) -> object:
        own = object.__getattribute__(self, "__dict__")
        if name != own["method"]:
            return getattr(PLAIN, name)

        def answer(*_args: object) -> object:
            if isinstance(own["gives"], Exception):
                raise own["gives"]
            return own["gives"]

        return answer


def told(markup: Markup, method: str) -> str:
    with pytest.raises(InputError) as error:
        ASKED[method](checked("mine", markup))
    said = str(error.value)
    assert said.startswith("The markup of the plugin “mine” cannot ")
    assert "\n" not in said
    return said


@pytest.mark.parametrize("method", ASKED)
def test_what_a_sound_markup_answers_is_passed_on(method):
    assert ASKED[method](checked("mine", PLAIN)) == ASKED[method](PLAIN)


@pytest.mark.parametrize("method", ASKED)
def test_what_a_markup_raises_is_one_sentence(method):
    assert "(ZeroDivisionError: no side)" in told(
        Failing(method, ZeroDivisionError("no\nside")), method
    )


ODD = [
    *((method, 5) for method in ASKED),
    ("headings", ("first",)),
    ("links", ("fox.png",)),
    ("links", (ImageLink(Span(0, 99), "fox.png"),)),
    ("links", (ImageLink(Span(0, 5), None),)),
    ("read", replace(FOX, span=Span(9, 2))),
    ("read", replace(FOX, subject=None)),
    ("image", Replacement(Span(-1, 3), "x")),
    ("prompt", Replacement(Span(0, 3), None)),
]


@pytest.mark.parametrize(("method", "gives"), ODD)
def test_what_is_no_answer_is_one_sentence(method, gives):
    assert "that is no such thing" in told(Failing(method, gives), method)
