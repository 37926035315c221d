"""Setting a value in a person's file: that value changes, and nothing else of what they wrote."""

import os
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limner.errors import SaveError, SettingsError
from limner.settings.amending import amend_file, amended
from limner.settings.layers import flatten

NEW = '"new"'

ROWS = {
    "an empty file": ("", f"[chat]\nmodel = {NEW}\n"),
    "a file of comments": ("# mine", f"# mine\n\n[chat]\nmodel = {NEW}\n"),
    "another table": ('[image]\nmodel = "x"\n', f'[image]\nmodel = "x"\n\n[chat]\nmodel = {NEW}\n'),
    "an old value and its comment": (
        '[chat]\nmodel = "old"  # slow\ntimeout = 5\n',
        f"[chat]\nmodel = {NEW}  # slow\ntimeout = 5\n",
    ),
    "the same name in another table": (
        '[image]\nmodel = "old"\n[chat]\nmodel = "old"\n',
        f'[image]\nmodel = "old"\n[chat]\nmodel = {NEW}\n',
    ),
    "a value that is commented out": (
        '[chat]\n# model = "old"\n', f'[chat]\nmodel = {NEW}\n# model = "old"\n'
    ),
    "a table without the value": (
        "[ chat ] # words\ntimeout = 5\n\n# pictures\n[image]\n",
        f"[ chat ] # words\ntimeout = 5\nmodel = {NEW}\n\n# pictures\n[image]\n",
    ),
    "a list over several lines": (
        '[chat]\ntimeout = 5\nx = [\n  "a",\n]\n',
        f'[chat]\nmodel = {NEW}\ntimeout = 5\nx = [\n  "a",\n]\n',
    ),
    "dotted keys": ("chat.timeout = 5\n", f"chat.timeout = 5\nchat.model = {NEW}\n"),
    "a dotted key": ("chat.model = 'old'", f"chat.model = {NEW}"),
    "quoted keys": ('"chat"."model" = "old"\n', f'"chat"."model" = {NEW}\n'),
    "an inline table": ("chat = {timeout = 5}\n", f"chat = {{ model = {NEW},timeout = 5}}\n"),
    "an empty inline table": ("chat = {}\n", f"chat = {{ model = {NEW} }}\n"),
    "a value in an inline table": (
        'chat = { model = "old" }\n', f"chat = {{ model = {NEW} }}\n"
    ),
    "a text that looks like a table": (
        'style = """\n[chat]\nmodel = "old"\n"""\n',
        f'style = """\n[chat]\nmodel = "old"\n"""\n\n[chat]\nmodel = {NEW}\n',
    ),
    "the line ends of Windows": (
        "[chat]\r\ntimeout = 5\r\n", f"[chat]\r\ntimeout = 5\r\nmodel = {NEW}\r\n"
    ),
    "a table as the last line": ("[chat]", f"[chat]\nmodel = {NEW}\n"),
    "the value already": (f"chat = {{ model = {NEW} }}", f"chat = {{ model = {NEW} }}"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), ROWS.values(), ids=ROWS)
def test_one_value_changes(before, after):
    assert amended(before, "chat.model", "new") == after
    assert flatten(tomllib.loads(after))["chat.model"] == "new"


TOP = {
    "an empty file": ("", 'engine = "auto"\n'),
    "a table": ("# mine\n[chat]\n", 'engine = "auto"\n# mine\n[chat]\n'),
    "an old value": ('engine = "offline" # quiet\n', 'engine = "auto" # quiet\n'),
}


@pytest.mark.parametrize(("before", "after"), TOP.values(), ids=TOP)
def test_a_value_outside_tables_changes(before, after):
    assert amended(before, "engine", "auto") == after


@pytest.mark.parametrize(
    "text", ["[chat]\nmodel = 5\n", '[chat]\nmodel = """old"""\n', 'chat = "all"\n', "[[chat]]\n"]
)
def test_a_form_that_cannot_be_amended_is_left_alone(text):
    assert amended(text, "chat.model", "new") is None


@given(st.text(st.sampled_from("[]{}\"'#=.,\n\r \tchatmodel5"), max_size=60), st.text(max_size=8))
def test_whatever_the_file_holds_the_rest_stays(text, value):
    try:
        before = flatten(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return
    after = amended(text, "chat.model", value)

    assert after is None or flatten(tomllib.loads(after)) == before | {"chat.model": value}


def test_a_file_is_made_where_there_is_none(tmp_path):
    file = tmp_path / "config" / "limner" / "config.toml"
    amend_file(file, {"chat.baseUrl": "http://127.0.0.1:1/v1", "chat.model": 'a "b" \\ é'})

    assert file.read_text() == (
        '[chat]\nbaseUrl = "http://127.0.0.1:1/v1"\nmodel = "a \\"b\\" \\\\ é"\n'
    )
    assert flatten(tomllib.loads(file.read_text()))["chat.model"] == 'a "b" \\ é'
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other links and permissions")
def test_a_link_and_the_permissions_stay(tmp_path):
    """People keep such files elsewhere, under version control."""
    kept, file = tmp_path / "kept.toml", tmp_path / "config.toml"
    kept.write_text("# mine\n")
    kept.chmod(0o600)
    file.symlink_to(kept)
    amend_file(file, {"chat.model": "new"})

    assert file.is_symlink()
    assert kept.read_text() == '# mine\n\n[chat]\nmodel = "new"\n'
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("style = ", "is not valid TOML"), ("[chat]\nmodel = 5\n", 'set chat.model = "new" there')],
)
def test_a_file_that_cannot_be_amended_is_named_and_left(text, sentence, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text(text)

    with pytest.raises(SettingsError, match=sentence):
        amend_file(file, {"chat.baseUrl": "x", "chat.model": "new"})
    assert file.read_text() == text


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "limner").write_text("")

    with pytest.raises((SaveError, SettingsError), match="limner"):
        amend_file(tmp_path / "limner" / "config.toml", {"chat.model": "new"})
    assert (tmp_path / "limner").read_text() == ""


def test_a_byte_order_mark_stays_in_front(tmp_path):
    """Some editors of Windows begin a file with one."""
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf# mine\r\n")

    assert amend_file(file, {"engine": "auto"})
    assert file.read_bytes() == b'\xef\xbb\xbf# mine\r\nengine = "auto"\r\n'
    assert not amend_file(file, {"engine": "auto"})


@pytest.mark.skipif(os.name == "nt", reason="Windows has other links and permissions")
def test_a_link_to_nothing_and_a_protected_file_are_named(tmp_path):
    link, file = tmp_path / "link.toml", tmp_path / "config.toml"
    link.symlink_to(tmp_path / "gone.toml")
    file.write_text('engine = "auto"\n')
    file.chmod(0o444)

    with pytest.raises(SettingsError, match=r"link\.toml is a link to a file that is not there"):
        amend_file(link, {"engine": "auto"})
    with pytest.raises(SettingsError, match=r"config\.toml is write-protected"):
        amend_file(file, {"engine": "offline"})
    assert not amend_file(file, {"engine": "auto"})
    assert file.read_text() == 'engine = "auto"\n'
