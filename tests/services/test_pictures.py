"""Every way an image service can fail: one request, a true journal, nothing lost, one sentence."""

import asyncio
import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from limner.errors import InputError, LimnerError, OutcomeUnknown, RateLimited, ServiceUnavailable
from limner.image import pricing
from limner.image.formats import validation
from limner.image.jobs import paid_drawing
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest
from limner.services import transport
from limner.services.openai.image_generations import OpenAIImages
from limner.services.pace import Pace
from tests.support import fake_service as f
from tests.support.pictures import picture
from tests.support.quick_journal import without_syncing
from tests.support.service_faults import FAULTS, GOOD, openai_error

CAPS = Caps(1000, 5_000_000, 50_000_000)


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "state")


@pytest.fixture
def draw(tmp_path, journal):
    """Draws with a fake service, through everything that is between a person and a picture."""
    project = tmp_path / "project"
    project.mkdir()

    async def run(service, words="a beach sunset", again=False, **asked):
        request = PictureRequest("A beach at sunset.", title=words, **asked)
        drawing_job = DrawingJob(request, words, project, "pictures")
        table = pricing.read_table()
        billing = Billing(
            journal=journal,
            caps=CAPS,
            host="painter.test",
            model=service.model,
            prices=table,
            again=again,
        )
        return await paid_drawing.carry_out(OpenAIImages(service), drawing_job, billing)

    return run


IN_A_SECOND = format_datetime(datetime.now(UTC) + timedelta(seconds=-5), usegmt=True)


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_costs_one_request_at_most(draw, journal, tmp_path, name):
    """The service sees one request, the journal is true, the error is one clear sentence."""
    answer, kind, state = FAULTS[name]
    async with f.serving(answer) as service:
        with pytest.raises(LimnerError) as caught:
            await draw(service.service())
    (job,) = journal.history()
    said = str(caught.value)

    assert type(caught.value) is kind
    assert len(service.requests) == 1
    assert job.state == state
    assert job.note == said
    assert "sk-te" not in said
    assert re.fullmatch(r"[^\n]{20,300}\.", said)
    assert list((tmp_path / "project").rglob("*.*")) == []
    assert journal.spool(job.id).exists() == (state == "unusable" or "endless" in name)


async def test_an_answer_cut_at_every_byte_is_unknown(draw, journal, monkeypatch):
    """From the first byte of its head to the last but one of its body."""
    without_syncing(monkeypatch)
    whole = f.wire(GOOD)
    async with f.serving(*(f.cut_after(count, GOOD) for count in range(len(whole)))) as service:
        for _ in range(len(whole)):
            with pytest.raises(OutcomeUnknown):
                await draw(service.service(), again=True)

    assert {job.state for job in journal.history(1000)} == {"unknown"}
    assert len(journal.history(1000)) == len(service.requests) == service.billed == len(whole)


@pytest.mark.parametrize("answer", [f.stall, f.drip], ids=["stalls", "drips"])
async def test_the_deadline_is_for_the_whole_answer(draw, journal, answer):
    clock = asyncio.get_running_loop().time
    async with f.serving(answer) as service:
        start = clock()
        with pytest.raises(OutcomeUnknown, match="within"):
            await draw(service.service(seconds=0.5))

    assert clock() - start < 20, "The service itself ends after thirty."
    assert [job.state for job in journal.history()] == ["unknown"]


async def test_a_service_that_is_not_there_is_sent_nothing(draw, journal):
    async with f.serving(f.drop) as service:
        pass
    with pytest.raises(ServiceUnavailable, match="Nothing answers at"):
        await draw(service.service())

    assert [job.state for job in journal.history()] == ["refused"]


@pytest.mark.parametrize(
    "headers",
    [
        {"retry_after": "0"},
        {"retry_after": "0.2"},
        {"retry_after_ms": "200"},
        {"retry_after": "-3"},
        {"retry_after": IN_A_SECOND},
        {"retry_after_ms": "nonsense"},
    ],
    ids=["at once", "0.2 s", "200 ms", "the past", "a date", "nonsense"],
)
async def test_a_rate_limit_is_waited_for(draw, journal, headers):
    """A 429 is no accepted request: after the wait it is sent again, and billed once."""
    slow_down = f.reply(openai_error("rate_limit_exceeded"), 429, **headers)
    async with f.serving(slow_down, f.reply(GOOD)) as service:
        placed = await draw(service.service())

    assert len(service.requests) == 2
    assert service.billed == 1
    assert placed.picture.read_bytes().startswith(b"\x89PNG")
    assert [job.state for job in journal.history()] == ["placed"]


@pytest.mark.parametrize("value", ["inf", "1e999", "nan", "99999", "-inf"])
async def test_a_wait_that_makes_no_sense_ends(monkeypatch, draw, value):
    monkeypatch.setattr(transport, "WAIT_SECONDS", 0.6)
    async with f.serving(f.reply({}, 429, retry_after=value)) as service:
        with pytest.raises(RateLimited):
            await draw(service.service(seconds=60))

    assert len(service.requests) <= 4


