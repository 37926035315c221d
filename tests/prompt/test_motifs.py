import pytest

from limner.prompt.expansion import ExpansionRequest
from limner.prompt.offline.depiction import WHICH_THING
from limner.prompt.offline.offline_expander import expand
from limner.prompt.offline.slots.motifs import glyph, motif


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("theatre poster for The Seagull", "a seagull"),
        ("poster for the film The Birds", "birds"),
        ("lost cat poster", "the lost cat"),
        ("safety poster: wear your hard hat", "the hard hat"),
        ("poster for a jazz night in a cellar club, one trumpet", "the trumpet"),
        ("jazz night poster", "one trumpet"),
        ("gig poster for a punk band called The Polite Wolves", "polite wolves"),
        ("poster advertising piano lessons", "a piano"),
        ("poster for an exhibition of Roman coins", "the Roman coins"),
        ("poster for the opera Carmen", "violin"),
        ("event flyer for the flea market", "old lamp"),
        ("travel poster for the Dolomites", "steep peaks"),
        ("spring concert of the school choir, poster", "songbook"),
        ("poster for the annual general meeting", None),
        ('poster: "KEEP CALM AND CARRY ON"', None),
    ],
)
def test_a_poster_shows_one_thing_of_its_words_or_occasion(words, shown):
    found = motif(words)

    assert found is None if shown is None else shown in (found or "")


def test_a_poster_without_a_thing_is_typographic():
    prompt = expand(ExpansionRequest('poster: "KEEP CALM AND CARRY ON"')).items[0].prompt

    assert "wording" in prompt.split(". ")[1]
    assert "drawing of" not in prompt


def test_a_poster_shows_its_image_also_where_room_for_the_title_is_asked_for():
    words = "film poster: an astronaut tending tomatoes, title at the bottom"
    prompt = expand(ExpansionRequest(words, variations=2)).items[1].prompt

    assert "drawing of the astronaut" in prompt
    assert "the lower third" in prompt or "above a calm" in prompt


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("trash can icon", "lid"),
        ('icon for the "mute all" button', "slanting stroke"),
        ("cloud with an arrow pointing up", "bumps"),
        ("an icon for nothing in particular", ""),
    ],
)
def test_an_icon_is_drawn_as_its_sign_usually_is(words, drawn):
    assert drawn in next(iter(glyph(words)), "")


def test_an_outlined_icon_is_told_of_strokes():
    assert "strokes" in expand(ExpansionRequest("settings gear icon, outline")).items[0].prompt


@pytest.mark.parametrize(
    ("told", "view"),
    [
        ("She galloped along the beach, her hair loose.", "movement"),
        ("He closed the door behind him and listened to the rain.", "still|quiet|level"),
        ("The clerk's pen hung above the paper and did not move.", "small"),
    ],
)
def test_a_told_moment_is_seen_as_it_moves_or_is_still(told, view):
    seen = expand(ExpansionRequest(told, variations=2)).items[1].added.composition

    assert any(word in (seen or "") for word in view.split("|"))


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("TODO: add picture", True),
        ("TODO: replace with a photo of the real prototype, the orange one", True),
        ("photo of the device on the oak table", False),
        ("photo of a teapot", False),
    ],
)
def test_a_thing_that_is_not_named_is_asked_for(words, noted):
    expanded = expand(ExpansionRequest(words))

    assert (WHICH_THING in expanded.notes) is noted
