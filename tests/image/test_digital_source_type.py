"""What machines read of a picture's origin: IPTC's Digital Source Type, by readers not our own."""

import io
import json
import shutil
import subprocess
import zlib
from dataclasses import replace

import pytest
from PIL import Image, PngImagePlugin

from limner.image.finishing import Finish, finished
from limner.image.formats import provenance
from limner.image.formats.containers import png_chunks
from limner.image.formats.provenance import Provenance
from limner.image.formats.validation import DecodedPicture
from tests.support.pictures import picture

MADE = Provenance("three boats", "Three boats.", model="gpt-image-2.6-flare")
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
OWN = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
    "<dc:source>the service</dc:source>{more}</rdf:Description></rdf:RDF></x:xmpmeta>"
)
ELEMENT = f"<Iptc4xmpExt:DigitalSourceType>{CAPTURE}</Iptc4xmpExt:DigitalSourceType>"
RESOURCE = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{CAPTURE}"/>'

KINDS = ["PNG", "JPEG", "WEBP"]


def with_packet(kind: str, packet: str) -> bytes:
    """Return a picture with a packet that a service wrote."""
    file, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", packet)
    options = {"pnginfo": info} if kind == "PNG" else {"xmp": packet.encode()}
    Image.new("RGB", (24, 16), "red").save(file, kind, **options)
    return file.getvalue()


def said(data: bytes) -> str:
    """Return all that Pillow reads of a picture's XMP."""
    with Image.open(io.BytesIO(data)) as opened:
        opened.load()
        return json.dumps(opened.getxmp())


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_model_made_says_so_to_machines(kind):
    data = provenance.embed(picture(kind=kind), MADE)

    assert said(data).count(TRAINED) == 1
    assert provenance.source_type(data) == TRAINED
    assert provenance.read(data) == MADE


@pytest.mark.parametrize("kind", KINDS)
def test_a_sketch_says_nothing_of_the_kind(kind):
    """No model was trained to draw it."""
    data = provenance.embed(picture(kind=kind), replace(MADE, model=None))

    assert "DigitalSourceType" not in said(data)
    assert provenance.source_type(data) == ""
    assert provenance.read(data).words == "three boats"


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_service_wrote_stays(kind):
    data = provenance.embed(with_packet(kind, OWN.format(more="")), MADE)

    assert "the service" in said(data)
    assert said(data).count(TRAINED) == 1
    assert provenance.read(data) == MADE


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mark", [ELEMENT, RESOURCE])
def test_a_mark_that_a_service_wrote_counts(kind, mark):
    """It knows better, and two would contradict each other."""
    data = provenance.embed(with_packet(kind, OWN.format(more=mark)), MADE)

    assert TRAINED not in said(data)
    assert provenance.source_type(data) == CAPTURE
    assert provenance.read(data) == MADE


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_replaced_and_the_mark_stays_one(kind):
    once = provenance.embed(picture(kind=kind), MADE)
    twice = provenance.embed(once, replace(MADE, words="four boats"))

    assert provenance.read(twice).words == "four boats"
    assert said(twice).count("DigitalSourceType") == 1
    assert provenance.embed(twice, MADE) == once


@pytest.mark.parametrize("kind", KINDS)
def test_no_pixel_changes(kind):
    before, after = picture(kind=kind), provenance.embed(picture(kind=kind), MADE)

    pixels = [Image.open(io.BytesIO(data)).convert("RGB").tobytes() for data in (before, after)]
    assert pixels[0] == pixels[1]


def test_what_cannot_be_added_to_is_left_alone():
    """A packet that a PNG has compressed, or that has no end, is as the service wrote it."""
    file, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", OWN.format(more=""), zip=True)
    Image.new("RGB", (24, 16), "red").save(file, "PNG", pnginfo=info)
    for before in (file.getvalue(), with_packet("PNG", "<x:xmpmeta")):
        after = provenance.embed(before, MADE)
        own = [before[s:e] for name, s, e in png_chunks(before) if name == b"iTXt"]

        assert own[0] in after
        assert provenance.read(after) == MADE


def test_signed_notes_of_origin_stay():
    """C2PA's chunk is kept, byte for byte; what it signed is the file without ours."""
    body = b"caBX" + b"jumb" * 50
    signed = (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    before = picture()
    first = next(start for name, start, _ in png_chunks(before) if name == b"IDAT")
    after = provenance.embed(before[:first] + signed + before[first:], MADE)

    assert signed in after


def test_the_file_beside_a_picture_has_the_mark_too():
    beside = json.loads(provenance.write_beside(MADE))
    sketch = json.loads(provenance.write_beside(replace(MADE, model=None)))

    assert beside["digital_source_type"] == TRAINED
    assert "digital_source_type" not in sketch
    assert provenance.read_beside(provenance.write_beside(MADE)) == MADE


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("kind", KINDS)
def test_exiftool_reads_the_mark(kind, tmp_path):
    file = tmp_path / f"a.{kind.lower()}"
    file.write_bytes(provenance.embed(picture(kind=kind), MADE))
    done = subprocess.run(
        ["exiftool", "-j", "-DigitalSourceType", file], capture_output=True, check=True
    )

    assert json.loads(done.stdout)[0]["DigitalSourceType"] == TRAINED


@pytest.mark.parametrize(("generated", "mark"), [(True, TRAINED), (False, "")])
async def test_an_avif_is_marked_while_it_is_encoded(generated, mark):
    came = DecodedPicture(picture(), "png", 24, 16)
    done, _ = await finished(came, Finish("", "avif"), generated=generated)

    assert done.format == "avif"
    assert provenance.source_type(done.data) == mark
    if generated:
        assert said(done.data).count(TRAINED) == 1
