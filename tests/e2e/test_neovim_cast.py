"""A real Neovim and the cast of a book: somebody is added, shown, offered, and drawn anew."""

from dataclasses import replace

import pytest

from limner.image.formats import provenance
from tests.support import neovim
from tests.support.image_service import ImageService
from tests.support.neovim import LINK, told
from tests.support.pictures import MADE, picture

pytestmark = neovim.marks

CHAPTER = (
    "# The Pier\n\nThen Mia, a thin girl of eight, ran down the hill. She wore a yellow raincoat.\n"
)
LOOK = "a thin girl of eight, in a yellow raincoat"


@pytest.mark.parametrize("way", ["action", "said", "selected", "asked"])
async def test_a_name_is_added_and_shows_who_it_is(editor, fox_note, way):
    fox_note.write_text(CHAPTER)
    add = {
        "action": ("actions", None, ["Add “Mia” to the cast", "Add"]),
        "said": ("command", "Limner cast Mia", ["Add"]),
        "selected": ("command", "'<,'>Limner cast", ["Add"]),
        "asked": ("command", "Limner cast", ["Mia", "Add"]),
    }[way]
    events = await told(
        editor, fox_note, "",
        ("select" if way == "selected" else "cursor", "Mia"),
        add,
        ("message", "Mia is in the cast now"),
        ("hovered", "thin girl"),
    )  # fmt: skip

    file = fox_note.parent / "limner.toml"
    assert file.read_text() == f'[cast.Mia]\nlook = "{LOOK}"\n'
    assert events[0]["hover"] == f"**Mia**: {LOOK}"
    asked = events[-1]["questions"][-1]
    assert asked[0].startswith(f"Add Mia to the cast in limner.toml? {LOOK}")
    assert asked[1][0] == "Add"


async def test_a_look_is_kept_and_todays_is_drawn(editor, fox_note):
    """The picture was drawn when the look was another one."""
    record = replace(MADE, words="Rex sits", looks=(("Rex", "a red fox"),))
    (fox_note.parent / "a-red-fox.png").write_bytes(provenance.embed(picture("red"), record))
    (fox_note.parent / "limner.toml").write_text('[cast.Rex]\nlook = "a blue fox"\n')
    async with ImageService("navy") as service:
        await told(
            editor, fox_note, service.url,
            ("cursor", "![A red"),
            ("command", "Limner look Zoe", ["Add"]),
            ("message", "Zoe is in the cast now"),
            ("command", "Limner again today", ["Use the new picture"]),
            ("text", "(a-red-fox-1.png)"),
            ("save",),
        )  # fmt: skip

    assert 'references = ["/a-red-fox.png"]' in (fox_note.parent / "limner.toml").read_text()
    assert "a blue fox" in service.json["prompt"]
    drawn = provenance.read_file(fox_note.parent / "a-red-fox-1.png")
    assert drawn.looks == (("Rex", "a blue fox"),)
    assert fox_note.read_text() == f"# Über 😀\n\n{LINK} make it night\n".replace(
        "fox.p", "fox-1.p"
    )
