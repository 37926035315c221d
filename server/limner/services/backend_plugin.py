"""An image generator with an interface of its own, described by somebody else's plugin.

The plugin says what is asked and reads what comes back. Limner does the rest as with any service:
it asks for agreement to the host, sends to that host alone, and has the answer on disk first.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from limner import plugins
from limner.errors import InputError, LimnerError, ServiceUnavailable
from limner.image.request import Drawn, ImagesResponse, PaidStep, PictureRequest
from limner.services.answers import images_response
from limner.services.failures import Service
from limner.settings.declaration import DEFAULTS, Settings


@dataclass(frozen=True)
class Call:
    """One request to a generator.

    Attributes:
        path: below the base URL, beginning with ``/``.
        body: what is sent as JSON, by ``POST``.
        notes: what the author should know, such as a wish that the generator cannot fulfil.
    """

    path: str
    body: Mapping[str, object]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BackendPlugin:
    """What an entry point in ``limner.backend`` names.

    Attributes:
        interface: the `limner.plugins.INTERFACE` it was written for.
        base_url: where the generator listens when ``image.baseUrl`` is empty.
        call: returns what is asked for a picture, given the request and the model's name, which
            is ``""`` where ``image.model`` is not set.
        read: reads the raw answer. The default knows lists of base64 called ``data``, ``images``
            or ``output``, and the picture itself; it raises ``ServiceUnavailable`` for others.
    """

    interface: int
    base_url: str
    call: Callable[[PictureRequest, str], Call]
    read: Callable[[bytes], ImagesResponse] = images_response.read


def applied(settings: Settings) -> tuple[Settings, BackendPlugin | None]:
    """Return *settings* with the address and model of the plugin they name, and the plugin.

    Raises:
        InputError: it cannot be used.
    """
    name = settings.plugins_backend
    if not name:
        return settings, None
    plugin = plugins.load("backend", name, BackendPlugin)
    is_chosen = settings.image_model != DEFAULTS.image_model
    return replace(
        settings,
        image_base_url=settings.image_base_url or plugin.base_url,
        image_model=settings.image_model if is_chosen else name,
    ), plugin


class PluginImages:
    """The image model behind a plugin.

    Args:
        service: where it is.
        plugin: how it is asked.
        name: the plugin's name, which stands for a model that nobody has chosen.
    """

    def __init__(self, service: Service, plugin: BackendPlugin, name: str) -> None:
        self._service, self._plugin, self._name = service, plugin, name

    async def generate(
        self,
        request: PictureRequest,
        step: PaidStep,
        on_progress: Callable[[str], None] = lambda _: None,
    ) -> Drawn:
        """Ask once for the pictures.

        Raises:
            InputError: the plugin cannot say what to ask for, or asks for what is no path.
            ServiceError: see `limner.image.request.ImageModel`.
        """
        import httpx2

        from limner.services.connection import trusted_roots
        from limner.services.transport import GuardedTransport

        service = self._service
        on_progress(f"{service.endpoint.authority} is drawing with {service.model}")
        call = self._call(request)
        await asyncio.to_thread(trusted_roots)
        transport = GuardedTransport(service, step)
        seconds = httpx2.Timeout(service.seconds)
        async with httpx2.AsyncClient(
            transport=transport, trust_env=False, timeout=seconds
        ) as client:
            raw = (await client.post(service.endpoint.url + call.path, json=call.body)).content
        received = await asyncio.to_thread(self._read, raw)
        if not await asyncio.to_thread(images_response.holds_picture, raw):
            # What a later session recovers it reads without the plugin.
            kept = images_response.write(received) + b"\n" + raw
            await asyncio.to_thread(step.received, kept)
        return Drawn(
            pictures=received.pictures,
            renderer="images",
            model=service.model,
            usage=received.usage,
            notes=call.notes,
            unread=len(received.faults),
        )

    def _call(self, request: PictureRequest) -> Call:
        model = self._service.model
        try:
            call = self._plugin.call(request, "" if model == self._name else model)
        except LimnerError:
            raise
        except Exception as error:
            raise InputError(
                f"The plugin “{self._name}” cannot say what to ask for ({type(error).__name__}: "
                f"{error}): update it."
            ) from error
        if not call.path.startswith("/"):
            raise InputError(
                f"The plugin “{self._name}” asks for “{call.path}”, which is no path below "
                "image.baseUrl: update it."
            )
        return call

    def _read(self, raw: bytes) -> ImagesResponse:
        try:
            received = self._plugin.read(raw)
        except LimnerError:
            raise
        except Exception as error:
            raise ServiceUnavailable(
                f"The plugin “{self._name}” cannot read the answer of "
                f"{self._service.endpoint.authority} ({type(error).__name__}): update it."
            ) from error
        if not received.pictures:
            raise ServiceUnavailable(
                f"{self._service.endpoint.authority} sent no picture: its own log says why."
            )
        return received
