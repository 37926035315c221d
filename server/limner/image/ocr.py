"""Reads lettering on this machine, where the extra ``limner[ocr]`` is installed; nothing is sent.

The small models that come with it read letters of Latin alphabets: Cyrillic and Korean ones not at
all. What it does not find is therefore never said to be missing, only what it reads otherwise.
"""

import asyncio
import importlib.util
import json
import unicodedata
from dataclasses import replace

from limner.image.sandbox import isolation
from limner.prompt.picture_check import vision
from limner.prompt.picture_check.check_table import CheckRow, PictureCheck
from limner.prompt.picture_check.question import Question
from limner.prompt.picture_check.read_lettering import lettering_row

PROGRAM = isolation.PROGRAMS / "lettering_reader.py"

SECONDS = 90.0
"""Longest time that reading may take: three seconds are usual, for loading and one picture."""

CERTAIN = 0.6
"""Certainty below which a line is more often a shape than letters, as forty sketches showed."""

LOOKED = "RapidOCR on this machine"
ONLY_READ = "Only its lettering was read."


def installed() -> bool:
    """Say whether the extra is installed; nothing of it is imported."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def can_read(asked: tuple[Question, ...]) -> bool:
    """Say whether there is lettering among what is *asked* that could be read here."""
    return any(map(_is_latin, _quotes(asked))) and installed()


async def read(picture: bytes) -> str | None:
    """Return all lettering of an encoded *picture*; ``None`` where it could not be read."""
    try:
        output = await isolation.run(PROGRAM, picture, SECONDS)
        readings = json.loads(output or b"")["readings"]
        return " / ".join(text for lines in readings for text in _texts(lines))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _texts(lines: list[tuple[str, float]]) -> tuple[str, str]:
    """Return what one reading may say: with and without lone letters, as which shapes are read."""
    sure = [str(text) for text, certainty in lines if certainty >= CERTAIN]
    return " ".join(sure), " ".join(text for text in sure if len(text) > 1)


async def with_lettering(
    check: PictureCheck | None, picture: bytes, asked: tuple[Question, ...]
) -> PictureCheck | None:
    """Return *check* with the lettering that is read here, where that says more.

    Args:
        check: what somebody has found out who looked; ``None`` where nobody has.
        picture: the encoded picture.
        asked: the questions.
    """
    rows = check.rows if check else vision.table(asked, {})
    open_rows = [row for row in rows if row.kind == "lettering" and row.verdict != "kept"]
    if not open_rows or not can_read(asked):
        return check
    text = await read(picture)
    if text is None:
        return check
    by_words = await asyncio.to_thread(_lettering, _quotes(asked), text)
    rows = tuple(_better(row, by_words.get(row.words)) for row in rows)
    if check is None:
        return PictureCheck(rows, LOOKED, vision.now(), ONLY_READ)
    return replace(check, rows=rows, looked=f"{check.looked}, {LOOKED}")


def _lettering(quotes: tuple[str, ...], text: str) -> dict[str, CheckRow]:
    return {f"“{quote}”": lettering_row(quote, text) for quote in quotes}


def _better(row: CheckRow, read: CheckRow | None) -> CheckRow:
    """Return the row that is more certain: of what was not found here nothing is known."""
    if row.kind != "lettering" or row.verdict == "kept" or read is None:
        return row
    if read.verdict == "kept" or (row.verdict == "uncertain" and read.seen):
        return read
    return row


def _quotes(asked: tuple[Question, ...]) -> tuple[str, ...]:
    return tuple(quote for question in asked for quote in question.quotes)


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
