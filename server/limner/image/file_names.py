"""What a picture's file is called: from the author's own words, safe on every platform."""

import hashlib

SLUG_LETTERS = 48

RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names that Windows keeps for devices, with any ending."""


def slug(words: str) -> str:
    """Return *words* as a file name of ``[a-z0-9-]``, at most 48 letters, without an ending.

    Other scripts are transliterated. Words without any letter or digit, and names that Windows
    reserves, get eight hexadecimal digits of the words' SHA-256, so that the name is stable.
    """
    from slugify import slugify

    name = slugify(
        words[:2000],
        max_length=SLUG_LETTERS,
        word_boundary=True,
        save_order=True,
        replacements=[("'", ""), ("\u2019", "")],
    )
    if not name or name in RESERVED:
        digits = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{name}-{digits}" if name else f"picture-{digits}"
    return name


def named(name: str, extension: str) -> tuple[str, str]:
    """Return the stem and the ending of *name* for a picture whose bytes say *extension*.

    An ending that means the same (``.PNG``, ``.jpeg``) stays as it is written.
    """
    stem, _, ending = name.rpartition(".")
    kind = {"jpeg": "jpg"}.get(ending.lower(), ending.lower())
    if not stem or kind not in ("png", "jpg", "webp"):
        return name, extension
    return stem, ending if kind == extension else extension
