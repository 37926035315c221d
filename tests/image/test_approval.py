"""What is asked before a picture is paid for, and what each answer leads to."""

from dataclasses import replace
from pathlib import Path

import pytest

from limner.errors import ConsentNeeded
from limner.image import pricing
from limner.image.formats.provenance import Provenance
from limner.image.jobs.approval import (
    DRAW,
    DRAW_AGAIN,
    DRAW_QUIETLY,
    REUSE,
    REUSED,
    SEND_PROMPT,
    approve,
    approve_prompt,
)
from limner.image.jobs.drawing_job import (
    Billing,
    DrawingJob,
    Placed,
    duplicate_key,
    journal_details,
)
from limner.image.jobs.session import Session
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import PictureRequest

MODEL = "gpt-image-2.6-flare"


class Person:
    """Gives prepared answers, and remembers the questions."""

    def __init__(self, *answers: str | None) -> None:
        self.answers, self.questions = list(answers), []
        self.session = Session(self.ask)

    async def ask(self, question, answers):
        self.questions.append((question, answers))
        return self.answers.pop(0)


@pytest.fixture
def drawing_job(tmp_path):
    request = PictureRequest("A red fox in snow.", title="A red fox", size="1024x1024")
    return DrawingJob(request, "a red fox", tmp_path)


@pytest.fixture
def billing(tmp_path):
    return Billing(
        journal=open_journal(tmp_path / "state"),
        caps=Caps(50, 5_000_000, 50_000_000),
        host="api.openai.com",
        model=MODEL,
        prices=pricing.read_table(),
    )


async def test_the_first_picture_of_a_session_asks_and_the_next_does_not(drawing_job, billing):
    person = Person(DRAW)

    for _ in range(2):
        assert await approve(drawing_job, billing, 100, person.session) == billing
    ((question, answers),) = person.questions
    assert answers == (DRAW, DRAW_QUIETLY)
    assert question.startswith(f"Draw with {MODEL} at api.openai.com? Size 1024x1024")
    assert "$5.00 are left of your limits" in question


@pytest.mark.parametrize(
    ("day", "month", "left"),
    [(3_000_000, 9_000_000, "$1.50"), (9_000_000, 3_000_000, "$1.50"), (1_000_000, 9, "$0.00")],
)
async def test_the_question_says_what_is_left_of_the_tighter_limit(
    drawing_job, billing, day, month, left
):
    person, caps = Person(DRAW), Caps(50, day, month)
    billing.journal.reserve({}, "earlier", 1_500_000, billing.caps, again=True)
    await approve(drawing_job, replace(billing, caps=caps), 100, person.session)

    assert f"; {left} are left of your limits" in person.questions[0][0]


async def test_a_dear_picture_asks_every_time_until_told_not_to(drawing_job, billing):
    person = Person(DRAW, DRAW_QUIETLY)

    for _ in range(3):
        assert await approve(drawing_job, billing, 0, person.session) == billing
    assert len(person.questions) == 2


async def test_no_answer_draws_nothing(drawing_job, billing):
    with pytest.raises(ConsentNeeded, match="Nothing was drawn"):
        await approve(drawing_job, billing, 1, Person(None).session)


@pytest.mark.parametrize("session", [Session(None), Person().session])
async def test_nobody_is_asked_about_a_free_service(drawing_job, billing, session):
    free = replace(billing, free=True)

    assert await approve(drawing_job, free, 0, session) == free


async def test_the_question_says_how_many_and_what_goes_along(drawing_job, billing):
    person = Person(DRAW)
    request = replace(drawing_job.request, candidates=4, inputs=(b"a", b"b"))
    await approve(replace(drawing_job, request=request), billing, 0, person.session)

    assert person.questions[0][0].startswith(
        f"Draw 4 pictures with {MODEL} at api.openai.com, which gets 2 pictures of yours? Size"
    )


async def test_where_nobody_can_be_asked_choosing_draw_is_the_yes(drawing_job, billing):
    assert await approve(drawing_job, billing, 0, Session(None)) == billing


ADVICE = "Agree first."
UNLISTED = {"model": "painter"}


