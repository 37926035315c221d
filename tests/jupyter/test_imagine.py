"""``%imagine`` in a real kernel: what it shows, keeps, asks and refuses; and what nbconvert makes
of it."""

import asyncio
import base64
import json
import os
import re
import sys
from dataclasses import replace

import pytest

pytest.importorskip("ipykernel")

from jupyter_client import AsyncKernelClient, KernelManager

from limner import files
from limner.errors import InputError
from limner.image.jobs.approval import DRAW, DRAW_AGAIN, DRAW_QUIETLY, SEND_PROMPT
from limner.image.jobs.image_backend import Tariff
from limner.image.journal.entries import open_journal
from limner.image.models import ANYTHING
from limner.image.pricing import PriceRow
from limner.jupyter.beforehand import advice
from limner.jupyter.magic_line import read_line
from limner.settings.declaration import DEFAULTS, Settings
from tests.support import fake_service as f
from tests.support.pictures import picture

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

LINES = [
    ("a beach sunset", "a beach sunset", {}, set()),
    ('--style "ink wash" a fox', "a fox", {"style": "ink wash"}, set()),
    ("a fox --exact=64x64 --again", "a fox", {"image.exact": "64x64"}, {"again"}),
    ("it's a fox's den --prompt", "it's a fox's den", {}, {"prompt"}),
    ("a fox --ar 16:9 --no snow", "a fox --ar 16:9 --no snow", {}, set()),
    ("a style--again sheet", "a style--again sheet", {}, set()),
    ("--candidates 4 a fox", "a fox", {"image.candidates": "4"}, set()),
    ('a sign "now --open daily"', 'a sign "now --open daily"', {}, set()),
    ("a fox -- red", "a fox -- red", {}, set()),
]


@pytest.mark.parametrize(("line", "words", "given", "flags"), LINES)
def test_a_line_is_words_options_and_flags(line, words, given, flags):
    said, settings, told = read_line(line)

    assert (" ".join(said.split()), settings, told) == (words, given, flags)


MISTYPED = [
    ('--sytle "ink" a fox', "%imagine has no option --sytle: did you mean --style?"),
    ("a fox --Again", "%imagine has no option --Again: did you mean --again?"),
    ("a fox --wxyz 4", "%imagine has no option --wxyz: there are --style, --size, "),
    ("a fox --size", "--size takes a value: --size VALUE."),
    ("a fox --prompt=yes", "--prompt takes no value."),
]


@pytest.mark.parametrize(("line", "sentence"), MISTYPED)
def test_a_mistyped_option_is_no_words(line, sentence):
    with pytest.raises(InputError) as told:
        read_line(line)
    assert str(told.value).startswith(sentence)


def painter(prices):
    return Tariff(model="painter", prices=prices, limits=ANYTHING)


PRICES = {"painter": PriceRow(1, 1, 10, {"auto": 10_000})}
ALLOWED = Settings(draw_unasked="allow")
TO_DO = [
    (DEFAULTS, PRICES, 'set draw.unasked = "allow" in your config.toml'),
    (
        replace(DEFAULTS, limits_ask=0.01), PRICES,
        'set draw.unasked = "allow" and limits.ask above $0.15 in your config.toml',
    ),
    (replace(ALLOWED, limits_ask=0.01), PRICES, "set limits.ask above $0.15 in your config.toml"),
    (ALLOWED, {}, "say what painter costs in a prices.toml beside your config.toml"),
    (
        DEFAULTS, {},
        'set draw.unasked = "allow" in your config.toml, and say what painter costs in a '
        "prices.toml beside your config.toml",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "prices", "advised"), TO_DO)
def test_what_is_advised_makes_the_question_needless(settings, prices, advised):
    told = advice((DRAW, DRAW_QUIETLY), settings, painter(prices), edit=False)
    assert told == f"to agree beforehand, {advised}"


def test_what_no_setting_agrees_to_is_advised_otherwise():
    priced = painter(PRICES)

    assert advice((SEND_PROMPT,), DEFAULTS, priced, edit=True).startswith("run this cell where")
    assert advice((DRAW_AGAIN,), DEFAULTS, priced, edit=False).startswith("change the words")


