"""Regular expressions that are compiled when they are first used.

There are hundreds in the modules that any command imports, and most commands use a few of them:
compiling all was a third of the time in which `limner illustrate --missing` starts.
"""

import re
from typing import Any, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy_regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what is used like ``re.compile(pattern, flags)``, for a constant of a module.

    It is no instance of ``re.Pattern``, and two of them are never equal.
    """
    return cast("re.Pattern[str]", _LazyRegex(pattern, flags))


class _LazyRegex:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Answer what is not there yet: all methods are, from the first use on."""
        if name not in (*METHODS, "flags", "groups", "groupindex"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in METHODS})
        return getattr(compiled, name)
