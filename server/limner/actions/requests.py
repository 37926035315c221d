"""From a prompt and settings to the request that is sent: as its model takes it, and its price."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from limner.image import file_names
from limner.image.aspect import aspect_of, unwritten
from limner.image.finishing import AS_DRAWN, QUALITY, Finish
from limner.image.fitting import fit
from limner.image.jobs.image_backend import Tariff
from limner.image.models import ANYTHING, Limits
from limner.image.request import FileFormat, PictureRequest
from limner.image.sizes import best, covering, parse
from limner.prompt import author_flags, dialects, shortening
from limner.prompt.expansion import Expansion
from limner.prompt.generator_syntax import read_flags
from limner.prompt.looks.binding import Look
from limner.prompt.purposes import purpose_of
from limner.settings.declaration import Settings

SLOW = ("auto", "high", "xhigh", "max")
"""Qualities that take long enough to speak of passes; quick ones would cost half as much again."""


@dataclass(frozen=True)
class FittedRequest:
    """A request as its model takes it.

    Attributes:
        request: what is asked for.
        price: estimated micro-dollars; ``None`` when they are not known.
        notes: one sentence for each thing that is different from what was asked.
    """

    request: PictureRequest
    price: int | None
    notes: tuple[str, ...] = ()


def request_of(expansion: Expansion, settings: Settings, at: Path | None = None) -> PictureRequest:
    """Return what is asked of an image model.

    Args:
        expansion: the prompt, and what the picture is called.
        settings: what the picture should be like.
        at: the file it is for, whose ending says the format.
    """
    return PictureRequest(
        prompt=_without_flags(expansion.prompt, settings.dialect),
        negative=expansion.negative,
        size=settings.image_size,
        quality=settings.image_quality,
        format=_format(at) if at else settings.image_format,
        candidates=settings.image_candidates,
        title=expansion.title,
        compression=settings.image_compression if settings.image_compression < 100 else None,
        background=settings.image_background,
        partial=settings.image_passes if settings.image_quality in SLOW else 0,
    )


def finish_of(settings: Settings, at: Path | None = None) -> Finish:
    """Return what a picture becomes before it is saved, as the file *at* if one is asked for."""
    asked = _format(at) if at else settings.image_format
    quality = settings.image_compression if settings.image_compression < 100 else QUALITY
    if settings.image_exact:
        return Finish(settings.image_exact, asked, quality)
    return Finish("", asked, quality) if asked == "avif" else AS_DRAWN


def fit_request(
    request: PictureRequest,
    tariff: Tariff | None,
    words: str = "",
    references: tuple[bytes, ...] = (),
    dialect: str = "generic",
    exact: str = "",
    file_name: str = "",
) -> FittedRequest:
    """Return *request* as its model takes it, with its price.

    Args:
        request: what is asked for.
        tariff: what the model takes and costs; ``None`` for a sketch, which takes anything.
        words: the author's own, which may ask for a shape.
        references: encoded pictures to follow, where the model takes some.
        dialect: of the prompt, which is cut where it is too long.
        file_name: of the picture, which may say what it is for, and so its shape.
        exact: the size of the saved file, whose shape is drawn where no other size is set.

    Raises:
        InputError: the model cannot do what is asked.
    """
    if tariff is None:
        # A sketch is drawn in any size.
        size = request.size if request.size != "auto" or not exact else exact
        kind: FileFormat = "png" if request.format == "avif" else request.format
        shaped = _shaped(replace(request, size=size, format=kind), words, file_name, ANYTHING)
        return FittedRequest(replace(shaped, words=shaped.words or words), 0)
    limits, model, most = tariff.limits, tariff.model, tariff.limits.characters
    if limits.inputs:
        request = replace(request, inputs=(*request.inputs, *references))
    if request.size == "auto" and (pixels := parse(exact)):
        request = replace(request, size=covering(pixels, limits))
    request = _shaped(request, words, file_name, limits)
    cut: tuple[str, ...] = ()
    if len(request.prompt) > most:
        measured = replace(dialects.get(dialect or "generic"), unit="characters", limit=most)
        request = replace(request, prompt=shortening.shorten(request.prompt, None, measured))
        cut = (f"The prompt was cut to the {most:,} characters that {model} takes.",)
    request, notes = fit(request, limits, model)
    return FittedRequest(request, tariff.estimate(request), (*cut, *notes))


def price(settings: Settings, tariff: Tariff | None, *, edit: bool = False) -> int | None:
    """Estimate one drawing in micro-dollars, before anything is read or sent.

    ``None`` when no service would draw it, or its price is not known.

    Args:
        settings: how it is drawn, with how many candidates.
        tariff: of the model that would draw; ``None`` for a sketch.
        edit: a picture that is there is changed.

    Raises:
        InputError: the model cannot do that.
    """
    if tariff is None:
        return None
    asked = request_of(Expansion("", None, "", ""), settings)
    if edit:
        asked = replace(asked, size="auto", inputs=(b"",))
    references, exact = unread_references(settings), settings.image_exact
    return fit_request(asked, tariff, references=references, exact=exact).price


def followed(settings: Settings, looks: Iterable[Look]) -> tuple[str, ...]:
    """Return the pictures that a drawing follows: the settings' and those of whom it shows."""
    own = (file for look in looks for file in look.references)
    return tuple(dict.fromkeys((*settings.image_references, *own)))


def unread_references(settings: Settings, looks: Iterable[Look] = ()) -> tuple[bytes, ...]:
    """Return one empty picture for each that a drawing follows: enough to know the price."""
    return (b"",) * len(followed(settings, looks))


def _shaped(request: PictureRequest, words: str, file_name: str, limits: Limits) -> PictureRequest:
    """Return *request* in the shape that words or file name ask for, where no size is set."""
    purpose = purpose_of(file_name)
    ratio = aspect_of(words) or (purpose.ratio if purpose else None)
    if request.size != "auto" or ratio is None or (size := best(ratio, limits)) == "auto":
        return request
    # The size says it now; in the prompt, a model might take the numbers for lettering.
    prompt, title = unwritten(request.prompt), unwritten(request.title)
    return replace(request, size=size, prompt=prompt or request.prompt, title=title)


def _without_flags(prompt: str, name: str) -> str:
    """Return *prompt* with its flags in words, unless its dialect takes them.

    A finished prompt that was written for Midjourney may be drawn as it stands, by any model.
    """
    flags = read_flags(prompt)
    if flags.words == prompt:
        return prompt
    dialect = dialects.get(name if name in dialects.ids() else "generic")
    return prompt if dialect.aspect == "flag" else author_flags.description(flags, dialect)


def _format(file: Path) -> FileFormat:
    """Return the format to ask for so that a file's ending is true."""
    return file_names.FORMAT_OF.get(file.suffix[1:].lower(), "jpeg")