class Kernel:
    """A kernel with the extension loaded."""

    def __init__(self, manager, client) -> None:
        self.manager = manager
        self.client = client

    async def load(self, **environ):
        """Load the extension anew, as a kernel does that is started with *environ*."""
        await self.run(f"import os; os.environ.update({environ})\n%reload_ext limner")

    async def begin(self, folder, environ):
        """Be as a kernel is that was started in *folder* with *environ*."""
        await self.run(
            f"import os; os.chdir({str(folder)!r}); os.environ.clear()\n"
            f"os.environ.update({environ})\n%reset -f\n%reload_ext limner"
        )

    async def run(self, code, answers=None, on_output=None):
        """Run a cell; return its reply, its outputs by their last state, and what was asked."""
        asked, outputs, by_id = [], [], {}
        left = list(answers or ())

        def output(message):
            kind, content = message["msg_type"], message["content"]
            if kind in ("display_data", "execute_result"):
                outputs.append(content)
                if name := content.get("transient", {}).get("display_id"):
                    by_id[name] = len(outputs) - 1
            elif kind == "update_display_data":
                outputs[by_id[content["transient"]["display_id"]]] = content
            elif kind == "error":
                outputs.append(content)
            if on_output:
                on_output(kind, content)

        def stdin(message):
            asked.append(message["content"]["prompt"])
            self.client.input(left.pop(0))

        reply = await self.client.execute_interactive(
            code,
            allow_stdin=answers is not None,
            output_hook=output,
            stdin_hook=stdin if answers is not None else None,
            timeout=120,
        )
        return reply["content"], outputs, asked


JUPYTER = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")


@pytest.fixture
def own_jupyter(tmp_path, monkeypatch):
    """Be in the folder of the test, with Jupyter's own folders in it."""
    monkeypatch.chdir(tmp_path)
    for name in JUPYTER:
        (tmp_path / "home" / name).mkdir(parents=True)
        monkeypatch.setenv(name, str(tmp_path / "home" / name))


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    """The process of a kernel, which takes as long to start as all the rest of a test."""
    home = str(tmp_path_factory.mktemp("kernel"))
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=home, env={**os.environ, **dict.fromkeys((*JUPYTER, "HOME"), home)})
    yield manager
    manager.shutdown_kernel(now=True)
    manager.context.destroy(linger=0)


@pytest.fixture
async def start(process, own_jupyter, tmp_path):
    """Begin anew with the kernel, in the folder of the test and with more in its environment."""
    client = AsyncKernelClient()
    client.load_connection_info(process.get_connection_info())
    client.start_channels()
    await client.wait_for_ready(timeout=120)

    async def begin(**environ):
        kernel = Kernel(process, client)
        await kernel.begin(tmp_path, {**os.environ, **environ})
        return kernel

    yield begin
    client.stop_channels()
    client.context.destroy(linger=0)


def at(service, **more):
    address = f"http://127.0.0.1:{service.port}/v1"
    return {
        "LIMNER_IMAGE_BASE_URL": address, "LIMNER_IMAGE_KEY": "a-key", "LIMNER_ENGINE": "offline",
        **more,
    }  # fmt: skip


async def test_a_picture_its_forms_and_what_can_be_done_with_it(start, tmp_path):
    kernel = await start()
    reply, shown, _ = await kernel.run("place = 'lake'\n%imagine a red boat on a {place}")
    file = tmp_path / "a-red-boat-on-a-lake.png"

    assert reply["status"] == "ok"
    first, *notes = shown
    assert set(first["data"]) == {"text/plain", "text/markdown", "text/html", "image/png"}
    assert first["metadata"] == {"image/png": {"alt": "A red boat on a lake."}}
    assert 'alt="A red boat on a lake."' in first["data"]["text/html"]
    assert base64.b64decode(first["data"]["image/png"]) == file.read_bytes()
    assert "a sketch of your words" in notes[0]["data"]["text/plain"]

    # The value of the cell is the picture, which is not shown twice.
    _, shown, _ = await kernel.run("p = _\nprint(p.path.name, '|', p.alt, '|', p.prompt[:9])")
    assert shown == []
    reply, shown, _ = await kernel.run("p.edit('make it night')")
    assert reply["status"] == "ok", reply
    assert (tmp_path / "a-red-boat-on-a-lake-1.png").is_file()
    assert len([one for one in shown if "image/png" in one["data"]]) == 1
    # Run All: the same change is kept, and the same words show the picture before it.
    reply, shown, _ = await kernel.run("p.edit('make it night')\n%imagine a red boat on a {place}")
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "a-red-boat-on-a-lake-1.png", "a-red-boat-on-a-lake.png",
    ]  # fmt: skip
    assert base64.b64decode(shown[2]["data"]["image/png"]) == file.read_bytes()
    reply, _, _ = await kernel.run("p.edit(5)")
    assert (reply["ename"], reply["evalue"][:17]) == ("NotDrawn", "Say in words what")
    # Another one is asked for.
    await kernel.run("q = p.again()\nassert q.path.name == 'a-red-boat-on-a-lake-2.png', q")
    assert len(list(tmp_path.glob("*.png"))) == 3


