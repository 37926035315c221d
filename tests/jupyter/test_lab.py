"""What JupyterLab's server side does, without a browser: jobs, questions, edits, saved files."""

import asyncio
import base64
import io
import os

import pytest
from PIL import Image

from limner import files
from limner.document import Document
from limner.errors import InputError, SaveError
from limner.image.formats import provenance
from limner.image.journal.entries import open_journal
from limner.jupyter.lab_jobs import LabJob, LabJobs
from limner.jupyter.lab_landing import land, landed
from limner.jupyter.lab_place import beside, document_of, offset_of, place_of, units_of
from limner.jupyter.lab_work import Lab
from limner.services.configured_backends import ConfiguredBackends
from tests.support import fake_service as f
from tests.support.pictures import picture


class FakeContents:
    """A contents manager that holds its files in memory."""

    def __init__(self, **held: bytes) -> None:
        self.held = dict(held)
        self.full = False

    def folder(self, path):
        return None

    async def exists(self, path):
        return path in self.held

    async def read(self, path):
        return self.held[path]

    async def check_place(self, path):
        if path.startswith(".") or "/." in path:
            raise SaveError(f"Jupyter cannot save {path}: hidden files are kept from it.")

    async def save(self, path, data):
        if self.full:
            raise SaveError("Jupyter cannot save it: the disk is full.")
        stem, _, ending = path.rpartition(".")
        names = (f"{stem}{n}.{ending}" for n in ("", *(f"-{n}" for n in range(1, 9))))
        free = next(name for name in names if name not in self.held)
        self.held[free] = data
        return free


@pytest.fixture
def contents():
    return FakeContents()


@pytest.fixture
def lab(contents):
    return Lab(contents, ConfiguredBackends(dict(os.environ)))


@pytest.fixture
async def paid_lab(contents, monkeypatch):
    """Everything drawn here is paid for, at a service on this machine."""
    async with f.serving(f.reply(f.body_of(picture("red", (96, 64))))) as service:
        monkeypatch.setenv("LIMNER_IMAGE_BASE_URL", f"http://127.0.0.1:{service.port}/v1")
        monkeypatch.setenv("LIMNER_IMAGE_KEY", "a-key")
        lab = Lab(contents, ConfiguredBackends(dict(os.environ)))
        lab.service = service
        yield lab


def body(marked: str, kind="markdown", **more):
    """Return a request about the marked words, counted as a page counts."""
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    return {
        "text": text, "kind": kind, "start": units_of(text, start), "end": units_of(text, end),
        **more,
    }  # fmt: skip


def place(marked: str, kind="markdown"):
    request = body(marked, kind)
    return place_of(request, document_of(request, "trip/nb.ipynb"))


def applied(text: str, edit) -> str:
    """Make *edit* as a page does, in UTF-16 units."""
    units = text.encode("utf-16-le")
    new = units[: 2 * edit["start"]] + edit["text"].encode("utf-16-le") + units[2 * edit["end"] :]
    return new.decode("utf-16-le")


async def done(lab, job, work, answers=()):
    """Run a job to its end; return its last event, and what was asked."""
    jobs, asked, left = LabJobs(), [], list(answers)
    jobs.start(job, work)
    last = {}
    async for event in job.follow():
        last = event
        if "question" in event:
            asked.append(event)
            job.answer(left.pop(0) if left else None)
    return last, asked


LANDED = [
    ("🦊 saw «a red fox» there.\n\nEnd.", "markdown", "cell",
     "🦊 saw a red fox there.\n\n![A red fox.](a-red-fox.png)\n\nEnd."),
    ("# «a red fox»\nx = 1", "code", "cell",
     "# a red fox\nimport IPython.display\n"
     'display(IPython.display.Markdown("![A red fox.](a-red-fox.png)"))\nx = 1'),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "kind", "cell", "after"), LANDED)
async def test_a_picture_lands_where_the_words_are_now(lab, contents, marked, kind, cell, after):
    job = LabJob("draw", "trip/nb.ipynb", cell, "a red fox")
    last, asked = await done(lab, job, lambda job: lab.draw(job, place(marked, kind), {}))

    assert (last["result"]["picture"], last["result"]["alt"], asked) == (
        "trip/a-red-fox.png", "A red fox.", [],
    )  # fmt: skip
    assert provenance.read(contents.held["trip/a-red-fox.png"]).words == "a red fox"
    now = place(marked, kind)
    assert applied(now.document.text, land(job, now)["edit"]) == after
    # Typed meanwhile.
    moved = place(f"😀 More. {marked}", kind) if kind == "markdown" else now
    assert "![A red fox.](a-red-fox.png)" in applied(moved.document.text, land(job, moved)["edit"])


