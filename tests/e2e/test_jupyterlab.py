"""JupyterLab 4 and Notebook 7 with Limner's extension, used as a person would use them."""

import asyncio
import json

import pytest

from limner import files
from limner.image.journal.entries import open_journal
from tests.support import fake_service as f
from tests.support import jupyterlab
from tests.support.pictures import picture

pytestmark = [*jupyterlab.marks, pytest.mark.nightly]

TRIP = "# Trip\n\nWe saw a beach sunset there.\n\nA red boat came in."


@pytest.mark.parametrize("app", ["lab", "notebook"])
async def test_expand_draw_choose_and_what_stays(app, tmp_path):
    found = await jupyterlab.steps("offline", app, tmp_path)
    folder = tmp_path / "project"

    assert found["guarded"] == {"step": "guarded", "none": 403, "cross": 403, "bad": 400}
    assert "beach sunset" in found["expand"]["text"]
    assert len(found["expand"]["text"]) > len(TRIP) + 100
    assert found["expand"]["undone"]
    assert found["draw"]["text"] == TRIP.replace(
        "there.\n", "there.\n\n![A beach sunset.](a-beach-sunset.png)\n"
    )
    assert found["draw"]["alt"] == "A beach sunset."
    assert found["code"]["text"] == (
        "# a red fox in snow\nimport IPython.display\n"
        'display(IPython.display.Markdown("![A red fox in snow.](a-red-fox-in-snow.png)"))\nx = 1'
    )
    assert "Draw 1 missing picture, free of charge?" in found["missing"]["question"]
    assert found["missing"]["there"]
    assert found["candidates"]["pictures"] == 4
    assert found["candidates"]["text"].endswith(
        "A red boat came in.\n\n![A red boat.](attachment:a-red-boat.png)"
    )
    assert found["candidates"]["attached"] == ["a-red-boat.png"]
    assert "🐋 at dawn.\n\n![A grey whale" in found["file"]["text"]
    assert "](a-grey-whale-at-dawn.png)" in found["file"]["text"]
    assert "![A grey whale" in found["alt"]["text"]
    assert found["console"]["ours"] == []

    notebook = json.loads((folder / "nb.ipynb").read_text())
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(notebook)
    text = (folder / "nb.ipynb").read_text()
    for kept in (
        '   "id": "missing",\n   "metadata": {},\n   "source": [\n'
        '    "![A grey owl on a branch.](img/owl.png)"\n   ]\n  }',
        '   "id": "other",\n   "metadata": {\n    "keep": [\n     1,\n     2.5\n    ]\n   },\n',
    ):
        assert kept in text
    assert set(notebook["cells"][0]["attachments"]) == {"a-red-boat.png"}


@pytest.mark.parametrize("app", ["lab", "notebook"])
async def test_money_a_wrong_key_a_cancel_and_a_reload(app, tmp_path):
    def noting(name, answer):
        async def noted(fake, writer):
            (tmp_path / name).touch()
            await answer(fake, writer)

        return noted

    answers = [
        f.reply({"error": {"message": "no"}}, 401),
        noting("stalled", f.stall),
        noting("halfway", f.paused(f.body_of(picture("red", (96, 64))), 4)),
        noting("third", f.paused(f.body_of(picture("blue", (96, 64))), 2)),
    ]
    async with f.serving(*answers) as service:
        found = await jupyterlab.steps(
            "service",
            app,
            tmp_path,
            LIMNER_IMAGE_BASE_URL=f"http://127.0.0.1:{service.port}/v1",
            LIMNER_IMAGE_KEY="a-key",
            LIMNER_ENGINE="offline",
        )

    assert "Draw with gpt-image-2.6-flare at 127.0.0.1" in found["no"]["question"]
    assert [found[step]["same"] for step in ("no", "wrong-key", "cancel")] == [True, True, True]
    assert found["reload"]["before"] == f"Great {TRIP}"
    assert found["reload"]["text"] == f"Great {TRIP}\n\n![A red boat.](a-red-boat.png)"
    assert found["changed"]["text"] == found["changed"]["before"].replace("there", "yesterday")
    assert found["console"]["ours"] == []
    assert len(service.requests) == 4
    states = [job.state for job in open_journal(files.state_folder()).history()]
    await asyncio.sleep(0)
    assert states == ["placed", "done", "unknown", "refused"]
