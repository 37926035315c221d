"""Compile WordNet's files into the table: ``python -m limner.prompt.wordnet.compile DICT OUT``.

DICT is the folder of ``data.noun`` and the others, as WordNet 3.1 comes; OUT is ``wordnet.bin``.
The same input gives the same bytes, as long as liblzma's are the same.

The file, in the order of its parts: ``MAGIC``; the sizes of the next two parts as 32-bit numbers,
low byte first; the head, JSON; for each noun synset how many are below it, itself among them, as
16-bit numbers; blocks of lines, one for each lemma, sorted by their bytes. Head, numbers and each
block are packed by themselves. A line has five fields, divided by tabs: lemma; noun senses, the
most depictable first, as base-36 numbers; for noun, verb, adjective and adverb the logarithm of how
often texts had it (0 to 9), or ``-``, and an ``n`` behind them where it is a name; synonyms;
derived words.
"""

import json
import math
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limner import files
from limner.files import packaged
from limner.files.packing import pack
from limner.prompt.wordnet import sense_order, source_files, taxonomy
from limner.prompt.wordnet.source_files import Sense, Synset, Wordnet
from limner.prompt.wordnet.taxonomy import Taxonomy

MAGIC = b"LIMNERW3"
LINES_IN_BLOCK = 1536
"""A block opens in 1.3 ms, once; one stream of all would take 0.2 s."""

LARGEST_SPAN = 65535
"""What 16 bits hold; the few larger ones stand in the head."""

NAMED = ("person", "location", "object")
"""Lexicographer files of what has names; the works of an author have them, too: "Writings"."""

MOST_SENSES, MOST_WORDS, FIRST_WORDS = 4, 8, 4
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def main(folder: str, out: str) -> None:
    """Compile the files in *folder* and write the table to *out*, over an older one if need be."""
    preferences = packaged.table("prompt", "wordnet", "compile.toml")
    path = Path(out)
    write = files.replace_text if path.exists() else files.create_text
    write(path, compiled(source_files.read(Path(folder)), preferences))


def compiled(wordnet: Wordnet, preferences: Mapping[str, Any]) -> bytes:
    """Return the table of *wordnet*; *preferences* are the tables of ``compile.toml``."""
    categories: dict[str, list[str]] = preferences["categories"]
    tops = [top for several in categories.values() for top in several]
    tree = taxonomy.build(wordnet, tops, preferences["parents"])
    rows = []
    for lemma in wordnet.senses:
        order = sense_order.most_depictable_first(lemma, wordnet, tree, preferences)
        if row := _row(lemma, wordnet, tree, order[:MOST_SENSES]):
            rows.append(row)
    for word, name in preferences["words"].items():
        rows.append(_Row(word, _base36(tree.number[tree.named[name]]), "0---"))
    rows.sort(key=lambda row: row.lemma.encode())
    told = _told_once({row.lemma: row for row in rows})
    lines = [
        "\t".join(
            (row.lemma, row.senses, row.frequencies, ",".join(synonyms), ",".join(row.derived))
        )
        for row, synonyms in zip(rows, told, strict=True)
    ]
    blocks = [
        lines[start : start + LINES_IN_BLOCK] for start in range(0, len(lines), LINES_IN_BLOCK)
    ]
    packed = [pack("\n".join(block).encode()) for block in blocks]
    spans = [tree.end[offset] - number for number, offset in enumerate(tree.offsets)]
    head = {
        "first": [block[0].split("\t")[0] for block in blocks],
        "sizes": [len(block) for block in packed],
        "large": [[n, span] for n, span in enumerate(spans) if span > LARGEST_SPAN],
        "parents": [[_base36(child), _base36(parent)] for child, parent in tree.other_parents],
        "categories": [
            [name, tree.number[tree.named[top]]]
            for name, several in categories.items()
            for top in several
        ],
    }
    packed_head = pack(json.dumps(head, ensure_ascii=False).encode())
    short = struct.pack(f"<{len(spans)}H", *(min(LARGEST_SPAN, span) for span in spans))
    numbers = pack(short)
    sizes = struct.pack("<II", len(packed_head), len(numbers))
    return b"".join([MAGIC, sizes, packed_head, numbers, *packed])


@dataclass(frozen=True)
class _Row:
    """The fields of a line."""

    lemma: str
    senses: str
    frequencies: str
    synonyms: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """How many synonyms stand in its own line: none where a name of several words is rare."""
        is_rare = " " in self.lemma and not set("123456789") & set(self.frequencies)
        return 0 if is_rare else FIRST_WORDS


