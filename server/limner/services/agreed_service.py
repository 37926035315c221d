"""One service as settings, keys and the person's agreement to its host allow it."""

from limner import files
from limner.services import hosts
from limner.services.backends import Consent
from limner.services.keys import Keys, Purpose, find_key
from limner.services.pace import Pace
from limner.services.service import Service
from limner.settings.declaration import Settings

UPLOAD_SECONDS = 60.0
"""How long an upload may take in all."""


async def agreed_service(
    kind: Purpose,
    settings: Settings,
    keys: Keys,
    consent: Consent,
    paces: dict[tuple[str, str], Pace],
) -> Service | None:
    """Return the service for *kind*; ``None`` where none is set up or its host is not agreed to.

    Args:
        kind: what it is for.
        settings: where it is.
        keys: those the environment held.
        consent: asks the person about a host that is new.
        paces: what all requests to one service share.

    Raises:
        InputError: a setting is wrong.
    """
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
    key = await find_key(kind, endpoint, keys, settings.key_command)
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
        pace=paces.setdefault((kind, endpoint.authority), Pace()),
    )