async def test_cells_options_and_prompts(start, tmp_path):
    kernel = await start()
    cell = '%%imagine --exact 60x40 --style "ink wash"\na {1 + 1}-headed\nfox'
    reply, shown, _ = await kernel.run(cell)
    assert reply["status"] == "ok", shown
    (file,) = tmp_path.glob("a-2-headed-fox-*.png")
    assert shown[0]["metadata"]["image/png"]["alt"] == "A 2-headed fox."
    reply, shown, _ = await kernel.run("%imagine --prompt a red fox")

    assert [set(one["data"]) for one in shown] == [{"text/plain"}]
    assert "red fox" in shown[0]["data"]["text/plain"]
    assert list(tmp_path.glob("*.png")) == [file]


WRONG = [
    ("%imagine", "UsageError", "Give some words"),
    ("%imagine a fox --exact big", "NotDrawn", "WIDTHxHEIGHT"),
    ("%imagine a fox --dialect nonsense", "NotDrawn", "“dialect” must be one of openai"),
    ("%imagine --sytle ink a fox", "NotDrawn", "did you mean --style?"),
    (
        "import os; os.mkdir('x'); os.chdir('x'); os.rmdir('../x')\n%imagine a fox",
        "NotDrawn",
        "The current folder cannot be used",
    ),
]


async def test_what_is_wrong_is_one_sentence_without_a_traceback(start, tmp_path):
    kernel = await start()
    for code, name, words in WRONG:
        reply, shown, _ = await kernel.run(code)
        errors = [one for one in shown if "ename" in one]
        assert reply["status"] == "error", code
        if errors and name == "NotDrawn":
            assert (errors[0]["ename"], len(errors[0]["traceback"])) == (name, 1)
        assert words in reply["evalue"], code
    assert list(tmp_path.glob("*.png")) == []


async def test_money_is_asked_about_once_and_run_all_pays_nothing(start, tmp_path):
    usage = {"input_tokens": 40, "output_tokens": 1756}
    async with f.serving(f.reply(f.body_of(picture("red", (96, 64)), usage=usage))) as service:
        kernel = await start(**at(service))
        no, _, asked = await kernel.run("%imagine a red fox", answers=[""])
        assert (no["ename"], len(service.requests)) == ("NotDrawn", 0)
        assert "did not agree" in no["evalue"]
        yes, shown, _ = await kernel.run("%imagine a red fox", answers=["1"])
        for _again in range(2):
            kept, _, nothing = await kernel.run("%imagine a red fox", answers=[])
            assert (kept["status"], nothing) == ("ok", [])
        assert len(service.requests) == 1
        more, _, _ = await kernel.run("%imagine --again a red fox", answers=["1"])

    assert [one["status"] for one in (yes, more)] == ["ok", "ok"]
    assert "Draw with gpt-image-2.6-flare at 127.0.0.1" in asked[0]
    assert len(service.requests) == 2
    assert any("It cost $" in one["data"].get("text/plain", "") for one in shown)
    journal = open_journal(files.state_folder())
    assert [job.state for job in journal.history()] == ["done", "done"]


async def test_where_nobody_can_be_asked_the_setting_is_named(start, tmp_path):
    async with f.serving(f.reply(f.body_of())) as service:
        kernel = await start(**at(service))
        reply, _, _ = await kernel.run("%imagine a red fox")
        assert 'draw.unasked = "allow" in your config.toml' in reply["evalue"]
        assert service.requests == []
        await kernel.load(LIMNER_DRAW_UNASKED="allow")
        allowed, _, _ = await kernel.run("%imagine a red fox")
        assert (allowed["status"], len(service.requests)) == ("ok", 1)
        await kernel.load(LIMNER_LIMITS_ASK="0")
        dear, _, _ = await kernel.run("%imagine a grey owl")
        assert "set limits.ask" in dear["evalue"]
    await kernel.load(
        LIMNER_CHAT_BASE_URL="https://words.test/v1", LIMNER_CHAT_KEY="a-key",
        LIMNER_ENGINE="auto", LIMNER_DRAW_UNASKED="ask",
    )  # fmt: skip
    host, _, _ = await kernel.run("%imagine a blue whale")

    assert 'set allowedHosts = ["words.test"]' in host["evalue"]
    assert len(service.requests) == 1


