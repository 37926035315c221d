"""``limner cast``: who appears where, who is added, and what is drawn again."""

import json

import pytest

from limner.actions.appearances.look_reading import asked_look, described_look
from limner.cli import main
from limner.image.formats import provenance
from limner.prompt.chat.chat_model import ChatReply

CHAPTER = """# The Pier

Mia, a thin girl of eight, ran down the hill. She wore a yellow raincoat that was too big, and her
hair was short and red. There was a scar over her left eye.

![Mia waits at the pier](mia.png)

## The boat

Captain Bruno was a stout old man with a white beard. He wears a blue coat with brass buttons.

![Mia and Captain Bruno in a boat](boat.png)
"""


@pytest.fixture(autouse=True)
def book(tmp_path, monkeypatch):
    (tmp_path / "chapter.md").write_text(CHAPTER)
    (tmp_path / "limner.toml").write_text('# My book\nstyle = "ink"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_somebody_is_added_with_what_the_text_says(book, capsys):
    before = (book / "limner.toml").read_text()
    assert main(["cast", "add", "Mia"]) == 2
    assert "Nothing was written: add --yes" in capsys.readouterr().err
    assert (book / "limner.toml").read_text() == before
    assert main(["cast", "add", "Mia", "--also", "the girl", "--also", "she", "--yes"]) == 0
    assert main(["cast", "add", "Captain Bruno", "--yes"]) == 0

    assert (book / "limner.toml").read_text() == (
        '# My book\nstyle = "ink"\n\n[cast.Mia]\n'
        'look = "a thin girl of eight, in a yellow raincoat, short and red hair, a scar over her '
        'left eye"\nnames = ["the girl", "she"]\n\n[cast."Captain Bruno"]\n'
        'look = "a stout old man with a white beard, in a blue coat with brass buttons"\n'
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "Say who"),
        (["add", "Zoe"], "Nothing here says what Zoe looks like"),
        (["add", "Mia", "tall"], "Mia is in the cast already"),
        (["add", "mia", "tall"], "“mia” is a name of Mia already"),
        (["add", "Ann", "tall", "--also", "Mia"], "“Mia” is a name of Mia already"),
        (["add", "12", "tall"], "is no name"),
        (["add", "Ann", "tall", "--reference", "ann.png"], "There is no picture ann.png"),
        (["list", "Zoe"], "“Zoe” is not in the cast"),
        (["redraw", "Zoe"], "“Zoe” is not in the cast"),
        (["remove", "Mia"], "“remove” is none of list, add and redraw"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(book, arguments, said, capsys):
    main(["cast", "add", "Mia", "a girl"])
    before = (book / "limner.toml").read_text()
    capsys.readouterr()

    assert main(["cast", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert (book / "limner.toml").read_text() == before


def test_a_file_of_its_own_gets_whom_is_added(book):
    (book / "limner.toml").write_text('cast = "story/cast.toml"\n')
    (book / "story").mkdir()
    (book / "story" / "cast.toml").write_text('[work]\nmedium = "ink"\n')
    main(["cast", "add", "Mia", "a girl"])

    assert (book / "limner.toml").read_text() == 'cast = "story/cast.toml"\n'
    assert '[cast.Mia]\nlook = "a girl"' in (book / "story" / "cast.toml").read_text()


def test_changing_a_look_names_exactly_its_pictures_and_draws_them_again(book, capsys):
    main(["cast", "add", "Mia", "a girl in a yellow raincoat"])
    main(["cast", "add", "Captain Bruno", "a stout old man"])
    assert main(["illustrate", ".", "--missing", "--yes"]) == 0
    capsys.readouterr()

    main(["cast", "--format", "json"])
    mia, bruno = rows(capsys)
    assert [each["picture"] for each in mia["pictures"]] == ["mia.png", "boat.png"]
    assert [each["picture"] for each in bruno["pictures"]] == ["boat.png"]
    assert mia["named"] == [{"document": "chapter.md", "times": 3}]

    text = (book / "limner.toml").read_text()
    (book / "limner.toml").write_text(text.replace("a stout old man", "a thin old man"))
    main(["cast", "Captain Bruno", "--format", "json"])
    (bruno,) = rows(capsys)
    assert [each["picture"] for each in bruno["earlier"]] == ["boat.png"]
    assert bruno["earlier"][0]["look"] == "a stout old man"

    assert main(["cast", "redraw", "Captain Bruno", "--yes"]) == 0
    assert "](boat-1.png)" in (book / "chapter.md").read_text()
    assert "](mia.png)" in (book / "chapter.md").read_text()
    assert (book / "boat.png").is_file()
    assert dict(provenance.read_file(book / "boat-1.png").looks) == {
        "Mia": "a girl in a yellow raincoat",
        "Captain Bruno": "a thin old man",
    }
    capsys.readouterr()
    assert main(["cast", "redraw"]) == 0
    assert "No picture shows somebody as they looked before." in capsys.readouterr().err


def test_a_picture_that_two_documents_show_is_drawn_again_once(book, capsys):
    (book / "limner.toml").write_text('[cast]\nMia = "a girl"\n')
    (book / "chapter.md").write_text("![Mia waits](mia.png)\n")
    (book / "other.md").write_text("![Mia waits, again](mia.png)\n")
    assert main(["illustrate", "chapter.md", "--missing", "--yes"]) == 0
    (book / "limner.toml").write_text('[cast]\nMia = "a tall girl"\n')

    assert main(["cast", "redraw", "--yes"]) == 0
    assert "](mia-1.png)" in (book / "chapter.md").read_text()
    assert "](mia-1.png)" in (book / "other.md").read_text()
    assert not (book / "mia-2.png").exists()


def test_somebody_whom_no_document_names_is_listed(book, capsys):
    (book / "limner.toml").write_text('[cast]\nZoe = "a tall girl"\n')
    (book / "chapter.md").unlink()

    assert main(["cast"]) == 0
    assert capsys.readouterr().out == "Zoe: a tall girl\n"


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("The Marigold, a small red boat, rocked.", "a small red boat"),
        ("The Marigold rocked.", ""),
        ("Bruno, a stout man, waved at the Marigold.", ""),
        ("The Marigold rocked. Its patched red sails hung.", "with patched red sails"),
        ("The Marigold rocked. His brother and his hat came along.", ""),
        ("The Marigold was a small red boat that leaked. It had a patched sail.",
         "a small red boat, with a patched sail"),
    ],
)  # fmt: skip
def test_a_look_is_read_from_the_authors_own_words(text, look):
    assert described_look("The Marigold", ("the boat",), text) == look


class Model:
    name, host = "talker", "chat.test"

    def __init__(self, said):
        self.said = said

    async def reply(self, request, on_text=lambda _: None):
        self.asked = request.messages[-1].content
        return ChatReply(self.said, whole=True)


@pytest.mark.parametrize(
    ("said", "look"), [("A girl of eight, red hair.", "A girl of eight, red hair"), ("-", "")]
)
async def test_a_model_puts_a_look_into_one_phrase(said, look):
    model = Model(said)

    assert await asked_look(model, "Mia", (), "Mia ran. It rained. Bruno sat.") == look
    assert json.loads(model.asked) == {"name": "Mia", "sentences": ["Mia ran.", "It rained."]}
    assert await asked_look(model, "Zoe", (), "Mia ran.") == ""
