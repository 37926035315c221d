"""Names, notes inside the file, and prices."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from limner.errors import SettingsError
from limner.files import packaged
from limner.image import file_names, pricing
from limner.image.file_names import named, slug
from limner.image.formats import provenance
from limner.image.formats.provenance import Provenance

NAMES = [
    ("a beach sunset", "a-beach-sunset"),
    ("A Baker's “shop”, at 5 o’clock!", "a-bakers-shop-at-5-oclock"),
    ("Гавань на рассвете", "gavan-na-rassvete"),
    ("Ein Löwe am Strand", "ein-lowe-am-strand"),
    ("../../etc/passwd", "etc-passwd"),
    ("C:\\windows\\system32", "c-windows-system32"),
    (".git/hooks/pre-commit", "git-hooks-pre-commit"),
    ("-rf /", "rf"),
    ("a lake --ar 16:9 --no snow", "a-lake"),
    ("a lake —stylize 250", "a-lake"),
    ("a clay pot -- glazed", "a-clay-pot-glazed"),
    ("a" * 80, "a" * 48),
    ("one two three four five six seven eight nine ten eleven",
     "one-two-three-four-five-six-seven-eight-nine-ten"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name"), NAMES)
def test_a_name_comes_from_the_words(words, name):
    assert slug(words) == name


@pytest.mark.parametrize("words", ["", "🌅", "…", "CON", "nul", "Com1", "lpt9", "\x00", "\ud800"])
def test_words_that_make_no_name_get_a_stable_one(words):
    assert re.fullmatch(r"[a-z0-9]+-[0-9a-f]{8}", slug(words))
    assert slug(words) == slug(words)


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("./\\:-~$%*?\"<>|'\x00\n\r\u202e\u2215\uff0f \u200b٠１"),
        st.characters(),
        st.sampled_from("abcXYZ019"),
    ),
    max_size=120,
)


@settings(max_examples=1000, deadline=None)
@given(HOSTILE, st.sampled_from(["png", "jpg", "webp"]))
def test_every_name_is_safe_everywhere(words, extension):
    name = slug(words)

    assert re.fullmatch(r"[a-z0-9-]+\.(png|jpg|webp)", ".".join(named(name, extension)))

    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", name)
    assert len(name) <= 57
    assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)[0-9]", name)


@pytest.mark.nightly
@settings(max_examples=100_000, deadline=None)
@given(HOSTILE)
def test_every_name_is_safe_everywhere_at_length(words):
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", slug(words))


RECORD = Provenance(
    words='zwei Mäuse sagen "Hallo" & <tschüß>',
    prompt="Line one.\nLine two — “quoted” 🐭 ]]> --> \\",
    negative="people, text",
    dialect="generic",
    model="painter",
    parameters=(("size", "1024x1024"), ("quality", "low")),
    usage=(("input_tokens", 12), ("output_tokens", 34)),
    created="2026-11-21T12:00:00+01:00",
    limner="0.1.0",
)


def saved(kind, mode="RGB", **options):
    file = io.BytesIO()
    Image.effect_noise((33, 21), 50).convert(mode).save(file, kind, **options)
    return file.getvalue()


FOREIGN_XMP = (
    b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:g="urn:g">'
    b"<g:seed>42</g:seed></rdf:Description></rdf:RDF></x:xmpmeta>"
)
FILES = {
    "png": saved("PNG"),
    "png RGBA": saved("PNG", "RGBA"),
    "png with text": saved("PNG", dpi=(72, 72)),
    "jpeg": saved("JPEG"),
    "jpeg with Exif": saved("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
    "jpeg with XMP": saved("JPEG", xmp=FOREIGN_XMP),
    "webp": saved("WEBP"),
    "webp with XMP": saved("WEBP", xmp=FOREIGN_XMP),
    "webp lossless": saved("WEBP", lossless=True),
    "webp alpha": saved("WEBP", "RGBA"),
    "webp with Exif": saved("WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_picture_says_how_it_was_made(name):
    """What is embedded is read back, the pixels are untouched, all other parts stay."""
    data = FILES[name]
    marked = provenance.embed(data, RECORD)
    before, after = (Image.open(io.BytesIO(file)) for file in (data, marked))

    assert provenance.read(marked) == RECORD
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()
    assert before.info.get("exif") == after.info.get("exif")
    assert len(marked) > len(data)
    if name.endswith("with XMP"):
        assert b"<g:seed>42</g:seed>" in marked
        ElementTree.fromstring(after.info["xmp"].strip(b"\x00"))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_packet_that_cannot_be_added_to_is_left_alone(kind):
    data = saved(kind, xmp=b"<not rdf at all>")

    assert provenance.embed(data, RECORD) == data


@pytest.mark.parametrize("name", [name for name in FILES if "XMP" not in name])
def test_nothing_is_encoded_again(name):
    """All bytes of the file are still there, in their order, around what was put in."""
    data, marked = FILES[name], provenance.embed(FILES[name], RECORD)
    if name.startswith("webp"):
        # Only the container's header counts anew; the chunk with the picture follows as it was.
        assert data[data.index(b"VP8", 20 if b"VP8X" in data[:20] else 0) : -22] in marked
    else:
        assert _same(data, marked) + _same(data[::-1], marked[::-1]) >= len(data)


def _same(one: bytes, other: bytes) -> int:
    """How many bytes two files share from their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


