"""Answers made to fill the memory do not: measured in a process of its own."""

import asyncio
import base64
import sys
from pathlib import Path

import pytest

from tests.support import fake_service as f

MOST_MEGABYTES = 200
"""What the largest answer may add: it is held as it came, without its line ends, and decoded."""

CHILD = """
import asyncio, sys
from pathlib import Path
from limner.errors import LimnerError
from limner.image import pricing
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from limner.prompt.chat.chat_model import ChatRequest, Message
from limner.services.failures import Service
from limner.services.hosts import endpoint
from limner.services.openai.chat_completions import OpenAIChat
from limner.services.openai.client import preload
from limner.services.openai.image_generations import OpenAIImages

def peak():
    # getrusage would give the parent's peak where that was higher.
    (line,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    return int(line.split()[1]) // 1024

async def main():
    kind, port, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    service = Service(kind, endpoint(f"http://127.0.0.1:{port}/v1"), "painter", 60.0)
    preload()
    if kind == "image":
        billing = Billing(
            journal=open_journal(folder / "state"), caps=Caps(9, 10**9, 10**9), host="host",
            model="painter", prices=pricing.read_table(),
        )
        job = DrawingJob(PictureRequest("A lake."), "a lake", folder)
        work = paid_drawing.carry_out(OpenAIImages(service), job, billing)
    else:
        work = OpenAIChat(service).reply(
            ChatRequest((Message("user", "A lake."),), "raw", ("thing", {}))
        )
    before = peak()
    try:
        await work
    except LimnerError:
        pass
    print(peak() - before)

asyncio.run(main())
"""

SSE = "text/event-stream"


def picture(encode):
    text = encode(bytes(44_000_000)).replace(b"\n", b"\\n")
    return b'{"data":[{"b64_json":"%s"}]}' % text


def objects():
    return b'{"data":[' + b'{"a":1},' * 7_500_000 + b"{}]}"


def one_event():
    return b'data: {"choices":[{"delta":{"content":"' + b"a" * 60_000_000 + b'"}}]}\n\n'


JSON = "application/json"
ANSWERS = {
    "small objects": ("image", JSON, objects),
    "small objects as a stream": ("image", SSE, objects),
    "empty lists": ("image", JSON, lambda: b"[" + b"[]," * 20_000_000 + b"1]"),
    "nested": ("image", JSON, lambda: b"[" * 60_000_000),
    "events": ("image", JSON, lambda: b'data: {"a":1}\n\n' * 4_000_000),
    "a large picture": ("image", JSON, lambda: picture(base64.b64encode)),
    "a large picture in lines": ("image", JSON, lambda: picture(base64.encodebytes)),
    "words: small objects": ("chat", JSON, objects),
    "words: one long event": ("chat", SSE, one_event),
    "words: one long line": ("chat", SSE, lambda: b"[" + b" " * 60_000_000),
}

EVERYDAY = ("nested", "a large picture in lines", "words: one long event")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's own count")
@pytest.mark.parametrize(
    "name",
    [
        name if name in EVERYDAY else pytest.param(name, marks=pytest.mark.nightly)
        for name in ANSWERS
    ],
)
async def test_an_answer_does_not_fill_the_memory(name, tmp_path):
    kind, label, make = ANSWERS[name]
    async with f.serving(f.reply(make(), kind=label)) as service:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, kind, str(service.port), str(tmp_path),
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        output, _ = await child.communicate()

    assert child.returncode == 0
    assert int(output) < MOST_MEGABYTES
