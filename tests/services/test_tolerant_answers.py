"""Paid pictures in every wrapping that services have: what arrived is used, or kept and said."""

import asyncio
import base64
import json
import re
import zlib

import pytest

from limner import files
from limner.cli import main
from limner.errors import LimnerError, OutcomeUnknown, ServiceUnavailable
from limner.image import pricing
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from limner.services.answers import images_response
from limner.services.openai.image_generations import OpenAIImages
from tests.support import fake_service as f

PICTURE = f.picture("teal", (64, 48))
NOISE = bytes(range(256)) * 8
"""Holds each letter of every alphabet; no picture."""
TEXT = f.encoded(PICTURE)
ESCAPED = TEXT.replace("+", "\\u002B").replace("=", "\\u003d")
BODY = f.body_of(PICTURE)
SSE = "text/event-stream"


@pytest.fixture
def journal():
    return open_journal(files.state_folder())


@pytest.fixture
def draw(tmp_path, journal):
    (tmp_path / "project").mkdir()

    async def run(service, **asked):
        request = PictureRequest("A beach at sunset.", title="a beach", **asked)
        job = DrawingJob(request, "a beach", tmp_path / "project", provenance="off")
        billing = Billing(
            journal=journal, caps=Caps(50, 10**9, 10**9), host="host", model="painter",
            prices=pricing.read_table(), again=True,
        )  # fmt: skip
        return await paid_drawing.carry_out(OpenAIImages(service), job, billing)

    return run


async def limner(arguments):
    """Run a command of the terminal, which has an event loop of its own."""
    return await asyncio.to_thread(main, arguments)


def entry(**fields):
    return json.dumps({"data": [fields]}).encode()


def lines(text, size=76, end="\n"):
    return end.join(text[at : at + size] for at in range(0, len(text), size))


EVENT = f.event({"type": "image_generation.completed", "b64_json": TEXT})

ARRIVES = {
    "base64 with line feeds": f.reply(entry(b64_json=lines(TEXT))),
    "base64 with CRLF": f.reply(entry(b64_json=lines(TEXT, end="\r\n"))),
    "base64 with raw line feeds": f.reply(b'{"data":[{"b64_json":"%s"}]}' % lines(TEXT).encode()),
    "base64 with blanks": f.reply(entry(b64_json=f"  {lines(TEXT, 20, ' ')} ")),
    "base64 with tabs": f.reply(entry(b64_json=lines(TEXT, 20, "\t"))),
    "URL-safe base64": f.reply(entry(b64_json=base64.urlsafe_b64encode(PICTURE).decode())),
    "base64 without padding": f.reply(entry(b64_json=TEXT.rstrip("="))),
    "base64 with escaped slashes": f.reply(
        b'{"data":[{"b64_json":"%s"}]}' % TEXT.replace("/", "\\/").encode()),
    "base64 with escaped signs": f.reply(b'{"data":[{"b64_json":"%s"}]}' % ESCAPED.encode()),
    "a data URL with a charset": f.reply(entry(url=f"data:image/png;charset=utf-8;base64,{TEXT}")),
    "a data URL in capitals": f.reply(entry(url=f"DATA:IMAGE/PNG;BASE64,{TEXT}")),
    "a data URL without a type": f.reply(entry(url=f"data:;base64,{TEXT}")),
    "a data URL with percent signs": f.reply(
        entry(url=f"data:image/png;base64,{TEXT.replace('+', '%2B').replace('/', '%2F')}")),
    "a data URL as b64_json": f.reply(entry(b64_json=f"data:image/png;base64,{TEXT}")),
    "image_url": f.reply(entry(image_url={"url": f"data:image/png;base64,{TEXT}"})),
    "images in place of data": f.reply({"images": [{"b64_json": TEXT}]}),
    "bare strings in images": f.reply({"images": [TEXT], "info": "seed 3"}),
    "one entry in place of a list": f.reply({"data": {"b64_json": TEXT}}),
    "a list at the top": f.reply([{"b64_json": TEXT}]),
    "an entry at the top": f.reply({"b64_json": TEXT}),
    "JSON as text/plain": f.reply(BODY, kind="text/plain; charset=utf-8"),
    "JSON as text/html": f.reply(BODY, kind="text/html"),
    "JSON without a type": f.reply(BODY, kind=""),
    "JSON as an event stream": f.reply(BODY, kind=SSE),
    "JSON as an event stream, [DONE] behind it": f.reply(BODY + b"\n\ndata: [DONE]\n\n", kind=SSE),
    "JSON, [DONE] behind it": f.reply(BODY + b"\n\ndata: [DONE]\n\n"),
    "images as an event stream": f.reply({"images": [TEXT]}, kind=SSE),
    "events as JSON": f.reply(EVENT + b"data: [DONE]\n\n"),
    "a stream without its last blank line": f.reply(EVENT[:-2], kind=SSE),
    "a stream without its last line end": f.reply(EVENT.rstrip(), kind=SSE),
    "a stream with lone carriage returns": f.reply(EVENT.replace(b"\n", b"\r"), kind=SSE),
    "the same without its last end": f.reply(EVENT.replace(b"\n", b"\r")[:-2], kind=SSE),
    "a bad byte beside the picture": f.reply(
        b'{"data":[{"revised_prompt":"caf\xe9","b64_json":"%s"}]}' % TEXT.encode()),
    "a bad byte in an event": f.reply(
        b'data: {"revised_prompt":"caf\xe9","b64_json":"%s"}\n\n' % TEXT.encode(), kind=SSE),
    "a byte order mark": f.reply(b"\xef\xbb\xbf" + BODY),
    "the picture itself": f.reply(PICTURE, kind="image/png"),
    "the picture itself as JSON": f.reply(PICTURE),
    "the picture itself as an event stream": f.reply(PICTURE, kind=SSE),
    "packed and not said": f.reply(zlib.compress(BODY)),
    "said to be packed and not": f.reply(BODY, content_encoding="gzip"),
    "shorter than promised": f.reply(BODY, length=len(BODY) + 10),
    "null beside it": f.reply({"data": [{"b64_json": TEXT, "url": None}], "error": None}),
    "a bad entry in front": f.reply({"data": [{"b64_json": "?"}, {"b64_json": TEXT}]}),
    "a bad entry behind": f.reply({"data": [{"b64_json": TEXT}, 3, None, {"url": "/tmp/a.png"}]}),
    "a bad field beside a good one": f.reply(entry(b64_json="?", url=f"data:;base64,{TEXT}")),
    "an address that leads nowhere beside it": f.reply(
        {"data": [{"url": "https://cdn.test/a.png"}, {"b64_json": TEXT}]}),
}  # fmt: skip