@given(st.text(max_size=200), st.text(max_size=200), st.none() | st.text(max_size=50))
@settings(max_examples=100, deadline=None)
def test_any_words_come_back(words, prompt, negative):
    words, prompt = (text.encode("utf-8", "replace").decode() for text in (words, prompt))
    negative = negative and negative.encode("utf-8", "replace").decode()
    record = Provenance(words, prompt, negative)
    for kind in ("png", "jpeg", "webp"):
        assert provenance.read(provenance.embed(FILES[kind], record)) == record


FOREIGN = [b"", b"text", *FILES.values(), FILES["png"][:50], saved("PNG") + b"tail"]


@pytest.mark.parametrize("data", FOREIGN, ids=range(len(FOREIGN)))
def test_a_picture_of_others_says_nothing(data):
    assert provenance.read(data) is None


@pytest.mark.parametrize(
    "content", ["[]", "null", "{", '{"words": 3, "usage": [["a"], ["b", "c"], 4]}', "[" * 9999]
)
def test_a_forged_note_is_read_with_care(content):
    forged = provenance.read(_with_text(content))

    assert forged is None or forged == Provenance("", "")


def _with_text(content: str) -> bytes:
    import zlib

    data = FILES["png"]
    body = b"iTXtLimner\0\0\0\0\0" + content.encode()
    at = data.index(b"IDAT") - 4
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return data[:at] + chunk + data[at:]


TABLE = pricing.read_table()
ROW = "[models.painter]\ninput = 1\nimage_input = 1\noutput = 3\n"


@pytest.mark.parametrize(
    ("model", "size", "quality", "n", "micros"),
    [
        ("gpt-image-2.6-flare", "1024x1024", "low", 1, 196 * 30),
        ("gpt-image-2.6-sunburst", "1024x1024", "high", 3, 1756 * 30 * 3),
        ("gpt-image-2.5-flare-2026-09-08", "1536x1024", "medium", 1, 439 * 45),
        ("gpt-image-2", "auto", "auto", 1, 7024 * 45),
        ("gpt-image-2.6-flare", "512x512", "max", 1, 7024 * 30),
        ("gpt-image-1-mini", "1024x1024", "unheard-of", 1, 4500 * 8),
        ("gpt-image-3", "1024x1024", "low", 1, None),
        ("gpt-image-2x", "1024x1024", "low", 1, None),
        ("painter", "auto", "auto", 1, None),
    ],
)
def test_a_price_is_estimated(model, size, quality, n, micros):
    assert pricing.estimate(TABLE, model, size, quality, n) == micros


@pytest.mark.parametrize(
    ("partial", "inputs", "more"),
    [(0, 0, 0), (2, 0, 2 * 100 * 30), (0, 2, 2 * 1756 * 8), (3, 1, 3 * 100 * 30 + 1756 * 8)],
)
def test_what_goes_along_costs_too(partial, inputs, more):
    asked = ("gpt-image-2.6-flare", "1024x1024", "low", 1)

    assert pricing.estimate(TABLE, *asked, partial, inputs) == 196 * 30 + more


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a fox", 2), ("狐", 1), ("word " * 999, 1665)]
)
def test_a_long_prompt_costs_too(text, tokens):
    asked = ("gpt-image-2.6-flare", "1024x1024", "low")

    assert pricing.estimate(TABLE, *asked, text=text) == 196 * 30 + tokens * 5


