"""Hostile and broken pictures: none is accepted, none is stored beyond its end."""

import io
import struct
import zlib

import pytest
from PIL import Image

from limner.errors import ServiceUnavailable
from limner.image.checks import check
from tests.services.fake import picture

KINDS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}


def saved(mode="RGB", kind="PNG", size=(61, 47), **options):
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, kind, **options)
    return file.getvalue()


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
async def test_a_whole_picture_is_kept_byte_for_byte(name):
    data = WHOLE[name]
    for tail in TAILS:
        found = await check(data + tail)
        assert found.data == data
        assert (found.width, found.height) == (61, 47)
        assert found.format == name.split()[0]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_cut_picture_is_refused(kind):
    """At every five percent, and at each of the last sixteen bytes."""
    data = saved(kind=KINDS[kind])
    cuts = {len(data) * percent // 100 for percent in range(0, 100, 5)}
    cuts |= {len(data) - last for last in range(1, 17)}
    for cut in sorted(cuts):
        with pytest.raises(ServiceUnavailable):
            await check(data[:cut])


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, *chunks, data=None):
    """A PNG of a given size; its pixels compress to almost nothing."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    if data is None:
        row = b"\0" + b"\0\0\0" * width
        machine = zlib.compressobj(9)
        data = b"".join(machine.compress(row) for _ in range(height)) + machine.flush()
    parts = (*chunks, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(parts)


def animation(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (30, 30), (n * 4, 0, 0)) for n in range(60)]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


TEXT_BOMB = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b" " * (90 << 20), 9))
HOSTILE = {
    "nothing": b"",
    "text": b"not a picture",
    "HTML": b"<html><img src=x onerror=alert(1)>",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "PDF": b"%PDF-1.7\n1 0 obj",
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "zip": b"PK\x03\x04",
    "GIF": saved("P", "GIF"),
    "BMP": saved(kind="BMP"),
    "TIFF": saved(kind="TIFF"),
    "ICO": saved(kind="ICO"),
    "a bomb of 196 million pixels": png(14000, 14000, data=zlib.compress(b"\0" * 1000)),
    "a bomb of 89 million pixels": png(9460, 9460, data=zlib.compress(b"\0" * 1000)),
    "just above the cap": png(8000, 5001, data=zlib.compress(b"\0" * 1000)),
    "of no size": png(0, 10, data=zlib.compress(b"")),
    "of absurd size": png(2**31 - 1, 2**31 - 1, data=zlib.compress(b"\0")),
    "pixels missing": png(100, 100, data=zlib.compress(b"\0" * 50)),
    "no pixels": b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    "text that unpacks to 90 MB": png(8, 8, TEXT_BOMB),
    "animated PNG": animation("PNG"),
    "animated WebP": animation("WEBP"),
    "PNG with a wrong checksum": picture().replace(b"IDAT", b"IDAt"),
    "PNG head, JPEG body": b"\x89PNG\r\n\x1a\n" + saved(kind="JPEG"),
    "JPEG head only": b"\xff\xd8\xff\xd9",
    "JPEG without an end": saved(kind="JPEG")[:-2],
    "RIFF of sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40,
    "WebP that lies about its size": b"RIFF\xff\xff\xff\x7fWEBP" + saved(kind="WEBP")[12:],
    "WebP of nothing": b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_picture_is_refused(name):
    with pytest.raises(ServiceUnavailable, match=r"^The picture that the image service sent .*\.$"):
        await check(HOSTILE[name])


@pytest.mark.parametrize("kind", KINDS)
async def test_a_damaged_picture_ends_no_process(kind):
    """Bytes overwritten here and there: refused or decoded, and nothing else."""
    data = saved(kind=KINDS[kind])
    step = max(1, len(data) // 7)
    for at in range(8, len(data), step):
        broken = data[:at] + bytes(byte ^ 0x5A for byte in data[at : at + 9]) + data[at + 9 :]
        try:
            found = await check(broken)
        except ServiceUnavailable:
            continue
        assert found.data == broken[: len(found.data)]


async def test_a_large_picture_is_decoded():
    """Forty million pixels are allowed, and decoding them happens in another process."""
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = await check(png(8000, 5000))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert (found.width, found.height) == (8000, 5000)
    assert (after - before) * 1024 < 300_000_000


async def test_a_decoder_that_hangs_is_ended(monkeypatch, tmp_path):
    from limner.image import checks

    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(checks, "DECODER", slow)
    monkeypatch.setattr(checks, "DECODE_SECONDS", 0.3)
    with pytest.raises(ServiceUnavailable, match="takes too long"):
        await check(picture())


@pytest.mark.parametrize("code", ["import os; os._exit(139)", "print('[]')", "print('{}')"])
async def test_a_decoder_that_dies_is_a_refusal(monkeypatch, tmp_path, code):
    from limner.image import checks

    dying = tmp_path / "dying.py"
    dying.write_text(code)
    monkeypatch.setattr(checks, "DECODER", dying)
    with pytest.raises(ServiceUnavailable, match="cannot be decoded"):
        await check(picture())
