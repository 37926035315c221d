"""From settings and words to the request that is sent, and to the files beside a picture."""

import json
from dataclasses import replace

import pytest

from limner import files
from limner.actions import drawing, requests
from limner.actions.drawing import DrawingContext
from limner.errors import ServiceUnavailable
from limner.image import models, pricing
from limner.image.formats import provenance
from limner.image.jobs.drawing_job import DrawingJob
from limner.image.jobs.image_backend import Billing, ImageBackend
from limner.image.jobs.session import Session
from limner.image.journal.budget import Caps
from limner.image.journal.entries import open_journal
from limner.image.request import Drawn
from limner.image.sketch.renderer import Sketch
from limner.project.roots import Project
from limner.prompt.expansion import Expansion
from limner.settings.declaration import DEFAULTS
from tests.support.pictures import picture

MODEL = "gpt-image-2.6-flare"


class Service:
    """Keeps what it was asked."""

    request = None

    async def generate(self, request, step, on_progress=lambda _: None):
        self.request = request
        step.sent()
        return Drawn((picture(),), "images", MODEL)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project").mkdir()
    return Project(tmp_path / "project", tmp_path / "project" / "a.md")


@pytest.fixture
def draw_with(project, tmp_path):
    async def run(words="a fox", model=MODEL, sketched=False, **asked):
        settings = replace(DEFAULTS, **asked)
        expansion = Expansion(f"{words}, painted.", None, "A fox", words)
        request = requests.request_of(expansion, settings)
        drawing_job = DrawingJob(request, words, project.root, provenance=settings.image_provenance)
        service = Service()
        billing = Billing(
            journal=open_journal(tmp_path / "state"),
            caps=Caps(99, 10**9, 10**9),
            host="host",
            model=model,
            prices=pricing.read_table(),
            limits=models.limits(models.read_table(), model),
            again=True,
        )
        paid = ImageBackend(service, billing)
        backend = ImageBackend(Sketch(), None) if sketched else paid
        context = DrawingContext(project, settings, backend, Session())
        placed = await drawing.draw(context, drawing_job)
        return service.request, placed

    return run


@pytest.mark.parametrize(
    ("words", "asked", "model", "size"),
    [
        ("a fox", {}, MODEL, "auto"),
        ("a panorama of hills", {}, MODEL, "1536x768"),
        ("a fox, 16:9", {}, MODEL, "1536x864"),
        ("a fox, 16:9", {}, "gpt-image-1.5", "1536x1024"),
        ("a fox, 16:9", {}, "painter", "auto"),
        ("a fox --no snow --ar 16:9", {}, MODEL, "1536x864"),
        ("a fox, 16:9", {"image_size": "1024x1024"}, MODEL, "1024x1024"),
        ("a fox", {"image_size": "1000x500"}, MODEL, "992x496"),
        ("a fox", {"image_size": "1000x500"}, "painter", "1000x500"),
    ],
)
async def test_the_words_choose_the_shape_where_no_size_is_set(
    draw_with, words, asked, model, size
):
    request, placed = await draw_with(words, model, **asked)
    record = provenance.read_file(placed.picture)

    assert request.size == size
    assert dict(record.parameters)["size"] == size


@pytest.mark.parametrize(
    ("words", "size"), [("a fox", (1024, 1024)), ("a portrait of a fox", (1024, 1536))]
)
async def test_a_sketch_has_the_shape_too(draw_with, words, size):
    _, placed = await draw_with(words, sketched=True)

    assert placed.size == size


async def test_numbers_are_said_by_the_size_and_not_lettered(draw_with, project):
    request, _ = await draw_with("a fox, 16:9")
    expansion = Expansion("A fox, 16:9. Snow.", None, "A fox, 16:9", "A fox, 16:9.")
    backend = ImageBackend(Sketch(), None)
    context = DrawingContext(project, DEFAULTS, backend, Session())
    picture = await drawing.draw_new(context, "a fox, 16:9", expansion)

    assert request.prompt == "a fox, painted."
    assert (picture.placed.picture.name, picture.figure.alt) == ("a-fox-1.png", "A fox.")
    assert picture.placed.size == (1536, 864)
    assert (await draw_with("a fox, 16:9", "painter"))[0].prompt == "a fox, 16:9, painted."