@pytest.mark.parametrize("name", ARRIVES)
async def test_a_picture_that_arrived_is_used(draw, journal, name):
    async with f.serving(ARRIVES[name]) as service:
        placed = await draw(service.service())
    (job,) = journal.history()

    assert placed.picture.read_bytes() == PICTURE
    assert len(service.requests) == service.billed == 1
    assert job.state == "placed"


@pytest.mark.parametrize("text", ["\0", "\0x", "\x000", "\x0099", "\0-1", "\x00" + "9" * 99])
def test_an_answer_cannot_stand_in_for_its_own_long_strings(text):
    with pytest.raises(ServiceUnavailable, match="not whole base64"):
        images_response.read(entry(b64_json=text))


@pytest.mark.parametrize("data", [NOISE, NOISE[:-1], NOISE[:-2], b"\xfb\xff"])
@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("padded", [False, True])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", " "])
def test_base64_is_read_in_any_alphabet(data, safe, padded, end):
    text = (base64.urlsafe_b64encode if safe else base64.b64encode)(data).decode()
    text = lines(text if padded else text.rstrip("="), end=end) if end else text

    assert images_response.read(entry(b64_json=text)).pictures == (data,)


GIF, TIFF = f.picture(kind="GIF"), f.picture(kind="TIFF")
AVIF = f.picture(kind="AVIF")

