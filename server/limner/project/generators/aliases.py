"""What links may begin with in place of a folder, as the configurations of build tools say."""

from pathlib import Path

from limner.patterns import lazy_regex
from limner.project.convention import normal

Alias = tuple[str, Path]
"""What a link begins with, and the folder that means."""

_QUOTED = r"[\"'`]([^\"'`\n]+)[\"'`]"
_NAME = r"[\"'`]([@~$#][\w@~$#.*/-]*)[\"'`]"
_STATED = lazy_regex(
    rf"{_NAME}\s*:\s*(?:\[\s*)?"
    # A path alone, or one made of the configuration's own folder.
    rf"(?:{_QUOTED}|(?:\w+\.)?(?:resolve|join)\([^()\n]*?{_QUOTED}\s*\)"
    rf"|fileURLToPath\(\s*new URL\(\s*{_QUOTED})"
)
_LISTED = lazy_regex(
    rf"find:\s*{_NAME}\s*,\s*replacement:\s*"
    rf"(?:{_QUOTED}|(?:\w+\.)?(?:resolve|join)\([^()\n]*?{_QUOTED}\s*\)"
    rf"|fileURLToPath\(\s*new URL\(\s*{_QUOTED})"
)


def aliases_in(site: Path, text: str) -> tuple[Alias, ...]:
    """Return the aliases that a configuration in *site* plainly states."""
    found: list[Alias] = []
    for stated in (*_STATED.finditer(text), *_LISTED.finditer(text)):
        alias, *written = stated.groups()
        path = next(each for each in written if each)
        if "*" in alias and not alias.endswith("/*"):
            continue
        folder = normal(site / path.removesuffix("*").lstrip("/"))
        found.append((alias.removesuffix("*").rstrip("/") + "/", folder))
    return tuple(found)
