"""Something that happens, and the functions that are told."""

from collections.abc import Callable
from typing import Generic, ParamSpec

Arguments = ParamSpec("Arguments")


class Event(Generic[Arguments]):
    """Something that happens more than once; calling it tells everyone who listens, in order."""

    def __init__(self) -> None:
        self._listeners: list[Callable[Arguments, None]] = []

    def add(self, listener: Callable[Arguments, None]) -> None:
        """Tell *listener* from now on."""
        self._listeners.append(listener)

    def discard(self, listener: Callable[Arguments, None]) -> None:
        """Tell *listener* no more; one that does not listen stays as it is."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def __call__(self, *arguments: Arguments.args, **options: Arguments.kwargs) -> None:
        """Tell all who listen now."""
        for listener in tuple(self._listeners):
            listener(*arguments, **options)
