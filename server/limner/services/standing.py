"""Who would write and who would draw as things are set up now; nobody is asked, nothing is sent."""

from dataclasses import dataclass
from typing import Literal

from limner import files
from limner.errors import LimnerError
from limner.services import hosts, keys
from limner.services.backend_plugin import applied
from limner.settings.declaration import Settings

EDITOR_HOST = "vscode.lm"
"""How agreement and messages call an editor's own language models."""


@dataclass(frozen=True)
class Standing:
    """What one kind of action would use.

    Attributes:
        kind: which.
        says: it in a line, for people.
        model: the model, ``""`` where Limner does it by itself.
        host: the model's host.
        problem: why what is set up cannot be used.
        setting: the setting that would change it.
    """

    kind: Literal["chat", "image", "upload"]
    says: str
    model: str = ""
    host: str = ""
    problem: str = ""
    setting: str = ""


def standing(
    kind: Literal["chat", "image"], settings: Settings, held: keys.Keys, *, editor: bool = False
) -> Standing:
    """Say what an action of this *kind* would use.

    Args:
        kind: words or pictures.
        settings: what is set up.
        held: the keys that the environment held.
        editor: whether there is an editor whose own models can be asked.
    """
    setting = f"{kind}.baseUrl"
    embedded = "the offline expander" if kind == "chat" else "sketches"
    if kind == "chat" and settings.engine == "offline":
        return Standing(kind, f"{embedded} (engine is offline)", setting="engine")
    if kind == "chat" and settings.chat_provider == "editor":
        return _editor(settings, embedded, editor=editor)
    try:
        if kind == "image":
            settings, _ = applied(settings)
        base_url = settings.chat_base_url if kind == "chat" else settings.image_base_url
        endpoint = hosts.endpoint(base_url, setting)
        status = keys.key_status(kind, endpoint, held, settings.key_command)
    except LimnerError as error:
        return Standing(kind, "not usable", problem=str(error), setting=setting)
    if not base_url and status.startswith("There is no key"):
        says = f"{embedded} (no service is set up: run “limner setup”)"
        return Standing(kind, says, setting=setting)
    model = settings.chat_model if kind == "chat" else settings.image_model
    if not hosts.permitted(endpoint, _allowed(settings)):
        says = f"{embedded} until you agree to {endpoint.authority}. {status}"
        return Standing(kind, says, host=endpoint.authority, setting=setting)
    return Standing(
        kind, f"{model} at {endpoint.url}. {status}", model, endpoint.authority, setting=setting
    )


def upload_standing(settings: Settings, held: keys.Keys) -> Standing:
    """Say whether new pictures are uploaded."""
    setting = "upload.url"
    if not settings.upload_url:
        return Standing("upload", "none", setting=setting)
    try:
        endpoint = hosts.endpoint(settings.upload_url, setting)
    except LimnerError as error:
        return Standing("upload", "not usable", problem=str(error), setting=setting)
    host = endpoint.authority
    if not hosts.permitted(endpoint, _allowed(settings)):
        return Standing("upload", f"none until you agree to {host}", host=host, setting=setting)
    says = f"through {endpoint.url}. {keys.key_status('upload', endpoint, held)}"
    return Standing("upload", says, "PicGo", host, setting=setting)


def agreed_to_editor(settings: Settings) -> bool:
    """Say whether the person has agreed to an editor's own models."""
    return EDITOR_HOST in _allowed(settings)


def agree_to_editor() -> None:
    """Keep the person's yes to an editor's own models.

    Raises:
        SaveError: the state folder cannot be written.
    """
    hosts.agree_to(EDITOR_HOST, files.state_folder())


def _editor(settings: Settings, embedded: str, *, editor: bool) -> Standing:
    setting, model = "chat.provider", settings.chat_model
    if not editor:
        says = f"{embedded} (chat.provider is editor, and no editor with models is there)"
        return Standing("chat", says, setting=setting)
    if not agreed_to_editor(settings):
        says = f"{embedded} until you agree to {EDITOR_HOST}"
        return Standing("chat", says, host=EDITOR_HOST, setting=setting)
    says = f"{model} of your editor's own models ({EDITOR_HOST})"
    return Standing("chat", says, model, EDITOR_HOST, setting=setting)


def _allowed(settings: Settings) -> tuple[str, ...]:
    return (*settings.allowed_hosts, *hosts.agreed(files.state_folder()))
