"""What a document says about its own pictures, in each manner of saying it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.project.document_settings import document_layer
from limner.settings.declaration import DEFAULTS
from limner.settings.layers import resolve
from limner.settings.trust import Source

SAID = [
    ("markdown", "---\ntitle: x\nlimner:\n  style: ink\n---\n\nText.\n", {"style": "ink"}),
    ("markdown", "---\r\nlimner:\r\n  style: ink\r\n---\r\n", {"style": "ink"}),
    (
        "quarto",
        "---\nlimner:\n  # how\n  style: 'it''s ink'  # dry\n  image:\n    size: 640x480\n"
        '    figure: true\n  dialect: "flux"\nauthor: limner\n---\n',
        {
            "style": "it's ink",
            "image.size": "640x480",
            "image.figure": "true",
            "dialect": "flux",
        },
    ),
    ("markdown", "---\nlimner:\n    image.size: 640x480\n---\n", {"image.size": "640x480"}),
    ("markdown", "---\nlimner:\n  style: a: b # c\n...\n", {"style": "a: b"}),
    ("markdown", "---\nsite:\n  limner:\n    style: ink\n---\n", {}),
    ("markdown", "Text.\n\n---\nlimner:\n  style: ink\n---\n", {}),
    ("markdown", "+++\n[limner]\nstyle = 'ink'\nimage.size = '64x64'\n+++\n",
     {"style": "ink", "image.size": "64x64"}),
    ("markdown", "+++\n[params.limner]\nstyle = 'ink'\n+++\n", {"style": "ink"}),
    ("markdown", "<!-- !limner style = ink wash -->\n\nText.\n", {"style": "ink wash"}),
    ("mdx", "{/* !limner style = ink */}\n", {"style": "ink"}),
    ("org", "#+TITLE: x\n#+LIMNER_STYLE: ink\n#+limner_image_size: 64x64\n",
     {"style": "ink", "image.size": "64x64"}),
    ("asciidoc", "= Title\n:limner-style: ink\n:limner-draw-placement: replace\n",
     {"style": "ink", "draw.placement": "replace"}),
    ("latex", "% !TEX root = main.tex\n% !limner style = ink\n%!Limner image.size=64x64\n",
     {"style": "ink", "image.size": "64x64"}),
    ("typst", "// !limner style = ink\n", {"style": "ink"}),
    ("restructuredtext", ".. !limner style = ink\n", {"style": "ink"}),
    ("python", "# !limner style = ink\n", {"style": "ink"}),
    ("markdown", "Write % !limner style = ink at the top.\n", {}),
    ("markdown", "#+LIMNER_STYLE: ink\n", {}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "values"), SAID)
def test_a_document_states_its_settings_in_its_own_manner(language, text, values):
    layer, problems = document_layer(text, language)

    assert (dict(layer.values), problems) == (values, ())
    assert layer.source is Source.DOCUMENT


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("---\nlimner:\n  - style\n---\n", "“- style” of the front matter is not read"),
        ("---\nlimner: {style: ink}\n---\n", "“{style: ink}” of the front matter is not read"),
        ("---\nlimner:\n  style: [[a], b]\n---\n", "write “key: value”"),
        ("---\nlimner:\n  style: |\n---\n", "write “key: value”"),
        ("+++\nlimner = \n+++\n", "The front matter is not valid TOML"),
    ],
)
def test_a_line_that_is_not_read_is_named(text, sentence):
    layer, problems = document_layer(text, "markdown")

    assert layer.values == {}
    assert len(problems) == 1
    assert sentence in problems[0]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("chat.baseUrl = https://evil.example", "only you can set it"),
        ("limits.day = 0", "put it into the project's limner.toml"),
        ("engine = chat", "put it into the project's limner.toml"),
        ("image.destination = /etc", "put it into the project's limner.toml"),
        ("image.link = x", "put it into the project's limner.toml"),
        ("colour = blue", "Unknown setting “colour” in the document"),
        ("image.format = gif", "must be one of png, webp, jpeg"),
    ],
)
def test_a_document_sets_only_what_is_free(line, sentence):
    layer, _ = document_layer(f"% !limner {line}\n", "latex")
    found = resolve([layer])

    assert found.settings == DEFAULTS
    assert len(found.problems) == 1
    assert sentence in found.problems[0]


@given(st.text(st.sampled_from(list("-+limner:{}[]'\"\\ \t\r\n#%!=.x|>")), max_size=200))
def test_any_beginning_is_read(text):
    for start in ("", "---\nlimner:\n", "+++\nlimner.x = "):
        document_layer(start + text, "org")


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("markdown", "<!-- !limner style ="),
        ("latex", "% !limner"),
        ("org", "#+LIMNER_STYLE:"),
        ("asciidoc", ":limner-style:"),
        ("markdown", "---\nlimner:\n  style:"),
        ("markdown", '---\nlimner:\n  style: "'),
        ("markdown", "+++\nx = "),
    ],
)
def test_no_line_keeps_anyone_waiting(language, start):
    for filling in (" ", "-", "\\", "%", "a b ", "["):
        for end in ("x", "\n+++\n", "\n---\n"):
            document_layer(start + filling * 50_000 + end, language)