@pytest.mark.parametrize(
    ("threshold", "service", "sentence"),
    [
        (0.0, {}, "for about $0.0"),
        (100, UNLISTED, "would draw at a price that is not known, and nobody can be asked: noth"),
        (100, {}, None),
        (0.0, {"free": True}, None),
    ],
)
async def test_a_dear_picture_takes_a_yes_beforehand_where_that_can_be_given(
    threshold, service, sentence, drawing_job, billing
):
    billing, alone = replace(billing, **service), Session(None, advice=ADVICE)
    if sentence is None:
        assert await approve(drawing_job, billing, threshold, alone) == billing
        return
    with pytest.raises(ConsentNeeded, match=ADVICE) as refused:
        await approve(drawing_job, billing, threshold, alone)
    assert sentence in str(refused.value)
    agreed = replace(alone, quiet=True, agreed=True)
    assert await approve(drawing_job, billing, threshold, agreed) == billing


def drawn(drawing_job, billing, picture: Path | None = None) -> int:
    job = billing.journal.reserve(
        journal_details(drawing_job, billing),
        duplicate_key(drawing_job, billing),
        1,
        billing.caps,
        again=False,
    )
    billing.journal.sent(job)
    if picture is not None:
        billing.journal.received(job, b"{}")
        billing.journal.placed(job, picture)
    else:
        billing.journal.ended(job, "unknown", "lost")
    return job


@pytest.mark.parametrize("answer", [REUSE, DRAW_AGAIN, None])
async def test_the_same_words_again_offer_the_picture_that_is_there(
    answer, drawing_job, billing, tmp_path
):
    picture = tmp_path / "a-red-fox.png"
    picture.write_bytes(b"x")
    job = drawn(drawing_job, billing, picture)
    person = Person(answer)
    if answer is None:
        with pytest.raises(ConsentNeeded):
            await approve(drawing_job, billing, 1, person.session)
        return
    approved = await approve(drawing_job, billing, 1, person.session)

    if answer == REUSE:
        assert isinstance(approved, Placed)
        assert (approved.picture, approved.cost, approved.job) == (picture, 0, job)
    else:
        assert approved == replace(billing, again=True)


async def test_without_a_question_the_picture_that_is_there_is_used(drawing_job, billing, tmp_path):
    picture = tmp_path / "a-red-fox.png"
    picture.write_bytes(b"x")
    drawn(drawing_job, billing, picture)

    approved = await approve(drawing_job, billing, 1, Session(None))
    assert isinstance(approved, Placed)
    assert approved.notes == (REUSED,)


async def test_what_may_have_been_paid_for_is_never_drawn_again_unasked(drawing_job, billing):
    drawn(drawing_job, billing)

    with pytest.raises(ConsentNeeded):
        await approve(drawing_job, billing, 1, Session(None))
    person = Person(DRAW_AGAIN)
    assert (await approve(drawing_job, billing, 1, person.session)).again
    assert "may have been paid for, but never arrived" in person.questions[0][0]


STATES = {
    "sent": "is on its way",
    "checked": "is kept: “limner history --save 1”",
    "done": "was drawn, but its file is gone",
}


@pytest.mark.parametrize(("state", "said"), STATES.items())
async def test_what_became_of_the_same_picture_is_said_with_the_price_of_another(
    state, said, drawing_job, billing
):
    job = billing.journal.reserve(
        journal_details(drawing_job, billing),
        duplicate_key(drawing_job, billing),
        1,
        billing.caps,
        again=False,
    )
    billing.journal.ended(job, state, "")
    person = Person(DRAW_AGAIN)
    await approve(drawing_job, billing, 1, person.session)

    ((question, _),) = person.questions
    assert f"{said}" in question
    assert question.endswith("Draw another, for about $0.053?")


async def test_what_is_left_is_the_less_of_day_and_month(drawing_job, billing):
    person = Person(DRAW)
    tight = replace(billing, caps=replace(billing.caps, month=70_000))
    await approve(drawing_job, tight, 1, person.session)

    assert "$0.07 are left" in person.questions[0][0]


@pytest.mark.parametrize(
    ("intent", "record", "asked"),
    [
        ({"prompt": "A fox."}, Provenance("a fox", "A fox."), 0),
        ({"prompt": "A hen."}, Provenance("a fox", "A fox."), 1),
        ({"prompt": "A fox."}, Provenance("a fox", "A fox.", edits=("night",)), 1),
        ({"edited": "A fox.", "edits": ["night"]}, Provenance("", "A fox.", edits=("night",)), 0),
        ({"edited": "A fox.", "edits": ["night"]}, Provenance("", "A fox.", edits=("day",)), 1),
    ],
)
async def test_a_prompt_of_ones_own_is_sent_without_a_question(billing, intent, record, asked):
    billing.journal.reserve(intent, "key", 1, billing.caps, again=True)
    person = Person(SEND_PROMPT)
    await approve_prompt(record.prompt, record, "fox.png", billing, person.session)

    assert len(person.questions) == asked
