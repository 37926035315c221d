"""An image model of an OpenAI-compatible service: one paid request, its answer on disk first.

Pictures are read from the raw answer (see `limner.services.answers.images_response`).
"""

import asyncio
from collections.abc import Callable

from limner.errors import RequestRejected, ServiceError, ServiceUnavailable
from limner.image.fitting import fit
from limner.image.models import ModelTable, limits, read_table
from limner.image.request import Drawn, ImagesResponse, PaidStep, PictureRequest
from limner.services.answers import images_response
from limner.services.answers.picture_links import fetch
from limner.services.openai.client import open_client
from limner.services.request_fields import QUIET, ResponseFormat, picture_fields, without
from limner.services.service import Service

ORDINALS = ("first", "second", "third", "fourth")
NUMBERS = ("one", "two", "three", "four")
"""Passes by number of unfinished pictures: the finished one is a pass as well."""


class OpenAIImages:
    """An image model behind ``/images/generations`` and, with pictures to work from, ``/edits``.

    Args:
        service: where it is.
        table: what image models take.
        response_format: whether and how pictures are asked for as bytes.
    """

    def __init__(
        self,
        service: Service,
        table: ModelTable | None = None,
        response_format: ResponseFormat = "auto",
    ) -> None:
        self._service = service
        self._limits = limits(read_table() if table is None else table, service.model)
        self._response_format = response_format

    async def generate(
        self,
        request: PictureRequest,
        step: PaidStep,
        on_progress: Callable[[str], None] = lambda _: None,
    ) -> Drawn:
        """Ask for the pictures; again only without a field that the service has refused by name.

        Raises:
            InputError: the model cannot do what is asked.
            ServiceError: see `limner.image.request.ImageModel`.
        """
        service, host = self._service, self._service.endpoint.authority
        request, notes = fit(request, self._limits, service.model)
        fields = picture_fields(service.model, request, self._limits, self._response_format)
        on_event = passes(f"{host} is drawing with {service.model}", request.partial, on_progress)
        async with open_client(service, step, on_event) as client:
            images = client.images.with_raw_response
            ask = images.edit if request.inputs else images.generate
            while True:
                try:
                    raw = await ask(**fields)
                    break
                except RequestRejected as error:
                    # A refused request costs nothing, and there are only so many fields.
                    left = without(fields, error.field)
                    if left is None:
                        raise
                    fields = left
                    if error.field not in QUIET:
                        notes += (f"{host} does not take “{error.field}”: it was left out.",)
        received = await asyncio.to_thread(images_response.read, raw.content)
        if received.links:
            received = await self._fetched(received, raw.content, step)
        return Drawn(
            pictures=received.pictures,
            renderer="images",
            model=service.model,
            usage=received.usage,
            notes=notes,
            unread=len(received.faults),
        )

    async def _fetched(
        self, received: ImagesResponse, raw: bytes, step: PaidStep
    ) -> ImagesResponse:
        """Fetch pictures that the answer only points to, and keep them together with the answer.

        Raises:
            ServiceUnavailable: there is none, and none could be fetched.
        """
        pictures, faults = list(received.pictures), list(received.faults)
        for link in received.links:
            try:
                pictures.append(await fetch(link, self._service))
            except ServiceError as error:
                faults.append(str(error))
        if not pictures:
            raise ServiceUnavailable(faults[-1])
        whole = ImagesResponse(tuple(pictures), (), received.usage, tuple(faults))
        await asyncio.to_thread(step.received, images_response.write(whole) + b"\n" + raw)
        return whole


def passes(what: str, partial: int, on_progress: Callable[[str], None]) -> Callable[[bytes], None]:
    """Say *what* is happening, and which pass has begun with each unfinished picture that comes."""
    begun = 0

    def say() -> None:
        said = f"{what}, {ORDINALS[begun]} of {NUMBERS[partial]} passes" if partial else what
        on_progress(said)

    def heard(event: bytes) -> None:
        nonlocal begun
        if images_response.is_partial(event) and begun < partial:
            begun += 1
            say()

    say()
    return heard