def _told_once(rows: Mapping[str, _Row]) -> Iterator[list[str]]:
    """Yield the synonyms of each row without those in whose own line it stands.

    Who asks whether two words are synonyms looks at both lines.
    """
    for row in rows.values():
        yield [
            word
            for place, word in enumerate(row.synonyms)
            if place < row.first or not _tells(rows.get(word), row.lemma)
        ]


def _tells(other: _Row | None, lemma: str) -> bool:
    """Say whether the line of *other* keeps *lemma* among its synonyms."""
    if other is None or lemma not in other.synonyms:
        return False
    return other.synonyms.index(lemma) < other.first or other.lemma < lemma


def _row(lemma: str, wordnet: Wordnet, tree: Taxonomy, kept: list[str]) -> _Row | None:
    """Return the row of *lemma*, or None for what no description names."""
    senses = wordnet.senses[lemma]
    synsets = [wordnet.synsets[sense.word_class, sense.offset] for sense in senses]
    numbers = [_base36(tree.number[offset]) for offset in kept]
    name = lemma.replace("_", " ")
    if all(synset.is_instance for synset in synsets) and not any(s.count for s in senses):
        # A place or a work is known by name; people of an encyclopaedia are left out.
        somebody = any(synset.file == "person" for synset in synsets)
        return None if somebody else _Row(name, numbers[0], _frequencies(senses) + "n")
    if lemma.count("_") > 3 or all(_is_scientific(lemma, synset) for synset in synsets):
        return None
    synonyms, derived = _related(lemma, wordnet, kept)
    frequencies = _frequencies(senses) + ("n" if _is_name(lemma, wordnet) else "")
    return _Row(name, ",".join(numbers), frequencies, _few(synonyms, lemma), _few(derived, lemma))


def _is_name(lemma: str, wordnet: Wordnet) -> bool:
    """Say whether *lemma* is mostly somebody's name, or a place's: Paris, no sun."""
    senses = wordnet.senses[lemma]
    nouns = [sense for sense in senses if sense.word_class == "n"]
    if not nouns or any(sense.count for sense in senses if sense not in nouns):
        return False
    usual = min(nouns, key=lambda sense: (-sense.count, sense.number))
    first = wordnet.synsets["n", usual.offset]
    others = (sense for sense in nouns if sense is not usual and sense.count)
    return (
        first.is_instance
        and first.file in NAMED
        and all(word[:1].isupper() for word in first.words if word.lower() == lemma)
        and all(wordnet.synsets["n", sense.offset].is_instance for sense in others)
    )


def _is_scientific(lemma: str, synset: Synset) -> bool:
    """Say whether *lemma* names a genus, a family or an order."""
    return synset.file in ("animal", "plant") and all(
        word[:1].isupper() for word in synset.words if word.lower() == lemma
    )


def _frequencies(senses: list[Sense]) -> str:
    digits = ""
    for word_class in "nvar":
        counts = [sense.count for sense in senses if sense.word_class == word_class]
        digits += str(min(9, int(math.log2(sum(counts) + 1)))) if counts else "-"
    return digits


def _related(lemma: str, wordnet: Wordnet, kept: list[str]) -> tuple[list[str], list[str]]:
    """Return synonyms and derived words, those of the most usual senses first."""
    synonyms: list[str] = []
    derived: list[str] = []

    def usual_first(sense: Sense) -> tuple[bool, int, int]:
        left_out = sense.word_class == "n" and sense.offset not in kept
        return left_out, -sense.count, sense.number

    for sense in sorted(wordnet.senses[lemma], key=usual_first):
        synset = wordnet.synsets[sense.word_class, sense.offset]
        if not _is_meant(sense, kept) or (synset.is_instance and len(kept) > 1):
            continue
        synonyms += [
            word.lower()
            for word in synset.words
            if word == word.lower() or synset.file not in ("animal", "plant")
        ]
        if sense.word_class == "a" and len(synset.similar) == 1:
            synonyms += [word.lower() for word in wordnet.synsets[synset.similar[0]].words[:2]]
        for own, other, place in synset.derived:
            if synset.words[own - 1].lower() == lemma:
                derived.append(wordnet.synsets[other].words[place - 1].lower())
    return synonyms, derived


def _is_meant(sense: Sense, kept: list[str]) -> bool:
    """Say whether other words may stand for *lemma* in this sense."""
    if sense.word_class == "n":
        return sense.offset in kept[:2]
    return sense.word_class != "r" and (sense.count > 0 or sense.number <= 2)


def _few(words: Iterable[str], lemma: str) -> tuple[str, ...]:
    others = [word.replace("_", " ") for word in dict.fromkeys(words) if word != lemma]
    return tuple(others[:MOST_WORDS])


def _base36(number: int) -> str:
    return (_base36(number // 36) if number >= 36 else "") + DIGITS[number % 36]


if __name__ == "__main__":
    main(*sys.argv[1:])
