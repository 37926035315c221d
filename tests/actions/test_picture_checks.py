"""A drawn picture is checked against its words: after which yes, by whom, and what stays of it."""

from dataclasses import replace

import pytest

from limner.actions import drawing, editing
from limner.actions.drawing import DrawingContext
from limner.actions.linked_picture import LinkedPicture
from limner.document import Span
from limner.errors import ServiceUnavailable, SettingsError
from limner.image.formats import provenance
from limner.image.jobs.image_backend import ImageBackend
from limner.image.jobs.inspection import DO_NOT_SEND, SEND, SEND_QUIETLY, Viewer
from limner.image.jobs.session import Session
from limner.image.journal.entries import open_journal
from limner.image.pricing import ChatPrices, chat_prices
from limner.image.request import Drawn, ImagesResponse
from limner.image.sketch.renderer import Sketch
from limner.markup.interface import ImageLink
from limner.project.roots import Project
from limner.prompt.expansion import Expansion
from limner.services.answers import images_response
from limner.settings.declaration import DEFAULTS
from tests.support.drawing import billing
from tests.support.pictures import picture
from tests.support.scripted_eyes import ScriptedEyes

WORDS = "three red boats"
TWO = {"exactly three": "no two boats"}
SAID = "Checked by eyes at eyes.test: 2 of 3 kept; missing: three boats (two boats)."


class Service:
    """Sends as many pictures as it is asked for."""

    async def generate(self, request, step, on_progress=lambda _: None):
        colours = ("red", "lime", "blue", "white")
        pictures = tuple(picture(colour) for colour in colours[: request.candidates])
        step.sent()
        step.received(images_response.write(ImagesResponse(pictures)))
        return Drawn(pictures, "images", "gpt-image-2.6-flare")


class Person:
    """Gives the answers it was given, in their order, and keeps what it was asked."""

    def __init__(self, *answers):
        self.answers, self.questions = list(answers), []
        self.session = Session(self.ask, agreed=True, quiet=True)

    async def ask(self, question, answers):
        self.questions.append(question)
        return self.answers.pop(0)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project").mkdir()
    return Project(tmp_path / "project", tmp_path / "project" / "a.md")


@pytest.fixture
def journal(tmp_path):
    return open_journal(tmp_path / "state")


@pytest.fixture
def drawn(project, journal):
    async def run(eyes, session, when, *, sketch=False, candidates=1, words=WORDS, viewer=None):
        settings = replace(DEFAULTS, image_check=when, image_candidates=candidates)
        viewer = viewer or (Viewer(eyes) if eyes else None)
        paid = ImageBackend(Service(), billing(journal), viewer=viewer)
        backend = ImageBackend(Sketch(), None, viewer=viewer) if sketch else paid
        context = DrawingContext(project, settings, backend, session)
        return await drawing.draw_new(context, words, Expansion(words, None, words, words))

    return run


@pytest.mark.parametrize(
    ("when", "answers", "sent"),
    [
        ("never", (), 0),
        ("always", (), 1),
        ("ask", (SEND,), 1),
        ("ask", (SEND_QUIETLY,), 1),
        ("ask", (DO_NOT_SEND,), 0),
        ("ask", (None,), 0),
    ],
)
async def test_the_picture_leaves_only_after_the_yes_that_the_setting_wants(
    drawn, when, answers, sent
):
    eyes, person = ScriptedEyes(), Person(*answers)
    await drawn(eyes, person.session, when)

    assert len(eyes.asked) == sent
    assert person.questions == [
        "Send the picture once drawn to eyes.test, for eyes to check against the words, at a price "
        "that is not known?"
    ] * len(answers)


@pytest.mark.parametrize(("agreed", "sent"), [(None, 0), (False, 0), (True, 1)])
async def test_where_nobody_can_be_asked_an_earlier_yes_counts_and_nothing_else(
    drawn, agreed, sent
):
    eyes = ScriptedEyes()
    await drawn(eyes, Session(may_check=agreed), "ask")

    assert len(eyes.asked) == sent


async def test_a_yes_for_the_session_is_asked_for_once(drawn):
    eyes, person = ScriptedEyes(), Person(SEND_QUIETLY)
    await drawn(eyes, person.session, "ask")
    await drawn(eyes, person.session, "ask")

    assert (len(person.questions), len(eyes.asked)) == (1, 2)


@pytest.mark.parametrize("sketch", [False, True])
async def test_what_was_found_out_is_told_and_kept(drawn, journal, sketch):
    """In the picture's own record, and in the history of what was paid for."""
    made = await drawn(ScriptedEyes(TWO), Session(), "always", sketch=sketch)
    record = provenance.read_file(made.placed.picture)

    assert record.check == made.placed.check
    assert [(row.words, row.verdict) for row in record.check.rows] == [
        ("boats", "kept"),
        ("three boats", "missing"),
        ("red boats", "kept"),
    ]
    assert made.placed.notes[-1] == SAID
    kept = [job.details["check"]["rows"][1]["seen"] for job in journal.history()]
    assert kept == ([] if sketch else ["two boats"])


