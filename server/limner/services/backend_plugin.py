"""An image generator with an interface of its own, described by somebody else's plugin.

The plugin says what is asked and reads what comes back. Limner does the rest as with any service:
it asks for agreement to the host, sends to that host alone, and has the answer on disk first.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from limner import plugins
from limner.errors import InputError, LimnerError, ServiceError, ServiceUnavailable
from limner.image.request import Drawn, ImagesResponse, PaidStep, PictureRequest
from limner.services.answers import images_response
from limner.services.service import Service
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
    if not isinstance(plugin.base_url, str) or not (settings.image_base_url or plugin.base_url):
        raise InputError(
            f"The plugin “{name}” does not say where its generator listens: set image.baseUrl in "
            "your config.toml, or update it."
            if plugin.base_url == ""
            else f"The plugin “{name}” has a base_url that is no text: update it."
        )
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
            InputError: the plugin cannot say what to ask for, or what it says cannot be sent;
                nothing was.
            ServiceError: see `limner.image.request.ImageModel`.
        """
        import httpx2

        from limner.services.connection import trusted_roots
        from limner.services.transport import GuardedTransport

        service = self._service
        on_progress(f"{service.endpoint.authority} is drawing with {service.model}")
        call, content = self._call(request)
        await asyncio.to_thread(trusted_roots)
        transport = GuardedTransport(service, step)
        seconds = httpx2.Timeout(service.seconds)
        async with httpx2.AsyncClient(
            transport=transport, trust_env=False, timeout=seconds
        ) as client:
            answer = await client.post(
                service.endpoint.url + call.path,
                content=content,
                headers={"content-type": "application/json"},
            )
        raw = answer.content
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

    def _call(self, request: PictureRequest) -> tuple[Call, bytes]:
        """Return what the plugin asks for, and the body as it is sent.

        Raises:
            LimnerError: the plugin cannot say that, or what it says cannot be sent.
        """
        model = self._service.model
        try:
            call = self._plugin.call(request, "" if model == self._name else model)
        except LimnerError:
            raise
        except (Exception, SystemExit) as error:
            raise InputError(
                f"The plugin “{self._name}” cannot say what to ask for "
                f"({plugins.complaint(error)}): update it."
            ) from error
        if not isinstance(call, Call):
            raise InputError(
                f"The plugin “{self._name}” asks by a {type(call).__name__} in place of a Call: "
                "update it."
            )
        if not _is_path(call.path):
            raise InputError(
                f"The plugin “{self._name}” asks for “{call.path}”, which is no path below "
                "image.baseUrl: update it."
            )
        if not isinstance(call.notes, tuple) or not _are(call.notes, str):
            raise InputError(
                f"The plugin “{self._name}” has notes that are no tuple of sentences: update it."
            )
        try:
            content = json.dumps(dict(call.body), ensure_ascii=False, allow_nan=False).encode()
        except (TypeError, ValueError, RecursionError) as error:
            raise InputError(
                f"The plugin “{self._name}” would send what is no JSON "
                f"({plugins.complaint(error)}): update it."
            ) from error
        return call, content

    def _read(self, raw: bytes) -> ImagesResponse:
        """Read the answer, which is kept and may be paid for, whatever the plugin does with it.

        Raises:
            ServiceError: there is no picture in it, or the plugin finds none.
        """
        host = self._service.endpoint.authority
        try:
            received = self._plugin.read(raw)
        except ServiceError:
            raise
        except (Exception, SystemExit) as error:
            raise ServiceUnavailable(
                f"The plugin “{self._name}” cannot read the answer of {host} "
                f"({plugins.complaint(error)}): update it."
            ) from error
        if not isinstance(received, ImagesResponse) or not (
            isinstance(received.pictures, tuple)
            and _are(received.pictures, bytes)
            and isinstance(received.faults, tuple)
        ):
            raise ServiceUnavailable(
                f"The plugin “{self._name}” reads the answer of {host} as what holds no pictures "
                "in bytes: update it."
            )
        if not received.pictures:
            raise ServiceUnavailable(f"{host} sent no picture: its own log says why.")
        # A count that is none is no reason to lose a picture.
        return replace(received, usage=images_response.counts(received.usage))


def _is_path(path: object) -> bool:
    return isinstance(path, str) and path.startswith("/") and path.isprintable() and " " not in path


def _are(values: tuple[object, ...], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values)
