"""A plugin's markup that fails, or answers with what is none, is one sentence that names it."""

import re
from dataclasses import replace

import pytest

from limner.document import Document, Replacement, Span
from limner.errors import InputError
from limner.markup.interface import (
    Annotations,
    Figure,
    ImageLink,
    Intent,
    Keyword,
    LinkForm,
    Markup,
    Parts,
)
from limner.markup.plain import PLAIN
from limner.markup.plugin_checks.plugin_markup import checked

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


BROKEN_PARTS = {
    "signs": 5,
    "annotations": [Annotations(comment="("), Annotations(comment=5), Annotations(ends="*/")],
    "forms": [("<img",), (LinkForm("<img"),)],
    "parts": [Parts(5, named="main"), 5],
    "searched": "yes",
}


@pytest.mark.parametrize(
    ("attribute", "gives"),
    [
        (attribute, one)
        for attribute, gives in BROKEN_PARTS.items()
        for one in (gives if isinstance(gives, list) else [gives])
    ],
)
def test_what_a_markup_cannot_say_of_itself_is_told_before_it_speaks(attribute, gives):
    with pytest.raises(InputError, match=f"cannot say “{attribute}” .it gave a"):
        checked("mine", replace(PLAIN, **{attribute: gives}))


def failing(*_given):
    raise ZeroDivisionError


def halfway(*_given):
    yield "one.txt"
    raise ZeroDivisionError


IMAGE = re.compile("<img")
CALLED = {
    "insert": lambda markup: markup.forms[0].insert(NOTE, None, "A fox."),
    "fitted": lambda markup: markup.forms[0].fitted("A fox.", "alt"),
    "fence_end": lambda markup: markup.annotations.fence_end("```"),
    "spelled": lambda markup: markup.annotations.keyword.spelled("LIMNER_STYLE"),
    "included": lambda markup: list(markup.parts.included("", ())),
}


STEPS = {
    "fails": failing, "halfway": halfway, "none": lambda *_: 5, "numbers": lambda *_: [5],
}  # fmt: skip


@pytest.mark.parametrize("included", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("called", CALLED)
def test_a_part_that_fails_when_it_is_called_is_one_sentence(called, included):
    keyword = Keyword(IMAGE, IMAGE, failing)
    markup = replace(
        PLAIN,
        forms=(LinkForm(IMAGE, insert=failing, fitted=failing),),
        annotations=Annotations(fence_end=failing, keyword=keyword),
        parts=Parts(included),
    )
    with pytest.raises(InputError, match="The markup of the plugin “mine” cannot "):
        CALLED[called](checked("mine", markup))


def test_what_a_document_includes_is_asked_for_step_by_step():
    markup = replace(PLAIN, parts=Parts(halfway))
    assert next(checked("mine", markup).parts.included("", ())) == "one.txt"
