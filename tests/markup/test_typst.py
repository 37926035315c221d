"""Typst itself reads what Limner writes: every picture with its path and alternative text."""

import json
import struct
import zlib
from pathlib import Path

import pytest
from tests.support.markup.formats import FORMATS
from tests.support.markup.hostile_texts import PATHS, texts
from tests.support.markup.round_trips import written


def tiny_png() -> bytes:
    """Return a picture of one black pixel."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        checked = kind + held
        return struct.pack(">I", len(held)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b""))
    )


@pytest.mark.parametrize("placement", ["below", "replace"])
def test_typst_reads_every_picture(tmp_path: Path, placement: str) -> None:
    typst = pytest.importorskip("typst")
    folder = tmp_path / "documents"
    for path in PATHS:
        picture = folder / path
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(tiny_png())
    before, after, expected = written(FORMATS["typst"], texts(100), placement)
    seen = {}
    for name, text in (("before", before), ("after", after)):
        (folder / f"{name}.typ").write_text(text, encoding="utf-8")
        source = str(folder / f"{name}.typ")
        seen[name] = {
            kind: json.loads(typst.query(source, kind, root=str(tmp_path)))
            for kind in ("image", "list", "heading", "table", "raw")
        }
    images = [(row["source"], row["alt"]) for row in seen["after"]["image"]]
    assert sorted(images) == sorted(expected)
    if placement == "below":
        for kind in ("heading", "table", "raw"):
            assert seen["after"][kind] == seen["before"][kind]
        lists = [[len(row["children"]) for row in seen[name]["list"]] for name in seen]
        assert lists[0] == lists[1]
