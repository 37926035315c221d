"""Compile the figures: ``python -m limner.image.sketch.vectors.compile_figures ICONS WORDS OUT``.

ICONS is the folder of ``icons.json`` and ``chars.json`` as the npm package
``@iconify-json/fluent-emoji-flat`` 1.2.6 has them (Fluent Emoji by Microsoft, MIT); WORDS the
folder ``annotations`` of the npm package ``cldr-annotations-full`` 48.2.0 (Unicode CLDR,
Unicode-3.0); OUT is ``figures.bin``. What is left out stands in ``compile_figures.toml``. The same
input gives the same bytes, as long as liblzma's are the same.

The file, in the order of its parts: ``MAGIC``; the size of the head as a 32-bit number, low byte
first; the head, JSON; the figures, each a line of SVG elements; for each language a block: its
words, a line each, in the order of their figures; an empty line; and for each word a line of the
figures of which it is the name, and of those of which it is a keyword, as numbers, divided by a
tab. Each part is packed by itself; by their order and apart, words and numbers take 35 kB less.
"""

import json
import re
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from limner import files
from limner.files import packaged
from limner.files.packing import pack
from limner.image.sketch.vectors.path_data import shortened

MAGIC = b"LIMNERF3"
LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sv", "da", "no", "fi", "tr", "ru", "uk",
    "el", "zh", "ja", "ko", "ar",
)  # fmt: skip
SKIN_TONE = re.compile(r"-(light|medium-light|medium|medium-dark|dark)$")

UNDRAWN = re.compile(r"<(?:clipPath|mask|filter|use)\b|\bstroke=")
"""What `limner.image.sketch.vectors.svg_shapes` does not draw."""

MOST_SHARING = 3
"""A keyword that more figures have says little of each: only those of plain nouns keep it."""

MOST_KEPT = 2
"""Figures of one keyword."""


def main(icons: str, words: str, out: str) -> None:
    """Compile the files and write the table to *out*, over an older one if need be."""
    drawings = _json(Path(icons, "icons.json"))["icons"]
    characters = {name: code for code, name in reversed(_json(Path(icons, "chars.json")).items())}
    annotations = {
        code: _json(Path(words, code, "annotations.json"))["annotations"]["annotations"]
        for code in LANGUAGES
    }
    path = Path(out)
    write = files.replace_text if path.exists() else files.create_text
    write(path, compiled(drawings, characters, annotations))


def compiled(
    drawings: Mapping[str, Any],
    characters: Mapping[str, str],
    annotations: Mapping[str, Mapping[str, Any]],
) -> bytes:
    """Return the table.

    Args:
        drawings: each icon's ``body`` by its name.
        characters: each icon's code points by its name, in hexadecimal with ``-`` between.
        annotations: by language and character, the name ``tts`` and keywords ``default``.
    """
    table = packaged.table("image", "sketch", "vectors", "compile_figures.toml")
    left_out = re.compile("|".join(table["left_out"]))
    kept = {
        name: re.sub(
            r' d="([^"]*)"',
            lambda found: f' d="{shortened(found[1])}"',
            drawing["body"].replace(' clip-rule="evenodd"', "").replace("\n", " "),
        )
        for name, drawing in sorted(drawings.items())
        if not (
            drawing.get("hidden")
            or left_out.fullmatch(name)
            or (SKIN_TONE.search(name) and SKIN_TONE.sub("", name) in drawings)
            or UNDRAWN.search(drawing["body"])
        )
    }
    names = list(kept)
    bodies = _packed("\n".join(kept.values()))
    numbers = {
        _bare(characters[name]): number for number, name in enumerate(names) if name in characters
    }
    nouns = packaged.table("image", "sketch", "plans", "figures.toml")["nouns"]
    plain = {number for number, name in enumerate(names) if name in set(nouns.values())}
    vocabularies = {
        code: _packed(_vocabulary(_words(annotations[code], numbers, plain)))
        for code in sorted(annotations)
    }
    head = {
        "names": names,
        "figures": len(bodies),
        "languages": [[code, len(block)] for code, block in vocabularies.items()],
    }
    packed_head = _packed(json.dumps(head))
    size = struct.pack("<I", len(packed_head))
    return b"".join([MAGIC, size, packed_head, bodies, *vocabularies.values()])


def _packed(text: str) -> bytes:
    return pack(text.encode())


def _words(
    annotations: Mapping[str, Any], numbers: Mapping[str, int], plain: set[int]
) -> Iterator[tuple[str, list[int], list[int]]]:
    """Yield each word of one language with its figures; those of *plain* nouns come first."""
    named: dict[str, list[int]] = defaultdict(list)
    carried: dict[str, list[int]] = defaultdict(list)
    for character, row in annotations.items():
        number = numbers.get(_bare("-".join(f"{ord(one):x}" for one in character)))
        if number is None:
            continue
        name = _word(row.get("tts", [""])[0])
        named[name].append(number)
        for keyword in row.get("default", []):
            if _word(keyword) != name:
                carried[_word(keyword)].append(number)
    for word in sorted({*named, *carried}):
        several = carried.get(word, [])
        if len(several) > MOST_SHARING:
            several = [number for number in several if number in plain]
        several = sorted(several, key=lambda number: (number not in plain, number))[:MOST_KEPT]
        if word and (word in named or several):
            yield word, sorted(named.get(word, [])), several


def _vocabulary(rows: Iterable[tuple[str, list[int], list[int]]]) -> str:
    """Return the block of one language: its words by the first figure of each, then the figures."""
    ordered = sorted(rows, key=lambda row: ((row[1] or row[2])[0], row[0]))
    figures = ("\t".join(",".join(map(str, many)) for many in row[1:]) for row in ordered)
    return "\n".join((*(row[0] for row in ordered), "", *figures))


def _word(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _bare(code: str) -> str:
    """Return code points without the one that only asks for colours."""
    return "-".join(point for point in code.split("-") if point != "fe0f")


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files.read_text(path))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