@pytest.mark.parametrize("row", packaged.table("image", "prices.toml")["models"].values())
def test_every_row_says_where_it_is_from(row):
    assert row["source"]
    assert row["as_of"].year >= 2026


def test_the_cost_is_what_the_service_counted():
    usage = {
        "input_tokens": 100, "input_tokens.text_tokens": 40, "input_tokens.image_tokens": 60,
        "output_tokens": 1000,
    }  # fmt: skip
    assert pricing.cost(TABLE, "gpt-image-2.6-flare", usage) == 40 * 5 + 60 * 8 + 1000 * 30
    assert pricing.cost(TABLE, "gpt-image-2.6-flare", {"total_tokens": 3}) is None
    assert pricing.cost(TABLE, "painter", usage) is None


@pytest.mark.parametrize(
    ("drawn", "pictures", "cost"),
    [(97, {}, None), (98, {}, 98 * 30 + 5), (195, {"pictures": 2}, None)],
)
def test_a_count_is_believed_from_half_of_the_cheapest_picture(drawn, pictures, cost):
    usage = {"input_tokens": 1, "output_tokens": drawn}

    assert pricing.cost(TABLE, "gpt-image-2.6-flare", usage, **pictures) == cost


def test_the_persons_own_prices_win(tmp_path):
    own = tmp_path / "prices.toml"
    own.write_text(
        "[models.painter]\ninput = 0\nimage_input = 0\noutput = 2\ntokens = { low = 10 }\n"
        '[models."gpt-image-2"]\ninput = 0\nimage_input = 0\noutput = 0.5\ntokens = { max = 4 }\n'
    )
    table = pricing.read_table(own)

    assert pricing.estimate(table, "painter", "1024x1024", "low") == 20
    assert pricing.estimate(table, "gpt-image-2", "auto", "low") == 3
    assert pricing.estimate(table, "gpt-image-1.5", "1024x1024", "low") == 282 * 32


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[models", "cannot be read"),
        ("models = 5", r"\[models\], which is no table"),
        ("[model.painter]\ninput = 1", "“model”, which is no such field"),
        ("[models]\npainter = 5", "painter, which is no table"),
        ("[models.painter]\noutput = 2\ninput = 1\ntokens = {low = 1}", "has no “image_input”"),
        (ROW, "painter, which has no “tokens”"),
        (ROW + "tokens = {low = 1}\ntoken = 2", "“token” of painter, which is no such field"),
        (ROW + 'tokens = {high = "abc"}', "“tokens” of painter, where “high” is no count"),
        (ROW + "tokens = {high = -1}", "“high” is no count"),
        (ROW + "tokens = {high = nan}", "“high” is no count"),
        (ROW + "tokens = {high = true}", "“high” is no count"),
        (ROW + "tokens = {}", "are no counts by quality"),
        (ROW + "tokens = 5", "are no counts by quality"),
        (ROW.replace("3", "inf"), "“output” of painter, which is no price"),
        (ROW.replace("3", "-1"), "“output” of painter, which is no price"),
        (ROW.replace("3", "1e300"), "“output” of painter, which is no price"),
        (ROW.replace("3", '"free"'), "“output” of painter, which is no price"),
        (ROW + "partial = []\ntokens = {low = 1}", "“partial” of painter, which is no price"),
    ],
)
def test_prices_that_are_wrong_are_named(tmp_path, text, said):
    own = tmp_path / "prices.toml"
    own.write_text(text)

    with pytest.raises(SettingsError, match=rf"prices\.toml.*{said}.*: correct or remove it\.$"):
        pricing.read_table(own)


@pytest.mark.parametrize(
    ("micros", "text"), [(0, "$0.00"), (5880, "$0.006"), (125_000, "$0.125"), (5_000_000, "$5.00")]
)
def test_money_is_written(micros, text):
    assert pricing.dollars(micros) == text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fox.png", "fox"),
        ("ox.png", ""),
        ("red-ox.png", "red ox"),
        ("redFox_2.png", "red Fox"),
        ("IMG_2041.png", ""),
        ("image-new.png", ""),
    ],
)
def test_a_files_name_may_say_what_it_shows(name, words):
    assert file_names.name_words(Path(name)) == words


@pytest.mark.parametrize("size", ["auto", "1024x", "x1024", "1024", "x"])
def test_a_size_that_is_none_is_priced_as_the_largest_usual_one(size):
    model = "gpt-image-2.6-flare"

    assert pricing.estimate(TABLE, model, size, "low") == 196 * 30 * 3 // 2
