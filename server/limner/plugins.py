"""Plugins: what a person has installed beside Limner, and named in their own settings.

A plugin is an entry point in the group ``limner.markup`` or ``limner.backend``. Those that nobody
has named are not looked at, so that what else is installed there runs no code of its own.
"""

from typing import Literal, Protocol, TypeVar

from limner.errors import InputError

INTERFACE = 1
"""Version of what plugins and Limner know of each other: a new one breaks older plugins."""


class Versioned(Protocol):
    """A plugin of either kind."""

    @property
    def interface(self) -> int:
        """The `INTERFACE` that it was written for."""
        ...


_Plugin = TypeVar("_Plugin", bound=Versioned)


def load(kind: Literal["markup", "backend"], name: str, form: type[_Plugin]) -> _Plugin:
    """Import the plugin *name*, which the person has named for this *kind*.

    Raises:
        InputError: it is not installed, cannot be imported, or is for another version of Limner.
    """
    from importlib.metadata import entry_points

    group, setting = f"limner.{kind}", f"plugins.{kind}"
    found = next(iter(entry_points(group=group, name=name)), None)
    if found is None:
        raise InputError(
            f"No plugin “{name}” for {group} is installed: install it beside Limner, or take it "
            f"out of {setting} in your config.toml."
        )
    try:
        plugin = found.load()
    except (Exception, SystemExit) as error:
        raise InputError(
            f"The plugin “{name}” cannot be imported ({complaint(error)}): update it, or take it "
            f"out of {setting} in your config.toml."
        ) from error
    if not isinstance(plugin, form):
        raise InputError(f"The plugin “{name}” is no {form.__name__}: update it.")
    if plugin.interface != INTERFACE:
        raise InputError(
            f"The plugin “{name}” is for interface {plugin.interface} of Limner, and this one has "
            f"{INTERFACE}: update the older of the two."
        )
    return plugin


def complaint(error: BaseException) -> str:
    """Return what a plugin's *error* says, on one line that fits into a sentence."""
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
