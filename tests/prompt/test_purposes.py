"""What a picture is for by the name of its file, and what follows for prompt and shape."""

from dataclasses import replace

import pytest

from limner.actions.requests import fit_request
from limner.image.request import PictureRequest
from limner.prompt.chat.instructions import conversation
from limner.prompt.dialects import get
from limner.prompt.expansion import ExpansionRequest
from limner.prompt.ledger.extraction import read
from limner.prompt.offline.offline_expander import expand
from limner.prompt.purposes import purpose_of, purpose_under

BOATS = "three boats in a harbour while the fog lifts over the quay"


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("hero.png", "hero"),
        ("post-hero.jpg", "hero"),
        ("images/2026_header_image.png", "hero"),
        ("featured.webp", "hero"),
        ("fox-icon.png", "icon"),
        ("favicon-2.png", "icon"),
        ("company-logo.png", "logo"),
        ("login-flow-diagram.png", "diagram"),
        ("chapter-3-vignette.png", "vignette"),
        ("header-bidding.png", None),
        ("icons-compared.png", None),
        ("hero-of-the-day.png", None),
        ("boat.png", None),
        ("2.png", None),
        ("", None),
    ],
)
def test_the_last_word_of_a_name_says_what_a_picture_is_for(name, purpose):
    found = purpose_of(name)

    assert (found and found.name) == purpose


@pytest.mark.parametrize(
    ("words", "name", "size", "shape"),
    [
        (BOATS, "hero.png", "auto", "16:9"),
        (BOATS, "boats.png", "auto", "auto"),
        (f"{BOATS}, 3:2", "hero.png", "auto", "3:2"),
        (BOATS, "hero.png", "640x640", "1:1"),
        ("a fox", "fox-icon.png", "auto", "1:1"),
    ],
)
def test_the_shape_follows_where_nothing_else_says_it(words, name, size, shape):
    request = PictureRequest(words, size=size)
    fitted = fit_request(request, None, words, file_name=name).request.size
    width, _, height = fitted.partition("x")
    ratio = fitted if not height else int(width) / int(height)

    sides = [int(side) for side in shape.split(":") if side.isdecimal()]
    assert ratio == ("auto" if not sides else pytest.approx(sides[0] / sides[1], rel=0.02))


def test_the_embedded_expander_keeps_room_for_a_title():
    request = ExpansionRequest(BOATS)
    hero = replace(request, purpose=purpose_of("hero.png"))

    assert len(expand(hero).items[0].prompt) > len(expand(request).items[0].prompt)
    assert (
        "icon"
        in expand(ExpansionRequest("a fox", purpose=purpose_of("icon.png"))).items[0].prompt.lower()
    )


def test_a_chat_model_is_told():
    hero = ExpansionRequest(BOATS, purpose=purpose_of("hero.png"))
    asked = conversation(hero, read(BOATS), get("generic"), "json_schema")[-1].content

    assert '"purpose": "a wide picture at the top of a page' in asked


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Architecture diagram", "diagram"),
        ("A map of the island", "map"),
        ("Our logo", "logo"),
        ("The storm", None),
        ("Getting started", None),
        ("", None),
    ],
)
def test_a_heading_may_name_the_kind_of_picture(heading, kind):
    found = purpose_under(heading)

    assert (found and found.kind) == kind