async def test_an_attachment_comes_with_its_bytes(lab, contents):
    job = LabJob("draw", "nb.ipynb", "cell", "a red fox")
    marked = "«a red fox»"
    await done(lab, job, lambda job: lab.draw(job, place(marked), {"image.exact": "60x40"}))
    row = land(job, place(marked), attached=True)

    assert row["edit"]["text"].endswith("![A red fox.](attachment:a-red-fox.png)")
    data = base64.b64decode(row["attachment"]["data"])
    assert (data, row["attachment"]["mime"]) == (contents.held["a-red-fox.png"], "image/png")
    assert Image.open(io.BytesIO(data)).size == (60, 40)


async def test_expanding_and_variations(lab):
    for command, many in (("expand", 1), ("insert", 1), ("vary", 3)):
        job = LabJob(command, "nb.ipynb", "cell", "")
        now = place("We saw «a beach sunset» there.")
        last, _ = await done(lab, job, lambda job, now=now: lab.expand(job, now, {}))
        after = applied(now.document.text, land(job, now)["edit"])
        assert last["result"]["words"] == "a beach sunset"
        assert after.count("sunset") >= many
        assert ("We saw a beach sunset there." in after) == (command != "expand")


async def test_what_is_missing_is_drawn_where_its_link_says(lab, contents):
    contents.held["trip/there.png"] = picture()
    text = (
        "![A grey owl.](img/owl.png) ![Here.](there.png) ![Again.](img/owl.png)\n\n"
        "![Far.](https://x.test/a.png) ![Out.](../../../etc/a.png) ![](none.png)\n"
    )
    job = LabJob("missing", "trip/nb.ipynb", "", "")
    documents = [("one", Document(text, "markdown"))]
    no, asked = await done(lab, job, lambda job: lab.draw_missing(job, documents, {}))
    assert (no["code"], len(contents.held)) == ("needs-consent", 1)
    job = LabJob("missing", "trip/nb.ipynb", "", "")
    yes, asked = await done(lab, job, lambda job: lab.draw_missing(job, documents, {}), [0])

    assert asked[0]["question"] == "Draw 1 missing picture, free of charge?"
    assert yes["result"]["pictures"] == [
        {"cell": "one", "saved": "trip/img/owl.png", "asked": "trip/img/owl.png", "error": None}
    ]
    assert "trip/img/owl.png" in contents.held


async def test_alternative_text_comes_from_how_the_picture_was_made(lab, contents):
    job = LabJob("draw", "nb.ipynb", "cell", "")
    await done(lab, job, lambda job: lab.draw(job, place("«a red fox»"), {}))
    now = place("Look: ![](«a-red-fox».png)")
    job = LabJob("alt", "nb.ipynb", "cell", "")
    last, _ = await done(lab, job, lambda job: lab.write_alt(job, now, {}))

    assert last["result"]["alt"] == "A red fox."
    after = applied(now.document.text, land(job, now)["edit"])
    assert after == "Look: ![A red fox.](a-red-fox.png)"


async def test_a_yes_to_missing_pictures_holds_for_these_alone(paid_lab, monkeypatch):
    monkeypatch.setenv("LIMNER_LIMITS_ASK", "0.01")
    documents = [("one", Document("![A grey owl.](img/owl.png)", "markdown"))]
    job = LabJob("missing", "nb.ipynb", "", "")
    yes, many = await done(
        paid_lab, job, lambda job: paid_lab.draw_missing(job, documents, {}), [0]
    )
    job = LabJob("draw", "nb.ipynb", "cell", "a red fox")
    no, one = await done(paid_lab, job, lambda job: paid_lab.draw(job, place("«a red fox»"), {}))

    assert yes["result"]["pictures"][0]["error"] is None
    assert (len(many), len(one), no["code"]) == (1, 1, "needs-consent")
    assert len(paid_lab.service.requests) == 1


async def test_a_job_goes_on_without_its_page_and_is_offered(paid_lab):
    """The page that began it leaves at once; another one hears the question, and the result."""
    jobs, job = LabJobs(), LabJob("draw", "nb.ipynb", "cell", "a red fox")
    jobs.start(job, lambda job: paid_lab.draw(job, place("«a red fox»"), {}))
    async for event in job.follow():
        if "question" in event:
            break
    assert [each.id for each in jobs.waiting()] == [job.id]
    told = []
    async for event in job.follow():
        told.append(event)
        if "question" in event:
            assert job.answer(0)
            assert not job.answer(0)
    assert "Draw with gpt-image-2.6-flare" in next(e["question"] for e in told if "question" in e)
    assert told[-1]["result"]["picture"] == "a-red-fox.png"
    assert [(each.id, each.summary["done"]) for each in jobs.waiting()] == [(job.id, True)]
    # A third page is not asked again.
    assert not [event async for event in job.follow() if "question" in event]
    landed(job)
    assert jobs.waiting() == []
    assert [entry.state for entry in open_journal(files.state_folder()).history()] == ["done"]


