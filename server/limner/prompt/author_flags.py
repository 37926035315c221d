"""Flags that authors write as for Midjourney, said in each dialect.

``--ar``, ``--no`` and settings of taste (``--stylize 250``) are the author's wish and harm nobody:
Midjourney's prompts end with them, elsewhere they become a size and exclusions. What would choose
a model, a reference picture or something that costs is left out, and a note says so; words of a
document decide none of that.
"""

import re
from dataclasses import replace

from limner.patterns import lazy_regex
from limner.prompt import naming, shortening
from limner.prompt.cleaning import clean
from limner.prompt.dialects import Dialect, fits
from limner.prompt.expansion import Expanded, Expansion
from limner.prompt.generator_syntax import AuthorFlags, neutralise
from limner.prompt.language import language
from limner.prompt.ledger.nouns import singular

MOST_NEVER, LONGEST_NEVER = 40, 60
"""Things that no picture of a work shows, and characters of each."""

OWN = lazy_regex(r"\s--(?=[a-z])")
"""What begins each flag at the end of a Midjourney prompt."""


def description(flags: AuthorFlags, dialect: Dialect) -> str:
    """Return what an expander reads: the words, with what must not appear said in words.

    Exclusions are read from English alone; in other languages they join the prompt afterwards
    where the dialect has a place for them.
    """
    if not flags.excluded or not (_spoken(flags) or dialect.exclusions == "text"):
        return flags.words
    said = ", ".join(f"no {what}" for what in flags.excluded)
    if flags.words.endswith((".", "!", "?")):
        return f"{flags.words} {said[:1].upper()}{said[1:]}."
    return f"{flags.words.rstrip(',;: ')}, {said}"


def with_flags(
    expanded: Expanded, flags: AuthorFlags, ratio: tuple[int, int] | None, dialect: Dialect
) -> Expanded:
    """Return *expanded* with what the author said in flags, as far as *dialect* can say it.

    Args:
        expanded: made from `description`.
        flags: of the author's words.
        ratio: the shape that the words ask for, in flags or otherwise.
        dialect: of the prompts; a note names what it has no counterpart for.
    """
    kept, notes = _kept(flags, ratio, dialect)
    ending = (*([f"--ar {ratio[0]}:{ratio[1]}"] if ratio else []), *kept)
    items = tuple(_with_flags(item, flags, ending, dialect) for item in expanded.items)
    return replace(expanded, items=items, notes=(*expanded.notes, *notes))


def without(
    expanded: Expanded, excluded: tuple[str, ...], words: str, dialect: Dialect
) -> Expanded:
    """Return *expanded* without what no picture of a work shows, where *dialect* can say that.

    What the author's *words* ask for themselves is shown.
    """
    excluded = tuple(_plain(what, dialect) for what in excluded[:MOST_NEVER])
    asked = {singular(word) for word in re.findall(r"[\w-]+", words.lower())}
    excluded = tuple(
        what for what in excluded if what and singular(what.lower().split()[-1]) not in asked
    )
    if not excluded:
        return expanded
    if dialect.exclusions == "positive":
        note = f"{dialect.name} has no place for exclusions: work.never is left out."
        return replace(expanded, notes=(*expanded.notes, note))
    items = tuple(_without(item, excluded, dialect) for item in expanded.items)
    return replace(expanded, items=items)


def _plain(what: str, dialect: Dialect) -> str:
    """Return *what* as a few plain words, in which nothing is a flag, a weight or another thing."""
    words = re.sub(r"[,;:|<>()\[\]{}]|--+|—", " ", neutralise(clean(what), dialect))
    return " ".join(words.split())[:LONGEST_NEVER]


def _without(item: Expansion, excluded: tuple[str, ...], dialect: Dialect) -> Expansion:
    if dialect.exclusions == "text":
        told = ", ".join(f"no {what}" for what in excluded)
        said = f"{item.prompt} {told[:1].upper()}{told[1:]}."
        return replace(item, prompt=said) if fits(said, dialect) else item
    return _with_flags(item, AuthorFlags("", excluded), (), dialect, named=False)


