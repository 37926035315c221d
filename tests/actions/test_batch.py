"""What many missing pictures cost, and which of them are drawn."""

import asyncio
from dataclasses import replace

import pytest

from limner.actions import drawing
from limner.actions.batches import batch, batch_estimate
from limner.actions.batches.batch_earlier import asked_before
from limner.errors import RateLimited
from limner.image import file_names, pricing
from limner.image.formats import provenance
from limner.image.jobs.drawing_job import drawing_job_of
from limner.image.jobs.image_backend import Billing, ImageBackend
from limner.image.jobs.session import Session
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import Drawn
from limner.image.sketch.renderer import render
from limner.settings.declaration import DEFAULTS
from tests.support.fake_backends import FakeBackends
from tests.support.missing_pictures import missing_in, yes
from tests.support.scripted_eyes import ScriptedEyes

MODEL = "gpt-image-2.6-flare"


NAMES = [
    ("fox.png", "png", "fox.png"),
    ("fox.PNG", "png", "fox.PNG"),
    ("fox.jpeg", "jpg", "fox.jpeg"),
    ("fox.png", "jpg", "fox.jpg"),
    ("a.fox.webp", "webp", "a.fox.webp"),
    ("a-red-fox", "png", "a-red-fox.png"),
]


@pytest.mark.parametrize(("name", "extension", "file"), NAMES)
def test_a_file_is_called_what_its_link_says_if_its_bytes_agree(name, extension, file):
    assert ".".join(file_names.named(name, extension)) == file


class Service:
    """An image service that counts how many pictures it draws at the same time."""

    def __init__(self):
        self.now = self.most = self.total = 0

    async def generate(self, request, step, on_progress=lambda message: None):
        self.now += 1
        self.total += 1
        self.most = max(self.most, self.now)
        step.sent()
        await asyncio.sleep(0.05)
        self.now -= 1
        picture = render(request.prompt, size="64x64", format=request.format)
        step.received(picture)
        return Drawn((picture,), "images", MODEL)


@pytest.fixture
def billing(tmp_path):
    return Billing(
        journal=open_journal(tmp_path / "state"),
        caps=Caps(50, 5_000_000, 50_000_000),
        host="api.example",
        model=MODEL,
        prices=pricing.read_table(),
    )


@pytest.mark.parametrize(
    ("free", "model", "end"),
    [
        (False, MODEL, f"with {MODEL} at api.example, for about $"),
        (True, MODEL, f"with {MODEL} at api.example, free of charge"),
        (False, "own", "with own at api.example, at a price that is not known"),
    ],
)
async def test_the_bill_says_how_many_and_how_much(free, model, end, billing, tmp_path):
    found = missing_in(tmp_path, "![a](a.png) ![b](b.png)", image_size="1024x1024")
    backends = FakeBackends(
        images=ImageBackend(Service(), replace(billing, free=free, model=model))
    )
    estimated = await batch_estimate.estimate(found, backends, yes)

    assert estimated.sentence.startswith(f"2 missing pictures, size 1024x1024, {end}")
    one = await batch_estimate.estimate(found[:1], backends, yes)
    if estimated.price:
        assert one.price is not None
        assert estimated.price == 2 * one.price


async def test_the_bill_says_which_pictures_go_along(billing, tmp_path):
    backends = FakeBackends(images=ImageBackend(Service(), billing))
    names = ("hero.png", "style.png")
    followed, plain = [
        await batch_estimate.estimate(
            missing_in(tmp_path, "![a](a.png)", image_references=held), backends, yes
        )
        for held in (names, ())
    ]

    assert "which gets 2 of your pictures with each" in followed.sentence
    assert "of your" not in plain.sentence
    assert followed.price - plain.price == 2 * 1_756 * 8


@pytest.mark.parametrize(("when", "agreed", "looks"), [("ask", {"check": True}, 2), ("ask", {}, 0)])
async def test_the_bill_says_who_looks_at_the_pictures_and_that_yes_counts(
    when, agreed, looks, billing, tmp_path
):
    eyes, results = ScriptedEyes(), []
    backends = FakeBackends(images=ImageBackend(Service(), billing), eyes=eyes)
    found = missing_in(tmp_path, "![a fox](a.png) ![two cats](b.png)", image_check=when)
    estimated = await batch_estimate.estimate(found, backends, yes)

    async def on_result(one):
        results.append(one)

    assert ", each then sent to eyes at eyes.test to be checked, at a price that is not known" in (
        estimated.sentence
    )
    await batch.draw_all(found, backends, yes, on_result, **agreed)
    assert (len(results), len(eyes.asked)) == (2, looks)


