"""The embedded image model: it draws what the words say, without a key and without a network.

The same words give the same sketch. Several candidates differ in composition; a change by words is
made to the plan, and what a sketch can't do is said.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from limner.errors import InputError
from limner.image.request import Drawn, PaidStep, PictureRequest
from limner.image.sketch.plans.scene_plan import ScenePlan
from limner.patterns import lazy_regex

SIZE = lazy_regex(r"(\d{1,5})x(\d{1,5})")
USUAL = (1024, 1024)
SMALLEST, LARGEST = 64, 3840

HOW_TO_DRAW = (
    "No image service is set up: this picture is a sketch of your words. "
    "“limner setup” says how to get a drawn one."
)
ABLE = (
    "A sketch can change its time, weather, place, colours, sizes, counts, words and what is in it"
)


class Sketch:
    """An image model that needs neither key nor network, and touches no paid step."""

    async def generate(
        self,
        request: PictureRequest,
        step: PaidStep,
        on_progress: Callable[[str], None] = lambda _: None,
    ) -> Drawn:
        """Draw the sketches for *request*; they cost nothing.

        Raises:
            InputError: nothing of what should be changed is something that a sketch can do.
        """
        on_progress("Drawing a sketch")
        pictures, unmet = await asyncio.to_thread(_drawn, request)
        notes = tuple(f"{ABLE}, but not “{part}”." for part in unmet)
        return Drawn(pictures=pictures, renderer="placeholder", notes=(HOW_TO_DRAW, *notes))


def render(
    words: str,
    size: str = "auto",
    format: str = "png",  # noqa: A002 (the request's own word)
    composition: int = 0,
) -> bytes:
    """Return the sketch of *words* as a file of *size* (``auto`` is 1024×1024)."""
    from limner.image.sketch.plans.planning import plan_of

    return _file(plan_of(words, composition=composition), size, format)


def _drawn(request: PictureRequest) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """Return the pictures of *request*, and what of its changes could not be made."""
    from limner.image.sketch.plans.plan_changes import changed
    from limner.image.sketch.plans.planning import plan_of

    plan = plan_of(request.words or request.title or request.prompt)
    unmet: tuple[str, ...] = ()
    for instruction in request.changes:
        before = plan
        plan, unmet = changed(plan, instruction)
    if unmet and plan == before:
        raise InputError(
            f"{ABLE}, but not “{unmet[0]}”: set up an image service for that "
            "(image.baseUrl, or a key)."
        )
    pictures = tuple(
        _file(replace(plan, composition=request.composition + number), request.size, request.format)
        for number in range(max(1, request.candidates))
    )
    return pictures, unmet


def _file(plan: ScenePlan, size: str, file_format: str) -> bytes:
    from limner.image.sketch.drawn_plan import encoded, picture_of

    return encoded(picture_of(plan, *_pixels(size)), file_format)


def _pixels(text: str) -> tuple[int, int]:
    match = SIZE.fullmatch(text)
    if match is None:
        return USUAL
    width, height = (min(LARGEST, max(SMALLEST, int(side))) for side in match.groups())
    return width, height
