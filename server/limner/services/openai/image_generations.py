"""An image model of an OpenAI-compatible service: one paid request, its answer on disk first.

Pictures are read from the raw answer (see `limner.image.images_response`).
"""

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

from limner.errors import InputError, RequestRejected, ServiceUnavailable
from limner.image import images_response
from limner.image.fitting import fit
from limner.image.images_response import ImagesResponse
from limner.image.models import ModelTable, limits, read_table
from limner.image.request import Drawn, PaidStep, PictureRequest
from limner.services.failures import Service
from limner.services.hosts import endpoint, permitted
from limner.services.openai.client import open_client
from limner.services.request_fields import QUIET, ResponseFormat, picture_fields, without

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
        """Ask for the pictures, once.

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
            received = await self._fetched(received, step)
        return Drawn(
            pictures=received.pictures,
            renderer="images",
            model=service.model,
            usage=received.usage,
            notes=notes,
        )

    async def _fetched(self, received: ImagesResponse, step: PaidStep) -> ImagesResponse:
        """Fetch pictures that the answer only points to, and keep them like an answer."""
        fetched = [await fetch(link, self._service) for link in received.links]
        whole = ImagesResponse((*received.pictures, *fetched), (), received.usage)
        await asyncio.to_thread(step.received, images_response.write(whole))
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


async def fetch(url: str, service: Service) -> bytes:
    """Fetch a picture that the answer of *service* points to.

    Only from the service's own origin, or by ``https`` from a host that the person allowed; no key
    and no cookie goes along.

    Raises:
        ServiceUnavailable: the address is not such a place, or gives nothing.
    """
    import httpx2

    from limner.services.transport import GuardedTransport

    parts = urlsplit(url)
    host = service.endpoint.authority
    try:
        place = endpoint(f"{parts.scheme}://{parts.netloc}", "The picture's address")
    except InputError:
        raise ServiceUnavailable(
            f"{host} answered with an address that Limner does not fetch from: "
            "ask the service for b64_json answers."
        ) from None
    own = service.endpoint
    same = (place.scheme, place.host, place.port) == (own.scheme, own.host, own.port)
    # A loopback address that a far service names would be this machine's, not its own.
    if not same and (place.loopback or not permitted(place, service.allowed_hosts)):
        raise ServiceUnavailable(
            f"{host} keeps the picture at {place.authority}: add that host to allowedHosts in "
            "your config.toml if you trust it."
        )
    visitor = Service("image", place, service.model, service.seconds)
    async with httpx2.AsyncClient(transport=GuardedTransport(visitor), trust_env=False) as client:
        response = await client.get(url)
    return response.content
