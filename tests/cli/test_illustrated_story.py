"""A story with a cast of four, drawn by a service that keeps what it is asked."""

import asyncio
import json
import re

import pytest

from limner.cli import main
from limner.image.formats import provenance
from limner.prompt import dialects
from tests.support.image_service import ImageService
from tests.support.pictures import picture

SETTINGS = """
[cast.Mia]
look = "a girl of eight with short red hair, in a yellow raincoat"
keep = "a scar over her left eye"
names = ["the girl", "she"]
references = ["/cast/mia.png"]

[cast."Captain Bruno"]
look = "a stout old man with a white beard, in a blue coat"
names = ["Bruno", "the captain", "he"]

[cast]
Tinker = "a three-legged brown dog with one white ear"
"The Marigold" = "a small red boat with a patched sail"

[work]
medium = "ink and watercolour"
never = ["cars"]
"""

SCENES = {
    1: ("Mia waits at the pier", {"Mia"}),
    2: ("an empty pier in the rain", set()),
    3: ("Mia and Captain Bruno mend a net", {"Mia", "Captain Bruno"}),
    4: ("Tinker asleep on a coil of rope", {"Tinker"}),
    5: ("the Marigold leaves the harbour", {"The Marigold"}),
    6: ("Bruno steers while Mia sleeps under a blanket", {"Captain Bruno", "Mia"}),
    7: ("a letter from Bruno on the kitchen table", set()),
    8: ("Mia's hands hold a shell", {"Mia"}),
    9: ("Tinker barks at the gulls behind the Marigold", {"Tinker", "The Marigold"}),
    10: ("a lighthouse at night", set()),
    11: ("Mia, Bruno and Tinker on the deck of the Marigold",
         {"Mia", "Captain Bruno", "Tinker", "The Marigold"}),
    12: ("Mia waves", {"Mia"}),
}  # fmt: skip

LOOKS = {
    "Mia": "a scar over her left eye",
    "Captain Bruno": "a stout old man with a white beard",
    "Tinker": "a three-legged brown dog with one white ear",
    "The Marigold": "a small red boat with a patched sail",
}
WRITTEN = {"Mia": "Mia", "Captain Bruno": "Bruno", "Tinker": "Tinker", "The Marigold": "Marigold"}


@pytest.fixture
def story(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIMNER_ENGINE", "offline")
    (tmp_path / "cast").mkdir()
    (tmp_path / "cast" / "mia.png").write_bytes(picture("red"))
    (tmp_path / "limner.toml").write_text(SETTINGS)
    scenes = (f"## {n}\n\n![{words}](scene{n}.png)\n\n" for n, (words, _) in SCENES.items())
    (tmp_path / "story.md").write_text("# The Pier\n\n" + "".join(scenes))
    return tmp_path


async def drawn(monkeypatch, *arguments):
    """Run ``limner illustrate`` with a service; the parts of each request that it was sent."""
    async with ImageService() as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", service.url)
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", "gpt-image-2.6-flare")
        code = await asyncio.to_thread(
            main, ["illustrate", "story.md", "--missing", "--yes", *arguments]
        )
    assert code == 0
    return service.bodies


def said(body):
    """The prompt of a request, sent as JSON or, with pictures to follow, as a form."""
    if body.startswith(b"{"):
        return json.loads(body)["prompt"]
    return re.search(rb'name="prompt"\r\n\r\n(.*?)\r\n--', body, re.DOTALL)[1].decode()


EVERYDAY = ("generic", "flux2-json", "midjourney", "sd")
"""A plain one, one of elements, one with flags, and the shortest; the others in long runs."""


@pytest.mark.parametrize(
    "dialect",
    [
        name if name in EVERYDAY else pytest.param(name, marks=pytest.mark.nightly)
        for name in dialects.ids()
    ],
)
async def test_every_prompt_holds_the_right_looks(dialect, story, monkeypatch):
    bodies = await drawn(monkeypatch, "--dialect", dialect, "--jobs", "1")
    prompts = [said(body).replace('\\"', '"') for body in bodies]

    assert len(prompts) == len(SCENES)
    for (words, shown), prompt, body in zip(SCENES.values(), prompts, bodies, strict=True):
        assert words[3:] in prompt
        for name, look in LOOKS.items():
            if dialect == "sd" and len(shown) == 4:
                continue  # 75 tokens are not enough for four.
            assert prompt.count(look) == (name in shown), (words, name, prompt)
            if name in shown:
                before = prompt[: prompt.index(look)]
                owner = max(WRITTEN.values(), key=before.rfind)
                assert owner == WRITTEN[name]
        assert (picture("red") in body) == ("Mia" in shown)


async def test_a_picture_says_whom_it_shows_and_how_they_looked(story, monkeypatch, capsys):
    await drawn(monkeypatch)
    record = provenance.read_file(story / "scene3.png")
    capsys.readouterr()

    assert dict(record.looks) == {
        "Mia": "a girl of eight with short red hair, in a yellow raincoat; "
        "a scar over her left eye",
        "Captain Bruno": "a stout old man with a white beard, in a blue coat",
    }
    assert provenance.read_file(story / "scene2.png").looks == ()
    assert main(["show", "scene3.png"]) == 0
    assert "Captain Bruno: a stout old man" in capsys.readouterr().out