async def test_a_picture_that_is_paid_for_waits_for_no_answer(drawn, journal):
    """Whether somebody may look is asked before it is drawn."""

    class Before(Person):
        async def ask(self, question, answers):
            assert journal.history() == ()
            return await super().ask(question, answers)

    eyes, person = ScriptedEyes(), Before(SEND)
    await drawn(eyes, person.session, "ask")

    assert (len(eyes.asked), len(journal.history())) == (1, 1)


async def test_a_look_that_fails_costs_no_picture(drawn):
    eyes = ScriptedEyes(raw=ServiceUnavailable("Nothing answers."))
    made = await drawn(eyes, Session(), "always")

    assert made.placed.picture.is_file()
    assert made.placed.notes[-1] == (
        "Checked by eyes at eyes.test: 0 of 3 kept; uncertain: boats, three boats, red boats. "
        "Nothing answers."
    )


async def test_words_that_commit_to_nothing_that_can_be_seen_are_not_sent(drawn):
    eyes = ScriptedEyes()
    await drawn(eyes, Session(), "always", words="…")

    assert eyes.asked == []


async def test_of_several_the_one_that_lacks_least_stands_first(drawn):
    """The numbers of the question are those of the ranking; the person chooses."""

    class Eyes(ScriptedEyes):
        async def reply(self, request, on_text=lambda _: None):
            blue = request.messages[-1].picture == picture("blue")
            self.script = {} if blue else TWO
            return await super().reply(request)

    person = Person("1")
    made = await drawn(Eyes(), person.session, "always", candidates=3)

    assert (
        "Checked against the words: 1: 3 of 3 kept. 2: 2 of 3 kept; missing: three boats "
        in (person.questions[0])
    )
    assert made.placed.check.of("missing") == ()
    assert picture("blue")[-40:] in made.placed.picture.read_bytes()


@pytest.mark.parametrize(
    ("prices", "free", "when", "said"),
    [
        (None, False, "always", " It is then sent to eyes at eyes.test to be checked against the "
         "words, at a price that is not known."),
        (None, True, "always", " It is then sent to eyes at eyes.test to be checked against the "
         "words, free of charge."),
        (ChatPrices(2.0, 8.0), False, "always", " It is then sent to eyes at eyes.test to be "
         "checked against the words, for about $0.0"),
        (None, False, "ask", "are left of your limits."),
        (None, False, "never", "are left of your limits."),
    ],
)  # fmt: skip
async def test_the_question_before_drawing_says_who_looks_and_for_how_much(
    drawn, prices, free, when, said
):
    eyes, person = ScriptedEyes(), Person("Draw", DO_NOT_SEND)
    person.session.agreed = person.session.quiet = False
    await drawn(eyes, person.session, when, viewer=Viewer(eyes, prices, free))

    assert said in person.questions[0]


@pytest.mark.parametrize(
    ("own", "prices"),
    [
        ('[chat."eyes"]\ninput = 2.0\noutput = 8\nas_of = 2026-11-01', ChatPrices(2.0, 8)),
        ('[chat."other"]\ninput = 2.0\noutput = 8', None),
        ("", None),
    ],
)
def test_what_a_look_costs_is_in_the_persons_own_prices(tmp_path, own, prices):
    (tmp_path / "prices.toml").write_text(own)

    assert chat_prices("eyes", tmp_path / "prices.toml") == prices


@pytest.mark.parametrize(
    "row", ["chat = 3", '[chat."eyes"]\ninput = 2.0', '[chat."eyes"]\ninput = "2"\noutput = 8']
)
def test_a_row_that_is_no_price_is_named(tmp_path, row):
    (tmp_path / "prices.toml").write_text(row)

    with pytest.raises(SettingsError, match=r"is wrong about (\[chat\]|eyes)"):
        chat_prices("eyes", tmp_path / "prices.toml")


async def test_a_picture_that_was_changed_as_told_is_not_checked(project, journal):
    """Its words no longer say all that it should show."""
    eyes = ScriptedEyes()
    settings = replace(DEFAULTS, image_check="always")
    context = DrawingContext(
        project, settings, ImageBackend(Sketch(), None, viewer=Viewer(eyes)), Session()
    )
    made = await drawing.draw_new(context, WORDS, Expansion(WORDS, None, WORDS, WORDS))
    data = made.placed.picture.read_bytes()
    link = ImageLink(Span(0, 1), made.placed.picture.name, "")
    old = LinkedPicture(link, made.placed.picture, data, provenance.read(data))
    await editing.edit(context, old, "make the boats green")

    assert len(eyes.asked) == 1
