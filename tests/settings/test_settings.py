"""Who may set what: random settings trees move no endpoint and raise no limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.actions.effective_settings import CHECKS
from limner.errors import SettingsError
from limner.prompt import dialects
from limner.settings.declaration import BY_KEY, DEFAULTS, Settings, environment_name
from limner.settings.layers import Layer, flatten, from_environment, read_file, resolve
from limner.settings.trust import Source, Trust
from tests.support import settings_tables

STRANGERS = [Source.PROJECT, Source.EDITOR, Source.DOCUMENT]

VALUES = st.one_of(
    st.sampled_from([choice for row in BY_KEY.values() for choice in row.metadata["choices"]]),
    st.text(max_size=20),
    st.integers(-10, 10_000),
    st.floats(allow_nan=True),
    st.booleans(),
    st.none(),
    st.lists(st.text(max_size=5), max_size=2),
)

LAYERS = st.lists(
    st.builds(
        Layer,
        st.sampled_from(STRANGERS),
        st.dictionaries(st.sampled_from([*BY_KEY, "unknown", "keyCommand"]), VALUES, max_size=8),
    ),
    max_size=4,
)


@given(LAYERS)
def test_strangers_move_no_endpoint_and_only_tighten(layers):
    mine = {"chat.baseUrl": "https://mine.example/v1", "limits.day": 3, "context": "sentence"}
    settings = resolve([Layer(Source.USER_FILE, mine), *layers]).settings

    for row in BY_KEY.values():
        if row.metadata["trust"] is Trust.USER:
            expected = mine.get(row.metadata["key"], row.default)
            assert getattr(settings, row.name) == expected
    assert settings.limits_day <= 3
    assert settings.limits_session <= DEFAULTS.limits_session
    assert settings.limits_month <= DEFAULTS.limits_month
    assert settings.limits_ask <= DEFAULTS.limits_ask
    assert settings.context in ("none", "sentence")
    assert settings.engine in ("auto", "offline")


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([(Source.USER_FILE, {"style": "ink"}), (Source.PROJECT, {"style": "oil"})], "oil"),
        ([(Source.PROJECT, {"style": "oil"}), (Source.DOCUMENT, {"style": "pastel"})], "pastel"),
        ([(Source.DOCUMENT, {"style": "pastel"}), (Source.COMMAND_LINE, {"style": "x"})], "x"),
        ([(Source.USER_FILE, {"style": "ink"}), (Source.PROJECT, {"style": 7})], "ink"),
        ([(Source.USER_FILE, {"colour": 1, "style": "ink"})], "ink"),
        ([(Source.PROJECT, {"keyCommand": "x", "style": "oil"})], "oil"),
        ([(Source.PROJECT, {"engine": "never", "style": "oil"})], "oil"),
    ],
)
def test_the_nearest_value_wins(layers, expected):
    assert resolve([Layer(*layer) for layer in layers]).settings.style == expected


@pytest.mark.parametrize(
    ("source", "values", "sentence"),
    [
        *(
            (
                Source.USER_FILE,
                {name: "sk-secret"},
                f"“{name}” in your config.toml is ignored, and a service's key does not belong "
                "there: remove it, and use “limner key set” or LIMNER_CHAT_KEY and "
                "LIMNER_IMAGE_KEY.",
            )
            for name in ("key", "chat.apiKey", "OPENAI_API_KEY", "image.key")
        ),
        (Source.EDITOR, {"monkey": 1}, "Unknown setting “monkey” in the editor: it is ignored."),
        (Source.EDITOR, {"colour": 1}, "Unknown setting “colour” in the editor: it is ignored."),
        (
            Source.PROJECT,
            {"engine": "never"},
            "Setting “engine” in the project's limner.toml must be one of auto, offline, chat: "
            "the value held so far is used.",
        ),
        (
            Source.PROJECT,
            {"chat.baseUrl": "https://evil.example"},
            "Setting “chat.baseUrl” in the project's limner.toml is ignored: only you can set it, "
            "in your config.toml or as LIMNER_CHAT_BASE_URL.",
        ),
        (
            Source.DOCUMENT,
            {"image.destination": "x"},
            "Setting “image.destination” is ignored in a document: put it into the project's "
            "limner.toml.",
        ),
        (
            Source.DOCUMENT,
            {"image.exact": "1200x"},
            "Setting “image.exact” in the document must be WIDTHxHEIGHT in pixels, each "
            "from 1 to 9999, such as 1200x630: the value held so far is used.",
        ),
        (
            Source.ENVIRONMENT,
            {"chat.timeout": "soon"},
            "Setting “chat.timeout” in the environment must be a number of at least 1: "
            "the value held so far is used.",
        ),
        *(
            (
                place,
                {"dialect": name},
                f"Setting “dialect” in {place.value} must be one of {', '.join(dialects.ids())}"
                f"{meant}: the value held so far is used.",
            )
            for place, name, meant in (
                (Source.USER_FILE, "dalle", " (did you mean openai?)"),
                (Source.PROJECT, "Flux", " (did you mean flux2?)"),
                (Source.DOCUMENT, "mid-journey", " (did you mean midjourney?)"),
                (Source.EDITOR, "crayons", ""),
            )
        ),
        (
            Source.COMMAND_LINE,
            {"image.exact": "99999x9"},
            "Setting “image.exact” must be WIDTHxHEIGHT in pixels, each from 1 to 9999, such as "
            "1200x630.",
        ),
        (Source.COMMAND_LINE, {"colour": 1}, "There is no setting “colour”."),
    ],
)
def test_what_is_wrong_is_named(source, values, sentence):
    assert resolve([Layer(source, values)], CHECKS).problems == (sentence,)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("image.baseUrl", "LIMNER_IMAGE_BASE_URL"),
        ("chat.model", "LIMNER_CHAT_MODEL"),
        ("allowedHosts", "LIMNER_ALLOWED_HOSTS"),
        ("keyCommand", "LIMNER_KEY_COMMAND"),
    ],
)
def test_environment_names(key, name):
    assert environment_name(key) == name


def test_environment_values_take_their_types():
    environ = {
        "LIMNER_ALLOWED_HOSTS": "a.example, b.example",
        "LIMNER_IMAGE_TIMEOUT": "12.5",
        "LIMNER_LIMITS_SESSION": "3",
        "LIMNER_DRAW_REVIEW": "true",
        "LIMNER_STYLE": "",
        "OTHER": "x",
    }
    settings = resolve([from_environment(environ)]).settings

    assert settings.allowed_hosts == ("a.example", "b.example")
    assert (settings.image_timeout, settings.limits_session) == (12.5, 3)
    assert (settings.draw_review, settings.style) == (True, "")


def test_tables_become_dotted_keys():
    assert flatten({"chat": {"model": "m"}, "style": "s"}) == {"chat.model": "m", "style": "s"}


def test_a_setting_that_is_a_table_stays_one():
    table = {"**/*.md": "img", "*.rst": "figures"}
    flat = flatten({"image": {"destination": table, "link": "/img"}})
    found = resolve([Layer(Source.PROJECT, flat)])

    assert found.settings.image_destination == tuple(table.items())
    assert found.settings.image_link == (("**", "/img"),)
    assert found.problems == ()


@pytest.mark.parametrize("value", [7, ["img"], {"*.md": 7}, {"*.md": {"a": "b"}}])
def test_a_table_holds_texts_only(value):
    found = resolve([Layer(Source.PROJECT, {"image.destination": value})])

    assert "must be a text, or a table of texts" in found.problems[0]
    assert found.settings.image_destination == ()


def test_a_file_that_does_not_parse_is_named(tmp_path):
    file = tmp_path / "limner.toml"
    for text in ("style = ", "style = " + "[" * 50_000, "style = '\udcff'"):
        file.write_text(text, "utf-8", "surrogateescape")
        with pytest.raises(SettingsError, match="is not valid TOML"):
            read_file(file, Source.PROJECT)


def test_a_file_that_is_not_there_says_nothing(tmp_path):
    assert read_file(tmp_path / "none.toml", Source.PROJECT) == Layer(Source.PROJECT, {})


def test_the_page_lists_every_setting():
    text = settings_tables.PAGE.read_text("utf-8")

    assert settings_tables.settings_table() in text


def test_the_extension_declares_every_setting():
    text = settings_tables.MANIFEST.read_text("utf-8")

    assert settings_tables.in_manifest(text) == text


def test_neovims_choices_are_the_servers():
    assert settings_tables.LUA.read_text("utf-8") == settings_tables.lua_choices()


def test_defaults_are_valid_values():
    values = {key: row.default for key, row in BY_KEY.items()}

    assert resolve([Layer(Source.USER_FILE, values)]).settings == Settings()
    assert resolve([Layer(Source.USER_FILE, values)]).problems == ()


@pytest.mark.parametrize(
    ("raw", "held"),
    [
        ("file", "file"), ("sidecar", "sidecar"), ("off", "off"), (True, "file"), (False, "off"),
        ("true", "file"), ("FALSE", "off"), ("on", None), (1, None), (None, None), ([], None),
    ],
)  # fmt: skip
def test_a_setting_that_was_a_switch_still_takes_yes_and_no(raw, held):
    resolved = resolve([Layer(Source.PROJECT, {"image.provenance": raw})])

    assert resolved.settings.image_provenance == (held or "file")
    assert len(resolved.problems) == (held is None)


@pytest.mark.parametrize(("raw", "held"), [(0, 0), (100, 100), ("60", 60), (101, 100), (-1, 100)])
def test_a_number_has_its_bounds(raw, held):
    resolved = resolve([Layer(Source.PROJECT, {"image.compression": raw})])

    assert resolved.settings.image_compression == held
    assert resolved.problems == () or "from 0 to 100" in resolved.problems[0]


@pytest.mark.parametrize(
    ("said", "value"),
    [("true", True), ("TRUE", True), ("1", True), ("false", False), ("0", False), ("yes", None)],
)
def test_a_switch_of_the_environment_is_on_or_off(said, value):
    found = resolve([from_environment({"LIMNER_CODE_LENS": said})])

    assert found.settings.code_lens == bool(value)
    assert len(found.problems) == (value is None)


@pytest.mark.parametrize(
    ("source", "said", "named"),
    [
        (Source.USER_FILE, "generic", True),
        (Source.USER_FILE, "sd", True),
        (Source.PROJECT, "generic", False),
        (Source.PROJECT, "sd", True),
    ],
)
def test_where_a_value_comes_from_is_where_it_was_changed(source, said, named):
    """A project that repeats what holds anyway has set nothing; a person who does has."""
    found = resolve([Layer(source, {"dialect": said})])

    assert found.origins == ({"dialect": source} if named else {})


MIA = {"look": "short red hair", "keep": "a scar", "names": ["the girl", "she"]}


def test_a_cast_is_joined_by_name_and_the_nearest_counts():
    found = resolve(
        [
            Layer(Source.USER_FILE, {"cast": {"Mia": "tall", "Tinker": "a brown dog"}}),
            Layer(Source.PROJECT, {"cast": {"Mia": MIA}}),
        ]
    )

    assert [(one.name, one.look, one.names) for one in found.settings.cast] == [
        ("Mia", "short red hair", ("the girl", "she")),
        ("Tinker", "a brown dog", ()),
    ]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("stated", "held", "problem"),
    [
        ("Mia", ["Mia"], ""),
        ("Tinker, Mia", ["Tinker", "Mia"], ""),
        ("[tinker, Mia]", ["Tinker", "Mia"], ""),
        ("Tinkr", ["Mia", "Tinker"], "is Tinker meant?"),
        ("Rosa", ["Mia", "Tinker"], "to which “Rosa” does not belong"),
        ({"Mia": "a knife in her hand"}, ["Mia", "Tinker"], "must be names of the project's cast"),
    ],
)
def test_a_document_names_its_cast_and_defines_nobody(stated, held, problem):
    found = resolve(
        [
            Layer(Source.PROJECT, {"cast": {"Mia": MIA, "Tinker": "a brown dog"}}),
            Layer(Source.DOCUMENT, {"cast": stated}),
        ]
    )

    assert [one.name for one in found.settings.cast] == held
    assert problem in "".join(found.problems)
    assert (found.problems == ()) == (problem == "")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("Mia", "a table such as [cast.Mia]"),
        ({"Mia": 5}, "[cast.Mia] is no table with look, keep, names and references."),
        ({"Mia": {"hair": "red"}}, "[cast.Mia] says “hair”: there are look, keep, names"),
        ({"Mia": {"loook": "red"}}, "[cast.Mia] says “loook”: is “look” meant?"),
        ({"Mia": {"look": ["red"]}}, "look of [cast.Mia] must be a text of at most 600"),
        ({"Mia": {"look": "a" * 600}}, ""),
        ({"Mia": {"look": "a" * 601}}, "look of [cast.Mia] must be a text of at most 600"),
        ({"Mia": {"names": [5]}}, "names of [cast.Mia] must be a list of texts."),
        ({"---": "red"}, "“---” is no name"),
    ],
)
def test_a_cast_that_is_written_wrongly_gets_one_sentence(raw, problem):
    found = resolve([Layer(Source.PROJECT, {"cast": raw})])

    assert len(found.problems) == (problem != "")
    assert problem in "".join(found.problems)
    assert len(found.settings.cast) == (problem == "")


def test_one_wrong_entry_leaves_the_others():
    cast = {"Mia": {"loook": "tall"}, "Tinker": "a brown dog"}
    found = resolve([Layer(Source.PROJECT, {"cast": cast})])

    assert [one.name for one in found.settings.cast] == ["Tinker"]
    assert "This entry is left out: correct it." in found.problems[0]


def test_a_name_of_two_is_said():
    cast = {"Mia": {"look": "tall", "names": ["Tinker"]}, "Tinker": "a brown dog"}
    found = resolve([Layer(Source.PROJECT, {"cast": cast})])

    assert "“Tinker” is a name of Mia and of Tinker" in found.problems[0]
