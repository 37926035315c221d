"""The requests of JupyterLab's pages, at a real Jupyter server: who may do what, and odd ones."""

import asyncio
import json
from pathlib import Path

import pytest

pytest.importorskip("jupyter_server")

from jupyter_server.auth import Authorizer
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from tests.support import fake_service as f
from tests.support.pictures import picture

CLIENT = Path(__file__).parents[2] / "client-jupyter"


class Only(Authorizer):
    """Lets a person do some things with contents and nothing else."""

    actions = ("read", "write")

    def is_authorized(self, handler, user, action, resource):
        return action in self.actions and resource == "contents"


@pytest.fixture
async def jupyter(tmp_path, monkeypatch):
    """A Jupyter server with Limner's handlers, below which everything drawn is paid for."""
    monkeypatch.syspath_prepend(str(CLIENT))
    import limner_jupyterlab
    from jupyter_server.serverapp import ServerApp  # Two seconds, in whichever process runs these.

    root = tmp_path / "root"
    root.mkdir()
    async with f.serving(f.reply(f.body_of(picture("red", (96, 64))))) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_KEY", "a-key")
        app = ServerApp()
        arguments = [
            f"--ServerApp.root_dir={root}", "--IdentityProvider.token=a-token", "--no-browser",
            "--allow-root",
        ]  # fmt: skip
        app.initialize(arguments, find_extensions=False, new_httpserver=False)
        limner_jupyterlab._load_jupyter_server_extension(app)
        app.web_app.settings["authorizer"] = authorizer = Only()
        sockets = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(app.web_app)
        server.add_sockets(sockets)
        address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/limner"
        page = Page(address, root, service, authorizer)
        yield page
        server.stop()


class Page:
    """Asks as a page does."""

    def __init__(self, address, root, service, authorizer):
        self.address, self.root, self.service, self.authorizer = address, root, service, authorizer

    async def ask(self, path, body=None):
        """Return the status and the answer, line by line."""
        request = HTTPRequest(
            f"{self.address}/{path}",
            method="GET" if body is None else "POST",
            body=None if body is None else json.dumps(body),
            headers={"Authorization": "token a-token"},
        )
        done = await AsyncHTTPClient().fetch(request, raise_error=False)
        lines = done.body.decode().split("\n")
        return done.code, [json.loads(line) for line in lines if line]

    async def waiting(self):
        """Return the path of the job that waits, once there is one."""
        while not (jobs := (await self.ask("jobs"))[1][0]):
            await asyncio.sleep(0.01)
        return f"jobs/{jobs[0]['job']}"


DRAW = {
    "command": "draw", "path": "n.md", "kind": "file", "text": "a red fox", "start": 0, "end": 9,
}  # fmt: skip


async def test_the_authorizer_decides_who_sees_jobs_and_who_draws(jupyter):
    jupyter.authorizer.actions = ("read",)
    sees, draws = await jupyter.ask("jobs"), await jupyter.ask("jobs", DRAW)
    steps = await jupyter.ask(f"jobs/{'0' * 32}/cancel", {})
    jupyter.authorizer.actions = ("write",)
    blind, follows = await jupyter.ask("jobs"), await jupyter.ask(f"jobs/{'0' * 32}")

    assert sees == (200, [[]])
    assert [code for code, _ in (draws, steps, blind, follows)] == [403] * 4
    assert jupyter.service.requests == []


ODD = [
    {"path": "../n.md"}, {"path": "a/../../n.md"}, {"path": "..\\n.md"}, {"path": "a\0b.md"},
    {"path": "\ud800.md"}, {"path": "x" * 5000}, {"path": ["n.md"]}, {"path": "/"}, {"path": ".."},
    {"command": "missing", "cells": 5}, {"command": "missing", "cells": [5]},
    {"command": "missing", "cells": None}, {"command": "missing"}, {"command": ["draw"]},
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
async def test_an_odd_request_is_answered_with_one_sentence(jupyter, odd):
    (jupyter.root.parent / "limner.toml").write_text("not [ TOML")
    code, lines = await jupyter.ask("jobs", DRAW | odd)

    assert (code, len(lines)) == (400, 1)
    assert lines[0]["message"].endswith(".")
    assert jupyter.service.requests == []


async def test_jupyter_is_asked_what_it_saves_before_anything_is_paid(jupyter):
    (jupyter.root / "file").write_text("")
    text = "![A cat.](.git/hooks/cat.png) ![A dog.](file/dog.png)"
    missing = {"command": "missing", "path": "n.md", "cells": [{"kind": "file", "text": text}]}
    _, many = await jupyter.ask("jobs", missing)
    _, one = await jupyter.ask("jobs", DRAW | {"path": ".git/n.md"})

    hidden, inside = (row["error"] for row in many[-1]["result"]["pictures"])
    assert hidden == "Jupyter cannot save .git/hooks/cat.png: hidden files are kept from it."
    assert inside.startswith("Jupyter cannot save file/dog.png: ")
    assert one[-1]["code"] == "not-saved"
    assert not any("question" in line for line in (*many, *one))
    assert jupyter.service.requests == []


async def test_a_link_that_can_be_no_file_is_said_to_be_none(jupyter):
    odd = {"command": "alt", "text": "![x](a%00b.png)", "start": 3, "end": 3}
    _, lines = await jupyter.ask("jobs", DRAW | odd)

    assert lines[-1]["code"] == "bad-input"


async def test_a_wrong_answer_is_no_yes(jupyter):
    drawing = asyncio.ensure_future(jupyter.ask("jobs", DRAW))
    job = await jupyter.waiting()
    # Before the question is there, nothing is asked.
    while (told := (await jupyter.ask(f"{job}/answer", {"answer": False}))[1]) == [{}]:
        await asyncio.sleep(0.01)
    await jupyter.ask(f"{job}/answer", {"answer": None})

    assert told[0]["code"] == "bad-input"
    assert (await drawing)[1][-1]["code"] == "needs-consent"
    assert jupyter.service.requests == []


async def test_a_picture_is_drawn_and_saved_where_jupyter_keeps_files(jupyter):
    drawing = asyncio.ensure_future(jupyter.ask("jobs", DRAW | {"path": "trip/n.md"}))
    job = await jupyter.waiting()
    while not drawing.done():
        await jupyter.ask(f"{job}/answer", {"answer": 0})
        await asyncio.sleep(0.01)

    assert (await drawing)[1][-1]["result"]["picture"] == "trip/a-red-fox.png"
    assert (jupyter.root / "trip" / "a-red-fox.png").is_file()
