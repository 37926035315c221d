"""A real Neovim drives the installed server on real files: the file on disk is as expected.

Set ``LIMNER_NVIM`` to the editor's command (0.10 or newer); several are separated by ``:``.
"""

import subprocess

import pytest

from tests.support import neovim
from tests.support.neovim import FENCE, NOTE, PLUGIN, WORDS, drive, offline_prompts, within

pytestmark = neovim.marks


@pytest.fixture
def note(tmp_path):
    file = tmp_path / "note.md"
    file.write_text(NOTE)
    return file


def test_expand_replaces_the_words(editor, note):
    (prompt,) = offline_prompts()
    shown, undone, stopped = drive(editor, note, "Expand into an image prompt", prompt[-30:])

    assert note.read_text() == NOTE.replace(f"{WORDS}.", within(prompt))
    assert [title.split(" (")[0] for title in shown["menu"]][:2] == [
        "Expand into an image prompt",
        "Insert an image prompt below",
    ]
    assert shown["progress"][0], shown["progress"][-1] == ("begin", "end")
    assert (undone["undone"], stopped["stopped"]) == (True, True)


def test_letters_of_any_width_may_stand_before_the_words(editor, note):
    version = subprocess.run([editor, "--version"], capture_output=True, text=True, check=True)
    if "v0.10" in version.stdout:
        pytest.skip("Neovim 0.10 itself sends a wrong end behind letters of more than one byte")
    note.write_text(NOTE.replace("From", "Über 😀 von"))
    (prompt,) = offline_prompts()
    drive(editor, note, "Expand into an image prompt", prompt[-30:])

    assert note.read_text() == NOTE.replace("From", "Über 😀 von").replace(
        f"{WORDS}.", within(prompt)
    )


def test_insert_below_keeps_the_words(editor, note):
    (prompt,) = offline_prompts()
    _, undone, _ = drive(editor, note, "Insert an image prompt below", prompt[-30:])

    assert note.read_text() == NOTE.replace("sunset.\n", f"sunset.\n\n{FENCE}{prompt}\n```\n")
    assert undone["undone"]


def test_vary_numbers_three(editor, note):
    prompts = offline_prompts(3)
    _, undone, _ = drive(editor, note, "Insert variations of this prompt", prompts[2][-30:])
    numbered = "".join(f"{number}. {prompt}\n" for number, prompt in enumerate(prompts, 1))

    assert note.read_text() == NOTE.replace("sunset.\n", f"sunset.\n\n{numbered}")
    assert undone["undone"]


def test_draw_saves_a_picture_and_links_it(editor, note):
    link = "![A beach sunset.](a-beach-sunset.png)"
    shown, undone, _ = drive(editor, note, "Draw this and insert the image", link)

    assert note.read_text() == NOTE.replace("sunset.\n", f"sunset.\n\n{link}\n")
    assert (note.parent / "a-beach-sunset.png").read_bytes().startswith(b"\x89PNG")
    assert shown["messages"] == ["Made without a service: see “limner setup”."]
    assert undone["undone"]


def test_the_author_types_on_while_limner_works(editor, note):
    (prompt,) = offline_prompts()
    _, undone, _ = drive(editor, note, "Expand into an image prompt", prompt[-30:], type="typed")

    assert note.read_text() == "typed\n" + NOTE.replace(f"{WORDS}.", within(prompt))
    assert undone["undone"]


def test_line_endings_of_the_file_are_kept(editor, note):
    note.write_bytes(NOTE.replace("\n", "\r\n").encode())
    link = "![A beach sunset.](a-beach-sunset.png)"
    drive(editor, note, "Draw this and insert the image", link)
    expected = NOTE.replace("sunset.\n", f"sunset.\n\n{link}\n").replace("\n", "\r\n")

    assert note.read_bytes() == expected.encode()


DRAWN = {
    "note.tex": (
        "\\documentclass{article}\n\\begin{document}\nWe saw a beach sunset.\n\\end{document}\n",
        "We saw a beach sunset.\n\n\\noindent\\includegraphics[width=\\linewidth",
    ),
    "note.org": ("* Über 😀\n\nWe saw a beach sunset.\n", "A beach sunset.\n[[file:a-beach"),
    "module.py": (
        'def shore():\n    """Show a beach sunset.\n\n    Nothing else.\n    """\n',
        "sunset.\n\n    .. image:: a-beach-sunset.png\n       :alt: A beach sunset.\n",
    ),
    "note.adoc": ("We saw a beach sunset.\n", "sunset.\n\nimage::a-beach-sunset.png["),
    "note.rst": ("We saw a beach sunset.\n", "sunset.\n\n.. image:: a-beach-sunset.png"),
    "no-ending": ("We saw a beach sunset.\n", "sunset.\n\na-beach-sunset.png"),
}
"""A document of each kind, and what stands in it once the picture is drawn."""


@pytest.mark.parametrize("name", DRAWN)
def test_the_link_is_in_the_documents_own_markup(editor, tmp_path, name):
    text, after = DRAWN[name]
    file = tmp_path / name
    file.write_text(text)
    _, undone, _ = drive(editor, file, "Draw this and insert the image", "a-beach-sunset.png")

    assert after in file.read_text()
    assert (tmp_path / "a-beach-sunset.png").exists()
    assert undone["undone"]


@pytest.mark.parametrize("name", ["note.md", "no-ending", "note.zzz"])
def test_the_plugin_attaches_to_any_named_file(editor, tmp_path, name):
    file = tmp_path / name
    file.write_text("Über 😀 von a beach sunset\n")
    (prompt,) = offline_prompts()
    seen, undone, _ = drive(editor, file, "expand", prompt[-30:], plugin=PLUGIN)

    assert file.read_text() == f"Über 😀 von {within(prompt)}\n"
    assert undone["undone"]
    assert not [message for message in seen["messages"] if "nknown setting" in message]


@pytest.mark.parametrize(
    ("verb", "wait", "after"),
    [
        ("draw", ".png)", "![A beach sunset.](a-beach-sunset.png)\n"),
        ("insert", "```\n", None),
        ("vary", "\n3. ", None),
    ],
)
def test_the_plugins_commands_do_what_the_actions_do(editor, note, verb, wait, after):
    _, undone, _ = drive(editor, note, verb, wait, plugin=PLUGIN)

    assert WORDS in note.read_text()
    assert after is None or after in note.read_text()
    assert undone["undone"]


@pytest.mark.parametrize(
    ("message", "choice", "answer"),
    [
        ("Draw all 3 now?", "Yes", {"title": "Yes"}),
        (
            "The key is not accepted: set another one.",
            "Expand offline",
            {"title": "Expand offline"},
        ),
        ("Draw all 3 now?", None, None),
    ],
)
def test_a_question_of_the_plugin_ends_as_the_server_ends_it(
    editor, tmp_path, message, choice, answer
):
    answers = ["Yes", "Expand offline"]
    steps = {"plugin": PLUGIN, "message": message, "answers": answers, "choice": choice}

    assert neovim.reported(editor, "question.lua", tmp_path, steps) == [
        {"prompt": f"{message} ", "answer": answer}
    ]
