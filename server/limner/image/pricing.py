"""What a picture will cost by a dated table, and what it did cost by the service's own counts.

Money is in whole micro-dollars, rounded up: sums of them never drift.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from limner import files
from limner.files import packaged
from limner.image.personal_tables import laid_over

MICRO = 1_000_000
"""Micro-dollars of one dollar, and tokens of one price."""

BYTES_PER_TOKEN = 3

LEAST_SHARE = 0.5
"""The table's token counts are by third parties: one that is twice too high is still useful."""

LEAST_INPUT = 64
"""Tokens of a picture that is read: OpenAI's guide to vision names 65 before any detail."""

DEAREST = 1_000_000
MOST_TOKENS = 1_000_000_000
"""Bounds of a person's own figures, far above any real one: sums of them fit the journal."""


@dataclass(frozen=True)
class PriceRow:
    """What one model costs.

    Attributes:
        input: US dollars per million tokens of text.
        image_input: the same of pictures to work from.
        output: the same of pictures that are drawn.
        tokens: output tokens of a 1024×1024 picture by quality; at least one.
        partial: output tokens of each unfinished picture.
    """

    input: float
    image_input: float
    output: float
    tokens: Mapping[str, float]
    partial: float = 0


PriceTable = Mapping[str, PriceRow]


@dataclass(frozen=True)
class ChatPrices:
    """What a chat model costs that looks at pictures, in US dollars per million tokens."""

    input: float
    output: float


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
        SettingsError: the person's file does not parse, or a row of it is no price.
    """
    return laid_over(_packaged(), own, _rows)


def chat_prices(model: str, own: Path | None = None) -> ChatPrices | None:
    """Return what the chat *model* costs by the person's *own* file; ``None`` when it is unknown.

    Limner's table has image models only: a look at a picture costs a fraction of one.

    Raises:
        SettingsError: the file does not parse, or the row is no price.
    """
    if own is None or not own.is_file():
        return None
    read_table(own)
    row = tomllib.loads(files.read_text(own)).get("chat", {}).get(model)
    return None if row is None else ChatPrices(row["input"], row["output"])


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
    """Return what a request should cost, ``None`` for a model without a price.

    A quality that is left to the model is counted as ``high``, an unknown one as the dearest; a
    size that is left to the model as its largest usual one. *partial* pictures on the way cost
    tokens of their own, and each of the *inputs* is counted as if it had been drawn at high
    quality: how many tokens it will be is not published. The *text* is counted as one token for
    three bytes, which is more than most scripts take.
    """
    row = _row(table, model)
    if row is None:
        return None
    level = "high" if quality == "auto" else quality
    dearest = max(row.tokens.values())
    count = row.tokens.get(level, dearest) * _squares(size) + partial * row.partial
    seen = inputs * row.tokens.get("high", dearest) * row.image_input
    read = math.ceil(len(text.encode("utf-8", "replace")) / BYTES_PER_TOKEN) * row.input
    return math.ceil(count * row.output) * candidates + math.ceil(seen + read)


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
    if row is None:
        return None
    drawn, read = usage.get("output_tokens", 0), usage.get("input_tokens", 0)
    area = 1.0 if size == "auto" else _squares(size)
    expected = row.tokens.get(quality, min(row.tokens.values())) * area * pictures
    if drawn < max(1.0, expected * LEAST_SHARE) or read < max(1, inputs * LEAST_INPUT):
        return None
    # Where pictures went along and are not counted apart, all of it may have been theirs.
    seen = usage.get("input_tokens.image_tokens", read if inputs else 0)
    text = max(0, usage.get("input_tokens.text_tokens", read - seen))
    prices = row.input, row.image_input, row.output
    return math.ceil(
        sum(price * count for price, count in zip(prices, (text, seen, drawn), strict=True))
    )


@cache
def _packaged() -> PriceTable:
    return _rows(packaged.table("image", "prices.toml"))


def _rows(content: Mapping[str, Any]) -> dict[str, PriceRow]:
    """Return the rows of a file.

    Raises:
        ValueError: what is wrong, to finish the sentence "It is wrong about …".
    """
    for key in content:
        if key not in ("models", "chat"):
            raise ValueError(f"“{key}”, which is no such field: rows are called [models.NAME]")
    _check_chat(content.get("chat", {}))
    models = content.get("models", {})
    if not isinstance(models, Mapping):
        raise ValueError("[models], which is no table")
    return {name: _prices(name, row) for name, row in models.items()}


def _check_chat(chat: object) -> None:
    """Make sure that the rows of chat models are prices.

    Raises:
        ValueError: what is wrong.
    """
    if not isinstance(chat, Mapping):
        raise ValueError("[chat], which is no table")
    for name, row in chat.items():
        prices = row if isinstance(row, Mapping) else {}
        if set(prices) - {"as_of", "source"} != {"input", "output"} or not all(
            _is_number(prices[key], DEAREST) for key in ("input", "output")
        ):
            raise ValueError(f"{name}, which has no prices “input” and “output”")


def _prices(name: str, row: object) -> PriceRow:
    if not isinstance(row, Mapping):
        raise ValueError(f"{name}, which is no table")
    for key, value in row.items():
        if key in ("as_of", "source"):
            continue
        if key not in _FIELDS:
            raise ValueError(f"“{key}” of {name}, which is no such field")
        if key != "tokens" and not _is_number(value, MOST_TOKENS if key == "partial" else DEAREST):
            raise ValueError(f"“{key}” of {name}, which is no price")
    for key in _FIELDS:
        if key not in row and key != "partial":
            raise ValueError(f"{name}, which has no “{key}”")
    tokens = row["tokens"]
    if not isinstance(tokens, Mapping) or not tokens:
        raise ValueError(f"“tokens” of {name}, which are no counts by quality")
    for quality, count in tokens.items():
        if not _is_number(count, MOST_TOKENS):
            raise ValueError(f"“tokens” of {name}, where “{quality}” is no count")
    return PriceRow(**{key: row[key] for key in _FIELDS if key in row})


_FIELDS = ("input", "image_input", "output", "tokens", "partial")


def _is_number(value: object, most: float) -> bool:
    """Whether *value* is a number from 0 to *most*; what is no number (NaN) is not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _row(table: PriceTable, model: str) -> PriceRow | None:
    """Return the row whose name *model* is or begins with: ``gpt-image-2.6-flare``."""
    names = [name for name in table if model == name or model.startswith(f"{name}-")]
    return table[max(names, key=len)] if names else None


def _squares(size: str) -> float:
    """Return a size's area in pictures of 1024×1024; ``auto`` may become 1536×1024."""
    width, _, height = size.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        return 1.5
    return max(1.0, int(width) * int(height) / (1024 * 1024))
