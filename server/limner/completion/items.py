"""What is offered at a place: phrases, parameters, the names of settings and their values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import Field
from itertools import chain
from typing import Any

from limner.completion import cast_names, phrases
from limner.completion.completion_entries import Entries, Entry, limited
from limner.completion.places import CompletionPlace
from limner.prompt import dialects
from limner.prompt.dialects import Dialect
from limner.settings.cast_members import Cast
from limner.settings.declaration import BY_KEY, environment_name
from limner.settings.trust import Trust

SIZES = ("auto", "1024x1024", "1536x1024", "1024x1536")
"""The sizes of pictures that most models take."""


def entries_at(place: CompletionPlace, dialect: str, cast: Cast = ()) -> Entries:
    """Return what can be written at *place*.

    Args:
        place: a prompt, or a setting.
        dialect: of the prompt.
        cast: who may appear in it, or be named as appearing in a document.
    """
    if place.kind == "prompt":
        return _in_prompt(place.before, dialect, cast)
    if place.kind == "key":
        typed = place.before
        offered = (_setting(row, place) for row in _settable(place))
        return limited(len(typed), (entry for entry in offered if _begins(entry.label, typed)))
    if _key(place) == "cast" and place.form != "project":
        return limited(*cast_names.named(place.before, cast, quoted=place.form == "toml"))
    typed = place.before.lstrip(" \"'")
    values = (_value(entry, place) for entry in _values(_key(place)))
    return limited(len(place.before), (each for each in values if _begins(each.label, typed)))


def _in_prompt(before: str, dialect: str, cast: Cast) -> Entries:
    row = dialects.get(dialect) if dialect in dialects.ids() else dialects.get("generic")
    asked = re.search(r"(?<!\S)(--?\w*|Neg[\w ]*)$", before)
    if asked:
        offered = (each for each in _parameters(row) if _begins(each.text, asked[1]))
        return limited(len(asked[1]), offered)
    last = re.search(r"\w[\w'’-]*$", before)
    typed = len(last.group()) if last else 0
    fitting = (_phrase(match) for match in phrases.matches(before))
    return limited(typed, chain(cast_names.begun(before, cast), fitting))


def _phrase(match: phrases.Match) -> Entry:
    text = match.phrase.text
    return Entry(
        label=text,
        text=text[match.said :],
        kind="phrase",
        detail=match.phrase.slot,
        key=text[match.word :],
    )


def _parameters(row: Dialect) -> Iterator[Entry]:
    for parameter in row.parameters:
        text = parameter.text
        yield Entry(text, text, "parameter", row.name, parameter.about, text)
    if row.negative:
        about = f"What must not appear, at most {row.negative} characters."
        yield Entry("Negative prompt:", "Negative prompt: ", "parameter", row.name, about)


def _settable(place: CompletionPlace) -> Iterator["Field[Any]"]:
    """Yield the settings that may be stated at *place*: those of the project, or of a document."""
    for row in BY_KEY.values():
        trust = row.metadata["trust"]
        free = trust is Trust.FREE and row.metadata["documents"]
        known = free or (place.form == "project" and trust is not Trust.USER)
        if known and row.metadata["key"].startswith(place.key):
            yield row


def _setting(row: "Field[Any]", place: CompletionPlace) -> Entry:
    key = row.metadata["key"]
    is_keyword = place.form == "keyword"
    name = place.spelled(environment_name(key)) if is_keyword else key.removeprefix(place.key)
    sign = ": " if place.form in ("yaml", "keyword") else " = "
    about = row.metadata["about"] + _default(row)
    return Entry(name, name + sign, "setting", "setting", about, name)


def _key(place: CompletionPlace) -> str:
    """Return the setting whose value is meant, by the name the table of settings has."""
    if place.form == "keyword":
        variable = place.key.upper().replace("-", "_")
        return next((key for key in BY_KEY if environment_name(key) == variable), "")
    return place.key


def _values(key: str) -> Iterable[Entry]:
    row = BY_KEY.get(key)
    if row is None:
        return ()
    if key == "dialect":
        return [_dialect(dialects.get(each)) for each in dialects.ids()]
    texts: Iterable[str] = row.metadata["choices"]
    if isinstance(row.default, bool):
        texts = ("true", "false")
    elif key == "style":
        texts = phrases.media()
    elif key == "image.size":
        texts = SIZES
    return [Entry(text, text, "value", key, row.metadata["about"]) for text in texts]


def _value(entry: Entry, place: CompletionPlace) -> Entry:
    quoted = place.form in ("toml", "project") and entry.text not in ("true", "false")
    text = f'"{entry.text}"' if quoted else entry.text
    lead = place.before[: len(place.before) - len(place.before.lstrip(" \"'"))]
    return Entry(entry.label, text, "value", entry.detail, entry.about, lead + entry.text)


def _dialect(row: Dialect) -> Entry:
    least, most = row.words
    about = (
        f"{row.name}: {row.form}, {least} to {most} words, at most {row.limit:,} {row.unit}. "
        f"Sizes: {row.sizes}."
    )
    return Entry(row.id, row.id, "value", row.name, about)


def _default(row: "Field[Any]") -> str:
    default, choices = row.default, row.metadata["choices"]
    if isinstance(default, bool):
        said = "true" if default else "false"
    else:
        said = str(default) if default not in ("", ()) else "none"
    one_of = f" One of {', '.join(choices)}." if choices else ""
    return f"{one_of} Default: {said}."


def _begins(text: str, typed: str) -> bool:
    return text.lower().startswith(typed.lower())
