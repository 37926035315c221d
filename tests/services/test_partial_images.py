"""Pictures that arrive in passes: honest progress, one request, nothing that arrived is lost."""

import asyncio
import gzip

import pytest

from limner.errors import LimnerError, OutcomeUnknown
from limner.image import pricing
from limner.image.jobs import paid_drawing, recovery
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import ImagesResponse, PictureRequest
from limner.services.answers import images_response
from limner.services.answers.event_stream import blocks
from limner.services.openai.image_generations import OpenAIImages
from tests.support import fake_service as f
from tests.support.pictures import picture
from tests.support.service_faults import BETTER, DONE, ROUGH, STREAM_FAULTS, USAGE, WHOLE

MODEL = "gpt-image-2.6-flare"


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "state")


@pytest.fixture
def draw(tmp_path, journal):
    (tmp_path / "project").mkdir()

    async def run(service, heard=None, **asked):
        request = PictureRequest("A beach at sunset.", **{"partial": 2, **asked})
        drawing_job = DrawingJob(request, "a beach", tmp_path / "project", provenance="off")
        billing = Billing(
            journal=journal,
            caps=Caps(50, 10**9, 10**9),
            host="host",
            model=MODEL,
            prices=pricing.read_table(),
            again=True,
        )
        report = (lambda text: None) if heard is None else heard.append
        return await paid_drawing.carry_out(OpenAIImages(service), drawing_job, billing, report)

    return run


async def test_progress_says_which_pass_has_begun(draw, journal):
    heard = []
    async with f.serving(f.passing(ROUGH, BETTER, DONE, usage=USAGE)) as service:
        placed = await draw(service.service(model=MODEL), heard)
    said = [text.rpartition(", ")[2] for text in heard[:3]]

    assert said == ["first of three passes", "second of three passes", "third of three passes"]
    assert service.requests[0].json == {
        "model": MODEL, "prompt": "A beach at sunset.", "output_format": "png",
        "stream": True, "partial_images": 2,
    }  # fmt: skip
    assert placed.picture.read_bytes() == DONE
    assert placed.cost == 40 * 5 + 200 * 30
    assert journal.answer(placed.job) == WHOLE.rstrip()
    assert images_response.read(WHOLE) == ImagesResponse((DONE,), (), tuple(sorted(USAGE.items())))


async def test_a_changed_picture_arrives_in_passes_too(draw):
    stream = f.passing(ROUGH, DONE, kind="edit")
    async with f.serving(stream) as service:
        placed = await draw(service.service(model=MODEL), inputs=(picture("red"),), partial=1)
    (request,) = service.requests

    assert request.line == "POST /v1/images/edits HTTP/1.1"
    assert b'name="stream"\r\n\r\ntrue\r\n' in request.body
    assert b'name="partial_images"\r\n\r\n1\r\n' in request.body
    assert placed.picture.read_bytes() == DONE


LIKE = {
    "a server that cannot stream": f.reply(f.body_of(DONE)),
    "fewer passes than asked for": f.passing(DONE),
    "more passes than asked for": f.passing(*[ROUGH] * 5, DONE),
    "pings and comments": f.reply(b": ping\n\nevent: ping\ndata: {}\n\n" + WHOLE,
                                  kind="text/event-stream"),
    "CRLF": f.reply(WHOLE.replace(b"\n", b"\r\n"), kind="text/event-stream"),
    "a list of pictures as the event": f.reply(b"data: " + f.body_of(DONE) + b"\n\n",
                                               kind="text/event-stream"),
    "packed": f.passing(ROUGH, DONE, pack=gzip.compress, content_encoding="gzip"),
    "[DONE] behind it": f.passing(ROUGH, DONE, after=(b"data: [DONE]\n\n",)),
    "garbage behind it": f.passing(ROUGH, DONE, after=(b"data: {oops\n\n", b"\xff" * 99)),
    "an error behind it": f.passing(ROUGH, DONE, after=({"error": {"message": "too late"}},)),
}  # fmt: skip


@pytest.mark.parametrize("name", LIKE)
async def test_the_finished_picture_is_found(draw, journal, name):
    async with f.serving(LIKE[name]) as service:
        placed = await draw(service.service(model=MODEL))

    assert placed.picture.read_bytes() == DONE
    assert len(service.requests) == service.billed == 1
    assert [job.state for job in journal.history()] == ["placed"]


