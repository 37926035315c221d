"""The cast of a work: who and what appears in it, as settings write it.

    [cast.Mia]
    look = "a girl of eight with short red hair"
    keep = "the scar over her left eye"
    names = ["the girl", "she"]
    references = ["/cast/mia.png"]

    [cast]
    "Captain Bruno" = "an old man with a white beard, in a blue coat"

What stands there is data: it is said in prompts, and decides nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from limner.patterns import lazy_regex

LONGEST_LOOK = 600
"""Characters of a look, or of what must never change: beyond it, no model would keep them."""

MOST_MEMBERS = 500

MOST_NAMES, LONGEST_NAME = 30, 80
"""Other names, and pictures, of one; and characters of a name."""

HIDDEN = lazy_regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What steers a terminal, or turns the direction of a text: no part of a look."""

FORM = "a table such as [cast.Mia] with look, keep, names and references"


@dataclass(frozen=True)
class CastMember:
    """One of the cast: a person, an animal, a thing or a place.

    Attributes:
        name: as documents write it, and as nothing else is called.
        look: what it looks like, in the author's words.
        keep: what must never change, said even where there is no room for all of the look.
        names: other names, such as "the girl" or "she", which count where they can mean no one
            else.
        references: pictures of the project that show it.
    """

    name: str
    look: str = ""
    keep: str = ""
    names: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The look with what must never change, as one text."""
        return "; ".join(filter(None, (self.look, self.keep)))


Cast = tuple[CastMember, ...]


def parsed(raw: object) -> tuple[Cast, tuple[str, ...]]:
    """Return the cast that a settings file writes, and a sentence for each entry left out of it.

    Raises:
        ValueError: what the value must be.
    """
    if raw == ():
        return (), ()
    if not isinstance(raw, Mapping):
        raise ValueError(FORM)
    if len(raw) > MOST_MEMBERS:
        raise ValueError(f"a table of at most {MOST_MEMBERS} names")
    members: dict[str, CastMember] = {}
    wrong: list[str] = []
    for name, said in raw.items():
        try:
            members[name.strip()] = member_of(name, said)
        except ValueError as error:
            wrong.append(f"{error} This entry is left out: correct it.")
    return tuple(members.values()), (*wrong, *_shared(tuple(members.values())))


def member_of(name: str, said: object) -> CastMember:
    """Return one of the cast as settings write it.

    Raises:
        ValueError: a sentence that says what is wrong.
    """
    if not any(map(str.isalpha, name)) or len(name) > LONGEST_NAME or HIDDEN.search(name):
        shown = HIDDEN.sub("?", name[:LONGEST_NAME])
        raise ValueError(f"“{shown}” is no name: it needs letters, and has at most 80.")
    if isinstance(said, str):
        said = {"look": said}
    if not isinstance(said, Mapping):
        raise ValueError(f"[cast.{name}] is no table with look, keep, names and references.")
    known = [field.name for field in fields(CastMember)][1:]
    for key in said:
        if key not in known:
            near = _near(key, known, 1)
            meant = f"is “{near[0]}” meant?" if near else f"there are {', '.join(known)}."
            raise ValueError(f"[cast.{name}] says “{key}”: {meant}")
    return CastMember(
        name.strip(),
        _text(name, "look", said),
        _text(name, "keep", said),
        _texts(name, "names", said),
        _texts(name, "references", said),
    )


def named_alike(cast: Cast, name: str) -> CastMember | None:
    """Return who of *cast* is called *name* already, whatever its capitals; ``None`` for nobody."""
    wanted = name.lower()
    return next(
        (
            member
            for member in cast
            if wanted in (each.lower() for each in (member.name, *member.names))
        ),
        None,
    )


def _shared(cast: Cast) -> tuple[str, ...]:
    """Return a sentence for each name with a capital letter that several of *cast* have."""
    owners: dict[str, list[str]] = {}
    for member in cast:
        for name in dict.fromkeys((member.name, *member.names)):
            if not name.islower():
                owners.setdefault(name, []).append(member.name)
    return tuple(
        f"“{name}” is a name of {' and of '.join(names)}: it means nobody else than who is called "
        "so first of all."
        if name in names
        else f"“{name}” is a name of {' and of '.join(names)}: it means neither."
        for name, names in owners.items()
        if len(names) > 1
    )


def joined(held: Cast, added: Cast) -> Cast:
    """Return both casts as one; of two with the same name, the one in *added*."""
    return tuple({member.name: member for member in (*held, *added)}.values())


def chosen(held: Cast, raw: object) -> Cast:
    """Return those of *held* whom a document names; it cannot say what they look like.

    Raises:
        ValueError: what the value must be.
    """
    listed = raw.strip("[] ").split(",") if isinstance(raw, str) else raw
    if not isinstance(listed, list | tuple) or not all(isinstance(name, str) for name in listed):
        raise ValueError("names of the project's cast, such as “Mia, Bruno”")
    names = [name.strip() for name in listed if name.strip()]
    by_name = {member.name: member for member in held}
    for number, name in enumerate(names):
        other = named_alike(held, name)
        names[number] = other.name if other and name not in by_name else name
    if unknown := [name for name in names if name not in by_name]:
        if not held:
            raise ValueError("names of the project's cast, which has nobody yet")
        near = _near(unknown[0], by_name, 1)
        meant = f"; is {near[0]} meant?" if near else f": there are {', '.join(by_name)}"
        raise ValueError(
            "names of the project's cast with commas between them, to which "
            f"“{unknown[0][:60]}” does not belong{meant}"
        )
    return tuple(by_name[name] for name in names)


def _text(name: str, key: str, said: Mapping[str, object]) -> str:
    value = said.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST_LOOK:
        raise ValueError(
            f"{key} of [cast.{name}] must be a text of at most {LONGEST_LOOK} characters."
        )
    return " ".join(HIDDEN.sub(" ", value).split())


def _texts(name: str, key: str, said: Mapping[str, object]) -> tuple[str, ...]:
    value = said.get(key, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{key} of [cast.{name}] must be a list of texts.")
    if len(value) > MOST_NAMES or any(len(each) > 4 * LONGEST_NAME for each in value):
        raise ValueError(f"{key} of [cast.{name}] must be at most {MOST_NAMES} short texts.")
    return tuple(filter(None, (" ".join(HIDDEN.sub(" ", each).split()) for each in value)))


def _near(word: str, known: Iterable[str], many: int) -> list[str]:
    """Return which of *known* may be meant by *word*, the likeliest first."""
    from difflib import get_close_matches  # The server starts without it.

    return get_close_matches(word, known, many)
