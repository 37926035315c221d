"""Pictures that are none, broken ones, and ones made to do harm: more than two hundred."""

import io
import struct
import zlib

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def corpus() -> dict[str, bytes]:
    """Every one by a name that says what is wrong with it; none may be accepted."""
    return {
        **_cut(),
        **_bombs(),
        **_wrong_types(),
        **_animated(),
        **_text(),
        **_broken(),
    }


def saved(mode="RGB", kind="PNG", size=(61, 47), **options) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, kind, **options)
    return file.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width, height, depth=8, colour=2, interlaced=0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def png(width, height, *chunks, data=None, **head) -> bytes:
    """A PNG of a given size; its pixels compress to almost nothing."""
    if data is None:
        data = packed((1 + 3 * width) * height)
    parts = (header(width, height, **head), *chunks, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return SIGNATURE + b"".join(parts)


def packed(count: int) -> bytes:
    """Return so many zeros, packed: a megabyte once, which is then written again and again."""
    machine = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    megabyte = machine.compress(bytes(1 << 20)) + machine.flush(zlib.Z_FULL_FLUSH)
    rest = machine.compress(bytes(count % (1 << 20))) + machine.flush()
    adler = (count % 65_521 << 16) | 1
    return b"\x78\xda" + megabyte * (count >> 20) + rest + struct.pack(">I", adler)


def _cut() -> dict[str, bytes]:
    whole = {
        "PNG": saved(),
        "PNG with alpha": saved("RGBA"),
        "PNG with a palette": saved("P"),
        "JPEG": saved(kind="JPEG"),
        "progressive JPEG": saved(kind="JPEG", progressive=True),
        "WebP": saved(kind="WEBP"),
        "lossless WebP": saved("RGBA", "WEBP", lossless=True),
    }
    return {
        f"{name} cut at {percent} %": data[: len(data) * percent // 100]
        for name, data in whole.items()
        for percent in range(0, 100, 5)
    }


def _bombs() -> dict[str, bytes]:
    squares = (6400, 9460, 14_000, 30_000, 65_535, 2**31 - 1)
    few = zlib.compress(b"\0" * 999)
    flat = {f"PNG of {side}²": png(side, side, data=few) for side in squares}
    grey = {
        f"grey PNG of {side}²": png(side, side, data=few, colour=0, depth=1) for side in squares[:4]
    }
    laced = png(9000, 9000, data=zlib.compress(b"\0" * 999), interlaced=1)
    real = png(7000, 7000)
    jpeg = bytearray(saved(kind="JPEG"))
    frame = jpeg.index(b"\xff\xc0") + 5
    jpeg[frame : frame + 4] = struct.pack(">HH", 65_500, 65_500)
    webp = bytearray(saved("RGBA", "WEBP", lossless=True))
    webp[webp.index(b"VP8L") + 9 : webp.index(b"VP8L") + 13] = b"\xff\xff\xff\x0f"
    canvas = b"VP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\xff\xff\xff\xff" + saved(kind="WEBP")[12:]
    canvas = b"RIFF" + struct.pack("<I", len(canvas) + 4) + b"WEBP" + canvas
    return {
        **flat,
        **grey,
        "interlaced PNG of 9000²": laced,
        "PNG of 49 million real pixels": real,
        "JPEG of 65500²": bytes(jpeg),
        "WebP of 16384²": bytes(webp),
        "WebP canvas of 16 million²": b"RIFF"
        + struct.pack("<I", len(canvas) + 4)
        + b"WEBP"
        + canvas,
        "PNG of 40000001 pixels": png(40_000_001, 1, data=zlib.compress(b"\0" * 999)),
        "IDAT that unpacks to 1 GB": png(64, 64, data=packed(1 << 30)),
        "of no size": png(0, 10, data=zlib.compress(b"")),
    }


def _wrong_types() -> dict[str, bytes]:
    kinds = ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "SGI", "DDS", "AVIF", "JPEG2000")
    made = {kind: saved("P" if kind == "GIF" else "RGB", kind, (64, 64)) for kind in kinds}
    return made | {
        "nothing": b"",
        "one byte": b"\x89",
        "a signature": SIGNATURE,
        "text": b"not a picture",
        "JSON": b'{"error": "no"}',
        "HTML": b"<html><img src=x onerror=alert(1)>",
        "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "SVG behind a mark": b"\xef\xbb\xbf<?xml version='1.0'?><svg/>",
        "PDF": b"%PDF-1.7\n1 0 obj",
        "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "ZIP": b"PK\x03\x04" + bytes(40),
        "program": b"\x7fELF" + bytes(60),
        "script": b"#!/bin/sh\nrm -rf ~\n",
        "film": b"\0\0\0\x20ftypisom" + bytes(40),
        "sound": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
        "PSD": b"8BPS\0\1" + bytes(40),
    }


def _animated() -> dict[str, bytes]:
    frames = [Image.new("RGB", (30, 30), (n * 4, 0, 0)) for n in range(60)]
    found = {}
    for kind in ("PNG", "WEBP", "GIF", "MPO"):
        file = io.BytesIO()
        frames[0].save(file, kind, save_all=True, append_images=frames[1:])
        found[f"animated {kind}"] = file.getvalue()
    return found


def _text() -> dict[str, bytes]:
    megabytes, bomb = b" " * (30 << 20), packed(90 << 20)
    small = chunk(b"tEXt", b"a\0" + b"b" * 20)
    return {
        "zTXt that unpacks to 90 MB": png(8, 8, chunk(b"zTXt", b"c\0\0" + bomb)),
        "iTXt that unpacks to 90 MB": png(8, 8, chunk(b"iTXt", b"c\0\1\0\0\0" + bomb)),
        "profile that unpacks to 90 MB": png(8, 8, chunk(b"iCCP", b"c\0\0" + bomb)),
        "text of 30 MB": png(8, 8, chunk(b"tEXt", b"c\0" + megabytes)),
        "many packed texts": png(
            8, 8, *[chunk(b"zTXt", b"c\0\0" + zlib.compress(b" " * 1_000_000, 9))] * 90
        ),
        "a million texts": png(8, 8, small * 1_000_000),
        "Exif of 30 MB": png(8, 8, chunk(b"eXIf", b"MM\0*\0\0\0\x08" + megabytes)),
        "JPEG with 20 MB of comments": b"\xff\xd8"
        + (b"\xff\xfe\xff\xff" + b"c" * 65_533) * 320
        + saved(kind="JPEG")[2:],
        "WebP with XMP of 30 MB": saved(kind="WEBP", xmp=megabytes),
    }


def _broken() -> dict[str, bytes]:
    whole, jpeg, webp = saved(), saved(kind="JPEG"), saved(kind="WEBP")
    data = zlib.compress(b"\0" * 9999)
    end = chunk(b"IEND", b"")
    swapped = {
        f"{kind.decode()} renamed": whole.replace(kind, kind.swapcase())
        for kind in (b"IHDR", b"IDAT", b"IEND")
    }
    return swapped | {
        "pixels missing": png(100, 100, data=zlib.compress(b"\0" * 50)),
        "no pixels": SIGNATURE + end,
        "header alone": SIGNATURE + header(8, 8) + end,
        "pixels before the header": SIGNATURE + chunk(b"IDAT", data) + header(8, 8) + end,
        "depth of 7": png(8, 8, data=data, depth=7),
        "colours of kind 5": png(8, 8, data=data, colour=5),
        "palette missing": png(8, 8, data=data, colour=3),
        "pixels that are no zlib": png(8, 8, data=b"nonsense"),
        "length of 4 GB": SIGNATURE + b"\xff\xff\xff\xffIDAT" + bytes(99),
        "PNG head, JPEG body": SIGNATURE + jpeg,
        "PNG without an end": whole[:-12],
        "JPEG head alone": b"\xff\xd8\xff\xd9",
        "JPEG without an end": jpeg[:-2],
        "JPEG without tables": jpeg[:20] + jpeg[jpeg.index(b"\xff\xc0") :],
        "JPEG of segments of no length": b"\xff\xd8\xff\xe0\0\0" * 99,
        "WebP that lies about its size": b"RIFF\xff\xff\xff\x7fWEBP" + webp[12:],
        "WebP of nothing": b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0",
        "WebP of zeros": b"RIFF\x58\0\0\0WEBPVP8 \x4c\0\0\0" + bytes(76),
    }
