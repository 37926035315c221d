"""Chooses who expands and who draws: the services a person has set up, or the embedded ones.

A service is set up by a base URL or a key, and used once the person has agreed to its host.
Everything is imported at use: an editor waits for the server's first answer.
"""

import asyncio
from collections.abc import MutableMapping
from dataclasses import replace
from typing import TYPE_CHECKING

from limner.errors import InputError

if TYPE_CHECKING:
    from limner.image.jobs.upload import Uploader
    from limner.painting import Painter
    from limner.prompt.chat.chat_model import ChatModel, ReplyFormat
    from limner.prompt.expansion import Expander
    from limner.services.failures import Service
    from limner.services.keys import Keys, Purpose
    from limner.settings.declaration import Settings
    from limner.workflow import Consent, Waiting

UPLOAD_SECONDS = 60.0
"""How long an upload may take in all."""


class HouseStudio:
    """The studio both front doors use.

    Args:
        environ: where keys are taken from, and out of, before anything else is started.
    """

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        self._environ = environ
        self._taken: Keys | None = None
        self._reply_formats: dict[tuple[str, str], ReplyFormat] = {}

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

            preload()

    async def waiting(self) -> "tuple[Waiting, ...]":
        """Finish what earlier sessions left paid for, and return what no document shows yet."""
        from limner import files
        from limner.image.jobs.paid_drawing import recover
        from limner.image.journal.entries import open_journal
        from limner.image.pricing import read_table
        from limner.workflow import waiting_pictures

        folder = files.state_folder()
        if not folder.is_dir():
            return ()
        journal = await asyncio.to_thread(open_journal, folder)
        await recover(journal, read_table(files.configuration_folder() / "prices.toml"))
        return await asyncio.to_thread(waiting_pictures, journal)

    async def expander(self, settings: "Settings", consent: "Consent") -> "Expander":
        """Return the chat model's expander where one is set up and agreed to, else the offline one.

        Raises:
            InputError: only the chat model may expand and there is none, or a setting is wrong.
        """
        from limner.prompt.offline import OfflineExpander

        offline = OfflineExpander()
        if settings.engine == "offline":
            return offline
        service = await self._service("chat", settings, consent)
        if service is None:
            if settings.engine == "chat":
                raise InputError(
                    "No chat model is set up: set LIMNER_CHAT_BASE_URL or a key and agree to its "
                    "host, or expand offline."
                )
            return offline
        from limner.prompt.chat.chat_expander import ChatExpander
        from limner.services.openai.chat_completions import OpenAIChat

        fallback = None if settings.engine == "chat" else offline
        return ChatExpander(
            OpenAIChat(service), fallback, settings.chat_timeout, self._reply_formats
        )

    async def painter(self, settings: "Settings", consent: "Consent") -> "Painter":
        """Return the image service where one is set up and agreed to, else the placeholder."""
        from limner.painting import Painter

        service = await self._service("image", settings, consent)
        if service is None:
            from limner.image.placeholder.renderer import Placeholder

            return Painter(Placeholder(), None)
        from limner import files
        from limner.image.jobs.drawing_job import Payment
        from limner.image.journal.budget import Caps
        from limner.image.journal.entries import open_journal
        from limner.image.models import limits
        from limner.image.models import read_table as read_models
        from limner.image.pricing import micros, read_table
        from limner.services.openai.image_generations import OpenAIImages

        models = read_models(files.configuration_folder() / "models.toml")
        payment = Payment(
            journal=open_journal(files.state_folder()),
            caps=Caps(
                settings.limits_session, micros(settings.limits_day), micros(settings.limits_month)
            ),
            host=service.endpoint.authority,
            model=service.model,
            prices=read_table(files.configuration_folder() / "prices.toml"),
            limits=limits(models, service.model),
            # One that wants a key may be a gateway to a service that costs.
            free=service.endpoint.loopback and service.key is None,
        )
        model = OpenAIImages(service, models, settings.image_response_format)
        return Painter(model, payment, await self._uploader(settings, consent))

    async def _uploader(self, settings: "Settings", consent: "Consent") -> "Uploader | None":
        """Return PicGo's server where one is set up and agreed to."""
        if not settings.upload_url:
            return None
        from limner.services.picgo import PicGo

        service = await self._service("upload", settings, consent)
        return PicGo(service) if service else None

    def price(self, settings: "Settings", *, edit: bool = False) -> int | None:
        """Estimate one drawing in micro-dollars, without asking, running or sending anything.

        ``None`` when no service is set up that would draw it, or its price is not known.

        Args:
            settings: how it is drawn, with how many candidates.
            edit: a picture that is there is changed.

        Raises:
            InputError: the model cannot do that.
        """
        from limner import files
        from limner.image.fitting import fit
        from limner.image.models import limits
        from limner.image.models import read_table as read_models
        from limner.image.pricing import estimate, read_table
        from limner.painting import following, request_of
        from limner.prompt.expansion import Expansion
        from limner.services import hosts

        endpoint = hosts.endpoint(settings.image_base_url, "image.baseUrl")
        own = self.keys.image or settings.key_command
        if not own and (endpoint.loopback or not (settings.image_base_url or self.keys.openai)):
            return None
        table = read_table(files.configuration_folder() / "prices.toml")
        model = settings.image_model
        takes = limits(read_models(files.configuration_folder() / "models.toml"), model)
        asked = request_of(Expansion("", None, "", ""), settings)
        if edit:
            asked = replace(asked, size="auto", inputs=(b"",))
        asked = following(asked, (b"",) * len(settings.image_references), takes)
        asked, _ = fit(asked, takes, model)
        return estimate(
            table, model, asked.size, asked.quality, asked.candidates, asked.partial,
            len(asked.inputs),
        )  # fmt: skip

    async def viewer(self, settings: "Settings", consent: "Consent") -> "ChatModel | None":
        """Return the chat model where one is set up, agreed to, and not switched off."""
        if settings.engine == "offline":
            return None
        service = await self._service("chat", settings, consent)
        if service is None:
            return None
        from limner.services.openai.chat_completions import OpenAIChat

        return OpenAIChat(service)

    async def _service(
        self, kind: "Purpose", settings: "Settings", consent: "Consent"
    ) -> "Service | None":
        """Return a service as settings, keys and the person's agreement allow it."""
        from limner import files
        from limner.services import hosts
        from limner.services.failures import Service
        from limner.services.keys import find_key

        base_url, setting, model, seconds = {
            "chat": (
                settings.chat_base_url, "chat.baseUrl", settings.chat_model, settings.chat_timeout
            ),
            "image": (
                settings.image_base_url, "image.baseUrl", settings.image_model,
                settings.image_timeout,
            ),
            "upload": (settings.upload_url, "upload.url", "", UPLOAD_SECONDS),
        }[kind]  # fmt: skip
        endpoint = hosts.endpoint(base_url, setting)
        key = await find_key(kind, endpoint, self.keys, settings.key_command)
        if not base_url and key is None:
            return None
        state = files.state_folder()
        allowed = (*settings.allowed_hosts, *hosts.agreed(state))
        if not hosts.permitted(endpoint, allowed):
            if not await consent(endpoint.authority):
                return None
            hosts.agree(endpoint, state)
        return Service(
            kind=kind,
            endpoint=endpoint,
            model=model,
            seconds=seconds,
            key=key,
            allowed_hosts=allowed,
        )