PICTURES = {
    "b64_json": f.body_of(),
    "JPEG": f.body_of(picture(kind="JPEG")),
    "WebP": f.body_of(picture(kind="WEBP")),
    "data URL": json.dumps(
        {"data": [{"url": "data:image/png;base64," + f.encoded(picture())}]}
    ).encode(),
    "with a tail": f.body_of(picture() + b"PK\x03\x04 zip"),
    "extra fields": f.body_of(model="x", usage={"output_tokens": "many"}, data_=None),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_arrives(draw, journal, name):
    async with f.serving(f.reply(PICTURES[name])) as service:
        placed = await draw(service.service())

    path = placed.picture
    assert path.stem == "a-beach-sunset"
    assert path.suffix == {"JPEG": ".jpg", "WebP": ".webp"}.get(name, ".png")
    assert validation.recognise(path.read_bytes())
    assert b"zip" not in path.read_bytes()
    assert placed.size == (24, 16)
    assert [job.state for job in journal.history()] == ["placed"]


async def test_a_packed_answer_is_unpacked(draw):
    packed = f.reply(gzip.compress(GOOD), content_encoding="gzip")
    async with f.serving(packed) as service:
        assert (await draw(service.service())).size == (24, 16)


async def test_an_address_of_the_services_own_is_fetched_without_the_key(draw, journal):
    async def point_home(fake, writer):
        home = {"data": [{"url": f"http://127.0.0.1:{fake.port}/out.png"}]}
        await f.reply(home)(fake, writer)

    async with f.serving(point_home, f.reply(picture(), kind="image/png", billed=False)) as fake:
        placed = await draw(fake.service())

    assert placed.size == (24, 16)
    assert fake.requests[1].line == "GET /out.png HTTP/1.1"
    assert "authorization" not in fake.requests[1].headers
    assert fake.billed == 1


async def test_what_is_asked(draw):
    """One request with the model's own fields and nothing more."""
    async with f.serving(f.reply(f.body_of(picture(), picture("navy")))) as service:
        placed = await draw(
            service.service(), size="1536x1024", quality="low", candidates=2, negative="people"
        )

    (request,) = service.requests
    assert request.line == "POST /v1/images/generations HTTP/1.1"
    assert request.json == {
        "model": "painter", "prompt": "A beach at sunset.", "size": "1536x1024",
        "quality": "low", "n": 2, "response_format": "b64_json", "negative_prompt": "people",
    }  # fmt: skip
    assert placed.picture.name == "a-beach-sunset.png"


async def test_gpt_image_models_are_never_sent_response_format(draw):
    async with f.serving(f.reply(GOOD)) as service:
        placed = await draw(service.service(model="gpt-image-2.6-flare"), format="webp")

    assert service.requests[0].json == {
        "model": "gpt-image-2.6-flare", "prompt": "A beach at sunset.", "output_format": "webp",
    }  # fmt: skip
    assert placed.cost == 40 * 5 + 200 * 30


def parts_of(request):
    """The fields and files of a form, in their order: name, file name, content."""
    boundary = request.headers["content-type"].partition("boundary=")[2].encode()
    parts = []
    for part in request.body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        names = dict(re.findall(rb'(name|filename)="([^"]*)"', head))
        parts.append((names[b"name"], names.get(b"filename"), content[:-2]))
    return parts


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        (("PNG",), [(b"image", b"picture-1.png")]),
        (
            ("WEBP", "JPEG"),
            [(b"image[]", b"picture-1.webp"), (b"image[]", b"picture-2.jpeg")],
        ),
    ],
)
async def test_pictures_to_work_from_go_along(draw, journal, inputs, names):
    pictures = tuple(picture(kind=kind) for kind in inputs)
    async with f.serving(f.reply(GOOD)) as service:
        await draw(service.service(model="gpt-image-2.6-flare"), inputs=pictures, format="jpeg",
                   compression=80, background="opaque")  # fmt: skip
    (request,) = service.requests
    parts = parts_of(request)

    assert request.line == "POST /v1/images/edits HTTP/1.1"
    assert [(name, file) for name, file, _ in parts if file] == names
    assert tuple(content for _, file, content in parts if file) == pictures
    assert {name: content for name, file, content in parts if not file} == {
        b"model": b"gpt-image-2.6-flare", b"prompt": b"A beach at sunset.",
        b"output_format": b"jpeg", b"output_compression": b"80", b"background": b"opaque",
    }  # fmt: skip
    assert len(journal.history()[0].details["inputs"]) == len(inputs)
    assert service.billed == 1


async def test_what_is_no_picture_is_not_worked_from(draw, journal):
    async with f.serving(f.reply(GOOD)) as service:
        with pytest.raises(InputError, match="PNG, JPEG or WebP"):
            await draw(service.service(), inputs=(b"<svg/>",))

    assert service.requests == []
    assert [job.state for job in journal.history()] == ["refused"]


async def test_a_service_without_response_format_is_asked_again_without_it(draw):
    no_field = f.reply(openai_error(message="Unknown parameter: 'response_format'."), 400)
    async with f.serving(no_field, f.reply(GOOD)) as service:
        await draw(service.service())

    assert ["response_format" in request.json for request in service.requests] == [True, False]
    assert service.billed == 1


