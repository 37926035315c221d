"""What a picture will cost by a dated table, and what it did cost by the service's own counts.

Money is in whole micro-dollars, rounded up: sums of them never drift.
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from limner import files
from limner.errors import SettingsError
from limner.files import packaged

MICRO = 1_000_000
"""Micro-dollars of one dollar, and tokens of one price."""

BYTES_PER_TOKEN = 3

LEAST_SHARE = 0.5
"""The table's token counts are by third parties: one that is twice too high is still useful."""

LEAST_INPUT = 64
"""Tokens of a picture that is read: OpenAI's guide to vision names 65 before any detail."""

PriceTable = Mapping[str, Any]


def dollars(micros: int) -> str:
    """Write micro-dollars for people: ``$0.125``."""
    amount = f"{micros / MICRO:.3f}"
    return "$" + (amount[:-1] if amount.endswith("0") else amount)


def micros(amount: float) -> int:
    """Return *amount* US dollars in micro-dollars."""
    return round(amount * MICRO)


def read_table(own: Path | None = None) -> PriceTable:
    """Read Limner's table, with the person's *own* file laid over it where there is one.

    Raises:
        SettingsError: the person's file does not parse.
    """
    table = _packaged()
    if own is None or not own.is_file():
        return table
    try:
        mine = tomllib.loads(files.read_text(own))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            f"{own} cannot be read ({type(error).__name__}): correct or remove it."
        ) from error
    models = mine.get("models", {})
    return {**table, **models} if isinstance(models, dict) else table


def estimate(
    table: PriceTable,
    model: str,
    size: str,
    quality: str,
    candidates: int = 1,
    partial: int = 0,
    inputs: int = 0,
    text: str = "",
) -> int | None:
    """Return what a request should cost, ``None`` for a model without a usable price.

    A quality that is left to the model is counted as ``high``, an unknown one as the dearest; a
    size that is left to the model as its largest usual one. *partial* pictures on the way cost
    tokens of their own, and each of the *inputs* is counted as if it had been drawn at high
    quality: how many tokens it will be is not published. The *text* is counted as one token for
    three bytes, which is more than most scripts take.
    """
    row = _row(table, model)
    tokens = row.get("tokens") if row else None
    if row is None or not isinstance(tokens, Mapping) or not tokens:
        return None
    level = "high" if quality == "auto" else quality
    count = float(tokens.get(level, max(tokens.values())))
    more = row.get("partial", 0)
    count = count * _squares(size) + partial * (more if isinstance(more, int | float) else 0)
    seen = inputs * float(tokens.get("high", max(tokens.values()))) * float(row["image_input"])
    read = math.ceil(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN) * float(row["input"])
    return math.ceil(count * float(row["output"])) * candidates + math.ceil(seen + read)


def cost(
    table: PriceTable,
    model: str,
    usage: Mapping[str, int],
    *,
    size: str = "auto",
    quality: str = "auto",
    pictures: int = 1,
    inputs: int = 0,
) -> int | None:
    """Return the micro-dollars of an answer by its *usage*, ``None`` when that cannot be said.

    Some gateways fill in zeros, and a limit on money must not hang on them: a count that cannot be
    true is as good as none. It is believed from half of what so many pictures of this size and
    quality should take on, of the cheapest quality where that was left to the model; and only with
    at least one token for the prompt, and `LEAST_INPUT` for each of the *inputs*. A high count is
    believed as it is: that errs on the side of the person's money.
    """
    row = _row(table, model)
    tokens = row.get("tokens") if row else None
    if row is None or not isinstance(tokens, Mapping) or not tokens:
        return None
    drawn, read = usage.get("output_tokens", 0), usage.get("input_tokens", 0)
    area = 1.0 if size == "auto" else _squares(size)
    expected = float(tokens.get(quality, min(tokens.values()))) * area * pictures
    if drawn < max(1.0, expected * LEAST_SHARE) or read < max(1, inputs * LEAST_INPUT):
        return None
    # Where pictures went along and are not counted apart, all of it may have been theirs.
    seen = usage.get("input_tokens.image_tokens", read if inputs else 0)
    text = max(0, usage.get("input_tokens.text_tokens", read - seen))
    prices = float(row["input"]), float(row["image_input"]), float(row["output"])
    return math.ceil(
        sum(price * count for price, count in zip(prices, (text, seen, drawn), strict=True))
    )


@cache
def _packaged() -> PriceTable:
    models: PriceTable = packaged.table("image", "prices.toml")["models"]
    return models


def _row(table: PriceTable, model: str) -> Mapping[str, Any] | None:
    """Return the row whose name *model* is or begins with: ``gpt-image-2.6-flare``."""
    names = [name for name in table if model == name or model.startswith(f"{name}-")]
    row = table[max(names, key=len)] if names else None
    numbers = ("input", "image_input", "output")
    usable = isinstance(row, Mapping) and all(
        isinstance(row.get(name), int | float) for name in numbers
    )
    return row if usable else None


def _squares(size: str) -> float:
    """Return a size's area in pictures of 1024×1024; ``auto`` may become 1536×1024."""
    width, _, height = size.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        return 1.5
    return max(1.0, int(width) * int(height) / (1024 * 1024))
