"""Lettering that is read on this machine: what it adds to a check, and what it leaves open."""

import json

import pytest

from limner.image import ocr
from limner.image.formats.validation import DecodedPicture, decoded
from limner.image.jobs.inspection import DO_NOT_SEND, SEND, Viewer, inspector
from limner.image.jobs.session import Session
from limner.image.sandbox import isolation
from limner.image.sketch.renderer import render
from limner.prompt.ledger.extraction import read
from limner.prompt.picture_check.picture_questions import questions
from tests.support.pictures import picture
from tests.support.scripted_eyes import ScriptedEyes

PICTURE = DecodedPicture(picture(), "png", 24, 16)
SIGN = "A sign “Open late” and a cat"


@pytest.fixture
def reads(monkeypatch):
    """Let the reader, which need not be installed, read what a test says."""

    def will(*readings: list, output: bytes | None = None):
        written = json.dumps({"readings": [list(lines) for lines in readings]}).encode()

        async def run(program, data, seconds):
            assert program == ocr.PROGRAM
            return written if output is None else output

        monkeypatch.setattr(isolation, "run", run)
        monkeypatch.setattr(ocr, "installed", lambda: True)

    return will


@pytest.mark.parametrize(
    ("lines", "verdict", "seen"),
    [
        ([("Open late", 0.99), ("Sketch · Limner", 0.95)], "kept", ""),
        ([("Open", 0.99), ("O", 0.95), ("late", 0.99)], "kept", ""),
        ([("Open lale", 0.99)], "missing", "Open lale"),
        # What it does not find may be there all the same.
        ([("Bakery", 0.99)], "uncertain", ""),
        ([("Open late", 0.4)], "uncertain", ""),
        ([], "uncertain", ""),
    ],
)
async def test_what_is_read_decides_where_nobody_else_looks(reads, lines, verdict, seen):
    reads(lines)
    asked = questions(read(SIGN))
    check = await ocr.with_lettering(None, picture(), asked)

    assert [(row.kind, row.verdict, row.seen) for row in check.rows] == [
        ("subject", "uncertain", ""),
        ("subject", "uncertain", ""),
        ("lettering", verdict, seen),
    ]
    assert (check.looked, check.note) == ("RapidOCR on this machine", ocr.ONLY_READ)


@pytest.mark.parametrize(
    ("model", "lines", "verdict", "seen"),
    [
        ("yes Opne late", [("Open late", 0.99)], "kept", ""),
        ("uncertain", [("Open lale", 0.99)], "missing", "Open lale"),
        ("yes Opne late", [("Bakery", 0.99)], "missing", "Opne late"),
        # What a model has read to the letter is not read again.
        ("yes Open late", [("Open lale", 0.99)], "kept", ""),
    ],
)
async def test_beside_a_model_the_reader_only_adds_what_it_is_sure_of(
    reads, model, lines, verdict, seen
):
    reads(lines)
    viewer = Viewer(ScriptedEyes({"lettering": model}))
    inspect = await inspector(viewer, "always", SIGN, Session())
    (looked,) = await inspect([PICTURE])

    assert [(row.verdict, row.seen) for row in looked.check.rows][-1] == (verdict, seen)


@pytest.mark.parametrize(("answer", "sent"), [(SEND, 1), (DO_NOT_SEND, 0), (None, 0)])
async def test_who_does_not_send_a_picture_has_its_lettering_read(reads, answer, sent):
    reads([("Open late", 0.99)])
    eyes = ScriptedEyes({"lettering": "yes Open late"})

    async def ask(question, answers):
        return answer

    inspect = await inspector(Viewer(eyes), "ask", SIGN, Session(ask))
    (looked,) = await inspect([PICTURE])

    assert len(eyes.asked) == sent
    assert looked.check.rows[-1].verdict == "kept"


@pytest.mark.parametrize("words", ["a cat", "вывеска «Книги»"])
async def test_without_latin_lettering_nothing_is_read(reads, words):
    reads(output=b"never asked")
    asked = questions(read(words))

    assert await ocr.with_lettering(None, picture(), asked) is None


@pytest.mark.parametrize("output", [None, b"", b"{}", b'{"readings": 5}'])
async def test_a_reader_that_fails_says_nothing(reads, output):
    reads(output=output if output is not None else b"")

    assert await ocr.with_lettering(None, picture(), questions(read(SIGN))) is None


@pytest.mark.skipif(not ocr.installed(), reason="the extra limner[ocr] is not installed")
async def test_the_real_reader_reads_a_sketch():
    data = render("a street with a sign that says “Open late”")

    assert (await decoded(data)).width == 1024
    assert "Open late" in await ocr.read(data)