async def test_a_picture_is_looked_at_only_after_a_yes(start, tmp_path):
    """Where nobody can be asked there is none."""
    prompt = "Three boats rest on a calm bay at dawn, painted in soft watercolour, wide and quiet."
    written = f.stream(*f.words(json.dumps({"items": [{"prompt": prompt}]})))
    seen = f.stream(*f.words("1. yes\n2. no\n3. no | two boats\n4. yes"))
    kernel = await start(LIMNER_CHAT_MODEL="eyes", LIMNER_IMAGE_CHECK="ask")
    for answers, looks in [(None, 0), (["3"], 0), (["1"], 1)]:
        async with f.serving(written, *[seen] * looks) as service:
            await kernel.load(LIMNER_CHAT_BASE_URL=f"http://127.0.0.1:{service.port}/v1")
            reply, shown, asked = await kernel.run("%imagine three boats", answers=answers)
        sent = [request for request in service.requests if b"image_url" in request.body]
        (drawn,) = tmp_path.glob("*.png")
        drawn.unlink()

        assert reply["status"] == "ok", reply
        assert len(sent) == looks
        assert [one for one in asked if "for eyes to check against the words" in one] == asked[:1]
        assert any("missing: three boats (two boats)" in str(one) for one in shown) == bool(looks)


async def test_an_interrupt_cancels_and_is_written_down(start, tmp_path):
    async with f.serving(f.stall) as service:
        kernel = await start(**at(service, LIMNER_DRAW_UNASKED="allow"))
        cell = asyncio.ensure_future(kernel.run("%imagine a red fox"))
        await service.arrived.wait()
        kernel.manager.interrupt_kernel()
        reply, shown, _ = await cell
        after, _, _ = await kernel.run("assert 1 + 1 == 2")

    assert (reply["ename"], reply["evalue"], after["status"]) == ("NotDrawn", "Cancelled.", "ok")
    assert shown[0]["data"] == {"text/plain": "Cancelled."}
    journal = open_journal(files.state_folder())
    assert [job.state for job in journal.history()] == ["unknown"]


async def test_of_several_one_is_chosen_from_a_sheet(start, tmp_path):
    kernel = await start()
    reply, shown, asked = await kernel.run("%imagine --candidates 3 a red fox", answers=["2"])

    assert reply["status"] == "ok", reply
    assert "3 pictures are here: which one do you want to use?" in asked[0]
    assert len([one for one in shown if "image/png" in one["data"]]) == 2


def test_a_plain_ipython_shows_words(tmp_path, monkeypatch):
    import subprocess

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "home"))
    (tmp_path / "cells.ipy").write_text("%load_ext limner\n%imagine a red fox\n")
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "cells.ipy"],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert "a-red-fox.png: A red fox." in done.stdout
    assert "Drawing" not in done.stdout
    assert (tmp_path / "a-red-fox.png").is_file()


def test_nbconvert_shows_the_picture_with_its_alternative_text(own_jupyter, tmp_path):
    import nbformat
    from nbconvert import HTMLExporter, MarkdownExporter
    from nbconvert.preprocessors import ExecutePreprocessor

    cells = ["%load_ext limner", "%imagine a <red> fox & one *owl*"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(one) for one in cells])
    resources = {"metadata": {"path": str(tmp_path)}}
    ExecutePreprocessor(timeout=120).preprocess(notebook, resources)
    nbformat.validate(notebook)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    text, _ = MarkdownExporter().from_notebook_node(notebook)

    tags = [re.sub(r'src="[^"]{40,}"', "", tag) for tag in re.findall(r"<img[^>]*>", page)]
    assert len(tags) == 1
    assert 'alt="A &lt;red&gt; fox &amp; one *owl*' in tags[0]
    assert r"![A \<red\> fox \& one \*owl\*" in text or "<img" in text


def test_the_statement_that_is_written_into_a_code_cell_keeps_its_alternative_text(
    own_jupyter, tmp_path
):
    """In the default template of nbconvert; JupyterLab shows the same forms."""
    import nbformat
    from nbconvert import HTMLExporter
    from nbconvert.preprocessors import ExecutePreprocessor

    from limner.actions.outside_editors.word_pictures import written
    from limner.markup.interface import Figure

    (tmp_path / "a fox.png").write_bytes(picture())
    code = written(Figure("a fox.png", "A <red> fox & one *owl*.", statement=True), "ipython")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    ExecutePreprocessor(timeout=120).preprocess(notebook, {"metadata": {"path": str(tmp_path)}})
    page, _ = HTMLExporter().from_notebook_node(notebook)

    (tag,) = re.findall(r"<img[^>]*>", page)
    assert 'src="a%20fox.png"' in tag
    assert 'alt="A &lt;red&gt; fox &amp; one *owl*."' in tag