@pytest.mark.parametrize("wrong", [False, True, -1, 2, 10**30, 0.0, "0", [0]])
async def test_only_the_number_of_an_answer_is_one(wrong):
    job = LabJob("draw", "nb.ipynb", "cell", "")
    asking = asyncio.ensure_future(job.ask("Draw?", ("Draw", "Draw, and do not ask again")))
    await asyncio.sleep(0)
    with pytest.raises(InputError, match="a number from 0 to 1"):
        job.answer(wrong)

    assert not asking.done()
    assert job.answer(1)
    assert await asking == 1


async def test_what_jupyter_will_not_save_is_not_asked_about_or_sent(paid_lab):
    links = "![An owl.](.git/hooks/owl.png) ![A fox.](.hidden/fox.png) ![A cat.](cat.png)"
    documents = [("one", Document(links, "markdown"))]
    job = LabJob("missing", "nb.ipynb", "", "")
    some, asked = await done(
        paid_lab, job, lambda job: paid_lab.draw_missing(job, documents, {}), [0]
    )
    job = LabJob("draw", ".git/nb.ipynb", "cell", "")
    none, silent = await done(paid_lab, job, lambda job: paid_lab.draw(job, place("«a fox»"), {}))

    rows = some["result"]["pictures"]
    assert [(row["asked"], row.get("code")) for row in rows] == [
        (".git/hooks/owl.png", "not-saved"), (".hidden/fox.png", "not-saved"), ("cat.png", None),
    ]  # fmt: skip
    assert [event["question"].partition(",")[0] for event in asked] == ["Draw 1 missing picture"]
    assert (none["code"], silent) == ("not-saved", [])
    assert len(paid_lab.service.requests) == 1


async def test_what_jupyter_cannot_save_is_kept_and_said_where(lab, contents):
    """It stays for good; what has a copy goes after a day."""

    async def draw(words):
        job = LabJob("draw", "nb.ipynb", "cell", words)
        return (await done(lab, job, lambda job: lab.draw(job, place(f"«{words}»"), {})))[0]

    staged = files.state_folder() / "jupyter"
    await draw("a grey owl")
    contents.full = True
    last = await draw("a red fox")
    assert last["code"] == "not-saved"
    assert "The picture is kept in" in last["error"]
    for path in (*staged.rglob("*.png"), *staged.rglob("*.saved")):
        os.utime(path, (0, 0))
    contents.full = False
    await draw("a blue whale")

    assert sorted(path.name for path in staged.rglob("*.*")) == [
        "a-blue-whale.png", "a-blue-whale.png.saved", "a-red-fox.png",
    ]  # fmt: skip


async def test_a_cancel_and_a_failure_are_said(lab):
    async def stuck(job):
        await asyncio.sleep(3600)

    job = LabJobs().start(LabJob("draw", "nb.ipynb", "", ""), stuck)
    await asyncio.sleep(0)
    job.task.cancel()
    assert [event async for event in job.follow()] == [{"cancelled": True}]
    job = LabJob("draw", "nb.ipynb", "cell", "")
    last, _ = await done(lab, job, lambda job: lab.draw(job, place("«…»"), {}))
    assert last["code"] == "bad-input"


@pytest.mark.parametrize(
    ("path", "target", "file"),
    [
        ("nb.ipynb", "a.png", "a.png"),
        ("x/nb.ipynb", "../a.png", "a.png"),
        ("x/nb.ipynb", "img/a.png", "x/img/a.png"),
        ("x/nb.ipynb", "../../a.png", ""),
        ("nb.ipynb", "/etc/a.png", ""),
        ("nb.ipynb", "attachment:a.png", ""),
        ("nb.ipynb", "a\0.png", ""),
        ("nb.ipynb", "\ud800.png", ""),
        ("nb.ipynb", "https://x.test/a.png", ""),
    ],
)
def test_links_lead_to_files_below_jupyters_own_folder(path, target, file):
    assert beside(path, target) == file


def test_offsets_count_as_pages_do():
    text = "a🦊b"

    assert [offset_of(text, units) for units in (0, 1, 3, 4, 99)] == [0, 1, 2, 3, 3]
    assert [units_of(text, offset) for offset in range(4)] == [0, 1, 3, 4]


@pytest.mark.parametrize(("cell", "style"), [("", "woodcut"), ("a-cell", "")])
def test_a_file_states_its_own_settings_and_a_cell_states_none(lab, cell, style):
    document = Document("<!-- !limner style = woodcut -->\n\nA sad clown.", "markdown")
    settings = lab._settings(LabJob("draw", "n.md", cell, ""), document, {})

    assert settings.style == style


def test_a_page_may_set_what_is_free_and_nothing_else(lab):
    job = LabJob("draw", "nb.ipynb", "", "")
    settings = lab._settings(job, None, {"style": "ink", "image.baseUrl": "https://x.test"})

    assert (settings.style, settings.image_base_url) == ("ink", "")
    with pytest.raises(InputError):
        lab._settings(job, None, {"image.exact": "big"})
