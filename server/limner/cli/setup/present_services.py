"""Which services are set up when ``limner setup`` begins."""

from dataclasses import dataclass
from typing import Literal

from limner import files
from limner.services import hosts, keys
from limner.settings.declaration import Settings

Kind = Literal["chat", "image"]


@dataclass(frozen=True)
class PresentServices:
    """What is set up now.

    Attributes:
        held: the settings that hold now.
        taken: the keys of the person's environment.
    """

    held: Settings
    taken: keys.Keys

    def base_url(self, kind: Kind) -> str:
        """Return the service's base URL as it is set; ``""`` where none is."""
        return self.held.chat_base_url if kind == "chat" else self.held.image_base_url

    def model(self, kind: Kind) -> str:
        """Return the model that is set, or the one Limner would take."""
        return self.held.chat_model if kind == "chat" else self.held.image_model

    def key_status(self, kind: Kind, place: hosts.Endpoint) -> str:
        """Say where the key for *place* comes from, or that there is none."""
        return keys.key_status(kind, place, self.taken, self.held.key_command)

    def has_key(self, kind: Kind, place: hosts.Endpoint) -> bool:
        """Say whether there is a key for *place*."""
        return " comes from " in self.key_status(kind, place)

    def is_set_up(self, kind: Kind) -> bool:
        """Say whether a service is set up: a key alone is no choice of the person's."""
        if kind == "chat" and self.held.engine == "offline":
            return False
        base_url = self.base_url(kind)
        place = hosts.endpoint(base_url, f"{kind}.baseUrl")
        agreed = (*self.held.allowed_hosts, *hosts.agreed(files.state_folder()))
        has_key = self.has_key(kind, place)
        return bool(base_url) or (has_key and hosts.permitted(place, agreed))