@pytest.mark.parametrize(
    ("dialect", "sent"),
    [
        ("generic", "a fox, no snow, no trees"),
        ("nonesuch", "a fox, no snow, no trees"),
        ("midjourney", "a fox --no snow, trees --stylize 250"),
    ],
)
def test_a_finished_prompt_is_drawn_without_flags_that_its_model_does_not_take(dialect, sent):
    prompt = "a fox --no snow, trees --stylize 250"
    expansion = Expansion(prompt, None, "A fox", "A fox.")

    assert requests.request_of(expansion, replace(DEFAULTS, dialect=dialect)).prompt == sent


async def test_what_is_changed_for_a_model_is_said(draw_with):
    request, placed = await draw_with(
        model="gpt-image-2", image_quality="max", image_background="transparent"
    )

    assert (request.quality, request.background) == ("high", "auto")
    assert placed.notes == (
        "gpt-image-2 has no quality max: drawn at high.",
        "gpt-image-2 has no transparent background: drawn opaque.",
    )


async def test_a_prompt_is_cut_by_whole_sentences_where_a_model_takes_no_more(draw_with):
    words = "A fox in the snow. " + " ".join(f"Snow lies on branch {n}." for n in range(99))
    request, placed = await draw_with(words, "gen4_image")

    assert len(request.prompt) <= 1000
    assert request.prompt.startswith("A fox in the snow. Snow lies")
    assert request.prompt.endswith(".")
    assert placed.notes == ("The prompt was cut to the 1,000 characters that gen4_image takes.",)


async def test_settings_reach_the_request(draw_with):
    request, placed = await draw_with(
        image_format="webp", image_compression=60, image_background="opaque", image_passes=1
    )

    assert provenance.read_file(placed.picture).parameters == (
        ("size", "auto"), ("quality", "auto"), ("format", "webp"), ("background", "opaque"),
        ("compression", "60"),
    )  # fmt: skip
    assert (request.format, request.compression, request.background) == ("webp", 60, "opaque")
    assert request.partial == 1
    assert (await draw_with(image_quality="medium"))[0].partial == 0
    assert (await draw_with(image_format="webp"))[0].compression is None


async def test_pictures_to_follow_are_left_out_where_none_are_taken(draw_with, project):
    (project.root / "style.png").write_bytes(picture())
    followed, _ = await draw_with(image_references=("/style.png",))
    alone, _ = await draw_with(model="x/z-image-turbo", image_references=("/style.png",))

    assert followed.inputs == (picture(),)
    assert alone.inputs == ()


async def test_a_sidecar_says_how_a_picture_was_made(draw_with, project):
    """The picture's own bytes stay as they came; the file beside it is plain JSON."""
    _, placed = await draw_with(image_provenance="sidecar")
    beside = placed.picture.with_name(f"{placed.picture.name}.json")
    record = provenance.read_file(placed.picture)

    assert placed.picture.read_bytes() == picture()
    assert record.words == "a fox"
    assert json.loads(beside.read_bytes())["prompt"] == "a fox, painted."
    assert sorted(path.name for path in project.root.iterdir()) == ["a-fox.png", "a-fox.png.json"]


async def test_nothing_is_said_where_that_is_set(draw_with, project):
    _, placed = await draw_with(image_provenance="off")

    assert placed.picture.read_bytes() == picture()
    assert provenance.read_file(placed.picture) is None
    assert [path.name for path in project.root.iterdir()] == ["a-fox.png"]


@pytest.fixture(params=["by descriptor", "by path"])
def write(request, monkeypatch, tmp_path):
    """Writes a picture and a file beside it, as on Linux and macOS, and as on Windows."""
    monkeypatch.setattr(files.pictures, "BY_DESCRIPTOR", request.param == "by descriptor")
    return lambda data, beside: files.write_picture(tmp_path, "", "fox", "png", data, beside)