@pytest.mark.parametrize("name", STREAM_FAULTS)
async def test_a_fault_of_a_stream_costs_one_request_at_most(draw, journal, tmp_path, name):
    reply, kind, state = STREAM_FAULTS[name]
    async with f.serving(reply) as service:
        with pytest.raises(LimnerError) as caught:
            await draw(service.service(model=MODEL))
    (job,) = journal.history()

    assert type(caught.value) is kind
    assert len(service.requests) == 1
    assert job.state == state
    assert str(caught.value).endswith(".")
    assert list((tmp_path / "project").iterdir()) == []


CUTS = range(0, len(f.event({"type": "x", "b64_json": f.encoded(ROUGH)})) + len(WHOLE), 29)


@pytest.mark.parametrize("count", CUTS)
async def test_a_stream_cut_at_any_byte(draw, journal, count):
    """The finished picture is there or the outcome is unknown; nothing is asked twice."""
    body = f.event({"type": "image_generation.partial_image", "b64_json": f.encoded(ROUGH)}) + WHOLE

    async def cut(fake, writer):
        fake.billed += 1
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + body[:count])
        await writer.drain()
        writer.close()

    async with f.serving(cut) as service:
        try:
            placed = await draw(service.service(model=MODEL))
        except OutcomeUnknown:
            placed = None
    (job,) = journal.history()

    assert len(service.requests) == 1
    assert job.state == ("placed" if placed else "unknown")
    assert (placed is not None) == (count >= len(body))


@pytest.mark.parametrize("field", ["stream", "partial_images"])
async def test_a_service_that_refuses_streams_is_asked_without(draw, field):
    refused = f.reply({"error": {"message": "Unknown field", "param": field}}, 400)
    async with f.serving(refused, f.reply(f.body_of(DONE))) as service:
        placed = await draw(service.service(model=MODEL))

    assert [("stream" in r.json, "partial_images" in r.json) for r in service.requests] == [
        (True, True), (False, False),
    ]  # fmt: skip
    assert service.billed == 1
    assert placed.notes == ()


async def test_the_deadline_holds_for_a_stream(draw, journal):
    async def drip(fake, writer):
        fake.billed += 1
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n")
        for _ in range(300):
            writer.write(b": ping\n\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with f.serving(drip) as service:
        with pytest.raises(OutcomeUnknown, match="within"):
            await draw(service.service(model=MODEL, seconds=0.5))

    assert [job.state for job in journal.history()] == ["unknown"]


async def test_what_came_before_a_cancel_is_kept(draw, journal):
    heard, rough = [], f.encoded(ROUGH)
    first = f.event({"type": "image_generation.partial_image", "b64_json": rough})

    async def one_pass(fake, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + first)
        await asyncio.sleep(30)

    async with f.serving(one_pass) as service:
        task = asyncio.create_task(draw(service.service(model=MODEL), heard))
        while len(heard) < 2:
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
    (job,) = journal.history()

    assert task.cancelled()
    assert job.state == "unknown"
    assert journal.answer(job.id) == first


async def test_a_picture_that_arrived_survives_a_crash(draw, journal, tmp_path, monkeypatch):
    """The event is on disk before anything reads it; the next start finishes without a request."""

    class Crash(BaseException):
        pass

    def crash(raw):
        raise Crash

    async with f.serving(f.passing(ROUGH, DONE)) as service:
        with monkeypatch.context() as patch:
            patch.setattr(images_response, "read", crash)
            with pytest.raises(Crash):
                await draw(service.service(model=MODEL))
        (job,) = journal.history()
        assert job.state == "received"
        placed = await recovery.finish_entry(
            journal, job, pricing.read_table(), images_response.read
        )

    assert placed.picture.read_bytes() == DONE
    assert len(service.requests) == 1


async def test_several_pictures_come_in_one_piece(draw):
    async with f.serving(f.reply(f.body_of(DONE, BETTER))) as service:
        placed = await draw(service.service(model=MODEL), candidates=2)

    assert "stream" not in service.requests[0].json
    assert service.requests[0].json["n"] == 2
    assert placed.picture


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
async def test_events_are_found_however_they_are_cut(size):
    stream = b"event: a\ndata: 1\n\n: c\r\n\r\n\n\ndata: 2\ndata: 3\n\ndata: 4"

    async def chunks():
        for at in range(0, len(stream), size):
            yield stream[at : at + size]

    found = [block async for block in blocks(chunks())]
    assert found == [b"event: a\ndata: 1", b": c", b"data: 2\ndata: 3"]
