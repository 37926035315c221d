"""Setting up the services: one expansion to try them, and the file that is written."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from limner import files
from limner.actions.effective_settings import effective_settings
from limner.errors import InputError, ServiceUnavailable
from limner.prompt.expansion import ExpansionRequest
from limner.services import hosts, keys
from limner.services.configured_backends import ConfiguredBackends
from limner.services.editor_models import AskEditor
from limner.services.model_names import runs_elsewhere
from limner.services.standing import EDITOR_HOST
from limner.settings.amending import amend_file
from limner.settings.declaration import Settings, environment_name

TRIAL_WORDS = "a red fox in the snow at dusk"
"""Short, and with a colour, a place and a light that a prompt must keep."""


@dataclass(frozen=True)
class ServiceChoice:
    """Which service the person chose for words or for pictures.

    Attributes:
        base_url: where it is; ``""`` for none, so that Limner does it by itself.
        model: the model's name there.
        key: the key that was typed for it, ``""`` where none was; never shown.
        kept: whether it is what the settings say already, so that none is to be written.
    """

    base_url: str
    model: str = ""
    key: str = field(default="", repr=False)
    kept: bool = False


@dataclass(frozen=True)
class Trial:
    """What one expansion was like.

    Attributes:
        seconds: how long it took.
        prompt: what was written.
        notes: what the person should know of it.
    """

    seconds: float
    prompt: str
    notes: tuple[str, ...]


async def try_chat(choice: ServiceChoice, environ: Mapping[str, str]) -> Trial:
    """Expand `TRIAL_WORDS` once with the chosen service; nothing is kept.

    Args:
        choice: the service; choosing its host was the agreement to it.
        environ: the person's environment, with its keys.

    Raises:
        InputError: the base URL or the key cannot be one.
        ServiceError: the service did not give a prompt.
    """
    from limner.services.openai.client import preload

    given = {
        "engine": "chat",
        "chat.provider": "service",
        "chat.baseUrl": choice.base_url,
        "chat.model": choice.model,
    }
    settings = effective_settings(None, given, environ).settings
    host = hosts.endpoint(choice.base_url, "The base URL").authority
    settings = replace(settings, allowed_hosts=(*settings.allowed_hosts, host))
    typed = {"LIMNER_CHAT_KEY": choice.key} if choice.key else {}
    await asyncio.to_thread(preload)  # The person waits for it once, which is not the model's time.
    return await _tried(ConfiguredBackends({**environ, **typed}), settings, host)


async def try_editor(model: str, editor: AskEditor, environ: Mapping[str, str]) -> Trial:
    """Expand `TRIAL_WORDS` once with one of the editor's own models; nothing is kept.

    Args:
        model: as the editor calls it; choosing it was the agreement.
        editor: how the editor is asked.
        environ: the person's environment.

    Raises:
        ServiceError: the model did not give a prompt.
    """
    given = {"engine": "chat", "chat.provider": "editor", "chat.model": model}
    settings = effective_settings(None, given, environ).settings
    settings = replace(settings, allowed_hosts=(*settings.allowed_hosts, EDITOR_HOST))
    backends = ConfiguredBackends(dict(environ))
    backends.editor = editor
    return await _tried(backends, settings, EDITOR_HOST)


async def _tried(backends: ConfiguredBackends, settings: Settings, host: str) -> Trial:
    expander = await backends.expander(settings, _nobody_else)
    started = time.monotonic()
    try:
        expanded = await expander.expand(ExpansionRequest(TRIAL_WORDS, settings.dialect))
    except InputError:
        # These words can be depicted: a model that says otherwise is of no use.
        raise ServiceUnavailable(
            f"“{settings.chat_model}” at {host} wrote no prompt for “{TRIAL_WORDS}”: "
            "choose another model."
        ) from None
    seconds = time.monotonic() - started
    return Trial(seconds, expanded.items[0].prompt, expanded.notes)


def new_values(
    chat: ServiceChoice | None, image: ServiceChoice | None, held: Settings
) -> dict[str, str]:
    """Return what goes into ``config.toml``, by dotted key.

    Args:
        chat: the service for words; ``None`` leaves it as it is.
        image: the service for pictures; ``None`` leaves it as it is.
        held: the settings that hold now.
    """
    values: dict[str, str] = {}
    if chat is not None and not chat.base_url:
        values["engine"] = "offline"
    elif chat is not None and not chat.kept:
        if held.engine == "offline":
            values["engine"] = "auto"
        if held.chat_provider == "editor":
            values["chat.provider"] = "service"
        values |= {"chat.baseUrl": chat.base_url, "chat.model": chat.model}
    if image is not None and image.base_url and not image.kept:
        values |= {"image.baseUrl": image.base_url, "image.model": image.model}
    elif image is not None and not image.base_url and held.image_base_url:
        values["image.baseUrl"] = ""
    return values


def keep(
    values: Mapping[str, str], chat: ServiceChoice | None, image: ServiceChoice | None
) -> tuple[bool, tuple[str, ...]]:
    """Write *values* into ``config.toml``, and keep the choices' keys and hosts.

    Returns:
        Whether the file is another one now.
        One sentence on each key that was kept, or should have been (see `unkept_keys`).

    Raises:
        InputError: the file is written in a form that is not amended, or the keyring fails.
        SaveError: the file could not be written.
    """
    file = files.configuration_folder() / "config.toml"
    changed = bool(values) and amend_file(file, values)
    notes: dict[str, None] = {}
    for kind, choice in (("chat", chat), ("image", image)):
        if choice is None or not choice.base_url:
            continue
        place = hosts.endpoint(choice.base_url, f"{kind}.baseUrl")
        if not place.loopback:
            hosts.agree(place, files.state_folder())
        if choice.key and _can_keep(place):
            notes[_keep_key(kind, place, choice.key)] = None
    return changed, tuple(notes)


def unkept_keys(chat: ServiceChoice | None, image: ServiceChoice | None) -> tuple[str, ...]:
    """Return a sentence for each typed key that cannot be kept: it must come from elsewhere."""
    choices = (("chat", chat), ("image", image))
    places = {
        kind: hosts.endpoint(choice.base_url, f"{kind}.baseUrl")
        for kind, choice in choices
        if choice is not None and choice.key
    }
    return tuple(
        f"The key for {place.authority} is kept nowhere: set the variable LIMNER_{kind.upper()}_KEY"
        " to it where your editor and your shell start (or name a keyCommand in your config.toml)."
        for kind, place in places.items()
        if not _can_keep(place)
    )


def cautions(
    kind: keys.Purpose, choice: ServiceChoice, held: Settings, environ: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what a person should know of a server on their own machine, one sentence each."""
    place = hosts.endpoint(choice.base_url, f"{kind}.baseUrl")
    if not place.loopback:
        return ()
    notes = []
    status = keys.key_status(kind, place, keys.take_keys(dict(environ)), held.key_command)
    if " comes from " in status:
        notes.append(f"{status} It is sent along.")
    if runs_elsewhere(choice.model):
        notes.append(f"“{choice.model}” runs at its maker's: your words leave this machine.")
    return tuple(notes)