@pytest.mark.parametrize("moment", ["before", "waiting", "halfway", "behind"])
async def test_a_cancel_leaves_a_true_journal(draw, journal, monkeypatch, moment):
    """Cancelled before sending: not charged; under way: unknown; behind the answer: kept."""
    answered = asyncio.Event()

    async def slowly_decoded(data):
        answered.set()
        await asyncio.sleep(30)

    monkeypatch.setattr(paid_drawing, "decoded", slowly_decoded)
    answer = {"waiting": f.stall, "halfway": f.paused(GOOD)}.get(moment, f.reply(GOOD))
    async with f.serving(answer) as service:
        task = asyncio.create_task(draw(service.service()))
        event = {"waiting": service.arrived, "halfway": service.halfway, "behind": answered}
        if moment in event:
            await event[moment].wait()
        else:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    states = [job.state for job in journal.history()]
    expected = {"before": [], "waiting": ["unknown"], "halfway": ["unknown"]}
    if moment == "behind":
        assert states == ["received"]
        assert journal.answer(1) == GOOD
    elif moment == "before":
        assert states in ([], ["refused"])
        assert service.requests == []
    else:
        assert states == expected[moment]


@pytest.mark.parametrize("milliseconds", range(0, 40, 2))
async def test_a_cancel_at_any_moment(draw, journal, tmp_path, milliseconds):
    """Whenever it comes: what was billed counts as spent, what arrived is kept."""
    async with f.serving(f.reply(GOOD)) as service:
        task = asyncio.create_task(draw(service.service()))
        await asyncio.sleep(milliseconds / 1000)
        task.cancel()
        await asyncio.wait([task])
    states = [job.state for job in journal.history()]
    pictures = list((tmp_path / "project").rglob("*.png"))

    assert len(service.requests) <= 1
    assert set(states) <= {"refused", "unknown", "received", "checked", "placed"}
    if service.billed:
        assert states != ["refused"]
    if states in (["received"], ["checked"]):
        assert journal.answer(1) == GOOD
    if states == ["placed"]:
        assert pictures


@pytest.mark.parametrize(
    ("asked", "waited"),
    [((30,), [30]), ((31,), None), ((15, 15), [15, 15]), ((15, 16), None)],
    ids=str,
)
async def test_a_rate_limit_is_waited_for_thirty_seconds_in_all(draw, asked, waited):
    slept = []

    class Quick(Pace):
        async def turn(self):
            if self.left:
                slept.append(round(self.left))
            self._until = 0.0
            return 0.0

    refusals = [f.reply({}, 429, retry_after=str(seconds)) for seconds in asked]
    async with f.serving(*refusals, f.reply(GOOD)) as service:
        if waited is None:
            with pytest.raises(RateLimited):
                await draw(service.service(seconds=100, pace=Quick()))
        else:
            await draw(service.service(seconds=100, pace=Quick()))

    assert slept == (waited or list(asked[:-1]))


class Gate(Pace):
    """Holds requests back until it is opened, whatever the time."""

    def __init__(self):
        super().__init__()
        self.held, self.opened = 0, asyncio.Event()

    async def turn(self):
        if self.left:
            self.held += 1
            await self.opened.wait()
        return 0.0


async def test_a_wait_holds_for_every_request_to_the_service(draw):
    """One is told to wait, and the other three are not sent before its time."""
    slow_down, pace = f.reply({}, 429, retry_after="20"), Gate()
    async with f.serving(slow_down, f.reply(GOOD)) as service:
        first = asyncio.create_task(draw(service.service(pace=pace, seconds=60), "a first fox"))
        while not pace.held:
            await asyncio.sleep(0.001)
        others = [draw(service.service(pace=pace), f"fox {n}") for n in range(3)]
        tasks = [asyncio.create_task(one) for one in others]
        while pace.held < 4:
            await asyncio.sleep(0.001)
        before = len(service.requests)
        pace.opened.set()
        await asyncio.gather(first, *tasks)

    assert (before, len(service.requests), service.billed) == (1, 5, 4)


async def test_what_must_wait_long_is_not_sent_at_all(draw, journal):
    """A later request of the same process says so, and costs nothing."""
    pace = Pace()
    pace.hold(600)
    async with f.serving(f.reply(GOOD)) as service:
        with pytest.raises(RateLimited, match="try again in") as caught:
            await draw(service.service(pace=pace))

    assert service.requests == []
    assert caught.value.seconds > 500
    assert [job.state for job in journal.history()] == ["refused"]


async def test_a_cancel_while_a_rate_limit_is_waited_for_costs_nothing(draw, journal):
    async with f.serving(f.reply({}, 429, retry_after="20")) as service:
        drawing = asyncio.create_task(draw(service.service(seconds=60)))
        while [job.state for job in journal.history()] != ["reserved"] or not service.requests:
            await asyncio.sleep(0.01)
        drawing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await drawing

    assert [job.state for job in journal.history()] == ["refused"]