@pytest.mark.parametrize(
    ("caps", "said", "fitting"),
    [
        (Caps(50, 5_000_000, 50_000_000), "", 9),
        (Caps(4, 5_000_000, 50_000_000), "; your limit of 4 pictures in a session allows 4", 4),
        (Caps(50, 5_000_000, 0), "; your limit of $0.00 a month allows 0", 0),
    ],
)
async def test_the_bill_says_what_a_limit_allows(caps, said, fitting, billing, tmp_path):
    """As many as it says are drawn then, and no more."""
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(9)))
    service, results = Service(), []
    backends = FakeBackends(images=ImageBackend(service, replace(billing, caps=caps)))
    estimated = await batch_estimate.estimate(found, backends, yes)

    async def on_result(one):
        results.append(one)

    assert estimated.sentence.partition(";")[2] == said[1:]
    await batch.draw_all(found, backends, yes, on_result)
    assert service.total == fitting


async def test_what_is_spent_today_counts_in_the_bill(billing, tmp_path):
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(9)))
    one = await batch_estimate.estimate(
        found[:1], FakeBackends(images=ImageBackend(Service(), billing)), yes
    )
    caps = replace(billing.caps, day=5 * one.price)
    backends = FakeBackends(images=ImageBackend(Service(), replace(billing, caps=caps)))
    billing.journal.reserve({}, "earlier", 2 * one.price - 1, caps, again=True)

    assert (await batch_estimate.estimate(found, backends, yes)).allowance.pictures == 3
    assert (await batch_estimate.estimate(found[:3], backends, yes)).allowance is None


def test_a_picture_that_is_linked_twice_is_drawn_once(tmp_path):
    found = missing_in(tmp_path, "![a](a.png) ![b](./a.png) ![c]() ![d]()")

    assert [missing.words for missing in batch.distinct(found)] == ["a", "c", "d"]


async def test_a_few_are_drawn_at_once_and_each_is_paid_for_once(billing, tmp_path):
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.webp)\n" for n in range(9)))
    service, filled = Service(), []

    async def on_filled(one):
        filled.append(one)
        drawing.record_shown(one.picture)

    backends = FakeBackends(images=ImageBackend(service, billing))
    await batch.draw_all(found, backends, yes, on_filled)

    assert 1 < service.most <= DEFAULTS.image_jobs
    assert service.total == 9
    assert all((tmp_path / f"fox-{n}.webp").is_file() for n in range(9))
    assert {job.state for job in billing.journal.history()} == {"done"}
    assert [batch.target_of(one) for one in filled] == [None] * 9


async def test_a_limit_ends_it_before_anything_more_is_sent(billing, tmp_path):
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(9)))
    tight = replace(billing, caps=replace(billing.caps, session=4))
    service, errors = Service(), []

    async def on_filled(one):
        errors.append(one.error and str(one.error))

    await batch.draw_all(found, FakeBackends(images=ImageBackend(service, tight)), yes, on_filled)

    assert service.total == 4
    assert sum(error is not None and "limits.session" in error for error in errors) == 5


async def test_a_picture_that_was_just_asked_for_does_not_hold_up_the_rest(billing, tmp_path):
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(6)))
    backends, errors = FakeBackends(images=ImageBackend(Service(), billing)), []

    async def on_filled(one):
        errors.append(one.error)

    await batch.draw_all(found[:1], backends, yes, on_filled)
    (job,) = billing.journal.history()
    billing.journal.ended(job.id, "unknown", "The connection was lost.")
    (tmp_path / "fox-0.png").unlink()
    await batch.draw_all(found, backends, yes, on_filled)

    assert [str(error) for error in errors if error is not None] == [
        "Nothing was drawn, because the same picture was asked for a moment ago: change its words, "
        "or try again in ten minutes."
    ]
    assert len(list(tmp_path.glob("fox-*.png"))) == 5


async def test_the_journal_knows_the_name_the_link_asked_for(billing, tmp_path):
    (missing,) = missing_in(tmp_path, "![a red fox](img/my fox!.PNG)".replace(" fox!", "%20fox!"))
    backends = FakeBackends(images=ImageBackend(Service(), billing))
    await batch.draw_one(missing, backends, yes, Session())
    (job,) = billing.journal.history()

    assert (tmp_path / "img" / "my fox!.PNG").is_file()
    assert drawing_job_of(job.details).name == "my fox!.PNG"


