"""The script that makes the table, on a dictionary of a few words."""

import json
import struct
from pathlib import Path

import pytest

from limner.files import packaged
from limner.files.packing import unpack
from limner.prompt.wordnet import compile as script
from limner.prompt.wordnet import source_files

DICTIONARY = {
    "data.noun": """\
  1 This software and database is being provided to you, the LICENSEE, by
00000001 03 n 01 entity 0 000 | what is
00000002 05 n 02 dog 0 Canis_familiaris 0 001 @ 00000001 n 0000 | an animal that barks
00000003 05 n 01 spaniel 0 002 @ 00000002 n 0000 @ 00000005 n 0000 | a dog with long ears
00000004 18 n 01 dog 0 001 @ 00000001 n 0000 | informal term for a man
00000005 18 n 01 hunter 0 002 @ 00000001 n 0000 + 00000011 v 0101 | who hunts
00000006 18 n 01 Byron 0 001 @i 00000005 n 0000 | a poet
00000007 05 n 01 Canis 0 001 @ 00000001 n 0000 | a genus
""",
    "data.verb": """\
00000011 35 v 02 hunt 0 chase 2 001 + 00000005 n 0101 01 + 08 00 | pursue
""",
    "data.adj": """\
00000021 00 a 01 big(p) 0 001 & 00000022 a 0000 | large
00000022 00 s 01 huge 0 001 & 00000021 a 0000 | very large
""",
    "data.adv": "00000031 02 r 01 home 0 000 | to where one lives\n",
    "index.sense": """\
big%3:00:00:: 00000021 1 8
byron%1:18:00:: 00000006 1 0
canis%1:05:00:: 00000007 1 0
canis_familiaris%1:05:00:: 00000002 1 0
chase%2:35:00:: 00000011 1 0
dog%1:05:00:: 00000002 1 2
dog%1:18:00:: 00000004 2 9
entity%1:03:00:: 00000001 1 1
home%4:02:00:: 00000031 1 3
huge%5:00:00:big:00 00000022 1 1
hunt%2:35:00:: 00000011 1 3
hunter%1:18:00:: 00000005 1 1
spaniel%1:05:00:: 00000003 1 0
""",
}
PREFERENCES = {
    "categories": {"dog": ["dog#1"], "person": ["hunter#1", "dog#2"]},
    "parents": {},
    "words": {"labradoodle": "dog#1"},
    "first": {},
    "files": {"animal": 1.0, "person": 0.5},
    "branches": {"hunter#1": 2.0},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in DICTIONARY.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def lines(table: bytes) -> list[str]:
    head, spans = struct.unpack_from("<II", table, 8)
    return unpack(table[16 + head + spans :]).decode().split("\n")


def test_lemmas_with_senses_frequencies_synonyms_and_derived_words(folder):
    """Poets and scientific names are left out; an informal sense stands last, usual or not."""
    assert lines(script.compiled(source_files.read(folder), PREFERENCES)) == [
        "big\t\t--3-\thuge\t",
        "chase\t\t-0--\thunt\t",
        "dog\t1,3\t3---\t\t",
        "entity\t0\t1---\t\t",
        "home\t\t---2\t\t",
        "huge\t\t--1-\tbig\t",
        "hunt\t\t-2--\tchase\thunter",
        "hunter\t4\t1---\t\thunt",
        "labradoodle\t1\t0---\t\t",
        "spaniel\t2\t0---\t\t",
    ]


def test_what_is_below_a_synset_and_its_other_parents(folder):
    table = script.compiled(source_files.read(folder), PREFERENCES)
    size, spans = struct.unpack_from("<II", table, 8)
    head = json.loads(unpack(table[16 : 16 + size]))
    below = unpack(table[16 + size : 16 + size + spans])

    assert struct.unpack("<7H", below) == (7, 2, 1, 1, 2, 1, 1)
    assert head["parents"] == [["2", "4"]]
    assert head["categories"] == [["dog", 1], ["person", 4], ["person", 3]]
    assert head["first"] == ["big"]


def test_the_same_files_give_the_same_bytes(folder, monkeypatch):
    monkeypatch.setattr(packaged, "table", lambda *path: PREFERENCES)
    out = folder / "table.bin"

    script.main(str(folder), str(out))
    first = out.read_bytes()
    script.main(str(folder), str(out))

    assert first == out.read_bytes()
    assert first.startswith(script.MAGIC)


def test_what_the_script_knows_itself_is_well_formed():
    preferences = packaged.table("prompt", "wordnet", "compile.toml")

    assert set(preferences) == set(PREFERENCES)
    assert set(preferences["files"]) == set(source_files.LEXICOGRAPHER_FILES)
    assert len(preferences["categories"]) == 134
