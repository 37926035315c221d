"""How far a picture has come, where a service sends it along unfinished."""

from collections.abc import Callable

from limner.image import answer

ORDINALS = ("first", "second", "third", "fourth")
NUMBERS = ("one", "two", "three", "four")
"""Passes by number of unfinished pictures: the finished one is a pass as well."""


def passes(what: str, partial: int, on_progress: Callable[[str], None]) -> Callable[[bytes], None]:
    """Say *what* is happening, and which pass has begun with each unfinished picture that comes."""
    begun = 0

    def say() -> None:
        said = f"{what}, {ORDINALS[begun]} of {NUMBERS[partial]} passes" if partial else what
        on_progress(said)

    def heard(event: bytes) -> None:
        nonlocal begun
        if answer.is_partial(event) and begun < partial:
            begun += 1
            say()

    say()
    return heard