def test_a_file_beside_a_picture_is_never_overwritten(write, tmp_path):
    (tmp_path / "fox.png.json").write_text("someone's own")
    first, second = write(b"1", b"one"), write(b"2", b"two")

    assert [first.name, second.name] == ["fox-1.png", "fox-2.png"]
    assert (tmp_path / "fox.png.json").read_text() == "someone's own"
    assert (tmp_path / "fox-1.png.json").read_bytes() == b"one"
    assert (tmp_path / "fox-2.png.json").read_bytes() == b"two"
    assert len(list(tmp_path.iterdir())) == 5


def test_a_link_in_place_of_the_file_beside_it_is_not_written_through(write, tmp_path):
    target = tmp_path / "precious"
    target.write_bytes(b"old")
    (tmp_path / "fox.png.json").symlink_to(target)

    assert write(b"1", b"one").name == "fox-1.png"
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b'{"name": "fox"}', b'{"limner": 1}', b"[" * 9999]
)
def test_a_file_of_others_beside_a_picture_says_nothing(tmp_path, content):
    (tmp_path / "fox.png").write_bytes(picture())
    (tmp_path / "fox.png.json").write_bytes(content)

    assert provenance.read_file(tmp_path / "fox.png") is None


def test_a_link_beside_a_picture_is_not_read(tmp_path):
    record = provenance.Provenance("a fox", "a fox, painted", limner="1")
    (tmp_path / "fox.png").write_bytes(picture())
    (tmp_path / "elsewhere").write_bytes(provenance.write_beside(record))
    (tmp_path / "fox.png.json").symlink_to(tmp_path / "elsewhere")

    assert provenance.read_file(tmp_path / "fox.png") is None
    assert provenance.read_beside((tmp_path / "elsewhere").read_bytes()) == record


class Host:
    """Uploads everything, or nothing."""

    host = "images.example"

    def __init__(self, error=None):
        self.error = error

    async def upload(self, picture):
        if self.error:
            raise self.error
        return f"https://images.example/{picture.name}"


@pytest.mark.parametrize("works", [True, False])
async def test_a_link_says_the_public_address_where_there_is_one(project, tmp_path, works):
    """The local file is there in any case."""
    billing = Billing(
        journal=open_journal(tmp_path / "state"),
        caps=Caps(99, 10**9, 10**9),
        host="host",
        model=MODEL,
        prices=pricing.read_table(),
        again=True,
    )
    uploader = Host(None if works else ServiceUnavailable("Nothing answers."))
    backend = ImageBackend(Service(), billing, uploader)
    expansion = Expansion("A fox, painted.", None, "A fox", "A fox.")
    said = []
    context = DrawingContext(project, DEFAULTS, backend, Session(), said.append)
    picture = await drawing.draw_new(context, "a fox", expansion)

    assert "Uploading the picture through images.example" in said
    assert picture.placed.picture == project.root / "a-fox.png"
    assert picture.placed.picture.is_file()
    if works:
        assert picture.figure.target == "https://images.example/a-fox.png"
        assert picture.placed.notes == ()
    else:
        assert picture.figure.target == "a-fox.png"
        assert "its link is local. Nothing answers." in picture.placed.notes[0]


@pytest.mark.parametrize(("above", "asked"), [(0, 2), (1, 1)])
async def test_a_picture_asks_from_the_price_that_is_set(project, tmp_path, above, asked):
    """The first of a session asks anyway; the second only at ``limits.ask`` or above."""
    questions = []

    async def ask(question, answers):
        questions.append(question)
        return "Draw"

    billing = Billing(
        journal=open_journal(tmp_path / "state"),
        caps=Caps(99, 10**9, 10**9),
        host="host",
        model=MODEL,
        prices=pricing.read_table(),
        again=True,
    )
    settings = replace(DEFAULTS, image_size="1024x1024", image_quality="low")
    request = requests.request_of(Expansion("A fox.", None, "A fox", "a fox"), settings)
    settings = replace(settings, limits_ask=(billing.estimate(request) + above) / 1_000_000)
    context = DrawingContext(project, settings, ImageBackend(Service(), billing), Session(ask))
    for _ in range(2):
        await drawing.draw(context, DrawingJob(request, "a fox", project.root))

    assert len(questions) == asked


def test_a_picture_asks_from_a_quarter_of_a_dollar():
    assert DEFAULTS.limits_ask == 0.25
