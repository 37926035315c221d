"""Hostile and broken pictures: none is accepted, none is stored beyond its end."""

import asyncio
import re

import psutil
import pytest

from limner.errors import ServiceUnavailable
from limner.image.formats.validation import decoded
from limner.image.sandbox import isolation
from tests.support import decoded_once
from tests.support.hostile_pictures import corpus, png, saved
from tests.support.pictures import picture

KINDS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


@pytest.fixture(autouse=True)
def few_decoders():
    """Every picture here has a process of its own."""


WHOLE = {
    "png RGB": saved(),
    "png RGBA": saved("RGBA"),
    "png grey": saved("L"),
    "png palette": saved("P"),
    "jpeg": saved(kind="JPEG"),
    "jpeg progressive": saved(kind="JPEG", progressive=True),
    "jpeg with restarts": saved(kind="JPEG", restart_marker_blocks=2),
    "jpeg grey with Exif": saved("L", "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
    "webp": saved(kind="WEBP"),
    "webp lossless alpha": saved("RGBA", "WEBP", lossless=True),
}
TAILS = [b"", b"PK\x03\x04zip", b"<script>", b"\xff\xd9", picture()]


@pytest.mark.parametrize("name", WHOLE)
async def test_a_whole_picture_is_kept_byte_for_byte(name, monkeypatch):
    monkeypatch.setattr(isolation, "run", decoded_once.run)  # Each tail is cut off before.
    data = WHOLE[name]
    for tail in TAILS:
        found = await decoded(data + tail)
        assert found.data == data
        assert (found.width, found.height) == (61, 47)
        assert found.format == name.split()[0]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_picture_without_its_last_bytes_is_refused(kind):
    data = saved(kind=KINDS[kind])
    for last in range(1, 17):
        with pytest.raises(ServiceUnavailable):
            await decoded(data[:-last])


async def test_no_hostile_picture_is_accepted():
    """More than two hundred, each refused in one sentence, and none in this process's memory."""
    pictures = corpus()
    assert len(pictures) > 200
    process = psutil.Process()
    before, accepted, said = process.memory_info().rss, [], []
    gate = asyncio.Semaphore(2)

    async def one(name):
        async with gate:
            try:
                await decoded(pictures[name])
                accepted.append(name)
            except ServiceUnavailable as error:
                said.append(str(error))

    await asyncio.gather(*map(one, pictures))

    assert accepted == []
    assert process.memory_info().rss - before < 300_000_000
    assert [text for text in said if not SENTENCE.fullmatch(text)] == []


SENTENCE = re.compile(r"The picture that the image service sent [^\n]{4,80}\.")
LARGE_OR_SMALL = {
    "a large profile": saved("RGBA", icc_profile=b"p" * 500_000),
    "the best JPEG": saved(kind="JPEG", quality=100, subsampling=0),
    "sixteen bits": saved("I;16"),
    "one pixel": saved("RGBA", size=(1, 1)),
    "notes of a megabyte": saved(kind="WEBP", xmp=b"x" * 900_000),
}


@pytest.mark.parametrize("name", LARGE_OR_SMALL)
async def test_what_is_only_large_or_small_is_accepted(name):
    assert (await decoded(LARGE_OR_SMALL[name])).data == LARGE_OR_SMALL[name]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_damaged_picture_ends_no_process(kind):
    """Bytes overwritten here and there: refused or decoded, and nothing else."""
    data = saved(kind=KINDS[kind])
    step = max(1, len(data) // 7)
    for at in range(8, len(data), step):
        broken = data[:at] + bytes(byte ^ 0x5A for byte in data[at : at + 9]) + data[at + 9 :]
        try:
            found = await decoded(broken)
        except ServiceUnavailable:
            continue
        assert found.data == broken[: len(found.data)]


async def test_a_large_picture_is_decoded():
    """Forty million pixels are allowed, and decoding them happens in another process."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = await decoded(png(8000, 5000))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert (found.width, found.height) == (8000, 5000)
    assert (after - before) * 1024 < 300_000_000


async def test_a_decoder_that_hangs_is_ended(monkeypatch, tmp_path):
    from limner.image.formats import validation

    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(validation, "DECODER", slow)
    monkeypatch.setattr(validation, "DECODE_SECONDS", 0.3)
    with pytest.raises(ServiceUnavailable, match="takes too long"):
        await decoded(picture())


@pytest.mark.parametrize("code", ["import os; os._exit(139)", "print('[]')", "print('{}')"])
async def test_a_decoder_that_dies_is_a_refusal(monkeypatch, tmp_path, code):
    from limner.image.formats import validation

    dying = tmp_path / "dying.py"
    dying.write_text(code)
    monkeypatch.setattr(validation, "DECODER", dying)
    with pytest.raises(ServiceUnavailable, match="cannot be decoded"):
        await decoded(picture())