def _spoken(flags: AuthorFlags) -> bool:
    return language(flags.words) == "en"


def _kept(
    flags: AuthorFlags, ratio: tuple[int, int] | None, dialect: Dialect
) -> tuple[list[str], list[str]]:
    """Return the flags that *dialect* takes, beside the shape and exclusions, and notes."""
    generator = dialect.name if dialect.id != "generic" else "other generators"
    taken = {parameter.name: parameter for parameter in dialect.parameters}
    kept: list[str] = []
    foreign: list[str] = []
    wrong: list[str] = []
    notes: list[str] = []
    for name, value in flags.settings:
        said = f"--{name} {value}".strip() if not name.startswith("::") else name
        if name == "ar" and ratio and _is(value, ratio):
            if dialect.aspect != "flag":
                notes.append(
                    f"{said} stands in no prompt for {generator}: set the picture's size instead, "
                    "as Limner does when it draws."
                )
        elif parameter := taken.get(f"--{name}"):
            (kept if name != "ar" and parameter.takes(value) else wrong).append(said)
        else:
            foreign.append(said.split(" ")[0])
    if wrong:
        notes.append(f"{_listed(wrong)}: no value that {generator} takes, left out.")
    if foreign and dialect.aspect == "flag":
        notes.append(
            f"{_listed(foreign)}: left out, since words choose no model, no reference and nothing "
            f"that costs, or {generator} does not take it."
        )
    elif foreign:
        notes.append(
            f"Midjourney's {_listed(foreign)} {'has' if len(foreign) == 1 else 'have'} no "
            f"counterpart for {generator}: left out."
        )
    if flags.excluded and dialect.exclusions == "positive" and not _spoken(flags):
        notes.append(f"{generator} has no place for exclusions: --no is left out.")
    return kept, notes


def _is(value: str, ratio: tuple[int, int]) -> bool:
    sides = [int(side) for side in value.split(":") if side.isdecimal()]
    return len(sides) == 2 and sides[0] * ratio[1] == sides[1] * ratio[0]


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _with_flags(
    item: Expansion,
    flags: AuthorFlags,
    ending: tuple[str, ...],
    dialect: Dialect,
    *,
    named: bool = True,
) -> Expansion:
    if flags.excluded and named:
        # What must not appear is no part of a title, and a reader has no use for it either.
        item = replace(item, title=naming.title(flags.words), alt=naming.alt(flags.words))
    if dialect.aspect == "flag":
        prompt = _ended(item.prompt, flags.excluded, ending)
        if prompt != item.prompt and not fits(prompt, dialect):
            prompt = shortening.shorten(prompt, None, dialect)
        return replace(item, prompt=prompt)
    if flags.excluded and dialect.negative:
        things = _once((*flags.excluded, *(item.negative or "").split(",")))
        return replace(item, negative=things[: dialect.negative])
    return item


def _ended(prompt: str, excluded: tuple[str, ...], ending: tuple[str, ...]) -> str:
    """Return *prompt* with these flags at its end, each once; the author's come before its own."""
    quoted = max(prompt.rfind(mark) for mark in '"”') + 1
    body, *own = OWN.split(prompt[quoted:])
    held = dict(_pair(flag) for flag in own)
    things = _once((*excluded, *held.pop("no", "").split(",")))
    flags = {**({"no": things} if things else {}), **held}
    flags.update(_pair(flag.removeprefix("--")) for flag in ending)
    written = (f"--{name} {value}".strip() for name, value in flags.items())
    return " ".join((prompt[:quoted] + body, *written))


def _once(things: tuple[str, ...]) -> str:
    """Return *things* between commas, each once, however it is capitalised."""
    held: dict[str, str] = {}
    for thing in things:
        held.setdefault(thing.strip().lower(), thing.strip())
    return ", ".join(filter(None, held.values()))


def _pair(flag: str) -> tuple[str, str]:
    name, _, value = flag.strip().partition(" ")
    return name, value
