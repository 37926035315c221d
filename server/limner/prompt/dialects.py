"""What each image generator takes: form, limits, exclusions, and syntax it would misread.

The facts stand in ``dialects.toml``, each with its source and date; a new generator is a new
table there, and a person may have tables of their own (`limner.prompt.dialect_tables`). How a limit
is counted, and how long a prompt should be, stands here.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from limner import files
from limner.errors import InputError, SettingsError
from limner.patterns import lazy_regex
from limner.prompt.dialect_tables import (
    AspectPlace,
    Exclusions,
    PromptForm,
    Schema,
    Unit,
    tables,
)
from limner.prompt.word_count import count_words


@dataclass(frozen=True)
class Fact:
    """Where one value of a row comes from, and the month it was read."""

    field: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Parameter:
    """What may stand at the end of a prompt.

    Attributes:
        text: as it is written, with a usual value.
        about: what it does.
        values: the least and the most it takes, in whole numbers; ``None`` for anything else.
    """

    text: str
    about: str
    values: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """The flag alone."""
        return self.text.split()[0]

    def takes(self, value: str) -> bool:
        """Say whether *value* can stand behind it; ``""`` behind one that takes none."""
        if self.values is None:
            return bool(value) == (" " in self.text)
        least, most = self.values
        return value.isdecimal() and least <= int(value) <= most


@dataclass(frozen=True)
class Dialect:
    """One image generator.

    Attributes:
        id: its name in settings and on the command line.
        name: its name for people.
        form: how a prompt is written for it.
        limit: the most it takes, in *unit*.
        words: how many words an expansion of a short description aims at, least and most.
        exclusions: how things that must not appear are said.
        negative: the most characters of its negative prompt; 0 where it has none.
        aspect: where the picture's shape is said.
        sizes: the sizes it takes, for people.
        forbids: names in `limner.prompt.generator_syntax` that must not appear in a prompt.
        lead: words before the subject in prose, ``""`` for none.
        motion: whether it makes moving pictures.
        schema: which JSON it takes, in `limner.prompt.json_prompt`; ``""`` where it takes text.
        parameters: what may stand at a prompt's end.
        facts: where each value comes from.
    """

    id: str
    name: str
    form: PromptForm
    limit: int
    unit: Unit
    words: tuple[int, int]
    exclusions: Exclusions
    negative: int
    aspect: AspectPlace
    sizes: str
    forbids: tuple[str, ...]
    lead: str = ""
    motion: bool = False
    schema: Schema = ""
    parameters: tuple[Parameter, ...] = ()
    facts: tuple[Fact, ...] = ()


DETAILED = 15
LONG = 40
"""Words beyond which a description counts as detailed, and from which it is only tidied."""

OTHER_NAMES = {
    **dict.fromkeys(("dalle", "dall-e", "dalle3", "dall-e-3", "gpt-image", "chatgpt"), "openai"),
    **dict.fromkeys(("imagen", "nano-banana"), "gemini"),
    **dict.fromkeys(("sdxl", "stable-diffusion"), "sd"),
    "flux": "flux2",
}
"""What people call a generator whose prompts have another id here."""

WORD_OR_MARK = lazy_regex(r"\w+(?:['’]\w+)?|[^\w\s]")


def get(id: str) -> Dialect:  # noqa: A002  # the field is called id everywhere else
    """Return the row of *id*.

    Raises:
        InputError: no generator has this id; the message lists those that exist.
    """
    try:
        return _rows()[id]
    except KeyError:
        raise InputError(f"There is no dialect “{id}”: choose one of {', '.join(ids())}.") from None


def ids() -> tuple[str, ...]:
    """Return the ids of all generators, in the order of the data file."""
    return tuple(_rows())


def check(id: str) -> None:  # noqa: A002  # as above
    """Make sure that a setting names a dialect; a table that cannot be read is told elsewhere.

    Raises:
        ValueError: what it must be.
    """
    try:
        known = ids()
    except SettingsError:
        return
    if id not in known:
        from difflib import get_close_matches  # The server starts without it.

        name = id.lower()
        meant = OTHER_NAMES.get(name) or next(iter(get_close_matches(name, known, 1)), "")
        meant = f" (did you mean {meant}?)" if meant else ""
        raise ValueError(f"one of {', '.join(known)}{meant}")


def measure(text: str, unit: Unit) -> int:
    """Return how long *text* is in *unit*.

    Tokens are estimated high, since no generator's tokenizer is at hand: a word counts 1.3 and
    one more for every six letters beyond the sixth, a punctuation mark 1.
    """
    if unit == "characters":
        return len(text)
    if unit == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    tenths = 0
    for piece in WORD_OR_MARK.findall(text):
        tenths += 13 + 10 * (max(0, len(piece) - 6) // 6) if piece[0].isalnum() else 10
        tenths += 10 * sum(character > "\u2e80" for character in piece)
    return -(-tenths // 10)


def fits(text: str, dialect: Dialect) -> bool:
    """Say whether *text* is within the generator's hard limit."""
    return measure(text, dialect.unit) <= dialect.limit


def band(source_words: int, dialect: Dialect) -> tuple[int, int]:
    """Return least and most words of a prompt for a source of so many words.

    Short sources get the dialect's band. The more a source says, the less is added; from forty
    words on it is tidied, and at most three tenths are added.
    """
    least, most = dialect.words
    if source_words <= DETAILED:
        return least, most
    if source_words >= LONG:
        return 0, int(source_words * 1.3)
    return 0, min(most, 2 * source_words + 30, source_words + 110 - 2 * source_words)


def count(prompt: str, dialect: Dialect) -> int:
    """Return how many words *prompt* has, without flags and JSON keys."""
    if dialect.form == "json":
        prompt = re.sub(r'"\w+":\s*', " ", prompt)
    return count_words(re.sub(r"\s--\w[^-]*", "", prompt))


@cache
def _rows() -> dict[str, Dialect]:
    """Return all rows; a person's own file is read once, as Limner's is.

    Raises:
        SettingsError: the person's file does not parse, or says something wrong.
    """
    own = files.configuration_folder() / "dialects.toml"
    return {name: _row(name, table) for name, table in tables(own).items()}


def _row(id: str, table: dict[str, Any]) -> Dialect:  # noqa: A002  # as above
    values = {key: entry["value"] for key, entry in table.items() if isinstance(entry, dict)}
    facts = tuple(
        Fact(key, entry["source"], entry["as_of"])
        for key, entry in table.items()
        if isinstance(entry, dict)
    )
    return Dialect(
        id=id,
        name=table["name"],
        form=values["form"],
        limit=values["limit"],
        unit=table["limit"]["unit"],
        words=(values["words"][0], values["words"][1]),
        exclusions=values["exclusions"],
        negative=values.get("negative", 0),
        aspect=values["aspect"],
        sizes=values["sizes"],
        forbids=tuple(values["forbids"]),
        lead=values.get("lead", ""),
        motion=values.get("motion", False),
        schema=values.get("schema", ""),
        parameters=tuple(
            Parameter(text, about, (bounds[0], bounds[1]) if bounds else None)
            for text, about, *bounds in values.get("parameters", ())
        ),
        facts=facts,
    )