KEPT = {
    "GIF": (f.reply(f.body_of(GIF)), "GIF", ("gif", GIF)),
    "GIF as the body": (f.reply(GIF, kind="image/gif"), "GIF", ("gif", GIF)),
    "AVIF": (f.reply(f.body_of(AVIF)), "AVIF", ("avif", AVIF)),
    "TIFF": (f.reply(f.body_of(TIFF)), "TIF", ("tif", TIFF)),
    "half a picture": (f.reply(f.body_of(PICTURE[:-20])), "cut off", ("png", PICTURE[:-20])),
    "noise": (f.reply(f.body_of(NOISE)), "neither PNG", ("answer", NOISE)),
    "no base64": (f.reply(entry(b64_json="?")), "not whole base64", None),
    "no picture": (f.reply({"data": []}), "made no picture", None),
    "a web page": (f.reply(b"<html>Welcome", kind="text/html"), "web page", None),
    "cut JSON": (f.reply(BODY[:-1]), "cut off or not JSON", None),
    "a far address": (f.reply(entry(url="https://cdn.test/a.png")), "cdn.test", None),
    "broken off": (f.cut_after(len(f.wire(BODY)) - 30, BODY), "broke off", None),
    "a stream that ends before": (f.passing(PICTURE, finished=False), "ended before", None),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
async def test_what_cannot_be_used_is_kept_and_said(
    draw, journal, name, tmp_path, monkeypatch, capsys
):
    """In the error, in the history, and brought out by its number."""
    answer, reason, expected = KEPT[name]
    async with f.serving(answer) as service:
        with pytest.raises(LimnerError) as caught:
            await draw(service.service())
    (job,) = journal.history()
    said, kept = str(caught.value), journal.spool(job.id)

    assert isinstance(caught.value, ServiceUnavailable | OutcomeUnknown)
    assert reason in said
    assert str(kept) in said
    assert f"limner history --save {job.id}" in said
    assert re.search(r"billed|paid for again", said)
    assert "try again" not in said.replace("before you try again", "")
    assert kept.stat().st_mode & 0o777 == 0o600
    monkeypatch.chdir(tmp_path)
    assert await limner(["history"]) == 0
    listed = capsys.readouterr().out
    assert str(kept) in listed
    assert f"limner history --save {job.id}" in listed
    assert await limner(["history", "--save", str(job.id)]) == 1
    (written,) = [path for path in tmp_path.glob("a-beach*") if path.is_file()]
    if expected is None:
        assert written.name == "a-beach.answer"
        assert written.read_bytes() == kept.read_bytes()
    else:
        assert (written.suffix[1:], written.read_bytes()) == expected
    assert len(service.requests) == 1


LARGE = f.picture("teal", (400, 300))
LARGER = f.picture("navy", (500, 400))
PASSES = f.event({"type": "image_generation.partial_image", "b64_json": f.encoded(LARGE)})


@pytest.mark.parametrize(
    ("answer", "pictures"),
    [
        (f.reply(f.body_of(LARGE)[:-1]), [LARGE]),
        (f.reply(f.body_of(LARGE, LARGER)[:-40]), [LARGE]),
        (f.reply(f.body_of(LARGE).replace(b"{", b"{{")), [LARGE]),
        (f.cut_after(len(f.wire(f.body_of(LARGE))) - 2, f.body_of(LARGE)), [LARGE]),
        (f.reply(PASSES, kind=SSE), [LARGE]),
        (f.reply(PASSES + PASSES, kind=SSE), [LARGE, LARGE]),
    ],
)
async def test_pictures_in_an_answer_that_broke_off_are_brought_out(
    draw, journal, tmp_path, monkeypatch, answer, pictures
):
    async with f.serving(answer) as service:
        with pytest.raises(LimnerError):
            await draw(service.service())
    (job,) = journal.history()
    monkeypatch.chdir(tmp_path)
    await limner(["history", "--save", str(job.id)])

    assert len(LARGE) > 750, "As long as its base64 must be to be taken out."
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.png"))] == pictures
    assert (tmp_path / "a-beach.answer").read_bytes() == journal.answer(job.id)


async def test_a_bad_entry_beside_a_good_one_stays_kept(draw, journal, tmp_path, monkeypatch):
    async with f.serving(f.reply(f.body_of(GIF, PICTURE))) as service:
        placed = await draw(service.service(), candidates=2)
    journal.done(placed.job)
    monkeypatch.chdir(tmp_path)

    assert placed.notes == ("1 of 2 pictures arrived damaged.",)
    assert journal.spool(placed.job).exists()
    assert await limner(["history", "--save", str(placed.job)]) == 0
    assert (tmp_path / "a-beach.gif").read_bytes() == GIF


async def test_an_address_at_another_host_is_fetched_once_that_host_is_allowed(
    draw, journal, tmp_path, monkeypatch
):
    """The answer is kept; the person allows the host, and nothing is asked for again."""
    async with f.serving(f.reply(entry(url="https://cdn.test/a.png"))) as service:
        with pytest.raises(ServiceUnavailable, match="add that host to allowedHosts"):
            await draw(service.service())
    (job,) = journal.history()
    fetched = []

    async def get(self, url):
        fetched.append(url)
        return type("Answer", (), {"content": PICTURE})

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("httpx2.AsyncClient.get", get)
    assert await limner(["history", "--save", str(job.id)]) == 1
    assert fetched == []
    monkeypatch.setenv("LIMNER_ALLOWED_HOSTS", "cdn.test")
    assert await limner(["history", "--save", str(job.id)]) == 0

    assert fetched == ["https://cdn.test/a.png"]
    assert (tmp_path / "a-beach.png").read_bytes() == PICTURE
    assert len(service.requests) == 1
