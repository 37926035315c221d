"""What a plugin's code is asked, and whether its answer is one; what goes wrong is one sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from limner import plugins
from limner.document import Document, Replacement, Span
from limner.errors import InputError, LimnerError
from limner.markup.interface import Annotations, Keyword, LinkForm, Parts

_Answer = TypeVar("_Answer")

IsRight = Callable[[object], bool]


def asked(name: str, what: str, ask: Callable[[], _Answer], is_right: IsRight) -> _Answer:
    """Return the plugin's answer.

    Raises:
        LimnerError: the plugin says itself what is wrong, or raises anything else, or its answer
            is none.
    """
    try:
        answer = ask()
        if is_right(answer):
            return answer
        why = f"it gave a {type(answer).__name__} that is no such thing"
    except LimnerError:
        raise
    except (Exception, SystemExit) as error:
        why = plugins.complaint(error)
    raise InputError(
        f"The markup of the plugin “{name}” cannot {what} ({why}): update it, or take it out of "
        "plugins.markup in your config.toml."
    )


def guarded(
    name: str, what: str, function: Callable[..., _Answer], is_right: IsRight
) -> Callable[..., _Answer]:
    """Return *function* of the plugin called *name* as one that is `asked`."""
    return lambda *given: asked(name, what, lambda: function(*given), is_right)


def guarded_steps(
    name: str, what: str, function: Callable[..., Iterable[str]]
) -> Callable[..., Iterator[str]]:
    """Return *function* as one that is `asked` for each text it yields, when that is wanted."""

    def steps(*given: object) -> Iterator[str]:
        left = asked(name, what, lambda: iter(function(*given)), lambda _: True)
        while (
            step := asked(name, what, lambda: next(left, None), is_a(str, type(None)))
        ) is not None:
            yield step

    return steps


def is_a(*kinds: type) -> IsRight:
    """Return what says whether a value is of one of these *kinds*."""
    return lambda value: isinstance(value, kinds)


def is_tuple_of(is_right: IsRight) -> IsRight:
    """Return what says whether a value is a tuple of such values."""
    return lambda value: isinstance(value, tuple) and all(map(is_right, value))


def is_row_of(is_right: IsRight) -> IsRight:
    """Return what says whether a value is a tuple or list of such values."""
    return lambda value: isinstance(value, tuple | list) and all(map(is_right, value))


def is_in(document: Document, span: object) -> bool:
    """Say whether *span* lies in *document*."""
    return isinstance(span, Span) and 0 <= span.start <= span.end <= len(document.text)


def is_edit(document: Document, edit: object) -> bool:
    """Say whether *edit* is one of *document*."""
    return (
        isinstance(edit, Replacement) and isinstance(edit.text, str) and is_in(document, edit.span)
    )


def is_pattern(value: object) -> bool:
    """Say whether *value* is the text of a regular expression."""
    try:
        return isinstance(value, str) and bool(re.compile(value))
    except re.error:
        return False


def is_insertion(value: object) -> bool:
    """Say whether *value* is an `Insertion` or none."""
    return value is None or (
        isinstance(value, tuple)
        and len(value) == 2
        and isinstance(value[0], int)
        and isinstance(value[1], str)
    )


def _is_form(value: object) -> bool:
    return (
        isinstance(value, LinkForm)
        and is_tuple_of(is_a(re.Pattern))((value.begins, value.chosen, value.alt, value.empty))
        and is_pattern(value.defined)
    )


def _are_annotations(value: object) -> bool:
    return (
        isinstance(value, Annotations)
        and is_pattern(value.comment)
        and is_pattern(value.fence)
        and is_tuple_of(is_a(str))(value.ends)
        and is_tuple_of(is_a(str))(value.remark)
        and len(value.remark) == 2
        and isinstance(value.keyword, Keyword | None)
    )


def _are_parts(value: object) -> bool:
    return value is None or (
        isinstance(value, Parts)
        and isinstance(value.is_whole, str)
        and isinstance(value.named, re.Pattern)
        and is_tuple_of(is_a(str))(value.usual)
        and is_tuple_of(is_a(str))(value.endings)
    )


ABOUT: dict[str, IsRight] = {
    "searched": is_a(bool),
    "served": is_a(bool),
    "signs": is_row_of(is_a(str)),
    "forms": is_row_of(_is_form),
    "annotations": _are_annotations,
    "parts": _are_parts,
}
"""What a markup says of itself, and whether that can be used."""
