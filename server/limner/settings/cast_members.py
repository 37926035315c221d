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

from collections.abc import Mapping
from dataclasses import dataclass, fields

LONGEST_LOOK = 600
"""Characters of a look, or of what must never change: beyond it, no model would keep them."""

MOST_MEMBERS = 500

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


def parsed(raw: object) -> Cast:
    """Return the cast that a settings file writes.

    Raises:
        ValueError: what the value must be.
    """
    if raw == ():
        return ()
    if not isinstance(raw, Mapping):
        raise ValueError(FORM)
    if len(raw) > MOST_MEMBERS:
        raise ValueError(f"a table of at most {MOST_MEMBERS} names")
    return tuple(_member(name, said) for name, said in raw.items())


def joined(held: Cast, added: Cast) -> Cast:
    """Return both casts as one; of two with the same name, the one in *added*."""
    return tuple({member.name: member for member in (*held, *added)}.values())


def chosen(held: Cast, raw: object) -> Cast:
    """Return those of *held* whom a document names; it cannot say what they look like.

    Raises:
        ValueError: what the value must be.
    """
    listed = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(listed, list | tuple) or not all(isinstance(name, str) for name in listed):
        raise ValueError("names of the project's cast, such as “Mia, Bruno”")
    names = [name.strip() for name in listed if name.strip()]
    by_name = {member.name: member for member in held}
    if unknown := [name for name in names if name not in by_name]:
        raise ValueError(
            f"names of the project's cast, to which “{unknown[0][:60]}” does not belong"
        )
    return tuple(by_name[name] for name in names)


def _member(name: str, said: object) -> CastMember:
    if not any(map(str.isalpha, name)) or len(name) > 80:
        raise ValueError("a table whose names have letters, and at most 80 characters")
    if isinstance(said, str):
        said = {"look": said}
    known = [field.name for field in fields(CastMember)][1:]
    if not isinstance(said, Mapping) or (wrong := [key for key in said if key not in known]):
        why = f"; “{wrong[0]}” is none of them" if isinstance(said, Mapping) else ""
        raise ValueError(f"{FORM}{why}")
    return CastMember(
        name.strip(),
        _text(name, "look", said),
        _text(name, "keep", said),
        _texts(name, "names", said),
        _texts(name, "references", said),
    )


def _text(name: str, key: str, said: Mapping[str, object]) -> str:
    value = said.get(key, "")
    if not isinstance(value, str) or len(value) > LONGEST_LOOK:
        raise ValueError(
            f"a table in which {name}'s {key} is a text of at most {LONGEST_LOOK} characters"
        )
    return " ".join(value.split())


def _texts(name: str, key: str, said: Mapping[str, object]) -> tuple[str, ...]:
    value = said.get(key, [])
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"a table in which {name}'s {key} is a list of texts")
    return tuple(filter(None, (" ".join(each.split()) for each in value)))
