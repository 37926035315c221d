"""A picture that cannot be drawn is refused before a chat model is asked, through every door."""

import asyncio

import pytest

from limner.actions.batches import batch
from limner.cli import main
from limner.errors import InputError, LimnerError, SaveError
from limner.image.jobs.session import Session
from tests.support import fake_service as f
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Editor, selection
from tests.support.missing_pictures import missing_in, yes


def link(folder):
    (folder / "real").mkdir()
    (folder / "img").symlink_to(folder / "real")


def file(folder):
    (folder / "img").write_text("")


def nothing(folder):
    pass


PLACES = {
    "a folder that is a link": (link, {"destination": "img"}, "Cannot write"),
    "a folder that is a file": (file, {"destination": "img/new"}, "Cannot write"),
    "outside the project": (nothing, {"destination": "../out"}, "leads out of the project"),
    "a hidden folder": (nothing, {"destination": ".git/hooks"}, "not put into"),
    "a reference that is not there": (nothing, {"references": ["gone.png"]}, "gone.png"),
    "too many references": (nothing, {"references": ["a.png"] * 17}, "17 pictures"),
    "no picture left in this session": (nothing, {"session": 0}, "limits.session"),
    "no money left for today": (nothing, {"day": 0.0}, "limits.day"),
}


@pytest.mark.parametrize("name", PLACES)
async def test_the_editor_asks_no_chat_model(tmp_path, name):
    prepare, image, said = PLACES[name]
    prepare(tmp_path)
    backends = FakeBackends()
    backends.cost = 1
    plain, start, end = selection("A «red fox».\n")
    note = tmp_path / "note.md"
    note.write_text(plain)
    editor = Editor(backends)
    await editor.start()
    offered = await editor.actions(editor.open(plain, note.as_uri()), start, end)
    action = next(one for one in offered if one["title"].startswith("Draw"))
    (tmp_path / "limner.toml").write_text(toml(image))
    await editor.run(action)
    await editor.settle(20)

    assert said in editor.messages[-1]
    assert backends.settings == []


ASKED = [("--select", name) for name in PLACES] + [
    ("--missing", name) for name, row in PLACES.items() if "destination" not in row[1]
]
"""A link says itself where its picture goes."""


@pytest.mark.parametrize(("door", "name"), ASKED)
async def test_the_terminal_asks_no_chat_model(tmp_path, monkeypatch, capsys, door, name):
    prepare, image, said = PLACES[name]
    prepare(tmp_path)
    note = tmp_path / "note.md"
    note.write_text("A red fox. ![a fox](fox.png)\n")
    (tmp_path / "limner.toml").write_text(toml(image))
    words = [door, "red fox"] if door == "--select" else [door]
    async with f.serving(f.stream(*f.words("a fox"))) as chat, f.serving(f.drop) as images:
        monkeypatch.setenv("LIMNER_CHAT_BASE_URL", f"http://127.0.0.1:{chat.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{images.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_KEY", "sk-of-a-gateway")
        monkeypatch.setenv("LIMNER_IMAGE_MODEL", "gpt-image-2.6-flare")
        code = await asyncio.to_thread(main, ["illustrate", str(note), *words, "--yes"])
    told = capsys.readouterr()

    assert code in (1, 2)
    assert said in told.out + told.err
    assert chat.requests == images.requests == []


@pytest.mark.parametrize(
    ("target", "kind"),
    [("../fox.png", InputError), (".git/fox.png", InputError), ("img/fox.png", SaveError)],
)
async def test_many_pictures_ask_no_chat_model(tmp_path, target, kind):
    folder = tmp_path / "project"
    folder.mkdir()
    file(folder)
    backends, results = FakeBackends(), []
    (missing,) = missing_in(folder, f"![a fox]({target})")

    async def on_result(result):
        results.append(result)

    await batch.draw_all([missing], backends, yes, on_result)
    with pytest.raises(LimnerError):
        await batch.draw_one(missing, backends, yes, Session())

    assert [type(result.error) for result in results] == [kind]
    assert backends.settings == []


def toml(image):
    key, value = next(iter(image.items()))
    table = "limits" if key in ("session", "day") else "image"
    return f"[{table}]\n{key} = {value!r}\n".replace("'", '"')