def outvoted(values: Mapping[str, str], environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return a sentence for each of *values* that the environment overrides."""
    return tuple(
        f"{name} in your environment wins over {key} in the file: unset it."
        for key, value in values.items()
        if environ.get(name := environment_name(key), "") not in ("", value)
    )


async def usable_key(
    kind: keys.Purpose, choice: ServiceChoice, environ: Mapping[str, str]
) -> str | None:
    """Return the key that requests to *choice* carry: the typed one, or what is set up.

    Raises:
        InputError: the key cannot be one, or the key command fails.
    """
    if choice.key:
        return keys.checked(choice.key, "What was given")
    found = effective_settings(None, {}, environ).settings
    place = hosts.endpoint(choice.base_url, f"{kind}.baseUrl")
    return await keys.find_key(kind, place, keys.take_keys(dict(environ)), found.key_command)


def _can_keep(place: hosts.Endpoint) -> bool:
    """Say whether there is a keyring for the key of *place*: none is asked on this machine."""
    return not place.loopback and keys.has_keyring()


def _keep_key(kind: str, place: hosts.Endpoint, key: str) -> str:
    """Keep *key* in the keyring, and say how that went."""
    try:
        keys.set_key(place, key)
    except InputError as error:
        return f"{error} Until then set the variable LIMNER_{kind.upper()}_KEY to the key."
    return f"The key for {place.authority} is kept in the system keyring."


async def _nobody_else(host: str) -> bool:
    """Answer for a host that was not chosen."""
    return False
