"""Requests are fitted to their model: nothing wrong is sent, and what is changed is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.errors import InputError, SettingsError
from limner.files import packaged
from limner.image import pricing
from limner.image.fitting import fit
from limner.image.models import UNKNOWN, Limits, limits, read_table
from limner.image.request import PictureRequest
from limner.image.sizes import parse
from tests.support.pictures import picture

MODELS = read_table()
ASK = PictureRequest("a fox")


@pytest.mark.parametrize(
    ("model", "row"),
    [
        ("gpt-image-2.6-flare", "gpt-image-2.6"),
        ("gpt-image-2.5-sunburst-2026-09-08", "gpt-image-2.5"),
        ("gpt-image-2-2026-04-21", "gpt-image-2"),
        ("openai/gpt-image-1.5", "gpt-image-1.5"),
        ("azure/my/gpt-image-1-mini", "gpt-image-1-mini"),
        ("chatgpt-image-latest", "chatgpt-image"),
        ("grok-imagine-image-quality", "grok-imagine-image"),
        ("runwayml/gen4_image", "gen4_image"),
        ("x/z-image-turbo", "x/z-image-turbo"),
        ("gpt-image-2x", None),
        ("gpt-image-3", None),
        ("painter", None),
        ("", None),
    ],
)
def test_a_model_has_its_row(model, row):
    assert limits(MODELS, model) == (MODELS[row] if row else UNKNOWN)


def test_every_row_says_where_it_is_from():

    for row in packaged.table("image", "models.toml")["models"].values():
        assert row["source"]
        assert row["as_of"].year >= 2026


@pytest.mark.parametrize("model", pricing.read_table())
def test_what_has_a_price_has_limits(model):
    assert limits(MODELS, model) != UNKNOWN


CHANGES = [
    ("gpt-image-2.6-flare", {}, {}, ()),
    ("gpt-image-2.6-flare", {"size": "1536x864", "quality": "max", "format": "webp",
                             "compression": 80, "background": "transparent"}, {}, ()),
    ("gpt-image-2", {"background": "transparent"}, {"background": "auto"},
     ("gpt-image-2 has no transparent background: drawn opaque.",)),
    ("gpt-image-2.6", {"background": "transparent", "format": "jpeg"}, {"background": "auto"},
     ("JPEG has no transparent background: drawn opaque.",)),
    ("gpt-image-2", {"quality": "max"}, {"quality": "high"},
     ("gpt-image-2 has no quality max: drawn at high.",)),
    ("gpt-image-1.5", {"size": "1920x1080"}, {"size": "1536x1024"},
     ("gpt-image-1.5 has no size 1920x1080: drawn at 1536x1024.",)),
    ("gpt-image-2.6", {"size": "big"}, {"size": "auto"},
     ("“big” is no size (WIDTHxHEIGHT): the model chose one.",)),
    ("gpt-image-2.6", {"candidates": 20}, {"candidates": 10},
     ("gpt-image-2.6 draws at most 10 pictures at once.",)),
    ("gen4_image", {"candidates": 4}, {"candidates": 1},
     ("gen4_image draws one picture at once.",)),
    ("gpt-image-2.6", {"negative": "people"}, {"negative": None},
     ("gpt-image-2.6 has no negative prompt: it was left out.",)),
    ("gpt-image-2.6", {"compression": 50}, {"compression": None}, ()),
    ("gpt-image-2.6", {"partial": 9}, {"partial": 3}, ()),
    ("gpt-image-2.6", {"partial": 2, "candidates": 2}, {"partial": 0}, ()),
    ("grok-imagine-image", {"size": "1024x1024", "quality": "low"},
     {"size": "auto", "quality": "auto"},
     ("grok-imagine-image chooses its size itself.",
      "grok-imagine-image has no qualities to choose from.")),
    ("painter", {"size": "333x444", "quality": "max", "format": "webp", "negative": "people",
                 "background": "transparent", "compression": 7}, {}, ()),
    ("painter", {"partial": 2}, {"partial": 0}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("model", "asked", "changed", "notes"), CHANGES)
def test_a_request_is_fitted_to_its_model(model, asked, changed, notes):
    request = replace(ASK, **asked)
    fitted, said = fit(request, limits(MODELS, model), model)

    assert fitted == replace(request, **changed)
    assert said == notes
    assert fit(fitted, limits(MODELS, model), model) == (fitted, ())


def test_a_model_that_draws_new_pictures_only_is_not_asked_to_change_one():
    with pytest.raises(InputError, match="draws new pictures only"):
        fit(replace(ASK, inputs=(picture(),)), limits(MODELS, "x/z-image-turbo"), "x/z-image-turbo")


def test_more_pictures_than_a_model_works_from_are_left_out():
    request = replace(ASK, inputs=(picture(), picture("navy")))
    fitted, notes = fit(request, Limits(inputs=1), "painter")

    assert fitted.inputs == (picture(),)
    assert notes == ("painter works from 1 of the pictures: the rest is left out.",)


def test_a_prompt_that_is_too_long_is_never_cut_silently():
    with pytest.raises(InputError, match="32,001 characters, more than the 32,000"):
        fit(PictureRequest("a" * 32_001), limits(MODELS, "gpt-image-2"), "gpt-image-2")


@given(
    model=st.sampled_from([*MODELS, "painter"]),
    size=st.sampled_from(["auto", "1x1", "99999x1", "1920x1080", "wide", ""])
    | st.builds("{}x{}".format, st.integers(1, 9999), st.integers(1, 9999)),
    quality=st.sampled_from(["auto", "low", "medium", "high", "xhigh", "max", "hd"]),
    kind=st.sampled_from(["png", "webp", "jpeg"]),
    background=st.sampled_from(["auto", "opaque", "transparent"]),
    compression=st.none() | st.integers(0, 100),
    candidates=st.integers(1, 40),
    partial=st.integers(0, 5),
)
def test_nothing_a_model_does_not_take_is_left(
    model, size, quality, kind, background, compression, candidates, partial
):
    row = limits(MODELS, model)
    request = PictureRequest(
        "a fox", "people", size, quality, kind, candidates, "", compression, background, (), partial
    )
    fitted, notes = fit(request, row, model)

    assert fit(fitted, row, model) == (fitted, ())
    assert fitted.size == "auto" or parse(fitted.size)
    assert row.sizes is None or fitted.size in ("auto", *row.sizes)
    assert row.qualities is None or fitted.quality in ("auto", *row.qualities)
    assert not row.formats or fitted.format in row.formats
    assert row.backgrounds is None or fitted.background in ("auto", *row.backgrounds)
    assert (fitted.background, fitted.format) != ("transparent", "jpeg")
    assert fitted.compression is None or (row.compression and fitted.format != "png")
    assert fitted.candidates <= row.candidates
    assert row.negative or fitted.negative is None
    assert fitted.partial <= row.partial
    assert all(note.endswith(".") and "\n" not in note for note in notes)


def test_the_persons_own_models_win(tmp_path):
    own = tmp_path / "models.toml"
    own.write_text(
        '[models.painter]\nas_of = 2026-11-22\nsource = "mine"\nsizes = ["640x480"]\n'
        'qualities = []\n[models."gpt-image-2"]\ncharacters = 5\n'
    )
    table = read_table(own)

    assert limits(table, "painter-xl") == Limits(sizes=("640x480",), qualities=())
    assert limits(table, "gpt-image-2") == Limits(characters=5)
    assert limits(table, "gpt-image-1.5") == limits(MODELS, "gpt-image-1.5")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[models", "cannot be read"),
        ("models = 3", "which is no table"),
        ("[model.painter]\nsizes = []", "“model”, which is no such field"),
        ("[models]\npainter = 3", "painter, which is no table"),
        ("[models.painter]\nratio = inf", "another kind"),
        ("[models.painter]\nsize = 3", "no such field"),
        ("[models.painter]\nsizes = 3", "another kind"),
        ("[models.painter]\nratio = true", "another kind"),
        ("[models.painter]\ninputs = -1", "another kind"),
        ("[models.painter]\nnegative = 1", "another kind"),
    ],
)
def test_a_table_that_is_wrong_is_named(tmp_path, text, said):
    own = tmp_path / "models.toml"
    own.write_text(text)
    with pytest.raises(SettingsError, match=rf"models\.toml.*{said}.*correct or remove it\.$"):
        read_table(own)
