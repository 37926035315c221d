"""Whole jobs while the author types on, in every kind of editor, and in a row for each real one."""

import asyncio
import random

import pytest

from limner.lsp.landing import confirmed_edit
from tests.support.editor_clients import EDITORS, KINDS, Client
from tests.support.fake_backends import FakeBackends
from tests.support.fake_editor import Buffer, Editor, selection

pytestmark = pytest.mark.usefixtures("short_waits")

EXPAND = 0
JOBS = {
    "honest": 120, "refuses": 120, "error": 120, "unversioned": 90, "whole": 90, "late": 30,
    "neovim": 30, "liar": 45, "deaf": 24, **dict.fromkeys(EDITORS, 24),
}  # fmt: skip
"""A thousand jobs; fewer where each has to wait for what never comes. Every day a fourth."""


@pytest.mark.parametrize("share", [0.25, pytest.param(1, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("manners", JOBS)
async def test_many_jobs_while_the_author_types(manners, share):
    """No result in a wrong place, none twice, and no letter of the author's lost."""
    kinds = ("utf-8", "utf-16", "utf-32") if manners in KINDS else (None,)
    for encoding in kinds:
        editor = Editor(FakeBackends(), manners, encoding)
        await editor.start()
        for seed in range(int(share * JOBS[manners]) // len(kinds) + 1):
            await one_job(editor, random.Random(f"{manners} {encoding} {seed}"), f"fox{seed}")
        assert not editor.errors


async def one_job(editor: Editor, source: random.Random, words: str) -> None:
    """Expand *words* while an author types around and into them; check the whole text."""
    editor.server.backends.fake.reports = source.randint(0, 12)
    editor.edits, editor.refusals = 0, editor.client.refusals
    text, start, end = selection(f"Ä😀 start\r\n\r\nA «{words}» in the snow.\n\nThe end.\n")
    buffer = editor.open(text, f"file:///tmp/{words}.md")
    await editor.run((await editor.actions(buffer, start, end))[EXPAND])
    author, touched = buffer.text, False
    while editor.server.jobs:
        # A client that checks no versions cannot be kept from applying an edit too late.
        helpless = editor.client.stale == "applied" and editor.edit_under_way
        if source.random() < 0.4 and editor.edits == 0 and not helpless:
            at = source.randint(0, len(buffer.text))
            while buffer.text[at - 1 : at + 1] == "\r\n":
                at = source.randint(0, len(buffer.text))
            place = buffer.text.find(words)
            touched = touched or (place < at < place + len(words))
            editor.type(buffer, at, at, source.choice(["x", "é", "\n", "😀"]))
            author = buffer.text
        await asyncio.sleep(0 if source.random() < 0.9 else 0.001)
    await editor.settle()
    pending, document = editor.server.pending, editor.server.documents.get(buffer.uri)
    prompt = f"A painting of {words}, number 1"
    landed = author.replace(words, prompt, 1)
    if not touched and may_land(editor.client):
        assert capital(buffer.text) == landed
    else:
        (kept,) = pending.of(document)
        assert buffer.text == author
        # The code action there holds the edit, and every editor takes that.
        await reported(editor, buffer)
        place = kept.followed.anchor.span
        await editor.run((await editor.actions(buffer, place.start, place.end))[0])
        await editor.settle()
        now = capital(buffer.text)
        assert now == landed if not touched else one_insertion(author, now, prompt)
    assert not pending.of(document)


def capital(text: str) -> str:
    """Begin the prompt with a capital letter, wherever in a sentence it stands."""
    return text.replace("a painting of", "A painting of")


async def reported(editor: Editor, buffer: Buffer) -> None:
    """Wait until the server has heard of all that was typed."""
    async with asyncio.timeout(30):
        while str(editor.server.documents.get(buffer.uri).text) != buffer.text:
            await asyncio.sleep(0.001)


def may_land(client: Client) -> bool:
    """Say whether an editor takes an edit that comes when the work is done."""
    takes = client.applies and client.answers and client.refusals <= confirmed_edit.TRIES
    return takes and client.edit_seconds != 0


def one_insertion(before: str, after: str, words: str) -> bool:
    """Say whether *after* is *before* with something inserted in one place that holds *words*."""
    head, tail = in_common(before, after), in_common(before[::-1], after[::-1])
    grown = len(after) - len(before)
    return head + tail >= len(before) and grown > 0 and after.count(words) == 1


def in_common(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
