"""The backends that a person has set up: services by their address or key, else the embedded ones.

A service is set up by a base URL or a key, and used once the person has agreed to its host.
Everything is imported at use: an editor waits for the server's first answer.
"""

import asyncio
from collections.abc import MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING

from limner.errors import ConsentNeeded, InputError
from limner.services.backends import Consent

if TYPE_CHECKING:
    from limner.image.jobs.image_backend import ImageBackend, Tariff, Uploader
    from limner.image.jobs.inspection import Viewer
    from limner.image.jobs.recovery import Waiting
    from limner.prompt.chat.chat_model import ChatModel, ReplyFormat
    from limner.prompt.expansion import Expander
    from limner.services.editor_models import AskEditor
    from limner.services.keys import Keys, Purpose
    from limner.services.openai.concessions import Concessions
    from limner.services.pace import Pace
    from limner.services.service import Service
    from limner.services.standing import Standing
    from limner.settings.declaration import Settings


class ConfiguredBackends:
    """The backends that the person has set up.

    Args:
        environ: where keys are taken from, and out of, before anything else is started.
    """

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        self.editor: AskEditor | None = None
        self._environ = environ
        self._taken: Keys | None = None
        self._reply_formats: dict[tuple[str, str], ReplyFormat] = {}
        self._concessions: dict[tuple[str, str], Concessions] = {}
        self._paces: dict[tuple[str, str], Pace] = {}

    @property
    def keys(self) -> "Keys":
        """The keys the environment held."""
        from limner.services.keys import take_keys

        if self._taken is None:
            self._taken = take_keys(self._environ)
        return self._taken

    def prepare(self) -> None:
        """Take the keys, and import what a service that is set up will need at its first use."""
        from limner.project.roots import personal_layers
        from limner.services.keys import Keys
        from limner.settings.layers import resolve

        layers, _ = personal_layers(self._environ)
        settings = resolve(layers).settings
        if self.keys != Keys() or settings.chat_base_url or settings.image_base_url:
            from limner.services.openai.client import preload

            with suppress(InputError):  # The first command says it.
                preload()

    async def waiting(self) -> "tuple[Waiting, ...]":
        """Finish what earlier sessions left paid for, and return what no document shows yet."""
        from limner import files
        from limner.image.jobs.recovery import recover, waiting_pictures
        from limner.image.journal.entries import open_journal
        from limner.image.pricing import read_table
        from limner.services.answers.images_response import read

        folder = files.state_folder()
        if not folder.is_dir():
            return ()
        journal = await asyncio.to_thread(open_journal, folder)
        await recover(journal, read_table(files.configuration_folder() / "prices.toml"), read)
        return await asyncio.to_thread(waiting_pictures, journal)

    async def expander(self, settings: "Settings", consent: Consent) -> "Expander":
        """Return the chat model's expander where one is set up and agreed to, else the offline one.

        Raises:
            InputError: only the chat model may expand and there is none, or a setting is wrong.
            ConsentNeeded: only the chat model may expand, and the person has not agreed to it.
        """
        from limner.prompt.offline.offline_expander import OfflineExpander

        offline = OfflineExpander()
        if settings.engine == "offline":
            return offline
        declined: list[str] = []

        async def noted(host: str) -> bool:
            agreed = await consent(host)
            if not agreed:
                declined.append(host)
            return agreed

        model = await self._chat_model(settings, noted)
        if model is None and settings.engine == "chat":
            if declined:
                raise ConsentNeeded(
                    f"The chat model at {declined[0]} was not asked, because you have not agreed "
                    "to that host: agree to it, choose another with “limner setup”, or expand "
                    "offline."
                )
            raise InputError("No chat model is set up: run “limner setup”, or expand offline.")
        if model is None:
            return offline
        from limner.prompt.chat.chat_expander import ChatExpander

        fallback = None if settings.engine == "chat" else offline
        return ChatExpander(
            model,
            fallback,
            settings.chat_timeout,
            self._reply_formats,
        )

    async def image_backend(self, settings: "Settings", consent: Consent) -> "ImageBackend":
        """Return the image service where one is set up and agreed to, else the sketch.

        Raises:
            InputError: a setting is wrong, or a plugin cannot be used.
        """
        from limner.image.jobs.image_backend import ImageBackend
        from limner.image.request import ImageModel
        from limner.services import backend_plugin

        settings, plugin = backend_plugin.applied(settings)
        service = await self._service("image", settings, consent)
        viewer = None if settings.image_check == "never" else await self.viewer(settings, consent)
        if service is None:
            from limner.image.sketch.renderer import Sketch

            return ImageBackend(Sketch(), None, viewer=viewer)
        from limner import files
        from limner.image.jobs.image_backend import Billing
        from limner.image.journal.budget import caps_of
        from limner.image.journal.entries import open_journal
        from limner.image.models import limits
        from limner.image.models import read_table as read_models
        from limner.image.pricing import read_table
        from limner.services.openai.image_generations import OpenAIImages

        models = read_models(files.configuration_folder() / "models.toml")
        billing = Billing(
            journal=await asyncio.to_thread(open_journal, files.state_folder()),
            caps=caps_of(settings),
            host=service.endpoint.authority,
            model=service.model,
            prices=read_table(files.configuration_folder() / "prices.toml"),
            limits=limits(models, service.model),
            free=service.is_free,
        )
        model: ImageModel = OpenAIImages(service, models, settings.image_response_format)
        if plugin is not None:
            model = backend_plugin.PluginImages(service, plugin, settings.plugins_backend)
        return ImageBackend(model, billing, await self._uploader(settings, consent), viewer)

    async def fetch_kept(self, url: str, settings: "Settings") -> bytes:
        """Fetch a picture that a kept answer points to, free of charge.

        Raises:
            InputError: a setting is wrong.
            ServiceError: it is at a host the person has not allowed, or is not there.
        """
        from limner import files
        from limner.services import hosts
        from limner.services.answers.picture_links import fetch
        from limner.services.service import Service

        service = Service(
            kind="image",
            endpoint=hosts.endpoint(settings.image_base_url, "image.baseUrl"),
            model=settings.image_model,
            seconds=settings.image_timeout,
            allowed_hosts=(*settings.allowed_hosts, *hosts.agreed(files.state_folder())),
        )
        return await fetch(url, service)

    async def _uploader(self, settings: "Settings", consent: Consent) -> "Uploader | None":
        """Return PicGo's server where one is set up and agreed to."""
        if not settings.upload_url:
            return None
        from limner.services.picgo import PicGo

        service = await self._service("upload", settings, consent)
        return PicGo(service) if service else None

    def tariff(self, settings: "Settings") -> "Tariff | None":
        """Return what pictures cost, without asking, running or sending anything.

        ``None`` when no service is set up that would draw them.

        Raises:
            InputError: a setting is wrong.
        """
        from limner import files
        from limner.image import models, pricing
        from limner.image.jobs.image_backend import Tariff
        from limner.services import backend_plugin, hosts

        settings, _ = backend_plugin.applied(settings)
        endpoint = hosts.endpoint(settings.image_base_url, "image.baseUrl")
        own = self.keys.image or settings.key_command
        if not (own or settings.image_base_url or self.keys.openai):
            return None
        folder, model = files.configuration_folder(), settings.image_model
        return Tariff(
            model=model,
            prices=pricing.read_table(folder / "prices.toml"),
            limits=models.limits(models.read_table(folder / "models.toml"), model),
            free=endpoint.loopback and not own,
        )

    async def vision_model(self, settings: "Settings", consent: Consent) -> "ChatModel | None":
        """Return the chat model where one is set up, agreed to, and not switched off."""
        return None if settings.engine == "offline" else await self._chat_model(settings, consent)

    async def viewer(self, settings: "Settings", consent: Consent) -> "Viewer | None":
        """Return the chat model as one that checks pictures, with what it costs as far as known.

        Raises:
            SettingsError: the person's prices cannot be read.
        """
        from limner import files
        from limner.image.jobs.inspection import Viewer
        from limner.image.pricing import chat_prices
        from limner.services import hosts

        model = await self.vision_model(settings, consent)
        if model is None:
            return None
        own = self.keys.chat or settings.key_command
        local = settings.chat_provider == "service" and not own
        free = local and hosts.endpoint(settings.chat_base_url, "chat.baseUrl").loopback
        prices = chat_prices(model.name, files.configuration_folder() / "prices.toml")
        return Viewer(model, prices, free)

    def standing(self, settings: "Settings") -> "tuple[Standing, ...]":
        """Say who would write, draw and upload; nobody is asked, and nothing is sent."""
        from limner.services.standing import standing, upload_standing

        has_editor = self.editor is not None
        return (
            standing("chat", settings, self.keys, editor=has_editor),
            standing("image", settings, self.keys),
            upload_standing(settings, self.keys),
        )

    async def _chat_model(self, settings: "Settings", consent: Consent) -> "ChatModel | None":
        """Return the chat model as settings, keys and the person's agreement allow it."""
        if settings.chat_provider == "editor":
            from limner.services import standing
            from limner.services.editor_models import EditorChat

            if self.editor is not None and not standing.agreed_to_editor(settings):
                if not await consent(standing.EDITOR_HOST):
                    return None
                standing.agree_to_editor()
            return EditorChat(settings.chat_model, self.editor)
        service = await self._service("chat", settings, consent)
        if service is None:
            return None
        from limner.services.openai.chat_completions import OpenAIChat

        return OpenAIChat(service, self._concessions)

    async def _service(
        self, kind: "Purpose", settings: "Settings", consent: Consent
    ) -> "Service | None":
        from limner.services.agreed_service import agreed_service

        return await agreed_service(kind, settings, self.keys, consent, self._paces)