async def test_a_prompt_below_the_link_is_drawn_as_it_stands(tmp_path):
    text = "![a fox](fox.png)\n\n```limner-prompt\nA red fox, painted on slate.\n```\n"
    (missing,) = missing_in(tmp_path, text)
    filled = await batch.draw_one(missing, FakeBackends(), yes, Session(None))

    assert filled.engine is None
    record = provenance.read((tmp_path / "fox.png").read_bytes())
    assert (record.words, record.prompt) == ("a fox", "A red fox, painted on slate.")


class Busy(Service):
    """A service that takes a picture a second time only after some refusals."""

    def __init__(self, *waits):
        super().__init__()
        self.waits = list(waits)

    async def generate(self, request, step, on_progress=lambda message: None):
        if self.waits:
            raise RateLimited("Too many requests.", self.waits.pop(0))
        return await super().generate(request, step, on_progress)


@pytest.mark.parametrize(
    ("waits", "drawn"), [((0.01, None, 0.02), 4), ((batch.LONGEST_WAIT,) * 4, 0)]
)
async def test_a_rate_limit_is_waited_for_as_long_as_pictures_arrive(
    waits, drawn, billing, tmp_path
):
    """A wait of minutes without any picture ends the batch, and is said for each."""
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(4)))
    backends, results = FakeBackends(images=ImageBackend(Busy(*waits), billing)), []

    async def on_result(one):
        results.append(one.error)

    await batch.draw_all(found, backends, yes, on_result)
    assert results.count(None) == drawn == len(list(tmp_path.glob("*.png")))
    assert all(isinstance(error, RateLimited) for error in results if error is not None)


class Meeting(Service):
    """A service that answers none before so many have been asked for at once."""

    def __init__(self, many):
        super().__init__()
        self.barrier = asyncio.Barrier(many)

    async def generate(self, request, step, on_progress=lambda message: None):
        async with asyncio.timeout(60), self.barrier:
            return await super().generate(request, step, on_progress)


@pytest.mark.parametrize("jobs", [1, 2, 8])
async def test_as_many_are_drawn_at_once_as_the_setting_says(jobs, billing, tmp_path):
    text = "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(8))
    found = missing_in(tmp_path, text, image_jobs=jobs)
    service = Meeting(jobs)
    await batch.draw_all(found, FakeBackends(images=ImageBackend(service, billing)), yes, done)

    assert (service.most, service.total) == (jobs, 8)


async def test_nothing_is_done_where_no_picture_is_missing(billing):
    await batch.draw_all([], FakeBackends(images=ImageBackend(Service(), billing)), yes, done)

    assert billing.journal.history() == ()


async def test_no_further_picture_is_begun_once_it_is_stopped(billing, tmp_path):
    found = missing_in(tmp_path, "".join(f"![fox {n}](fox-{n}.png)\n" for n in range(9)))
    service, stop = Service(), asyncio.Event()

    async def on_result(one):
        assert one.picture is not None
        stop.set()

    backends = FakeBackends(images=ImageBackend(service, billing))
    await batch.draw_all(found, backends, yes, on_result, stop, name="a batch")

    assert service.total == 3
    assert {job.details["batch"] for job in billing.journal.history()} == {"a batch"}


@pytest.mark.parametrize(
    ("free", "state", "again"),
    [(True, "unknown", True), (False, "unknown", False), (False, "done", True)],
)
async def test_what_is_asked_for_again_within_ten_minutes(free, state, again, billing, tmp_path):
    """What costs nothing, and a picture that the author has deleted, are simply drawn again."""
    (missing,) = missing_in(tmp_path, "![a fox](fox.png)")
    held = replace(billing, free=free)
    service, errors = Service(), []
    backends = FakeBackends(images=ImageBackend(service, held))

    async def on_result(one):
        errors.append(one.error)

    await batch.draw_all([missing], backends, yes, on_result)
    (job,) = billing.journal.history()
    billing.journal.ended(job.id, state, "")
    (tmp_path / "fox.png").unlink()
    await batch.draw_all([missing], backends, yes, on_result)
    assert (service.total == 2) == again == (errors[1] is None)

    if not again:
        (asked,) = asked_before([missing], held)
        assert asked.missing is missing
        await batch.draw_all([replace(missing, again=True)], backends, yes, on_result)
        assert service.total == 2
    assert asked_before([missing], held) == ()


async def done(one):
    assert one.error is None
